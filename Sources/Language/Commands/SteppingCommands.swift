// Commands that walk through a pass: step, back, goto, continue, finish, forward, backward, update.
import Documents
import NeuralEngine
import Portraits
import Workspaces

enum SteppingCommands {
    static let all = [step, back, goto, `continue`, reverse, finish, forward, backward, update]

    private static let units = Completions.words(Stride.allCases.map { ($0.rawValue, $0.summary) })

    static let step = Command.walk(
        "step", group: .stepping, synopsis: ["step [N] [term|node|layer|pass|epoch]"],
        summary: "Compute the next quantity; show its formula in symbols, with numbers, and the value.",
        details: Stride.allCases.map { "\($0.rawValue): \($0.summary)" },
        examples: ["step", "step 5", "step term", "step layer", "step 2 pass"],
        arguments: units
    ) { arguments, desk throws(CommandError) in
        let (count, unit) = try stride(arguments)
        return { desk, control throws(CommandError) in
            try walk(&desk) { workspace, each throws(WorkspaceError) in try workspace.step(count, unit, control, each: each) }
        }
    }

    /// Walks, and tells of it. What is stopped on the way is a shorter walk.
    private static func walk(
        _ desk: inout Desk, _ go: (inout Workspace, (Stepper, Stridden) -> Void) throws(WorkspaceError) -> Walk
    ) throws(CommandError) -> Reply {
        var account = WalkAccount(of: desk)
        let walk = try worded(at: 1, go(&desk.workspace) { account.take($0, $1) })
        var reply = Reply(account.document(of: walk, desk.workspace))
        reply.repeatedBy = repeated(walk)
        return reply
    }

    /// The command that does again what a walk has done that was stopped.
    private static func repeated(_ walk: Walk) -> String? {
        walk.end == .cancelled ? "step \(walk.steps)\(walk.terms > 0 ? " term" : "")" : nil
    }

    /// Where a walk has come.
    private static func place(_ desk: Desk) -> Reply { Reply(WalkAccount(of: desk).document(of: desk.workspace)) }

    static let back = Command.walk(
        "back", group: .stepping, synopsis: ["back [N] [term|node|layer|pass|epoch]"],
        summary: "Undo steps exactly: every value is as it was.",
        details: ["It goes back to the last change of the network or its parameters; `undo` goes on from there."],
        examples: ["back", "back 3", "back layer"], arguments: units
    ) { arguments, desk throws(CommandError) in
        let (count, unit) = try stride(arguments)
        return { desk, control throws(CommandError) in
            try worded(at: 1, desk.workspace.back(count, unit, unless: control.isToStop))
            return place(desk)
        }
    }

    private static func stride(_ arguments: Arguments) throws(CommandError) -> (count: Int, Stride) {
        var count: Int?
        var unit: Stride?
        for word in arguments.words {
            let text = word.text.lowercased()
            // The units begin with different letters: any beginning names one, and so does its plural.
            if let named = Stride.allCases.first(where: { $0.rawValue.hasPrefix(text) || $0.rawValue + "s" == text }), unit == nil {
                unit = named
            } else if count == nil, Double(word.text) != nil {
                count = try Arguments.integer(word, "the number of steps", in: 1...100_000_000)
            } else {
                throw CommandError(
                    "'\(word.text)' is neither a number of steps nor a unit", column: word.column,
                    hint: ["forward", "backward", "update"].contains(text)
                        ? "`\(text)` alone walks to the end of that part"
                        : "write: \(arguments.line.words[0].text) 3 node, or term, layer, pass, epoch")
            }
        }
        return (count ?? 1, unit ?? .node)
    }

    static let goto = Command.walk(
        "goto", group: .stepping, synopsis: ["goto N", "goto start | end", "goto h1.out"],
        summary: "Walk to a step of this pass, forwards or back: to just after step N, or after the step that computes a quantity.",
        examples: ["goto 14", "goto 0", "goto grad(w5)"],
        arguments: (.words([("start", "before the first step"), ("end", "after the last one")]) + .quantities).only(at: 0)
    ) { arguments, desk throws(CommandError) in
        let place = try arguments.word(0, "the number of the step", hint: "for example: goto 14")
        try arguments.expectAtMost(1, synopsis: "goto 14")
        let isNumber = Double(place.text) != nil, isEdge = ["start", "end"].contains(place.text.lowercased())
        let quantity = isNumber || isEdge ? nil : try desk.workspace.quantity(place)
        return { desk, control throws(CommandError) in
            let steps = try worded(desk.workspace.walk()).plan.count
            if let quantity {
                try worded(
                    at: place.column, desk.workspace.go(to: quantity, named: place.text, unless: control.isToStop))
            } else {
                let isEnd = place.text.lowercased() == "end"
                let number = isNumber ? try Arguments.integer(place, "the step", in: 0...steps) : isEnd ? steps : 0
                try worded(desk.workspace.go(toStep: number, unless: control.isToStop))
            }
            return Self.place(desk)
        }
    }

