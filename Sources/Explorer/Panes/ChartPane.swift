// The chart pane: the chart drawn last, or the loss curve of a training under way.
import Charts
import Language
import NeuralEngine

enum ChartPane {
    /// The chart of a training: its loss so far.
    static func chart(of progress: TrainingProgress) -> LineChart {
        var chart = LineChart(series: [Series(name: "loss", x: progress.epochs, y: progress.losses)])
        chart.xLabel = "epoch"
        return chart
    }

    /// The loss curve, once there has been training.
    static func chart(of training: TrainingHistory) -> LineChart? {
        guard training.losses.count > 1 else { return nil }
        var chart = LineChart(series: [Series(name: "loss", x: training.epochs, y: training.losses)])
        chart.xLabel = "epoch"
        return chart
    }

    /// `epoch 120 of 1000 · loss 0.0123 · accuracy 0.98 · 1.2 million samples/s`.
    static func caption(of progress: TrainingProgress) -> String {
        var parts = ["epoch \(progress.epochsDone) of \(progress.epochsWanted)"]
        if let loss = progress.losses.last { parts.append("loss \(Numerals(digits: 5).text(loss))") }
        if let accuracy = progress.accuracy { parts.append("accuracy \(Numerals(digits: 3).text(accuracy))") }
        parts.append("\(grouped(Int(progress.samplesPerSecond))) samples/s")
        return parts.joined(separator: " · ")
    }

    private static func grouped(_ number: Int) -> String {
        let digits = Array(String(number))
        return digits.enumerated().reduce(into: "") { text, next in
            if next.offset > 0 && (digits.count - next.offset) % 3 == 0 { text += " " }
            text.append(next.element)
        }
    }
}
