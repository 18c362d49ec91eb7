// How gradients move the parameters: optimizer, clip.
import Documents
import Formula
import NeuralEngine
import Portraits
import Workspaces

enum OptimizerCommands {
    static let all = [optimizer, ScheduleCommands.schedule, clip]

    // MARK: The rule

    /// Every option of a rule: what it means, and the range that makes sense.
    private static let options: [(name: String, summary: String, range: String, allows: @Sendable (Double) -> Bool)] = [
        ("momentum", "the part of the step before that is made again, 0 to 1", "from 0 to 1", { (0...1).contains($0) }),
        ("dampening", "sgd: the part of the gradient that momentum leaves out", "from 0 to 1", { (0...1).contains($0) }),
        ("alpha", "rmsprop: how much of the mean of squares stays", "from 0 to below 1", { (0..<1).contains($0) }),
        ("rho", "adadelta: how much of its means stays", "from 0 to below 1", { (0..<1).contains($0) }),
        ("beta1", "adam: how much of the mean gradient stays", "from 0 to below 1", { (0..<1).contains($0) }),
        ("beta2", "adam: how much of the mean square stays", "from 0 to below 1", { (0..<1).contains($0) }),
        ("eps", "added to a divisor so that it is not 0", "0 or more", { $0 >= 0 }),
        ("lr-decay", "adagrad: the rate is divided by 1 + updates times this", "0 or more", { $0 >= 0 }),
        ("momentum-decay", "nadam: how its momentum warms up", "0 or more", { $0 >= 0 }),
        ("eta-minus", "rprop: what a step is multiplied by where its gradient turns", "above 0 and below 1", { $0 > 0 && $0 < 1 }),
        ("eta-plus", "rprop: what a step is multiplied by while its gradient keeps its sign", "1 or more", { $0 >= 1 }),
        ("least", "rprop: the smallest step", "above 0", { $0 > 0 }),
        ("greatest", "rprop: the largest step", "above 0", { $0 > 0 }),
        (
            "weight-decay", "the part of the parameter that is added to its gradient; adamw shrinks the parameter instead", "0 or more",
            { $0 >= 0 }
        ),
    ]

    /// What the options mean that are on or off.
    private static let switches = [
        "nesterov": "sgd: look one step of momentum ahead",
        "centered": "rmsprop: divide by the deviation of the gradients, not by their root mean square",
        "amsgrad": "adam: divide by the greatest mean square so far, so that steps only shrink",
    ]

    static let optimizer = Command.change(
        "optimizer", aliases: ["optimiser"], group: .network,
        synopsis: [
            "optimizer sgd lr=0.5 [momentum=0.9 nesterov=on dampening= weight-decay=]",
            "optimizer adam lr=0.001 [beta1= beta2= eps= amsgrad=on weight-decay=]",
            "optimizer rmsprop lr=0.01 [alpha= momentum= centered=on]",
            "optimizer adagrad | adadelta | adamw | nadam | radam | adamax",
            "optimizer rprop lr=0.01 [eta-minus= eta-plus= least= greatest=]", "optimizer perceptron lr=1", "optimizer lr=0.1",
        ],
        summary: "Choose how a gradient moves the parameters.",
        details: OptimizerFamily.all.map { choice in
            let options = choice.options.map { "\($0.name)=\(OptimizerFamily.isSwitch($0.name) ? "off" : Numerals().text($0.usual))" }
            return "\(choice.name): \(choice.formula). lr=\(Numerals().text(choice.usualRate)) \(options.joined(separator: " "))"
        } + [
            "perceptron: \(PerceptronRule.summary).",
            "g is the gradient, t the number of the update. A rule that is chosen anew starts with its usual rate; without a name the present rule "
                + "is changed. The rules and their usual values are PyTorch's.",
        ],
        examples: [
            "optimizer sgd lr=0.5", "optimizer sgd lr=0.1 momentum=0.9 nesterov=on", "optimizer adam",
            "optimizer adamw lr=0.01 weight-decay=0.1",
        ],
        options: [.init("lr", "the learning rate")]
            + OptimizerFamily.switches.map {
                .init($0, (switches[$0] ?? "") + "; on or off", values: .onOrOff, with: OptimizerFamily.names(havingOption: $0))
            }
            + options.map { .init($0.name, $0.summary, with: OptimizerFamily.names(havingOption: $0.name)) },
        arguments: .words(
            OptimizerFamily.all.map { ($0.name, $0.formula) } + [(PerceptronRule.name, "the rule of one layer of step units")]
        )
        .only(at: 0),
        manner: Manner(.obeyed) { $0.steersTraining = true }
    ) { arguments, desk throws(CommandError) in
        do throws(CommandError) { try arguments.expectAtMost(1, synopsis: "optimizer sgd lr=0.5") } catch {
            // `optimizer sgd 0.5`
            throw Sayings.written(Sayings.plain(arguments.words.map(\.text))).map { error.orMeant([$0]) } ?? error
        }
        if arguments.words.first?.text.lowercased() == PerceptronRule.name { return try PerceptronRule.read(arguments, desk) }
        let present = OptimizerFamily.of(desk.workspace.optimizer)
        let choice = try arguments.words.first.map { word throws(CommandError) in try named(word) } ?? present
        var values = arguments.words.isEmpty ? choice.values(of: desk.workspace.optimizer) : choice.usualValues
        try refuseOptions(choice, arguments)
        for option in options {
            guard let word = arguments.option(option.name) else { continue }
            let value = try Arguments.number(word, option.name)
            guard option.allows(value) else {
                throw CommandError("\(option.name) is \(option.range), not \(word.text)", column: word.column, hint: option.summary)
            }
            values[option.name] = value
        }
        for name in OptimizerFamily.switches {
            if let word = arguments.option(name) { values[name] = try word.isOn(name) ? 1 : 0 }
        }
        if values["nesterov"] == 1, values["momentum"] == 0 || values["dampening"] != 0 {
            throw CommandError(
                "nesterov needs momentum, and no dampening", column: arguments.option("nesterov")?.column,
                hint: "for example: optimizer sgd lr=0.1 momentum=0.9 nesterov=on")
        }
        if let least = values["least"], let greatest = values["greatest"], least > greatest {
            throw CommandError(
                "least is not above greatest", column: (arguments.option("least") ?? arguments.option("greatest"))?.column,
                hint: "usually least=1e-6 greatest=50")
        }
        var rate = choice.name == present.name ? desk.workspace.optimizer.learningRate : choice.usualRate
        if let word = arguments.option("lr") {
            rate = try Arguments.number(word, "lr")
            guard rate >= 0 else {
                throw CommandError("the learning rate is not negative", column: word.column, hint: "for example lr=0.5")
            }
        }
        let choosesRate = arguments.option("lr") != nil || choice.name != present.name
        let rule = choice.rule(values), decay = values["weight-decay"] ?? 0, learningRate = rate
        return { desk, _ throws(CommandError) in
            let before = desk.workspace.optimizer
            desk.workspace.adjustOptimizer {
                ($0.rule, $0.weightDecay) = (rule, decay)
                // What a plateau has made of the rate stays, unless another rate is asked for.
                if choosesRate { $0.learningRate = learningRate }
            }
            var document = OptimizerSummary(desk.workspace, desk.style.numerals).document
            if choice.name == OptimizerFamily.rprop.name, desk.workspace.batchSize != nil {
                document.blocks.append(.note("rprop goes by the sign of the gradient of all samples: set batch all"))
            }
            if before.hasMemory, !desk.workspace.optimizer.hasMemory {
                document.blocks.append(.note("what \(before.name) remembered of the updates before is forgotten: the rule is another one"))
            }
            return Reply(document)
        }
    }

