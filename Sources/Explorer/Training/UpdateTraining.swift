// Keys and commands while a training runs or is paused. What changes how it goes on happens between two epochs: the training stops, the
// command runs, the rest of the training begins. So the transcript holds plain commands, and a replay gives the same numbers.
import Charts
import Documents
import Language
import NeuralEngine
import Sessions

extension State {
    /// Whether a training runs.
    var isTraining: Bool { running.map { PlannedTraining(readingLast: $0.command) != nil } ?? false }

    /// Whether the training view lies over the other panes.
    var showsTraining: Bool { live.snapshot != nil && !live.isHidden && layout.top != nil }

    /// Whether a training is paused and its keys are at hand.
    private var isPaused: Bool { live.paused != nil && !live.isHidden }

    /// Whether a training has been stopped only for what is done now, and goes on then or when the learner wishes.
    private var trainingGoesOn: Bool { live.paused != nil || waiting.contains { !$0.isLine } }

    /// Takes the newest news of the training.
    mutating func watchTraining() {
        if let progress = running?.control.takeProgress() { live.take(progress) }
    }

    // MARK: Keys

    /// Takes a key that is meant for the training. Returns nil if it is none.
    mutating func takeInTraining(_ key: Key) -> [Task]? {
        guard isTraining || isPaused || restToCome != nil || live.cursor != nil, line.isEmpty, completion == nil, line.searchQuery == nil,
            replay == nil, drawer == nil
        else {
            return nil
        }
        switch key {
        case .character("^"): live.style.isLogarithmic.toggle()
        case .character("~"): live.changeSmoothing()
        case .character(let digit) where ("0"..."9").contains(digit): choosePicture(digit)
        case _ where !isTraining && !isPaused && restToCome == nil: return nil
        case .character(" "):
            if holdRest() { return [] }
            return isTraining ? stopTraining(for: .pause) : continueTraining()
        case .character("."):
            if holdRest() { return singleEpoch() }
            return isTraining ? stopTraining(for: .singleEpoch(after: live.wish?.commands ?? [])) : singleEpoch()
        case .character("+"), .character("="): return changeRate(up: true)
        case .character("-"): return changeRate(up: false)
        case .character("a"): offerChoice(of: "layer activation ")
        case .escape where focus == nil && zoomed == nil && isTraining && live.isHidden: live.isHidden = false
        case .escape where focus == nil && zoomed == nil && !isTraining: live.leave()
        default: return nil
        }
        return []
    }

    /// A key that was meant for a training which has ended just before it came: it does nothing else instead. Returns false for other keys.
    mutating func letGo(_ key: Key) -> Bool {
        defer { live.hasJustEnded = false }
        let keys: [Key] = [" ", ".", "+", "=", "-"].map(Key.character)
        guard live.hasJustEnded, keys.contains(key), line.isEmpty, completion == nil, line.searchQuery == nil else { return false }
        remark = "the training had just ended"
        return true
    }

    private mutating func choosePicture(_ digit: Character) {
        let picture = digit.wholeNumberValue.flatMap(TrainingPicture.init)
        if let picture, let snapshot = live.snapshot, snapshot.chart(picture, live.style) == nil {
            remark = "this training has no picture \(picture.rawValue), \(picture.name)"
        } else {
            live.alone = picture == live.alone ? nil : picture
        }
    }

    /// Asks the training to stop: for a pause as soon as it can, for what changes how it goes on after the epoch under way.
    mutating func stopTraining(for wish: LiveTraining.Wish) -> [Task] {
        // What waits for the end of the epoch is obeyed while it is paused.
        if wish == .pause, let commands = live.wish?.commands { waiting = commands.map(State.Waiting.line) + waiting }
        live.wish = wish
        if wish == .pause { running?.control.pause() } else { running?.control.cancelAfterEpoch() }
        return []
    }

    /// The rest of a training while a command is obeyed between two of its epochs.
    var restToCome: PlannedTraining? {
        for case .rest(let rest) in waiting { return rest }
        return nil
    }

    /// Pauses a training between two epochs, where a command is being obeyed. Returns false if it is elsewhere.
    private mutating func holdRest() -> Bool {
        guard !isTraining, let rest = restToCome else { return false }
        waiting.removeAll { $0.isRest }
        live.paused = rest
        return true
    }

