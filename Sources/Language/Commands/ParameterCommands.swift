// What the parameters are: bias, freeze, unfreeze, set.
import Formula
import NeuralEngine
import Portraits
import Workspaces

enum ParameterCommands {
    static let all = [bias, freeze, unfreeze, InitialisationCommand.initialise, set]

    // MARK: Biases

    static let bias = Command.change(
        "bias", group: .network, synopsis: BiasMode.allCases.map { "bias \($0.rawValue)" },
        summary: "Give each unit a bias, each layer one, or none.",
        details: [
            "A bias is a number that a unit adds to what comes in, whatever that is: it says how easily the unit answers, and is learnt like a "
                + "weight.",
            "A bias each starts at what the layer shared; a shared one at that of the first unit.",
        ],
        examples: ["bias shared"],
        arguments: .words([("each", "one a unit"), ("shared", "one a layer"), ("none", "no bias")]).only(at: 0)
    ) { arguments, desk throws(CommandError) in
        let word = try arguments.word(0, "how biases are given", hint: "each, shared or none")
        try arguments.expectAtMost(1, synopsis: "bias each, or shared, or none")
        guard let mode = BiasMode(rawValue: word.text.lowercased()) else {
            throw CommandError("'\(word.text)' is no way to give biases", column: word.column, hint: "each, shared or none")
        }
        _ = try worded(desk.workspace.requireNetwork())
        return { desk, _ throws(CommandError) in
            try worded(desk.workspace.giveBiases(mode))
            return Reply(NetworkSummary.document(of: try worded(desk.workspace.requireNetwork())))
        }
    }

    static let freeze = freezing("freeze", isTrainable: false, summary: "Keep weights or biases as they are during training.")
    static let unfreeze = freezing("unfreeze", isTrainable: true, summary: "Let training move weights or biases again.")

    private static func freezing(_ name: String, isTrainable: Bool, summary: String) -> Command {
        Command.change(
            name, group: .network, synopsis: ["\(name) b1 b2", "\(name) w5", "\(name) W1", "\(name) all"],
            summary: summary,
            details: ["Frozen parameters have no gradient step and no update. W1 and b1 mean all of layer 1."],
            examples: ["\(name) b1 b2", "\(name) all"],
            arguments: .parameters + .words([("all", "every weight and bias")]).only(at: 0), manner: Manner(.obeyed)
        ) { arguments, desk throws(CommandError) in
            _ = try arguments.word(0, "what to \(name)", hint: "for example: \(name) b1")
            _ = try worded(desk.workspace.requireNetwork())
            var targets: [ParameterTarget] = []
            for word in arguments.words {
                targets +=
                    word.text == "all"
                    ? try worded(at: word.column, desk.workspace.allParameters())
                    : [try worded(at: word.column, desk.workspace.parameters(named: word.text))]
            }
            let chosen = targets,
                names = arguments.words.map { $0.text == "all" ? "all weights and biases" : $0.text }.joined(separator: ", ")
            return { desk, _ throws(CommandError) in
                try worded(desk.workspace.freeze(chosen, !isTrainable))
                return .line("\(names) \(isTrainable ? "can learn again" : "will stay as they are")")
            }
        }
    }

    // MARK: Parameters

    static let set = Command.change(
        "set", group: .network,
        synopsis: [
            "set w5 0.4", "set h1->o1 0.4", "set b1 0.35", "set b1 ln(0.3/0.7)", "set W1 [[...],[...]]", "set digits 6", "set batch 10",
            "set marks ascii",
            "set background light", "set panes values network",
        ],
        summary: "Set a weight, a bias, a whole matrix, or how things are shown.",
        details: [
            "Rows of W1 are units, columns inputs; a convolution has [filter][channel][row][column], a batchnorm one number a channel. "
                + "A number for b1 goes to every unit of the layer; a row gives one each.",
            "Of a recurrent layer W1 is for what comes in, U1 for the step before, a row a unit, gate by gate (lstm i f g o, gru r z n); s1 is its "
                + "state before the first step.",
            "norm2.running_mean and norm2.running_variance are what batch normalisation uses outside training, a number a channel.",
            "What `print` can compute is taken, too, as it is at that moment: set b1 ln(0.3/0.7), set W1 W1*2. The answer is the value.",
            "The pass begins anew: what was computed came from the old value.",
            "digits: significant digits in text (1 to 17). batch: samples a mini-batch, or all. marks: braille, blocks or ascii for charts.",
            "background: light, dark or auto, for the colours of the full screen. panes: their order there. `help appearance` has the rest.",
        ],
        examples: ["set w5 0.4", "set h1.bias 0.35", "set b1 ln(0.3/0.7)", "set W1 [[0.15,0.2],[0.25,0.3]]", "set digits 6"],
        arguments: (.parameters + .statistics + .words(SettingsReader.names)).only(at: 0) + SettingsReader.values,
        manner: Manner(.obeyed) { $0.configures = true }, forms: SettingsReader.manners
    ) { arguments, desk throws(CommandError) in
        let what = try arguments.word(0, "what to set", hint: "for example: set w5 0.4")
        if let setting = try SettingsReader.read(what, arguments) { return setting }
        if let statistic = try worded(at: what.column, desk.workspace.statistic(named: what.text)) {
            return try setting(statistic, what, arguments, desk)
        }
        if arguments.words.count == 1, let equals = what.text.firstIndex(of: "=") {
            throw CommandError(
                "set is written without '='", column: what.column + what.text.distance(from: what.text.startIndex, to: equals),
                hint: "write: set \(what.text.replacing("=", with: " "))")
        }
        let target = try target(what, arguments, desk)
        if let (text, expression) = expression(arguments, desk) {
            let expression = try expression()
            return { desk, control throws(CommandError) in
                let reading = try worded(in: text, desk.workspace.reading(of: expression, unless: control.isToStop))
                let tensor = reading.tensor ?? Tensor(row: [reading.value])
                guard tensor.values.allSatisfy(\.isFinite) else {
                    throw CommandError(
                        "\(text.text) is \(reading.tensor == nil ? desk.text(reading.value) : "not finite everywhere"), and a parameter is a finite number",
                        column: text.column, hint: "`print \(text.text)` shows it")
                }
                try worded(at: text.column, desk.workspace.set(target, to: tensor))
                return try LookingCommands.printed(what, on: desk, control)
            }
        }
        let tensor: Tensor
        do throws(CommandError) {
            tensor = try arguments.tensor(from: 1, "the value", hint: "for example: set \(what.text) 0.4")
        } catch {
            throw error.orMeant([oneByOne(arguments)])
        }
        do throws(CommandError) {
            try worded(at: arguments.words[1].column, desk.workspace.check(tensor, for: target))
        } catch {
            throw error.orMeant([inBrackets(arguments, after: error)])
        }
        return { desk, control throws(CommandError) in
            try worded(desk.workspace.set(target, to: tensor))
            return try LookingCommands.printed(what, on: desk, control)
        }
    }

