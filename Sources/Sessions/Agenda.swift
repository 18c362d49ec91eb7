// What runs, what waits for its turn, and what a training was stopped for. It knows lines and outcomes, and no screen.
import Language
import Workspaces

/// The command under way and those to come. A training is stopped for what changes how it goes on, and what is left of it comes after that:
/// so the transcript holds plain commands, and a replay gives the same numbers.
public struct Agenda: Sendable {
    public private(set) var running: Running?
    public private(set) var waiting: [Waiting] = []
    /// What the training was begun for.
    public private(set) var goal: Goal?
    /// What is left of a training that was paused. It can go on until another training or a change of the network.
    public private(set) var paused: PlannedTraining?
    /// Why the training was asked to stop.
    public private(set) var wish: Wish?
    /// Whether the training was stopped before its end.
    public private(set) var isStopped = false
    /// What a key asked for last, to be obeyed between two epochs.
    private var lastByKey: String?

    public init() {}

    /// A command under way.
    public struct Running: Sendable {
        public let command: String
        public let control: RunControl
        /// The training that it is, or ends with.
        public let plan: PlannedTraining?
        /// Whether it is the rest of a training, whose beginning was told before.
        public let goesOn: Bool
    }

    /// What is to be run.
    public enum Waiting: Sendable, Equatable {
        /// As it was typed.
        case line(String)
        /// A line of a session that is played.
        case played(String)
        /// One epoch of a training that is paused.
        case singleEpoch(PlannedTraining)
        /// What is left of a training that was stopped for a moment.
        case rest(PlannedTraining)

        public var command: String {
            switch self {
            case .line(let line), .played(let line): line
            case .singleEpoch(let training): training.singleEpoch
            case .rest(let training): training.command
            }
        }

        /// As it is when a command was obeyed before it.
        fileprivate func after(obeying command: String) -> Waiting {
            switch self {
            case .line, .played: self
            case .singleEpoch(let training): .singleEpoch(training.after(obeying: command))
            case .rest(let training): .rest(training.after(obeying: command))
            }
        }

        public var isRest: Bool { if case .rest = self { true } else { false } }
        public var isPlayed: Bool { if case .played = self { true } else { false } }
        public var isLine: Bool { if case .line = self { true } else { isPlayed } }
    }

    /// A training as it was asked for, from its first epoch to its last, however often it stops in between.
    public struct Goal: Sendable {
        /// The line that asked for it.
        let line: String
        fileprivate(set) var plan: PlannedTraining
        /// The epoch that it went out from; nil while that is not known.
        fileprivate(set) var first: Int?

        /// What makes it once more from where it has ended, and one more epoch of it.
        public var again: String { plan.command }
        public var oneEpoch: String { plan.singleEpoch }

        /// What is left of it at an epoch; nil if nothing is.
        func rest(at epoch: Int) -> PlannedTraining? { first.flatMap { plan.after(epoch - $0) } }
    }

    public enum Wish: Sendable, Equatable {
        case pause
        /// Commands to be obeyed between two epochs, and then one epoch.
        case singleEpoch(after: [String])
        /// Commands to be obeyed between two epochs.
        case apply([String])

        /// What is to be obeyed first.
        public var commands: [String] {
            switch self {
            case .pause: []
            case .singleEpoch(let commands), .apply(let commands): commands
            }
        }
    }

    // MARK: What it says

    /// Whether a training runs.
    public var isTraining: Bool { running?.plan != nil }

    /// Whether a training has been stopped only for what is done now, and goes on then or when the learner wishes.
    public var trainingGoesOn: Bool { paused != nil || waiting.contains { !$0.isLine } }

    /// The rest of a training while a command is obeyed between two of its epochs.
    public var restToCome: PlannedTraining? {
        for case .rest(let rest) in waiting { return rest }
        return nil
    }

    /// What runs, as the learner asked for it; nil if nothing does.
    public var title: String? { running.map { $0.goesOn ? goal?.line ?? $0.command : $0.command } }

    /// The commands that run and wait, as far as they come before what is asked for now.
    public var pending: [String] {
        guard isTraining else { return (running.map { [$0.command] } ?? []) + waiting.map(\.command) }
        // What waits for a training that goes on comes after it.
        return switch wish {
        case .pause?, .singleEpoch?: (wish?.commands ?? []) + waiting.map(\.command)
        case .apply(let commands)?: commands
        case nil: []
        }
    }

    // MARK: Beginning and ending

    /// A command begins to run. Returns what controls it.
    public mutating func begin(_ next: Waiting, threads: Int) -> RunControl {
        let control = RunControl(threads: threads, isWatched: true)
        running = Running(
            command: next.command, control: control, plan: PlannedTraining(readingLast: next.command), goesOn: next.isRest)
        return control
    }

    /// A training begins that was asked for anew: what was left of another is forgotten.
    public mutating func aim(at plan: PlannedTraining, asked line: String) {
        (goal, paused, isStopped) = (Goal(line: line, plan: plan), nil, false)
    }

    /// The command that ran has ended.
    @discardableResult
    public mutating func end() -> Running? {
        defer { running = nil }
        return running
    }

    /// What runs is asked to stop, and nothing comes after it.
    public mutating func interrupt() {
        running?.control.cancel()
        if running != nil { wish = nil }
        waiting = []
    }

    /// What was to come next, which is then to be run.
    public mutating func next() -> Waiting? { waiting.isEmpty ? nil : waiting.removeFirst() }

