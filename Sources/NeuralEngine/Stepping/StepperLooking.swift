// Looking at a walk: which quantities have a value already, and what the pass will find.

extension Stepper {
    /// The value of a quantity, or nil while this pass has not come to it. Parameters, inputs and targets always have one.
    public func value(of quantity: Quantity) -> Double? {
        hasReached(quantity) ? moment.stored(quantity, sample: sample) : nil
    }

    /// What a step of this pass that is done has found, as it is now.
    public func found(inStep index: Int) -> Double { moment.stored(plan[index].quantity, sample: plan[index].sample) }

    /// Whether this pass has computed a quantity for the sample in view.
    public func hasReached(_ quantity: Quantity) -> Bool {
        switch quantity {
        case .output(0, _), .target, .weight, .bias, .learningRate: return true
        case .runningStatistic, .center: return true
        case .error(let layer, _) where network.recurrentLayer(of: quantity) == nil: return hasReachedErrors(ofLayer: layer)
        case .batchLoss: return hasDone(pass.hasMeanLoss ? .batchLoss : .sampleLoss)
        case .weightGradient(let layer, let unit, _):
            let last = network[layer: layer].recurrence?.lastBackward(layer: layer) ?? .delta(layer: layer, unit: unit)
            return hasDone(quantity) || (plan.index(of: quantity, sample: 0) == nil && hasDone(last))
        case .biasGradient(let layer, _):
            let last = network.lastDelta(ofLayer: layer)
            return hasDone(quantity) || (plan.index(of: quantity, sample: 0) == nil && hasDone(last))
        default: return hasDone(quantity)
        }
    }

    /// Whether all that the errors of a layer are made of is there: its outputs for the output layer, else the deltas of the layer after it.
    private func hasReachedErrors(ofLayer number: Int) -> Bool {
        let layer = network.computingLayer(atOrBefore: number), reader = pass.layout.records[layer].reader
        guard reader > 0 else { return hasDone(.output(layer: layer, unit: network.outputs - 1)) }
        let next = network[layer: reader]
        let last: Quantity =
            next.statisticCount > 0
            ? .statistic(.meanDeltaProduct, layer: reader, channel: next.statisticCount - 1) : network.lastDelta(ofLayer: reader)
        return hasDone(last)
    }

    /// The place, among the numbers before max pooling, of the one that has won a unit's window for the sample in view; nil while the walk has
    /// not come to the unit, and in other layers.
    public func winner(layer: Int, unit: Int) -> Int? {
        guard network[layer: layer].kind.hasWinners, hasReached(.output(layer: layer, unit: unit)) else { return nil }
        return Int(pass.memory[pass.index(\.memory, layer: layer, unit: unit, sample: sample)])
    }

    /// Whether the walk has come to a gradient of this pass.
    public var hasGradients: Bool {
        network.layers.indices.reversed().contains {
            network.layers[$0].weightCount > 0 && hasReached(.weightGradient(layer: $0 + 1, unit: 0, input: 0))
        }
    }

    private func hasDone(_ quantity: Quantity) -> Bool {
        plan.index(of: quantity, sample: sample).map { $0 < position.step } ?? false
    }

    /// A copy of the walk, gone on until a quantity has a value: what the pass will find.
    public func ahead(to quantity: Quantity) -> Stepper {
        var copy = self
        while !copy.hasReached(quantity) && !copy.isAtEndOfPass { copy.step() }
        return copy
    }

    /// The whole pass done from its first step with the present parameters and without the update: forward, loss and backward.
    public func wholePass() -> Pass {
        var whole = pass
        whole.forward(parameters)
        whole.backward(parameters)
        return whole
    }
}

extension Network {
    /// The quantity of a layer that is found last on the way back, before its gradients.
    public func lastDelta(ofLayer number: Int) -> Quantity {
        self[layer: number].recurrence?.lastBackward(layer: number) ?? .delta(layer: number, unit: self[layer: number].units - 1)
    }
}

extension Stepper {
    /// dLoss/dx of every sample of a whole pass made with the present parameters: a row a sample.
    public func inputGradients(of pass: Pass) -> Matrix { pass.inputGradients(parameters) }
}

extension Pass {
    /// dLoss/dx of every sample of a pass that has gone back: a row a sample.
    func inputGradients(_ parameters: Parameters) -> Matrix {
        var gradients = Matrix(rows: sampleCount, columns: network.inputs), copy = self
        gradients.values.withUnsafeMutableBufferPointer { gradients in
            copy.work(parameters) {
                $0.errors(0, units: 0..<network.inputs, samples: 0..<sampleCount, into: gradients.start, stride: network.inputs)
            }
        }
        return gradients
    }
}
