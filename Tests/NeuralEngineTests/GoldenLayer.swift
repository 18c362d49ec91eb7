// One layer under a given slope, and a network made all at once and step by step: what the golden files of layers need.
import Testing

@testable import NeuralEngine

extension Loss {
    /// The sum of a times t: its slope is the target, so that a test can give dLoss/da as it likes.
    static let givenSlope = Loss(
        "given slope", aliases: [], formula: "t a", slopeFormula: "t", share: { a, t in a * t }, slope: { _, t in t })
}

extension Network {
    /// A single layer, whose dLoss/da will be the targets divided by the number of samples.
    init(only layer: Layer) {
        self.init(inputShape: layer.inputShape, layers: [layer], loss: .givenSlope)
    }
}

extension Matrix {
    /// A row a sample of nested lists.
    init(samples: Golden) { self.init(rows: samples.list.map(\.flat)) }

    func times(_ factor: Double) -> Matrix { Matrix(rows: rows, columns: columns, values: values.map { $0 * factor }) }
}

extension Shape {
    /// The shape of nested lists [channel][row][column], or of a plain list.
    init(lengths: [Int]) {
        self = lengths.count == 1 ? Shape(lengths[0]) : Shape(height: lengths[1], width: lengths[2], channels: lengths[0])
    }
}

extension Window {
    /// A window of size, stride and padding, each one number or two.
    init(size: (Int, Int), stride: (Int, Int), padding: (Int, Int)) {
        self.init(
            height: size.0, width: size.1, rowStride: stride.0, columnStride: stride.1, rowPadding: padding.0, columnPadding: padding.1)
    }
}

/// One pass over all samples, all at once and step by step: a test looks at both.
func bothWays(
    _ network: Network, _ parameters: Parameters, _ samples: Samples,
    _ look: (_ pass: Pass, _ stepper: Stepper, _ how: Comment) throws -> Void
) rethrows {
    var stepper = Stepper(network: network, parameters: parameters, optimizer: Optimizer(), samples: samples, batchSize: samples.count)
    try look(stepper.wholePass(), stepper, "all at once")
    stepper.travel(to: Stepper.Position(step: stepper.plan.firstUpdate))
    try look(stepper.pass, stepper, "step by step")
}
