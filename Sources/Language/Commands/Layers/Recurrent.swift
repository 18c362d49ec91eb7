// `layer recurrent 8 tanh`, `layer lstm 8`, `layer gru 8 last`: layers along a sequence.
import NeuralEngine
import Portraits
import Workspaces

extension LayerSyntax {
    static let recurrent = recurrent(
        .plain, aliases: ["rnn", "simplernn", "elman"], "units that read a step and what all of them have given at the step before",
        example: "recurrent 8 tanh")
    static let lstm = recurrent(
        .lstm, aliases: [], "the same with a cell that keeps, and gates that let in, forget and show", example: "lstm 8")
    static let gru = recurrent(
        .gru, aliases: [], "the same with two gates: how much of the step before counts, and how much of it is kept", example: "gru 8")

    private static func recurrent(_ cell: RecurrentCell, aliases: [String], _ summary: String, example: String) -> LayerSyntax {
        LayerSyntax(
            cell.word, aliases: aliases, summary, example: example, activationPlace: cell == .plain ? 2 : nil
        ) { reader, shape throws(CommandError) in
            let units = try reader.count("units", most: 100_000, hint: "for example: layer \(example)")
            var words = reader.arguments.words.dropFirst(2)
            let isLast = words.last?.text.lowercased() == "last"
            if isLast { words.removeLast() }
            var activation = Activation.tanh
            if cell == .plain, let word = words.first {
                activation = try reader.workspace.activation(word)
                words.removeFirst()
            }
            if let word = words.first {
                throw CommandError(
                    cell == .plain
                        ? "'\(word.text)' is one word too many" : "\(cell.word) has activations of its own, and '\(word.text)' is not last",
                    column: word.column, hint: "layer \(example) last: only the last step goes on")
            }
            let chosen = activation
            return { () throws(CommandError) in
                do throws(ShapeError) {
                    return try .recurrent(cell, inputs: shape, units: units, activation: chosen, isLast: isLast)
                } catch {
                    throw CommandError(error.message, column: reader.arguments.words.first?.column, hint: error.hint)
                }
            }
        }
    }
}
