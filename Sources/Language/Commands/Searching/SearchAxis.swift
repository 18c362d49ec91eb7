// What trainings of a search can differ in.
import Workspaces

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

    /// A space as it may be typed.
    var exampleSpace: String {
        switch name {
        case "lr", "l1", "l2": "log(0.001..1)"
        case "units": "int(2..8)"
        case "batch": "intlog(1..64)"
        default: ComparisonAxis.all.first { $0.name == name }.map { "choice(\($0.example))" } ?? ""
        }
    }

    static func named(_ name: String) -> SearchAxis? { all.first { $0.name == name } }
}
