// The training that was there before the present one, for pictures of both.
import Charts
import NeuralEngine
import Portraits
import Workspaces

/// A training that was left: for another net, for other first weights, for an epoch that was gone back to, or for other costs.
struct EarlierTraining: Sendable {
    let history: TrainingHistory
    let network: Network?
    /// The epoch after which the present training has gone on under other costs. Up to it the curves are of the earlier one; nil where each
    /// has curves of its own.
    let changedAfter: Int?

    /// What a command has ended; nil if it has ended no training.
    init?(from old: Workspace, to new: Workspace) {
        let before = old.training.epoch, now = new.training.epoch
        guard !old.training.losses.isEmpty, before > 0, now < before || now == before && new.hasOtherCosts(than: old) else { return nil }
        (history, network) = (old.atRest.training, old.network)
        changedAfter = now == before ? now : nil
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

extension Workspace {
    /// Whether the numbers of its loss are of another measure than those of another state of the same network.
    fileprivate func hasOtherCosts(than other: Workspace) -> Bool {
        guard let network, let before = other.network else { return false }
        return network.loss != before.loss || network.lossTerms != before.lossTerms || network.penalty != before.penalty
            || network.centerLoss != before.centerLoss
    }
}

extension LineChart {
    /// What comes after an epoch.
    func after(_ epoch: Int) -> LineChart {
        var chart = self
        chart.series = series.map { Series(name: $0.name, points: $0.points.filter { $0.x > Double(epoch) }) }
        return chart
    }

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
