// Commands that make a network at once, and functions of the learner's own: net, define.
import Documents
import Formula
import NeuralEngine
import Portraits
import Workspaces

enum NetworkCommands {
    static let all = [net]

    // MARK: Shape

    static let net = Command.change(
        "net", aliases: ["network"], group: .network,
        synopsis: ["net 2-2-2 sigmoid", "net 4-7-5-3 relu output=softmax"],
        summary: "Make a dense network: its sizes, the activation of its hidden layers, and that of the last one.",
        details: [
            "The sizes run from the inputs to the outputs. The last layer has the hidden activation unless `output=` names another; "
                + "output=softmax selects the loss cross-entropy. Weights start by `init`, biases at 0.",
            "Activations: \(Activation.builtIn.map(\.name).joined(separator: ", ")), leaky-relu(0.5), and your own by `define`.",
        ],
        examples: ["net 2-2-2 sigmoid", "net 2-3-1 tanh output=sigmoid", "net 4-7-5-3 relu output=softmax"],
        options: [.init("output", "the activation of the last layer", values: .activations)], arguments: .activations.only(at: 1),
        manner: Manner(.waits) { $0.buildsNetwork = true }
    ) { arguments, desk throws(CommandError) in
        let shape = try arguments.word(0, "the shape of the network", hint: "for example: net 2-2-2 sigmoid"), sizes: [Int]
        do throws(CommandError) { sizes = try NetworkCommands.sizes(shape) } catch { throw error.orMeant([joined(arguments)]) }
        try arguments.expectAtMost(2, synopsis: "net 2-2-2 sigmoid [output=softmax]")
        let hidden = arguments.words.count > 1 ? try desk.workspace.activation(arguments.words[1]) : .sigmoid
        var output = hidden
        if let name = arguments.option("output") { output = try desk.workspace.activation(name) }
        var network = Network(inputs: sizes[0])
        for (index, units) in sizes.dropFirst().enumerated() {
            network.append(units: units, activation: index == sizes.count - 2 ? output : hidden)
        }
        if output.ofLayer != nil { network.loss = .crossEntropy }
        try worded(at: arguments.words[0].column, Workspace.checkSize(network))
        return { desk, control throws(CommandError) in
            try worded(desk.workspace.make(network, unless: control.isToStop))
            return Reply(NetworkSummary.document(of: network))
        }
    }

    /// The line with all whole numbers of it joined by dashes, and the other words behind them: `net 2-2-1 tanh` of `net tanh 2 2 1`.
    private static func joined(_ arguments: Arguments) -> String? {
        let signs = "-\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212},[]()"
        let pieces = arguments.line.words.dropFirst().flatMap { $0.text.split { signs.contains($0) } }
        let sizes = pieces.filter { Int($0) != nil }, others = pieces.filter { Int($0) == nil }
        guard sizes.count > 1, sizes.count <= 20 else { return nil }
        return (["net", sizes.joined(separator: "-")] + others.map(String.init)).joined(separator: " ")
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

    static let define = Command.change(
        "define", group: .network, synopsis: ["define mish(x) = x*tanh(softplus(x))"],
        summary: "Make an activation of your own; its derivative is found for you.",
        details: ["The name can then stand in `net`, `layer`, `plot` and every expression, with a prime for its derivative."],
        examples: ["define mish(x) = x*tanh(softplus(x))", "plot mish mish'"], manner: Manner(.obeyed)
    ) { arguments, desk throws(CommandError) in
        let text = try arguments.rest("the definition", hint: "for example: define square(x) = x^2")
        var functions = desk.workspace.functions
        _ = try define(text) { () throws(FormulaError) in try functions.define(text.text) }
        return { desk, _ throws(CommandError) in
            let definition = try define(text) { () throws(FormulaError) in try desk.workspace.define(text.text) }
            return Reply(
                [
                    .line("\(definition.name)(\(definition.parameter)) = \(definition.body)"),
                    .line(definition.derivativeDescription),
                ] + keeping(definition.name, desk.workspace).map(Block.note),
                values: [
                    .init("name", .string(definition.name)), .init("formula", .string("\(definition.body)")),
                    .init("derivative", .string("\(definition.derivative)")),
                ])
        }
    }

    /// That layers go on with the function of this name that they were made with, if there are such, and how they get the new one. What was
    /// trained is trained with the old one, and a session that was saved is to replay the same: so they change when they are asked to.
    private static func keeping(_ name: String, _ workspace: Workspace) -> [String] {
        workspace.layersWithOlderFunction.filter { $0.name == name }.map { name, layers in
            let commands = layers.map { "layer activation \($0) \(name)" }.joined(separator: "; ")
            return
                "\(Wording.layers(layers)) \(layers.count == 1 ? "keeps" : "keep") the \(name) of before, by which the weights were found; "
                + "`\(commands)` takes the new one"
        }
    }

    /// What is wrong with a formula, at its place in the command.
    private static func define(_ text: Word, _ make: () throws(FormulaError) -> Definition) throws(CommandError) -> Definition {
        do throws(FormulaError) {
            return try make()
        } catch {
            throw CommandError(error.message, column: text.column + error.column - 1, hint: error.hint)
        }
    }
}
