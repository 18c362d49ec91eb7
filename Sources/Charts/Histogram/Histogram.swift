// How numbers are spread, as columns.

/// Counts in bins of equal width.
public struct Histogram: Sendable, Equatable {
    public var title: String?
    /// The ends of the first and of the last bin.
    public var low: Double
    public var high: Double
    public var counts: [Int]
    /// A remark below the columns.
    public var note: String?

    public init(title: String? = nil, low: Double, high: Double, counts: [Int], note: String? = nil) {
        self.title = title
        self.low = low
        self.high = high
        self.counts = counts
        self.note = note
    }

    /// The columns on `width` x `height` cells. Where room is scarce the note goes first, then the axis, then the title.
    public func render(width: Int, height: Int, marks: Marks = .braille) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        let hasTitle = title != nil && height >= 4, hasAxis = height >= 3, hasNote = note != nil && height >= 5
        if hasTitle, let title { canvas.write(marks.legible(title, columns: width), x: 0, y: 0, style: .title) }
        let top = hasTitle ? 1 : 0
        let rows = max(0, canvas.height - top - (hasAxis ? 1 : 0) - (hasNote ? 1 : 0))
        drawColumns(rows: rows, top: top, marks: marks, on: &canvas)
        if hasAxis { drawAxis(y: top + rows, on: &canvas) }
        if hasNote, let note { canvas.write(marks.legible(note, columns: width), x: 0, y: canvas.height - 1, style: .axis) }
        return canvas
    }

    private func drawColumns(rows: Int, top: Int, marks: Marks, on canvas: inout Canvas) {
        let most = counts.max() ?? 0
        guard most > 0, canvas.width > 0 else { return }
        let levels = marks.columnLevels
        for x in 0..<canvas.width {
            let count = counts[x * counts.count / canvas.width]
            // A bin that holds anything is seen.
            let filled = count == 0 ? 0 : max(1, Int((Double(count) / Double(most) * Double(rows * levels.count)).rounded()))
            let color: ChartColor = middle(ofColumn: x, canvas.width) < 0 ? .negative(3) : .positive(3)
            for row in 0..<rows {
                let level = min(levels.count, filled - row * levels.count)
                if level > 0 { canvas[x, top + rows - 1 - row] = Cell(levels[level - 1], style: CellStyle(color: color)) }
            }
        }
    }

    /// The number in the middle of a column of cells.
    private func middle(ofColumn x: Int, _ width: Int) -> Double {
        let bin = x * counts.count / width
        return low + (high - low) * (Double(bin) + 0.5) / Double(counts.count)
    }

    /// The ends, and 0 where it lies between them and has room.
    private func drawAxis(y: Int, on canvas: inout Canvas) {
        let (left, right) = axisLabels
        canvas.write(left, x: 0, y: y, style: .axis)
        let end = max(left.count + 1, canvas.width - right.count)
        canvas.write(right, x: end, y: y, style: .axis)
        guard low < 0, high > 0 else { return }
        let place = Scale(lower: low, upper: high).place(of: 0)
        guard (0...1).contains(place) else { return }
        let x = Int(place * Double(canvas.width - 1))
        if x > left.count, x < end - 1 { canvas.write("0", x: x, y: y, style: .axis) }
    }

    var axisLabels: (String, String) {
        let place = orderOfMagnitude(max(low.magnitude, high.magnitude, .leastNormalMagnitude)) - 2
        return (
            DecimalNumber(low, roundedToPowerOfTen: place).shortest, DecimalNumber(high, roundedToPowerOfTen: place).shortest
        )
    }
}

extension Marks {
    /// The parts of a cell filled from below, up to the whole.
    var columnLevels: [Character] {
        switch self {
        case .braille: ["⣀", "⣤", "⣶", "⣿"]
        case .blocks: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
        case .ascii: ["#"]
        }
    }
}
