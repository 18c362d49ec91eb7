// Playing a transcript in the Explorer: entry by entry, with pause, speed, back, and taking over.
import Language
import Sessions

/// Where a replay stands.
public struct ReplayPlayer: Sendable {
    public let path: String
    public let entries: [Transcript.Entry]
    /// Entries played so far.
    public private(set) var position = 0
    public var isPlaying: Bool
    public var speed: Double
    /// What was there before each command played: what going back puts back.
    private var past: [(position: Int, moment: Moment)] = []
    /// What was there before the replay began.
    public let before: Moment?

    /// All that a command may change on the screen.
    public struct Moment: Sendable {
        let session: Session
        let talk: Talk
        let before: Workspace?
        let drawer: Int?
        let scroll: Int
        let showsChart: Bool
    }

    public init(path: String, transcript: Transcript, speed: Double, isPlaying: Bool = false, before: Moment? = nil) {
        self.path = path
        entries = transcript.entries
        self.speed = speed
        self.isPlaying = isPlaying
        self.before = before
    }

    public var isAtEnd: Bool { position >= entries.count }

    /// Seconds between two commands when it plays by itself.
    public var pause: Double { 1.5 / speed }

    /// The command that comes next, if any.
    public var nextCommand: String? {
        for case .command(let command, _) in entries[position...] { return command.text }
        return nil
    }

    /// The narrative up to the next command, and that command; moves behind them.
    public mutating func advance(from moment: Moment) -> (narrative: [String], command: String?) {
        past.append((position, moment))
        var narrative: [String] = []
        while position < entries.count {
            position += 1
            switch entries[position - 1] {
            case .narrative(let text): narrative.append(text)
            case .command(let command, _): return (narrative, command.text)
            }
        }
        return (narrative, nil)
    }

    /// Goes back before the last command; nil at the beginning.
    public mutating func goBack() -> Moment? {
        guard let last = past.popLast() else { return nil }
        position = last.position
        return last.moment
    }
}
