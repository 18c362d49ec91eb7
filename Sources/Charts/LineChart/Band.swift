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
    /// Shades what lies between the edges of each band, where nothing stands yet: the middle line is drawn over it. Where several bands
    /// overlap they take turns, so that each can be seen.
    func drawBands(of series: [Series], isSolid: Bool, on canvas: inout Canvas) {
        let bands = series.enumerated().filter { !$0.element.band.isEmpty }.map { (number: $0.offset, rows: rows(ofBand: $0.element)) }
        guard !bands.isEmpty else { return }
        for column in plot.x..<plot.x + plot.width {
            for row in plot.y..<plot.y + plot.height where canvas[column, row] == .blank {
                let here = bands.filter { $0.rows[column]?.contains(row) == true }
                guard !here.isEmpty else { continue }
                let number = here[(column + row) % here.count].number
                canvas[column, row] =
                    isSolid
                    ? Cell(" ", style: CellStyle(fill: .group(number, Self.depthOfBand)))
                    : Cell(AxisGlyphs(marks).band, style: LinePattern(series: number).style)
            }
        }
    }

    private static let depthOfBand = ColorScale.steps / 4

    /// What is drawn over a band in solid colour stands on it.
    func keepGround(of ground: Canvas, on canvas: inout Canvas) {
        for row in plot.y..<plot.y + plot.height {
            for column in plot.x..<plot.x + plot.width where ground[column, row].style.fill != .plain {
                guard canvas[column, row] != ground[column, row] else { continue }
                var style = canvas[column, row].style
                style.fill = ground[column, row].style.fill
                if case .series(let number) = style.color { style.color = .spot(number) }
                canvas[column, row] = Cell(canvas[column, row].character, style: style)
            }
        }
    }

    /// From the upper to the lower edge of a band in each of the columns that it has a part in.
    private func rows(ofBand series: Series) -> [Int: ClosedRange<Int>] {
        var (low, high) = ([Int: Double](), [Int: Double]())
        let edges = zip(series.points, series.band).map { point, range in
            (x: xScale.place(of: point.x), low: yScale.place(of: range.lowerBound), high: yScale.place(of: range.upperBound))
        }
        func note(_ x: Double, _ bottom: Double, _ top: Double) {
            guard (0...1).contains(x), bottom.isFinite || top.isFinite else { return }
            let column = column(at: x)
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
        return low.reduce(into: [:]) { rows, edge in
            if let top = high[edge.key], edge.value <= top { rows[edge.key] = row(at: top)...row(at: edge.value) }
        }
    }
}
