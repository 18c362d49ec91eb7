// What each quantity is, in one sentence.
import Documents
import NeuralEngine

/// Says what the quantities of a network mean.
struct Sentences {
    let names: Names
    private var network: Network { names.network }

    /// A whole sentence: `h1.net is the net input of h1 ...`
    func sentence(about quantity: Quantity) -> String {
        "\(names.name(of: quantity)) \(quantity.isDerivative ? "says" : "is") \(phrase(about: quantity))."
    }

    /// The same without the name and its verb, as it stands beside the name in a list.
    func phrase(about quantity: Quantity) -> String {
        switch quantity {
        case .netInput(let layer, let unit): return "the net input of \(node(layer, unit))\(goal(layer)): \(netInput(layer))"
        case .output(0, _): return "an input of the network"
        case .output(let layer, let unit): return "the output of \(node(layer, unit)): \(output(layer))"
        case .target: return "what this output should be"
        case .share: return "what this output adds to the loss: \(network.loss.formula)"
        case .sampleLoss:
            let joined = network.centerLoss.map { ", and \(Numerals().text($0.weight)) times E.center" } ?? ""
            return "the loss of the sample: the sum over its outputs\(joined)"
        case .batchLoss:
            return
                "the \(network.centerLoss?.reduction.rawValue ?? "mean") of the losses of the samples\(network.penalty.isNone ? "" : ", and the penalty of the weights")"
        case .error(0, let unit): return "how the loss changes with the input \(node(0, unit))"
        case .error(let layer, let unit): return "how the loss changes with the output of \(node(layer, unit))"
        case .delta(let layer, let unit):
            let what = network[layer: layer].hasNetInputs ? "net input" : "output"
            return "how the loss changes with the \(what) of \(node(layer, unit))"
        case .weight(let layer, let unit, let input): return weight(layer, unit, input)
        case .bias(let layer, let index): return bias(layer, index)
        case .weightGradient(let layer, let unit, let input): return "how the loss changes with \(weight(layer, unit, input))"
        case .biasGradient(let layer, let index): return "how the loss changes with \(names.name(of: .bias(layer: layer, index: index)))"
        case .statistic(let statistic, let layer, let channel): return self.statistic(statistic, layer, channel)
        case .runningStatistic(let statistic, let layer, let channel):
            return
                "the \(statistic) of channel \(channel + 1) that \(names.layerName(layer)) uses outside training; in training each batch moves it"
        case .centerLoss: return "half the squared distance of the sample's features from the center of its class"
        case .center(let label, let unit):
            return "feature \(unit + 1) of the center of class \(label + 1), which follows the features of its samples"
        case .gradientNorm: return "the length of all gradients as one vector"
        case .learningRate: return "the learning rate: how far a gradient moves a parameter"
        }
    }

    /// How an optimiser moves a parameter, where it is more than rate times gradient.
    func sentence(about optimizer: Optimizer) -> String? {
        switch optimizer.rule {
        case .sgd: optimizer.weightDecay == 0 ? nil : "Weight decay adds a part of the parameter to its gradient g."
        case .momentum(_, _, let nesterov):
            "v gathers the gradients so far, so that steps in one direction grow\(nesterov ? "; nesterov looks one step of it ahead" : "")."
        case .adagrad: "s is the sum of the squared gradients so far: what moved much moves less."
        case .rmsprop(_, _, _, let centered):
            centered
                ? "s and m are running means of the squared gradients and of the gradients; s - m^2, their variance, gives the step its size."
                : "s is a running mean of the squared gradients: each parameter's step is measured by them."
        case .adam(_, _, _, amsgrad: true), .adamw(_, _, _, amsgrad: true):
            "m and v are running means of the gradient and of its square, started at 0; amsgrad divides by the greatest v so far."
        case .adadelta: "s and u are running means of the squared gradients and of the squared steps d; their roots give the step its size."
        case .adam, .adamw, .nadam:
            "m and v are running means of the gradient and of its square; dividing by 1 - beta^t makes up for their start at 0."
        }
    }

    private func node(_ layer: Int, _ unit: Int) -> String { names.node(layer: layer, unit: unit) }

    /// What a net input goes through next; nothing is said of the identity.
    private func goal(_ number: Int) -> String {
        let activation = network[layer: number].activation
        return activation == .identity ? "" : ", before \(activation.name)"
    }

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
        default: "the bias of \(node(number, index))"
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

extension Quantity {
    /// Whether it tells how the loss changes with another quantity.
    fileprivate var isDerivative: Bool {
        switch self {
        case .error, .delta, .weightGradient, .biasGradient: true
        default: false
        }
    }
}
