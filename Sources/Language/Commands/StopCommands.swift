// Commands about where a walk stops and what is shown there: break, watch, display, info, delete.
import Documents
import Formula
import NeuralEngine
import Portraits
import Workspaces

enum StopCommands {
    static let all = [breakpoint, watch, display, info, delete]

    static let breakpoint = Command.change(
        "break", group: .stops,
        synopsis: ["break h1.net [if CONDITION]", "break layer 2 [if CONDITION]", "break if abs(grad(w5)) < 1e-6", "break nan"],
        summary: "Stop `continue` before a quantity is computed, before a layer, when a condition becomes true, or where numbers end.",
        details: [
            "With `if` behind it, it stops there only where that holds. A training passes it: that has `until=` for a condition.",
            "`info breaks` lists what stops, `delete` takes it away.",
        ],
        examples: ["break h1.net", "break layer 2", "break if E < 0.01", "break o1.net if h1.out > 0.5"],
        arguments: (.words([
            ("layer", "before a layer, by its number"), ("if", "when a condition becomes true"),
            ("nan", "after the step that makes infinity or no number of finite ones"),
        ]) + .quantities).only(at: 0)
            + Completions.expressions.only(behind: "if")
    ) { arguments, desk throws(CommandError) in
        let first = try arguments.word(0, "where to stop", hint: "for example: break h1.net; `info breaks` lists those there are")
        try refuseComparison(arguments) { "break if \($0)" }
        switch first.text.lowercased() {
        case "if":
            let text = try arguments.rest(from: 1, "the condition", hint: "for example: break if E < 0.01")
            let expression = try desk.workspace.expression(text)
            return { desk, _ throws(CommandError) in
                try expression.requireCondition(text) { "break if \($0) < 0.01" }
                return try added(.condition(expression, text: text.text), to: &desk)
            }
        case "nan", "inf":
            try arguments.expectAtMost(1, synopsis: "break nan")
            return { desk, _ throws(CommandError) in try added(.ending, to: &desk) }
        case "layer":
            let network = try worded(desk.workspace.requireNetwork())
            let word = try arguments.word(1, "the number of the layer", hint: "for example: break layer 1")
            guard !network.layers.isEmpty else { throw CommandError(.noLayer).placed(at: word.column) }
            let number = try Arguments.integer(word, "the layer", in: 1...network.layers.count)
            let condition = try condition(arguments, behind: 2, "break layer 2", desk)
            return { desk, _ throws(CommandError) in try added(.layer(number), if: condition, to: &desk) }
        default:
            let condition = try condition(arguments, behind: 1, "break h1.net", desk)
            try worded(at: first.column, desk.workspace.checkIsStepped(first.text))
            return { desk, _ throws(CommandError) in try added(.quantity(name: first.text), if: condition, to: &desk) }
        }
    }

    /// What must hold besides: `if E < 0.01` behind so many words; nil if nothing stands there.
    private static func condition(
        _ arguments: Arguments, behind count: Int, _ synopsis: String, _ desk: Desk
    ) throws(CommandError) -> (Stop.Condition, at: Word)? {
        guard arguments.words.count > count, arguments.words[count].text.lowercased() == "if" else {
            try arguments.expectAtMost(count, synopsis: synopsis)
            return nil
        }
        let text = try arguments.rest(from: count + 1, "the condition", hint: "for example: \(synopsis) if E < 0.01")
        let expression = try desk.workspace.expression(text)
        return (Stop.Condition(expression, text: text.text), at: text)
    }

    static let watch = Command.change(
        "watch", group: .stops, synopsis: ["watch w5 [if CONDITION]"],
        summary: "Stop `continue` after a step that changes a quantity.", details: ["With `if` behind it, only where that holds then."],
        examples: ["watch w5", "watch w5 if epoch > 2"], arguments: .quantities.only(at: 0) + Completions.expressions.only(behind: "if")
    ) { arguments, desk throws(CommandError) in
        let word = try arguments.word(0, "what to watch", hint: "for example: watch w5")
        try refuseComparison(arguments) { "watch \(word.text.prefix { !"<>=!".contains($0) }) if \($0)" }
        let condition = try condition(arguments, behind: 1, "watch w5", desk)
        try worded(at: word.column, desk.workspace.checkIsStepped(word.text))
        return { desk, _ throws(CommandError) in try added(.change(name: word.text), if: condition, to: &desk) }
    }

