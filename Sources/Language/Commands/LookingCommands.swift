// Commands that look: print, explain, show, check.
import Charts
import Documents
import Formula
import NeuralEngine
import Portraits
import Workspaces

enum LookingCommands {
    static let all = [print, explain, show]

    static let print = Command.look(
        "print", group: .looking, synopsis: ["print EXPRESSION"],
        summary: "Show the value of a quantity, a matrix or any expression.",
        details: [
            "A quantity that the walk has not come to yet is computed ahead, and a note says so.",
            "The word `print` may be left out where the rest is no single word: w5, 1+1, sigmoid(0.3).",
            "Functions: exp ln log10 sqrt abs sin cos min max and every activation; sigmoid'(x) is a derivative.",
            "Rows and matrices (W1, b1, grad(W1), a1) are taken element by element: W1*2, abs(grad(W2)). Of one of them mean, sum, min, max and "
                + "norm make one number: norm(W1), max(abs(grad(W2))).",
        ],
        examples: ["print w5", "print grad(w5)", "print W1", "print mean(W1)", "print (o1.target - o1.out)^2/2", "1+1"],
        arguments: .expressions
    ) { arguments, desk throws(CommandError) in
        let text = try arguments.rest("what to print", hint: "for example: print w5")
        try checkPrinted(text, on: desk)
        return { desk, control throws(CommandError) in try printed(text, on: desk, control, tellsAhead: true) }
    }

    /// What is wrong with what is to be printed.
    private static func checkPrinted(_ text: Word, on desk: Desk) throws(CommandError) {
        if text.text.lowercased() != "centers" { _ = try desk.workspace.expression(text, isNumber: false) }
    }

    /// The reply of print.
    static func printed(_ text: Word, on desk: Desk, _ control: RunControl, tellsAhead: Bool = false) throws(CommandError) -> Reply {
        let workspace = desk.workspace
        try checkPrinted(text, on: desk)
        var report = Report(), ahead: Int?, completed: Int?
        var ending: Ending?, judgesByTest = false, setting: String?, capitals: [String] = []
        if text.text.lowercased() == "centers" {
            report.add("centers", Tensor(try worded(at: text.column, workspace.centers())))
        } else {
            let expression = try workspace.expression(text, isNumber: false)
            let reading = try worded(in: text, workspace.reading(of: expression, unless: control.isToStop))
            capitals = expression.freeNames.compactMap { workspace.names?.remark(onCapital: $0) }
            judgesByTest = expression.freeNames.contains { Metric(named: $0)?.part == .test }
            if let tensor = reading.tensor {
                report.add(text.text, tensor)
            } else {
                report.numbers = [(text.text, reading.value)]
                setting = Self.setting(expression, workspace)
                if !reading.value.isFinite, !expression.isSingleOperation { ending = workspace.ending(of: expression) }
            }
            (ahead, completed) = (reading.comesAtStep, reading.tensor == nil ? reading.isCompleteAtStep : nil)
        }
        var reply = Reply(report.document(desk.style.numerals))
        reply.judgesByTest = judgesByTest
        if tellsAhead, let ahead { reply.blocks.append(.note("not stepped yet: step \(ahead) of this pass will compute it")) }
        if tellsAhead, ahead == nil, let completed {
            reply.blocks.append(.note("so far: samples of this batch add to it up to step \(completed) of this pass"))
        }
        if tellsAhead, let mode = mode(ofLoss: text.text, workspace) { reply.blocks.append(.note(mode)) }
        if tellsAhead { reply.blocks += capitals.map(Block.note) }
        if let ending { reply.blocks.append(.note(ending.sentence)) }
        if tellsAhead, let setting { reply.blocks.append(.note("this compares; to set it: \(setting)")) }
        return reply
    }

    /// How a weight is set that an equation only holds against something.
    private static func setting(_ expression: Expression, _ workspace: Workspace) -> String? {
        guard let (name, value) = expression.equation, Double(value.description) != nil else { return nil }
        switch workspace.names?.quantity(named: name) {
        case .weight, .bias: return "set \(name) \(value)"
        default: return nil
        }
    }

    /// Of a network whose layers do something else in training than outside it: which of the two a loss or an accuracy is of.
    private static func mode(ofLoss name: String, _ workspace: Workspace) -> String? {
        let isLoss = name.lowercased() == "loss"
        guard isLoss || Metric(named: name) != nil, let layers = workspace.network?.layers else { return nil }
        let isOfTraining = isLoss && workspace.isWithinPass
        var ways: [String] = []
        func add(_ inTraining: String, _ outside: String) {
            let way = isOfTraining ? inTraining : outside
            if !ways.contains(way) { ways.append(way) }
        }
        for layer in layers {
            switch layer.kind {
            case .batchNormalisation:
                add("batch normalisation uses the statistics of this batch", "batch normalisation uses its running statistics")
            case .dropout: add("dropout leaves out what it drew", "dropout keeps all")
            case .noise: add("noise is added", "no noise is added")
            default: continue
            }
        }
        return ways.isEmpty ? nil : "as \(isOfTraining ? "in" : "outside") training: \(ways.joined(separator: ", "))"
    }

