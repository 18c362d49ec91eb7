// The band around a line that is the middle of several: how far they lie apart.

extension Series {
    /// The lower and the upper edge of its band as points.
    var bandEdges: [Point] {
        zip(points, band).flatMap { point, range in [Point(x: point.x, y: range.lowerBound), Point(x: point.x, y: range.upperBound)] }
    }
}

extension Series {
    /// Along the upper edge, and back along the lower one.
    var bandOutline: [Point] {
        zip(points, band).map { Point(x: $0.x, y: $1.upperBound) } + zip(points, band).reversed().map { Point(x: $0.x, y: $1.lowerBound) }
    }
}

extension LineChartLayout {
    /// Shades what lies between the edges of each band, to the nearest half of a cell in solid colour, else to the nearest cell where nothing stands
    /// yet. Where several bands overlap that is a shade of its own. Returns the ground that they make in solid colour.
    func drawBands(of series: [Series], isSolid: Bool, on canvas: inout Canvas) -> PixelGrid? {
        let parts = isSolid ? 2 : 1
        let bands = series.indices.filter { !series[$0].band.isEmpty }.map { (number: $0, reach: reach(ofBand: series[$0], parts)) }
        guard !bands.isEmpty else { return nil }
        var ground = PixelGrid(columns: plot.width, rows: plot.height)
        for column in 0..<plot.width {
            for part in 0..<plot.height * parts {
                let here = bands.filter { $0.reach[column]?.contains(part) == true }.map(\.number)
                guard let first = here.first else { continue }
                let number = here.count > 1 ? nil : first, (x, y) = (plot.x + column, plot.y + part)
                if isSolid {
                    ground[column, part] = .band(ofSeries: number)
                } else if canvas[x, y] == .blank {
                    canvas[x, y] = .band(ofSeries: number, marks)
                }
            }
        }
        guard isSolid else { return nil }
        let lines = canvas
        ground.draw(on: &canvas, x: plot.x, y: plot.y)
        for (column, row) in cells where lines[plot.x + column, plot.y + row] != .blank {
            // A line at zero runs through a band; at the edge of one it would hide the edge.
            guard let color = ground[column, 2 * row], color == ground[column, 2 * row + 1] else { continue }
            canvas[plot.x + column, plot.y + row] = lines[plot.x + column, plot.y + row].on(color)
        }
        return ground
    }

    /// What has been drawn over bands in solid colour stands on them.
    func keepGround(_ ground: PixelGrid, under base: Canvas, on canvas: inout Canvas) {
        for (column, row) in cells {
            let (x, y) = (plot.x + column, plot.y + row), cell = canvas[x, y]
            guard cell != base[x, y], let color = ground.color(behind: cell.character, column, row) else { continue }
            canvas[x, y] = cell.on(color)
        }
    }

    /// The columns and rows of the plot.
    private var cells: [(column: Int, row: Int)] { (0..<plot.height).flatMap { row in (0..<plot.width).map { ($0, row) } } }

    /// What a band covers in each of the columns that it has a part in, each row being of some parts: its edges are the nearest borders between
    /// parts, and it is one part high at least.
    private func reach(ofBand series: Series, _ parts: Int) -> [Int: Range<Int>] {
        var (low, high) = ([Int: Double](), [Int: Double]())
        func bounded(_ value: Double) -> Double { min(max(yScale.place(of: value), -1e9), 1e9) }
        let edges = zip(series.points, series.band).map { point, range in
            (x: xScale.place(of: point.x), low: bounded(range.lowerBound), high: bounded(range.upperBound))
        }
        func note(_ x: Double, _ bottom: Double, _ top: Double) {
            guard (0...1).contains(x), bottom <= 1, top >= 0 else { return }
            let column = column(at: x) - plot.x
            low[column] = min(low[column] ?? 1, max(0, bottom))
            high[column] = max(high[column] ?? 0, min(1, top))
        }
        for (left, right) in zip(edges, edges.dropFirst()) where left.x.isFinite && right.x.isFinite {
            // Between two points the edges are straight.
            let pieces = max(1, Int((abs(right.x - left.x) * Double(plot.width)).rounded(.up)))
            for piece in 0...min(pieces, plot.width) {
                let t = Double(piece) / Double(pieces)
                note(left.x + t * (right.x - left.x), left.low + t * (right.low - left.low), left.high + t * (right.high - left.high))
            }
        }
        return low.reduce(into: [:]) { reach, edge in
            guard let high = high[edge.key] else { return }
            let top = rowsDown(to: high) * Double(parts), bottom = rowsDown(to: edge.value) * Double(parts)
            let first = Int(top.rounded()), end = Int(bottom.rounded()), middle = Int((top + bottom) / 2)
            reach[edge.key] = first < end ? first..<end : middle..<middle + 1
        }
    }
}

extension ChartColor {
    /// The ground of a band in solid colour; of what several share, without a number.
    static func band(ofSeries number: Int?) -> ChartColor {
        let depth = ColorScale.steps / 4
        return number.map { .group($0, depth) } ?? .group(ColorScale.groups.count - 1, 2 * depth)
    }
}

extension Cell {
    /// A piece of a band where there is no solid colour; of what several share, without a number.
    static func band(ofSeries number: Int?, _ marks: Marks) -> Cell {
        let glyphs = AxisGlyphs(marks)
        return number.map { Cell(glyphs.band, style: LinePattern(series: $0).style) } ?? Cell(glyphs.bandsMeeting, style: .axis)
    }

    /// The same on a ground, in ink that is read there.
    func on(_ ground: ChartColor) -> Cell {
        var style = style
        style.fill = ground
        if case .series(let number) = style.color { style.color = .spot(number) }
        return Cell(character, style: style)
    }
}

extension PixelGrid {
    /// The colour behind a character in a cell, which has but one: that of the half in which the dots of the character are, else of any.
    fileprivate func color(behind character: Character, _ column: Int, _ row: Int) -> ChartColor? {
        let (upper, lower) = (self[column, 2 * row], self[column, 2 * row + 1])
        return switch character.brailleHalves {
        case (true, false)?: upper
        case (false, true)?: lower
        default: upper ?? lower
        }
    }
}
