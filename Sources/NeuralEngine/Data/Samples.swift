// Samples: what a network is shown and what it should answer, as numbers.

/// A batch or a whole data set in the form that a network takes: a row a sample.
public struct Samples: Sendable, Equatable {
    public let inputs: Matrix
    public let targets: Matrix
    /// Whether the right answers are known. Without them a pass goes forward only, and the targets are zeros.
    public let hasTargets: Bool

    public init(inputs: Matrix, targets: Matrix) {
        precondition(inputs.rows == targets.rows, "as many targets as inputs")
        self.inputs = inputs
        self.targets = targets
        hasTargets = true
    }

    /// Samples without answers, for a network with so many outputs.
    public init(inputs: Matrix, outputs: Int) {
        self.inputs = inputs
        targets = Matrix(rows: inputs.rows, columns: outputs)
        hasTargets = false
    }

    public var count: Int { inputs.rows }

    /// The rows of each mini-batch of a size, in order; the last one may be short.
    public func batch(_ index: Int, ofSize size: Int) -> Range<Int> {
        let start = index * size
        return start..<min(start + size, count)
    }

    /// How many mini-batches of a size an epoch has.
    public func batchCount(ofSize size: Int) -> Int { (count + size - 1) / size }
}
