// The plots of a network: boundary, gradients, weights, activations, features. Each is a picture and the numbers in it.
import Charts
import Documents
import NeuralEngine

/// A picture and the same facts for programs.
struct Plot {
    var chart: Chart
    var values: [JSONField]
    var notes: [String] = []
}

enum NetworkPlots {
    static let names: [(name: String, summary: String)] = [
        ("loss", "the loss of every epoch"), ("accuracy", "the accuracy of every epoch"),
        ("gradients", "the size of each layer's gradient"), ("weights", "weights by sign and size, or as=histogram"),
        ("boundary", "what two inputs lead to, with the data"), ("activations", "outputs of each layer, and dead units"),
        ("features", "what the first layer looks for"),
    ]

    /// A network with what it is shown, if anything.
    private static func subject(_ workspace: Workspace, needsSamples: Bool) throws(CommandError) -> (NetworkPortrait, Parameters) {
        let network = try workspace.requireNetwork()
        guard !network.layers.isEmpty, let parameters = workspace.parameters else {
            throw CommandError("the network has no layer yet", hint: "add one, for example: layer dense 2 sigmoid")
        }
        let samples: Samples? = needsSamples ? try workspace.requireSamples() : nil
        if let samples { try workspace.requireMemory(for: .looking, capacity: samples.count) }
        return (NetworkPortrait(network: network, samples: samples), parameters)
    }

    /// The layers asked for by `layer=`, or all that have weights.
    private static func chosenLayers(_ portrait: NetworkPortrait, _ arguments: Arguments) throws(CommandError) -> [Int] {
        let all = portrait.weightedLayers
        guard let number = try arguments.integer(option: "layer", in: 1...max(1, portrait.network.layers.count)) else { return all }
        guard all.contains(number) else {
            throw CommandError(
                "layer \(number) has no weights", column: arguments.option("layer")?.column,
                hint: "these have: \(all.map(String.init).joined(separator: ", "))")
        }
        return [number]
    }

    private static func joined(_ panels: [Chart]) -> Chart { panels.count == 1 ? panels[0] : .panels(panels) }

    // MARK: Boundary

    static func boundary(_ workspace: Workspace) throws(CommandError) -> Plot {
        let network = try workspace.requireNetwork()
        guard network.inputs == 2 else {
            throw CommandError(
                "a boundary is drawn in the plane of two inputs; the network has \(network.inputs)", column: 6,
                hint: "for example: net 2-8-1 tanh output=sigmoid; data circle")
        }
        var (portrait, parameters) = try subject(workspace, needsSamples: true)
        guard let drawn = portrait.boundaryWithOutputs(parameters) else {
            throw CommandError("there is nothing to draw", column: 6)
        }
        let width = drawn.xs.count
        let outputs = (0..<network.outputs).map { output in
            JSONField(
                portrait.names.node(layer: network.outputLayer, unit: output),
                .array(
                    drawn.ys.indices.map { row in .vector((0..<width).map { drawn.outputs[row * width + $0, output] }) }))
        }
        let points = drawn.map.spots.map {
            JSONValue.object([.init("x", .number($0.x)), .init("y", .number($0.y)), .init("class", .int($0.group))])
        }
        return Plot(
            chart: .plane(drawn.map),
            values: [
                .init("x", .vector(drawn.xs)), .init("y", .vector(drawn.ys)), .init("outputs", .object(outputs)),
                .init("points", .array(points)),
            ])
    }

    // MARK: Layers

    static func gradients(_ workspace: Workspace) throws(CommandError) -> Plot {
        var (portrait, parameters) = try subject(workspace, needsSamples: true)
        let looks = portrait.look(parameters)
        guard looks.contains(where: { $0.gradientNorm != nil }) else {
            throw CommandError("there is no target yet", hint: "give one: target \(Workspace.exampleRow(portrait.network.outputs))")
        }
        var chart = portrait.gradients(looks, numerals: Numerals(digits: 4))
        chart.title = "size of each layer's gradient"
        let norms = looks.map {
            JSONValue.object([
                .init("layer", .int($0.layer)), .init("name", .string(portrait.names.layerName($0.layer))),
                .init("norm", $0.gradientNorm.map(JSONValue.number) ?? .null),
            ])
        }
        let samples = "\(portrait.sampleCount) sample\(portrait.sampleCount == 1 ? "" : "s")"
        return Plot(
            chart: .bars(chart), values: [.init("layers", .array(norms))],
            notes: ["|dE/dW, dE/db| of each layer over \(samples): how fast it learns"])
    }

    static func weights(_ workspace: Workspace, _ arguments: Arguments) throws(CommandError) -> Plot {
        let (portrait, parameters) = try subject(workspace, needsSamples: false)
        var isHistogram = false
        if let word = arguments.option("as") {
            guard ["map", "histogram"].contains(word.text.lowercased()) else {
                throw CommandError("'\(word.text)' is no way to draw weights", column: word.column, hint: "as=map or as=histogram")
            }
            isHistogram = word.text.lowercased() == "histogram"
        }
        let layers = try chosenLayers(portrait, arguments)
        let panels = layers.map {
            isHistogram ? Chart.histogram(portrait.weightHistogram(layer: $0, parameters)) : .heat(portrait.weights(layer: $0, parameters))
        }
        let values = layers.map { layer in
            let matrix = parameters.weights[layer - 1]
            return isHistogram
                ? JSONField("W\(layer)", bins(Distribution(of: matrix.values)))
                : JSONField("W\(layer)", .matrix(matrix.values, columns: matrix.columns))
        }
        return Plot(chart: joined(panels), values: values)
    }

    static func activations(_ workspace: Workspace, _ arguments: Arguments) throws(CommandError) -> Plot {
        var (portrait, parameters) = try subject(workspace, needsSamples: true)
        let wanted = try chosenLayers(portrait, arguments), looks = portrait.look(parameters).filter { wanted.contains($0.layer) }
        let panels = looks.map { Chart.histogram(portrait.activations($0)) }
        let values = looks.map { look -> JSONValue in
            guard case .object(let spread) = bins(look.outputs) else { return .null }
            return .object(
                [
                    .init("layer", .int(look.layer)), .init("name", .string(portrait.names.layerName(look.layer))),
                    .init("units", .int(look.unitCount)), .init("dead", .array(portrait.deadNames(look).map { .string($0) })),
                ] + spread)
        }
        return Plot(
            chart: joined(panels), values: [.init("layers", .array(values))],
            notes: looks.compactMap { look in
                portrait.deadText(look, most: 20).map { "\(portrait.names.layerName(look.layer)): \($0)" }
            })
    }

    private static func bins(_ spread: Distribution) -> JSONValue {
        .object([
            .init("edges", .vector(spread.edges)), .init("counts", .array(spread.counts.map { .int($0) })),
            .init("mean", .number(spread.mean)),
        ])
    }

    // MARK: Features

    static func features(_ workspace: Workspace) throws(CommandError) -> Plot {
        let (portrait, parameters) = try subject(workspace, needsSamples: false)
        let features = portrait.features(parameters)
        guard !features.isEmpty else {
            throw CommandError("no layer looks for features", column: 6, hint: "dense and conv do, for example: layer dense 2 sigmoid")
        }
        let values = features.map { feature in
            JSONValue.object([
                .init("name", .string(feature.title ?? "")), .init("weights", .array(feature.values.map { .vector($0) })),
            ])
        }
        return Plot(chart: joined(features.map(Chart.heat)), values: [.init("features", .array(values))])
    }
}