    /// Has a line obeyed before a training goes on that stands between two epochs, or last of all where none does.
    mutating func letWait(_ line: String) {
        let place = CommandTable.duringTraining(line) == .obeyed ? waiting.firstIndex { $0.isRest } : nil
        waiting.insert(.line(line), at: place ?? waiting.count)
    }

    private mutating func continueTraining() -> [Task] {
        guard let paused = live.paused else { return [] }
        live.paused = nil
        return startOrWait(.rest(paused))
    }

    private mutating func singleEpoch() -> [Task] {
        guard let paused = live.paused else { return [] }
        live.paused = paused.after(1)
        return startOrWait(.singleEpoch(paused))
    }

    /// Runs a command, or lets it wait for the short one that runs while the training is paused: no key is lost.
    private mutating func startOrWait(_ next: Waiting) -> [Task] {
        guard running != nil else { return start(next) }
        if case .line(let line) = next { letWait(line) } else { waiting.append(next) }
        return []
    }

    private mutating func changeRate(up: Bool) -> [Task] {
        let present = isTraining ? live.snapshot?.progress.optimizer.learningRate : nil
        let rate = workspace.learningRate(after: pendingCommands) ?? present ?? workspace.optimizer.learningRate
        let command = Self.setsRate + Numerals(digits: 3).text(RateSteps.next(to: rate, up: up))
        return isTraining ? obeyBetweenEpochs(command) : startOrWait(.line(command))
    }

    /// What is obeyed before a rate that a key sets now: what is typed later counts from what waits.
    private var pendingCommands: [String] {
        guard isTraining else { return (running.map { [$0.command] } ?? []) + waiting.map(\.command) }
        // What waits for a training that goes on comes after it.
        return switch live.wish {
        case .pause?, .singleEpoch?: (live.wish?.commands ?? []) + waiting.map(\.command)
        case .apply(let commands)?: commands
        case nil: []
        }
    }

    private static let setsRate = "set lr "

    private static func rate(_ command: String) -> Double? {
        command.hasPrefix(setsRate) ? Double(command.dropFirst(setsRate.count)) : nil
    }

    // MARK: Commands

    /// Keeps a command for the moment between two epochs, which comes soon. A rate replaces one that waits there.
    mutating func obeyBetweenEpochs(_ command: String) -> [Task] {
        var commands: [String] = []
        switch live.wish {
        case .apply(let waiting)?: commands = waiting
        case .pause?, .singleEpoch?:
            waiting.append(.line(command))
            return []
        case nil: break
        }
        if let last = commands.last, Self.rate(last) != nil, Self.rate(command) != nil { commands.removeLast() }
        remark = "from the next epoch on: \(command)"
        return stopTraining(for: .apply(commands + [command]))
    }

    /// What comes next when a command has ended: nothing, or what the training was stopped for.
    mutating func whatFollows(_ ended: Running, _ outcomes: [Outcome]) -> [Waiting] {
        // Also one that was over before anything of it could be seen has its view.
        let hasTrained = replay == nil && outcomes.last.map { $0.manner?.trains == true && $0.isSuccess } ?? false
        defer { refreshTraining(opens: hasTrained) }
        let wish = live.wish
        live.wish = nil
        guard PlannedTraining(readingLast: ended.command) != nil else { return [] }
        let epochs = Self.epochs(untilStoppedIn: outcomes.last)
        live.isStopped = epochs != nil
        let epoch = workspace.epoch
        if let epochs, live.goal?.first == nil { live.goal?.first = epoch - epochs }
        let rest = live.isStopped ? live.goal?.rest(at: epoch) : nil
        switch wish {
        case nil:
            live.hasJustEnded = showsTraining && live.paused == nil
            return []
        case .pause?:
            (live.paused, live.isHidden) = (rest, false)
            if layout.top == nil {
                remark = rest.map { "paused; \(grouped($0.epochs)) epoch\($0.epochs == 1 ? "" : "s") left; space goes on" }
            }
            return []
        case .singleEpoch(let commands)?:
            (live.paused, live.isHidden) = (rest?.after(1), false)
            return commands.map(Waiting.line) + (rest.map { [.singleEpoch($0)] } ?? [])
        case .apply(let commands)?: return commands.map(Waiting.line) + (rest.map { [.rest($0)] } ?? [])
        }
    }

