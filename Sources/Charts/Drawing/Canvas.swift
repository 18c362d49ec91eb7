// The sheet that every chart is drawn on: a grid of styled cells. Drawing outside it is allowed and leaves no trace, so that
// charts need not worry about their edges.

/// A `width` x `height` grid of styled cells; (0, 0) is the top left corner.
public struct Canvas: Sendable, Equatable {
    public let width: Int
    public let height: Int
    private var cells: [Cell]

    /// An empty canvas; a negative size counts as 0.
    public init(width: Int, height: Int) {
        self.width = max(width, 0)
        self.height = max(height, 0)
        cells = Array(repeating: .blank, count: self.width * self.height)
    }

    /// The cell in column `x` of row `y`. Outside the canvas cells read as blank, and writing changes nothing.
    public subscript(x: Int, y: Int) -> Cell {
        get { contains(x, y) ? cells[y * width + x] : .blank }
        set { if contains(x, y) { cells[y * width + x] = newValue } }
    }

    /// Writes `text` from column `x` of row `y` to the right, as far as the canvas reaches. Control characters become
    /// blanks: a name can never smuggle an escape sequence onto the screen.
    public mutating func write(_ text: String, x: Int, y: Int, style: CellStyle = .plain) {
        var column = x
        for character in text {
            guard column < width else { return }
            self[column, y] = Cell(character.isControl ? " " : character, style: style)
            column += 1
        }
    }

    /// The characters alone: one line a row, without the blanks at the ends of lines, joined by newlines.
    public func text() -> String {
        (0..<height).map(line).joined(separator: "\n")
    }

    private func line(_ y: Int) -> String {
        var characters = cells[(y * width)..<((y + 1) * width)].map(\.character)
        while characters.last == " " { characters.removeLast() }
        return String(characters)
    }

    private func contains(_ x: Int, _ y: Int) -> Bool {
        x >= 0 && x < width && y >= 0 && y < height
    }
}

extension Character {
    fileprivate var isControl: Bool {
        unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}
