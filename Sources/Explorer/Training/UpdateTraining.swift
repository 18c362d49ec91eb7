// What becomes of a training and of its view when commands begin and end. What changes how it goes on happens between two epochs: the training stops, the
// command runs, the rest of the training begins. So the transcript holds plain commands, and a replay gives the same numbers.
import Charts
import Documents
import Language
import NeuralEngine
import Sessions
import Workspaces

extension State {
    /// Whether the training view lies over the other panes.
    var showsTraining: Bool { live.snapshot != nil && !live.isHidden && layout.top != nil }

    /// Takes the newest news of the training.
    mutating func watchTraining() {
        if let progress = agenda.running?.control.takeProgress() { live.take(agenda.counted(progress)) }
    }

    // MARK: Commands

    /// Keeps a command for the moment between two epochs, which comes soon.
    mutating func obeyBetweenEpochs(_ command: String, byKey: Bool = false) {
        if agenda.obeyBetweenEpochs(command, byKey: byKey) { conversation.remark = "from the next epoch on: \(command)" }
    }

    /// What becomes of the view of a training when a command has ended, and what comes next if a training was stopped for it.
    mutating func follow(_ ended: Agenda.Running, _ outcome: Outcome?) {
        // Also one that was over before anything of it could be seen has its view.
        let hasTrained = playback.player == nil && outcome.map { $0.manner?.trains == true && $0.isSuccess } ?? false
        let (wish, rest) = agenda.proceed(after: ended, outcome, at: workspace.epoch)
        defer { refreshTraining(opens: hasTrained) }
        // What a line asks to be drawn behind its training is seen.
        let hasDrawn = outcome.map { $0.manner?.trains == false && $0.isSuccess } ?? false && looking.aftermath.showsChart
        if hasDrawn, live.snapshot != nil, !agenda.trainingGoesOn { live.isHidden = true }
        guard ended.plan != nil else { return }
        switch wish {
        case nil: live.hasJustEnded = showsTraining && agenda.paused == nil
        case .pause?:
            live.isHidden = false
            guard layout.top == nil, let rest else { return }
            conversation.remark = "paused; \(grouped(rest.epochs)) epoch\(rest.epochs == 1 ? "" : "s") left; space goes on"
        case .singleEpoch?: live.isHidden = false
        case .apply?: break
        }
    }

    /// A command was obeyed while a training is stopped. A picture that it asked for is seen, in the place of the training's.
    mutating func obeyed(_ command: String, showsPicture: Bool) {
        guard agenda.trainingGoesOn else { return }
        agenda.obeyed(command)
        if showsPicture && live.snapshot != nil { live.isHidden = true }
    }

    /// Shows the training as it stands now that no command runs.
    private mutating func refreshTraining(opens: Bool) {
        guard live.snapshot != nil || agenda.paused != nil || opens else { return }
        let last = live.snapshot?.progress
        agenda.count(from: workspace.epoch)
        guard
            let resting = TrainingProgress(
                resting: workspace, epochsDone: last?.epochsDone ?? 0, epochsWanted: last?.epochsWanted ?? 0)
        else { return endTraining() }
        live.take(agenda.counted(resting))
    }

    /// A command begins: another one than what fits between two epochs puts the view of the training away.
    mutating func leaveTraining(for command: String) {
        if let plan = PlannedTraining(readingLast: command) {
            agenda.aim(at: plan, asked: command)
            return live.begin(hasPace: plan.hasPace)
        }
        guard live.snapshot != nil || agenda.paused != nil, CommandTable.manner(of: command)?.goesThroughEpochs != true else { return }
        let manner = CommandTable.manner(of: command),
            keepsView = manner?.duringTraining == .obeyed && (agenda.trainingGoesOn || manner?.steersTraining == true)
        if !keepsView { putTrainingAway() }
    }

    /// Puts the view of a training away; what a pause has left can still go on.
    mutating func putTrainingAway() { if agenda.paused == nil { endTraining() } else { live.hide() } }

    /// Forgets the training: something else is done.
    mutating func endTraining() {
        agenda.forgetTraining()
        live.end()
    }

    /// Another network has come: nothing is left of the training of the one before.
    mutating func forgetTraining(of old: Workspace, _ outcomes: [Outcome]) {
        guard agenda.paused != nil else { return }
        let isSame = workspace.network.map { new in old.network.map { new.hasSameLayers(as: $0) } ?? false } ?? false
        if !isSame || outcomes.contains(where: { $0.manner?.opensSession == true }) { endTraining() }
    }
}
