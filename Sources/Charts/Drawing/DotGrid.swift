// The fine grid under the cells: lines are drawn dot by dot, and only at the end do the dots of a cell become one glyph.
// Dots of several series in one cell merge; the last series gives the colour.

/// A dot's column and row, counted from the top left.
struct Dot: Equatable {
    var x: Int
    var y: Int
}

/// The dots of a rectangle of cells, and which series drew in each cell.
struct DotGrid {
    let marks: Marks
    let columns: Int
    let rows: Int
    private var bits: [UInt8]
    private var owners: [[Int]]

    /// The dots under `columns` x `rows` cells.
    init(columns: Int, rows: Int, marks: Marks) {
        self.marks = marks
        self.columns = max(columns, 0)
        self.rows = max(rows, 0)
        bits = Array(repeating: 0, count: self.columns * self.rows)
        owners = Array(repeating: [], count: self.columns * self.rows)
    }

    var dotsAcross: Int { columns * marks.dotsAcross }
    var dotsDown: Int { rows * marks.dotsDown }

    /// Sets one dot for a series; dots outside the grid are ignored.
    mutating func set(_ dot: Dot, series: Int) {
        guard dot.x >= 0, dot.y >= 0, dot.x < dotsAcross, dot.y < dotsDown else { return }
        let cell = (dot.y / marks.dotsDown) * columns + dot.x / marks.dotsAcross
        bits[cell] |= marks.bit(across: dot.x % marks.dotsAcross, down: dot.y % marks.dotsDown)
        if owners[cell].last != series { owners[cell].append(series) }
    }

    /// Puts the glyphs of all cells that hold dots on the canvas, the grid's top left corner at (x, y). `look` says how a
    /// series looks: its style, and its symbol in ASCII.
    func draw(
        on canvas: inout Canvas, x: Int, y: Int, look: (_ series: Int) -> (style: CellStyle, symbol: Character) = DotGrid.patternLook
    ) {
        for row in 0..<rows {
            for column in 0..<columns {
                if let cell = cell(column, row, look) { canvas[x + column, y + row] = cell }
            }
        }
    }

    /// The look of the series of a line chart.
    static func patternLook(_ series: Int) -> (style: CellStyle, symbol: Character) {
        let pattern = LinePattern(series: series)
        return (pattern.style, pattern.symbol)
    }

    private func cell(_ column: Int, _ row: Int, _ look: (Int) -> (style: CellStyle, symbol: Character)) -> Cell? {
        let index = row * columns + column
        guard let last = owners[index].last else { return nil }
        guard marks == .ascii else { return Cell(marks.glyph(bits[index]), style: look(last).style) }
        // A symbol hides what is below it, so series that run along together take turns.
        let turn = look(owners[index][column % owners[index].count])
        return Cell(turn.symbol, style: turn.style)
    }
}

extension Marks {
    /// The bit that stands for a dot within its cell.
    fileprivate func bit(across: Int, down: Int) -> UInt8 {
        switch self {
        case .braille: Self.brailleBits[down * 2 + across]
        case .blocks: 1 << UInt8(down * 2 + across)
        case .ascii: 1
        }
    }

    /// The character that shows these dots.
    fileprivate func glyph(_ bits: UInt8) -> Character {
        self == .braille ? .braille(bits) : Self.quadrants[Int(bits & 15)]
    }

    /// Braille numbers its dots down the left column, then down the right; the bottom row came later.
    private static let brailleBits: [UInt8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]
    private static let quadrants = Array(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█")
}

extension Character {
    /// The braille pattern with these dots; no dots are a blank, which editors and terminals can trim.
    static func braille(_ bits: UInt8) -> Character {
        guard bits != 0, let scalar = Unicode.Scalar(0x2800 + UInt32(bits)) else { return " " }
        return Character(scalar)
    }
}
