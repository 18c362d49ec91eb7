// Playing a transcript in the Explorer: move by move, with pause, speed, back, and taking over.
import Language
import Sessions

/// Where a replay stands.
public struct ReplayPlayer: Sendable {
    public let path: String
    /// What it is about: its first line of narrative.
    public let title: String?
    public let moves: [Move]
    /// Whether somebody else has written it for learners.
    var isLesson: Bool { lesson != nil }
    /// What the lesson is remembered by; nil for other sessions.
    let lesson: String?
    /// The command that plays what comes after it, if it is a lesson and not the last one.
    public let sequel: String?
    /// Moves made so far.
    public private(set) var position = 0
    public var isPlaying: Bool
    public var speed: Double
    /// What was there before each move: what going back puts back.
    private var past: [Playback.Moment] = []
    /// Moves that were made when it was opened; going back ends there.
    private(set) var opening = 0
    /// What was there before the replay began.
    public internal(set) var before: Playback.Moment?

    /// What happens at a press of `next`: some lines are there to be read, or a command runs. Who reads first knows what to look at then.
    public enum Move: Sendable, Equatable {
        case narrative([String])
        case command(String)
    }

    public init(path: String, transcript: Transcript, speed: Double, isPlaying: Bool = false, before: Playback.Moment? = nil) {
        self.path = path
        title = transcript.title
        moves = transcript.moves
        lesson = Lesson.key(ofPath: path)
        sequel = Lesson.sequel(of: transcript)
        self.speed = speed
        self.isPlaying = isPlaying
        self.before = before
    }

    /// `2-backpropagation` of `sessions/2-backpropagation.nns` and of `lesson:2-backpropagation`.
    public var name: String {
        let file = path.split { $0 == "/" || $0 == ":" }.last.map(String.init) ?? path
        return file.hasSuffix(".nns") ? String(file.dropLast(4)) : file
    }

    /// What to do at the end.
    public func farewell(in room: Int) -> String {
        let whole = "the end: " + (sequel.map { "Enter opens \($0), or " } ?? "") + "type a command to go on from here"
        return whole.count <= room ? whole : sequel.map { "the end: Enter opens \($0)" } ?? "the end: type a command to go on"
    }

    /// The move that comes next, if any.
    public var next: Move? { position < moves.count ? moves[position] : nil }

    /// Seconds until the next move when it plays by itself, and so many words are to be read.
    public func pause(reading words: Int) -> Double { (1.5 + Double(words) / Self.wordsPerSecond) / speed }

    /// Somebody who learns, and looks at the picture as well, reads 180 words a minute.
    private static let wordsPerSecond = 3.0

    /// The narrative that a replay opens with: it is there before anything happens.
    mutating func open() -> [String]? {
        guard position == 0, case .narrative(let lines)? = moves.first else { return nil }
        (position, opening) = (1, 1)
        return lines
    }

    /// Makes the next move; nil at the end.
    public mutating func advance(from moment: Playback.Moment) -> Move? {
        guard let move = next else { return nil }
        past.append(moment)
        position += 1
        return move
    }

    /// Goes back before some moves. Returns what was there then; nil if that is before the beginning or where it stands.
    public mutating func goBack(to place: Int) -> Playback.Moment? {
        guard (opening..<position).contains(place) else { return nil }
        let moment = past[place - opening]
        past.removeSubrange((place - opening)...)
        position = place
        return moment
    }

    /// Goes back before the last move; nil at the beginning.
    public mutating func goBack() -> Playback.Moment? { goBack(to: position - 1) }
}

extension Transcript {
    /// The moves of a replay: the lines of narrative that stand together are one.
    var moves: [ReplayPlayer.Move] {
        entries.reduce(into: []) { moves, entry in
            switch entry {
            case .command(let command, _): moves.append(.command(command.text))
            case .narrative(let text):
                if case .narrative(let lines)? = moves.last {
                    moves[moves.count - 1] = .narrative(lines + [text])
                } else {
                    moves.append(.narrative([text]))
                }
            }
        }
    }
}
