// Keys and commands while a training runs or is paused. What changes how it goes on happens between two epochs: the training stops, the
// command runs, the rest of the training begins. So the transcript holds plain commands, and a replay gives the same numbers.
import Charts
import Documents
import Language
import NeuralEngine
import Sessions

extension State {
    /// Whether the training view lies over the other panes.
    var showsTraining: Bool { live.snapshot != nil && !live.isHidden && layout.top != nil }

    /// Whether a training is paused and its keys are at hand.
    private var isPaused: Bool { agenda.paused != nil && !live.isHidden }

    /// Takes the newest news of the training.
    mutating func watchTraining() {
        if let progress = agenda.running?.control.takeProgress() { live.take(agenda.counted(progress)) }
    }

    // MARK: Keys

    /// Takes a key that is meant for the training. Returns nil if it is none.
    mutating func takeInTraining(_ key: Key) -> [Task]? {
        guard agenda.isTraining || isPaused || agenda.restToCome != nil || live.cursor != nil, conversation.line.isEmpty,
            conversation.completion == nil, conversation.line.searchQuery == nil,
            playback.player == nil, conversation.talk.drawer == nil
        else {
            return nil
        }
        switch key {
        case .character("^"): live.style.isLogarithmic.toggle()
        case .character("~"): live.changeSmoothing()
        case .character(let digit) where ("0"..."9").contains(digit): choosePicture(digit)
        case _ where !agenda.isTraining && !isPaused && agenda.restToCome == nil: return nil
        case .character(" "):
            if agenda.holdRest() { return [] }
            if !agenda.isTraining { return goOn(with: agenda.takeRest()) }
            agenda.stopTraining(for: .pause)
        case .character("."):
            if agenda.holdRest() || !agenda.isTraining { return goOn(with: agenda.takeSingleEpoch()) }
            agenda.stopTraining(for: .singleEpoch(after: agenda.wish?.commands ?? []))
        case .character("+"), .character("="): return changeRate(up: true)
        case .character("-"): return changeRate(up: false)
        case .character("a"): offerChoice(of: "layer activation ")
        case .escape where screen.focus == nil && screen.zoomed == nil && agenda.isTraining && live.isHidden: live.isHidden = false
        case .escape where screen.focus == nil && screen.zoomed == nil && !agenda.isTraining: putTrainingAway()
        default: return nil
        }
        return []
    }

    /// A key that was meant for a training which has ended just before it came: it does nothing else instead. Returns false for other keys.
    mutating func letGo(_ key: Key) -> Bool {
        defer { live.hasJustEnded = false }
        let keys: [Key] = [" ", ".", "+", "=", "-"].map(Key.character)
        guard live.hasJustEnded, keys.contains(key), conversation.line.isEmpty, conversation.completion == nil,
            conversation.line.searchQuery == nil
        else { return false }
        conversation.remark = "the training had just ended"
        return true
    }

    private mutating func choosePicture(_ digit: Character) {
        let picture = digit.wholeNumberValue.flatMap(TrainingPicture.init)
        if let picture, let snapshot = live.snapshot, snapshot.chart(picture, live.style) == nil {
            conversation.remark = "this training has no picture \(picture.rawValue), \(picture.name)"
        } else {
            live.alone = picture == live.alone ? nil : picture
        }
    }

    private mutating func goOn(with next: Agenda.Waiting?) -> [Task] { next.map { startOrWait($0) } ?? [] }

    /// Runs a command, or lets it wait for the short one that runs while the training is paused: no key is lost.
    private mutating func startOrWait(_ next: Agenda.Waiting) -> [Task] {
        guard agenda.running != nil else { return start(next) }
        if case .line(let line) = next { agenda.letWait(line) } else { agenda.append([next]) }
        return []
    }

    private mutating func changeRate(up: Bool) -> [Task] {
        let present = agenda.isTraining ? live.snapshot?.progress.optimizer.learningRate : nil
        let rate = workspace.learningRate(after: agenda.pending) ?? present ?? workspace.optimizer.learningRate
        let command = "set lr " + Numerals(digits: 3).text(RateSteps.next(to: rate, up: up))
        guard agenda.isTraining else { return startOrWait(.line(command)) }
        obeyBetweenEpochs(command, byKey: true)
        return []
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
            return live.begin()
        }
        guard live.snapshot != nil || agenda.paused != nil, CommandTable.manner(of: command)?.goesThroughEpochs != true else { return }
        if !agenda.trainingGoesOn || CommandTable.duringTraining(command) != .obeyed { putTrainingAway() }
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

    /// A paused training whose view was put away.
    var trainingToComeBackTo: [String] {
        live.isHidden ? agenda.paused.map { ["F9 the paused training, \(grouped($0.epochs)) epochs left"] } ?? [] : []
    }

    /// A training that has just been made, perhaps too short to be seen.
    var trainingToLookAt: [String] {
        looking.aftermath.showsChart && workspace.lastChart == nil && !workspace.training.losses.isEmpty && !showsTraining
            ? ["F9 look back through its epochs"] : []
    }

    /// What becomes of a line that is typed while something runs.
    var fateOfLine: String {
        if !agenda.isTraining { return "a line typed now waits its turn" }
        return switch CommandTable.duringTraining(conversation.line.text) {
        case .obeyed: "Enter: obeyed after this epoch"
        case .leaves: "Enter: stops the training and leaves"
        case .stops, .waits: "Enter: waits for the end of the training"
        }
    }

    /// The hints for the keys of a training; nil if there is none.
    var trainingHints: [String]? {
        if agenda.isTraining, live.isHidden {
            return ["F9 back to the training", "space pause", "Ctrl-C stops", ". one epoch", "+ - rate", "commands are obeyed"]
        }
        if agenda.isTraining {
            return [
                "space pause", ". one epoch", "+ - rate", "a activation", "Ctrl-C stops", "1-6 picture", "^ log", "~ smooth",
                "commands are obeyed",
            ]
        }
        guard isPaused, agenda.running == nil else { return nil }
        return [
            "space go on", ". one epoch", "+ - rate", "a activation", "left right look back", "1-6 picture", "Esc leave", "^ log",
            "~ smooth", "0 all",
        ]
    }
}
