// `layer add 2`: a residual connection.
import NeuralEngine

extension LayerSyntax {
    static let addition = LayerSyntax(
        "add", aliases: ["residual", "skip", "shortcut"],
        "what comes in plus what an earlier layer gives, 0 being the input: a residual connection", example: "add 0"
    ) { reader, _ throws(CommandError) in
        guard let network = reader.workspace.network else { throw CommandError(.noNetwork(for: nil), at: nil) }
        let word = try reader.arguments.word(1, "the number of the layer to add", hint: "0 is the input, 1 the first layer: layer add 1")
        try reader.arguments.expectAtMost(2, synopsis: "layer add 1")
        let number =
            word.text.lowercased() == "input"
            ? 0 : try Arguments.integer(word, "the layer to add", in: 0...network.layers.count)
        return { () throws(CommandError) in
            do throws(ShapeError) {
                return try .addition(of: number, in: network)
            } catch {
                throw CommandError(error.message, column: word.column, hint: error.hint)
            }
        }
    }

    /// The layers that can be added to what the last one gives.
    static let addends = Completions { place in
        guard place.arguments.count == 1, place.arguments[0].lowercased() == "add", let network = place.workspace.network else { return [] }
        return (0...network.layers.count).filter { network.shape(ofLayer: $0) == network.outputShape }.map {
            Candidate(text: "\($0)", summary: $0 == 0 ? "the input, \(network.inputShape)" : network[layer: $0].title)
        }
    }
}
