// Which losses fit what a network gives.

extension Loss {
    /// Why a loss does not fit what a network gives.
    public enum Misfit: Sendable, Equatable {
        /// It needs probabilities, and there is no last layer yet.
        case lastLayerIsMissing(Loss)
        /// It needs probabilities of all classes together: softmax.
        case needsProbabilities(Loss, Activation)
        /// It needs outputs between 0 and 1.
        case needsUnitInterval(Activation)
        /// It needs step units.
        case needsStep(Activation)
        /// It needs outputs of both signs.
        case needsBothSigns(Activation)
    }

    /// Why it does not fit what a network gives; nil if it does.
    public func misfit(_ network: Network) -> Misfit? {
        guard network.outputLayer > 0 else { return comparesDistributions ? .lastLayerIsMissing(self) : nil }
        let activation = network[layer: network.outputLayer].activation
        let isOwn = Activation.named(activation.name) == nil
        switch self {
        case _ where comparesDistributions && activation.ofLayer == nil: return .needsProbabilities(self, activation)
        case .binaryCrossEntropy where !(activation == .softmax || activation == .sigmoid || isOwn): return .needsUnitInterval(activation)
        case .perceptron where activation != .step: return .needsStep(activation)
        case .hinge where activation.range.map({ $0.lowerBound >= 0 || $0.upperBound <= 0 }) ?? false: return .needsBothSigns(activation)
        default: return nil
        }
    }
}

extension Dataset {
    /// Whether a network can be trained on it.
    public func fits(_ network: Network) -> Bool { fits(inputs: network.inputs, outputs: network.outputs) }
}
