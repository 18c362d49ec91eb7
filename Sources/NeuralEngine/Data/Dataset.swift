// Data sets: points with an answer each, made here or given by the learner.

/// Samples with their answers, before they are put in the form that a network's output takes.
public struct Dataset: Sendable, Equatable {
    public let name: String
    /// A row a sample.
    public internal(set) var inputs: Matrix
    public internal(set) var answers: Answers
    /// What the classes are called, in order; empty if the answers are numbers.
    public internal(set) var classNames: [String]
    /// Answers that may be classes or numbers; nil where that is certain.
    public internal(set) var labels: Labels?
    /// What was made of the columns of a table, and on which scales the numbers are.
    public internal(set) var preparation: Preparation
    /// Of the columns of a table that have gaps, by their places, the samples whose value was filled in.
    var gaps: [Int: [Int]] = [:]

    /// What the right answers are.
    public enum Answers: Sendable, Equatable {
        /// Numbers, a row a sample.
        case values(Matrix)
        /// The class of each sample, 0 ..< count.
        case classes([Int], count: Int)
    }

    /// - Parameter classNames: if empty, classes are called 0, 1, 2 ...
    public init(name: String, inputs: Matrix, answers: Answers, inputNames: [String] = [], classNames: [String] = []) {
        self.init(
            name: name, inputs: inputs, answers: answers, classNames: classNames, labels: nil,
            preparation: Preparation(inputNames: inputNames))
    }

    init(name: String, inputs: Matrix, answers: Answers, classNames: [String], labels: Labels?, preparation: Preparation) {
        self.name = name
        self.inputs = inputs
        self.answers = answers
        self.labels = labels
        self.preparation = preparation
        if case .classes(_, let count) = answers, classNames.isEmpty {
            self.classNames = (0..<count).map(String.init)
        } else {
            self.classNames = classNames
        }
    }

    /// What the inputs are called; empty if they have no names.
    public var inputNames: [String] { preparation.inputNames }

    public var count: Int { inputs.rows }

    /// How many numbers a target has at most: columns, or classes.
    public var answerWidth: Int {
        switch answers {
        case .values(let matrix): matrix.columns
        case .classes(_, let count): count
        }
    }

    /// The class of each sample; nil if the answers are numbers.
    public var classes: [Int]? { if case .classes(let classes, _) = answers { classes } else { nil } }

    /// Some of the samples, in the order of `rows`.
    public func subset(_ rows: [Int]) -> Dataset {
        let answers: Answers =
            switch answers {
            case .values(let matrix): .values(matrix.picking(rows))
            case .classes(let classes, let count): .classes(rows.map { classes[$0] }, count: count)
            }
        var subset = Dataset(
            name: name, inputs: inputs.picking(rows), answers: answers, classNames: classNames, labels: labels?.picking(rows),
            preparation: preparation)
        subset.gaps = gaps(picking: rows)
        return subset
    }

    /// Whether a network with so many outputs can be trained on it: two classes need one output or two.
    public func fits(inputs: Int, outputs: Int) -> Bool {
        guard inputs == self.inputs.columns else { return false }
        if case .classes(_, 2) = answers, outputs == 1 { return true }
        return outputs == answerWidth
    }

    /// The samples in the form of a network's output: classes become one-hot rows, or for a single output 0 and 1. Where the network tells
    /// classes by the sign, 0 is -1; so it is with answers of 0 and 1 under hinge, for which 0 would be on neither side.
    public func samples(for network: Network) -> Samples {
        let read = read(for: network), low = network.lowTarget
        switch read.answers {
        case .values(let matrix):
            guard network.loss == .hinge, matrix.values.contains(0), matrix.values.allSatisfy({ $0 == 0 || $0 == 1 }) else {
                return Samples(inputs: inputs, targets: matrix)
            }
            let signs = matrix.values.map { $0 == 0 ? low : $0 }
            return Samples(inputs: inputs, targets: Matrix(rows: matrix.rows, columns: matrix.columns, values: signs))
        case .classes(let classes, let count):
            let isSingle = network.outputs == 1
            var targets = Matrix(rows: classes.count, columns: isSingle ? 1 : count)
            if isSingle || network.loss == .hinge { targets.values = targets.values.map { _ in low } }
            for (row, k) in classes.enumerated() {
                // Of a single class all are of it.
                if isSingle { targets[row, 0] = k == count - 1 ? 1 : low } else { targets[row, k] = 1 }
            }
            return Samples(inputs: inputs, targets: targets)
        }
    }
}

extension Network {
    /// The target of an output for samples that are not of its class: -1 where classes are told by the sign, under hinge or a single output
    /// of tanh; else 0.
    var lowTarget: Double {
        loss == .hinge || outputLayer > 0 && [.tanh, .hardTanh].contains(self[layer: outputLayer].activation) ? -1 : 0
    }
}

extension Matrix {
    /// Some of the rows, in the order given.
    func picking(_ rows: [Int]) -> Matrix {
        var values: [Double] = []
        values.reserveCapacity(rows.count * columns)
        for row in rows { values += self.row(row) }
        return Matrix(rows: rows.count, columns: columns, values: values)
    }
}
