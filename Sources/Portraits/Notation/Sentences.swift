// What each quantity is, in one sentence.
import Documents
import NeuralEngine
import Workspaces

/// Says what the quantities of a network mean.
package struct Sentences {
    private let names: Names

    package init(names: Names) { self.names = names }

    private var network: Network { names.network }

    /// A whole sentence: `net_h1 is the net input of h1 ...`
    package func sentence(about quantity: Quantity) -> String {
        "\(names.symbol(of: quantity)) \(quantity.isDerivative ? "says" : "is") \(phrase(about: quantity))."
    }

    /// The same without the name and its verb, as it stands beside the name in a list.
    package func phrase(about quantity: Quantity) -> String {
        if let phrase = recurrentPhrase(about: quantity) { return phrase }
        switch quantity {
        case .netInput(let layer, let unit): return "the net input of \(node(layer, unit))\(goal(layer)): \(portrait(layer).netInput)"
        case .output(0, _): return "an input of the network"
        case .output(let layer, let unit): return "the output of \(node(layer, unit)): \(portrait(layer).output)"
        case .target: return "what this output should be"
        case .share: return "what this output adds to the loss: \(network.loss.formula(isMean: network.averagesOutputs))"
        case .sampleLoss:
            let joined = network.centerLoss.map { ", and \(Numerals().text($0.weight)) times E.center" } ?? ""
            return "the loss of the sample: the sum over its outputs\(joined)"
        case .batchLoss:
            let weighted = network.lossTerms.classWeights.isEmpty ? "" : ", each times the weight of its class"
            let penalty =
                network.penalty.isNone ? "" : network.penalty.isOfNoWeight ? ", and the penalty" : ", and the penalty of the weights"
            return "the \(network.lossTerms.reduction.rawValue) of the losses of the samples\(weighted)\(penalty)"
        case .error(0, let unit): return "how the loss changes with the input \(node(0, unit))"
        case .error(let layer, let unit): return "how the loss changes with the output of \(node(layer, unit))"
        case .delta(let layer, let unit):
            let what = network[layer: layer].hasNetInputs ? "net input" : "output"
            return "how the loss changes with the \(what) of \(node(layer, unit))"
        case .weight(let layer, let unit, let input): return portrait(layer).weight(unit, input, ofLayer: layer, names)
        case .bias(let layer, let index): return portrait(layer).bias(index, ofLayer: layer, names)
        case .weightGradient(let layer, let unit, let input):
            return "how the loss changes with \(portrait(layer).weight(unit, input, ofLayer: layer, names))"
        case .biasGradient(let layer, let index): return "how the loss changes with \(names.symbol(of: .bias(layer: layer, index: index)))"
        case .statistic(let statistic, let layer, let channel): return self.statistic(statistic, layer, channel)
        case .runningStatistic(let statistic, let layer, let channel):
            return
                "the \(statistic) of channel \(channel + 1) that \(names.layerName(layer)) uses outside training; in training each batch moves it"
        case .centerLoss: return "half the squared distance of the sample's features from the center of its class"
        case .center(let label, let unit):
            return "feature \(unit + 1) of the center of class \(label + 1), which follows the features of its samples"
        case .gradientNorm: return "the length of all gradients as one vector"
        case .learningRate: return "the learning rate: how far a gradient moves a parameter"
        case .ofStep: return "a number of a step"
        }
    }

    /// How an update moves what it moves, where that is more than rate times gradient. A center goes by a rule of its own, whatever the
    /// optimiser is.
    package func sentence(about optimizer: Optimizer, moving quantity: Quantity) -> String? {
        if case .center = quantity {
            return
                "It goes part of the way to the mean of the features of its samples; no optimizer moves it, and the learning rate plays no part."
        }
        return sentence(about: optimizer)
    }

    private func sentence(about optimizer: Optimizer) -> String? {
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
        case .radam:
            "m and v are running means of the gradient and of its square; r says how far v can be trusted yet, and while rho is not above 5 "
                + "nothing is divided by it."
        case .adamax:
            "m is a running mean of the gradient, u its greatest size of late; dividing by 1 - beta1^t makes up for m's start at 0."
        case .rprop:
            "each parameter has a step d of its own, which grows while its gradient keeps its sign and shrinks where it turns; only the sign "
                + "of the gradient counts."
        case .adam, .adamw, .nadam:
            "m and v are running means of the gradient and of its square; dividing by 1 - beta^t makes up for their start at 0."
        }
    }

    /// What a number of a recurrent layer is; nil for others.
    private func recurrentPhrase(about quantity: Quantity) -> String? {
        guard let layer = network.recurrentLayer(of: quantity), let recurrence = network[layer: layer].recurrence,
            let (part, step, unit) = recurrence.part(of: quantity)
        else { return nil }
        let cell = recurrence.cell, node = names.node(layer: layer, step: step, unit: unit)
        switch part {
        case .netInput(let gate):
            return "the net input of \(cell.subject(ofGate: gate))\(node): "
                + (cell == .gru && gate == 2
                    ? "what comes in at this step, weighted, plus the bias, plus r·q" : portrait(layer).netInput)
        case .gate(let gate): return "\(cell.purpose(ofGate: gate)) of \(node)"
        case .state:
            return cell == .lstm
                ? "the cell of \(node): f times what it held at the step before, plus i·g"
                : "what the step before has given to \(node), weighted, plus the bias c; the gate r says how much of it counts"
        case .output: return "the output of \(node): \(portrait(layer).output)"
        case .error: return "how the loss changes with the output of \(node), by the layers behind it and by all later steps"
        case .stateError: return "how the loss changes with \(cell.state ?? "") of \(node)"
        case .delta(let gate): return "how the loss changes with the net input of \(cell.subject(ofGate: gate))\(node)"
        }
    }

    private func portrait(_ layer: Int) -> LayerPortrait { LayerPortrait(network[layer: layer]) }

    private func node(_ layer: Int, _ unit: Int) -> String { names.node(layer: layer, unit: unit) }

    /// What a net input goes through next; nothing is said of the identity.
    private func goal(_ number: Int) -> String {
        let activation = network[layer: number].activation
        return activation == .identity ? "" : ", before \(activation.name)"
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

extension RecurrentCell {
    fileprivate func subject(ofGate gate: Int) -> String { self == .plain ? "" : "gate \(gates[gate]) of " }

    fileprivate func purpose(ofGate gate: Int) -> String {
        switch (self, gate) {
        case (.lstm, 0): "the input gate i, how much of g enters the cell,"
        case (.lstm, 1): "the forget gate f, how much of the cell is kept,"
        case (.lstm, 2): "the candidate g, what may enter the cell,"
        case (.lstm, _): "the output gate o, how much of the cell is shown,"
        case (.gru, 0): "the reset gate r, how much of the step before counts for n,"
        case (.gru, 1): "the update gate z, how much of the step before is kept,"
        default: "the candidate n, what may be new,"
        }
    }
}

extension Quantity {
    /// Whether it tells how the loss changes with another quantity.
    fileprivate var isDerivative: Bool {
        switch self {
        case .error, .delta, .weightGradient, .biasGradient, .ofStep(.error, _, _), .ofStep(.stateError, _, _): true
        default: false
        }
    }
}
