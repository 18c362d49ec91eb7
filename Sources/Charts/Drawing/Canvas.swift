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

    /// Writes `text` from column `x` of row `y` to the right, as far as the canvas reaches. A wide character takes two cells; one that
    /// would be cut in half becomes a blank.
    public mutating func write(_ text: String, x: Int, y: Int, style: CellStyle = .plain) {
        var column = x
        for character in text {
            guard column < width else { return }
            let wide = character.cellWidth
            if wide == 0 { continue }
            let isCut = wide == 2 && column + 1 >= width
            self[column, y] = Cell(isCut ? " " : character, style: style)
            if wide == 2 && !isCut { self[column + 1, y] = .continuation }
            column += wide
        }
    }

    /// Copies another canvas to a place; what reaches over the edges is left out.
    public mutating func paste(_ other: Canvas, x: Int, y: Int) {
        let columns = max(0, -x)..<max(0, -x, min(other.width, width - x))
        guard !columns.isEmpty else { return }
        for row in max(0, -y)..<max(0, -y, min(other.height, height - y)) {
            let from = row * other.width, to = (y + row) * width + x
            cells.replaceSubrange(
                (to + columns.lowerBound)..<(to + columns.upperBound),
                with: other.cells[(from + columns.lowerBound)..<(from + columns.upperBound)])
        }
    }

    /// The characters alone: one line a row, without the blanks at the ends of lines, joined by newlines.
    public func text() -> String {
        (0..<height).map(line).joined(separator: "\n")
    }

    private func line(_ y: Int) -> String {
        var characters = cells[(y * width)..<((y + 1) * width)].filter { !$0.isContinuation }.map(\.character)
        while characters.last == " " { characters.removeLast() }
        return String(characters)
    }

    private func contains(_ x: Int, _ y: Int) -> Bool {
        x >= 0 && x < width && y >= 0 && y < height
    }
}
