// Functions of x as lines.
import Charts

/// A function of x and what it is called.
package typealias Curve = (name: String, value: @Sendable (Double) -> Double)

extension LineChart {
    /// How many points a curve has; odd, so that the middle of the range is one.
    private static let pointCount = 241

    package init(_ curves: [Curve], range: ClosedRange<Double>) {
        let xs = (0..<Self.pointCount).map { i -> Double in
            let part = Double(i) / Double(Self.pointCount - 1)
            return range.lowerBound * (1 - part) + range.upperBound * part
        }
        self.init(series: curves.map { Series(name: $0.name, x: xs, y: xs.map($0.value)) })
        xRange = range
        xLabel = "x"
    }
}
