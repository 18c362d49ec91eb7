// The view of a training: how it is looked at, and what was seen last.
import Charts
import Language
import NeuralEngine
import Portraits
import Workspaces

/// The pictures of a training, the most telling first. Those that it has are numbered without gaps: the numbers are the keys that show each alone.
public enum TrainingPicture: Sendable, CaseIterable {
    case loss, boundary, accuracy, gradients, units, activations, weights

    var name: String { "\(self)" }
}

/// What the Explorer knows of a training that runs, is paused, or has just ended.
public struct LiveTraining: Sendable {
    /// How the curves are drawn.
    public var style = CurveStyle()
    /// The picture that has the view for itself.
    public var alone: TrainingPicture?
    /// What is drawn; nil while there is no training to be seen.
    @Boxed public internal(set) var snapshot: TrainingSnapshot? = nil
    /// Whether the view is put away, so that the panes below are seen: the training runs on beneath, or waits paused.
    public internal(set) var isHidden = false
    /// Whether it has ended a moment ago: a key meant for it may still come.
    var hasJustEnded = false
    /// The pace that keys have chosen: epochs a second, or as fast as it goes; nil leaves it at what was asked for.
    var pace: Double??
    /// The pace that keys have chosen for the next training, while none ran.
    var wished: Double??
    /// The epoch that is looked back at; nil is the present.
    public internal(set) var cursor: Int?
    /// What was seen there last, and the look that is under way.
    @Boxed var past: TrainingSnapshot? = nil
    var look: RunControl?
    @Boxed private var watcher: TrainingWatcher? = nil
    @Boxed private var pastWatcher: TrainingWatcher? = nil

    /// A training begins that was asked for anew. A pace that was chosen while none ran is for it, unless it has one of its own.
    mutating func begin(hasPace: Bool) {
        leavePast()
        (isHidden, pace, wished) = (false, hasPace ? nil : wished, nil)
    }

    /// Looks at a training anew.
    mutating func take(_ progress: TrainingProgress) {
        if watcher?.canWatch(progress) != true { watcher = TrainingWatcher(progress, goingOnFrom: watcher) }
        snapshot = watcher?.look(at: progress)
    }

    /// Looks at a moment of the past.
    mutating func take(past progress: TrainingProgress) {
        if pastWatcher?.canWatch(progress) != true { pastWatcher = TrainingWatcher(progress) }
        let gradients = snapshot?.gradients
        past = pastWatcher?.look(backAt: progress, gradients: gradients)
    }

    /// Comes back to the present.
    mutating func leavePast() {
        look?.cancel()
        (cursor, past, look, pastWatcher) = (nil, nil, nil, nil)
    }

    /// What is to be seen: the present, or the epoch that is looked back at as soon as it is there.
    var shown: TrainingSnapshot? { cursor == nil ? snapshot : past ?? snapshot }

    /// `1-7 picture`: the keys that show one picture alone, and the one that brings all back.
    var pictureKeys: String? {
        if alone != nil { return "0 all pictures" }
        guard let count = snapshot?.pictures(style).count, count > 0 else { return nil }
        return count == 1 ? "1 picture" : "1-\(count) picture"
    }

    /// Puts the view away.
    mutating func hide() {
        leavePast()
        isHidden = true
    }

    /// Forgets the training.
    mutating func end() {
        leavePast()
        (snapshot, watcher, isHidden, hasJustEnded) = (nil, nil, false, false)
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

/// The paces that keys go through: 1, 2 and 5 times the powers of ten, and as fast as it goes.
enum PaceSteps {
    private static let fastest = 1000.0, slowest = 1.0, first = 200.0

    /// - Parameters:
    ///   - pace: nil is as fast as it goes.
    ///   - speed: how many epochs a second that is, if it is known.
    static func next(to pace: Double?, speed: Double?, faster: Bool) -> Double? {
        guard let pace else { return faster ? nil : max(slowest, RateSteps.next(to: min(speed ?? first, first), up: false)) }
        let next = RateSteps.next(to: pace, up: faster)
        return next > fastest ? nil : max(slowest, next)
    }
}
