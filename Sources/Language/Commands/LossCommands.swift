// What a network's outputs, and its weights, cost: loss, penalty.
import Documents
import Formula
import NeuralEngine
import Portraits
import Workspaces

enum LossCommands {
    static let all = [loss, penalty]

    static let loss = Command.change(
        "loss", group: .network,
        synopsis: Loss.builtIn.map { loss in
            let smoothing = loss.canBeSmoothed ? ["smoothing=0.1"] : [], delta = loss.parameter == nil ? [] : ["delta=1"]
            let own = delta + smoothing + (loss == .crossEntropy ? ["center=0.1 center-rate=0.5"] : [])
            return "loss \(loss.name)" + (own.isEmpty ? "" : " [\(own.joined(separator: " "))]")
        } + ["loss ... [weights=1,2,5 | weights=balanced] [reduction=sum]"],
        summary: "Choose what the outputs cost against the targets.",
        details: Loss.builtIn.map { "\($0.name): \($0.formula) for each output a with target t." }
            + [
                "The loss of a batch is the mean over its samples; n is the number of outputs. cross-entropy and kullback-leibler go with a "
                    + "softmax or log-softmax layer, binary-cross-entropy with a sigmoid one, hinge with outputs of both signs: classes become "
                    + "targets -1 and 1."
            ] + LossOptions.details + CenterLossOptions.details,
        examples: [
            "loss squared-error", "loss huber delta=0.5", "loss cross-entropy weights=balanced", "loss cross-entropy center=0.1",
        ],
        options: CenterLossOptions.all + LossOptions.all,
        arguments: .words(Loss.builtIn.map { ($0.name, $0.formula) }).only(at: 0)
    ) { arguments, desk throws(CommandError) in
        let word = try arguments.word(0, "the name of the loss", hint: "there are \(Loss.builtIn.map(\.name).joined(separator: ", "))")
        let meant = Loss.named(word.text) == nil || arguments.words.count > 1 ? Self.meant(arguments.words) : nil
        if let meant {
            // What does not fit is told with a way out of its own.
            if let misfit = meant.misfit(try worded(desk.workspace.requireNetwork())) {
                throw CommandError(.lossMisfit(misfit)).placed(at: word.column)
            }
            let options = arguments.line.words.filter { $0.text.contains("=") && $0.text != "=" }.map { " " + $0.text }.joined()
            throw CommandError("this loss has another name here", column: word.column, hint: "write: loss \(meant.name)\(options)")
        }
        try arguments.expectAtMost(1, synopsis: "loss squared-error")
        guard let named = Loss.named(word.text) else {
            let known = Loss.builtIn.map(\.name)
            throw CommandError(
                "unknown loss '\(word.text)'", column: word.column,
                hint: closest(to: word.text, among: known).map { "did you mean '\($0)'?" } ?? "there are \(known.joined(separator: ", "))")
        }
        let network = try worded(desk.workspace.requireNetwork())
        if let misfit = named.misfit(network) { throw CommandError(.lossMisfit(misfit)).placed(at: word.column) }
        let loss = try LossOptions.loss(named, typed: word, arguments, network)
        let terms = try LossOptions.terms(arguments, for: loss, desk)
        let centerLoss = try CenterLossOptions.read(arguments, for: loss, in: network)
        var changed = network
        (changed.loss, changed.lossTerms, changed.centerLoss) = (loss, terms, centerLoss)
        try worded(at: arguments.option("center")?.column ?? word.column, Workspace.checkSize(changed))
        return { desk, _ throws(CommandError) in
            try worded(desk.workspace.choose(loss, terms, center: centerLoss))
            let network = try worded(desk.workspace.requireNetwork())
            var blocks = LossSummary.lines(of: network, desk.style.numerals).map(Block.line)
            if centerLoss != nil && network.featureLayer == 0 {
                blocks.append(.note("the features are the inputs, which no training moves: center loss needs a layer before the last one"))
            }
            if loss == .binaryCrossEntropy, network[layer: network.outputLayer].activation.ofLayer != nil {
                blocks.append(
                    .note(
                        "binary cross-entropy takes each output for an answer of its own, and those of softmax add up to 1: `loss cross-entropy` "
                            + "fits softmax, sigmoid outputs fit this loss"))
            }
            return Reply(blocks, values: [.init("loss", .string(loss.name))] + LossSummary.values(of: network))
        }
    }

