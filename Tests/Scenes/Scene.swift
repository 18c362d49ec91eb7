// The screens that a learner meets, and how one comes to each. They are played on the Explorer's state alone and in a real terminal, at the
// same sizes, and are the same there: Tests/ExplorerTests/Golden has them as text. A file here is a chapter of what the Explorer does.

/// A screen worth keeping.
public struct Scene: Sendable, CustomStringConvertible {
    public let name: String
    public let steps: [Step]
    /// Whether the terminal has 7-bit characters only.
    public let isASCII: Bool
    /// Whether the learner has never been here before.
    public let isFirstStart: Bool
    /// Whether a resize comes to something else than a start at that size: a long answer lies over the panes as far as it needed when it
    /// came, and a click on the scrub bar means the step that was there.
    public let isPlayedAtEachSize: Bool
    /// Whether it shows figures that run with the clock: `standingStill` is what is compared of it.
    public let hasRunningFigures: Bool
    /// What of the screen it is about: that alone is kept.
    public let part: Part
    /// Columns and rows at which it is looked at.
    public let sizes: [(Int, Int)]

    public var description: String { name }

    /// What a learner does.
    public enum Step: Sendable {
        /// Types characters.
        case type(String)
        /// Types lines, each ended by Enter.
        case enter([String])
        /// Types a line that begins a training, and goes on while that runs: so many epochs are done, or more.
        case watch(String, epochs: Int)
        /// Types a line that changes how the training goes on that runs: it is obeyed between two epochs.
        case change(String)
        /// Types a line that begins a training, and at once a key that stops it before its first epoch is done.
        case interrupt(String, Character)
        /// Puts in text that was copied elsewhere.
        case paste(String)
        /// Presses keys.
        case press([Press])
        /// Clicks on the place where the screen shows a text.
        case click(String)
        /// Presses the button where the screen shows a text and moves the mouse to another; lets go there, or holds on.
        case drag(String, to: String, letsGo: Bool)
        /// Waits until the screen shows a text: what comes next is meant for it.
        case see(String)
    }

    init(
        _ name: String, _ steps: [Step], isASCII: Bool = false, isFirstStart: Bool = false, isPlayedAtEachSize: Bool = false,
        hasRunningFigures: Bool = false, of part: Part = .screen, at sizes: [(Int, Int)]? = nil
    ) {
        self.name = name
        self.steps = steps
        self.isASCII = isASCII
        self.isFirstStart = isFirstStart
        self.isPlayedAtEachSize = isPlayedAtEachSize
        self.hasRunningFigures = hasRunningFigures
        self.part = part
        self.sizes = sizes ?? (part == .screen ? Scene.sizes : [Scene.sizes[0]])
    }

    /// Columns and rows at which the screens are looked at that show the program as people meet it.
    public static let sizes = [(80, 24), (120, 40), (200, 60)]

    public static let all: [Scene] =
        beginning + line + panes + arranging + stepping + plotting + training + convolving + replaying + helping + appearance + small

    /// The scenes of which the whole screen is kept, not a part.
    public static let whole: [Scene] = all.filter { $0.part == .screen }

    public static func named(_ name: String) -> Scene? { all.first { $0.name == name } }
}

/// A key that is no character.
public enum Press: Sendable {
    case enter, tab, escape, up, down, left, right, home, end
    case function(Int)
    case control(Character)
    case alt(Character)
    /// Shift or Alt with an arrow.
    case shift(Arrow)
    case alternate(Arrow)

    /// What a terminal sends for it.
    public var bytes: String {
        switch self {
        case .enter: "\r"
        case .tab: "\t"
        case .escape: "\u{1B}"
        case .up: "\u{1B}[A"
        case .down: "\u{1B}[B"
        case .right: "\u{1B}[C"
        case .left: "\u{1B}[D"
        case .home: "\u{1B}[H"
        case .end: "\u{1B}[F"
        case .function(let number): "\u{1B}[\(number + (number < 6 ? 10 : 11))~"
        case .control(let character): String(UnicodeScalar((character.asciiValue ?? 0) & 0x1F))
        case .alt(let character): "\u{1B}\(character)"
        case .shift(let arrow): "\u{1B}[1;2\(arrow.rawValue)"
        case .alternate(let arrow): "\u{1B}[1;3\(arrow.rawValue)"
        }
    }

    /// The directions of the arrows, and how terminals call them.
    public enum Arrow: Character, Sendable {
        case up = "A"
        case down = "B"
        case right = "C"
        case left = "D"
    }
}
