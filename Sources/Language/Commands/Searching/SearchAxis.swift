// What trainings of a search can differ in.
import Workspaces

/// A hyper-parameter that can be searched: one that `compare` can vary, or the number of hidden units.
struct SearchAxis: Sendable {
    let name: String
    let summary: String
    /// A space as it may be typed.
    let exampleSpace: String
    let makesNetwork: Bool
    let command: @Sendable (_ value: String, Desk) -> String

    static let all: [SearchAxis] =
        ComparisonAxis.all.map { axis in
            SearchAxis(
                name: axis.name, summary: axis.summary, exampleSpace: axis.exampleSpace, makesNetwork: axis.makesNetwork,
                command: { axis.line($0, $1) })
        } + [units]

    private static let units = SearchAxis(
        name: "units", summary: "units of each hidden layer", exampleSpace: "int(2..8)", makesNetwork: true
    ) { value, desk in
        guard let network = desk.workspace.network else { return "" }
        let hidden = max(1, network.layers.count - 1)
        let sizes = ["\(network.inputs)"] + Array(repeating: value, count: hidden) + ["\(network.outputs)"]
        return ComparisonAxis.net.line(sizes.joined(separator: "-"), desk)
    }

    static func named(_ name: String) -> SearchAxis? { all.first { $0.name == name } }
}
