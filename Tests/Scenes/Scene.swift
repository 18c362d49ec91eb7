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
        hasRunningFigures: Bool = false, sizes: [(Int, Int)] = Scene.sizes
    ) {
        self.name = name
        self.steps = steps
        self.isASCII = isASCII
        self.isFirstStart = isFirstStart
        self.isPlayedAtEachSize = isPlayedAtEachSize
        self.hasRunningFigures = hasRunningFigures
        self.sizes = sizes
    }

    /// Columns and rows at which every screen is looked at.
    public static let sizes = [(80, 24), (120, 40), (200, 60)]

    public static let all: [Scene] =
        beginning + line + panes + arranging + stepping + plotting + training + convolving + replaying + helping + appearance + small

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

extension Scene {
    /// The rows of a screen with `#` for what differs from one moment to the next while a training runs: its epoch, its speed and the time
    /// left, the bar of how far it has come, and the epochs below the curves. All else stands still if its rate is 0.
    public static func standingStill(_ rows: [String]) -> [String] {
        let rows = rows.map { row in
            row.replacing(#/epoch [0-9 ]+ · [0-9 ]+ of/#, with: "epoch # · # of")
                .replacing(#/· [0-9][a-z0-9 ]* left/#, with: "· # left")
                .replacing(#/· [0-9 ]+ samples/#, with: "· # samples")
                .replacing(#/[⣿⡇⣀]{24} ─$/#, with: "\(String(repeating: "#", count: 24)) ─")
        }
        return zip([""] + rows, rows).map { above, row in withoutTicks(withoutLabels(row, below: above)) }
    }

    private static var axis: Regex<Substring> { #/└[┬─]+/# }

    private static func withoutTicks(_ row: String) -> String {
        row.replacing(axis) { String($0.output.map { $0 == "┬" ? "─" : $0 }) }
    }

    /// A row without the numbers that stand below the axes of the row above it; the last one may reach beyond the axis.
    private static func withoutLabels(_ row: String, below above: String) -> String {
        var cells = Array(row)
        for axis in above.ranges(of: axis) {
            let start = above.distance(from: above.startIndex, to: axis.lowerBound)
            var end = above.distance(from: above.startIndex, to: axis.upperBound)
            cells += Array(repeating: " ", count: max(0, end - cells.count))
            cells.replaceSubrange(start..<end, with: Array(repeating: "#", count: end - start))
            while end < cells.count, cells[end] != " " || end + 1 < cells.count && cells[end + 1] != " " {
                cells[end] = " "
                end += 1
            }
        }
        while cells.last == " " { cells.removeLast() }
        return String(cells)
    }
}
