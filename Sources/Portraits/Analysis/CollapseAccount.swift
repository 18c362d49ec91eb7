// A stack of linear layers as the one layer that it amounts to.
import Documents
import NeuralEngine
import Workspaces

package enum CollapseAccount {
    /// - Parameter workspace: one whose network has only linear layers.
    package static func document(
        _ workspace: Workspace, _ numerals: Numerals, unless isToStop: () -> Bool = { false }
    ) throws(WorkspaceError) -> Document {
        let network = try workspace.requireNetwork(), parameters = try workspace.requireParameters()
        guard let collapse = Collapse(of: network, parameters, unless: isToStop) else { throw .stoppedOnTheWay }
        var report = Report()
        report.add("W1", Tensor(collapse.weights))
        report.add("b1", Tensor(row: collapse.biases))
        let count = network.layers.count { $0.kind == .dense }
        let sizes = "\(network.inputs)-\(network.outputs)"
        let product = (1...network.layers.count).filter { network[layer: $0].kind == .dense }.reversed().map { "W\($0)" }
        let formula = product.count > 6 ? "\(product[0]) ... \(product[product.count - 1])" : product.joined(separator: " ")
        let head =
            count == 1
            ? "it is one linear layer already" : "\(count) linear layers are one linear layer \(sizes), whose W1 is their \(formula)"
        return Document(
            [.line(head)] + report.blocks(numerals) + [.note(agreement(collapse, workspace, network, parameters, numerals))],
            values: report.values)
    }

    /// How far the outputs of both are apart, on what the network is shown, or on 0 and the unit vectors.
    private static func agreement(
        _ collapse: Collapse, _ workspace: Workspace, _ network: Network, _ parameters: Parameters, _ numerals: Numerals
    ) -> String {
        let shown = (try? workspace.setup.samples())?.inputs.prefix(most: 100)
        let units = (0...min(network.inputs, 100)).map { unit in (0..<network.inputs).map { $0 + 1 == unit ? 1.0 : 0 } }
        let inputs = shown ?? Matrix(rows: units)
        let outputs = network.prediction(for: inputs, parameters).outputs
        var apart = 0.0, largest = 0.0
        for row in 0..<inputs.rows {
            for (a, b) in zip(collapse.outputs(of: inputs.row(row)), outputs.row(row)) {
                (apart, largest) = (max(apart, abs(a - b)), max(largest, abs(b)))
            }
        }
        let what = shown == nil ? "for 0 and each input 1 alone" : "for \(inputs.rows) sample\(inputs.rows == 1 ? "" : "s") shown"
        let distance = apart == 0 ? "the same" : "at most \(Numerals(digits: 2).text(apart)) apart, which is rounding"
        return "the outputs of the network and W1 x + b1, \(what): \(distance); the largest is \(numerals.text(largest))"
    }
}

extension Matrix {
    fileprivate func prefix(most: Int) -> Matrix { prefix(min(rows, most)) }
}
