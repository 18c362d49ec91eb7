// Functions of x as lines.
import Charts
import Documents

/// A function of x and what it is called.
package typealias Curve = (name: String, value: @Sendable (Double) -> Double)

extension LineChart {
    /// How many points a curve has; odd, so that the middle of the range is one.
    private static let pointCount = 241

    /// - Parameter slopes: the derivative of each curve, for a cursor to read; empty where they are not known.
    package init(_ curves: [Curve], slopes: [@Sendable (Double) -> Double] = [], range: ClosedRange<Double>) {
        let xs = (0..<Self.pointCount).map { i -> Double in
            let part = Double(i) / Double(Self.pointCount - 1)
            return range.lowerBound * (1 - part) + range.upperBound * part
        }
        self.init(series: curves.map { Series(name: $0.name, x: xs, y: xs.map($0.value)) })
        for (index, slope) in slopes.enumerated() { series[index].slopes = xs.map(slope) }
        xRange = range
        xLabel = "x"
    }

    /// The same with a y axis that keeps every curve readable: one that runs away, as relu does beside tanh, leaves the frame before the
    /// others are pressed flat. Those that settle take half of the height at least.
    package var readable: LineChart { focused ?? self }

    /// What the note below a chart says of lines that leave its frame: which do, and the range that shows all.
    package func noteOfLeaving(_ numerals: Numerals) -> String? {
        guard let yFocus else { return nil }
        let leaving = series.filter { series in
            series.extent.map { $0.lowerBound < yFocus.lowerBound || $0.upperBound > yFocus.upperBound } ?? false
        }
        guard let all = Self.union(leaving.compactMap(\.extent) + [yFocus]), let first = leaving.first else { return nil }
        let names = leaving.count == 1 ? "\(first.name) leaves" : leaving.map(\.name).joined(separator: ", ") + " leave"
        let range = "y=\(numerals.text(all.lowerBound.rounded(.down)))..\(numerals.text(all.upperBound.rounded(.up)))"
        return "\(names) the frame; \(range) shows all"
    }

    private var focused: LineChart? {
        let extents = series.compactMap { series in series.extent.map { (extent: $0, runsAway: series.runsAway(beyond: $0)) } }
        guard let all = Self.union(extents.map(\.extent)), let settled = Self.union(extents.filter { !$0.runsAway }.map(\.extent)) else {
            return nil
        }
        let room = settled.upperBound - settled.lowerBound, above = all.upperBound - settled.upperBound,
            below = settled.lowerBound - all.lowerBound
        guard room > 0, above + below > room, (room + above + below).isFinite else { return nil }
        var chart = self
        let part = room / (above + below)
        chart.yFocus = settled.lowerBound - below * part...settled.upperBound + above * part
        return chart
    }

    private static func union(_ ranges: [ClosedRange<Double>]) -> ClosedRange<Double>? {
        guard let first = ranges.first else { return nil }
        return ranges.dropFirst().reduce(first) { min($0.lowerBound, $1.lowerBound)...max($0.upperBound, $1.upperBound) }
    }
}

extension Series {
    /// From its least to its greatest finite value; nil where it has none.
    fileprivate var extent: ClosedRange<Double>? {
        let values = points.lazy.map(\.y).filter(\.isFinite)
        guard let low = values.min(), let high = values.max() else { return nil }
        return low...high
    }

    /// Whether it is on its way to somewhere else where the picture ends: there it is furthest out, and moves on by much of its range without
    /// flattening.
    fileprivate func runsAway(beyond extent: ClosedRange<Double>) -> Bool {
        let finite = points.lazy.map(\.y).filter(\.isFinite), values = Array(finite), tenth = values.count / 10
        guard tenth > 0 else { return false }
        let span = extent.upperBound - extent.lowerBound
        func leaves(_ values: [Double]) -> Bool {
            let (end, before, earlier) = (values[0], values[tenth], values[2 * tenth])
            guard end == extent.lowerBound || end == extent.upperBound else { return false }
            return abs(end - before) > span * 0.08 && abs(end - before) >= 0.9 * abs(before - earlier)
        }
        return leaves(values) || leaves(values.reversed())
    }
}
