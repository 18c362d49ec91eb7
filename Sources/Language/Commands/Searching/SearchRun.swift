// A search of hyper-parameters on the desk: what is sought, by which method, and what came of the trials so far.
import Formula
import NeuralEngine
import Search
import Workspaces

/// A search that has begun.
struct SearchRun: Sendable {
    /// What a trial is judged by.
    enum Objective: Sendable {
        /// The value of a formula in the names of the space.
        case formula(Expression, text: String)
        /// A training of so many epochs from the weights that a seed gives.
        case training(epochs: Int, Comparison.Measure, seed: UInt64)
    }

    /// The method as it is typed.
    let method: String
    var search: Search
    let objective: Objective

    /// Trials that are made side by side; a part of what is searched, so that any number of threads finds the same.
    static let batchOfTrainings = 4

    var space: Space { search.space }

    /// What is sought, as it is told: `val.loss`, or the formula.
    var sought: String {
        switch objective {
        case .formula(_, let text): text
        case .training(_, let measure, _): measure.rawValue
        }
    }

    /// Makes trials until there are so many. Stopped on the way, the batches that are done stay.
    /// - Returns: false where the method has no more to propose.
    mutating func goOn(to count: Int, on desk: Desk, _ control: RunControl) throws(CommandError) -> Bool {
        while search.trials.count < count, !control.isCancelled {
            let proposals = Array(search.proposals().filter { $0.number > search.trials.count }.prefix(count - search.trials.count))
            guard !proposals.isEmpty else { return false }
            control.stage = Stage(search.trials.count + 1, of: count, title: "trial \(search.trials.count + 1)", kind: .training)
            let values: [Double]
            switch objective {
            case .formula(let expression, _): values = proposals.map { value(of: expression, at: $0.setting) }
            case .training(let epochs, let measure, let seed):
                guard let found = try train(proposals, on: desk, epochs, measure, seed, control) else { return true }
                values = found
            }
            for (proposal, value) in zip(proposals, values) {
                try worded { () throws(SearchError) in
                    try search.add(Trial(number: proposal.number, setting: proposal.setting, value: value))
                }
            }
        }
        return true
    }

    private func value(of expression: Expression, at setting: Setting) -> Double {
        expression.evaluate { name in space.value(name, at: setting)?.number ?? .nan }
    }

    /// The trainings of a batch, all from the same seed; nil where somebody has stopped them.
    private func train(
        _ proposals: [Proposal], on desk: Desk, _ epochs: Int, _ measure: Comparison.Measure, _ seed: UInt64, _ control: RunControl
    ) throws(CommandError) -> [Double]? {
        var entrants: [Workspace] = []
        for proposal in proposals {
            var copy = desk
            try apply(proposal.setting, to: &copy)
            entrants.append(copy.workspace)
        }
        do throws(WorkspaceError) {
            let comparison = try Comparison(
                of: entrants, titles: proposals.map { "trial \($0.number)" }, seeds: [seed], TrainingRequest(epochs: epochs), control)
            return comparison.runs.map { $0.hasDiverged ? .nan : measure.value($0.outcome.standing) ?? .nan }
        } catch .stoppedOnTheWay {
            return nil
        } catch {
            throw CommandError(error)
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

extension Value {
    /// As it is typed and told: the shortest form that reads back.
    var text: String {
        switch self {
        case .real(let x): "\(x)"
        case .whole(let k): "\(k)"
        case .name(let name): name
        }
    }
}