    /// The loss that several words name, as programs do: `cross entropy`, `= nn.CrossEntropyLoss()`.
    private static func meant(_ words: [Word]) -> Loss? {
        let modules = ["torch", "nn", "functional", "f", "tf", "keras", "losses"]
        let pieces = words.flatMap { $0.text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init) }.filter {
            !modules.contains($0)
        }
        let name = pieces.joined(separator: "-")
        return Loss.named(name) ?? (pieces.last == "loss" ? Loss.named(pieces.dropLast().joined(separator: "-")) : nil)
    }

    static let penalty = Command.change(
        "penalty", group: .network, synopsis: ["penalty l1=0.001 l2=0.01", "penalty activity=0.001 layer=2", "penalty off"],
        summary: "Let large weights cost: l1 sum |w| + l2/2 sum w^2 is added to the loss of a batch.",
        details: [
            "Biases and the scales of batch normalisation cost nothing. The gradient of a weight begins with l1 sign(w) + l2 w.",
            "activity= lets cost what a layer gives, the mean over the samples of sum |a|: a code in which few units answer. layer= is its number, "
                + "1 unless said. To dE/da is added activity sign(a)/n, n being the number of samples.",
        ],
        examples: ["penalty l2=0.01", "penalty activity=0.001 layer=1", "penalty off"],
        options: [
            .init("l1", "the cost of |w|"), .init("l2", "the cost of w^2/2"), .init("activity", "the cost of |a| of a layer"),
            .init("layer", "the layer that activity= is about"),
        ],
        arguments: .words([("off", "weights cost nothing")]).only(at: 0)
    ) { arguments, desk throws(CommandError) in
        try arguments.expectAtMost(1, synopsis: "penalty l1=0.001 l2=0.01")
        var penalty = try worded(desk.workspace.requireNetwork()).penalty
        let network = try worded(desk.workspace.requireNetwork())
        let hasOption = ["l1", "l2", "activity"].contains { arguments.option($0) != nil }
        if let word = arguments.words.first {
            guard ["off", "none"].contains(word.text.lowercased()), !hasOption else {
                throw CommandError(
                    "'\(word.text)' is no penalty", column: word.column, hint: "write: penalty l1=0.001 l2=0.01, or penalty off")
            }
            penalty = Penalty()
        } else if !hasOption {
            throw CommandError("the penalty is missing", column: arguments.end, hint: "write: penalty l1=0.001 l2=0.01, or penalty off")
        }
        penalty.l1 = try cost("l1", arguments) ?? penalty.l1
        penalty.l2 = try cost("l2", arguments) ?? penalty.l2
        penalty.activity = try cost("activity", arguments) ?? penalty.activity
        if let word = arguments.option("layer") {
            guard arguments.option("activity") != nil else {
                throw CommandError(
                    "layer= goes with activity=", column: word.column, hint: "write: penalty activity=0.001 layer=\(word.text)")
            }
            penalty.layer = try Arguments.integer(word, "the layer", in: 1...max(1, network.layers.count))
        }
        if penalty.activity != 0 {
            let asked = arguments.option("layer") ?? arguments.option("activity")
            penalty.layer = network.computingLayer(atOrBefore: min(penalty.layer, network.layers.count))
            guard penalty.layer > 0 else { throw CommandError(.noComputingLayer, at: asked?.column) }
        }
        let chosen = penalty
        return { desk, _ throws(CommandError) in
            try worded(desk.workspace.choose(chosen))
            return .line(
                LossSummary.text(of: chosen, desk.style.numerals),
                values: [.init("l1", .number(chosen.l1)), .init("l2", .number(chosen.l2))]
                    + (chosen.activity == 0 ? [] : [.init("activity", .number(chosen.activity)), .init("layer", .int(chosen.layer))]))
        }
    }

    private static func cost(_ name: String, _ arguments: Arguments) throws(CommandError) -> Double? {
        guard let value = try arguments.number(option: name) else { return nil }
        guard value >= 0 else {
            throw CommandError("\(name) is not negative", column: arguments.option(name)?.column, hint: "for example \(name)=0.01")
        }
        return value
    }
}
