// One line about a network, a table of its layers, and what each is called.
import Documents
import NeuralEngine

public enum NetworkSummary {
    /// `2-2-2: 2 inputs, 2 sigmoid, 2 sigmoid; 12 parameters`, or `5x5x1 -> conv 1 3x3 relu -> flatten; 10 parameters`.
    public static func line(of network: Network) -> String {
        let parameters = "\(network.parameterCount) parameter\(network.parameterCount == 1 ? "" : "s")"
        let sizes = sizes(of: network)
        guard network.isPlain else { return "\(sizes); \(parameters)" }
        let layers = network.layers.map { layer in "\(layer.units) \(layer.activation.name)" }
        let inputs = "\(network.inputs) input\(network.inputs == 1 ? "" : "s")"
        let biases =
            network.layers.first.map { $0.biasMode == .each ? "" : $0.biasMode == .shared ? ", biases shared" : ", no biases" } ?? ""
        return "\(sizes): \(([inputs] + layers).joined(separator: ", ")); \(parameters)\(biases)"
    }

    /// `2-2-2`, or the layers one after the other.
    package static func sizes(of network: Network) -> String {
        network.isPlain
            ? ([network.inputs] + network.layers.map(\.units)).map(String.init).joined(separator: "-")
            : (["\(network.inputShape)"] + network.layers.map(\.title)).joined(separator: " -> ")
    }

    /// The line, with all that programs want to know of the network.
    package static func document(of network: Network) -> Document {
        Document([.line(line(of: network))], values: Deferred { values(of: network) })
    }

    /// The layers with their shapes and how many parameters they have.
    package static func table(of network: Network) -> Table {
        let isPlain = network.isPlain
        var rows = [["0", "input", isPlain ? "\(network.inputs)" : "\(network.inputShape)", "", ""]]
        for (index, layer) in network.layers.enumerated() {
            let trainable = (layer.trainableWeights + layer.trainableBiases).map(\.count).reduce(0, +)
            let frozen = layer.parameterCount > trainable ? " (\(layer.parameterCount - trainable) frozen)" : ""
            let activation = layer.hasNetInputs ? layer.activation.name : ""
            let parameters = isPlain ? "\(layer.parameterCount)" : LayerPortrait(layer).parameterFormula
            rows.append([
                "\(index + 1)", layer.kind == .dense ? "dense" : LayerPortrait(layer).kindTitle,
                isPlain ? "\(layer.units)" : "\(layer.shape)", activation,
                parameters + frozen,
            ])
        }
        return Table(
            header: ["layer", "kind", isPlain ? "units" : "shape", "activation", "parameters"], rows: rows,
            alignRight: [true, false, true, false, false])
    }

    public static func values(of network: Network) -> [JSONField] {
        var values: [JSONField] = [
            .init("sizes", .array(([network.inputs] + network.layers.map(\.units)).map { .int($0) })),
            .init("activations", .array(network.layers.map { .string($0.activation.name) })),
            .init("loss", .string(network.loss.name)),
            .init("parameters", .int(network.parameterCount)),
        ]
        values += LossSummary.values(of: network)
        if !network.isPlain {
            if network.layers.contains(where: { $0.kind.other != nil }) {
                values.append(.init("reads", .array(network.layers.indices.map { .array(network.reads($0 + 1).map { .int($0) }) })))
            }
            values.append(.init("layers", .array(network.layers.map { .string($0.title) })))
            values.append(.init("shapes", .array(([network.inputShape] + network.layers.map(\.shape)).map { .string("\($0)") })))
        }
        return values
    }
}
