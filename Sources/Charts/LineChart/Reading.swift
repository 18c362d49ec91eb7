// What a chart of lines says at one place along x: the numbers that a cursor reads off.

extension LineChart {
    /// The values of x that a cursor can stand at: those of the points, in order.
    public var stops: [Double] {
        let xs = series.filter { $0.form.isJoined }.max { $0.points.count < $1.points.count }?.points.map(\.x).filter(\.isFinite) ?? []
        guard let xRange else { return xs }
        return xs.filter(xRange.contains)
    }

    /// What a series says at a place: its value, and its slope where that is known.
    public struct Reading: Sendable, Equatable {
        public let name: String
        public let value: Double
        public let slope: Double?
    }

    /// What each series says at a value of x; one without a point there is left out.
    public func readings(at x: Double) -> [Reading] {
        series.compactMap { series in
            guard let index = series.points.firstIndex(where: { $0.x == x }) else { return nil }
            let slope = series.slopes.indices.contains(index) ? series.slopes[index] : nil
            return Reading(name: series.name, value: series.points[index].y, slope: slope)
        }
    }

    /// The columns of the plot in a picture of some size.
    public func plotWidth(width: Int, height: Int, marks: Marks = .braille) -> Int {
        width > 0 && height > 0 ? LineChartLayout(of: self, width: width, height: height, marks: marks).plot.width : 0
    }
}
