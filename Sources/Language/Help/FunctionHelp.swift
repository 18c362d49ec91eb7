// The pages of activations, losses, optimisers and rules for first weights: made from the values that compute them.
import Documents
import NeuralEngine
import Portraits

enum FunctionHelp {
    /// The names that have a page.
    static var names: [String] {
        Activation.builtIn.map(\.name) + Loss.builtIn.map(\.name) + OptimizerFamily.all.map(\.name) + Initialiser.builtIn.map(\.name)
    }

    /// The page of a function of the engine; nil if there is none of that name.
    static func page(_ name: String) -> Reply? {
        Activation.named(name).map(page(of:)) ?? Loss.named(name).map(page(of:))
            ?? OptimizerFamily.all.first { $0.name == name.lowercased() }.map(page(of:))
            ?? (name.lowercased() == "constant" ? .constant(0.5) : Initialiser.named(name)).map(page(of:))
    }

    private static func page(of activation: Activation) -> Reply {
        var lines = ["f(x) = \(activation.formula)", "f'(x) = \(activation.derivativeFormula)"]
        if let range = activation.range { lines.append("Its values \(ObstacleSentences.text(of: range)).") }
        if !activation.kinks.isEmpty {
            let places = activation.kinks.map { Numerals().text($0) }.joined(separator: " and ")
            lines.append("At \(places) its slope jumps: `check gradients` calls it a kink.")
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

    private static func page(of rule: Initialiser) -> Reply {
        let family = rule.name.prefix { $0 != "-" }
        let width: String? =
            switch family {
            case "glorot": "2/(inputs + units) of its layer (Glorot and Bengio 2010)"
            case "he": "2/inputs of its layer (He and others 2015): made for relu, of whose outputs half are 0"
            case "lecun": "1/inputs of its layer (LeCun and others 1998)"
            default: nil
            }
        var lines: [String] = []
        if let width {
            lines = [
                "Random numbers of the variance \(width).",
                rule.name.hasSuffix("uniform")
                    ? "Every number between -l and l is as likely as any other; l is the root of three times the variance."
                    : "They are normally distributed: many near 0, few far out.",
                "So net inputs are of one size in every layer, and neither they nor the gradients vanish or explode from the start.",
            ]
        } else {
            switch family {
            case "uniform": lines = ["Random numbers between -0.5 and 0.5, or -limit and limit, whatever the size of the layer."]
            case "normal": lines = ["Normal random numbers of deviation 1, or std, whatever the size of the layer."]
            case "orthogonal":
                lines = [
                    "Random rows at right angles, all of length 1 or gain (Saxe and others 2014).",
                    "A layer then turns what comes in, and neither stretches nor shrinks it.",
                ]
            default:
                lines = [
                    rule.name == "zeros" ? "Every weight is 0." : "Every weight is the same.",
                    "All units of a layer are then alike, and training moves them alike: only good where there is a single one.",
                ]
            }
        }
        let others = [String(family)] + ["glorot": ["xavier"], "he": ["kaiming"]][String(family), default: []]
        let option = ["uniform": " limit=0.1", "normal": " std=0.05", "orthogonal": " gain=1", "constant": " value=0.1"][rule.name] ?? ""
        return page(
            "\(rule.name): a rule for first weights", lines,
            aliases: width == nil
                ? [] : rule.name.hasSuffix("uniform") ? others.filter { $0 != rule.name } : others.dropFirst().map { "\($0)-normal" },
            term: rule.name,
            tries: [
                "init \(rule.name)\(option)" + (["zeros", "constant"].contains(rule.name) ? "" : " seed=1"), "plot weights as=histogram",
            ])
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
