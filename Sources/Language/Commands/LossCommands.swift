// What a network's outputs, and its weights, cost: loss, penalty.
import Documents
import Formula
import NeuralEngine

enum LossCommands {
    static let all = [loss, penalty]

    static let loss = Command(
        "loss", group: .network, kind: .change,
        synopsis: Loss.builtIn.map { "loss \($0.name)" + ($0 == .crossEntropy ? " [center=0.1 center-rate=0.5 reduction=sum]" : "") },
        summary: "Choose what the outputs cost against the targets.",
        details: Loss.builtIn.map { "\($0.name): \($0.formula) for each output a with target t." }
            + [
                "The loss of a batch is the mean over its samples (with reduction=sum beside center= their sum); n is the number of outputs. cross-entropy goes with a softmax layer, "
                    + "binary-cross-entropy with a sigmoid one, hinge with outputs and targets from -1 to 1."
            ] + CenterLossOptions.details,
        examples: ["loss squared-error", "loss cross-entropy", "loss cross-entropy center=0.1"],
        options: CenterLossOptions.all,
        arguments: .words(Loss.builtIn.map { ($0.name, $0.formula) }).only(at: 0)
    ) { workspace, arguments, control throws(CommandError) in
        let word = try arguments.word(0, "the name of the loss", hint: "there are \(Loss.builtIn.map(\.name).joined(separator: ", "))")
        try arguments.expectAtMost(1, synopsis: "loss squared-error")
        guard let loss = Loss.named(word.text) else {
            let known = Loss.builtIn.map(\.name)
            throw CommandError(
                "unknown loss '\(word.text)'", column: word.column,
                hint: closest(to: word.text, among: known).map { "did you mean '\($0)'?" } ?? "there are \(known.joined(separator: ", "))")
        }
        let network = try workspace.requireNetwork()
        if let (message, hint) = misfit(loss, network) { throw CommandError(message, column: word.column, hint: hint) }
        let centerLoss = try CenterLossOptions.read(arguments, for: loss, in: network)
        var changed = network
        (changed.loss, changed.centerLoss) = (loss, centerLoss)
        try NetworkCommands.checkSize(changed, column: arguments.option("center")?.column ?? word.column)
        try control.begin()
        workspace.reshape { $0.loss = loss }
        workspace.joinCenterLoss(centerLoss)
        var blocks = try lines(workspace).map(Block.line)
        if centerLoss != nil && network.featureLayer == 0 {
            blocks.append(.note("the features are the inputs, which no training moves: center loss needs a layer before the last one"))
        }
        return Reply(blocks, values: [.init("loss", .string(loss.name))] + CenterLossOptions.values(of: try workspace.requireNetwork()))
    }

    /// What is told of the present loss.
    static func lines(_ workspace: Workspace) throws(CommandError) -> [String] {
        let network = try workspace.requireNetwork()
        return ["loss \(network.loss.name): \(network.loss.formula) for each output"] + CenterLossOptions.lines(workspace, network)
    }

    /// Why a loss does not fit what a network gives; nil if it does.
    static func misfit(_ loss: Loss, _ network: Network) -> (message: String, hint: String)? {
        guard network.outputLayer > 0 else {
            return loss == .crossEntropy
                ? ("cross-entropy needs probabilities, and the last layer is missing", "define the network with output=softmax") : nil
        }
        let activation = network[layer: network.outputLayer].activation
        let isOwn = Activation.named(activation.name) == nil
        switch loss {
        case .crossEntropy where !activation.isSoftmax:
            return (
                "cross-entropy needs probabilities, and the last layer is \(activation.name)",
                activation == .sigmoid ? "for sigmoid outputs: loss binary-cross-entropy" : "define the network with output=softmax"
            )
        case .binaryCrossEntropy where !(activation.isSoftmax || activation == .sigmoid || isOwn):
            return (
                "binary-cross-entropy needs outputs between 0 and 1, and the last layer is \(activation.name)",
                "define the network with output=sigmoid"
            )
        case .hinge where [.sigmoid, .softmax, .relu, .softplus, .step, .hardSigmoid].contains(activation):
            return (
                "hinge needs outputs of both signs, and the last layer is \(activation.name)",
                "define the network with output=identity or output=tanh"
            )
        default: return nil
        }
    }

    static let penalty = Command(
        "penalty", group: .network, kind: .change, synopsis: ["penalty l1=0.001 l2=0.01", "penalty off"],
        summary: "Let large weights cost: l1 sum |w| + l2/2 sum w^2 is added to the loss of a batch.",
        details: ["Biases cost nothing. The gradient of a weight begins with l1 sign(w) + l2 w."],
        examples: ["penalty l2=0.01", "penalty off"],
        options: [.init("l1", "the cost of |w|"), .init("l2", "the cost of w^2/2")],
        arguments: .words([("off", "weights cost nothing")]).only(at: 0)
    ) { workspace, arguments, control throws(CommandError) in
        try arguments.expectAtMost(1, synopsis: "penalty l1=0.001 l2=0.01")
        var penalty = try workspace.requireNetwork().penalty
        let hasOption = arguments.option("l1") != nil || arguments.option("l2") != nil
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
        try control.begin()
        workspace.reshape { $0.penalty = penalty }
        return .line(text(of: penalty, workspace), values: [.init("l1", .number(penalty.l1)), .init("l2", .number(penalty.l2))])
    }

    private static func cost(_ name: String, _ arguments: Arguments) throws(CommandError) -> Double? {
        guard let value = try arguments.number(option: name) else { return nil }
        guard value >= 0 else {
            throw CommandError("\(name) is not negative", column: arguments.option(name)?.column, hint: "for example \(name)=0.01")
        }
        return value
    }

    static func text(of penalty: Penalty, _ workspace: Workspace) -> String {
        let parts = [
            penalty.l1 == 0 ? nil : "\(workspace.text(penalty.l1))·sum |w|",
            penalty.l2 == 0 ? nil : "\(workspace.text(penalty.l2))/2·sum w^2",
        ].compactMap { $0 }
        return parts.isEmpty ? "weights cost nothing" : "weights cost \(parts.joined(separator: " + "))"
    }
}
