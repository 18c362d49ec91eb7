// Data sets: points with an answer each, made here or given by the learner.

/// Samples with their answers, before they are put in the form that a network's output takes.
public struct Dataset: Sendable, Equatable {
    public let name: String
    /// A row a sample.
    public let inputs: Matrix
    public let answers: Answers

    /// What the right answers are.
    public enum Answers: Sendable, Equatable {
        /// Numbers, a row a sample.
        case values(Matrix)
        /// The class of each sample, 0 ..< count.
        case classes([Int], count: Int)
    }

    public init(name: String, inputs: Matrix, answers: Answers) {
        self.name = name
        self.inputs = inputs
        self.answers = answers
    }

    public var count: Int { inputs.rows }

    /// How many numbers a target has at most: columns, or classes.
    public var answerWidth: Int {
        switch answers {
        case .values(let matrix): matrix.columns
        case .classes(_, let count): count
        }
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
            if network.outputs == 1 {
                return Samples(inputs: inputs, targets: Matrix(rows: classes.map { [$0 == 1 ? 1 : low] }))
            }
            return Samples(inputs: inputs, targets: Matrix(rows: classes.map { k in (0..<count).map { $0 == k ? 1 : 0 } }))
        }
    }
}
