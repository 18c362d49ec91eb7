// Playing a transcript in the Explorer: entry by entry, with pause, speed, back, and taking over.
import Sessions

/// Where a replay stands.
public struct ReplayPlayer: Sendable {
    public let path: String
    public let entries: [Transcript.Entry]
    /// Entries played so far.
    public private(set) var position = 0
    public var isPlaying: Bool
    public var speed: Double
    /// The session and the talk before each command played: what going back puts back.
    private var past: [(position: Int, session: Session, talk: Talk)] = []
    /// What was there before the replay began.
    public let before: (session: Session, talk: Talk)?

    public init(path: String, transcript: Transcript, speed: Double, isPlaying: Bool = false, before: (session: Session, talk: Talk)? = nil)
    {
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
    public mutating func advance(_ session: Session, _ talk: Talk) -> (narrative: [String], command: String?) {
        past.append((position, session, talk))
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
    public mutating func goBack() -> (session: Session, talk: Talk)? {
        guard let last = past.popLast() else { return nil }
        position = last.position
        return (last.session, last.talk)
    }
}
