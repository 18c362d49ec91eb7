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

    /// The columns on `width` x `height` cells, with the largest count at the left of the tallest. Where room is scarce the note goes first, then
    /// the counts, then the axis, then the title.
    public func render(width: Int, height: Int, marks: Marks = .braille) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        let hasTitle = title != nil && height >= 4, hasAxis = height >= 3, hasNote = note != nil && height >= 5
        if hasTitle, let title { canvas.write(marks.legible(title, columns: width), x: 0, y: 0, style: .title) }
        let top = hasTitle ? 1 : 0
        let rows = max(0, canvas.height - top - (hasAxis ? 1 : 0) - (hasNote ? 1 : 0))
        // As wide as the count of all would be: there is no larger one, whatever bins are joined.
        let scale = String(counts.reduce(0, +)).count + 1, left = hasAxis && rows > 1 && 4 * scale <= canvas.width ? scale : 0
        let bins = DrawnBins(counts, columns: canvas.width - left)
        if left > 0, bins.most > 0 {
            let most = String(bins.most)
            canvas.write(most, x: left - 1 - most.count, y: top, style: .axis)
            canvas.write("0", x: left - 2, y: top + rows - 1, style: .axis)
        }
        draw(bins, x: left, rows: rows, top: top, marks: marks, on: &canvas)
        if hasAxis { drawAxis(x: left, columns: bins.columns, y: top + rows, on: &canvas) }
        if hasNote, let note { canvas.write(marks.legible(note, columns: width), x: 0, y: canvas.height - 1, style: .axis) }
        return canvas
    }

    private func draw(_ bins: DrawnBins, x: Int, rows: Int, top: Int, marks: Marks, on canvas: inout Canvas) {
        let levels = marks.columnLevels
        for (bin, count) in bins.counts.enumerated() where count > 0 {
            // A bin that holds anything is seen.
            let filled = max(1, Int((Double(count) / Double(bins.most) * Double(rows * levels.count)).rounded()))
            let middle = low + (high - low) * (Double(bin) + 0.5) / Double(bins.counts.count)
            let style = CellStyle(color: middle < 0 ? .negative(3) : .positive(3))
            for row in 0..<rows {
                let level = min(levels.count, filled - row * levels.count)
                guard level > 0 else { break }
                for column in 0..<bins.width {
                    canvas[x + bin * bins.width + column, top + rows - 1 - row] = Cell(levels[level - 1], style: style)
                }
            }
        }
    }

    /// The ends of the columns, and 0 where it lies between them and has room.
    private func drawAxis(x: Int, columns: Int, y: Int, on canvas: inout Canvas) {
        let (left, right) = axisLabels
        canvas.write(left, x: x, y: y, style: .axis)
        let end = max(x + left.count + 1, x + columns - right.count)
        canvas.write(right, x: end, y: y, style: .axis)
        guard low < 0, high > 0 else { return }
        let place = Scale(lower: low, upper: high).place(of: 0)
        guard (0...1).contains(place) else { return }
        let zero = x + min(columns - 1, Int(place * Double(columns)))
        if zero > x + left.count, zero < end - 1 { canvas.write("0", x: zero, y: y, style: .axis) }
    }

    var axisLabels: (String, String) {
        let place = orderOfMagnitude(max(low.magnitude, high.magnitude, .leastNormalMagnitude)) - 2
        return (
            DecimalNumber(low, roundedToPowerOfTen: place).shortest, DecimalNumber(high, roundedToPowerOfTen: place).shortest
        )
    }
}

/// The bins as they are drawn: all of them, each as wide as any other.
struct DrawnBins: Equatable {
    let counts: [Int]
    /// The columns of each.
    let width: Int

    /// The most bins that fill three quarters of some columns. Neighbours are joined by a divisor of their number: only so all are of one width.
    init(_ counts: [Int], columns: Int) {
        func width(_ bins: Int) -> Int { max(0, columns) / bins }
        let joined = counts.indices.map { $0 + 1 }.first {
            counts.count.isMultiple(of: $0) && 4 * (counts.count / $0) * width(counts.count / $0) >= 3 * columns
        }
        let size = joined ?? max(1, counts.count)
        self.counts = stride(from: 0, to: counts.count, by: size).map { counts[$0..<$0 + size].reduce(0, +) }
        self.width = self.counts.isEmpty ? 0 : width(self.counts.count)
    }

    var most: Int { counts.max() ?? 0 }
    var columns: Int { counts.count * width }
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
