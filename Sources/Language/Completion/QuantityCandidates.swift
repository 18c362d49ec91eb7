// The numbers of a network as completion offers them: each with what `explain` says of it, and its value where it has one.
import Formula
import NeuralEngine
import Portraits
import Workspaces

extension Completions {
    /// Every quantity.
    static let quantities = inExpressions { place in QuantityCandidates(place).quantities { _ in true } }

    /// Weights and biases, and whole layers of them.
    static let parameters = Completions { place in
        let candidates = QuantityCandidates(place)
        return candidates.tensors
            + candidates.quantities { quantity in
                switch quantity {
                case .weight, .bias: true
                default: false
                }
            }
    }

    /// What no gradient moves: the features of the centers of center loss, the running statistics of batch normalisation.
    static let statistics = Completions { place in
        QuantityCandidates(place).quantities { quantity in
            switch quantity {
            case .center, .runningStatistic: true
            default: false
            }
        }
    }

    /// Whole matrices, quantities, what tells of training, and functions.
    static let expressions = inExpressions { place in
        let candidates = QuantityCandidates(place)
        return candidates.quantities { _ in true } + candidates.tensors + candidates.metrics + candidates.functions
    }

    /// What a condition of a training speaks of.
    static let conditions = inExpressions { place in
        let candidates = QuantityCandidates(place)
        return candidates.metrics + candidates.quantities { _ in true } + candidates.functions
    }

    /// Activations, the learner's own among them.
    static let activations = Completions { place in
        Activation.builtIn.map { Candidate(text: $0.name, summary: $0.formula) }
            + place.workspace.functions.definitions.map { Candidate(text: $0.name, summary: "\($0.body)") }
    }
}

private struct QuantityCandidates {
    private let desk: Desk
    private var workspace: Workspace { desk.workspace }
    private let typed: String

    init(_ place: CompletionPlace) {
        desk = place.desk
        typed = place.typed.lowercased()
    }

    /// The quantities that begin as typed and are wanted.
    func quantities(_ isWanted: (Quantity) -> Bool) -> [Candidate] {
        guard let names = workspace.names else { return [] }
        let sentences = Sentences(names: names)
        return (names.examples + names.further(beginning: typed)).compactMap { name in
            guard name.lowercased().hasPrefix(typed), let quantity = names.quantity(named: name), isWanted(quantity) else { return nil }
            return Candidate(text: name, summary: sentences.phrase(about: quantity) + value(of: quantity))
        }
    }

    /// ` = 0.15`; nothing where there is no value yet.
    private func value(of quantity: Quantity) -> String {
        let value = workspace.stepper?.value(of: quantity) ?? workspace.resting(quantity)
        return value.map { " = " + desk.text($0) } ?? ""
    }

    /// W1 and b1, with their sizes.
    var tensors: [Candidate] {
        guard let network = workspace.network else { return [] }
        return network.layers.enumerated().flatMap { index, layer -> [Candidate] in
            let of = "of layer \(index + 1), \(layer.title)"
            return layer.parameterBlocks.filter { $0.areWeights || $0.count > 1 }.map {
                Candidate(text: "\($0.letter)\(index + 1)", summary: "all \($0.count) \($0.areWeights ? "weights" : "biases") \(of)")
            }
        }
    }

    var metrics: [Candidate] {
        zip(Metric.names, QuantityCandidates.summaries).map { Candidate(text: $0, summary: $1) }
    }

    private static let summaries = [
        "how many epochs have been made", "the loss of all samples; within a pass that of its batch",
        "the part of the samples whose class is found", "the loss of the validation part", "the accuracy of the validation part",
        "the loss of the test part: to be looked at once", "the accuracy of the test part: to be looked at once",
        "of the samples of class 1 the share that is recognised", "of the samples taken for class 1 the share that is of it",
        "the recall of class 1 on the validation part", "the precision of class 1 on the validation part",
    ]

    var functions: [Candidate] {
        workspace.functions.names.map { name in
            let own = workspace.functions.definitions.first { $0.name == name }.map { "\($0.body)" }
            return Candidate(text: name + "(", summary: own ?? Activation.named(name)?.formula ?? "a function")
        }
    }
}

extension Names {
    /// All numbers of a unit of a recurrent layer at a step.
    private func recurrentExamples(_ recurrence: Recurrence, _ layer: Int, _ unit: Int) -> [String] {
        guard let (_, step, node) = recurrence.part(of: .output(layer: layer, unit: unit)) else { return [] }
        return (recurrence.cell.forward + recurrence.cell.backward).map { name(of: recurrence.quantity($0, step, node, layer: layer)) }
    }

    /// Names worth offering when one is mistyped or being completed: nodes, their members, the first weights and biases.
    var examples: [String] {
        var names = ["E", "loss", "rate"]
        for layer in 0...network.layers.count {
            for unit in 0..<min(network.units(ofLayer: layer), 12) {
                let node = node(layer: layer, unit: unit)
                names.append(node)
                if layer > 0 {
                    if let recurrence = network[layer: layer].recurrence {
                        names += recurrentExamples(recurrence, layer, unit)
                        continue
                    }
                    let own = network[layer: layer].hasNetInputs ? ["net"] : []
                    let bias = network[layer: layer].biasCount > 0 ? ["bias"] : []
                    names += (own + ["out", "delta"] + bias).map { "\(node).\($0)" }
                }
                if layer == network.outputLayer { names += ["\(node).target", "E.\(node)"] }
            }
        }
        if network.centerLoss != nil {
            names.append("E.center")
            for label in 0..<min(network.outputs, 12) {
                names += (0..<min(network.units(ofLayer: network.featureLayer), 4)).map { name(of: .center(label: label, unit: $0)) }
            }
        }
        let weights = (0..<min(network.layers.reduce(0) { $0 + $1.weightCount }, 40)).map { "w\($0 + 1)" }
        names += weights + weights.map { "grad(\($0))" }
        for (index, layer) in network.layers.enumerated() where layer.weightCount > 0 {
            names += layer.parameterBlocks.map { "\($0.letter)\(index + 1)" }
            for channel in 0..<min(layer.statisticCount, 12) {
                for statistic in [ChannelStatistic.mean, .variance] {
                    names.append(name(of: .statistic(statistic, layer: index + 1, channel: channel)))
                    names.append(name(of: .runningStatistic(statistic, layer: index + 1, channel: channel)))
                }
            }
        }
        return names
    }

    /// Weights and nodes beyond the first ones of every layer, for a beginning that has digits: w12 goes on to w120.
    fileprivate func further(beginning text: String) -> [String] {
        let letters = text.prefix { !$0.isNumber }, digits = text.dropFirst(letters.count)
        guard let first = Int(digits), (1...10_000_000).contains(first) else { return [] }
        let numbers = [first] + (0...9).map { first * 10 + $0 } + (0...99).map { first * 100 + $0 }
        return numbers.map { letters + String($0) }.filter { quantity(named: $0) != nil }
    }
}
