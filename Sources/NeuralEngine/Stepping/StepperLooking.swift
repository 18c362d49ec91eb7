// Looking at a walk: which quantities have a value already, and what the pass will find.

extension Stepper {
    /// The value of a quantity, or nil while this pass has not come to it. Parameters, inputs and targets always have one.
    public func value(of quantity: Quantity) -> Double? {
        hasReached(quantity) ? moment.stored(quantity, sample: sample) : nil
    }

    /// What a step of this pass that is done has found, as it is now.
    public func found(inStep index: Int) -> Double { moment.stored(plan[index].quantity, sample: plan[index].sample) }

    /// Whether this pass has computed a quantity for the sample in view.
    public func hasReached(_ quantity: Quantity) -> Bool { stepped(for: quantity).map(hasDone) ?? true }

    /// The step of this pass that gives a quantity its value, by its number from 1. Nil if it has one, or this pass has none for it.
    public func stepReaching(_ quantity: Quantity) -> Int? {
        guard let stepped = stepped(for: quantity), !hasDone(stepped) else { return nil }
        // Samples add up to a gradient; of all else that of the first sample comes first where all are still to come.
        if quantity.isParameterGradient { return stepCompleting(quantity) }
        let places = [0, sample].compactMap { plan.index(of: stepped, sample: $0) }
        return places.first { $0 >= position.step }.map { $0 + 1 }
    }

    /// The step that adds the last sample's share to the gradient of a parameter, by its number from 1; nil once that is done, and for all
    /// else.
    public func stepCompleting(_ quantity: Quantity) -> Int? {
        guard quantity.isParameterGradient, let stepped = stepped(for: quantity),
            let last = plan.index(of: stepped, sample: max(0, plan.sampleCount - 1)), last >= position.step
        else { return nil }
        return last + 1
    }

    /// The quantity whose step gives another its value: itself, or what it is made of last where no step computes it. Nil for those that
    /// always have a value.
    private func stepped(for quantity: Quantity) -> Quantity? {
        switch quantity {
        case .output(0, _), .target, .weight, .bias, .learningRate, .runningStatistic, .center: nil
        case .error(let layer, _) where network.recurrentLayer(of: quantity) == nil: last(ofErrorsOfLayer: layer)
        case .batchLoss: pass.hasMeanLoss ? .batchLoss : .sampleLoss
        case .weightGradient, .biasGradient: network.trains(quantity.ofParameter) ? quantity : last(ofGradient: quantity)
        default: quantity
        }
    }

    /// What the gradient of a frozen parameter is made of last.
    private func last(ofGradient quantity: Quantity) -> Quantity? {
        switch quantity {
        case .weightGradient(let layer, let unit, _):
            network[layer: layer].recurrence?.lastBackward(layer: layer) ?? .delta(layer: layer, unit: unit)
        case .biasGradient(let layer, _): network.lastDelta(ofLayer: layer)
        default: nil
        }
    }

    /// What the errors of a layer are made of last: its outputs for the output layer, else the deltas of the layer after it.
    private func last(ofErrorsOfLayer number: Int) -> Quantity {
        let layer = network.computingLayer(atOrBefore: number), reader = pass.layout.records[layer].reader
        guard reader > 0 else { return .output(layer: layer, unit: network.outputs - 1) }
        let next = network[layer: reader]
        return next.statisticCount > 0
            ? .statistic(.meanDeltaProduct, layer: reader, channel: next.statisticCount - 1) : network.lastDelta(ofLayer: reader)
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

    /// A copy of the walk, gone on until a quantity has a value: what the pass will find. The walk itself where the pass has none for it.
    public func ahead(to quantity: Quantity) -> Stepper {
        // Nothing asks it to stop.
        ahead(to: quantity, unless: { false }) ?? self
    }

    /// The same; nil if it was asked to stop on the way.
    public func ahead(to quantity: Quantity, unless isToStop: () -> Bool) -> Stepper? {
        guard let end = stepReaching(quantity) else { return self }
        var copy = self
        while copy.position.step < end {
            if copy.position.step.isMultiple(of: Self.stepsALook), isToStop() { return nil }
            copy.step()
        }
        return copy
    }

    /// Steps of some milliseconds.
    public static let stepsALook = 256

    /// The whole pass done from its first step with the present parameters and without the update: forward, loss and backward.
    public func wholePass() -> Pass {
        var whole = pass
        whole.forward(parameters)
        whole.backward(parameters)
        return whole
    }

    /// What this pass finds on its way forward: that of the walk where it has come so far, else done from its first step. Nil if it was asked
    /// to stop on the way.
    public func forwardPass(unless isToStop: () -> Bool) -> Pass? {
        let parameters = parametersBeforeUpdate
        var whole = pass
        if position.step >= plan.firstBackward ?? plan.count {
            // The loss of several samples comes with a step after the last way back.
            whole.computeLoss(parameters)
            return whole
        }
        return StopSign.with(isToStop) { whole.forward(parameters, $0) } ? whole : nil
    }

    /// The same of the whole pass, without its update.
    public func wholePass(unless isToStop: () -> Bool) -> Pass? {
        if position.step >= plan.firstUpdate, plan.firstUpdate < plan.count, network.trainsAll { return pass }
        let parameters = parametersBeforeUpdate
        var whole = pass
        return StopSign.with(isToStop) { whole.forward(parameters, $0) && whole.backward(parameters, $0) } ? whole : nil
    }

    /// The parameters that this pass goes forward and back with.
    public var parametersBeforeUpdate: Parameters {
        position.step <= plan.firstUpdate ? parameters : walk(before: plan.firstUpdate).parameters
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

    /// The same with the parameters from before the update; nil if it was asked to stop on the way.
    public func inputGradients(of pass: Pass, unless isToStop: () -> Bool) -> Matrix? {
        StopSign.with(isToStop) { pass.inputGradients(parametersBeforeUpdate, $0) }
    }
}

extension Pass {
    /// dLoss/dx of every sample of a pass that has gone back: a row a sample.
    func inputGradients(_ parameters: Parameters) -> Matrix {
        inputGradients(parameters, nil) ?? Matrix(rows: sampleCount, columns: network.inputs)
    }

    /// The same; nil if it is asked to stop on the way.
    func inputGradients(_ parameters: Parameters, _ stop: StopSign?) -> Matrix? {
        let inputs = network.inputs, products = network.layers.first?.products ?? 0
        var gradients = Matrix(rows: sampleCount, columns: inputs)
        let isDone = gradients.values.withUnsafeMutableBufferPointer { gradients in
            look(parameters) { bench in
                StopSign.portions(0..<sampleCount, products: products).allSatisfy { some in
                    bench.errors(0, units: 0..<inputs, samples: some, into: gradients.start + some.lowerBound * inputs, stride: inputs)
                    return stop?.isToGoOn() != false
                }
            }
        }
        return isDone ? gradients : nil
    }
}
