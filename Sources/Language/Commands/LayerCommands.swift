// Building a network layer by layer.
import Documents
import Formula
import NeuralEngine

enum LayerCommands {
    static let all = [layer]

    /// The kinds of layer: name, other names in lower case without dashes, and what it does.
    private static let kinds: [(name: String, aliases: [String], summary: String)] = [
        ("input", [], "the shape of a sample: a count, or height x width x channels"),
        ("dense", ["linear"], "units that are joined to every number before; an image is read channel by channel, row by row"),
        ("conv", ["conv2d", "convolution"], "filters that slide over an image; each gives a channel"),
        ("maxpool", ["maxpool2d", "maxpooling2d"], "the greatest value of each window of each channel"),
        ("avgpool", ["avgpool2d", "averagepooling2d"], "the mean of each window of each channel"),
        ("flatten", [], "an image as a plain list, channel by channel, row by row"),
        ("dropout", [], "in training each number is 0 with this probability"),
        ("batchnorm", ["batchnorm1d", "batchnorm2d", "batchnormalization"], "each channel with mean 0 and deviation 1 over the batch"),
        ("activation", [], "another activation, with the weights as they are"), ("remove", [], "take a layer away"),
    ]

    /// An activation behind the units of a dense layer, the window of a convolution, and a batchnorm.
    private static let activationsOfKinds = Completions { place in
        if place.arguments.first?.lowercased() == "activation", place.arguments.count <= 2 { return ActivationChange.candidates(place) }
        let places = ["dense": 2, "conv": 3, "batchnorm": 1]
        return places[place.arguments.first?.lowercased() ?? ""] == place.arguments.count ? Completions.activations.candidates(place) : []
    }

    static let layer = Command(
        "layer", group: .network, kind: .change, manner: Manner(.waits) { $0.buildsNetwork = true },
        forms: ["activation": Manner(.obeyed)],
        synopsis: [
            "layer input 28x28x1", "layer conv 8 3x3 [stride=1 padding=1] relu", "layer maxpool | avgpool 2x2 [stride=2]",
            "layer flatten", "layer dense 10 softmax", "layer dropout 0.2", "layer batchnorm [relu]", "layer activation [2] tanh",
            "layer remove 2",
        ],
        summary: "Build a network layer by layer.",
        details: [
            "Layers are numbered from 1, the input is 0. Shapes are height x width x channels. A window of size F over an image of size W with "
                + "a border of P zeros and stride S has (W - F + 2P)/S + 1 places, rounded down.",
            "A dense layer after an image reads it as a plain list, channel by channel, row by row; `layer flatten` says so openly. "
                + "A pooling window is 2x2 and moves by its own size unless it is told otherwise.",
            "dense, conv and batchnorm take an activation; without one it is the identity. dropout and batchnorm act in training and in stepping with "
                + "a target; outside training dropout lets all through and batchnorm uses its running mean and variance.",
            "`layer activation 2 tanh` changes what layer 2 makes of its net inputs, `layer activation tanh` all layers but the last; weights, "
                + "what the optimizer remembers and the epochs stay, so it can be done in the middle of a training. Only the last layer can be "
                + "softmax; that selects the loss cross-entropy.",
            "Removing a layer gives the layers behind it fresh weights.",
        ],
        examples: [
            "layer input 28x28x1; layer conv 8 3x3 padding=1 relu; layer maxpool 2x2; layer dense 10 softmax", "layer dense 3 tanh",
            "layer dropout 0.2", "layer activation 1 tanh", "layer remove 2",
        ],
        options: [
            .init("stride", "how far the window moves: 2, or 2x1 for rows x columns", with: ["conv", "maxpool", "avgpool"]),
            .init("padding", "rows and columns of zeros around the image", with: ["conv"]),
            .init("eps", "batchnorm: added to the variance, usually 1e-5", with: ["batchnorm"]),
            .init("momentum", "batchnorm: how far a batch moves the running mean and variance, usually 0.1", with: ["batchnorm"]),
        ],
        arguments: .words(kinds.map { ($0.name, $0.summary) }).only(at: 0) + activationsOfKinds
    ) { workspace, arguments, control throws(CommandError) in
        let word = try arguments.word(0, "the kind of layer", hint: kinds.map(\.name).joined(separator: ", "))
        let kind = try kind(word)
        try refuseOptions(of: kind, arguments)
        switch kind {
        case "input":
            let reader = LayerReader(workspace: workspace, arguments: arguments, control: control)
            let shape = try reader.inputShape()
            try control.begin()
            workspace.install(Network(inputShape: shape))
        case "remove": try remove(&workspace, arguments, control)
        case "activation":
            let change = try ActivationChange(workspace, arguments)
            try control.begin()
            return change.apply(to: &workspace)
        default:
            let network = try workspace.requireNetwork(hint: "begin with its input, for example: layer input 28x28x1")
            let layer = try LayerReader(workspace: workspace, arguments: arguments, control: control).layer(kind, over: network.outputShape)
            try control.begin()
            return try add(layer, to: &workspace, arguments)
        }
        let network = try workspace.requireNetwork()
        return .line(NetworkSummary.line(of: network), values: NetworkSummary.values(of: network))
    }

