// The thread that runs a long act and the thread that watches it meet here, and nowhere else.
import NeuralEngine
import Synchronization

/// What a long command has found on its way, in lines that the command itself can read: given back to it, none of it is found again.
public struct Findings: Sendable, Equatable {
    public let lines: [String]
    /// Whether the command had come to its end. One that was killed stands as it did then, and finds nothing more.
    public let hasEnded: Bool

    public init(_ lines: [String], hasEnded: Bool) { (self.lines, self.hasEnded) = (lines, hasEnded) }
}

/// A long act looks here whether to stop, and tells here how far it has come.
public final class RunControl: Sendable {
    private let shared = Mutex(Shared())

    private struct Shared {
        var isCancelled = false
        var finishesEpoch = false
        var isPause = false
        var progress: TrainingProgress?
        var isProgressTaken = true
        var pace: Double?
        var isPaceChosen = false
        var stage: Stage?
        var watcher: (@Sendable (Stage?, TrainingProgress?) -> Void)?
        var keeper: (@Sendable (Int) -> Void)?
        var finder: (@Sendable (String?) -> Void)?
        var given: Findings?
        var sight: (any Sendable)?
        var filesRead: [String] = []
        /// How often it may still be looked at before it stops what runs; nil as often as one likes.
        var looksLeft: Int?

        mutating func look() {
            guard let left = looksLeft else { return }
            looksLeft = max(0, left - 1)
            if left == 0 && !isCancelled { isCancelled = true }
        }
    }

    /// How many threads may share the work of training; what comes out does not depend on it.
    public let threads: Int

    /// What it is a part of.
    private let whole: RunControl?

    /// Whether somebody watches what goes on, so that it may be made slower for that.
    public let isWatched: Bool

    /// - Parameter looks: How often somebody may look whether to stop until that is so: a bound on the work that no clock decides.
    public init(threads: Int = 1, looks: Int? = nil, isWatched: Bool = false) {
        (self.threads, self.isWatched, whole) = (threads, isWatched, nil)
        if let looks { shared.withLock { $0.looksLeft = looks } }
    }

    /// The control of one of several acts that are done side by side: it stops when the whole is asked to.
    init(partOf whole: RunControl) { (threads, isWatched, self.whole) = (1, false, whole) }

    /// Asks it to stop as soon as it can. What it has done so far stays; of a training whole epochs.
    public func cancel() { shared.withLock { ($0.isCancelled, $0.finishesEpoch, $0.isPause) = (true, false, false) } }

    /// Asks the same of a training that is to go on later: it says that it is paused.
    public func pause() { shared.withLock { ($0.isCancelled, $0.finishesEpoch, $0.isPause) = (true, false, true) } }

    /// Whether what was asked to stop is to go on later.
    public var isPause: Bool { shared.withLock { $0.isPause } }

    /// Whether what was asked to stop is not to go on: nor is what was to come after it.
    public var isStoppedForGood: Bool { shared.withLock { $0.isCancelled && !$0.finishesEpoch && !$0.isPause } }

    /// Asks a training to stop when the epoch under way is done.
    public func cancelAfterEpoch() {
        shared.withLock { if !$0.isCancelled { ($0.isCancelled, $0.finishesEpoch) = (true, true) } }
    }

    public var isCancelled: Bool {
        shared.withLock {
            $0.look()
            return $0.isCancelled
        } || whole?.isCancelled == true
    }

    /// The same as a question, for what can be stopped on its way.
    public var isToStop: @Sendable () -> Bool { { self.isCancelled } }

    /// Whether not even the epoch under way is to be finished.
    public var isUrgent: Bool {
        shared.withLock {
            $0.look()
            return $0.isCancelled && !$0.finishesEpoch
        } || whole?.isUrgent == true
    }

    /// How many epochs a second a training makes at most; nil as many as it can.
    public var pace: Double? { shared.withLock { $0.pace } }

    /// Makes a training slower or faster from now on.
    public func choose(pace: Double?) { shared.withLock { ($0.pace, $0.isPaceChosen) = (pace, true) } }

    /// The pace that a training was asked for: it counts where somebody watches, and has not chosen another.
    func propose(pace: Double?) { shared.withLock { if isWatched, !$0.isPaceChosen { $0.pace = pace } } }

    /// The newest news.
    public var progress: TrainingProgress? {
        get { shared.withLock { $0.progress } }
        set {
            shared.withLock { ($0.progress, $0.isProgressTaken) = (newValue, false) }
            tellWatcher()
        }
    }

    /// Which part is under way of what has several; nil of what is one.
    public var stage: Stage? {
        get { shared.withLock { $0.stage } }
        set {
            // What the part before it had to tell is over.
            shared.withLock { ($0.stage, $0.progress, $0.isProgressTaken) = (newValue, nil, true) }
            tellWatcher()
        }
    }

    /// Has all news told as they come, by the thread that runs the act; nil tells nobody.
    public func watch(by watcher: (@Sendable (Stage?, TrainingProgress?) -> Void)?) { shared.withLock { $0.watcher = watcher } }

    private func tellWatcher() {
        let (watcher, stage, progress) = shared.withLock { state in
            // Who is told at once waits for more.
            if state.watcher != nil { state.isProgressTaken = true }
            return (state.watcher, state.stage, state.progress)
        }
        watcher?(stage, progress)
    }

    /// Whether somebody has taken the last news and waits for more. News hold copies of what training moves: without a reader none
    /// are worth their price.
    public var wantsNews: Bool { shared.withLock { $0.isProgressTaken } }

    /// Who writes down how many epochs of a long training are done; nil lets nobody.
    public func keep(by keeper: (@Sendable (Int) -> Void)?) { shared.withLock { $0.keeper = keeper } }

    /// Has it written down that a training has come so far.
    func note(epochs: Int) { shared.withLock { $0.keeper }?(epochs) }

    /// Who writes down what a long command finds, a line each, and nil when it begins; nil lets nobody.
    package func keepFindings(by finder: (@Sendable (String?) -> Void)?) { shared.withLock { $0.finder = finder } }

    /// Has a line written down that a command has found, so that it need not find that again.
    package func note(found line: () -> String) { if let finder = shared.withLock({ $0.finder }) { finder(line()) } }

    /// Has it written down that a command begins that will find something.
    package func noteBeginning() { shared.withLock { $0.finder }?(nil) }

    /// What the command that runs has found when it was run before.
    package var given: Findings? {
        get { shared.withLock { $0.given } }
        set { shared.withLock { $0.given = newValue } }
    }

    /// Puts something there to be seen of what goes on, where somebody watches and has taken what was there: it is not made for nobody.
    package func show(_ sight: () -> any Sendable) {
        guard isWatched, shared.withLock({ $0.sight == nil }) else { return }
        let sight = sight()
        shared.withLock { $0.sight = sight }
    }

    /// What there is to be seen, once; nil if that is nothing, or another kind of thing.
    public func takeSight<Sight>(_ kind: Sight.Type) -> Sight? {
        shared.withLock { state in
            defer { state.sight = nil }
            return state.sight as? Sight
        }
    }

    /// Notes a data file that a command reads.
    package func note(fileRead path: String) { shared.withLock { if !$0.filesRead.contains(path) { $0.filesRead.append(path) } } }

    /// The data files that commands have read since this was asked last.
    public func takeFilesRead() -> [String] {
        shared.withLock { state in
            defer { state.filesRead = [] }
            return state.filesRead
        }
    }

    /// The newest news, and a request for more.
    public func takeProgress() -> TrainingProgress? {
        shared.withLock {
            $0.isProgressTaken = true
            return $0.progress
        }
    }
}
