// The fine grid under the cells: lines are drawn dot by dot, and only at the end do the dots of a cell become one glyph.
// Dots of several series in one cell merge; one of the series gives the colour.

/// A dot's column and row, counted from the top left.
struct Dot: Equatable {
    var x: Int
    var y: Int
}

/// What one series has in a cell: the dots that it drew, and those that its dashes leave out.
struct Ink {
    let series: Int
    var dots: UInt8 = 0
    var gaps: UInt8 = 0
}

/// The dots of a rectangle of cells, and which series drew in each cell.
struct DotGrid {
    let marks: Marks
    let columns: Int
    let rows: Int
    private var inks: [[Ink]]

    /// The dots under `columns` x `rows` cells.
    init(columns: Int, rows: Int, marks: Marks) {
        self.marks = marks
        self.columns = max(columns, 0)
        self.rows = max(rows, 0)
        inks = Array(repeating: [], count: self.columns * self.rows)
    }

    var dotsAcross: Int { columns * marks.dotsAcross }
    var dotsDown: Int { rows * marks.dotsDown }

    /// Sets one dot for a series, or notes that its dashes leave it out; dots outside the grid are ignored.
    mutating func set(_ dot: Dot, series: Int, isGap: Bool = false) {
        guard dot.x >= 0, dot.y >= 0, dot.x < dotsAcross, dot.y < dotsDown else { return }
        let cell = (dot.y / marks.dotsDown) * columns + dot.x / marks.dotsAcross
        let bit = marks.bit(across: dot.x % marks.dotsAcross, down: dot.y % marks.dotsDown)
        if inks[cell].last?.series != series { inks[cell].append(Ink(series: series)) }
        let last = inks[cell].count - 1
        if isGap { inks[cell][last].gaps |= bit } else { inks[cell][last].dots |= bit }
    }

    /// What the series have in a cell, in the order in which they were drawn.
    subscript(column: Int, row: Int) -> [Ink] {
        get { inks[row * columns + column] }
        set { inks[row * columns + column] = newValue }
    }

    /// Puts the glyphs of all cells that hold dots on the canvas, the grid's top left corner at (x, y). `look` says how a
    /// series looks: its style, and its symbol in ASCII. Without `meetings` the series drawn last is on top everywhere.
    func draw(
        on canvas: inout Canvas, x: Int, y: Int, meetings: Meetings? = nil,
        look: (_ series: Int) -> (style: CellStyle, symbol: Character?) = DotGrid.patternLook
    ) {
        for row in 0..<rows {
            for column in 0..<columns {
                if let cell = cell(column, row, meetings, look) { canvas[x + column, y + row] = cell }
            }
        }
    }

    /// The look of the series of a line chart.
    static func patternLook(_ series: Int) -> (style: CellStyle, symbol: Character?) { (LinePattern(series: series).style, nil) }

    private func cell(_ column: Int, _ row: Int, _ meetings: Meetings?, _ look: (Int) -> (style: CellStyle, symbol: Character?)) -> Cell? {
        let inks = self[column, row], dots = inks.reduce(0) { $0 | $1.dots }
        guard dots != 0, let last = inks.last(where: { $0.dots != 0 }) else { return nil }
        if marks == .ascii, let meetings, meetings.isMiddle(column, row) { return Meetings.crossingCell }
        let top =
            switch meetings?[column, row] {
            case .together(let isUpright): inks[(isUpright ? row : column) % inks.count]
            // A symbol hides what is below it, so series that share cells take turns.
            case _ where marks == .ascii: inks[column % inks.count]
            // The one with the most dots, and of equals the one drawn last.
            case .crossing, .touching: inks.reduce(last) { $1.dots.nonzeroBitCount > $0.dots.nonzeroBitCount ? $1 : $0 }
            case nil: last
            }
        let (style, symbol) = look(top.series)
        guard marks == .ascii else { return Cell(marks.glyph(dots), style: style) }
        return Cell(symbol ?? .stroke(top.dots == 0 ? dots : top.dots), style: style)
    }
}

extension Marks {
    /// The bit that stands for a dot within its cell.
    fileprivate func bit(across: Int, down: Int) -> UInt8 {
        switch self {
        case .braille, .ascii: Self.brailleBits[down * 2 + across]
        case .blocks: 1 << UInt8(down * 2 + across)
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
    /// The stroke of 7 bits that comes nearest to some dots of braille: as they rise or fall from the left to the right, or stand.
    fileprivate static func stroke(_ bits: UInt8) -> Character {
        func rows(_ column: [UInt8]) -> [Int] { (0..<4).filter { bits & column[$0] != 0 } }
        let left = rows([0x01, 0x02, 0x04, 0x40]), right = rows([0x08, 0x10, 0x20, 0x80]), all = left + right
        guard let top = all.min(), let bottom = all.max() else { return " " }
        func middle(_ rows: [Int]) -> Double { Double(rows.reduce(0, +)) / Double(max(1, rows.count)) }
        if left.isEmpty || right.isEmpty {
            if bottom > top { return "|" }
            return top == 0 ? "'" : top == 3 ? "." : "-"
        }
        let fall = middle(right) - middle(left)
        if bottom - top >= 2 || abs(fall) >= 1.5 {
            if abs(fall) < 0.5 { return "|" }
            return fall > 0 ? "\\" : "/"
        }
        // A gentle slope goes .-' through the heights of its cells; what is level stays on one line.
        if fall != 0 { return middle(all) < 1 ? "'" : middle(all) > 2 ? "." : "-" }
        return middle(all) > 2.6 ? "_" : "-"
    }

    /// The braille pattern with these dots; no dots are a blank, which editors and terminals can trim.
    static func braille(_ bits: UInt8) -> Character {
        guard bits != 0, let scalar = Unicode.Scalar(0x2800 + UInt32(bits)) else { return " " }
        return Character(scalar)
    }

    /// Whether a pattern of braille has dots in the upper and in the lower half of its cell; nil of other characters.
    var brailleHalves: (upper: Bool, lower: Bool)? {
        guard let scalar = unicodeScalars.first, (0x2800...0x28FF).contains(scalar.value) else { return nil }
        return (scalar.value & 0x1B != 0, scalar.value & 0xE4 != 0)
    }
}
