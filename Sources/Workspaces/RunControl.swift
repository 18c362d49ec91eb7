// The thread that runs a long command and the thread that watches it meet here, and nowhere else.
import NeuralEngine
import Synchronization

/// A long command looks here whether to stop, and tells here how far it has come.
public final class RunControl: Sendable {
    private let shared = Mutex(Shared())

    private struct Shared {
        var isCancelled = false
        var finishesEpoch = false
        var isPause = false
        var progress: TrainingProgress?
        var isProgressTaken = true
        var keeper: (@Sendable (String) -> Void)?
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

    /// Whether a command is only to be read: how mistakes are found while a line is typed.
    private let isRehearsal: Bool

    /// - Parameter looks: How often a command may look whether to stop until it is stopped: a bound on its work that no clock decides.
    public init(threads: Int = 1, looks: Int? = nil) {
        (self.threads, isRehearsal) = (threads, false)
        if let looks { shared.withLock { $0.looksLeft = looks } }
    }

    private init(isRehearsal: Bool) { (threads, self.isRehearsal) = (1, isRehearsal) }

    /// Reads commands and runs none.
    static let rehearsal = RunControl(isRehearsal: true)

    /// A command calls this when it has read its words and before it does anything that takes time: a rehearsal ends here.
    func begin() throws(CommandError) { if isRehearsal { throw .rehearsed } }

    /// Asks the running command to stop as soon as it can. What it has done so far stays; of a training whole epochs.
    public func cancel() { shared.withLock { ($0.isCancelled, $0.finishesEpoch, $0.isPause) = (true, false, false) } }

    /// Asks the same of a training that is to go on later: it says that it is paused.
    public func pause() { shared.withLock { ($0.isCancelled, $0.finishesEpoch, $0.isPause) = (true, false, true) } }

    /// What has become of a command that was asked to stop.
    var ending: String { shared.withLock { $0.isPause ? "paused" : "stopped" } }

    /// Asks a training to stop when the epoch under way is done.
    public func cancelAfterEpoch() {
        shared.withLock { if !$0.isCancelled { ($0.isCancelled, $0.finishesEpoch) = (true, true) } }
    }

    public var isCancelled: Bool {
        shared.withLock {
            $0.look()
            return $0.isCancelled
        }
    }

    /// Whether not even the epoch under way is to be finished.
    public var isUrgent: Bool {
        shared.withLock {
            $0.look()
            return $0.isCancelled && !$0.finishesEpoch
        }
    }

    /// The newest news of the running command.
    public var progress: TrainingProgress? {
        get { shared.withLock { $0.progress } }
        set { shared.withLock { ($0.progress, $0.isProgressTaken) = (newValue, false) } }
    }

    /// Whether somebody has taken the last news and waits for more. News hold copies of what training moves: without a reader none
    /// are worth their price.
    public var wantsNews: Bool { shared.withLock { $0.isProgressTaken } }

    /// Who writes down how far a long command has come, as the command that would do just that; nil lets nobody.
    public func keep(by keeper: (@Sendable (String) -> Void)?) { shared.withLock { $0.keeper = keeper } }

    /// Has it written down that a command would do what has been done so far.
    func keep(_ command: String) { shared.withLock { $0.keeper }?(command) }

    /// Notes a data file that a command reads.
    func note(fileRead path: String) { shared.withLock { if !$0.filesRead.contains(path) { $0.filesRead.append(path) } } }

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