    /// The epochs of a training that was stopped before its end; nil if it came to that.
    private static func epochs(untilStoppedIn outcome: Outcome?) -> Int? {
        switch outcome?.result {
        case .success(let reply)?: return reply.training.flatMap { $0.ending == .done ? nil : $0.epochs }
        case .failure(let error)? where error.cause == .stoppedBeforeFirstEpoch: return 0
        case .failure?, nil: return nil
        }
    }

    /// Whether an outcome is only that the training was stopped for something after which it goes on.
    func isMereStop(_ outcome: Outcome) -> Bool {
        guard let wish = live.wish, outcome.manner?.trains == true else { return false }
        switch outcome.result {
        case .success(let reply): if case .apply = wish { return reply.training?.ending == .stopped } else { return false }
        case .failure(let error): return error.cause == .stoppedBeforeFirstEpoch
        }
    }

    /// A command was obeyed while a training is stopped. A picture that it asked for is seen, in the place of the training's.
    mutating func obeyed(_ command: String, showsPicture: Bool) {
        guard trainingGoesOn else { return }
        live.obey(command)
        waiting = waiting.map { $0.after(obeying: command) }
        if showsPicture && live.snapshot != nil { live.isHidden = true }
    }

    /// Shows the training as it stands now that no command runs.
    private mutating func refreshTraining(opens: Bool) {
        guard live.snapshot != nil || live.paused != nil || opens else { return }
        let last = live.snapshot?.progress
        // Who has gone back while paused goes on to the same end.
        if live.paused != nil { live.paused = live.goal?.rest(at: workspace.epoch) }
        guard
            let resting = TrainingProgress(
                resting: workspace, epochsDone: last?.epochsDone ?? 0, epochsWanted: last?.epochsWanted ?? 0)
        else { return live.end() }
        live.take(resting)
    }

    /// A command begins: another one than what fits between two epochs puts the view of the training away.
    mutating func leaveTraining(for command: String) {
        if let plan = PlannedTraining(readingLast: command) { return live.begin(command, plan) }
        guard live.snapshot != nil || live.paused != nil, CommandTable.manner(of: command)?.goesThroughEpochs != true else { return }
        if !trainingGoesOn || CommandTable.duringTraining(command) != .obeyed { live.leave() }
    }

    /// Another network has come: nothing is left of the training of the one before.
    mutating func forgetTraining(of old: Workspace, _ outcomes: [Outcome]) {
        guard live.paused != nil else { return }
        let isSame = workspace.network.map { new in old.network.map { new.hasSameLayers(as: $0) } ?? false } ?? false
        if !isSame || outcomes.contains(where: { $0.manner?.opensSession == true }) { live.end() }
    }

    /// A paused training whose view was put away.
    var trainingToComeBackTo: [String] {
        live.isHidden ? live.paused.map { ["F9 the paused training, \(grouped($0.epochs)) epochs left"] } ?? [] : []
    }

    /// A training that has just been made, perhaps too short to be seen.
    var trainingToLookAt: [String] {
        showsChart && workspace.lastChart == nil && !workspace.training.losses.isEmpty && !showsTraining
            ? ["F9 look back through its epochs"] : []
    }

    /// What becomes of a line that is typed while something runs.
    var fateOfLine: String {
        if !isTraining { return "a line typed now waits its turn" }
        return switch CommandTable.duringTraining(line.text) {
        case .obeyed: "Enter: obeyed after this epoch"
        case .leaves: "Enter: stops the training and leaves"
        case .stops, .waits: "Enter: waits for the end of the training"
        }
    }

    /// The hints for the keys of a training; nil if there is none.
    var trainingHints: [String]? {
        if isTraining, live.isHidden {
            return ["F9 back to the training", "space pause", "Ctrl-C stops", ". one epoch", "+ - rate", "commands are obeyed"]
        }
        if isTraining {
            return [
                "space pause", ". one epoch", "+ - rate", "a activation", "Ctrl-C stops", "1-6 picture", "^ log", "~ smooth",
                "commands are obeyed",
            ]
        }
        guard isPaused, running == nil else { return nil }
        return [
            "space go on", ". one epoch", "+ - rate", "a activation", "left right look back", "1-6 picture", "Esc leave", "^ log",
            "~ smooth", "0 all",
        ]
    }
}
