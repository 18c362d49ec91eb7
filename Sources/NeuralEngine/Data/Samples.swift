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

    /// The numbers at their addresses, for copying.
    func withPointers<Result>(_ body: (SamplePointers) -> Result) -> Result {
        inputs.values.withUnsafeBufferPointer { x in
            targets.values.withUnsafeBufferPointer { t in
                body(
                    SamplePointers(
                        inputs: x.start, inputCount: inputs.columns, targets: t.start, targetCount: targets.columns, count: count))
            }
        }
    }
}

/// Where the numbers of samples lie.
struct SamplePointers {
    let inputs: UnsafePointer<Double>
    let inputCount: Int
    let targets: UnsafePointer<Double>
    let targetCount: Int
    let count: Int

    /// The rows of a sample and of those behind it.
    func rows(from sample: Int) -> (inputs: UnsafePointer<Double>, targets: UnsafePointer<Double>) {
        (inputs + sample * inputCount, targets + sample * targetCount)
    }

    /// Copies some samples, one after the other.
    func copy(_ rows: some Collection<Int>, inputs x: UnsafeMutablePointer<Double>, targets t: UnsafeMutablePointer<Double>) {
        for (place, row) in rows.enumerated() {
            (x + place * inputCount).update(from: inputs + row * inputCount, count: inputCount)
            (t + place * targetCount).update(from: targets + row * targetCount, count: targetCount)
        }
    }

    /// Copies neighbouring samples.
    func copy(_ rows: Range<Int>, inputs x: UnsafeMutablePointer<Double>, targets t: UnsafeMutablePointer<Double>) {
        x.update(from: inputs + rows.lowerBound * inputCount, count: rows.count * inputCount)
        t.update(from: targets + rows.lowerBound * targetCount, count: rows.count * targetCount)
    }
}
