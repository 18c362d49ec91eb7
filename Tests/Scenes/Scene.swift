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
    /// left, the bar of how far it has come, and the epochs below the curves. All else stands still if its rate is 0, but for the right
    /// ends of the curves: how far they reach depends on the room that the last number below them takes.
    public static func standingStill(_ rows: [String]) -> [String] {
        let rows = rows.map { row in
            row.replacing(#/epoch [0-9 ]+ · [0-9 ]+ of/#, with: "epoch # · # of")
                .replacing(#/· [0-9][a-z0-9 ]* left/#, with: "· # left")
                .replacing(#/· [0-9 ]+ samples/#, with: "· # samples")
                .replacing(#/[⣿⡇⣀]{24} ─$/#, with: "\(String(repeating: "#", count: 24)) ─")
        }
        var cells = rows.map(Array.init)
        for (y, row) in rows.enumerated() {
            for axis in columns(of: #/└[┬─]+/#, in: row) { withoutEpochs(axis.lowerBound, y, rows, &cells) }
        }
        return cells.map { row in String(row.reversed().drop { $0 == " " }.reversed()) }
    }

    /// The columns at the right of a curve that may have it or not.
    private static let ragged = 12

    /// Takes away what depends on the epochs in the picture whose axis begins at a place.
    private static func withoutEpochs(_ start: Int, _ y: Int, _ rows: [String], _ cells: inout [[Character]]) {
        for top in (0..<y).reversed() {
            guard let pane = columns(of: #/─ [1-6] [a-z]+ ─+/#, in: rows[top]).first(where: { $0.contains(start) }) else { continue }
            let end = pane.upperBound - ragged
            for row in top + 1...y where cells[row].indices.contains(start) && "│┤└".contains(cells[row][start]) {
                for column in start..<min(cells[row].count, pane.upperBound) {
                    if column >= end { cells[row][column] = " " } else if cells[row][column] == "┬" { cells[row][column] = "─" }
                }
            }
            // The numbers below the axis, and what they count.
            let below = min(y + 1, rows.count - 1), last = min(y + 2, rows.count - 1)
            cells[below] += Array(repeating: " ", count: max(0, pane.upperBound - cells[below].count))
            for column in start..<pane.upperBound { cells[below][column] = column < end ? "#" : " " }
            for word in columns(of: #/epoch/#, in: rows[last]) where pane.contains(word.lowerBound) {
                for column in word { cells[last][column] = " " }
            }
            return
        }
    }

    /// The columns of what a pattern finds in a row.
    private static func columns(of pattern: Regex<Substring>, in row: String) -> [Range<Int>] {
        row.ranges(of: pattern).map { found in
            let start = row.distance(from: row.startIndex, to: found.lowerBound)
            return start..<start + row.distance(from: found.lowerBound, to: found.upperBound)
        }
    }
}
