// Layers in which nothing can be learnt any more, and why.
import NeuralEngine

/// A layer whose units have the slope 0 for every sample: nothing up to it learns.
public struct DeadLayer: Sendable, Equatable {
    public enum Cause: Sendable, Equatable {
        /// All weights into it are 0.
        case zeroWeights
        /// All that comes in is 0: no weight of the first layer has a say.
        case zeroInputs
        /// All samples have the same inputs: what is off for one is off for all.
        case sameInputs
        /// It is the last one: its activation has no slope where its outputs are.
        case isOutput
        /// Inputs far from 0 are added up to numbers where the activation is flat, or targets far from 0 have asked for steps that led there.
        case farNumbers(FarNumbers)
        /// Updates or the first weights have driven it there.
        case driven

        /// Whether other first weights could help.
        var isOfWeights: Bool {
            switch self {
            case .driven, .farNumbers: true
            case .zeroWeights, .zeroInputs, .sameInputs, .isOutput: false
            }
        }
    }

    public let number: Int
    public let cause: Cause
}

extension DeadLayer {
    /// The first layer none of whose units can learn from these samples, nor let anything before it learn; nil if there is none. The slope of
    /// `step` is 0 anyway.
    init?(_ network: Network, _ parameters: Parameters, _ samples: Samples) {
        // The way forward tells: slopes need no answers.
        let inputs = Samples(inputs: samples.inputs, outputs: network.outputs)
        var probe = NetworkProbe(network: network, samples: inputs, mostProducts: NetworkProbe.quickLook)
        let dead = probe.look(at: parameters).first { look in
            look.deadUnits.count == look.unitCount && network[layer: look.layer].activation.name != Activation.step.name
        }
        guard let dead else { return nil }
        (number, cause) = (dead.layer, Self.cause(ofLayer: dead.layer, network, parameters, samples))
    }

    private static func cause(ofLayer number: Int, _ network: Network, _ parameters: Parameters, _ samples: Samples) -> Cause {
        let inputs = samples.inputs
        if inputs.values.allSatisfy({ $0 == 0 }) { return .zeroInputs }
        if parameters.weights[number - 1].values.allSatisfy({ $0 == 0 }) { return .zeroWeights }
        if inputs.rows > 1, (1..<inputs.rows).allSatisfy({ inputs.row($0) == inputs.row(0) }) { return .sameInputs }
        if let far = FarNumbers(network, samples) { return .farNumbers(far) }
        return number == network.outputLayer ? .isOutput : .driven
    }
}
