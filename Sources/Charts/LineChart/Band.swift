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
    /// How far the dots of a band stand apart.
    private static let bandSpacing = 4

    /// Dots between the edges of a band, where nothing stands yet: the middle line is drawn over it. Those of several bands stand beside each
    /// other, so that each can be seen where they overlap.
    func drawBand(of series: Series, _ number: Int, on canvas: inout Canvas) {
        guard !series.band.isEmpty else { return }
        let shade = Cell(AxisGlyphs(marks).band, style: LinePattern(series: number).style)
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
        for (column, bottom) in low {
            guard let top = high[column], bottom <= top else { continue }
            for y in row(at: top)...row(at: bottom) where (column + 2 * y + number) % Self.bandSpacing == 0 && canvas[column, y] == .blank {
                canvas[column, y] = shade
            }
        }
    }
}
