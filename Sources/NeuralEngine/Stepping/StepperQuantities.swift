// One quantity of a walk: how a step computes it.

extension Stepper {
    /// Computes the quantity of a step, by the operation that the trainer calls for all of them.
    mutating func compute(_ step: Step) {
        let samples = step.sample..<step.sample + 1
        func work(_ body: (Workbench) -> Void) { moment.pass.work(moment.parameters, body) }
        if let layer = network.recurrentLayer(of: step.quantity) {
            return work { $0.recurrentPart(step.quantity, layer, sample: step.sample) }
        }
        switch step.quantity {
        case .netInput(let layer, let unit): work { $0.netInputs(layer, units: unit..<unit + 1, samples: samples) }
        case .output(let layer, let unit): work { $0.outputs(layer, units: unit..<unit + 1, samples: samples) }
        case .share(let unit): work { $0.shares(units: unit..<unit + 1, samples: samples) }
        case .centerLoss: work { $0.centerLosses(samples: samples) }
        case .sampleLoss: work { $0.sampleLosses(samples: samples) }
        case .batchLoss: moment.pass.meanLoss = moment.pass.work(moment.parameters) { $0.meanLoss() }
        case .delta(let layer, let unit): work { $0.deltas(layer, units: unit..<unit + 1, samples: samples) }
        case .weightGradient(let layer, let unit, let input):
            work { $0.weightGradients(layer, rows: unit..<unit + 1, columns: input..<input + 1, samples: samples) }
        case .biasGradient(let layer, let index): work { $0.biasGradients(layer, biases: index..<index + 1, samples: samples) }
        case .statistic(let statistic, let layer, let channel):
            work { $0.channelStatistics(layer, statistic, channels: channel..<channel + 1) }
        case .runningStatistic(let statistic, let layer, let channel):
            moment.parameters.statistics[pass.layout.records[layer].runningPlace(of: statistic, channel)] = moment.pass.work(
                moment.parameters
            ) {
                $0.runningStatistic(layer, statistic, channel: channel)
            }
        case .center(let label, let unit):
            let members = members(ofClass: label)
            moment.parameters.statistics[parameters.index(centerOf: label, unit: unit)] = moment.pass.work(moment.parameters) {
                $0.movedCenter(label, unit: unit, samples: members)
            }
        case .gradientNorm:
            let trainable = parameters.places.trainable(in: network)
            moment.gradientNorm = moment.pass.work(moment.parameters) { $0.gradientNorm(over: trainable) }
        case .weight, .bias: move(step.quantity)
        case .target, .error, .ofStep, .learningRate: break
        }
    }

    /// Moves one parameter by its gradient.
    private mutating func move(_ quantity: Quantity) {
        guard let index = moment.parameterIndex(quantity) else { return }
        let update = optimizer.nextUpdate(epoch: moment.epoch, gradientNorm: moment.gradientNorm)
        var gradient = pass.gradients.values[index]
        moment.parameters.values.withUnsafeMutableBufferPointer { values in
            moment.optimizer.memory.withAddresses { memory in
                update.apply(
                    gradients: &gradient, memory: memory + index, parameters: values.start + index, count: 1)
            }
        }
    }
}