    static let `continue` = Command.walk(
        "continue", group: .stepping, synopsis: ["continue"],
        summary: "Walk on until a breakpoint or watchpoint stops it, or to the end of the pass if there is none.",
        details: ["With breakpoints it goes on through as many passes as it needs, at most a million steps."],
        examples: ["break E", "continue"]
    ) { arguments, desk throws(CommandError) in
        try arguments.expectAtMost(0, synopsis: "continue")
        return { desk, control throws(CommandError) in
            try walk(&desk) { workspace, each throws(WorkspaceError) in try workspace.goOn(control, each: each) }
        }
    }

    static let reverse = Command.walk(
        "reverse", aliases: ["rc"], group: .stepping, synopsis: ["reverse"],
        summary: "Walk back to where a breakpoint or watchpoint would have stopped, or to the beginning of the pass if there is none.",
        details: ["Every value on the way is as it was. rc is the same word, as in rr and gdb: reverse-continue."],
        examples: ["watch w5", "reverse"]
    ) { arguments, desk throws(CommandError) in
        try arguments.expectAtMost(0, synopsis: "reverse")
        return { desk, control throws(CommandError) in
            let walk = try worded(at: 1, desk.workspace.goBack(control))
            var reply = Reply(WalkAccount(of: desk).document(of: desk.workspace, after: walk.end))
            if walk.end == .cancelled, let step = desk.workspace.stepper?.position.step { reply.repeatedBy = "goto \(step)" }
            return reply
        }
    }

    static let finish = Command.walk(
        "finish", group: .stepping, synopsis: ["finish"], summary: "Walk to the end of this pass, its update included."
    ) { arguments, desk throws(CommandError) in
        try arguments.expectAtMost(0, synopsis: "finish")
        return { desk, control throws(CommandError) in
            try walk(&desk) { workspace, each throws(WorkspaceError) in try workspace.finish(control, each: each) }
        }
    }

    // MARK: Whole parts of a pass

    static let forward = part("forward", .forward, "Go on to the end of the forward pass: all net inputs, outputs and the loss.") {
        stepper, control throws(WorkspaceError) in try Reports.forward(stepper, unless: control.isToStop)
    }

    static let backward = part("backward", .backward, "Go on to the end of the backward pass: all deltas and gradients.") {
        stepper, control throws(WorkspaceError) in try Reports.gradients(stepper, unless: control.isToStop)
    }

    static let update = part("update", .update, "Go on to the end of the pass: every parameter moved.") {
        stepper, _ in Reports.weights(stepper.network, stepper.parameters)
    }

    private static func part(
        _ name: String, _ part: PassPart, _ summary: String,
        report: @escaping @Sendable (Stepper, RunControl) throws(WorkspaceError) -> Report
    ) -> Command {
        Command.walk(name, group: .stepping, synopsis: [name], summary: summary, manner: Manner(.waits) { $0.tellsWhole = true }) {
            arguments, desk throws(CommandError) in
            try arguments.expectAtMost(0, synopsis: name)
            return { desk, control throws(CommandError) in
                if part == .forward, let rows = desk.workspace.passedOn, let network = desk.workspace.network {
                    var reply = Reply(Reports.passedOn(rows, network).document(desk.style.numerals))
                    reply.blocks.append(.note("no layer computes anything yet; one that does: layer dense 2 sigmoid"))
                    return reply
                }
                let walk: Walk
                do throws(WorkspaceError) {
                    walk = try desk.workspace.finish(part, control)
                } catch {
                    let worded = CommandError(error)
                    if case .noTarget = error { throw worded.placed(at: 1) }
                    throw worded
                }
                guard let stepper = desk.workspace.stepper else { return Reply() }
                guard walk.end != .cancelled else {
                    // What was not walked to is not computed for a report either.
                    var reply = Reply(WalkAccount(of: desk).document(of: desk.workspace, after: walk.end))
                    reply.repeatedBy = repeated(walk)
                    return reply
                }
                var reply = Reply(try worded(report(stepper, control)).document(desk.style.numerals))
                if part == .forward, stepper.network.isLoneSoftmax {
                    reply.blocks.append(
                        .note(
                            ObstacleSentences.remark(
                                .loneSoftmax, Names(network: stepper.network), { Wording.wayOut(of: $0, in: stepper.network) })))
                }
                if let first = try worded(stepper.firstNonFinite(upTo: part, unless: control.isToStop)) {
                    reply.blocks.append(.note("not all numbers are finite: \(first.sentence(Names(network: stepper.network)))"))
                }
                reply.repeatedBy = repeated(walk)
                return reply
            }
        }
    }
}

extension WalkAccount {
    fileprivate init(of desk: Desk) { self.init(desk.style.numerals) }
}

extension Stride {
    fileprivate var summary: String {
        switch self {
        case .term: "one term of a sum"
        case .node: "one quantity"
        case .layer: "to the end of the layer"
        case .pass: "to the end of the pass"
        case .epoch: "to the end of the epoch"
        }
    }
}
