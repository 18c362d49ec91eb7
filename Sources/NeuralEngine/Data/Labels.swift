// Whole numbers of few values as answers: classes or numbers, as the network asks.

/// Answers that may be classes or numbers: whole numbers of few values, such as 1 2 3, -1 and 1, or 0 2 4.
public struct Labels: Sendable, Equatable {
    /// The different values, from the least on.
    public let values: [Int]
    /// Whether they are classes where nothing else is asked for: 0 ... k - 1, as programs number classes.
    public let areClassesAtFirst: Bool
    private let numbers: Matrix
    /// The place of each answer among the values.
    private let places: [Int]

    /// More different values are no classes unless somebody says so.
    public static let mostClasses = 1000

    /// - Parameter isIndex: whether the numbers are known to be the numbers of classes, some of which may not occur.
    /// - Returns: nil where the numbers are not whole, too few or too many are different.
    init?(_ numbers: [Double], isIndex: Bool = false) {
        var different: Set<Int> = []
        for number in numbers {
            guard abs(number) < 1e15, let whole = Int(exactly: number) else { return nil }
            different.insert(whole)
            guard different.count <= Labels.mostClasses else { return nil }
        }
        values = different.sorted()
        guard values.count > 1 || isIndex, let least = values.first, let most = values.last else { return nil }
        let counts = least == 0 && most == values.count - 1 && 2 * values.count <= numbers.count
        areClassesAtFirst = counts || isIndex && least == 0 && most < Labels.mostClasses
        let places = Dictionary(uniqueKeysWithValues: zip(values, values.indices))
        self.places = numbers.map { places[Int($0)] ?? 0 }
        self.numbers = Matrix(rows: numbers.count, columns: 1, values: numbers)
    }

    private init(_ other: Labels, rows: [Int]) {
        (values, areClassesAtFirst) = (other.values, other.areClassesAtFirst)
        numbers = other.numbers.picking(rows)
        places = rows.map { other.places[$0] }
    }

    /// Those of some rows.
    func picking(_ rows: [Int]) -> Labels { Labels(self, rows: rows) }

    /// A reading of the answers: what they are, and what the classes are called.
    typealias Reading = (answers: Dataset.Answers, classNames: [String])

    var asNumbers: Reading { (.values(numbers), []) }

    /// As the classes 0 ..< count, each called by its value.
    private var asClasses: Reading { (.classes(places, count: values.count), values.map(String.init)) }

    /// Each value as the number of its class; nil if there are more.
    private func asIndices(of count: Int) -> Reading? {
        guard let least = values.first, let most = values.last, least >= 0, most < count else { return nil }
        return (.classes(places.map { values[$0] }, count: count), (0..<count).map(String.init))
    }

    /// Where the answers are the numbers of so many classes: the first of those that no answer names. Of far more classes than answers these
    /// are no slip.
    public func classesLeftOut(of count: Int, most: Int) -> [Int] {
        let named = Set(values)
        return count > named.count && count <= 2 * named.count ? Array((0..<count).lazy.filter { !named.contains($0) }.prefix(most)) : []
    }

    /// The classes of a network with so many outputs; nil if there are others.
    private func classes(outputs: Int) -> Reading? {
        if outputs == values.count || outputs == 1 && values.count == 2 { return asClasses }
        return outputs > 1 ? asIndices(of: outputs) : nil
    }

    /// As classes in any case: by their numbers, if they count from 0, or one for each value.
    var asClassesAtLeast: Reading { areClassesAtFirst ? atFirst : asClasses }

    /// As they are read where nothing else is asked for.
    var atFirst: Reading {
        areClassesAtFirst ? asIndices(of: max(2, (values.last ?? 0) + 1)) ?? asClasses : asNumbers
    }

    /// As a network reads them: classes under outputs that lie between 0 and 1, as those of softmax, sigmoid and step do, and under hinge;
    /// numbers under a linear output; else as they are at first, if that fits its outputs.
    func reading(for network: Network) -> Reading {
        guard network.outputLayer > 0 else { return atFirst }
        let classes = classes(outputs: network.outputs), numbers = network.outputs == 1 ? asNumbers : nil
        let activation = network[layer: network.outputLayer].activation
        let asked: Reading? =
            if activation.ofLayer != nil || activation.liesBetween0And1 || network.loss == .hinge || network.loss == .binaryCrossEntropy {
                classes
            } else if activation == .identity {
                numbers
            } else {
                areClassesAtFirst ? classes : numbers
            }
        if asked == nil, activation.ofLayer != nil, network.outputs > 1 { return asClassesAtLeast }
        return asked ?? (areClassesAtFirst ? classes ?? numbers : numbers ?? classes) ?? atFirst
    }
}

extension Activation {
    /// Whether its values go from 0 to 1, as what belongs to a class or not; the ends that a survey finds are rounded.
    fileprivate var liesBetween0And1: Bool {
        guard let range = range ?? foundRange else { return false }
        return abs(range.lowerBound) < 1e-9 && abs(range.upperBound - 1) < 1e-9
    }
}

extension Dataset {
    /// The same samples, with answers as a network reads them; without one as they are at first.
    public func read(for network: Network?) -> Dataset {
        guard let labels else { return self }
        var changed = self
        (changed.answers, changed.classNames) = network.map(labels.reading) ?? labels.atFirst
        return changed
    }
}
