// Commands that walk through a pass: step, back, goto, continue, finish, forward, backward, update.
import Documents
import NeuralEngine

enum SteppingCommands {
    static let all = [step, back, goto, `continue`, finish, forward, backward, update]

    /// How far one stride goes.
    enum Unit: String, CaseIterable {
        case term, node, layer, pass, epoch

        var summary: String {
            switch self {
            case .term: "one term of a sum"
            case .node: "one quantity"
            case .layer: "to the end of the layer"
            case .pass: "to the end of the pass"
            case .epoch: "to the end of the epoch"
            }
        }
    }

    private static let units = Completions.words(Unit.allCases.map { ($0.rawValue, $0.summary) })

    static let step = Command(
        "step", group: .stepping, kind: .walk, synopsis: ["step [N] [term|node|layer|pass|epoch]"],
        summary: "Compute the next quantity; show its formula in symbols, with numbers, and the value.",
        details: Unit.allCases.map { "\($0.rawValue): \($0.summary)" },
        examples: ["step", "step 5", "step term", "step layer", "step 2 pass"],
        arguments: units
    ) { workspace, arguments, control throws(CommandError) in
        let (count, unit) = try stride(arguments)
        try control.begin()
        var walker = try Walker(workspace, control: control)
        for _ in 0..<count {
            guard try walker.forward(unit) else { break }
        }
        return walker.finish(&workspace)
    }

    static let back = Command(
        "back", group: .stepping, kind: .walk, synopsis: ["back [N] [term|node|layer|pass|epoch]"],
        summary: "Undo steps exactly: every value is as it was.",
        details: ["It goes back to the last change of the network or its parameters; `undo` goes on from there."],
        examples: ["back", "back 3", "back layer"], arguments: units
    ) { workspace, arguments, control throws(CommandError) in
        let (count, unit) = try stride(arguments)
        try control.begin()
        var walker = try Walker(workspace, control: control)
        let start = walker.stepper.position
        for _ in 0..<count {
            guard walker.back(unit) else { break }
        }
        guard walker.stepper.position != start else {
            throw CommandError(
                "this is the beginning: nothing has been stepped yet", column: 1, hint: "`undo` takes back the command before")
        }
        return walker.finishBack(&workspace)
    }

    private static func stride(_ arguments: Arguments) throws(CommandError) -> (count: Int, Unit) {
        var count: Int?
        var unit: Unit?
        for word in arguments.words {
            let text = word.text.lowercased()
            // The units begin with different letters: any beginning names one, and so does its plural.
            if let named = Unit.allCases.first(where: { $0.rawValue.hasPrefix(text) || $0.rawValue + "s" == text }), unit == nil {
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

    static let goto = Command(
        "goto", group: .stepping, kind: .walk, synopsis: ["goto N", "goto start | end", "goto h1.out"],
        summary: "Walk to a step of this pass, forwards or back: to just after step N, or after the step that computes a quantity.",
        examples: ["goto 14", "goto 0", "goto grad(w5)"],
        arguments: (.words([("start", "before the first step"), ("end", "after the last one")]) + .quantities).only(at: 0)
    ) { workspace, arguments, control throws(CommandError) in
        let place = try arguments.word(0, "the number of the step", hint: "for example: goto 14")
        try arguments.expectAtMost(1, synopsis: "goto 14")
        let isNumber = Double(place.text) != nil, isEdge = ["start", "end"].contains(place.text.lowercased())
        let quantity = isNumber || isEdge ? nil : try workspace.quantity(named: place.text, column: place.column)
        try control.begin()
        var walker = try Walker(workspace, control: control)
        var number = place.text.lowercased() == "end" ? walker.stepper.plan.count : 0
        if isNumber { number = try Arguments.integer(place, "the step", in: 0...walker.stepper.plan.count) }
        if let quantity {
            guard let index = walker.stepper.plan.index(of: quantity, sample: walker.stepper.sample) else {
                throw CommandError("no step computes \(place.text)", column: place.column, hint: "`show steps` lists the steps of a pass")
            }
            number = index + 1
        }
        try walker.travel(to: number)
        return walker.finishBack(&workspace)
    }

    static let `continue` = Command(
        "continue", group: .stepping, kind: .walk, synopsis: ["continue"],
        summary: "Walk on until a breakpoint or watchpoint stops it, or to the end of the pass if there is none.",
        details: ["With breakpoints it goes on through as many passes as it needs, at most a million steps."],
        examples: ["break E", "continue"]
    ) { workspace, arguments, control throws(CommandError) in
        try arguments.expectAtMost(0, synopsis: "continue")
        try control.begin()
        var walker = try Walker(workspace, control: control)
        if workspace.stops.isEmpty {
            if walker.stepper.isAtEndOfPass { _ = try walker.forward(.node) }
            _ = try walker.forward(.pass)
        } else {
            try walker.continueToStop()
        }
        return walker.finish(&workspace)
    }

    static let finish = Command(
        "finish", group: .stepping, kind: .walk, synopsis: ["finish"], summary: "Walk to the end of this pass, its update included."
    ) { workspace, arguments, control throws(CommandError) in
        try arguments.expectAtMost(0, synopsis: "finish")
        try control.begin()
        var walker = try Walker(workspace, control: control)
        guard !walker.stepper.isAtEndOfPass else {
            throw CommandError("the pass is finished already", column: 1, hint: "`step` begins the next one")
        }
        _ = try walker.forward(.pass)
        return walker.finish(&workspace)
    }

    // MARK: Whole parts of a pass

    static let forward = part("forward", "Go on to the end of the forward pass: all net inputs, outputs and the loss.") { stepper in
        Reports.forward(stepper)
    }

    static let backward = part("backward", "Go on to the end of the backward pass: all deltas and gradients.") { stepper in
        Reports.gradients(stepper)
    }

    static let update = part("update", "Go on to the end of the pass: every parameter moved.") { stepper in
        Reports.weights(stepper.network, stepper.parameters)
    }

    private static func part(
        _ name: String, _ summary: String, report: @escaping @Sendable (Stepper) -> Report
    ) -> Command {
        Command(
            name, group: .stepping, kind: .walk, manner: Manner(.waits) { $0.tellsWhole = true }, synopsis: [name], summary: summary
        ) { workspace, arguments, control throws(CommandError) in
            try arguments.expectAtMost(0, synopsis: name)
            try control.begin()
            var walker = try Walker(workspace, control: control)
            if !walker.stepper.samples.hasTargets && name != "forward" {
                throw CommandError(
                    "there is no target yet", column: 1, hint: "give one: target \(Workspace.exampleRow(walker.stepper.network.outputs))")
            }
            try walker.forwardToEnd(of: name)
            let report = report(walker.stepper)
            let walked = walker.finish(&workspace)
            return Reply(report.blocks(workspace.settings.numerals), values: report.values, repeatedBy: walked.repeatedBy)
        }
    }
}
