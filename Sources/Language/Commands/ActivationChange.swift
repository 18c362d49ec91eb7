// Another activation for a layer that has learnt something already: `layer activation 2 tanh`.
import Documents
import NeuralEngine

/// Layers that are to have another activation, with everything they have learnt.
struct ActivationChange {
    private var network: Network
    private let changed: [Int]
    private let hasOtherLoss: Bool

    private static let synopsis = "layer activation 2 tanh"

    /// Reads `activation 2 tanh`, or `activation tanh` for all layers but the last.
    init(_ workspace: Workspace, _ arguments: Arguments) throws(CommandError) {
        try arguments.expectAtMost(3, synopsis: Self.synopsis)
        network = try workspace.requireNetwork()
        let fitting = Self.layersWithActivation(network)
        guard let last = fitting.last else {
            throw CommandError("no layer has an activation yet", column: arguments.words[0].column, hint: "add one: layer dense 2 sigmoid")
        }
        // A number alone is a layer whose activation is still to come.
        let isLayerAlone = arguments.words.count == 2 && Int(arguments.words[1].text) != nil
        let place = isLayerAlone ? 2 : max(1, arguments.words.count - 1)
        let name = try arguments.word(place, "the activation", hint: "for example: \(Self.synopsis)")
        let activation = try workspace.activation(name)
        if arguments.words.count > 2 {
            let number = try Arguments.integer(arguments.words[1], "the layer", in: 1...network.layers.count)
            guard fitting.contains(number) else {
                throw CommandError(
                    "layer \(number) (\(network[layer: number].title)) has no activation", column: arguments.words[1].column,
                    hint: "these have: \(fitting.map(String.init).joined(separator: ", "))")
            }
            changed = [number]
        } else {
            changed = fitting.count > 1 ? Array(fitting.dropLast()) : fitting
        }
        let loss = network.loss
        for number in changed { network[layer: number].activation = activation }
        if activation.isSoftmax { try Self.checkSoftmax(network, changed, name) }
        if changed.contains(last) {
            network.loss = activation.isSoftmax ? .crossEntropy : loss == .crossEntropy ? .squaredError : loss
            if let (message, _) = LossCommands.misfit(network.loss, network) {
                throw CommandError(
                    message.replacing("the last layer is", with: "the last layer would be"), column: name.column,
                    hint: "choose another loss first, for example: loss squared-error")
            }
        }
        hasOtherLoss = network.loss != loss
        if network.loss != .crossEntropy { network.centerLoss = nil }
    }

    /// Softmax makes probabilities of all outputs of a layer together; behind it nothing follows.
    private static func checkSoftmax(_ network: Network, _ changed: [Int], _ name: Word) throws(CommandError) {
        for number in changed {
            if number != network.outputLayer {
                throw CommandError(
                    "only the last layer can be softmax, and layer \(number) is hidden", column: name.column,
                    hint: "the last one: layer activation \(network.outputLayer) softmax")
            }
            if case .batchNormalisation = network[layer: number].kind {
                throw CommandError(
                    "softmax does not fit batchnorm, which works channel by channel", column: name.column,
                    hint: "add it as a layer: layer dense 10 softmax")
            }
        }
    }

    func apply(to workspace: inout Workspace) -> Reply {
        if network.centerLoss == nil { workspace.joinCenterLoss(nil) }
        workspace.reshape { $0 = network }
        var blocks: [Block] =
            network.isPlain
            ? [.line(NetworkSummary.line(of: network))]
            : changed.map {
                .line("layer \($0): \(network[layer: $0].title), \(network[layer: $0].inputShape) -> \(network[layer: $0].shape)")
            }
        blocks.append(.note("the weights stay as they are" + (hasOtherLoss ? "; the loss is \(network.loss.name) now" : "")))
        return Reply(blocks, values: NetworkSummary.values(of: network))
    }

    // MARK: Completion

    private static func layersWithActivation(_ network: Network) -> [Int] {
        network.layers.indices.filter { network.layers[$0].hasNetInputs }.map { $0 + 1 }
    }

    /// The layers that have an activation, and then the activations.
    static func candidates(_ place: CompletionPlace) -> [Candidate] {
        let network = place.workspace.network
        let layers = network.map(layersWithActivation) ?? []
        let numbers = layers.map { Candidate(text: String($0), summary: "layer \($0): \(network?[layer: $0].activation.name ?? "")") }
        switch place.arguments.count {
        case 1: return numbers + Completions.activations.candidates(place)
        default: return Int(place.arguments[1]) == nil ? [] : Completions.activations.candidates(place)
        }
    }
}