    private static func named(_ word: Word) throws(CommandError) -> OptimizerFamily {
        let name = word.text.lowercased().replacing("-", with: "")
        if let choice = OptimizerFamily.all.first(where: { $0.name == name }) { return choice }
        let known = OptimizerFamily.all.map(\.name) + [PerceptronRule.name]
        throw CommandError(
            "unknown optimizer '\(word.text)'", column: word.column,
            hint: name == "momentum" || name == "nesterov"
                ? "it is an option: optimizer sgd momentum=0.9\(name == "nesterov" ? " nesterov=on" : "")"
                : closest(to: name, among: known).map { "did you mean '\($0)'?" } ?? "there are \(known.joined(separator: ", "))")
    }

    private static func refuseOptions(_ choice: OptimizerFamily, _ arguments: Arguments) throws(CommandError) {
        let known = choice.options.map(\.name)
        for name in options.map(\.name) + OptimizerFamily.switches where !known.contains(name) {
            guard let word = arguments.option(name) else { continue }
            throw CommandError(
                "\(choice.name) has no \(name)", column: word.column - name.count - 1,
                hint: "it has \((["lr"] + known).map { $0 + "=" }.joined(separator: ", "))")
        }
    }

    // MARK: Clipping

    static let clip = Command.change(
        "clip", group: .network, synopsis: ["clip norm 1", "clip value 0.5", "clip off"],
        summary: "Cut large gradients down before they move the parameters.",
        details: [
            "norm: all gradients as one vector, times min(1, limit/(norm + 1e-6)); its length becomes a step of its own, gradient_norm. "
                + "value: each to at most the limit in size."
        ],
        examples: ["clip norm 1", "clip off"],
        arguments: .words([("norm", "all gradients as one vector"), ("value", "each gradient by itself"), ("off", "no clipping")]).only(
            at: 0)
    ) { arguments, desk throws(CommandError) in
        let word = try arguments.word(0, "how to clip", hint: "norm, value or off")
        let clipping: Clipping?
        switch word.text.lowercased() {
        case "off", "none":
            try arguments.expectAtMost(1, synopsis: "clip off")
            clipping = nil
        case "norm": clipping = .byNorm(try limit(arguments))
        case "value": clipping = .byValue(try limit(arguments))
        default:
            let hint = Double(word.text) == nil ? "norm, value or off" : "write: clip norm \(word.text), or clip value \(word.text)"
            throw CommandError("'\(word.text)' is no way to clip", column: word.column, hint: hint)
        }
        return { desk, _ throws(CommandError) in
            desk.workspace.adjustOptimizer { $0.clipping = clipping }
            return .line(
                clipping.map { OptimizerSummary.text(of: $0, desk.style.numerals) } ?? "gradients are used as they are",
                values: [.init("clip", .string(word.text.lowercased())), .init("limit", clipping.map { .number($0.limit) } ?? .null)])
        }
    }

    private static func limit(_ arguments: Arguments) throws(CommandError) -> Double {
        let word = try arguments.word(1, "the limit", hint: "for example: clip \(arguments.words[0].text.lowercased()) 1")
        try arguments.expectAtMost(2, synopsis: "clip norm 1")
        let limit = try Arguments.number(word, "the limit")
        guard limit > 0 else { throw CommandError("the limit is above 0", column: word.column, hint: "`clip off` ends clipping") }
        return limit
    }
}

extension Clipping {
    fileprivate var limit: Double {
        switch self {
        case .byNorm(let limit), .byValue(let limit): limit
        }
    }
}
