// Commands about where a walk stops and what is shown there: break, watch, display, info, delete.
import Documents
import Formula
import NeuralEngine

enum StopCommands {
    static let all = [breakpoint, watch, display, info, delete]

    static let breakpoint = Command(
        "break", group: .stops, kind: .change, synopsis: ["break h1.net", "break layer 2", "break if abs(grad(w5)) < 1e-6"],
        summary: "Stop `continue` before a quantity is computed, before a layer, or when a condition becomes true.",
        examples: ["break h1.net", "break layer 2", "break if E < 0.01"],
        arguments: (.words([("layer", "before a layer, by its number"), ("if", "when a condition becomes true")]) + .quantities).only(at: 0)
            + Completions.expressions.only(behind: "if")
    ) { workspace, arguments, control throws(CommandError) in
        let first = try arguments.word(0, "where to stop", hint: "for example: break h1.net")
        switch first.text.lowercased() {
        case "if":
            let text = try arguments.rest(from: 1, "the condition", hint: "for example: break if E < 0.01")
            let expression = try workspace.parse(text)
            try workspace.checkNames(of: expression, written: text)
            // What compares nothing yet may still be going to.
            try control.begin()
            try expression.requireCondition(text) { "break if \($0) < 0.01" }
            return add(.condition(expression, text: text.text), to: &workspace)
        case "layer":
            let network = try workspace.requireNetwork()
            let word = try arguments.word(1, "the number of the layer", hint: "for example: break layer 1")
            guard !network.layers.isEmpty else {
                throw CommandError("the network has no layer yet", column: word.column, hint: "add one, for example: layer dense 2 sigmoid")
            }
            let number = try Arguments.integer(word, "the layer", in: 1...network.layers.count)
            try arguments.expectAtMost(2, synopsis: "break layer 2")
            return add(.layer(number), to: &workspace)
        default:
            try arguments.expectAtMost(1, synopsis: "break h1.net")
            try checkIsStepped(first, workspace)
            return add(.quantity(name: first.text), to: &workspace)
        }
    }

    static let watch = Command(
        "watch", group: .stops, kind: .change, synopsis: ["watch w5"], summary: "Stop `continue` after a step that changes a quantity.",
        examples: ["watch w5"], arguments: .quantities.only(at: 0)
    ) { workspace, arguments, _ throws(CommandError) in
        let word = try arguments.word(0, "what to watch", hint: "for example: watch w5")
        try arguments.expectAtMost(1, synopsis: "watch w5")
        try checkIsStepped(word, workspace)
        return add(.change(name: word.text), to: &workspace)
    }

    /// Refuses a quantity that no step computes.
    private static func checkIsStepped(_ word: Word, _ workspace: Workspace) throws(CommandError) {
        let quantity = try workspace.quantity(named: word.text, column: word.column)
        let plan = StepPlan(network: try workspace.requireNetwork(), sampleCount: 1)
        guard quantity == .batchLoss || plan.index(of: quantity, sample: 0) != nil else {
            throw CommandError("no step computes \(word.text)", column: word.column, hint: "`show steps` lists the steps of a pass")
        }
    }

    private static func add(_ reason: Stop.Reason, to workspace: inout Workspace) -> Reply {
        let stop = Stop(number: workspace.nextStopNumber, reason: reason)
        workspace.stops.append(stop)
        workspace.nextStopNumber += 1
        return .line("\(stop.number): \(stop.text)", values: [.init("number", .int(stop.number))])
    }

    static let display = Command(
        "display", group: .stops, kind: .change, manner: Manner(.obeyed), synopsis: ["display o1.out"],
        summary: "Show an expression after every step.",
        examples: ["display o1.out", "display abs(o1.target - o1.out)"], arguments: .expressions
    ) { workspace, arguments, _ throws(CommandError) in
        let text = try arguments.rest("what to show", hint: "for example: display o1.out")
        let expression = try workspace.parse(text)
        try workspace.checkNames(of: expression, written: text)
        workspace.displays.append(Display(number: workspace.nextStopNumber, expression: expression, text: text.text))
        workspace.nextStopNumber += 1
        return Reply(
            [.line("\(workspace.nextStopNumber - 1): display \(text.text)")] + workspace.displayed(),
            values: [.init("number", .int(workspace.nextStopNumber - 1))])
    }

    static let info = Command(
        "info", group: .stops, kind: .look, synopsis: ["info breaks"], summary: "List breakpoints, watchpoints and displays.",
        arguments: .words([("breaks", "breakpoints, watchpoints and displays")]).only(at: 0)
    ) { workspace, arguments, _ throws(CommandError) in
        try arguments.expectAtMost(1, synopsis: "info breaks")
        if let word = arguments.words.first, !"breakpoints".hasPrefix(word.text.lowercased()), word.text.lowercased() != "breaks" {
            throw CommandError("there is no information about '\(word.text)'", column: word.column, hint: "write: info breaks; or `show`")
        }
        let lines = workspace.stops.map { ($0.number, $0.text) } + workspace.displays.map { ($0.number, "display \($0.text)") }
        let values = lines.sorted { $0.0 < $1.0 }
        guard !values.isEmpty else { return .line("no breakpoints, watchpoints or displays") }
        return Reply(
            [.table(Table(header: ["number", "what"], rows: values.map { [String($0.0), $0.1] }, alignRight: [true, false]))],
            values: [.init("breaks", .array(values.map { .object([.init("number", .int($0.0)), .init("what", .string($0.1))]) }))])
    }

    static let delete = Command(
        "delete", group: .stops, kind: .change, synopsis: ["delete 1", "delete all"],
        summary: "Remove a breakpoint, watchpoint or display.",
        examples: ["delete 1"]
    ) { workspace, arguments, _ throws(CommandError) in
        let word = try arguments.word(0, "the number of what to delete", hint: "`info breaks` lists them")
        try arguments.expectAtMost(1, synopsis: "delete 1")
        if word.text.lowercased() == "all" {
            (workspace.stops, workspace.displays) = ([], [])
            return .line("all deleted")
        }
        let number = try Arguments.integer(word, "the number", in: 1...Int.max)
        guard workspace.stops.contains(where: { $0.number == number }) || workspace.displays.contains(where: { $0.number == number }) else {
            throw CommandError("there is no number \(number)", column: word.column, hint: "`info breaks` lists them")
        }
        workspace.stops.removeAll { $0.number == number }
        workspace.displays.removeAll { $0.number == number }
        return .line("\(number) deleted")
    }
}

extension Workspace {
    /// The lines of all displays; what has no value yet is shown as a dash.
    func displayed() -> [Block] {
        displays.map { display in
            let value = try? display.expression.evaluate { name throws(CommandError) in try self.reachedValue(named: name) }
            return .line("\(display.number): \(display.text) = \(value.map(text) ?? "-")")
        }
    }
}
