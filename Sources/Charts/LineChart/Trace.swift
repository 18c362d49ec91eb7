// From points to strokes: places in the unit square, interrupted where a point has no place, and thinned out to what a column
// of dots can show, so that half a million points cost little more than counting them.

/// One series, ready to be drawn.
struct Trace {
    /// The connected pieces of the line.
    private(set) var strokes: [[UnitPoint]] = []
    /// Where along x the series is infinitely high or infinitely low.
    private(set) var beyondTop: Set<Double> = []
    private(set) var beyondBottom: Set<Double> = []

    init(of series: Series, xScale: Scale, yScale: Scale, columns: Int) {
        let lastColumn = Double(max(columns - 1, 0))
        var stroke = Thinning(), height = Double.nan
        for point in series.form == .marks ? [] : series.points {
            let place = UnitPoint(x: xScale.place(of: point.x), y: yScale.place(of: point.y))
            guard place.x.isFinite, place.y.isFinite else {
                finish(&stroke)
                height = .nan
                noteInfinity(at: place, lastColumn: lastColumn)
                continue
            }
            // All points left of the plot can share one column, and all points right of it another.
            let column = Int((min(max(place.x, -1), 2) * lastColumn).rounded())
            let shown = min(max(column, -1), columns)
            // A tread of the stairs comes before its riser.
            if series.form == .stairs, height.isFinite { stroke.add(UnitPoint(x: place.x, y: height), column: shown) }
            stroke.add(place, column: shown)
            height = place.y
            // A pen that is lifted behind each point draws dots.
            if series.form == .dots { finish(&stroke) }
        }
        finish(&stroke)
    }

    private mutating func finish(_ stroke: inout Thinning) {
        let points = stroke.finished()
        if !points.isEmpty { strokes.append(points) }
        stroke = Thinning()
    }

    private mutating func noteInfinity(at place: UnitPoint, lastColumn: Double) {
        guard (0...1).contains(place.x), place.y.isInfinite else { return }
        // Rounded to the column, so that a diverged run of many points is noted once a column.
        let x = lastColumn > 0 ? (place.x * lastColumn).rounded() / lastColumn : 0
        if place.y > 0 { beyondTop.insert(x) } else { beyondBottom.insert(x) }
    }
}

/// Keeps of neighbouring points in one column the first, the lowest, the highest and the last: drawn, they look the same as all.
private struct Thinning {
    private var kept: [UnitPoint] = []
    private var column = Int.min
    private var first = UnitPoint(x: 0, y: 0)
    private var last = UnitPoint(x: 0, y: 0)
    private var low = UnitPoint(x: 0, y: 0)
    private var high = UnitPoint(x: 0, y: 0)
    private var lowCameFirst = true

    mutating func add(_ point: UnitPoint, column newColumn: Int) {
        if newColumn != column {
            closeColumn()
            column = newColumn
            (first, last, low, high) = (point, point, point, point)
            return
        }
        if point.y < low.y { (low, lowCameFirst) = (point, false) }
        if point.y > high.y { (high, lowCameFirst) = (point, true) }
        last = point
    }

    mutating func finished() -> [UnitPoint] {
        closeColumn()
        return kept
    }

    private mutating func closeColumn() {
        guard column != .min else { return }
        for point in lowCameFirst ? [first, low, high, last] : [first, high, low, last] where point != kept.last {
            kept.append(point)
        }
    }
}
