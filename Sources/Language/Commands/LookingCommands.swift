// Commands that look: print, explain, show, check.
import Charts
import Documents
import Formula
import NeuralEngine

enum LookingCommands {
    static let all = [print, explain, show]

    static let print = Command(
        "print", group: .looking, kind: .look, synopsis: ["print EXPRESSION"],
        summary: "Show the value of a quantity, a matrix or any expression.",
        details: [
            "A quantity that the walk has not come to yet is computed ahead, and a note says so.",
            "Functions: exp ln log10 sqrt abs sin cos min max and every activation; sigmoid'(x) is a derivative.",
        ],
        examples: ["print w5", "print grad(w5)", "print W1", "print (o1.target - o1.out)^2/2", "print 1+1"],
        arguments: .expressions
    ) { workspace, arguments, control throws(CommandError) in
        try printed(try arguments.rest("what to print", hint: "for example: print w5"), in: workspace, control)
    }

    /// The reply of print.
    static func printed(
        _ text: Word, in workspace: Workspace, _ control: RunControl, isAfterSetting: Bool = false
    ) throws(CommandError) -> Reply {
        if let target = workspace.wholeTensor(text.text), let network = workspace.network, let parameters = workspace.parameters {
            if let error = workspace.missingParameters(text.text, column: text.column) { throw error }
            try control.begin()
            var report = Report()
            if target.weights != nil {
                report.add(text.text, Reports.weights(ofLayer: target.layer, network, parameters))
            } else if parameters.biases[target.layer - 1].count == 1 {
                report.numbers = [(text.text, parameters.biases[target.layer - 1][0])]
            } else {
                report.add(text.text, Tensor(row: parameters.biases[target.layer - 1]))
            }
            return Reply(report.blocks(workspace.settings.numerals), values: report.values)
        }
        if text.text.lowercased() == "centers" {
            try control.begin()
            var report = Report()
            report.add("centers", Tensor(try workspace.requireCenters(column: text.column)))
            return Reply(report.blocks(workspace.settings.numerals), values: report.values)
        }
        let expression = try workspace.parse(text)
        try workspace.checkNames(of: expression, written: text)
        try control.begin()
        let value = try workspace.evaluate(expression, written: text)
        var blocks: [Block] = [.line("\(text.text) = \(workspace.text(value))")]
        if !isAfterSetting, let ahead = workspace.latestStep(in: expression) {
            blocks.append(.note("not stepped yet: step \(ahead) of this pass will compute it"))
        }
        return Reply(blocks, values: [.init(text.text, .number(value))])
    }

    static let explain = Command(
        "explain", group: .looking, kind: .look, synopsis: ["explain QUANTITY"],
        summary: "Show how a quantity comes about: formula, numbers, terms, and the chain rule of a gradient factor by factor.",
        examples: ["explain h1.net", "explain grad(w5)", "explain o1.delta"], arguments: .quantities + .activations
    ) { workspace, arguments, control throws(CommandError) in
        let text = try arguments.rest("what to explain", hint: "for example: explain grad(w5)")
        if let own = workspace.functions.definitions.first(where: { $0.name == text.text.lowercased() }) {
            return Reply([.line(own.description), .line(own.derivativeDescription)])
        }
        if let activation = try? workspace.activation(text) {
            return Reply([
                .line("\(activation.name)(x) = \(activation.formula)"), .line("\(activation.name)'(x) = \(activation.derivativeFormula)"),
            ])
        }
        let quantity = try workspace.quantity(named: text.text, column: text.column)
        try control.begin()
        return Explanation(workspace, try workspace.requireStepper()).explain(quantity)
    }

    // MARK: show

    private static let topics: [(name: String, summary: String)] = [
        ("network", "layers and sizes"), ("weights", "weights and biases"), ("gradients", "derivatives of the loss"),
        ("activations", "net inputs and outputs"), ("steps", "the steps of a pass"),
        ("data", "the parts, the classes and the first samples"),
        ("confusion", "which classes are taken for which: of the validation part, or of a part named behind it"),
        ("test", "the judgement of the test part: once, at the end"),
        ("optimizer", "the rule and its rate"),
    ]

