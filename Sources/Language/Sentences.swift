// What each quantity is, in one sentence.
import NeuralEngine

/// Says what the quantities of a network mean.
struct Sentences {
    let names: Names
    private var network: Network { names.network }

    func sentence(about quantity: Quantity) -> String {
        let name = names.name(of: quantity)
        switch quantity {
        case .netInput(let layer, let unit): return "\(name) is the net input of \(node(layer, unit)): \(netInput(layer))."
        case .output(0, _): return "\(name) is an input of the network."
        case .output(let layer, let unit): return "\(name) is the output of \(node(layer, unit)): \(output(layer))."
        case .target: return "\(name) is what this output should be."
        case .share: return "\(name) is what this output adds to the loss: \(network.loss.formula)."
        case .sampleLoss: return "\(name) is the loss of the sample: the sum over its outputs."
        case .batchLoss:
            return "\(name) is the mean of the losses of the samples\(network.penalty.isNone ? "" : ", and the penalty of the weights")."
        case .error(0, let unit): return "\(name) says how the loss changes with the input \(node(0, unit))."
        case .error(let layer, let unit): return "\(name) says how the loss changes with the output of \(node(layer, unit))."
        case .delta(let layer, let unit):
            let what = network[layer: layer].hasNetInputs ? "net input" : "output"
            return "\(name) says how the loss changes with the \(what) of \(node(layer, unit))."
        case .weight(let layer, let unit, let input): return "\(name) is \(weight(layer, unit, input))."
        case .bias(let layer, let index): return "\(name) is \(bias(layer, index))."
        case .weightGradient(let layer, let unit, let input): return "\(name) says how the loss changes with \(weight(layer, unit, input))."
        case .biasGradient(let layer, let index):
            return "\(name) says how the loss changes with \(names.name(of: .bias(layer: layer, index: index)))."
        case .statistic(let statistic, let layer, let channel): return "\(name) is \(self.statistic(statistic, layer, channel))."
        case .runningStatistic(let statistic, let layer, let channel):
            return "\(name) is the \(statistic) of channel \(channel + 1) that \(names.layerName(layer)) uses outside training; "
                + "in training each batch moves it."
        case .centerLoss: return "\(name) is half the squared distance of the sample's features from the center of its class."
        case .center(let label, _): return "\(name) belongs to the center of class \(label + 1), which follows the features of its samples."
        case .gradientNorm: return "\(name) is the length of all gradients as one vector."
        case .learningRate: return "\(name) is the learning rate: how far a gradient moves a parameter."
        }
    }

    /// How an optimiser moves a parameter, where it is more than rate times gradient.
    func sentence(about optimizer: Optimizer) -> String? {
        switch optimizer.rule {
        case .sgd: optimizer.weightDecay == 0 ? nil : "Weight decay adds a part of the parameter to its gradient g."
        case .momentum(_, _, let nesterov):
            "v gathers the gradients so far, so that steps in one direction grow\(nesterov ? "; nesterov looks one step of it ahead" : "")."
        case .adagrad: "s is the sum of the squared gradients so far: what moved much moves less."
        case .rmsprop: "s is a running mean of the squared gradients: each parameter's step is measured by them."
        case .adadelta: "s and u are running means of the squared gradients and of the squared steps d; their roots give the step its size."
        case .adam, .adamw, .nadam:
            "m and v are running means of the gradient and of its square; dividing by 1 - beta^t makes up for their start at 0."
        }
    }

    private func node(_ layer: Int, _ unit: Int) -> String { names.node(layer: layer, unit: unit) }

    private func netInput(_ number: Int) -> String {
        switch network[layer: number].kind {
        case .convolution: "what the window sees, cell by cell times the filter, plus the bias"
        case .batchNormalisation: "what comes in, with mean 0 and deviation 1 over the batch, then times gamma plus beta"
        default: "what comes in, weighted, plus the bias"
        }
    }

    private func output(_ number: Int) -> String {
        let layer = network[layer: number]
        switch layer.kind {
        case .maxPooling: return "the greatest value of its window"
        case .averagePooling: return "the mean of its window"
        case .dropout(let rate):
            return "0 with probability \(rate) in training, else what comes in over 1 - \(rate); outside training what comes in"
        default: return "\(layer.activation.name)(x) = \(layer.activation.formula)"
        }
    }

    private func weight(_ number: Int, _ row: Int, _ column: Int) -> String {
        let layer = network[layer: number]
        switch layer.kind {
        case .convolution(let window):
            let place = "row \(column % window.count / window.width + 1), column \(column % window.width + 1)"
            let channel = layer.inputShape.channels > 1 ? "channel \(column / window.count + 1), " : ""
            return "the weight of filter \(row + 1) of layer \(number) at \(channel)\(place)"
        case .batchNormalisation: return "gamma of channel \(row + 1) of layer \(number): the deviation that it gives"
        default:
            let source = network.computingLayer(atOrBefore: number - 1)
            return "the weight from \(node(source, column)) to \(node(number, row))"
        }
    }

    private func bias(_ number: Int, _ index: Int) -> String {
        switch network[layer: number].kind {
        case _ where network[layer: number].biasMode == .shared: "the bias of layer \(number)"
        case .convolution: "the bias of filter \(index + 1) of layer \(number)"
        case .batchNormalisation: "beta of channel \(index + 1) of layer \(number): the mean that it gives"
        default: "a bias of layer \(number)"
        }
    }

    private func statistic(_ statistic: ChannelStatistic, _ layer: Int, _ channel: Int) -> String {
        let ofChannel = "of channel \(channel + 1) of what comes into \(names.layerName(layer)), over the batch"
        switch statistic {
        case .mean: return "the mean \(ofChannel)"
        case .variance: return "the variance \(ofChannel)"
        case .meanDelta: return "the mean of the deltas of channel \(channel + 1) over the batch"
        case .meanDeltaProduct:
            return "the mean of delta times normal (x with mean 0 and deviation 1) of channel \(channel + 1) over the batch"
        }
    }
}