    /// The training is forgotten: something else is done.
    public mutating func forgetTraining() { (goal, paused, wish, isStopped) = (nil, nil, nil, false) }

    // MARK: Waiting

    /// Has something run after all that waits.
    public mutating func append(_ items: [Waiting]) { waiting += items }

    /// Has a line obeyed before a training goes on that stands between two epochs, or last of all where none does.
    public mutating func letWait(_ line: String) {
        let place = CommandTable.duringTraining(line) == .obeyed ? waiting.firstIndex { $0.isRest } : nil
        waiting.insert(.line(line), at: place ?? waiting.count)
    }

    // MARK: Stopping a training, and going on

    /// Asks the training to stop: for a pause as soon as it can, for what changes how it goes on after the epoch under way.
    public mutating func stopTraining(for wish: Wish) {
        // What waits for the end of the epoch is obeyed while it is paused.
        if wish == .pause, let commands = self.wish?.commands { waiting = commands.map(Waiting.line) + waiting }
        self.wish = wish
        if wish == .pause { running?.control.pause() } else { running?.control.cancelAfterEpoch() }
    }

    /// Keeps a command for the moment between two epochs, which comes soon. One that a key asks for takes the place of what the same key asked
    /// for just before; what is typed is never lost. Returns false if it waits for a pause that was asked for.
    public mutating func obeyBetweenEpochs(_ command: String, byKey: Bool = false) -> Bool {
        var commands: [String] = []
        switch wish {
        case .apply(let waiting)?: commands = waiting
        case .pause?, .singleEpoch?:
            waiting.append(.line(command))
            return false
        case nil: break
        }
        if byKey, let lastByKey, commands.last == lastByKey { commands.removeLast() }
        lastByKey = byKey ? command : nil
        stopTraining(for: .apply(commands + [command]))
        return true
    }

    /// Pauses a training between two epochs, where a command is being obeyed. Returns false if it is elsewhere.
    public mutating func holdRest() -> Bool {
        guard !isTraining, let rest = restToCome else { return false }
        waiting.removeAll { $0.isRest }
        paused = rest
        return true
    }

    /// Takes the rest of a paused training to be run.
    public mutating func takeRest() -> Waiting? {
        defer { paused = nil }
        return paused.map(Waiting.rest)
    }

    /// Takes one epoch of a paused training to be run.
    public mutating func takeSingleEpoch() -> Waiting? {
        guard let training = paused else { return nil }
        paused = training.after(1)
        return .singleEpoch(training)
    }

    /// A command has been obeyed while a training is stopped: what it has set, no option of that sets back.
    public mutating func obeyed(_ command: String) {
        if let goal { self.goal?.plan = goal.plan.after(obeying: command) }
        paused = paused?.after(obeying: command)
        waiting = waiting.map { $0.after(obeying: command) }
    }

    /// Who has gone to another epoch while the training is paused goes on to the same end.
    public mutating func count(from epoch: Int) { if paused != nil { paused = goal?.rest(at: epoch) } }

    /// How far the training has come, counted from where it was begun, not from where it went on last.
    public mutating func counted(_ progress: TrainingProgress) -> TrainingProgress {
        guard let goal else { return progress }
        var counted = progress
        let epoch = progress.history.epoch, first = goal.first ?? epoch - progress.epochsDone
        self.goal?.first = first
        counted.epochsWanted = goal.plan.epochs
        counted.epochsDone = min(max(0, epoch - first), goal.plan.epochs)
        return counted
    }

    /// A training has ended, and stands at an epoch: what it was stopped for comes next. Returns what that is, and what is left of it.
    public mutating func proceed(after ended: Running, _ outcome: Outcome?, at epoch: Int) -> (wish: Wish?, rest: PlannedTraining?) {
        let wish = self.wish
        self.wish = nil
        guard ended.plan != nil else { return (nil, nil) }
        let epochs = outcome?.epochsUntilStopped
        isStopped = epochs != nil
        if let epochs, goal?.first == nil { goal?.first = epoch - epochs }
        let rest = isStopped ? goal?.rest(at: epoch) : nil, lines = (wish?.commands ?? []).map(Waiting.line)
        switch wish {
        case nil: break
        case .pause?: paused = rest
        case .singleEpoch?:
            paused = rest?.after(1)
            waiting = lines + (rest.map { [.singleEpoch($0)] } ?? []) + waiting
        case .apply?: waiting = lines + (rest.map { [.rest($0)] } ?? []) + waiting
        }
        return (wish, rest)
    }

    /// Whether an outcome is only that the training was stopped for something after which it goes on.
    public func isMereStop(_ outcome: Outcome) -> Bool {
        guard let wish, outcome.manner?.trains == true else { return false }
        switch outcome.result {
        case .success(let reply): if case .apply = wish { return reply.training?.isCancelled == true } else { return false }
        case .failure(let error): return error.cause == .stoppedBeforeFirstEpoch
        }
    }
}

extension Outcome {
    /// The epochs of a training that was stopped before its end; nil if it came to that, or is none.
    fileprivate var epochsUntilStopped: Int? {
        switch result {
        case .success(let reply): reply.training.flatMap { $0.isBrokenOff ? $0.epochs : nil }
        case .failure(let error): error.cause == .stoppedBeforeFirstEpoch ? 0 : nil
        }
    }
}