    static let show = Command(
        "show", group: .looking, kind: .look, synopsis: ["show [\(topics.map(\.name).joined(separator: "|"))]"],
        summary: "Show the network, its numbers, its steps or its data.", details: topics.map { "\($0.name): \($0.summary)" },
        examples: ["show", "show weights", "show steps"],
        arguments: .words(topics.map { ($0.name, $0.summary) }).only(at: 0)
            + .words(Split.Part.allCases.map { ($0.rawValue, "of the \($0.rawValue) part") }).only(behind: "confusion")
    ) { workspace, arguments, control throws(CommandError) in
        let topic = arguments.words.first?.text.lowercased() ?? "network"
        let matching = topics.map(\.name).filter { $0.hasPrefix(topic) }
        guard matching.count == 1 else {
            throw CommandError(
                "nothing to show under '\(topic)'", column: arguments.words.first?.column,
                hint: topic.hasPrefix("layer")
                    ? "`show network` lists the layers"
                    : closest(to: topic, among: topics.map(\.name)).map { "did you mean '\($0)'?" }
                        ?? topics.map(\.name).joined(separator: ", "))
        }
        try arguments.expectAtMost(matching[0] == "confusion" ? 2 : 1, synopsis: "show \(matching[0])")
        try control.begin()
        let numerals = workspace.settings.numerals
        switch matching[0] {
        case "weights":
            let network = try workspace.requireNetwork()
            guard let parameters = workspace.parameters else { return Reply() }
            var report = Reports.weights(network, parameters)
            Reports.addStatistics(network, parameters, to: &report)
            return Reply(report.blocks(numerals), values: report.values)
        case "gradients":
            let stepper = try workspace.requireStepper()
            guard stepper.samples.hasTargets else {
                throw CommandError("there is no target yet", hint: "give one: target \(Workspace.exampleRow(stepper.network.outputs))")
            }
            let report = Reports.gradients(stepper)
            return Reply(report.blocks(numerals), values: report.values)
        case "activations":
            let report = Reports.forward(try workspace.requireStepper())
            return Reply(report.blocks(numerals), values: report.values)
        case "steps": return steps(try workspace.requireStepper())
        case "data": return try DataReports.data(workspace)
        case "confusion": return try DataReports.confusion(workspace, arguments.words.count > 1 ? arguments.words[1] : nil)
        case "test": return try DataReports.test(workspace)
        case "optimizer":
            return OptimizerSummary(workspace).reply
        default: return try network(workspace)
        }
    }

    private static func network(_ workspace: Workspace) throws(CommandError) -> Reply {
        let network = try workspace.requireNetwork()
        var blocks: [Block] = [.line(NetworkSummary.line(of: network)), .table(NetworkSummary.table(of: network))]
        blocks += try LossCommands.lines(workspace).map(Block.line)
        if !network.penalty.isNone { blocks.append(.line(LossCommands.text(of: network.penalty, workspace))) }
        return Reply(blocks, values: NetworkSummary.values(of: network), picture: workspace.diagram.map(Chart.network))
    }

    private static func steps(_ stepper: Stepper) -> Reply {
        let names = Names(network: stepper.network)
        let count = min(stepper.plan.count, 200)
        let rows = (0..<count).map { index -> [String] in
            let step = stepper.plan[index]
            let mark = index == stepper.position.step ? ">" : index < stepper.position.step ? "." : ""
            return [mark, "\(index + 1)", step.phase.rawValue, names.name(of: step)]
        }
        var blocks: [Block] = [
            .table(Table(header: ["", "step", "phase", "quantity"], rows: rows, alignRight: [false, true, false, false]))
        ]
        if count < stepper.plan.count { blocks.append(.note("... \(stepper.plan.count - count) more")) }
        return Reply(
            blocks,
            values: [
                .init("step", .int(stepper.position.step)), .init("of", .int(stepper.plan.count)),
                .init("steps", .array((0..<count).map { .string(names.name(of: stepper.plan[$0])) })),
            ])
    }
}

extension Workspace {
    /// The latest step of this pass that an expression's quantities still wait for; nil if all have been stepped.
    func latestStep(in expression: Expression) -> Int? {
        guard let names else { return nil }
        // Between passes the loss is that of all samples, which no step computes.
        let awaited = expression.freeNames.filter { isWithinPass || !Metric.isKnown($0) }
        return awaited.compactMap { names.quantity(named: $0) }.compactMap { (try? found($0))?.comesAtStep }.max()
    }
}
