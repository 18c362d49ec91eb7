// Draws connected lines on a dot grid. The pen remembers how far it has come, so that dashes run on evenly through the many
// short segments of a curve.

/// A place in the unit square: (0, 0) is the bottom left of the plot, (1, 1) the top right.
struct UnitPoint: Equatable {
    var x: Double
    var y: Double
}

/// Draws the lines of one series.
struct Pen {
    let series: Int
    private let pattern: LinePattern
    private var distance = 0
    /// The dot drawn last, and the one after it, which waits until it is known not to be a needless corner.
    private var last: Dot?
    private var waiting: Dot?
    /// Where the last diagonal step led.
    private var heading: Dot?

    init(series: Int) {
        self.series = series
        pattern = LinePattern(series: series)
    }

    /// For a line of so many dots that is to show what the pattern is: of long dashes it begins so far along that the gap is in its middle.
    init(sampleOf series: Int, dots: Int) {
        self.init(series: series)
        if let dash = pattern.runs.first, dash >= dots { distance = dash - (dots - 1) / 2 }
    }

    /// Draws a connected line through `points`, clipped to the unit square; a lone point becomes a visible spot.
    mutating func draw(_ points: [UnitPoint], on grid: inout DotGrid) {
        (last, waiting, heading) = (nil, nil, nil)
        if points.count == 1 { spot(points[0], on: &grid) }
        for (start, end) in zip(points, points.dropFirst()) {
            guard let (from, to) = clippedToUnitSquare(start, end) else { continue }
            line(from: from, to: to, on: &grid)
        }
        release(on: &grid)
    }

    private mutating func line(from start: UnitPoint, to end: UnitPoint, on grid: inout DotGrid) {
        let from = grid.position(start)
        let to = grid.position(end)
        let steps = Int(max((to.x - from.x).magnitude, (to.y - from.y).magnitude).rounded(.up))
        for step in 0...steps {
            let share = steps == 0 ? 0 : Double(step) / Double(steps)
            let x = from.x + (to.x - from.x) * share
            let y = from.y + (to.y - from.y) * share
            advance(to: Dot(x: Int(x.rounded()), y: Int(y.rounded())), on: &grid)
        }
    }

    private mutating func advance(to dot: Dot, on grid: inout DotGrid) {
        guard dot != waiting else { return }
        if let last, (dot.x - last.x).magnitude == 1, (dot.y - last.y).magnitude == 1 {
            // Where short segments meet, a step aside and a step up make one diagonal step: without its corner the line stays
            // thin and its dashes even. The corners of a zigzag stay, or noise would look fainter than it is.
            let turn = Dot(x: dot.x - last.x, y: dot.y - last.y)
            if heading == nil || heading == turn { waiting = nil }
            heading = turn
        }
        release(on: &grid)
        waiting = dot
    }

    private mutating func release(on grid: inout DotGrid) {
        guard let dot = waiting else { return }
        // ASCII tells series apart by symbol, and needs no dashes.
        grid.set(dot, series: series, isGap: grid.marks != .ascii && !pattern.draws(distance))
        distance += 1
        (last, waiting) = (dot, nil)
    }

    /// A single braille dot is easily taken for dust, so it gets four neighbours.
    private func spot(_ point: UnitPoint, on grid: inout DotGrid) {
        guard (0...1).contains(point.x), (0...1).contains(point.y) else { return }
        let dot = grid.dot(point)
        grid.set(dot, series: series)
        guard grid.marks == .braille else { return }
        for (x, y) in [(-1, 0), (1, 0), (0, -1), (0, 1)] {
            grid.set(Dot(x: dot.x + x, y: dot.y + y), series: series)
        }
    }
}

extension DotGrid {
    /// The dot nearest to a place in the unit square.
    func dot(_ point: UnitPoint) -> Dot {
        let place = position(point)
        return Dot(x: Int(place.x.rounded()), y: Int(place.y.rounded()))
    }

    fileprivate func position(_ point: UnitPoint) -> UnitPoint {
        UnitPoint(x: point.x * Double(max(dotsAcross - 1, 0)), y: (1 - point.y) * Double(max(dotsDown - 1, 0)))
    }
}

/// The part of the segment that lies in the unit square, if any (Liang and Barsky's method).
func clippedToUnitSquare(_ start: UnitPoint, _ end: UnitPoint) -> (UnitPoint, UnitPoint)? {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    var (enters, leaves) = (0.0, 1.0)
    for (speed, room) in [(-dx, start.x), (dx, 1 - start.x), (-dy, start.y), (dy, 1 - start.y)] {
        if speed == 0 {
            if room < 0 { return nil }
        } else if speed < 0 {
            enters = max(enters, room / speed)
        } else {
            leaves = min(leaves, room / speed)
        }
    }
    guard enters <= leaves else { return nil }
    func point(_ share: Double) -> UnitPoint {
        UnitPoint(x: min(max(start.x + dx * share, 0), 1), y: min(max(start.y + dy * share, 0), 1))
    }
    return (point(enters), point(leaves))
}
