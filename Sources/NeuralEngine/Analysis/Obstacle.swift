// What keeps a training from learning, however long it goes on and at whatever rate.

public enum Obstacle: Sendable, Equatable {
    /// A target that no output can come near.
    case unreachableTarget(TargetMisfit)
    /// Softmax over a single output: it is always 1, its logarithm 0.
    case loneSoftmax
    /// All units of a hidden layer begin with the same weights and biases, and the layer after it reads all of them alike: their gradients
    /// are the same, so they stay one and the same unit.
    case twins(layer: Int)
    /// Step units: their slope is 0 everywhere, so no gradient gets past them.
    case steps(layer: Int)
    /// A learning rate of 0: every change is 0.
    case noRate
    /// The schedule of the rate has come to 0 and stays there.
    case scheduleHasEnded
    /// All weights and biases are frozen.
    case allFrozen
    /// Dropout or noise behind the layer of the outputs: in training the answers themselves are silenced or disturbed.
    case disturbedOutput(layer: Int)
}

extension Network {
    /// What keeps it from learning from these samples, if it begins with these parameters and is moved by this optimizer; the first of each
    /// kind.
    /// - Parameter epoch: the one that it begins with, counted from the network's birth.
    public func obstacles(_ parameters: Parameters, _ samples: Samples, _ optimizer: Optimizer, epoch: Int) -> [Obstacle] {
        if parameterCount > 0, trainsNone { return [.allFrozen] }
        var found: [Obstacle] = []
        if optimizer.learningRate == 0 {
            found.append(.noRate)
        } else if optimizer.ratesToCome(1_000, epoch: epoch).allSatisfy({ $0 == 0 }) {
            found.append(.scheduleHasEnded)
        }
        if let misfit = unreachableTarget(in: samples.targets) { found.append(.unreachableTarget(misfit)) }
        if isLoneSoftmax { found.append(.loneSoftmax) }
        if let layer = lastLayerOfSteps { found.append(.steps(layer: layer)) }
        if let layer = firstLayerOfTwins(parameters) { found.append(.twins(layer: layer)) }
        switch outputLayer > 0 ? self[layer: outputLayer].kind : .flatten {
        case .dropout, .noise: found.append(.disturbedOutput(layer: outputLayer))
        default: break
        }
        return found
    }

    /// Whether softmax stands over a single output.
    public var isLoneSoftmax: Bool { outputLayer > 0 && outputs == 1 && self[layer: outputLayer].activation.ofLayer != nil }

    /// The last layer of step units that learns by their slope: all up to it is cut off.
    private var lastLayerOfSteps: Int? {
        layers.indices.reversed().first { index in
            layers[index].activation == .step && !(index + 1 == outputLayer && lossIsFromLogits)
        }.map { $0 + 1 }
    }

    private func firstLayerOfTwins(_ parameters: Parameters) -> Int? {
        (1..<max(1, layers.count)).first { number in
            let layer = self[layer: number], next = self[layer: number + 1]
            guard layer.kind == .dense, layer.units > 1, next.kind == .dense, layer.activation.ofLayer == nil else { return false }
            // One after the other: mostly the first two differ, and no matrix is copied.
            func areEqual(_ quantity: (_ unit: Int) -> Quantity) -> Bool {
                let first = parameters.value(of: quantity(0))
                return (1..<layer.units).allSatisfy { parameters.value(of: quantity($0)) == first }
            }
            return (layer.biasMode != .each || areEqual { .bias(layer: number, index: $0) })
                && (0..<layer.inputs).allSatisfy { input in areEqual { .weight(layer: number, unit: $0, input: input) } }
                && (0..<next.units).allSatisfy { unit in areEqual { .weight(layer: number + 1, unit: unit, input: $0) } }
        }
    }
}