    static let explain = Command.look(
        "explain", group: .looking, synopsis: ["explain QUANTITY"],
        summary: "Show how a quantity comes about: formula, numbers, terms, and the chain rule of a gradient factor by factor.",
        examples: ["explain h1.net", "explain grad(w5)", "explain o1.delta"], arguments: .quantities + .activations
    ) { arguments, desk throws(CommandError) in
        let text = try arguments.rest("what to explain", hint: "for example: explain grad(w5)")
        let workspace = desk.workspace
        if let own = workspace.functions.definitions.first(where: { $0.name == text.text.lowercased() }) {
            return { _, _ throws(CommandError) in Reply([.line(own.description), .line(own.derivativeDescription)]) }
        }
        if let function = ElementaryFunction.named(text.text) {
            return { _, _ throws(CommandError) in Reply(function.lines.map(Block.line)) }
        }
        // Of the derivative relu' the function tells, too.
        if let activation = workspace.activation(named: String(text.text.prefix { $0 != "'" })) {
            return { _, _ throws(CommandError) in
                Reply([
                    .line("\(activation.name)(x) = \(activation.formula)"),
                    .line("\(activation.name)'(x) = \(activation.derivativeFormula)"),
                ])
            }
        }
        let quantity = try workspace.quantity(text)
        return { desk, control throws(CommandError) in
            let explanation = Explanation(try worded(desk.workspace.walk()), desk.style.numerals)
            var reply = Reply(try worded(explanation.explain(quantity, unless: control.isToStop)))
            if let capital = desk.workspace.names?.remark(onCapital: text.text) { reply.blocks.append(.note(capital)) }
            if case .output(0, let unit) = quantity, let feature = desk.workspace.feature(ofInput: unit) {
                reply.blocks.append(.note("a feature made by hand: \(feature)"))
            }
            return reply
        }
    }

    // MARK: show

    private static let topics: [(name: String, summary: String)] = [
        ("network", "layers and sizes"), ("weights", "weights and biases"), ("gradients", "derivatives of the loss"),
        ("activations", "net inputs and outputs"), ("steps", "the steps of a pass"),
        ("data", "the parts, the classes and the first samples"),
        ("confusion", "which classes are taken for which: of the validation part, or of a part named behind it"),
        ("test", "the judgement of the test part: once, at the end"),
        ("optimizer", "the rule and its rate"),
        ("truth", "the truth table of a network with few inputs, and what the data want"),
        ("search", "the trials of a search, and where the next one would be and why"),
        (
            "spectrum",
            "the singular values of each layer's Jacobian da/dx, at sample=1: how many directions of the input still move it. Small ones are right to their own digits: the product of the layers is kept factored (product SVD), and its values come from one-sided Jacobi (Demmel and Veselic 1992, Drmac and Veselic 2008)"
        ),
    ]

    static let show = Command.look(
        "show", group: .looking,
        synopsis: ["show [\(topics.map(\.name).joined(separator: "|"))]", "show weights W1", "show spectrum [sample=N]"],
        summary: "Show the network, its numbers, its steps or its data.", details: topics.map { "\($0.name): \($0.summary)" },
        examples: ["show", "show weights", "show steps", "show truth", "show spectrum"],
        options: [.init("sample", "the number of a sample", with: ["spectrum"])],
        arguments: .words(topics.map { ($0.name, $0.summary) }).only(at: 0)
            + .words(Split.Part.allCases.map { ($0.rawValue, "of the \($0.rawValue) part") }).only(behind: "confusion")
    ) { arguments, desk throws(CommandError) in
        let topic = arguments.words.first?.text.lowercased() ?? "network"
        let matching = topics.map(\.name).filter { $0.hasPrefix(topic) }
        guard matching.count == 1 else {
            throw CommandError(
                "nothing to show under '\(topic)'", column: arguments.words.first?.column,
                hint: topic.hasPrefix("layer")
                    ? "`show network` lists the layers"
                    : topic.hasPrefix("break") || topic.hasPrefix("watch")
                        ? "write: info breaks"
                        : closest(to: topic, among: topics.map(\.name)).map { "did you mean '\($0)'?" }
                            ?? topics.map(\.name).joined(separator: ", "))
        }
        let hasMore = ["confusion", "weights", "gradients"].contains(matching[0])
        try arguments.expectAtMost(hasMore ? 2 : 1, synopsis: "show \(matching[0])")
        if hasMore, matching[0] != "confusion", let word = arguments.words.dropFirst().first { return try numbers(word, matching[0], desk) }
        let sample = try AnalysisCommands.sample(arguments)
        if let sample, matching[0] != "spectrum" {
            throw CommandError("`show \(matching[0])` has no option sample=", column: sample.column, hint: "write: show spectrum sample=1")
        }
        let word = arguments.words.dropFirst().first
        let part = try matching[0] == "confusion" ? confusionPart(word, desk.workspace) : nil
        return { desk, control throws(CommandError) in
            var reply = try answer(matching[0], of: part, at: word, sample: sample, desk, control)
            if Rationale.of(matching[0]) != nil { reply.sight = matching[0] }
            return reply
        }
    }

