// The course of training as lines over the epochs.
import Charts
import Workspaces

/// How curves of training are drawn.
public struct CurveStyle: Sendable, Equatable {
    /// Equal distances are equal ratios.
    public var isLogarithmic = false
    /// The weight of the past in an exponential moving average, 0 (as it is) to below 1.
    public var smoothing = 0.0

    public init(isLogarithmic: Bool = false, smoothing: Double = 0) {
        self.isLogarithmic = isLogarithmic
        self.smoothing = smoothing
    }

    /// A moving average without the lag of its beginning: s = beta s + (1 - beta) y, divided by 1 - beta^n after n numbers.
    func smoothed(_ values: [Double]) -> [Double] {
        guard smoothing > 0 else { return values }
        var sum = 0.0, weight = 1.0
        return values.map { value in
            guard value.isFinite else { return value }
            sum = smoothing * sum + (1 - smoothing) * value
            weight *= smoothing
            return sum / (1 - weight)
        }
    }
}

extension TrainingHistory {
    /// The loss over the epochs; nil before there is any.
    public func lossChart(_ style: CurveStyle = CurveStyle()) -> LineChart? {
        chart([("loss", losses), ("val.loss", validationLosses)], style)
    }

    /// The accuracy over the epochs; nil if there is none.
    public func accuracyChart(_ style: CurveStyle = CurveStyle()) -> LineChart? {
        var chart = chart([("accuracy", accuracies), ("val.accuracy", validationAccuracies)], style)
        if !style.isLogarithmic { chart?.yRange = 0...1 }
        return chart
    }

    /// Curves over the epochs, where there are numbers; one without any is left out.
    private func chart(_ curves: [(name: String, values: [Double?])], _ style: CurveStyle) -> LineChart? {
        let series = curves.compactMap { name, values -> Series? in
            let points = zip(epochs, values).compactMap { epoch, value in value.map { (epoch, $0) } }
            guard !points.isEmpty else { return nil }
            return Series(name: name, x: points.map(\.0), y: style.smoothed(points.map(\.1)))
        }
        guard !series.isEmpty else { return nil }
        var chart = LineChart(series: series, logY: style.isLogarithmic)
        (chart.xLabel, chart.countsX) = ("epoch", true)
        return chart
    }
}
