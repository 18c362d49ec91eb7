// The training that was there before the present one, for pictures of both.
import Charts
import NeuralEngine
import Portraits
import Workspaces

/// A training whose network or weights have been replaced since: another net, other first weights.
struct EarlierTraining: Sendable {
    let history: TrainingHistory
    let network: Network?

    /// What a command has ended; nil if it has ended no training.
    init?(from old: Workspace, to new: Workspace) {
        guard !old.training.losses.isEmpty, new.training.epoch == 0 else { return nil }
        (history, network) = (old.atRest.training, old.network)
    }

    /// What tells the network from another one: sizes, activations, loss, or the one word `before` where nothing does.
    static func names(_ before: Network?, _ now: Network?) -> (before: String, now: String) {
        func parts(_ network: Network?) -> [String] {
            guard let network else { return [] }
            let hidden = network.layers.dropLast().first?.activation.name ?? network.layers.last?.activation.name ?? ""
            return [NetworkSummary.sizes(of: network), hidden, network.loss.name]
        }
        let differing = zip(parts(before), parts(now)).filter { $0 != $1 }
        guard !differing.isEmpty else { return ("before", "now") }
        return (differing.map { $0.0 }.joined(separator: " "), differing.map { $0.1 }.joined(separator: " "))
    }
}

extension LineChart {
    /// The curves of this chart and of an earlier one in one picture, each with its name behind it.
    func joined(with earlier: LineChart, _ names: (before: String, now: String)) -> LineChart {
        func named(_ series: [Series], _ name: String) -> [Series] {
            series.map { Series(name: "\($0.name) \(name)", points: $0.points) }
        }
        var chart = self
        chart.series = named(earlier.series, names.before) + named(series, names.now)
        return chart
    }
}
