// Networks of a few units, trained one sample at a time: the whole walk through an epoch in one kernel, to the same bits.
import CKernels

/// A network and a way of training that the kernel for small networks takes: dense layers with a bias a unit, nothing frozen,
/// half the squared error, plain gradient descent on one sample after the other.
struct SmallNetwork: Sendable {
    private let layers: [(activation: nnk_activation, places: ParameterPlaces.OfLayer)]

    /// Nil where the network or the training asks for more.
    init?(_ network: Network, _ optimizer: Optimizer, _ order: BatchOrder, _ places: ParameterPlaces) {
        guard order.size == 1, order.shuffleSeed == nil, network.loss == .squaredError, network.lossTerms == LossTerms(),
            network.penalty.isNone, network.centerLoss == nil, optimizer.rule == .sgd, optimizer.weightDecay == 0,
            optimizer.clipping == nil,
            (1...Int(nnk_small_layers_at_most)).contains(network.layers.count),
            network.layers.allSatisfy({ max($0.inputs, $0.units) <= nnk_small_width() })
        else { return nil }
        var layers: [(nnk_activation, ParameterPlaces.OfLayer)] = []
        for (layer, place) in zip(network.layers, places.layers) {
            guard layer.isOneProduct, layer.biasMode == .each, layer.trainableWeights.total == layer.weightCount,
                layer.trainableBiases.total == layer.biasCount, let activation = layer.activation.kernelFunction
            else { return nil }
            switch activation {
            case .identity, .sigmoid, .tanh, .relu: layers.append((activation, place))
            default: return nil
            }
        }
        self.layers = layers
    }

    /// Some updates, on one sample after the other from the first.
    func train(_ parameters: inout Parameters, rate: Double, _ samples: Samples, steps: Int) {
        parameters.values.withUnsafeMutableBufferPointer { values in
            let kernelLayers = layers.map { layer in
                nnk_small_layer(
                    activation: layer.activation, inputs: layer.places.columns, outputs: layer.places.rows,
                    weights: values.start + layer.places.weights.lowerBound, bias: values.start + layer.places.biases.lowerBound)
            }
            let isDone = samples.withPointers { samples in
                nnk_train_small(kernelLayers, kernelLayers.count, rate, samples.inputs, samples.targets, samples.count, 0, steps)
            }
            precondition(isDone, "a network that was found small enough is trained")
        }
    }
}
