// Where the weights start: `init he-normal seed=7`, `init normal std=0.05 layer=2`.
import Documents
import Formula
import NeuralEngine
import Portraits
import Workspaces

enum InitialisationCommand {
    private typealias Scale = (option: String, rule: String, summary: String, example: String, make: @Sendable (Double) -> Initialiser)

    /// The options that give a rule its number: the one rule that takes it, what it is, an example, and the rule made of it.
    private static let numbers: [Scale] = [
        ("value", "constant", "the weight, for constant", "0.1", { .constant($0) }),
        ("std", "normal", "the standard deviation, for normal", "0.05", { .normal(deviation: $0) }),
        ("limit", "uniform", "no weight is farther from 0, for uniform", "0.1", { .uniform(limit: $0) }),
        ("gain", "orthogonal", "the length of rows and columns, for orthogonal; usually 1", "1.5", { .orthogonal(gain: $0) }),
    ]
    private static let names = Initialiser.builtIn.map(\.name) + ["constant"]

    static let initialise = Command.change(
        "init", aliases: ["initialise", "initialize"], group: .network,
        synopsis: [
            "init glorot-uniform seed=42", "init normal std=0.05 [layer=2]", "init uniform limit=0.1", "init orthogonal [gain=1]",
            "init constant value=0.1",
        ],
        summary: "Give all weights fresh values by a rule; biases become 0.",
        details: [
            "Rules: \(names.joined(separator: ", ")). The same seed gives the same weights everywhere.",
            "normal has deviation 1 and uniform goes from -0.5 to 0.5 unless std= or limit= says otherwise; the others follow from the sizes of a "
                + "layer. orthogonal (Saxe et al. 2014): normal random numbers whose rows are brought to right angles and length 1 by Gram and "
                + "Schmidt, twice; where there are more rows than columns the columns are.",
            "layer=2 gives fresh weights to one layer, the same ones that it would get with all; the others keep theirs. What the optimizer "
                + "remembers is forgotten, and the epochs are counted from 0 again.",
        ],
        examples: ["init he-normal seed=7", "init normal std=0.05", "init orthogonal layer=1"],
        options: [.init("seed", "which random numbers, a whole number"), .init("layer", "the one layer that gets them", values: layers)]
            + numbers.map { .init($0.option, $0.summary, with: [$0.rule]) },
        arguments: .words(
            Initialiser.builtIn.map { ($0.name, "a rule for the width of the distribution") } + [("constant", "every weight the same")]
        ).only(at: 0)
    ) { arguments, desk throws(CommandError) in
        try arguments.expectAtMost(1, synopsis: "init glorot-uniform seed=42")
        let network = try worded(desk.workspace.requireNetwork())
        let rule = try rule(arguments) ?? desk.workspace.initialiser
        let seed = try arguments.integer(option: "seed", in: 0...Int.max) ?? Int(desk.workspace.seed)
        guard let word = arguments.option("layer") else {
            return { desk, control throws(CommandError) in
                try worded(desk.workspace.initialise(by: rule, seed: UInt64(seed), unless: control.isToStop))
                return .line("weights by \(title(rule)), seed \(seed); biases 0")
            }
        }
        let number = try Arguments.integer(word, "the layer", in: 1...max(1, network.layers.count))
        try worded(at: word.column, desk.workspace.checkInitialising(layer: number, by: rule))
        return { desk, control throws(CommandError) in
            let seed = UInt64(seed)
            try worded(
                at: word.column, desk.workspace.initialise(layer: number, by: rule, seed: seed, unless: control.isToStop))
            return .line("weights of layer \(number) by \(title(rule)), seed \(seed); its biases 0")
        }
    }

    /// The rule that is typed, with its number; nil if none is.
    private static func rule(_ arguments: Arguments) throws(CommandError) -> Initialiser? {
        let word = arguments.words.first, typed = try word.map(named)
        let usual = word?.text.lowercased() == "constant" ? Initialiser.constant(0.5) : typed
        for (option, rule, _, example, make) in numbers {
            guard let number = arguments.option(option) else { continue }
            guard usual?.name == rule || rule == "constant" && word?.text.lowercased() == "constant" else {
                throw CommandError(
                    word.map { "\($0.text) takes no \(option)" } ?? "\(option) goes with a rule", column: number.column,
                    hint: "write: init \(rule) \(option)=\(example)")
            }
            let value = try Arguments.number(number, option)
            guard rule == "constant" || (0...1e6).contains(value) else {
                throw CommandError(
                    "\(option) is from 0 to 1000000, not \(number.text)", column: number.column,
                    hint: "for example: init \(rule) \(option)=\(example)")
            }
            return make(value)
        }
        return usual
    }

    private static func named(_ word: Word) throws(CommandError) -> Initialiser {
        if word.text.lowercased() == "constant" { return .constant(0.5) }
        if let rule = Initialiser.named(word.text) { return rule }
        throw CommandError(
            "unknown rule '\(word.text)'", column: word.column,
            hint: closest(to: word.text, among: names).map { "did you mean '\($0)'?" } ?? "there are \(names.joined(separator: ", "))")
    }

    /// `normal std=0.05`.
    private static func title(_ rule: Initialiser) -> String {
        guard let scale = rule.scale, let option = numbers.first(where: { $0.rule == rule.name })?.option, scale != 1 || option != "gain"
        else { return rule.name }
        return "\(rule.name) \(option)=\(Numerals().text(scale))"
    }

    /// The layers that have weights.
    private static let layers = Completions { place in
        guard let network = place.workspace.network else { return [] }
        return network.layersWithDrawnWeights.map { Candidate(text: String($0), summary: network[layer: $0].title) }
    }
}
