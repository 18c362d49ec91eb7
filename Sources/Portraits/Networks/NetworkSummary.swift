// One line about a network, a table of its layers, and what each is called.
import Documents
import NeuralEngine

public enum NetworkSummary {
    /// `2-2-2: 2 inputs, 2 sigmoid, 2 sigmoid; 12 parameters`, or `5x5x1 -> conv 1 3x3 relu -> flatten; 10 parameters`.
    public static func line(of network: Network) -> String {
        let parameters = "\(network.parameterCount) parameter\(network.parameterCount == 1 ? "" : "s")"
        guard network.isPlain else {
            return "\((["\(network.inputShape)"] + network.layers.map(\.title)).joined(separator: " -> ")); \(parameters)"
        }
        let sizes = ([network.inputs] + network.layers.map(\.units)).map(String.init).joined(separator: "-")
        let layers = network.layers.map { layer in "\(layer.units) \(layer.activation.name)" }
        let inputs = "\(network.inputs) input\(network.inputs == 1 ? "" : "s")"
        let biases =
            network.layers.first.map { $0.biasMode == .each ? "" : $0.biasMode == .shared ? ", biases shared" : ", no biases" } ?? ""
        return "\(sizes): \(([inputs] + layers).joined(separator: ", ")); \(parameters)\(biases)"
    }

    /// The layers with their shapes and how many parameters they have.
    static func table(of network: Network) -> Table {
        let isPlain = network.isPlain
        var rows = [["0", "input", isPlain ? "\(network.inputs)" : "\(network.inputShape)", "", ""]]
        for (index, layer) in network.layers.enumerated() {
            let trainable = (layer.trainableWeights + layer.trainableBiases).map(\.count).reduce(0, +)
            let frozen = layer.parameterCount > trainable ? " (\(layer.parameterCount - trainable) frozen)" : ""
            let activation = layer.hasNetInputs ? layer.activation.name : ""
            let parameters = isPlain ? "\(layer.parameterCount)" : layer.parameterFormula
            rows.append([
                "\(index + 1)", layer.kind == .dense ? "dense" : layer.kindTitle, isPlain ? "\(layer.units)" : "\(layer.shape)", activation,
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
        values += CenterLossOptions.values(of: network)
        if !network.isPlain {
            values.append(.init("layers", .array(network.layers.map { .string($0.title) })))
            values.append(.init("shapes", .array(([network.inputShape] + network.layers.map(\.shape)).map { .string("\($0)") })))
        }
        return values
    }
}

extension Network {
    /// Whether it is a stack of dense layers over a plain list, which its sizes describe.
    public var isPlain: Bool { inputShape.isFlat && layers.allSatisfy { $0.kind == .dense } }
}

extension Layer {
    /// What `layer` would be told to make it again: `conv 8 3x3 padding=1 relu`.
    public var title: String { activation == .identity ? kindTitle : "\(kindTitle) \(activation.name)" }

    /// The same without its activation.
    var kindTitle: String {
        switch kind {
        case .dense: "dense \(units)"
        case .convolution(let window):
            "conv \(shape.channels) \(window.height)x\(window.width)" + (window.stride == "1" ? "" : " stride=\(window.stride)")
                + (window.padding == "0" ? "" : " padding=\(window.padding)")
        case .maxPooling(let window): "maxpool \(window.poolingTitle)"
        case .averagePooling(let window): "avgpool \(window.poolingTitle)"
        case .flatten: "flatten"
        case .dropout(let rate): "dropout \(rate)"
        case .batchNormalisation(let epsilon, let momentum):
            "batchnorm" + (epsilon == 1e-5 ? "" : " eps=\(epsilon)") + (momentum == 0.1 ? "" : " momentum=\(momentum)")
        }
    }

    /// How the number of parameters comes about: `(3*3*3 + 1)*2 = 56`.
    var parameterFormula: String {
        let one: String
        switch kind {
        case .convolution(let window): one = "\(window.height)*\(window.width)*\(inputShape.channels)"
        case .dense: one = "\(inputs)"
        case .batchNormalisation: return biasMode == .each ? "2*\(weightRows) = \(parameterCount)" : "\(parameterCount)"
        default: return "0"
        }
        switch biasMode {
        case .each: return "(\(one) + 1)*\(weightRows) = \(parameterCount)"
        case .shared: return "\(one)*\(weightRows) + 1 = \(parameterCount)"
        case .none: return "\(one)*\(weightRows) = \(parameterCount)"
        }
    }
}

extension Window {
    /// One number, or rows x columns where they differ.
    fileprivate var stride: String { rowStride == columnStride ? "\(rowStride)" : "\(rowStride)x\(columnStride)" }
    fileprivate var padding: String { rowPadding == columnPadding ? "\(rowPadding)" : "\(rowPadding)x\(columnPadding)" }

    /// A pooling window moves by its own size unless it is told otherwise.
    fileprivate var poolingTitle: String {
        "\(height)x\(width)" + (rowStride == height && columnStride == width ? "" : " stride=\(stride)")
    }
}
