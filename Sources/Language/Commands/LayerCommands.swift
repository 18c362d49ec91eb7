// Building a network layer by layer.
import Documents
import Formula
import NeuralEngine
import Portraits
import Workspaces

enum LayerCommands {
    static let all = [layer]

    /// What can stand behind `layer`: the input, the kinds of layer, and what is done to layers that are there.
    private static let kinds: [(name: String, aliases: [String], summary: String)] =
        [("input", [], "the shape of a sample: a count, height x width x channels, or a count and steps=")]
        + LayerSyntax.all.map { ($0.name, $0.aliases, $0.summary) } + [
            ("activation", [], "another activation, with the weights as they are"), ("remove", [], "take a layer away"),
        ]

    /// The activations, where a kind of layer takes one.
    private static let activationsOfKinds = Completions { place in
        let kind = place.arguments.first?.lowercased()
        if kind == "activation", place.arguments.count <= 2 { return ActivationChange.candidates(place) }
        guard let syntax = LayerSyntax.all.first(where: { $0.name == kind }), syntax.activationPlace == place.arguments.count else {
            return []
        }
        return Completions.activations.candidates(place)
    }

    /// The paddings that have a name.
    private static let paddings = Completions { place in
        let isConvolution = place.arguments.first?.lowercased().hasPrefix("conv") == true
        let isSequence = place.workspace.network?.outputShape.isSequence == true
        return [Candidate(text: "same", summary: "as few zeros as give size/stride places")]
            + (isConvolution && isSequence ? [Candidate(text: "causal", summary: "all zeros before: no place sees a later step")] : [])
    }

    static let layer = Command.change(
        "layer", group: .network,
        synopsis: [
            "layer input 28x28x1", "layer input 3 steps=12", "layer conv 8 3x3 [stride=1 padding=1 dilation=1 groups=1] relu",
            "layer maxpool | avgpool 2x2 [stride=2 padding=1 ceil=on]", "layer globalavgpool | globalmaxpool",
            "layer flatten", "layer dense 10 softmax", "layer dropout 0.2", "layer noise 0.3", "layer batchnorm [relu]", "layer add 1",
            "layer recurrent 8 [tanh] [last]", "layer lstm | gru 8 [last]",
            "layer activation [2] tanh", "layer remove 2",
        ],
        summary: "Build a network layer by layer.",
        details: [
            "Layers are numbered from 1, the input is 0. Shapes are height x width x channels. A window of size F over an image of size W with "
                + "a border of P zeros and stride S has (W - F + 2P)/S + 1 places, rounded down.",
            "padding is a number of zeros on each side, rows x columns (1x2), or top x left x bottom x right (0x1x2x1). padding=same takes as few as "
                + "give W/S places, rounded up: half of them before the image, an odd one behind it. dilation is how far the cells of a window lie "
                + "apart: D(F - 1) + 1 takes the place of F. groups=G cuts channels and filters into G blocks, each block of filters reading its "
                + "block of channels; as many groups as channels make a depthwise convolution.",
            "Pooling leaves padding out: no zero of it is the greatest, and a mean is over the cells on the image alone, unless "
                + "padding-counts=on. ceil=on rounds the number of places up: the last window may reach beyond the edge.",
            "`layer input 3 steps=12` is a sequence: 12 steps of 3 numbers, written [[step],[step],...]. conv and pooling go along it with a window "
                + "of steps, layer conv 8 3; padding=causal puts all zeros before, so that no place sees a later step. dense works at every step with "
                + "the same weights; flatten or globalavgpool join the steps.",
            "recurrent, lstm and gru go along a sequence with a memory: each step sees what the units have given at the step before. Their numbers "
                + "are r1[t,j] (step, unit), with the gates .i .f .g .o and the cell .c of lstm, .r .z .n of gru; W1 are the weights for what comes "
                + "in, U1 those for the step before, s1 the state before the first step (0 unless it is set). With `last` only the last step goes on.",
            "A dense layer after an image reads it as a plain list, channel by channel, row by row; `layer flatten` says so openly. "
                + "A pooling window is 2x2 and moves by its own size unless it is told otherwise.",
            "dense, conv and batchnorm take an activation; without one it is the identity. dropout and batchnorm act in training and in stepping with "
                + "a target; outside training dropout lets all through and batchnorm uses its running mean and variance.",
            "`layer activation 2 tanh` changes what layer 2 makes of its net inputs, `layer activation tanh` all layers but the last; weights, "
                + "what the optimizer remembers and the epochs stay, so it can be done in the middle of a training. Only the last layer can be "
                + "softmax; that selects the loss cross-entropy.",
            "`layer add 1` is a residual connection: what the layer before gives plus what layer 1 gives, number by number; 0 is the input. Both "
                + "have the same shape. On the way back a layer that is read twice gets the sum of what both readers pass back, so that gradients "
                + "find a way around the layers between.",
            "Removing a layer gives the layers behind it fresh weights. Those that add what it gives are to be removed first.",
        ],
        examples: [
            "layer input 28x28x1; layer conv 8 3x3 padding=1 relu; layer maxpool 2x2; layer dense 10 softmax", "layer dense 3 tanh",
            "layer dropout 0.2", "layer activation 1 tanh", "layer remove 2",
            "layer input 2 steps=6; layer conv 4 3 padding=causal relu; layer globalmaxpool; layer dense 1",
            "layer input 2; layer dense 4 tanh; layer dense 4 tanh; layer add 1; layer dense 1",
            "layer input 1 steps=6; layer lstm 4 last; layer dense 1",
        ],
        options: [
            ("stride", "how far the window moves: 2, or 2x1 for rows x columns", .none),
            ("padding", "zeros around the image: same, 1, 1x2, or top x left x bottom x right; causal along a sequence", paddings),
            ("dilation", "how far the cells of the window lie apart, usually 1", .none),
            ("groups", "conv: into how many blocks channels and filters are cut, usually 1", .none),
            ("ceil", "on: the number of places is rounded up, so that the last window may reach beyond the edge", .onOrOff),
            ("padding-counts", "avgpool, on: the mean is over zeros around the image too", .onOrOff),
            ("eps", "batchnorm: added to the variance, usually 1e-5", .none),
            ("momentum", "batchnorm: how far a batch moves the running mean and variance, usually 0.1", .none),
        ].map { (name: String, summary: String, values: Completions) in
            .init(name, summary, values: values, with: LayerSyntax.all.filter { $0.options.contains(name) }.map(\.name))
        } + [.init("steps", "how many steps a sequence has", with: ["input"])],
        arguments: .words(kinds.map { ($0.name, $0.summary) }).only(at: 0) + activationsOfKinds + LayerSyntax.addends,
        manner: Manner(.waits) { $0.buildsNetwork = true }, forms: ["activation": Manner(.obeyed) { $0.steersTraining = true }]
    ) { arguments, desk throws(CommandError) in
        let list = kinds.map(\.name).joined(separator: ", ")
        let word = try arguments.word(0, "the kind of layer", hint: "for example: layer dense 2 sigmoid; there are \(list)")
        let kind = try kind(word)
        try refuseOptions(of: kind, arguments)
        let reader = LayerReader(desk.workspace, arguments)
        switch kind {
        case "input":
            let shape = try reader.inputShape()
            return { desk, _ throws(CommandError) in
                try worded(desk.workspace.make(Network(inputShape: shape)))
                return try summary(desk)
            }
        case "remove": return try removal(arguments, desk)
        case "activation": return try ActivationChange.read(arguments, desk)
        default:
            guard let syntax = LayerSyntax.all.first(where: { $0.name == kind }) else { throw unknown(word) }
            guard let network = desk.workspace.network else {
                throw CommandError("there is no network yet", hint: "begin with its input, for example: layer input 28x28x1")
            }
            let layer = try syntax.read(reader, network.outputShape)
            return { desk, control throws(CommandError) in
                try add(try layer(), to: &desk, column: arguments.words[0].column, unless: control.isToStop)
            }
        }
    }