    /// Refuses a comparison without `if` before it: `break E > 1`.
    private static func refuseComparison(_ arguments: Arguments, _ written: (String) -> String) throws(CommandError) {
        let text = try arguments.rest("where to stop")
        guard !arguments.words.contains(where: { $0.text.lowercased() == "if" }), text.text.contains(where: { "<>=".contains($0) }),
            !text.text.contains("->")
        else { return }
        let isWhole = (try? Expression.parse(text.text)).map { $0.numberInPlaceOfCondition == nil } ?? false
        throw CommandError(
            "a condition stands behind `if`", column: text.column,
            hint: isWhole ? "write: \(written(text.text))" : "for example: \(written("E < 0.01"))")
    }

    private static func added(
        _ reason: Stop.Reason, if condition: (Stop.Condition, at: Word)? = nil, to desk: inout Desk
    ) throws(CommandError) -> Reply {
        // What compares nothing yet may still be going to, while it is typed.
        if let (condition, word) = condition { try condition.expression.requireCondition(word) { "if \($0) < 0.01" } }
        let stop = desk.workspace.stop(reason, if: condition?.0)
        return .line("\(stop.number): \(stop.text)", values: [.init("number", .int(stop.number))])
    }

    static let display = Command.change(
        "display", group: .stops, synopsis: ["display o1.out"], summary: "Show an expression after every step.",
        examples: ["display o1.out", "display abs(o1.target - o1.out)"], arguments: .expressions,
        manner: Manner(.obeyed)
    ) { arguments, desk throws(CommandError) in
        let text = try arguments.rest("what to show", hint: "for example: display o1.out")
        let expression = try desk.workspace.expression(text)
        return { desk, _ throws(CommandError) in
            let display = desk.workspace.display(expression, text: text.text)
            return Reply(
                [.line("\(display.number): display \(text.text)")] + desk.workspace.displayed(desk.style.numerals),
                values: [.init("number", .int(display.number))])
        }
    }

    static let info = Command.look(
        "info", group: .stops, synopsis: ["info breaks"], summary: "List breakpoints, watchpoints and displays.",
        arguments: .words([("breaks", "breakpoints, watchpoints and displays")]).only(at: 0)
    ) { arguments, desk throws(CommandError) in
        try arguments.expectAtMost(1, synopsis: "info breaks")
        if let word = arguments.words.first, !"breakpoints".hasPrefix(word.text.lowercased()), word.text.lowercased() != "breaks" {
            throw CommandError("there is no information about '\(word.text)'", column: word.column, hint: "write: info breaks; or `show`")
        }
        return { desk, _ throws(CommandError) in
            let lines =
                desk.workspace.stops.map { ($0.number, $0.text) }
                + desk.workspace.displays.map { ($0.number, "display \($0.text)") }
            let values = lines.sorted { $0.0 < $1.0 }
            guard !values.isEmpty else { return .line("no breakpoints, watchpoints or displays") }
            return Reply(
                [.table(Table(header: ["number", "what"], rows: values.map { [String($0.0), $0.1] }, alignRight: [true, false]))],
                values: [.init("breaks", .array(values.map { .object([.init("number", .int($0.0)), .init("what", .string($0.1))]) }))])
        }
    }

    static let delete = Command.change(
        "delete", group: .stops, synopsis: ["delete 1", "delete all"],
        summary: "Remove a breakpoint, watchpoint or display.",
        examples: ["delete 1"]
    ) { arguments, desk throws(CommandError) in
        let word = try arguments.word(0, "the number of what to delete", hint: "`info breaks` lists them")
        try arguments.expectAtMost(1, synopsis: "delete 1")
        if word.text.lowercased() == "all" {
            return { desk, _ throws(CommandError) in
                desk.workspace.deleteStops()
                return .line("all deleted")
            }
        }
        if word.text.allSatisfy(\.isLetter) {
            throw CommandError(
                "what is deleted has a number, or is all", column: word.column, hint: "write: delete all; `info breaks` lists the numbers")
        }
        let number = try Arguments.integer(word, "the number", in: 1...Int.max)
        var rest = desk.workspace
        try worded(at: word.column, rest.delete(stop: number))
        return { desk, _ throws(CommandError) in
            try worded(at: word.column, desk.workspace.delete(stop: number))
            return .line("\(number) deleted")
        }
    }
}