    /// `set centers [[0,1],[1,0]]`, `set norm2.running_mean [0.1,-0.2]`, `set s1 0.5`.
    private static func setting(
        _ target: StatisticTarget, _ name: Word, _ arguments: Arguments, _ desk: Desk
    ) throws(CommandError) -> Acting {
        let numbers = try arguments.tensor(
            from: 1, "the value", hint: "for example: set \(name.text) \(target == .centers ? "[[0,1],[1,0]]" : "0.5")")
        let column = arguments.words[1].column
        var copy = desk.workspace
        try worded(at: column, copy.set(target, named: name.text, to: numbers))
        return { desk, control throws(CommandError) in
            try worded(at: column, desk.workspace.set(target, named: name.text, to: numbers))
            return try LookingCommands.printed(name, on: desk, control)
        }
    }

    /// What a name stands for; of none that says a setting in other words, how that is written.
    private static func target(_ name: Word, _ arguments: Arguments, _ desk: Desk) throws(CommandError) -> ParameterTarget {
        do {
            return try worded(at: name.column, desk.workspace.parameters(named: name.text))
        } catch {
            // `set 0.4 w5`
            let turned = arguments.words.count == 2 ? "set \(arguments.words[1].text) \(name.text)" : nil
            guard let meant = Sayings.setting(arguments.words) else { throw error.orMeant(Double(name.text) == nil ? [] : [turned]) }
            throw CommandError(error.message, column: error.column, hint: "write: \(meant)")
        }
    }

    /// `set w1 0.15; set w2 0.2` of `set w1 0.15 w2 0.2`; nil where the words are no names with a number each.
    private static func oneByOne(_ arguments: Arguments) -> String? {
        let words = arguments.words.map(\.text).filter { $0 != "=" }
        guard words.count > 2, words.count.isMultiple(of: 2), words.count <= 12 else { return nil }
        return stride(from: 0, to: words.count, by: 2).map { "set \(words[$0]) \(words[$0 + 1])" }.joined(separator: "; ")
    }

    /// The line with its numbers in the brackets of the matrix that they are as many as: `set W1 [[1,2],[3,4]]` of `set W1 1 2 3 4`.
    private static func inBrackets(_ arguments: Arguments, after error: CommandError) -> String? {
        guard case .weightsDoNotFit(_, _, let dimensions, let numbers)? = error.cause, numbers.dimensions.count == 1,
            dimensions.count > 1, dimensions.reduce(1, *) == numbers.values.count, numbers.values.count <= 24
        else { return nil }
        var parts = arguments.words.dropFirst().flatMap { $0.text.split { "[], ".contains($0) }.map(String.init) }
        for length in dimensions.reversed() where length > 0 {
            parts = stride(from: 0, to: parts.count, by: length).map { "[" + parts[$0..<$0 + length].joined(separator: ",") + "]" }
        }
        return parts.count == 1 ? "set \(arguments.words[0].text) \(parts[0])" : nil
    }

    /// What stands behind the name, if that is to be computed: `ln(0.3/0.7)`, `W1*2`, `w4`. Nil where numbers stand there, or what is none.
    private static func expression(
        _ arguments: Arguments, _ desk: Desk
    ) -> (text: Word, read: () throws(CommandError) -> Expression)? {
        guard arguments.words.count > 1, !arguments.words[1].text.hasPrefix("[") else { return nil }
        let text = arguments.line.rest(from: 2)
        guard (try? arguments.rows(from: 1, "the value")) == nil,
            let parsed = try? Expression.parse(text.text, functions: desk.workspace.functions)
        else { return nil }
        let isNamed = parsed.quantities.contains { name in
            Metric.isKnown(name.text) || desk.workspace.isTensor(name.text) || (try? desk.workspace.quantity(named: name.text)) != nil
        }
        guard isNamed || text.text.contains(where: { "(*/^".contains($0) }) else { return nil }
        return (text, { () throws(CommandError) in try desk.workspace.expression(text, isNumber: false) })
    }
}
