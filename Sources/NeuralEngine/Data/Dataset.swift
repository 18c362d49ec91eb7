// Data sets: points with an answer each, made here or given by the learner.

/// Samples with their answers, before they are put in the form that a network's output takes.
public struct Dataset: Sendable, Equatable {
    public let name: String
    /// A row a sample.
    public internal(set) var inputs: Matrix
    public let answers: Answers
    /// What the inputs are called; empty if they have no names.
    public let inputNames: [String]
    /// What the classes are called, in order; empty if the answers are numbers.
    public let classNames: [String]

    /// What the right answers are.
    public enum Answers: Sendable, Equatable {
        /// Numbers, a row a sample.
        case values(Matrix)
        /// The class of each sample, 0 ..< count.
        case classes([Int], count: Int)
    }

    /// - Parameter classNames: if empty, classes are called 0, 1, 2 ...
    public init(name: String, inputs: Matrix, answers: Answers, inputNames: [String] = [], classNames: [String] = []) {
        self.name = name
        self.inputs = inputs
        self.answers = answers
        self.inputNames = inputNames
        if case .classes(_, let count) = answers, classNames.isEmpty {
            self.classNames = (0..<count).map(String.init)
        } else {
            self.classNames = classNames
        }
    }

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
        return Dataset(name: name, inputs: inputs.picking(rows), answers: answers, inputNames: inputNames, classNames: classNames)
    }

    /// Whether a network with so many outputs can be trained on it: two classes need one output or two.
    public func fits(inputs: Int, outputs: Int) -> Bool {
        guard inputs == self.inputs.columns else { return false }
        if case .classes(_, 2) = answers, outputs == 1 { return true }
        return outputs == answerWidth
    }

    /// The samples in the form of a network's output: classes become one-hot rows, or for a single output 0 and 1 (-1 and 1 for tanh).
    public func samples(for network: Network) -> Samples {
        switch answers {
        case .values(let matrix): return Samples(inputs: inputs, targets: matrix)
        case .classes(let classes, let count):
            let low = network.layers.last?.activation == .tanh ? -1.0 : 0.0
            var targets = Matrix(rows: classes.count, columns: network.outputs == 1 ? 1 : count)
            for (row, k) in classes.enumerated() {
                if network.outputs == 1 { targets[row, 0] = k == 1 ? 1 : low } else { targets[row, k] = 1 }
            }
            return Samples(inputs: inputs, targets: targets)
        }
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