    private static func summary(_ desk: Desk) throws(CommandError) -> Reply {
        Reply(NetworkSummary.document(of: try worded(desk.workspace.requireNetwork())))
    }

    private static func kind(_ word: Word) throws(CommandError) -> String {
        let typed = word.text.lowercased(), bare = typed.replacing("-", with: "").replacing("_", with: "")
        if let known = kinds.first(where: { $0.name == bare || $0.aliases.contains(bare) }) { return known.name }
        throw unknown(word)
    }

    private static func unknown(_ word: Word) -> CommandError {
        let typed = word.text.lowercased(), bare = typed.replacing("-", with: "").replacing("_", with: ""), names = kinds.map(\.name)
        return CommandError(
            "unknown kind of layer '\(typed)'", column: word.column,
            hint: closest(to: bare, among: names).map { "did you mean '\($0)'?" } ?? "there are \(names.joined(separator: ", "))")
    }

    private static func refuseOptions(of kind: String, _ arguments: Arguments) throws(CommandError) {
        let known = layer.options.filter { $0.goesWith(kind) }.map(\.name)
        for name in layer.options.map(\.name) where !known.contains(name) {
            guard let option = arguments.option(name) else { continue }
            throw CommandError(
                "\(kind) has no \(name)", column: option.column - name.count - 1,
                hint: known.isEmpty ? "`help layer` shows how it is written" : "it has \(known.map { $0 + "=" }.joined(separator: ", "))")
        }
    }

    // MARK: Adding

    /// Of a network with more layers than these only the new one is told: all of them are nothing to read, layer after layer.
    private static let mostTold = 24

    private static func add(
        _ layer: Layer, to desk: inout Desk, column: Int, unless isToStop: () -> Bool
    ) throws(CommandError) -> Reply {
        try worded(at: column, desk.workspace.append(layer, unless: isToStop))
        let network = try worded(desk.workspace.requireNetwork()), number = network.layers.count
        var blocks: [Block] = [
            .line(
                network.isPlain && number <= mostTold
                    ? NetworkSummary.line(of: network) : "layer \(number): \(layer.title), \(layer.inputShape) -> \(layer.shape)")
        ]
        blocks += LayerPortrait(layer).notes.map(Block.note)
        if layer.statisticCount > 0, let remark = desk.workspace.remarkOnLoneNumbers { blocks.append(.note(remark)) }
        return Reply(Document(blocks, values: Deferred { NetworkSummary.values(of: network) }))
    }

    // MARK: Removing

    private static func removal(_ arguments: Arguments, _ desk: Desk) throws(CommandError) -> Acting {
        let network = try worded(desk.workspace.requireNetwork())
        guard !network.layers.isEmpty else { throw CommandError(.nothingToRemove, at: arguments.words[0].column) }
        let word = try arguments.word(1, "the number of the layer", hint: "layers are numbered from 1: `show network`")
        let number = try Arguments.integer(word, "the layer", in: 1...network.layers.count)
        try arguments.expectAtMost(2, synopsis: "layer remove 2")
        return { desk, control throws(CommandError) in
            try worded(at: word.column, desk.workspace.remove(layer: number, unless: control.isToStop))
            return try summary(desk)
        }
    }
}