    /// What is shown under a topic.
    private static func answer(
        _ topic: String, of part: Split.Part?, at word: Word?, sample: Word?, _ desk: Desk, _ control: RunControl
    ) throws(CommandError) -> Reply {
        let workspace = desk.workspace, numerals = desk.style.numerals
        switch topic {
        case "search": return Reply(SearchAccount(try SearchCommand.run(of: desk, at: nil), numerals).document)
        case "truth": return try AnalysisCommands.truth(desk)
        case "spectrum": return Reply(try AnalysisCommands.spectrum(workspace, sample: sample, control).document(numerals))
        case "weights":
            let network = try worded(workspace.requireNetwork()), parameters = try worded(workspace.requireParameters())
            var report = Reports.weights(network, parameters)
            Reports.addStatistics(network, parameters, to: &report)
            return Reply(report.document(numerals))
        case "gradients":
            let stepper = try worded(workspace.walk())
            guard stepper.samples.hasTargets else { throw CommandError(.noTarget(outputs: stepper.network.outputs)) }
            return Reply(try worded(Reports.gradients(stepper, unless: control.isToStop)).document(numerals))
        case "activations":
            let stepper = try worded(workspace.walk())
            return Reply(try worded(Reports.forward(stepper, unless: control.isToStop)).document(numerals))
        case "steps": return Reply(Reports.steps(try worded(workspace.walk())))
        case "data":
            var reply = Reply(try worded(DataReports.data(workspace, numerals)))
            reply.sheet = DataReports.sheet(workspace)
            return reply
        case "confusion":
            if let outputs = workspace.network?.outputs, outputs > Confusion.mostClasses {
                throw CommandError(
                    "a table of \(outputs) x \(outputs) classes is too large to be shown; at most \(Confusion.mostClasses) classes are",
                    column: 1, hint: "print accuracy")
            }
            let confusion = try worded(
                at: word?.column, DataReports.confusion(workspace, part ?? .training, numerals, unless: control.isToStop))
            guard let document = confusion else {
                throw CommandError("there are no classes to confuse", column: 1, hint: "classes are 0 or 1, or one-hot rows")
            }
            var reply = Reply(document)
            reply.judgesByTest = part == .test
            return reply
        case "test":
            var reply = Reply(try worded(DataReports.test(workspace, numerals, unless: control.isToStop)))
            reply.judgesByTest = true
            return reply
        case "optimizer": return Reply(OptimizerSummary(workspace, numerals).document)
        default: return try network(workspace, numerals)
        }
    }

    /// `show weights W1`, `show gradients W1`: of all that stands under a topic one matrix, or one number.
    private static func numbers(_ word: Word, _ topic: String, _ desk: Desk) throws(CommandError) -> Looking {
        let isGradient = word.text.lowercased().hasPrefix("grad(")
        let name = Word(topic == "gradients" && !isGradient ? "grad(\(word.text))" : word.text, column: word.column)
        try checkPrinted(name, on: desk)
        return { desk, control throws(CommandError) in try printed(name, on: desk, control) }
    }

    /// The part that is named, else the validation part, else the samples to train on.
    private static func confusionPart(_ word: Word?, _ workspace: Workspace) throws(CommandError) -> Split.Part {
        guard let word else { return workspace.split?.validation.isEmpty == false ? .validation : .training }
        let matching = Split.Part.allCases.filter { $0.rawValue.hasPrefix(word.text.lowercased()) }
        guard matching.count == 1 else {
            throw CommandError("there is no part '\(word.text)'", column: word.column, hint: "training, validation or test")
        }
        return matching[0]
    }

    private static func network(_ workspace: Workspace, _ numerals: Numerals) throws(CommandError) -> Reply {
        let network = try worded(workspace.requireNetwork())
        var blocks: [Block] = [.line(NetworkSummary.line(of: network)), .table(NetworkSummary.table(of: network))]
        blocks += LossSummary.lines(of: network, numerals).map(Block.line)
        if !network.penalty.isNone { blocks.append(.line(LossSummary.text(of: network.penalty, numerals))) }
        for (name, layers) in workspace.layersWithOlderFunction {
            let formula = network[layer: layers[0]].activation.formula
            blocks.append(.note("the \(name) of \(Wording.layers(layers)) is that of before: \(formula)"))
        }
        return Reply(
            Document(
                blocks, values: Deferred { NetworkSummary.values(of: network) },
                picture: Deferred { workspace.diagram.map(Chart.network) }))
    }
}
