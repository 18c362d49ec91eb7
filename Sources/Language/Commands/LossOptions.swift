// How the losses of outputs and samples count, as it is typed: options of `loss`.
import Documents
import Formula
import NeuralEngine
import Workspaces

enum LossOptions {
    static let all: [Command.Option] = [
        .init(
            "reduction", "mean over the batch, or sum: nothing is divided",
            values: .words([("mean", "the losses of a batch over their number"), ("sum", "the losses of a batch added up")])),
        .init(
            "weights", "how much a sample of each class counts: 1,2,5; or balanced, or none",
            values: .words([
                ("balanced", "all classes of the training part count alike, however many samples they have"),
                ("none", "all samples count alike"),
            ])),
        .init("delta", "huber: how far its parabola reaches, usually 1", with: ["huber"]),
        .init(
            "smoothing", "the part of the right class that all classes share, from 0 to below 1: 0.1",
            with: ["cross-entropy", "binary-cross-entropy"]),
    ]

    static let details = [
        "reduction=sum: the loss of a batch is the sum over its samples, and nothing is divided by n either.",
        "weights=1,2,5 lets a sample of class 1, 2, 3 count so much: the loss of a batch is (sum of w E)/(sum of w), w being the weight of "
            + "the sample's class. weights=balanced takes n/(K count) for each of K classes, counted over the n samples of the training part.",
        "smoothing=0.1: a target t becomes 0.9 t + 0.1/K, K being the number of classes, so that no class is ever quite certain.",
        "A loss that is chosen anew counts as usual; the present one with an option keeps what is not said.",
    ]

    /// Whether the line changes the present loss, and does not choose one anew.
    static func adjusts(_ arguments: Arguments, _ loss: Loss, _ network: Network) -> Bool {
        network.loss.name == loss.name && (all + CenterLossOptions.all).contains { arguments.option($0.name) != nil }
    }

    // MARK: Delta

    /// The loss with the delta that is asked for.
    static func loss(_ loss: Loss, typed: Word, _ arguments: Arguments, _ network: Network) throws(CommandError) -> Loss {
        guard let word = arguments.option("delta") else { return adjusts(arguments, loss, network) ? network.loss : loss }
        guard loss.parameter != nil else {
            throw refused("delta", arguments, "goes with huber", hint: "write: loss huber delta=\(word.text)")
        }
        let delta = try Arguments.number(word, "delta")
        guard delta > 0 else { throw CommandError("delta is above 0, not \(word.text)", column: word.column, hint: "usually delta=1") }
        guard delta == 1 || !typed.text.lowercased().hasPrefix("smooth") else {
            throw refused(
                "delta", arguments, "would make another loss of \(typed.text): that of PyTorch is huber divided by its delta",
                hint: "write: loss huber delta=\(word.text)")
        }
        return .huber(delta: delta)
    }

    // MARK: Terms

    static func terms(_ arguments: Arguments, for loss: Loss, _ desk: Desk) throws(CommandError) -> LossTerms {
        let network = try worded(desk.workspace.requireNetwork())
        var terms = adjusts(arguments, loss, network) ? network.lossTerms : LossTerms()
        if let word = arguments.option("reduction") {
            guard let reduction = LossTerms.Reduction(rawValue: word.text.lowercased()) else {
                throw CommandError("'\(word.text)' is no way to join losses", column: word.column, hint: "reduction=mean or reduction=sum")
            }
            terms.reduction = reduction
        }
        if let word = arguments.option("smoothing") { terms.smoothing = try smoothing(word, loss, arguments) }
        if let word = arguments.option("weights") { terms.classWeights = try weights(word, loss, network, desk) }
        return terms
    }

    private static func smoothing(_ word: Word, _ loss: Loss, _ arguments: Arguments) throws(CommandError) -> Double {
        guard loss.canBeSmoothed else {
            throw refused(
                "smoothing", arguments, "goes with cross-entropy and binary-cross-entropy, whose targets are probabilities",
                hint: "write: loss cross-entropy smoothing=\(word.text)")
        }
        let smoothing = try Arguments.number(word, "smoothing")
        guard (0..<1).contains(smoothing) else {
            throw CommandError("smoothing is from 0 to below 1, not \(word.text)", column: word.column, hint: "for example smoothing=0.1")
        }
        return smoothing
    }

    /// `1,2,5`, one for each class; `balanced`; `none`.
    private static func weights(_ word: Word, _ loss: Loss, _ network: Network, _ desk: Desk) throws(CommandError) -> [Double] {
        switch word.text.lowercased() {
        case "none", "off": return []
        case "balanced": return try worded(at: word.column, desk.workspace.balancedClassWeights(under: loss))
        default: break
        }
        let example = (0..<min(network.classCount, 12)).map { "\($0 + 1)" }.joined(separator: ",")
        let hint = "one for each class: weights=\(example), or weights=balanced"
        var weights: [Double] = [], column = word.column
        for part in word.text.split(separator: ",", omittingEmptySubsequences: false) {
            let text = String(part.drop { $0 == "[" }.prefix { $0 != "]" })
            guard Double(text) != nil else {
                throw CommandError(text.isEmpty ? "a weight is missing" : "'\(text)' is not a number", column: column, hint: hint)
            }
            let weight = try Arguments.number(Word(text, column: column), "a weight")
            guard weight >= 0 else { throw CommandError("a weight is not negative", column: column, hint: hint) }
            weights.append(weight)
            column += part.count + 1
        }
        guard weights.count == network.classCount else {
            throw CommandError(
                "the network tells \(network.classCount) classes apart, and \(weights.count == 1 ? "1 weight is" : "\(weights.count) weights are") given",
                column: word.column, hint: hint)
        }
        guard weights.contains(where: { $0 > 0 }) else {
            throw CommandError("no sample would count", column: word.column, hint: hint)
        }
        try worded(at: word.column, desk.workspace.checkClasses(under: loss))
        return weights
    }

    /// An option that does not go with the loss, at its name.
    private static func refused(_ name: String, _ arguments: Arguments, _ why: String, hint: String) -> CommandError {
        CommandError("\(name)= \(why)", column: (arguments.option(name)?.column ?? 1) - name.count - 1, hint: hint)
    }
}
