// A picture of any kind: each can be drawn on cells, and as SVG.

/// A picture of any kind.
public enum Chart: Sendable, Equatable {
    case lines(LineChart)
    case heat(HeatMap)
    case image(ColorImage)
    case histogram(Histogram)
    case bars(BarChart)
    case plane(PlaneMap)
    case network(NetworkDiagram)
    /// Several pictures beside and below each other.
    case panels([Chart])

    /// The chart of lines, if it is one.
    public var lineChart: LineChart? { if case .lines(let chart) = self { chart } else { nil } }

    /// The picture on `width` x `height` cells. Where there is no room for all of several pictures or bars, `first` is the first shown.
    /// - Parameter isSolid: whether images, heat maps and planes are made of pixels in solid colour, two a cell, and not of marks.
    public func render(width: Int, height: Int, marks: Marks = .braille, isSolid: Bool = false, first: Int = 0) -> Canvas {
        // Bars, too, are of one piece there.
        let fillings = isSolid && marks == .braille ? .blocks : marks
        return switch self {
        case .lines(let chart): chart.render(width: width, height: height, marks: marks, isSolid: isSolid)
        case .heat(let map): map.render(width: width, height: height, marks: marks, isSolid: isSolid)
        case .image(let image): image.render(width: width, height: height, marks: marks, isSolid: isSolid)
        case .histogram(let histogram): histogram.render(width: width, height: height, marks: fillings)
        case .bars(let chart): chart.render(width: width, height: height, marks: fillings, first: first)
        case .plane(let map): map.render(width: width, height: height, marks: marks, isSolid: isSolid)
        case .network(let diagram): diagram.render(width: width, height: height, marks: marks, isSolid: isSolid)
        case .panels(let charts):
            PanelGrid(count: charts.count, width: width, height: height).render(charts, marks: marks, isSolid: isSolid, first: first)
        }
    }

    /// The cells that each of several pictures has, and how many of them there is room for.
    public static func panelSize(of count: Int, width: Int, height: Int) -> (width: Int, height: Int, shown: Int) {
        let grid = PanelGrid(count: count, width: width, height: height)
        return (width / max(1, grid.columns) - grid.gap, height / max(1, grid.rows), grid.shown)
    }

    /// How far several pictures or bars can be scrolled, and by how many at a time: by a row of them. Other pictures are never too large.
    public func scrolling(width: Int, height: Int) -> (most: Int, step: Int) {
        switch self {
        case .panels(let charts):
            let grid = PanelGrid(count: charts.count, width: width, height: height)
            return (grid.mostFirst, max(1, grid.columns))
        case .bars(let chart): return (chart.mostFirst(height: height), 1)
        default: return (0, 1)
        }
    }
}

/// Where pictures of equal size go in a rectangle: as nearly square to the eye as can be, a cell being twice as high as wide.
struct PanelGrid {
    let columns: Int
    let rows: Int
    /// The pictures that there is room for.
    let shown: Int
    private let count: Int
    private let width: Int
    private let height: Int

    /// Columns between pictures: small ones need all the room there is, and of others the legend of one runs into the title of the next.
    var gap: Int { columns < 2 ? 0 : width / columns < Self.ample ? 1 : 2 }

    private static let ample = 16

    /// Smaller pictures than these say nothing.
    private static let smallest = (width: 14, height: 4)

    init(count: Int, width: Int, height: Int) {
        let (width, height) = (max(width, 0), max(height, 0))
        let mostColumns = max(1, min(count, (width + 1) / (Self.smallest.width + 1))), mostRows = max(1, height / Self.smallest.height)
        func rows(_ columns: Int) -> Int { max(1, min(mostRows, (count + columns - 1) / columns)) }
        func shown(_ columns: Int) -> Int { min(count, columns * rows(columns)) }
        func side(_ columns: Int) -> Int { min(width / columns - 1, 2 * (height / rows(columns))) }
        let best = (1...mostColumns).reduce(1) { best, columns in
            let isBetter = shown(columns) == shown(best) ? side(columns) > side(best) : shown(columns) > shown(best)
            return isBetter ? columns : best
        }
        (columns, self.rows, self.shown) = (best, rows(best), shown(best))
        (self.count, self.width, self.height) = (count, width, height)
    }

    /// The first picture of the first row when the last picture is in sight.
    var mostFirst: Int { columns > 0 ? (max(0, count - shown) + columns - 1) / columns * columns : 0 }

    func render(_ charts: [Chart], marks: Marks, isSolid: Bool, first: Int) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        let (wide, high) = (width / max(1, columns), height / max(1, rows))
        let first = max(0, min(first, mostFirst))
        for (index, chart) in charts.dropFirst(first).prefix(shown).enumerated() {
            let (column, row) = (index % columns, index / columns)
            let isLast = column == columns - 1
            canvas.paste(
                chart.render(width: wide - (isLast ? 0 : gap), height: high, marks: marks, isSolid: isSolid), x: column * wide,
                y: row * high)
        }
        if first + shown < count, height > 0 {
            let text = "+\(count - first - shown) more"
            canvas.write(text, x: max(0, width - text.count), y: height - 1, style: .axis)
        }
        return canvas
    }
}