    private static func kind(_ word: Word) throws(CommandError) -> String {
        let typed = word.text.lowercased(), bare = typed.replacing("-", with: "").replacing("_", with: "")
        if let known = kinds.first(where: { $0.name == bare || $0.aliases.contains(bare) }) { return known.name }
        let names = kinds.map(\.name)
        throw CommandError(
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

    private static func add(_ layer: Layer, to workspace: inout Workspace, _ arguments: Arguments) throws(CommandError) -> Reply {
        var network = try workspace.requireNetwork()
        let column = arguments.words[0].column
        network.append(layer)
        network.loss =
            layer.activation.isSoftmax ? .crossEntropy : network.loss == .crossEntropy && layer.hasNetInputs ? .squaredError : network.loss
        try NetworkCommands.checkSize(network, column: column)
        workspace.replaceLayers(with: network, keeping: network.layers.count - 1)
        let number = network.layers.count
        var blocks: [Block] = [
            .line(
                network.isPlain
                    ? NetworkSummary.line(of: network) : "layer \(number): \(layer.title), \(layer.inputShape) -> \(layer.shape)")
        ]
        blocks += notes(about: layer).map(Block.note)
        if layer.statisticCount > 0, let remark = workspace.remarkOnLoneNumbers { blocks.append(.note(remark)) }
        return Reply(blocks, values: NetworkSummary.values(of: network))
    }

    /// What is worth knowing about a new layer: how its size and its parameters come about.
    private static func notes(about layer: Layer) -> [String] {
        switch layer.kind {
        case .convolution(let window): [places(of: window, layer), "parameters: \(layer.parameterFormula)"].compactMap { $0 }
        case .maxPooling(let window), .averagePooling(let window): [places(of: window, layer)].compactMap { $0 }
        case .dense where !layer.inputShape.isFlat:
            ["the image of \(layer.inputShape) is read as a list of \(layer.inputs) numbers, channel by channel, row by row"]
        default: []
        }
    }

    /// (5 - 3 + 2*0)/2 + 1 = 2, and what is left over at the edge.
    private static func places(of window: Window, _ layer: Layer) -> String? {
        func formula(_ size: Int, _ length: Int, _ padding: Int, _ stride: Int, _ places: Int) -> String {
            let rest = (size - length + 2 * padding) % stride
            return "(\(size) - \(length) + 2*\(padding))/\(stride) + 1 = \(places)"
                + (rest == 0 ? "" : " rounded down, so \(rest) at the far edge \(rest == 1 ? "is" : "are") not seen")
        }
        let rows = formula(layer.inputShape.height, window.height, window.rowPadding, window.rowStride, layer.shape.height)
        let columns = formula(layer.inputShape.width, window.width, window.columnPadding, window.columnStride, layer.shape.width)
        return rows == columns ? "height and width: \(rows)" : "height: \(rows); width: \(columns)"
    }

    // MARK: Removing

    private static func remove(_ workspace: inout Workspace, _ arguments: Arguments, _ control: RunControl) throws(CommandError) {
        let network = try workspace.requireNetwork(), column = arguments.words[0].column
        guard !network.layers.isEmpty else { throw CommandError("there is no layer to remove", column: column) }
        let word = try arguments.word(1, "the number of the layer", hint: "layers are numbered from 1: `show network`")
        let number = try Arguments.integer(word, "the layer", in: 1...network.layers.count)
        try arguments.expectAtMost(2, synopsis: "layer remove 2")
        try control.begin()
        var rest = Network(inputShape: network.inputShape, layers: Array(network.layers.prefix(number - 1)), loss: network.loss)
        (rest.penalty, rest.centerLoss) = (network.penalty, network.centerLoss)
        for (index, layer) in network.layers.enumerated().dropFirst(number) {
            do throws(ShapeError) {
                rest.append(try layer.over(rest.outputShape))
            } catch {
                throw CommandError(
                    "without layer \(number), layer \(index + 1) (\(layer.title)) does not fit: \(error.message)", column: word.column,
                    hint: "remove layer \(index + 1) first")
            }
        }
        let isSoftmax = rest.outputLayer > 0 && rest[layer: rest.outputLayer].activation.isSoftmax
        if !isSoftmax && rest.loss == .crossEntropy { rest.loss = .squaredError }
        try NetworkCommands.checkSize(rest, column: word.column)
        workspace.replaceLayers(with: rest, keeping: number - 1)
    }
}

/// Reads one layer as it is typed behind `layer`.
private struct LayerReader {
    let workspace: Workspace
    let arguments: Arguments
    let control: RunControl

    private var words: [Word] { arguments.words }

    func inputShape() throws(CommandError) -> Shape {
        let word = try arguments.word(1, "the shape of the input", hint: "a count, or height x width x channels: layer input 28x28x1")
        try arguments.expectAtMost(2, synopsis: "layer input 28x28x1")
        let sizes = try sizes(word, "the shape", counts: 1...3, in: 1...1_000_000)
        let shape = sizes.count == 1 ? Shape(sizes[0]) : Shape(height: sizes[0], width: sizes[1], channels: sizes.count > 2 ? sizes[2] : 1)
        guard sizes.allSatisfy({ $0 <= 10_000 }) && shape.count <= 1_000_000 || sizes.count == 1 else {
            throw CommandError("an input has at most 1000000 numbers", column: word.column)
        }
        return shape
    }

    func layer(_ kind: String, over shape: Shape) throws(CommandError) -> Layer {
        switch kind {
        case "conv": return try convolution(over: shape)
        case "maxpool": return try pooling(LayerKind.maxPooling, kind, over: shape)
        case "avgpool": return try pooling(LayerKind.averagePooling, kind, over: shape)
        case "flatten":
            try arguments.expectAtMost(1, synopsis: "layer flatten")
            return .flatten(inputs: shape)
        case "dropout": return try dropout(over: shape)
        case "batchnorm": return try batchNormalisation(over: shape)
        default:
            let example = "for example: layer dense 3 relu", word = try arguments.word(1, "the number of units", hint: example)
            guard Double(word.text) != nil else {
                throw CommandError("the number of units comes first, and '\(word.text)' is none", column: word.column, hint: example)
            }
            let units = try Arguments.integer(word, "the number of units", in: 1...1_000_000)
            try arguments.expectAtMost(3, synopsis: "layer dense 3 relu")
            return .dense(inputs: shape, units: units, activation: try activation(2))
        }
    }

    private func convolution(over shape: Shape) throws(CommandError) -> Layer {
        let example = "for example: layer conv 8 3x3 relu"
        let word = try arguments.word(1, "the number of filters", hint: example)
        guard Double(word.text) != nil else {
            throw CommandError("the number of filters comes first, and '\(word.text)' is none", column: word.column, hint: example)
        }
        let filters = try Arguments.integer(word, "the number of filters", in: 1...100_000)
        let size = try arguments.word(2, "the size of the filters", hint: example)
        try arguments.expectAtMost(4, synopsis: "layer conv 8 3x3 stride=1 padding=1 relu")
        let window = try window(size, usualStride: (1, 1)), activation = try activation(3)
        return try fitted(size, shape) { () throws(ShapeError) in
            try .convolution(inputs: shape, filters: filters, window: window, activation: activation)
        }
    }

    private func pooling(_ make: (Window) -> LayerKind, _ name: String, over shape: Shape) throws(CommandError) -> Layer {
        try arguments.expectAtMost(2, synopsis: "layer \(name) 2x2 stride=2")
        let size = words.count > 1 ? words[1] : Word("2x2", column: words[0].column)
        let sizes = try pair(size, "the window", from: 1)
        let window = try window(size, usualStride: sizes)
        return try fitted(size, shape) { () throws(ShapeError) in try .pooling(make, inputs: shape, window: window) }
    }

    private func dropout(over shape: Shape) throws(CommandError) -> Layer {
        let word = try arguments.word(1, "the probability", hint: "for example: layer dropout 0.2")
        try arguments.expectAtMost(2, synopsis: "layer dropout 0.2")
        let rate = try Arguments.number(word, "the probability")
        guard (0..<1).contains(rate) else {
            throw CommandError(
                "a probability of dropping is from 0 to below 1, not \(word.text)", column: word.column,
                hint: "for example: layer dropout 0.2")
        }
        return .dropout(inputs: shape, rate: rate)
    }

    private func batchNormalisation(over shape: Shape) throws(CommandError) -> Layer {
        try arguments.expectAtMost(2, synopsis: "layer batchnorm relu")
        let activation = try activation(1)
        guard !activation.isSoftmax else {
            throw CommandError(
                "softmax does not fit batchnorm, which works channel by channel", column: words[1].column,
                hint: "add it as a layer: layer dense 10 softmax")
        }
        let epsilon = try arguments.number(option: "eps") ?? 1e-5, momentum = try arguments.number(option: "momentum") ?? 0.1
        guard epsilon > 0 else { throw CommandError("eps is above 0", column: arguments.option("eps")?.column, hint: "usually 1e-5") }
        guard (0...1).contains(momentum) else {
            throw CommandError("momentum is from 0 to 1", column: arguments.option("momentum")?.column, hint: "usually 0.1")
        }
        return .batchNormalisation(inputs: shape, epsilon: epsilon, momentum: momentum, activation: activation)
    }

    // MARK: Parts

    private func activation(_ index: Int) throws(CommandError) -> Activation {
        words.count > index ? try workspace.activation(words[index]) : .identity
    }

    private func window(_ size: Word, usualStride: (Int, Int)) throws(CommandError) -> Window {
        let (height, width) = try pair(size, "the window", from: 1)
        let stride = try arguments.option("stride").map { word throws(CommandError) in try pair(word, "stride", from: 1) } ?? usualStride
        let padding = try arguments.option("padding").map { word throws(CommandError) in try pair(word, "padding", from: 0) } ?? (0, 0)
        return Window(
            height: height, width: width, rowStride: stride.0, columnStride: stride.1, rowPadding: padding.0, columnPadding: padding.1)
    }

    /// `3x2` as rows and columns, `3` as both.
    private func pair(_ word: Word, _ what: String, from least: Int) throws(CommandError) -> (Int, Int) {
        let sizes = try sizes(word, what, counts: 1...2, in: least...1_000)
        return (sizes[0], sizes[sizes.count - 1])
    }

    /// Whole numbers joined by x.
    private func sizes(_ word: Word, _ what: String, counts: ClosedRange<Int>, in range: ClosedRange<Int>) throws(CommandError) -> [Int] {
        var sizes: [Int] = []
        var column = word.column
        for part in word.text.lowercased().replacing("\u{D7}", with: "x").split(separator: "x", omittingEmptySubsequences: false) {
            sizes.append(try Arguments.integer(Word(String(part), column: column), what, in: range))
            column += part.count + 1
        }
        guard counts.contains(sizes.count) else {
            throw CommandError(
                "\(what) has at most \(counts.upperBound) sizes, this has \(sizes.count)", column: word.column,
                hint: counts.upperBound == 3 ? "height x width x channels: 28x28x1" : "rows x columns: 3x2")
        }
        return sizes
    }

    /// A layer whose window must fit into the image. While it is typed that is not known yet: options may follow.
    private func fitted(_ size: Word, _ shape: Shape, _ make: () throws(ShapeError) -> Layer) throws(CommandError) -> Layer {
        try control.begin()
        do throws(ShapeError) {
            return try make()
        } catch {
            let isList = shape.isFlat && shape.count > 1
            throw CommandError(
                error.message, column: size.column, hint: isList ? "a window slides over an image: layer input 28x28x1" : error.hint)
        }
    }
}
