// Inputs and targets so far from 0 that trainings go wrong with them.
import NeuralEngine

/// The numbers farthest from 0, where they are so far away that units saturate or that steps of the usual size are wrong for them.
public struct FarNumbers: Sendable, Equatable {
    /// An input beyond 30: units that add up such inputs saturate.
    public let input: Double?
    /// A target, where the root of their mean square is beyond 10 and the outputs can follow them.
    public let target: Double?
    /// Whether some activation is flat far from 0.
    public let saturates: Bool

    private static let farInput = 30.0, farTargets = 10.0

    /// Nil where none is far.
    init?(_ network: Network, _ samples: Samples) {
        input = samples.inputs.values.farthestFromZero.flatMap { $0.magnitude > Self.farInput ? $0 : nil }
        let targets = samples.hasTargets && network.outputsAreUnbounded ? samples.targets.values : []
        let meanSquare = targets.reduce(0) { $0.addingProduct($1, $1) } / Double(max(1, targets.count))
        target = meanSquare > Self.farTargets * Self.farTargets ? targets.farthestFromZero : nil
        saturates = network.layers.contains { $0.activation.range?.isBounded == true || $0.recurrence != nil }
        if input == nil, target == nil { return nil }
    }
}

extension Workspace {
    /// The numbers of the training part that are far from 0; nil where none is.
    package var farNumbers: FarNumbers? {
        guard let network, let samples = try? setup.samples() else { return nil }
        return FarNumbers(network, samples)
    }

    /// Whether data bring their targets to one scale, too, in order that such numbers come near 0; nil where nothing can be scaled.
    func normalisesTargets(for far: FarNumbers) -> Bool? {
        let targets = far.target != nil
        // What is done is tried: classes have no scale, and rows that are typed are no columns of data.
        var copy = self
        return (try? copy.normalise(by: .standard, targets: targets)) == nil ? nil : targets
    }
}

extension Network {
    /// Whether the outputs come as near to any number as one likes.
    fileprivate var outputsAreUnbounded: Bool {
        outputLayer > 0 && self[layer: outputLayer].recurrence == nil && self[layer: outputLayer].activation.ofLayer == nil
            && self[layer: outputLayer].activation.range == nil
    }
}

extension Collection<Double> {
    fileprivate var farthestFromZero: Double? { self.max { $0.magnitude < $1.magnitude } }
}

extension ClosedRange<Double> {
    fileprivate var isBounded: Bool { lowerBound.isFinite && upperBound.isFinite }
}
