// The account of a walk: the formulas of its steps, where it has come, and what has stopped it.
import Documents
import NeuralEngine
import Workspaces

/// Takes down what a walk does, step by step, and tells of it.
package struct WalkAccount {
    private let numerals: Numerals
    /// The first steps with their formulas.
    private var shown: [Block] = []

    /// More formulas than this are not told of one walk.
    private static let mostShown = 60

    package init(_ numerals: Numerals) { self.numerals = numerals }

    /// Takes down a step, or a term of one.
    package mutating func take(_ stepper: Stepper, _ what: Stridden) {
        guard shown.count < Self.mostShown else { return }
        switch what {
        case .step: shown.append(lastFormula(stepper))
        case .term(let isLast): shown += explanation(stepper).lastTerm(isComplete: isLast)
        }
    }

    private func explanation(_ stepper: Stepper) -> Explanation { Explanation(stepper, numerals) }

    private func lastFormula(_ stepper: Stepper) -> Block { explanation(stepper).lastStep() ?? .line("") }

    /// What a walk forwards has computed.
    package func document(of walk: Walk, _ workspace: Workspace) -> Document {
        guard let stepper = workspace.stepper else { return Document() }
        var blocks: [Block] = [.heading(PassPlace(stepper).text)]
        switch walk.end {
        case .met, .metNone, .allEnded, .atBeginning: blocks.append(lastFormula(stepper))
        case .done, .cancelled:
            blocks += shown
            if shown.count < walk.steps { blocks += [.note("... \(walk.steps - shown.count) more steps"), lastFormula(stepper)] }
        }
        return closed(blocks, workspace, stepper, note: note(walk.end), isCancelled: walk.end == .cancelled)
    }

    /// Where a walk back, or to a place, has come.
    package func document(of workspace: Workspace, after end: Walk.End = .done) -> Document {
        guard let stepper = workspace.stepper else { return Document() }
        var blocks: [Block] = [.heading(PassPlace(stepper).text)]
        if stepper.position.term > 0 {
            blocks += explanation(stepper).lastTerm(isComplete: false)
        } else if let last = explanation(stepper).lastStep() {
            blocks.append(last)
        }
        return closed(blocks, workspace, stepper, note: note(end), isCancelled: end == .cancelled)
    }

    private func closed(_ blocks: [Block], _ workspace: Workspace, _ stepper: Stepper, note: String?, isCancelled: Bool) -> Document {
        var blocks = blocks
        if let note = note ?? (isCancelled ? "stopped" : nil) { blocks.append(.note(note)) }
        if stepper.isAtEndOfPass { blocks.append(.note("end of pass \(stepper.position.pass + 1)")) }
        blocks += workspace.displayed(numerals)
        return Document(blocks, values: values(stepper, note))
    }

    private func note(_ end: Walk.End) -> String? {
        switch end {
        case .done, .cancelled: nil
        case .met(let hit): hit.sentence(numerals)
        case .metNone: "no breakpoint was met in a million steps"
        case .allEnded: "no breakpoint was met: no number that is trained is finite any more, so none can end or change"
        case .atBeginning: "no breakpoint was met on the way back: this is the beginning"
        }
    }

    private func values(_ stepper: Stepper, _ note: String?) -> [JSONField] {
        let names = Names(network: stepper.network)
        var fields: [JSONField] = [.init("step", .int(stepper.position.step)), .init("of", .int(stepper.plan.count))]
        let pass = JSONField("pass", .int(stepper.position.pass + 1))
        let isInTerms = stepper.position.term > 0
        guard let step = isInTerms ? stepper.nextStep : stepper.lastStep else {
            return fields + [.init("phase", .string("start")), pass]
        }
        fields.append(.init("phase", .string(step.phase.rawValue)))
        fields.append(.init("quantity", .string(names.name(of: step))))
        if isInTerms {
            let terms = Calculation.of(step.quantity, in: stepper).terms(in: stepper.moment, sample: step.sample)
            fields.append(.init("term", .int(stepper.position.term)))
            fields.append(.init("terms", .int(terms.count)))
            fields.append(.init("value", .number(terms[stepper.position.term - 1].total)))
        } else {
            fields.append(.init("value", stepper.value(of: step.quantity).map(JSONValue.number) ?? .null))
        }
        fields.append(pass)
        if stepper.plan.sampleCount > 1 { fields.append(.init("sample", .int(step.sample + 1))) }
        if let note { fields.append(.init("stopped", .string(note))) }
        return fields
    }
}

extension Stop {
    /// What it stops at, in words.
    package var text: String {
        let place =
            switch reason {
            case .quantity(let name): "break \(name)"
            case .layer(let number): "break layer \(number)"
            case .condition(_, let text): "break if \(text)"
            case .change(let name): "watch \(name)"
            case .ending: "break nan"
            }
        return place + (condition.map { " if \($0.text)" } ?? "")
    }
}

extension Stop.Hit {
    /// What has stopped a walk.
    fileprivate func sentence(_ numerals: Numerals) -> String {
        switch stop.reason {
        case .quantity(let name): "breakpoint \(stop.number): \(name) comes next"
        case .layer(let layer): "breakpoint \(stop.number): layer \(layer) comes next, \(phase.rawValue)"
        case .condition(_, let text): "breakpoint \(stop.number): \(text) has become true"
        case .change(let name):
            "watchpoint \(stop.number): \(name) was \(was.map(numerals.text) ?? "–") and is \(now.map(numerals.text) ?? "–")"
        case .ending: "breakpoint \(stop.number): this step has made \(now.map(numerals.text) ?? "–") of finite numbers"
        }
    }
}

extension Workspace {
    /// The lines of all displays; what has no value yet is shown as a dash.
    package func displayed(_ numerals: Numerals) -> [Block] {
        displays.map { display in
            let value = try? reachedValue(of: display.expression)
            return .line("\(display.number): \(display.text) = \(value.map(numerals.text) ?? "-")")
        }
    }
}
