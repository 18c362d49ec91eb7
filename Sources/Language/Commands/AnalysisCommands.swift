// Commands that work something out of a network or a function: properties, collapse; and what show and plot add: truth, spectrum, folding,
// units.
import Documents
import Formula
import NeuralEngine
import Portraits
import Workspaces

enum AnalysisCommands {
    static let all = [properties, collapse]

    static let properties = Command.look(
        "properties", group: .looking, synopsis: ["properties ACTIVATION"],
        summary: "Work out what kind of function an activation is: range, monotonic, kinks, saturation, slope.",
        details: [
            "Nothing is looked up: the answers come from values of f and f' at some thousands of places, from -1.7e308 to 1.7e308, and what was "
                + "seen stands behind each of them. Where the slope changes its sign, and where it jumps, the place is narrowed down to its digits. "
                + "Between the places a function could hide something narrower; so nothing here is a proof.",
            "A kink is a place where the slope jumps. A function saturates on a side where its slope goes to 0. It is zero-centred if the mean of "
                + "f(z) is 0 for z normal about 0 with deviation 1.",
            "Functions that you `define` have properties as well.",
        ],
        examples: ["properties sigmoid", "properties leaky-relu(0.5)", "properties mish"], arguments: Completions.curves.only(at: 0)
    ) { arguments, desk throws(CommandError) in
        let word = try arguments.word(0, "an activation", hint: "for example: properties sigmoid")
        let activation = try desk.workspace.activation(word)
        try arguments.expectAtMost(1, synopsis: "properties sigmoid")
        guard activation.ofLayer == nil else {
            throw CommandError(
                "\(activation.name) looks at all units of a layer: it is no function of one number", column: word.column,
                hint: "for two units it is sigmoid of their difference: properties \(activation == .softmax ? "sigmoid" : "log-sigmoid")")
        }
        return { desk, _ throws(CommandError) in
            Reply(PropertiesAccount(activation, desk.style.numerals).document).seen(as: "properties")
        }
    }

    static let collapse = Command.look(
        "collapse", group: .looking, synopsis: ["collapse"],
        summary: "Show the one layer that a stack of linear layers amounts to, and that its outputs are the same.",
        details: [
            "W2 (W1 x + b1) + b2 = (W2 W1) x + (W2 b1 + b2): without an activation that bends, many layers can do no more than one. W1 and b1 of that "
                + "one layer are shown; the network stays as it is.",
            "Every layer must be dense with activation identity; flatten and dropout layers are passed over.",
        ],
        examples: ["collapse"]
    ) { arguments, desk throws(CommandError) in
        try arguments.expectAtMost(0, synopsis: "collapse")
        return { desk, control throws(CommandError) in
            let network = try worded(desk.workspace.requireNetwork())
            guard network.outputLayer > 0 else { throw CommandError(network.layers.isEmpty ? .noLayer : .noComputingLayer) }
            if let number = network.firstLayerThatIsNotLinear { throw notLinear(network, number) }
            try refuseLargest(of: network, "the product up to", most: 4 * JacobianSpectrum.mostNumbers, "net 2-3-1 identity")
            return Reply(try worded(CollapseAccount.document(desk.workspace, desk.style.numerals, unless: control.isToStop)))
                .seen(as: "collapse")
        }
    }

    private static func notLinear(_ network: Network, _ number: Int) -> CommandError {
        let layer = network[layer: number], name = "layer \(number) (\(layer.title))"
        guard layer.isOneProduct else {
            return CommandError(
                "\(name) is no dense layer: only a stack of dense layers collapses", hint: "for example: net 2-3-1 identity")
        }
        return CommandError(
            "\(name) is not linear: \(layer.activation.name) bends, so the layers do not collapse",
            hint: network.line(giving: .identity, to: number))
    }

    // MARK: show

    /// The truth table of a network with few inputs.
    static func truth(_ desk: Desk) throws(CommandError) -> Reply {
        let network = try worded(desk.workspace.requireNetwork())
        let count = desk.workspace.givenCount ?? network.inputs
        guard count <= TruthTable.mostInputs else {
            throw CommandError(
                "a truth table of \(count) inputs has 2^\(count) rows; those of at most \(TruthTable.mostInputs) inputs are shown",
                hint: "for a single row: predict \(Examples.row(count))")
        }
        return Reply(try worded(TruthTable(desk.workspace, desk.style.numerals)).document)
    }

    // MARK: Spectrum

    /// The number of the sample that `sample=` asks for.
    static func sample(_ arguments: Arguments) throws(CommandError) -> Word? {
        guard let word = arguments.option("sample") else { return nil }
        _ = try Arguments.integer(word, "sample", in: 1...Int.max)
        return word
    }

    /// The singular values of the Jacobians at a sample; nothing is begun that is too large.
    static func spectrum(_ workspace: Workspace, sample word: Word?, _ control: RunControl) throws(CommandError) -> SpectrumAccount {
        let samples = try worded(workspace.setup.samples()), network = try worded(workspace.requireNetwork())
        let parameters = try worded(workspace.requireParameters())
        let number = try word.map { word throws(CommandError) in try Arguments.integer(word, "sample", in: 1...samples.count) } ?? 1
        try refuseLargest(of: network, "the Jacobian of", most: JacobianSpectrum.mostNumbers, "net 2-30-30-2 tanh")
        guard
            let spectra = network.jacobianSpectra(
                at: Array(samples.inputs.row(number - 1)), parameters, unless: control.isToStop)
        else { throw CommandError(.stoppedOnTheWay) }
        return SpectrumAccount(spectra, network, sample: number)
    }

    /// Refuses matrices of more numbers than are worked out, before anything is begun.
    private static func refuseLargest(of network: Network, _ what: String, most: Int, _ example: String) throws(CommandError) {
        let (layer, rows, columns) = network.largestJacobian, (count, isTooLarge) = rows.multipliedReportingOverflow(by: columns)
        guard isTooLarge || count > most else { return }
        throw CommandError(
            "\(what) layer \(layer) would be \(rows) x \(columns), \(isTooLarge ? "too many" : "\(count)") numbers; at most \(most) are worked out",
            hint: "a smaller network, for example: \(example)")
    }
}

extension Completions {
    /// The activations that are functions of one number.
    static let curves = Completions { place in
        Completions.activations.candidates(place).filter { !["softmax", "log-softmax"].contains($0.text) }
    }
}
