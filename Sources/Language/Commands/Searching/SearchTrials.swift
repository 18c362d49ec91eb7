// The trials of a search at work on a desk: formulas are evaluated, trainings run side by side.
import Formula
import NeuralEngine
import Search
import Workspaces

extension SearchRun {
    /// Makes trials until there are so many. Stopped on the way, the batches that are done stay.
    /// - Returns: false where the method has no more to propose.
    mutating func goOn(to count: Int, on desk: Desk, _ control: RunControl) throws(CommandError) -> Bool {
        while search.trials.count < count, !control.isCancelled {
            let proposals = search.proposals().filter { $0.number > search.trials.count }.prefix(count - search.trials.count)
            guard !proposals.isEmpty else { return false }
            control.stage = Stage(search.trials.count + 1, of: count, title: "trial \(search.trials.count + 1)", kind: .training)
            guard let values = try values(of: proposals.map(\.setting), on: desk, control) else { return true }
            for (proposal, value) in zip(proposals, values) {
                try worded { () throws(SearchError) in
                    try search.add(Trial(number: proposal.number, setting: proposal.setting, value: value))
                }
            }
        }
        return true
    }

    /// What points give, trainings all from the same seed; nil where somebody has stopped them.
    func values(of settings: [Setting], on desk: Desk, _ control: RunControl) throws(CommandError) -> [Double]? {
        switch objective {
        case .formula(let expression, _):
            return settings.map { setting in expression.evaluate { space.value($0, at: setting)?.number ?? .nan } }
        case .training(let epochs, let measure, let seed):
            var entrants: [Workspace] = []
            for setting in settings {
                var copy = desk
                try apply(setting, to: &copy)
                entrants.append(copy.workspace)
            }
            do throws(WorkspaceError) {
                let comparison = try Comparison(
                    of: entrants, titles: settings.indices.map { "trial \(search.trials.count + 1 + $0)" }, seeds: [seed],
                    TrainingRequest(epochs: epochs), control)
                return comparison.runs.map { $0.hasDiverged ? .nan : measure.value($0.outcome.standing) ?? .nan }
            } catch .stoppedOnTheWay {
                return nil
            } catch {
                throw CommandError(error)
            }
        }
    }

    /// Gives a desk the values of a point, by the commands that set them.
    func apply(_ setting: Setting, to desk: inout Desk) throws(CommandError) {
        for line in commands(for: setting, on: desk) {
            for command in try CommandLine.commands(of: line) { _ = try desk.execute(command) }
        }
    }

    /// The commands that set the values of a point. Networks come first: they give fresh weights.
    func commands(for setting: Setting, on desk: Desk) -> [String] {
        var lines: [(isFirst: Bool, line: String)] = []
        for (dimension, value) in zip(space.dimensions, setting.values) {
            guard let value, let axis = SearchAxis.named(dimension.name) else { continue }
            lines.append((axis.makesNetwork, axis.command(value.text, desk)))
        }
        return lines.filter(\.isFirst).map(\.line) + lines.filter { !$0.isFirst }.map(\.line)
    }
}

/// A hyper-parameter that can be searched: one that `compare` can vary, or the number of hidden units.
struct SearchAxis: Sendable {
    let name: String
    let summary: String
    let makesNetwork: Bool
    let command: @Sendable (_ value: String, Desk) -> String

    static let all: [SearchAxis] =
        ComparisonAxis.all.map { axis in
            SearchAxis(
                name: axis.name, summary: axis.summary, makesNetwork: axis.name == "net", command: { axis.line($0, $1) })
        } + [
            SearchAxis(name: "units", summary: "units of each hidden layer", makesNetwork: true) { value, desk in
                guard let network = desk.workspace.network, let net = ComparisonAxis.all.first(where: { $0.name == "net" }) else {
                    return ""
                }
                let hidden = max(1, network.layers.count - 1)
                let sizes = ["\(network.inputs)"] + Array(repeating: value, count: hidden) + ["\(network.outputs)"]
                return net.line(sizes.joined(separator: "-"), desk)
            }
        ]

    static func named(_ name: String) -> SearchAxis? { all.first { $0.name == name } }
}
