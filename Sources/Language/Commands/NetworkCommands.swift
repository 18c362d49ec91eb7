// Commands that make a network at once, and functions of the learner's own: net, define.
import Documents
import Formula
import NeuralEngine

enum NetworkCommands {
    static let all = [net]

    // MARK: Shape

    static let net = Command(
        "net", aliases: ["network"], group: .network, kind: .change, manner: Manner(.waits) { $0.buildsNetwork = true },
        synopsis: ["net 2-2-2 sigmoid", "net 4-7-5-3 relu output=softmax"],
        summary: "Make a dense network: its sizes, the activation of its hidden layers, and that of the last one.",
        details: [
            "The sizes run from the inputs to the outputs. The last layer has the hidden activation unless `output=` names another; "
                + "output=softmax selects the loss cross-entropy. Weights start by `init`, biases at 0.",
            "Activations: \(Activation.builtIn.map(\.name).joined(separator: ", ")), leaky-relu(0.5), and your own by `define`.",
        ],
        examples: ["net 2-2-2 sigmoid", "net 2-3-1 tanh output=sigmoid", "net 4-7-5-3 relu output=softmax"],
        options: [.init("output", "the activation of the last layer", values: .activations)], arguments: .activations.only(at: 1)
    ) { workspace, arguments, control throws(CommandError) in
        let sizes = try sizes(try arguments.word(0, "the shape of the network", hint: "for example: net 2-2-2 sigmoid"))
        try arguments.expectAtMost(2, synopsis: "net 2-2-2 sigmoid [output=softmax]")
        let hidden = arguments.words.count > 1 ? try workspace.activation(arguments.words[1]) : .sigmoid
        var output = hidden
        if let name = arguments.option("output") { output = try workspace.activation(name) }
        var network = Network(inputs: sizes[0])
        for (index, units) in sizes.dropFirst().enumerated() {
            network.append(units: units, activation: index == sizes.count - 2 ? output : hidden)
        }
        if output.isSoftmax { network.loss = .crossEntropy }
        try checkSize(network, column: arguments.words[0].column)
        try control.begin()
        workspace.install(network)
        return .line(NetworkSummary.line(of: network), values: NetworkSummary.values(of: network))
    }

    private static func sizes(_ word: Word) throws(CommandError) -> [Int] {
        var sizes: [Int] = []
        var column = word.column
        for part in word.text.split(separator: "-", omittingEmptySubsequences: false) {
            guard let size = Int(part), size > 0 else {
                throw CommandError(
                    part.isEmpty ? "a number of units is missing" : "'\(part)' is not a number of units", column: column,
                    hint: "sizes are joined by dashes: net 2-2-2 sigmoid")
            }
            guard size <= 1_000_000 else { throw CommandError("a layer has at most 1000000 units", column: column) }
            sizes.append(size)
            column += part.count + 1
        }
        guard sizes.count > 1 else {
            throw CommandError(
                "a network has at least inputs and outputs", column: word.column, hint: "sizes are joined by dashes: net 2-1 sigmoid")
        }
        return sizes
    }

    static func checkSize(_ network: Network, column: Int) throws(CommandError) {
        var network = network
        if network.loss != .crossEntropy { network.centerLoss = nil }
        let built = network
        try located(column) { () throws(MemoryError) in try built.checkSize() }
    }

    /// What would take too much memory, as an error of a command.
    static func located(_ column: Int?, _ check: () throws(MemoryError) -> Void) throws(CommandError) {
        do throws(MemoryError) { try check() } catch { throw CommandError(error.message, column: column, hint: error.hint) }
    }

    static let define = Command(
        "define", group: .network, kind: .change, manner: Manner(.obeyed), synopsis: ["define mish(x) = x*tanh(softplus(x))"],
        summary: "Make an activation of your own; its derivative is found for you.",
        details: ["The name can then stand in `net`, `layer`, `plot` and every expression, with a prime for its derivative."],
        examples: ["define mish(x) = x*tanh(softplus(x))", "plot mish mish'"]
    ) { workspace, arguments, _ throws(CommandError) in
        let text = try arguments.rest("the definition", hint: "for example: define square(x) = x^2")
        do throws(FormulaError) {
            let definition = try workspace.functions.define(text.text)
            return Reply(
                [
                    .line("\(definition.name)(\(definition.parameter)) = \(definition.body)"),
                    .line(definition.derivativeDescription),
                ],
                values: [
                    .init("name", .string(definition.name)), .init("formula", .string("\(definition.body)")),
                    .init("derivative", .string("\(definition.derivative)")),
                ])
        } catch {
            throw CommandError(error.message, column: text.column + error.column - 1, hint: error.hint)
        }
    }
}
