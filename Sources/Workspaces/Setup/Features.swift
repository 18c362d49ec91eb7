// Features made by hand: formulas of the inputs, which the network reads in their place.
import Formula
import NeuralEngine

/// Formulas of what is given, one an input of the network: x, y, x^2, x*y.
public struct Features: Sendable, Equatable {
    /// As they were written; so the network's inputs are called.
    public let names: [String]
    private let formulas: [Expression]
    /// What the numbers are called that they are made of, in order; more may be given than the formulas use.
    public let givenNames: [String]
    /// For each name that a formula uses its place among what is given.
    private let places: [String: Int]

    /// - Parameter given: what is made features of: its names, or nil where nothing is shown yet. Then x, y and z are the first three.
    /// - Throws: `noInputOfFeature` for a name that nothing given has.
    init(_ formulas: [(name: String, formula: Expression)], of given: GivenNames?) throws(WorkspaceError) {
        names = formulas.map(\.name)
        self.formulas = formulas.map(\.formula)
        var places: [String: Int] = [:]
        for (feature, formula) in formulas {
            for name in formula.freeNames where places[name] == nil {
                guard let place = (given ?? GivenNames.unknown).place(of: name) else {
                    throw .noInputOfFeature(name, feature: feature, known: given?.spoken ?? GivenNames.axes)
                }
                places[name] = place
            }
        }
        let used = (places.values.max() ?? 0) + 1
        givenNames = given?.spoken ?? GivenNames(count: used).spoken
        self.places = places
    }

    public var count: Int { names.count }

    /// The same formulas of something else; nil where a name of theirs is missing there.
    func of(_ given: GivenNames) -> Features? {
        try? Features(Array(zip(names, formulas)).map { (name: $0.0, formula: $0.1) }, of: given)
    }

    /// The features of rows as they are given, a row each.
    public func made(of rows: Matrix) -> Matrix {
        var values: [Double] = []
        values.reserveCapacity(rows.rows * count)
        for row in 0..<rows.rows {
            for formula in formulas {
                values.append(formula.evaluate { name in places[name].flatMap { $0 < rows.columns ? rows[row, $0] : nil } ?? .nan })
            }
        }
        return Matrix(rows: rows.rows, columns: count, values: values)
    }

    /// Refuses rows of which a formula makes no number.
    func check(_ made: Matrix, of rows: Matrix) throws(WorkspaceError) {
        guard let bad = made.values.firstIndex(where: { !$0.isFinite }), made.columns > 0 else { return }
        let row = bad / made.columns, feature = bad % made.columns
        let used = formulas[feature].freeNames.compactMap { name in places[name].map { (name: name, value: rows[row, $0]) } }
        throw .featureIsNoNumber(names[feature], made.values[bad], at: used.map(\.name), used.map(\.value))
    }
}

/// What the numbers of a row are called in formulas.
struct GivenNames: Sendable {
    static let axes = ["x", "y", "z"]
    /// Where nothing is shown yet, any number of inputs may come.
    static let unknown = GivenNames(count: nil, names: [])

    private let count: Int?
    private let names: [String]

    init(count: Int?, names: [String] = []) { (self.count, self.names) = (count, names) }

    /// As they are spoken of: by their names, as x, y and z where there are no more, else as i1, i2 ...
    var spoken: [String] {
        let count = count ?? 0
        guard names.count != count else { return names.map(Self.word) }
        return (0..<count).map { count <= Self.axes.count ? Self.axes[$0] : "i\($0 + 1)" }
    }

    /// The place of a name: that of a column, i1, i2 ..., or x, y and z of no more than three.
    func place(of name: String) -> Int? {
        let name = name.lowercased()
        if let place = names.firstIndex(where: { Self.word($0).lowercased() == name }) { return place }
        let most = count ?? Self.mostUnknown
        if let axis = Self.axes.firstIndex(of: name), axis < most, most <= Self.axes.count || count == nil { return axis }
        guard name.first == "i", let number = Int(name.dropFirst()), (1...max(1, most)).contains(number) else { return nil }
        return number - 1
    }

    private static let mostUnknown = 10_000

    /// A column's name as formulas can write it: `sepal length` is sepal_length.
    private static func word(_ name: String) -> String {
        String(name.map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "_" })
    }
}

/// The inputs as they were given, where features stand in their place.
struct GivenInputs: Sendable, Equatable {
    /// A row a sample; nil where nothing is shown yet.
    var rows: Matrix?
    var names: [String] = []
    /// The scales that they had been brought to before features were made of them.
    var scales: [Normalisation] = []

    func scaled(_ rows: Matrix) -> Matrix { scales.reduce(rows) { $1.scale.count == $0.columns ? $1.applied(to: $0) : $0 } }
}

extension Setup {
    /// What is shown, in terms of formulas; nil where nothing is.
    var givenNames: GivenNames? {
        if features != nil { return given.rows.map { GivenNames(count: $0.columns, names: given.names) } }
        if let dataset { return GivenNames(count: dataset.inputs.columns, names: dataset.inputNames) }
        return inputRows.map { GivenNames(count: $0.columns) }
    }

    /// What the network reads where a row is given that is new to it: features of it, on the scale of the data.
    package func read(given rows: Matrix) -> Matrix {
        let preparation = dataset?.preparation ?? pastPreparation
        let made = features.map { $0.made(of: given.scaled(rows)) } ?? rows
        return preparation?.scaled(inputs: made) ?? made
    }

    /// Puts features in the place of what is shown, of the inputs themselves.
    mutating func put(_ features: Features) throws(WorkspaceError) {
        try Setup.checkMemory(for: features, rows: dataset?.count ?? inputRows?.rows ?? 0)
        let scales = dataset?.preparation.inputScales ?? pastPreparation?.inputScales ?? []
        let given = GivenInputs(rows: dataset?.inputs ?? inputRows, names: dataset?.inputNames ?? [], scales: scales)
        if let rows = given.rows {
            let made = features.made(of: rows)
            try features.check(made, of: rows)
            dataset = dataset?.replacing(inputs: made, names: features.names)
            if dataset == nil { inputRows = made }
        }
        pastPreparation = pastPreparation?.replacingInputs(names: features.names)
        (self.features, self.given) = (features, given)
    }

    /// Shows the inputs themselves again, on the scale that they had.
    mutating func removeFeatures() {
        guard features != nil else { return }
        if let rows = given.rows {
            dataset = dataset?.replacing(inputs: rows, names: given.names, scales: given.scales)
            if dataset == nil { inputRows = rows }
        }
        pastPreparation = pastPreparation?.replacingInputs(names: given.names, scales: given.scales)
        (features, given) = (nil, GivenInputs())
    }

    private static func checkMemory(for features: Features, rows: Int) throws(WorkspaceError) {
        var need = MemoryNeed()
        need.add("\(rows) samples of \(features.count) features", numbers: 1, rows, features.count, remedy: "fewer features")
        do throws(MemoryError) { try need.check() } catch { throw .tooMuchWork(error) }
    }
}
