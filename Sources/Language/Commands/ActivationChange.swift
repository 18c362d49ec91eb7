// Another activation for a layer that has learnt something already: `layer activation 2 tanh`.
import Documents
import Documents
import NeuralEngine
import Portraits
import Workspaces

/// Another activation of layers that keep everything they have learnt.
enum ActivationChange {
    private static let synopsis = "layer activation 2 tanh"

    /// Reads `activation 2 tanh`, or `activation tanh` for all layers but the last.
    static func read(_ arguments: Arguments, _ desk: Desk) throws(CommandError) -> Acting {
        try arguments.expectAtMost(3, synopsis: Self.synopsis)
        let network = try worded(desk.workspace.requireNetwork()), fitting = network.layersWithActivation
        guard !fitting.isEmpty else { throw CommandError(.noActivations, at: arguments.words[0].column) }
        // A number alone is a layer whose activation is still to come.
        let isLayerAlone = arguments.words.count == 2 && Int(arguments.words[1].text) != nil
        let place = isLayerAlone ? 2 : max(1, arguments.words.count - 1)
        let name = try arguments.word(place, "the activation", hint: "for example: \(Self.synopsis)")
        let activation = try desk.workspace.activation(name)
        var changed = fitting.count > 1 ? Array(fitting.dropLast()) : fitting
        if arguments.words.count > 2 {
            let number = try Arguments.integer(arguments.words[1], "the layer", in: 1...network.layers.count)
            guard fitting.contains(number) else {
                throw CommandError(
                    .noActivation(layer: number, network[layer: number], others: fitting), at: arguments.words[1].column)
            }
            changed = [number]
        }
        let layers = changed
        _ = try worded(at: name.column, desk.workspace.activated(layers, by: activation))
        return { desk, _ throws(CommandError) in
            try worded(at: name.column, desk.workspace.activate(layers, by: activation))
            return reply(layers, try worded(desk.workspace.requireNetwork()), before: network)
        }
    }

    private static func reply(_ changed: [Int], _ network: Network, before: Network) -> Reply {
        var blocks: [Block] =
            network.isPlain
            ? [.line(NetworkSummary.line(of: network))]
            : changed.map {
                .line("layer \($0): \(network[layer: $0].title), \(network[layer: $0].inputShape) -> \(network[layer: $0].shape)")
            }
        let hasOtherLoss = network.loss != before.loss
        blocks.append(.note("the weights stay as they are" + (hasOtherLoss ? "; the loss is \(network.loss.name) now" : "")))
        return Reply(Document(blocks, values: Deferred { NetworkSummary.values(of: network) }))
    }

    // MARK: Completion

    /// The layers that have an activation, and then the activations.
    static func candidates(_ place: CompletionPlace) -> [Candidate] {
        let network = place.workspace.network
        let layers = network?.layersWithActivation ?? []
        let numbers = layers.map { Candidate(text: String($0), summary: "layer \($0): \(network?[layer: $0].activation.name ?? "")") }
        switch place.arguments.count {
        case 1: return numbers + Completions.activations.candidates(place)
        default: return Int(place.arguments[1]) == nil ? [] : Completions.activations.candidates(place)
        }
    }
}
