// Keys and commands while a training runs or is paused. What changes how it goes on happens between two epochs: the training stops, the
// command runs, the rest of the training begins. So the transcript holds plain commands, and a replay gives the same numbers.
import Charts
import Language
import NeuralEngine
import Sessions

extension State {
    /// Whether a training runs.
    var isTraining: Bool { running.map { PlannedTraining(readingLast: $0.command) != nil } ?? false }

    /// Whether the training view lies over the other panes.
    var showsTraining: Bool { live.snapshot != nil && layout.top != nil }

    /// Takes the newest news of the training.
    mutating func watchTraining() {
        if let progress = running?.control.takeProgress() { live.take(progress) }
    }

    // MARK: Keys

    /// Takes a key that is meant for the training. Returns nil if it is none.
    mutating func takeInTraining(_ key: Key) -> [Task]? {
        guard isTraining || live.paused != nil || live.cursor != nil, line.isEmpty, completion == nil, line.searchQuery == nil,
            replay == nil, drawer == nil
        else {
            return nil
        }
        switch key {
        case .character("^"): live.style.isLogarithmic.toggle()
        case .character("~"): live.changeSmoothing()
        case .character(let digit) where ("0"..."9").contains(digit): choosePicture(digit)
        case _ where !isTraining && live.paused == nil: return nil
        case .character(" "): return isTraining ? stopTraining(for: .pause) : continueTraining()
        case .character("."): return isTraining ? stopTraining(for: .singleEpoch(after: live.wish?.commands ?? [])) : singleEpoch()
        case .character("+"), .character("="): return changeRate(up: true)
        case .character("-"): return changeRate(up: false)
        case .character("a"):
            line.paste("layer activation ")
            return takeTyping(.tab)
        case .escape where !isTraining && focus == nil && zoomed == nil: live.end()
        default: return nil
        }
        return []
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
        if wish == .pause, let commands = live.wish?.commands { waiting = commands + waiting }
        live.wish = wish
        if wish == .pause { running?.control.cancel() } else { running?.control.cancelAfterEpoch() }
        return []
    }

    private mutating func continueTraining() -> [Task] {
        guard let paused = live.paused else { return [] }
        live.paused = nil
        return startOrWait(paused.command)
    }

    private mutating func singleEpoch() -> [Task] {
        guard let paused = live.paused else { return [] }
        live.paused = paused.after(1)
        return startOrWait(paused.singleEpoch)
    }

    /// Runs a command, or lets it wait for the short one that runs while the training is paused: no key is lost.
    private mutating func startOrWait(_ command: String) -> [Task] {
        guard running != nil else { return start(command) }
        waiting.append(command)
        return []
    }

    private mutating func changeRate(up: Bool) -> [Task] {
        let present = isTraining ? live.snapshot?.progress.optimizer.learningRate : nil
        let rate = workspace.learningRate(after: pendingCommands) ?? present ?? workspace.optimizer.learningRate
        let command = Self.setsRate + Numerals(digits: 3).text(RateSteps.next(to: rate, up: up))
        return isTraining ? obeyBetweenEpochs(command) : startOrWait(command)
    }

    /// What is obeyed before a rate that a key sets now: what is typed later counts from what waits.
    private var pendingCommands: [String] {
        guard isTraining else { return (running.map { [$0.command] } ?? []) + waiting }
        // What waits for a training that goes on comes after it.
        return switch live.wish {
        case .pause?, .singleEpoch?: (live.wish?.commands ?? []) + waiting
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
            waiting.append(command)
            return []
        case nil: break
        }
        if let last = commands.last, Self.rate(last) != nil, Self.rate(command) != nil { commands.removeLast() }
        remark = "from the next epoch on: \(command)"
        return stopTraining(for: .apply(commands + [command]))
    }

    /// What comes next when a command has ended: nothing, or what the training was stopped for.
    mutating func commandsAfter(_ command: String, _ outcomes: [Outcome]) -> [String] {
        defer { refreshTraining() }
        guard let wish = live.wish else { return [] }
        live.wish = nil
        guard let planned = PlannedTraining(readingLast: command) else { return [] }
        let rest = wish.commands.reduce(Self.rest(of: planned, outcomes)) { $0?.after(obeying: $1) }
        switch wish {
        case .pause:
            live.paused = rest
            remark = rest.map { "paused; \($0.epochs) epoch\($0.epochs == 1 ? "" : "s") left" }
            return []
        case .singleEpoch(let commands):
            live.paused = rest?.after(1)
            return commands + (rest.map { [$0.singleEpoch] } ?? [])
        case .apply(let commands): return commands + (rest.map { [$0.command] } ?? [])
        }
    }

    /// What a training that was stopped has left to do; nil if it came to its end.
    private static func rest(of planned: PlannedTraining, _ outcomes: [Outcome]) -> PlannedTraining? {
        switch outcomes.last?.result {
        case .success(let reply)?:
            return reply.repeatedBy.flatMap { PlannedTraining(readingLast: $0) }.flatMap { planned.after($0.epochs) }
        case .failure?: return planned
        case nil: return nil
        }
    }

    /// Whether an outcome is only that the training was stopped before its first epoch for something that goes on with it.
    func isMereStop(_ outcome: Outcome) -> Bool {
        guard live.wish != nil, case .failure(let error) = outcome.result else { return false }
        return error.message == PlannedTraining.stoppedTooSoon
    }

    /// Shows the training as it stands now that no command runs.
    private mutating func refreshTraining() {
        guard live.snapshot != nil || live.paused != nil else { return }
        let last = live.snapshot?.progress, wanted = last?.epochsWanted ?? 0
        let moved = workspace.training.epoch - (last?.history.epoch ?? 0), done = max(0, (last?.epochsDone ?? 0) + moved)
        // Who has gone back while paused goes on to the same end.
        if moved < 0 { live.paused = live.paused?.after(moved) }
        guard let resting = TrainingProgress(resting: workspace, epochsDone: min(done, wanted), epochsWanted: wanted) else {
            return live.end()
        }
        live.take(resting)
    }

    /// A command begins: another one than training, or than what fits between two epochs, ends the view of the training.
    mutating func leaveTraining(for command: String) {
        live.leavePast()
        guard live.snapshot != nil || live.paused != nil, PlannedTraining(readingLast: command) == nil,
            CommandTable.name(of: command) != "rewind"
        else { return }
        if live.paused == nil && live.wish == nil && waiting.isEmpty || !CommandTable.fitsBetweenEpochs(command) { live.end() }
    }

    /// The hints for the keys of a training; nil if there is none.
    var trainingHints: [String]? {
        if isTraining {
            return [
                "space pause", ". one epoch", "+ - rate", "a activation", "Ctrl-C stops", "1-6 picture", "^ log", "~ smooth",
                "commands are obeyed",
            ]
        }
        guard live.paused != nil, running == nil else { return nil }
        return [
            "space go on", ". one epoch", "+ - rate", "a activation", "left right look back", "1-6 picture", "Esc leave", "^ log",
            "~ smooth", "0 all",
        ]
    }
}
