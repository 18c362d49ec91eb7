// Commands that make a network: net, layer, loss, optimizer, bias, freeze, init, set.
import Charts
import Formula
import NeuralEngine

enum NetworkCommands {
    static let all = [net, layer, loss, optimizer, bias, freeze, unfreeze, initialise, set, define]

    /// The largest network that is built: a slip of a finger should not take all memory.
    static let mostParameters = 50_000_000

    // MARK: Shape

    static let net = Command(
        "net", aliases: ["network"], group: .network, kind: .change,
        synopsis: ["net 2-2-2 sigmoid", "net 4-7-5-3 relu output=softmax"],
        summary: "Make a dense network: its sizes, the activation of its hidden layers, and that of the last one.",
        details: [
            "The sizes run from the inputs to the outputs. The last layer has the hidden activation unless `output=` names another; "
                + "output=softmax selects the loss cross-entropy. Weights start by `init`, biases at 0.",
            "Activations: \(Activation.builtIn.map(\.name).joined(separator: ", ")), leaky-relu(0.5), and your own by `define`.",
        ],
        examples: ["net 2-2-2 sigmoid", "net 2-3-1 tanh output=sigmoid", "net 4-7-5-3 relu output=softmax"],
        options: [.init("output", "the activation of the last layer")],
        arguments: activationNames
    ) { workspace, arguments, _ throws(CommandError) in
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
            throw CommandError("a network has at least inputs and outputs", column: word.column, hint: "for example: net 2-1 sigmoid")
        }
        return sizes
    }

    private static func checkSize(_ network: Network, column: Int) throws(CommandError) {
        guard network.parameterCount <= mostParameters else {
            throw CommandError(
                "this network would have \(network.parameterCount) parameters; at most \(mostParameters) are built", column: column)
        }
    }

    static let layer = Command(
        "layer", group: .network, kind: .change,
        synopsis: ["layer input 2", "layer dense 3 relu", "layer remove 2"],
        summary: "Build a network layer by layer.",
        details: ["Layers are numbered from 1, the input is 0. Removing one gives the layers behind it fresh weights."],
        examples: ["layer input 2", "layer dense 3 tanh", "layer dense 1 sigmoid", "layer remove 2"],
        arguments: .words([
            ("input", "how many numbers a sample has"), ("dense", "units that are joined to every unit before"),
            ("remove", "take a layer away"),
        ])
    ) { workspace, arguments, _ throws(CommandError) in
        let what = try arguments.word(0, "the kind of layer", hint: "input, dense or remove")
        switch what.text.lowercased() {
        case "input":
            let count = try Arguments.integer(try arguments.word(1, "the number of inputs"), "the number of inputs", in: 1...1_000_000)
            try arguments.expectAtMost(2, synopsis: "layer input 2")
            workspace.install(Network(inputs: count))
        case "dense", "linear":
            let units = try Arguments.integer(try arguments.word(1, "the number of units"), "the number of units", in: 1...1_000_000)
            try arguments.expectAtMost(3, synopsis: "layer dense 3 relu")
            let activation = arguments.words.count > 2 ? try workspace.activation(arguments.words[2]) : .identity
            var network = try workspace.requireNetwork()
            network.append(units: units, activation: activation)
            network.loss = activation.isSoftmax ? .crossEntropy : (network.loss == .crossEntropy ? .squaredError : network.loss)
            try checkSize(network, column: what.column)
            workspace.replaceLayers(with: network, keeping: network.layers.count - 1)
        case "remove":
            let network = try workspace.requireNetwork()
            guard !network.layers.isEmpty else { throw CommandError("there is no layer to remove", column: what.column) }
            let number = try Arguments.integer(try arguments.word(1, "the number of the layer"), "the layer", in: 1...network.layers.count)
            try arguments.expectAtMost(2, synopsis: "layer remove 2")
            var rest = Network(inputShape: network.inputShape, layers: Array(network.layers.prefix(number - 1)), loss: network.loss)
            for layer in network.layers.dropFirst(number) {
                rest.append(units: layer.units, activation: layer.activation, biasMode: layer.biasMode)
            }
            if rest.layers.last?.activation.isSoftmax != true && rest.loss == .crossEntropy { rest.loss = .squaredError }
            workspace.replaceLayers(with: rest, keeping: number - 1)
        case let other:
            let known = ["input", "dense", "remove"]
            throw CommandError(
                "unknown kind of layer '\(other)'", column: what.column,
                hint: closest(to: other, among: known).map { "did you mean '\($0)'?" } ?? "there are \(known.joined(separator: ", "))")
        }
        let network = try workspace.requireNetwork()
        return .line(NetworkSummary.line(of: network), values: NetworkSummary.values(of: network))
    }

    // MARK: Loss and optimiser

    static let loss = Command(
        "loss", group: .network, kind: .change, synopsis: Loss.builtIn.map { "loss \($0.name)" },
        summary: "Choose what the outputs cost against the targets.",
        details: Loss.builtIn.map { "\($0.name): \($0.formula) for each output a with target t." }
            + ["The loss of a batch is the mean over its samples. cross-entropy goes with a softmax layer."],
        examples: ["loss squared-error", "loss cross-entropy"],
        arguments: .words(Loss.builtIn.map { ($0.name, $0.formula) })
    ) { workspace, arguments, _ throws(CommandError) in
        let word = try arguments.word(0, "the name of the loss", hint: "there are \(Loss.builtIn.map(\.name).joined(separator: ", "))")
        try arguments.expectAtMost(1, synopsis: "loss squared-error")
        guard let loss = Loss.named(word.text) else {
            let known = Loss.builtIn.map(\.name)
            throw CommandError(
                "unknown loss '\(word.text)'", column: word.column,
                hint: closest(to: word.text, among: known).map { "did you mean '\($0)'?" } ?? "there are \(known.joined(separator: ", "))")
        }
        let network = try workspace.requireNetwork()
        guard loss != .crossEntropy || network.layers.last?.activation.isSoftmax == true else {
            throw CommandError(
                "cross-entropy needs probabilities, and the last layer is \(network.layers.last?.activation.name ?? "missing")",
                column: word.column, hint: "define the network with output=softmax")
        }
        workspace.reshape { $0.loss = loss }
        return .line("loss \(loss.name): \(loss.formula) for each output", values: [.init("loss", .string(loss.name))])
    }

    static let optimizer = Command(
        "optimizer", aliases: ["optimiser"], group: .network, kind: .change, synopsis: ["optimizer sgd lr=0.5"],
        summary: "Choose how a gradient moves the parameters.",
        details: ["sgd: p <- p - rate * gradient."], examples: ["optimizer sgd lr=0.5"],
        options: [.init("lr", "the learning rate")], arguments: .words([("sgd", "p <- p - rate * gradient")])
    ) { workspace, arguments, _ throws(CommandError) in
        try arguments.expectAtMost(1, synopsis: "optimizer sgd lr=0.5")
        if let word = arguments.words.first, word.text.lowercased() != "sgd" {
            throw CommandError("unknown optimizer '\(word.text)'", column: word.column, hint: "there is sgd")
        }
        if let rate = try arguments.number(option: "lr") {
            guard rate >= 0 else {
                throw CommandError("the learning rate is not negative", column: arguments.option("lr")?.column, hint: "for example lr=0.5")
            }
            workspace.restart()
            workspace.optimizer.learningRate = rate
        }
        let rate = workspace.optimizer.learningRate
        return .line(
            "sgd, learning rate \(workspace.text(rate))", values: [.init("optimizer", .string("sgd")), .init("lr", .number(rate))])
    }

    // MARK: Biases

    static let bias = Command(
        "bias", group: .network, kind: .change, synopsis: BiasMode.allCases.map { "bias \($0.rawValue)" },
        summary: "Give each unit a bias, each layer one, or none.",
        details: ["A bias each starts at what the layer shared; a shared one at that of the first unit."],
        examples: ["bias shared"],
        arguments: .words([("each", "one a unit"), ("shared", "one a layer"), ("none", "no bias")])
    ) { workspace, arguments, _ throws(CommandError) in
        let word = try arguments.word(0, "how biases are given", hint: "each, shared or none")
        try arguments.expectAtMost(1, synopsis: "bias each | shared | none")
        guard let mode = BiasMode(rawValue: word.text.lowercased()) else {
            throw CommandError("'\(word.text)' is no way to give biases", column: word.column, hint: "each, shared or none")
        }
        var network = try workspace.requireNetwork()
        workspace.restart()
        for number in network.layers.indices.map({ $0 + 1 }) {
            let isFrozen = network[layer: number].biasCount > 0 && network[layer: number].trainableBiases.isEmpty
            network[layer: number].biasMode = mode
            let count = network[layer: number].biasCount
            network[layer: number].trainableBiases = count == 0 || isFrozen ? [] : [0..<count]
        }
        workspace.rebias(network)
        return .line(NetworkSummary.line(of: network), values: NetworkSummary.values(of: network))
    }

    static let freeze = freezing("freeze", isTrainable: false, summary: "Keep weights or biases as they are during training.")
    static let unfreeze = freezing("unfreeze", isTrainable: true, summary: "Let training move weights or biases again.")

    private static func freezing(_ name: String, isTrainable: Bool, summary: String) -> Command {
        Command(
            name, group: .network, kind: .change, synopsis: ["\(name) b1 b2", "\(name) w5", "\(name) W1"], summary: summary,
            details: ["Frozen parameters have no gradient step and no update. W1 and b1 mean all of layer 1."], examples: ["\(name) b1 b2"],
            arguments: quantityNames
        ) { workspace, arguments, _ throws(CommandError) in
            _ = try arguments.word(0, "what to \(name)", hint: "for example: \(name) b1")
            var network = try workspace.requireNetwork()
            for word in arguments.words {
                let target = try workspace.parameterTarget(word)
                network.setTrainable(isTrainable, weights: target.weights, biases: target.biases, layer: target.layer)
            }
            workspace.reshape { $0 = network }
            return .line(
                "\(arguments.words.map(\.text).joined(separator: ", ")) \(isTrainable ? "can learn again" : "will stay as they are")")
        }
    }

    // MARK: Parameters

    static let initialise = Command(
        "init", aliases: ["initialise", "initialize"], group: .network, kind: .change,
        synopsis: ["init glorot-uniform seed=42", "init constant value=0.1"],
        summary: "Give all weights fresh values by a rule; biases become 0.",
        details: [
            "Rules: \(Initialiser.builtIn.map(\.name).joined(separator: ", ")), constant. The same seed gives the same weights everywhere."
        ],
        examples: ["init he-normal seed=7"],
        options: [.init("seed", "which random numbers, a whole number"), .init("value", "the weight, for constant")],
        arguments: .words(
            Initialiser.builtIn.map { ($0.name, "a rule for the width of the distribution") } + [("constant", "every weight the same")])
    ) { workspace, arguments, _ throws(CommandError) in
        try arguments.expectAtMost(1, synopsis: "init glorot-uniform seed=42")
        let network = try workspace.requireNetwork()
        var rule = workspace.initialiser
        if let word = arguments.words.first {
            let value = try arguments.number(option: "value")
            if let option = arguments.option("value"), word.text.lowercased() != "constant" {
                throw CommandError("\(word.text) takes no value", column: option.column, hint: "write: init constant value=0.1")
            }
            guard let named = word.text.lowercased() == "constant" ? .constant(value ?? 0.5) : Initialiser.named(word.text) else {
                let known = Initialiser.builtIn.map(\.name) + ["constant"]
                throw CommandError(
                    "unknown rule '\(word.text)'", column: word.column,
                    hint: closest(to: word.text, among: known).map { "did you mean '\($0)'?" }
                        ?? "there are \(known.joined(separator: ", "))")
            }
            rule = named
        }
        let seed = try arguments.integer(option: "seed", in: 0...Int.max) ?? Int(workspace.seed)
        workspace.initialiser = rule
        workspace.seed = UInt64(seed)
        workspace.changeParameters { $0 = rule.parameters(for: network, seed: UInt64(seed)) }
        workspace.optimizer.forget()
        workspace.training = TrainingHistory()
        return .line("weights by \(rule.name), seed \(seed); biases 0")
    }

    static let set = Command(
        "set", group: .network, kind: .change,
        synopsis: [
            "set w5 0.4", "set h1->o1 0.4", "set b1 0.35", "set W1 [[...],[...]]", "set digits 6", "set batch 10", "set marks ascii",
        ],
        summary: "Set a weight, a bias, a whole matrix, or how things are shown.",
        details: [
            "Rows of W1 are units, columns inputs. A number for b1 goes to every unit of the layer; a row gives one each.",
            "The pass begins anew: what was computed came from the old value.",
            "digits: significant digits in text (1 to 17). batch: samples a mini-batch, or all. marks: braille, blocks or ascii for charts.",
        ],
        examples: ["set w5 0.4", "set h1.bias 0.35", "set W1 [[0.15,0.2],[0.25,0.3]]", "set digits 6"],
        arguments: quantityNames
    ) { workspace, arguments, _ throws(CommandError) in
        let what = try arguments.word(0, "what to set", hint: "for example: set w5 0.4")
        if let reply = try SettingsReader.set(what, in: &workspace, arguments) { return reply }
        if arguments.words.count == 1, let equals = what.text.firstIndex(of: "=") {
            throw CommandError(
                "set is written without '='", column: what.column + what.text.distance(from: what.text.startIndex, to: equals),
                hint: "write: set \(what.text.replacing("=", with: " "))")
        }
        let target = try workspace.parameterTarget(what)
        let matrix = try arguments.rows(from: 1, "the value", hint: "for example: set \(what.text) 0.4")
        try workspace.assign(matrix, to: target, named: what, column: arguments.words[1].column)
        return try LookingCommands.printed(what, in: workspace, isAfterSetting: true)
    }

    static let define = Command(
        "define", group: .network, kind: .change, synopsis: ["define mish(x) = x*tanh(softplus(x))"],
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
                    .line("\(definition.name)'(\(definition.parameter)) = \(definition.derivative)"),
                ],
                values: [
                    .init("name", .string(definition.name)), .init("formula", .string("\(definition.body)")),
                    .init("derivative", .string("\(definition.derivative)")),
                ])
        } catch {
            throw CommandError(error.message, column: text.column + error.column - 1, hint: error.hint)
        }
    }

    // MARK: Completions

    static let activationNames = Command.Completions { workspace in
        Activation.builtIn.map { Candidate(text: $0.name, summary: $0.formula) }
            + workspace.functions.definitions.map { Candidate(text: $0.name, summary: "\($0.body)") }
    }

    static let quantityNames = Command.Completions { workspace in
        (workspace.names?.examples ?? []).map { Candidate(text: $0, summary: "a quantity of the network") }
    }
}
