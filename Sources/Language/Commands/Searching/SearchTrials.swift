// The trials of a search at work on a desk: formulas are evaluated, trainings run side by side.
import Formula
import NeuralEngine
import Search
import Synchronization
import Workspaces

extension SearchRun {
    /// A trial that has been made, and why it was.
    struct Step: Sendable {
        let trial: Trial
        let thinking: Thinking
        let unit: [Double]
    }

    /// Makes trials until there are so many; what is known of them is not made again. Stopped on the way, what has ended without a gap stays,
    /// and what has ended out of turn is kept ahead. A search that was killed comes as far as it had come.
    /// - Returns: the trials, and whether the method has more to propose.
    mutating func goOn(to wanted: Int, on desk: Desk, _ control: RunControl) throws(CommandError) -> (steps: [Step], hasMore: Bool) {
        let before = search.trials.count, given = control.given
        ahead.read(given, after: before, epochs: epochsOfCurves)
        let count = given?.hasEnded == false ? min(wanted, before + ahead.inOrder(after: before)) : wanted
        if isOfTrainings, count > before { control.noteBeginning() }
        var steps: [Step] = []
        while search.trials.count < count, !control.isCancelled {
            let proposals = search.proposals().filter { $0.number > search.trials.count }.prefix(count - search.trials.count)
            guard !proposals.isEmpty else { return (steps, false) }
            if !isOfTrainings {
                control.stage = Stage(proposals[0].number, of: count, title: "trial \(proposals[0].number)", kind: .training)
            }
            control.show { SearchPictures(self).underWay(proposals.first) }
            try measure(Array(proposals), of: count, after: before, on: desk, control)
            for proposal in proposals {
                guard let measured = ahead.take(proposal.number) else { return (steps, true) }
                let trial = Trial(
                    number: proposal.number, setting: proposal.setting, value: measured.value, state: measured.state, curve: measured.curve)
                try worded { () throws(SearchError) in try search.add(trial) }
                steps.append(Step(trial: search.trials.last ?? trial, thinking: proposal.thinking, unit: proposal.unit))
            }
        }
        return (steps, true)
    }

    /// What a point gives that somebody has chosen; nil where it was stopped.
    func value(of setting: Setting, on desk: Desk, _ control: RunControl) throws(CommandError) -> Double? {
        switch objective {
        case .formula(let expression, _): return value(of: expression, at: setting)
        case .training(let epochs, let measure, let seed):
            var measured: Double?
            let request = TrainingRequest(epochs: epochs)
            if let comparison = try trained(
                [setting], titles: ["guess"], seed, request, on: desk, control, counted: (0, 1), finished: { _ in })
            {
                measured = comparison.runs.first.map { $0.hasDiverged ? .nan : measure.value($0.outcome.standing) ?? .nan }
            }
            return measured
        }
    }

    private func value(of expression: Expression, at setting: Setting) -> Double {
        expression.evaluate { space.value($0, at: setting)?.number ?? .nan }
    }

    /// Adds what proposals give to what is known ahead, as far as it comes before somebody stops it.
    /// - Parameter before: how many trials were there when the command began: what it finds is counted from there.
    private mutating func measure(
        _ proposals: [Proposal], of count: Int, after before: Int, on desk: Desk, _ control: RunControl
    ) throws(CommandError) {
        let new = proposals.filter { ahead[$0.number] == nil }
        guard !new.isEmpty else { return }
        switch objective {
        case .formula(let expression, _):
            for proposal in new {
                let value = value(of: expression, at: proposal.setting)
                ahead[proposal.number] = Measured(value: value, state: value.isFinite ? .complete : .failed, curve: [])
            }
        case .training(let epochs, let measure, let seed):
            var request = TrainingRequest(epochs: epochs)
            if let pruning {
                let goal = search.goal
                let others = search.trials(beforeBatchOf: proposals[0].number).map(\.curve)
                request.givesUp = { pruning.givesUp(Self.curve(of: $0, by: measure), among: others, goal: goal) }
            }
            let hasCurves = pruning != nil, all = Mutex(ahead)
            _ = try trained(
                new.map(\.setting), titles: new.map { "trial \($0.number)" }, seed, request, on: desk, control,
                counted: (new[0].number - 1, count)
            ) { run in
                let value = run.hasDiverged ? .nan : measure.value(run.outcome.standing) ?? .nan
                let state: Trial.State = !value.isFinite ? .failed : run.isGivenUp ? .pruned : .complete
                let curve = hasCurves ? Self.curve(of: run.history, by: measure) : []
                let number = new[run.entrant].number, measured = Measured(value: value, state: state, curve: curve)
                all.withLock { $0[number] = measured }
                control.note { KnownTrials.line(number, after: before, measured) }
            }
            ahead = all.withLock { $0 }
        }
    }

    /// What was measured after each epoch; what a history begins with stands before the first.
    private static func curve(of history: TrainingHistory, by measure: Comparison.Measure) -> [Double] {
        measure.values(history).dropFirst().map { $0 ?? .nan }
    }

    /// Trainings with the values of points, from the same seed side by side; nil where somebody has stopped them.
    private func trained(
        _ settings: [Setting], titles: [String], _ seed: UInt64, _ request: TrainingRequest, on desk: Desk, _ control: RunControl,
        counted: (before: Int, of: Int), finished: @escaping @Sendable (Comparison.Run) -> Void
    ) throws(CommandError) -> Comparison? {
        var entrants: [Workspace] = []
        for setting in settings {
            var copy = desk
            try apply(setting, to: &copy)
            entrants.append(copy.workspace)
        }
        do throws(WorkspaceError) {
            return try Comparison(
                of: entrants, titles: titles, seeds: [seed], request, control, counted: counted, finished: finished)
        } catch .stoppedOnTheWay {
            return nil
        } catch {
            throw CommandError(error)
        }
    }

    /// Gives a desk the values of a point, by the commands that set them.
    func apply(_ setting: Setting, to desk: inout Desk) throws(CommandError) {
        for line in commands(for: setting, on: desk) {
            for command in try CommandLine.commands(of: line) { _ = try desk.execute(command) }
        }
    }

    /// The commands that set the values of a point. Networks come first: they give fresh weights.
    func commands(for setting: Setting, on desk: Desk) -> [String] {
        var lines: [(isFirst: Bool, line: String)] = []
        for (dimension, value) in zip(space.dimensions, setting.values) {
            guard let value, let axis = SearchAxis.named(dimension.name) else { continue }
            lines.append((axis.makesNetwork, axis.command(value.text, desk)))
        }
        return lines.filter(\.isFirst).map(\.line) + lines.filter { !$0.isFirst }.map(\.line)
    }
}
