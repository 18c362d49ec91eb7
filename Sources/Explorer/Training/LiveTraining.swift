// The view of a training: how it is looked at, what was seen last, and what is to happen when it has stopped.
import Charts
import Language
import NeuralEngine

/// The pictures of a training; their numbers are the keys that show each alone.
public enum TrainingPicture: Int, Sendable, CaseIterable {
    case loss = 1, accuracy, boundary, gradients, activations, weights

    var name: String { "\(self)" }
}

/// What the Explorer knows of a training that runs, is paused, or has just ended.
public struct LiveTraining: Sendable {
    /// How the curves are drawn.
    public var style = CurveStyle()
    /// The picture that has the view for itself.
    public var alone: TrainingPicture?
    /// What is drawn; nil while there is no training to be seen.
    public internal(set) var snapshot: TrainingSnapshot?
    /// What is left of a training that was paused. It can go on until another training or a change of the network.
    public internal(set) var paused: PlannedTraining?
    /// Whether the view is put away, so that the panes below are seen: the training runs on beneath, or waits paused.
    public internal(set) var isHidden = false
    /// What the training was begun for.
    var goal: Goal?
    /// Whether it was stopped before its end.
    var isStopped = false
    /// Whether it has ended a moment ago: a key meant for it may still come.
    var hasJustEnded = false
    /// The epoch that is looked back at; nil is the present.
    public internal(set) var cursor: Int?
    /// What was seen there last, and the look that is under way.
    var past: TrainingSnapshot?
    var look: RunControl?
    /// Why the training was asked to stop.
    var wish: Wish?
    private var watcher: TrainingWatcher?
    private var pastWatcher: TrainingWatcher?

    /// A training as it was asked for, from its first epoch to its last, however often it stops in between.
    struct Goal: Sendable {
        /// The line that asked for it.
        let line: String
        var plan: PlannedTraining
        /// The epoch that it went out from; nil while that is not known.
        var first: Int?

        /// What is left of it at an epoch; nil if nothing is.
        func rest(at epoch: Int) -> PlannedTraining? { first.flatMap { plan.after(epoch - $0) } }
    }

    enum Wish: Sendable, Equatable {
        case pause
        /// Commands to be obeyed between two epochs, and then one epoch.
        case singleEpoch(after: [String])
        /// Commands to be obeyed between two epochs.
        case apply([String])

        /// What is to be obeyed first.
        var commands: [String] {
            switch self {
            case .pause: []
            case .singleEpoch(let commands), .apply(let commands): commands
            }
        }
    }

    /// A training begins that was asked for anew: what was left of another is forgotten.
    mutating func begin(_ line: String, _ plan: PlannedTraining) {
        leavePast()
        (goal, paused, isHidden, isStopped) = (Goal(line: line, plan: plan), nil, false, false)
    }

    /// A command has been obeyed while the training rests: what it has set, no option sets back.
    mutating func obey(_ command: String) {
        if let goal { self.goal?.plan = goal.plan.after(obeying: command) }
        paused = paused?.after(obeying: command)
    }

    /// Looks at a training anew. How far it has come is counted from where it was begun, not from where it went on last.
    mutating func take(_ progress: TrainingProgress) {
        var progress = progress
        if let goal {
            let epoch = progress.history.epoch, first = goal.first ?? epoch - progress.epochsDone
            self.goal?.first = first
            progress.epochsWanted = goal.plan.epochs
            progress.epochsDone = min(max(0, epoch - first), progress.epochsWanted)
        }
        if watcher?.canWatch(progress) != true { watcher = TrainingWatcher(progress, goingOnFrom: watcher) }
        snapshot = watcher?.look(at: progress)
    }

    /// Looks at a moment of the past.
    mutating func take(past progress: TrainingProgress) {
        if pastWatcher?.canWatch(progress) != true { pastWatcher = TrainingWatcher(progress) }
        past = pastWatcher?.look(backAt: progress, gradients: snapshot?.gradients)
    }

    /// Comes back to the present.
    mutating func leavePast() {
        look?.cancel()
        (cursor, past, look, pastWatcher) = (nil, nil, nil, nil)
    }

    /// What is to be seen: the present, or the epoch that is looked back at as soon as it is there.
    var shown: TrainingSnapshot? { cursor == nil ? snapshot : past ?? snapshot }

    /// Puts the view away; what a pause has left can still go on.
    mutating func leave() {
        guard paused != nil else { return end() }
        leavePast()
        isHidden = true
    }

    /// Forgets the training: something else is done.
    mutating func end() {
        leavePast()
        (snapshot, paused, watcher, wish) = (nil, nil, nil, nil)
        (goal, isHidden, isStopped, hasJustEnded) = (nil, false, false, false)
    }

    /// The smoothing that comes after the present one.
    mutating func changeSmoothing() {
        let steps = [0, 0.8, 0.95, 0.99]
        style.smoothing = steps.first { $0 > style.smoothing } ?? 0
    }
}

/// The neighbours of a learning rate among 1, 2 and 5 times the powers of ten.
enum RateSteps {
    static func next(to rate: Double, up: Bool) -> Double {
        guard rate > 0, rate.isFinite else { return 0.001 }
        let exponents = -12...6
        let steps = exponents.flatMap { exponent in [1, 2, 5].compactMap { Double("\($0)e\(exponent)") } }
        // A rate that is nearly a step counts as it.
        return (up ? steps.first { $0 > rate * 1.0001 } : steps.last { $0 < rate * 0.9999 }) ?? rate
    }
}
