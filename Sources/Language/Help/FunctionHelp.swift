// The pages of activations, losses and optimisers: made from the values that compute them.
import Documents
import NeuralEngine
import Portraits

enum FunctionHelp {
    /// The names that have a page.
    static var names: [String] { Activation.builtIn.map(\.name) + Loss.builtIn.map(\.name) + OptimizerFamily.all.map(\.name) }

    /// The page of a function of the engine; nil if there is none of that name.
    static func page(_ name: String) -> Reply? {
        Activation.named(name).map(page(of:)) ?? Loss.named(name).map(page(of:))
            ?? OptimizerFamily.all.first { $0.name == name.lowercased() }.map(page(of:))
    }

    private static func page(of activation: Activation) -> Reply {
        var lines = ["f(x) = \(activation.formula)", "f'(x) = \(activation.derivativeFormula)"]
        if let range = activation.range { lines.append("Its values \(ObstacleSentences.text(of: range)).") }
        if !activation.kinks.isEmpty {
            let places = activation.kinks.map { Numerals().text($0) }.joined(separator: " and ")
            lines.append("At \(places) its slope, or how fast that changes, jumps: `check gradients` calls it a kink.")
        }
        switch activation.ofLayer {
        case .probabilities:
            lines.append("The outputs of the layer add up to 1: a probability for each class. It stands in the last layer.")
        case .logProbabilities:
            lines.append("The outputs are the logarithms of what softmax gives: cross-entropy is then -t a. It stands in the last layer.")
        case nil: break
        }
        return page(
            "\(activation.name): an activation function", lines, aliases: activation.aliases, term: activation.name,
            tries: activation.ofLayer != nil
                ? ["net 4-8-3 tanh output=\(activation.name)", "data iris"]
                : [
                    "plot \(activation.name)", "net 2-2-2 \(activation.name)", "print \(activation.name)(0.5)",
                    "print \(activation.name)'(0.5)",
                ])
    }

    private static func page(of loss: Loss) -> Reply {
        var lines = [
            "E = \(loss.formula) for each output, with its output a and its target t",
            "dE/da = \(loss.slopeFormula)",
        ]
        if let joined = loss.joinedActivations.first {
            lines.append("With \(joined.name) outputs the two are computed together: delta = a - t.")
        }
        return page(
            "\(loss.name): a loss function", lines, aliases: loss.aliases, term: loss.name,
            tries: [
                loss.joinedActivations.first.map { "net 2-4-\($0.ofLayer == nil ? 1 : 2) tanh output=\($0.name)" } ?? "net 2-4-1 tanh",
                "loss \(loss.name)",
            ] + (loss.parameter == nil ? [] : ["loss \(loss.name) delta=0.5"]))
    }

    private static func page(of family: OptimizerFamily) -> Reply {
        let options = (["lr=\(family.usualRate)"] + family.options.map { "\($0.name)=\($0.usual)" }).joined(separator: " ")
        return page(
            "\(family.name): an optimiser", [family.formula, "With g the gradient of a parameter p. As it is usual: \(options)"],
            aliases: [],
            term: family.name, tries: ["optimizer \(family.name)", "optimizer \(family.name) lr=\(family.usualRate)"])
    }

    private static func page(_ heading: String, _ lines: [String], aliases: [String], term: String, tries: [String]) -> Reply {
        let others = aliases.isEmpty ? [] : [Block.line("Understood as well: \(aliases.joined(separator: ", ")).")]
        var reply = Reply(
            [.heading(heading)] + lines.map(Block.line) + others + [.heading("examples"), .preformatted(tries.map { "  " + $0 })],
            values: [.init("term", .string(term)), .init("meaning", .string(lines.joined(separator: "; ")))])
        reply.examples = tries
        return reply
    }
}
