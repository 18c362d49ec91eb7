// One line about a network: 2-2-2: 2 inputs, 2 sigmoid, 2 sigmoid; 12 parameters.
import NeuralEngine

public enum NetworkSummary {
    public static func line(of network: Network) -> String {
        let sizes = ([network.inputs] + network.layers.map(\.units)).map(String.init).joined(separator: "-")
        let layers = network.layers.map { layer in "\(layer.units) \(layer.activation.name)" }
        let inputs = "\(network.inputs) input\(network.inputs == 1 ? "" : "s")"
        let biases =
            network.layers.first.map { $0.biasMode == .each ? "" : $0.biasMode == .shared ? ", biases shared" : ", no biases" } ?? ""
        let parameters = "\(network.parameterCount) parameter\(network.parameterCount == 1 ? "" : "s")"
        return "\(sizes): \(([inputs] + layers).joined(separator: ", ")); \(parameters)\(biases)"
    }

    public static func values(of network: Network) -> [JSONField] {
        [
            .init("sizes", .array(([network.inputs] + network.layers.map(\.units)).map { .int($0) })),
            .init("activations", .array(network.layers.map { .string($0.activation.name) })),
            .init("loss", .string(network.loss.name)),
            .init("parameters", .int(network.parameterCount)),
        ]
    }
}
