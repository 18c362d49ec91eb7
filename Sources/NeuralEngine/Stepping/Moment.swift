// A pass as it stands at one moment of a walk or of a training, and where the number of each quantity lies in it.

/// All that the formulas of a pass read: its arrays, what the network has learnt, and how the optimiser stands.
public struct Moment: Sendable {
    public internal(set) var pass: Pass
    public internal(set) var parameters: Parameters
    public internal(set) var optimizer: Optimizer
    /// The epoch, counted from the network's birth; it decides the scheduled rate.
    var epoch = 0
    /// The length of the gradients as one vector, where they are clipped by it.
    var gradientNorm = 0.0

    public var network: Network { pass.network }

    /// The rate of this epoch, or of this update.
    public var rate: Double { optimizer.rate(epoch: epoch) }
}

// MARK: - Where a quantity lies

extension Moment {
    /// The place of a weight or bias among the parameters; nil for other quantities.
    func parameterIndex(_ quantity: Quantity) -> Int? {
        switch quantity {
        case .weight(let layer, let unit, let input): parameters.index(weightOf: unit, input: input, layer: layer)
        case .bias(let layer, let index): parameters.index(bias: index, layer: layer)
        default: nil
        }
    }

    /// Where a quantity of a pass lies in its memory; nil if it lies elsewhere.
    func memoryIndex(_ quantity: Quantity, sample: Int) -> Int? {
        let layout = pass.layout
        switch quantity {
        case .netInput(let layer, let unit):
            return pass.cellIndex(network[layer: layer].hasNetInputs ? \.netInputs : \.outputs, layer: layer, cell: unit, sample: sample)
        case .output(0, let unit): return layout.inputs + sample * network.inputs + unit
        case .output(let layer, let unit): return pass.index(\.outputs, layer: layer, unit: unit, sample: sample)
        case .target(let unit): return layout.targets + sample * network.outputs + unit
        case .share(let unit): return layout.shares + sample * network.outputs + unit
        case .sampleLoss: return layout.sampleLosses + sample
        case .centerLoss: return layout.centerLosses + sample
        case .delta(let layer, let unit): return pass.cellIndex(\.deltas, layer: layer, cell: unit, sample: sample)
        case .ofStep(let part, let layer, let place): return pass.layout.records[layer].place(of: part, place, sample: sample)
        case .error(let layer, _):
            guard network.recurrentLayer(of: quantity) != nil, let (_, step, unit) = network[layer: layer].recurrence?.part(of: quantity),
                case let place = step * network[layer: layer].shape.channels + unit
            else { return nil }
            return pass.layout.records[layer].place(of: .error, place, sample: sample)
        case .statistic(let statistic, let layer, let channel): return layout.records[layer].place(of: statistic, channel)
        default: return nil
        }
    }

    /// The number that is stored for a quantity, whether or not this pass has computed it.
    func stored(_ quantity: Quantity, sample: Int) -> Double {
        if let index = memoryIndex(quantity, sample: sample) { return pass.memory[index] }
        if let index = parameterIndex(quantity) { return parameters.values[index] }
        switch quantity {
        case .batchLoss: return pass.loss
        case .error(let layer, let unit): return error(layer: layer, unit: unit, sample: sample)
        case .weightGradient(let layer, let unit, let input):
            return gradients(including: quantity, upTo: sample)[parameters.index(weightOf: unit, input: input, layer: layer)]
        case .biasGradient(let layer, let index):
            return gradients(including: quantity, upTo: sample)[parameters.index(bias: index, layer: layer)]
        case .runningStatistic(let statistic, let layer, let channel):
            return parameters.statistics[pass.layout.records[layer].runningPlace(of: statistic, channel)]
        case .center(let label, let unit): return parameters.statistics[parameters.index(centerOf: label, unit: unit)]
        case .gradientNorm: return gradientNorm
        case .learningRate: return rate
        default: return .nan
        }
    }

    /// dLoss/da, computed when asked for.
    private func error(layer: Int, unit: Int, sample: Int) -> Double {
        var error = 0.0
        pass.look(parameters) {
            $0.errors(
                network.computingLayer(atOrBefore: layer), units: unit..<unit + 1, samples: sample..<sample + 1, into: &error, stride: 1)
        }
        return error
    }

    /// The gradients; that of a frozen parameter, which no step computes, is computed here when asked for.
    private func gradients(including quantity: Quantity, upTo sample: Int) -> Numbers {
        if network.trains(quantity.ofParameter) { return pass.gradients.values }
        var copy = pass
        copy.work(parameters) { bench in
            switch quantity {
            case .weightGradient(let layer, let unit, let input):
                bench.weightGradients(layer, rows: unit..<unit + 1, columns: input..<input + 1, samples: 0..<sample + 1)
            case .biasGradient(let layer, let index): bench.biasGradients(layer, biases: index..<index + 1, samples: 0..<sample + 1)
            default: break
            }
        }
        return copy.gradients.values
    }

    mutating func store(_ value: Double, in quantity: Quantity, sample: Int) {
        if let index = memoryIndex(quantity, sample: sample) {
            pass.memory[index] = value
        } else if let index = parameterIndex(quantity) {
            parameters.values[index] = value
        } else {
            switch quantity {
            case .batchLoss: pass.meanLoss = value
            case .weightGradient(let layer, let unit, let input):
                pass.gradients.values[parameters.index(weightOf: unit, input: input, layer: layer)] = value
            case .biasGradient(let layer, let index): pass.gradients.values[parameters.index(bias: index, layer: layer)] = value
            case .runningStatistic(let statistic, let layer, let channel):
                parameters.statistics[pass.layout.records[layer].runningPlace(of: statistic, channel)] = value
            case .center(let label, let unit): parameters.statistics[parameters.index(centerOf: label, unit: unit)] = value
            case .gradientNorm: gradientNorm = value
            default: break
            }
        }
    }
}
