// Walks a workspace's pass for one command, and reports where it has come.
import Documents
import NeuralEngine

/// A walk under way: the stepper, what stopped it, and how to tell of it.
struct Walker {
    private(set) var stepper: Stepper
    private let workspace: Workspace
    private let control: RunControl
    /// Steps done by this command, the last few with their formulas.
    private var shown: [Block] = []
    private var stepsDone = 0
    private var termsDone = 0
    private var note: String?
    private var wasCancelled = false

    /// More formulas than this are not printed for one command.
    private static let mostShown = 60

    init(_ workspace: Workspace, control: RunControl) throws(CommandError) {
        stepper = try workspace.requireStepper()
        self.workspace = workspace
        self.control = control
    }

    // MARK: Forwards

    /// One stride on. Returns false when the walk should not go on: it was cancelled.
    mutating func forward(_ unit: SteppingCommands.Unit) throws(CommandError) -> Bool {
        switch unit {
        case .term: stepTerm()
        case .node: stepNode()
        case .layer:
            if stepper.isAtEndOfPass { stepNode() }
            return run(to: stepper.isAtEndOfPass ? stepper.position.step : stepper.plan.endOfLayer(stepper.position.step))
        case .pass:
            if stepper.isAtEndOfPass { stepNode() }
            return run(to: stepper.plan.count)
        case .epoch:
            repeat {
                if stepper.isAtEndOfPass { stepNode() }
                guard run(to: stepper.plan.count) else { return false }
            } while stepper.batch + 1 < stepper.batchesPerEpoch
        }
        return goesOn()
    }

    /// Whether nobody has asked to stop.
    private mutating func goesOn() -> Bool {
        guard control.isCancelled else { return true }
        wasCancelled = true
        return false
    }

    private mutating func run(to step: Int) -> Bool {
        while stepper.position.step < step {
            guard stepsDone % 1024 != 1023 || goesOn() else { return false }
            stepNode()
        }
        return true
    }

    private mutating func stepNode() {
        stepper.step()
        stepsDone += 1
        if shown.count < Walker.mostShown { shown.append(lastFormula()) }
    }

    /// One term on; its line shows the sum so far.
    private mutating func stepTerm() {
        let hasStepped = stepper.stepTerm()
        stepsDone += 1
        termsDone += 1
        guard shown.count < Walker.mostShown else { return }
        shown.append(contentsOf: Explanation(workspace, stepper).lastTerm(isComplete: hasStepped))
    }

    /// Goes on until a stop of the workspace is met.
    mutating func continueToStop() throws(CommandError) {
        var watch = StopWatch(walked(workspace))
        for _ in 0..<1_000_000 {
            guard goesOn() else { return }
            stepper.step()
            stepsDone += 1
            if let (_, sentence) = watch.stop(after: stepper, numerals: workspace.settings.numerals) {
                note = sentence
                shown = [lastFormula()]
                return
            }
        }
        note = "no breakpoint was met in a million steps"
        shown = [lastFormula()]
    }

    private func walked(_ workspace: Workspace) -> Workspace {
        var copy = workspace
        copy.stepper = stepper
        return copy
    }

    /// Goes on to where a part of the pass ends for the last sample: `forward`, `backward` or `update`.
    mutating func forwardToEnd(of part: String) throws(CommandError) {
        if stepper.isAtEndOfPass { stepNode() }
        let plan = stepper.plan, last = plan.sampleCount - 1
        let firstBackward = plan.index(of: .delta(layer: stepper.network.outputLayer, unit: 0), sample: last) ?? plan.count
        let goal = part == "forward" ? firstBackward : part == "backward" ? plan.firstUpdate : plan.count
        _ = run(to: goal)
    }

    // MARK: Back

    /// One stride back. Returns false at the very beginning.
    mutating func back(_ unit: SteppingCommands.Unit) -> Bool {
        let place = stepper.position
        guard place > .init() else { return false }
        let pass = place.step > 0 || place.term > 0 ? place.pass : place.pass - 1
        switch unit {
        case .term: return stepper.backTerm()
        case .node: return stepper.back()
        case .layer:
            stepper.travel(to: .init(pass: pass, step: pass == place.pass ? place.step : .max))
            let start = place.term > 0 ? stepper.position.step : stepper.plan.startOfLayer(stepper.position.step - 1)
            stepper.travel(to: .init(pass: pass, step: start))
        case .pass: stepper.travel(to: .init(pass: pass))
        case .epoch: stepper.travel(to: .init(pass: pass - pass % stepper.batchesPerEpoch))
        }
        return true
    }

    mutating func travel(to step: Int) throws(CommandError) {
        stepper.travel(to: .init(pass: stepper.position.pass, step: step))
    }

    // MARK: Telling

    private func lastFormula() -> Block {
        guard let block = Explanation(workspace, stepper).lastStep() else { return .line("") }
        return block
    }

    /// Puts the walk into the workspace and tells what was computed.
    func finish(_ workspace: inout Workspace) -> Reply {
        workspace.stepper = stepper
        var blocks: [Block] = [.heading(place)]
        blocks += shown
        let isAllShown = shown.count >= stepsDone || note != nil
        if !isAllShown { blocks += [.note("... \(stepsDone - shown.count) more steps"), lastFormula()] }
        return closed(blocks, in: workspace)
    }

    /// Puts the walk into the workspace and tells where it stands.
    func finishBack(_ workspace: inout Workspace) -> Reply {
        workspace.stepper = stepper
        var blocks: [Block] = [.heading(place)]
        if stepper.position.term > 0 {
            blocks += Explanation(workspace, stepper).lastTerm(isComplete: false)
        } else if let last = Explanation(workspace, stepper).lastStep() {
            blocks.append(last)
        }
        return closed(blocks, in: workspace)
    }

    private func closed(_ blocks: [Block], in workspace: Workspace) -> Reply {
        var blocks = blocks
        if let note = note ?? (wasCancelled ? "stopped" : nil) { blocks.append(.note(note)) }
        if stepper.isAtEndOfPass { blocks.append(.note("end of pass \(stepper.position.pass + 1)")) }
        blocks += workspace.displayed()
        return Reply(blocks, values: values, repeatedBy: wasCancelled ? "step \(stepsDone)\(termsDone > 0 ? " term" : "")" : nil)
    }

    /// `step 5 of 39 · forward`, with the sample of a batch and the batch of an epoch where there are several.
    var place: String { PassPlace(stepper).text }

    private var values: [JSONField] {
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
            let terms = Calculation.of(step.quantity, in: stepper).terms(in: stepper, sample: step.sample)
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
