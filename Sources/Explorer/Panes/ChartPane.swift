// The chart pane: the chart drawn last, or what training has come to.
import Charts
import Language

enum ChartPane {
    /// The loss curve, once there has been training.
    static func chart(of training: TrainingHistory) -> LineChart? { hasChart(of: training) ? training.lossChart() : nil }

    static func hasChart(of training: TrainingHistory) -> Bool { training.losses.count > 1 }
}
