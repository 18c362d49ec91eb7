// The plots of a network: boundary, gradients, weights, activations, features. Each is a picture and the numbers in it.
import Charts
import Documents
import NeuralEngine
import Workspaces

/// A picture and the same facts for programs.
package struct Plot {
    package var chart: Chart
    @Deferred package var values: [JSONField]
    package var notes: [String] = []
    /// All of it as a table, where the curves of one chart are not all.
    package var sheet: Sheet?

    package init(chart: Chart, values: [JSONField], notes: [String] = []) {
        self.chart = chart
        self.values = values
        self.notes = notes
    }

    /// The same, whose values are made when somebody asks for them.
    package init(chart: Chart, values: Deferred<[JSONField]>, notes: [String]) {
        (self.chart, _values, self.notes) = (chart, values, notes)
    }

    /// Lines, with their points as values.
    package init(_ chart: LineChart) {
        let series = chart.series.map { series in
            JSONValue.object([
                .init("name", .string(series.name)), .init("x", .vector(series.points.map(\.x))),
                .init("y", .vector(series.points.map(\.y))),
            ])
        }
        self.init(chart: .lines(chart), values: [.init("series", .array(series))])
    }
}

package enum NetworkPlots {
    /// A network with what it is shown, if anything.
    private static func subject(_ workspace: Workspace, needsSamples: Bool) throws(WorkspaceError) -> (NetworkPortrait, Parameters) {
        let network = try workspace.requireNetwork()
        guard !network.layers.isEmpty else { throw .noLayer }
        let samples: Samples? = needsSamples ? try workspace.setup.samples() : nil
        if let samples { try workspace.setup.checkMemory(for: .looking, capacity: samples.count) }
        let space = workspace.setup.inputSpace(of: samples)
        return (NetworkPortrait(network: network, samples: samples, space: space), try workspace.requireParameters())
    }

    /// The layers that have weights.
    package static func weightedLayers(of workspace: Workspace, needsSamples: Bool) throws(WorkspaceError) -> [Int] {
        try subject(workspace, needsSamples: needsSamples).0.weightedLayers
    }

    private static func joined(_ panels: [Chart]) -> Chart { panels.count == 1 ? panels[0] : .panels(panels) }

    // MARK: Boundary

    /// What two inputs lead to, with the data; of a network with one input the curve of its answers. Nil where there is nothing to draw.
    package static func boundary(_ workspace: Workspace, unless isToStop: () -> Bool = { false }) throws(WorkspaceError) -> Plot? {
        let network = try workspace.requireNetwork()
        try workspace.requireFittingFeatures()
        let count = workspace.givenCount ?? network.inputs
        if count == 1, network.outputLayer > 0 { return try answers(workspace, network, unless: isToStop) }
        guard count == 2 else { throw .notTwoInputs(count) }
        var (portrait, parameters) = try subject(workspace, needsSamples: true)
        guard let drawn = portrait.boundaryWithOutputs(parameters, unless: isToStop) else {
            if isToStop() { throw .stoppedOnTheWay }
            return nil
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

    /// More outputs than these are no picture, and more dots tell no more.
    private static let mostAnswers = 6, mostDots = 1000

    /// The outputs over the only input, as far as the samples reach, and what the samples want, a dot each.
    private static func answers(
        _ workspace: Workspace, _ network: Network, unless isToStop: () -> Bool
    ) throws(WorkspaceError) -> Plot {
        let samples = try? workspace.setup.samples(), names = Names(network: network), parameters = try workspace.requireParameters()
        guard let space = workspace.setup.inputSpace(of: samples) else { throw .noLayer }
        let given = (space.places.map { places in (0..<places.rows).map { places[$0, 0] } } ?? []).filter(\.isFinite)
        let low = given.min() ?? -6, high = given.max() ?? 6, margin = high > low ? high / 10 - low / 10 : max(1, low.magnitude)
        let range = (low - margin)...(high + margin), count = 241
        try workspace.setup.checkMemory(for: .looking, capacity: count)
        let xs = (0..<count).map { place in
            let share = Double(place) / Double(count - 1)
            return range.lowerBound * (1 - share) + range.upperBound * share
        }
        let inputs = space.inputs(at: Matrix(rows: xs.map { [$0] }))
        guard let layers = network.layerOutputs(for: inputs, parameters, unless: isToStop) else { throw .stoppedOnTheWay }
        guard let outputs = layers.last else { throw .noLayer }
        let shown = min(network.outputs, mostAnswers)
        var series = (0..<shown).map { output in
            Series(
                name: names.node(layer: network.outputLayer, unit: output), x: xs, y: xs.indices.map { outputs[$0, output] })
        }
        if let samples, let places = space.places, samples.hasTargets, shown == 1 {
            let dots = (0..<min(samples.count, mostDots)).map { Point(x: places[$0, 0], y: samples.targets[$0, 0]) }
            series.append(Series(name: "target", points: dots.sorted { $0.x < $1.x }, as: .dots))
        }
        var plot = Plot(LineChart(series: series, xRange: range, xLabel: space.names.first ?? ""))
        if network.outputs > shown { plot.notes.append("the first \(shown) of \(network.outputs) outputs") }
        return plot
    }

    // MARK: Layers

    package static func gradients(_ workspace: Workspace, unless isToStop: () -> Bool = { false }) throws(WorkspaceError) -> Plot {
        var (portrait, parameters) = try subject(workspace, needsSamples: true)
        guard let looks = portrait.look(parameters, unless: isToStop) else { throw .stoppedOnTheWay }
        guard looks.contains(where: { $0.gradientNorm != nil }) else { throw .noTarget(outputs: portrait.network.outputs) }
        var chart = portrait.gradients(looks, numerals: Numerals(digits: 4))
        chart.title = "size of each layer's gradient"
        let norms = looks.map {
            JSONValue.object([
                .init("layer", .int($0.layer)), .init("name", .string(portrait.names.layerName($0.layer))),
                .init("norm", $0.gradientNorm.map(JSONValue.number) ?? .null),
            ])
        }
        let samples = "\(portrait.sampleCount) sample\(portrait.sampleCount == 1 ? "" : "s")"
        var plot = Plot(
            chart: .bars(chart), values: [.init("layers", .array(norms))],
            notes: ["|dE/dW, dE/db| of each layer over \(samples): how fast it learns"])
        plot.sheet = Sheet(
            header: ["layer", "name", "size of the gradient"],
            rows: looks.map {
                [.int($0.layer), .string(portrait.names.layerName($0.layer)), $0.gradientNorm.map(JSONValue.number) ?? .null]
            })
        return plot
    }

    /// The size of the error at each step of the recurrent layers, as a bar a step: how far back what was wrong at the end is still felt.
    package static func gradientsThroughTime(_ workspace: Workspace, unless isToStop: () -> Bool) throws(WorkspaceError) -> Plot {
        let network = try workspace.requireNetwork()
        guard network.layers.contains(where: { $0.recurrence != nil }) else { throw .noRecurrentLayers }
        let stepper = try workspace.walk()
        guard stepper.samples.hasTargets else { throw .noTarget(outputs: network.outputs) }
        guard let pass = stepper.wholePass(unless: isToStop) else { throw .stoppedOnTheWay }
        let names = Names(network: network), numerals = Numerals(digits: 4)
        var panels: [Chart] = [], values: [JSONValue] = [], rows: [[JSONValue]] = []
        for number in 1...network.layers.count {
            guard let sizes = pass.errorSizesBySteps(layer: number) else { continue }
            let positive = sizes.filter { $0 > 0 }
            panels.append(
                .bars(
                    BarChart(
                        title: "\(names.layerName(number)): size of dE/dout at each step",
                        bars: sizes.enumerated().map { .init(name: "step \($0 + 1)", value: $1, text: numerals.text($1)) },
                        isLogarithmic: (positive.max() ?? 1) > 20 * (positive.min() ?? 1))))
            values.append(.object([.init("layer", .int(number)), .init("sizes", .vector(sizes))]))
            rows += sizes.enumerated().map { [.int(number), .int($0 + 1), .number($1)] }
        }
        var plot = Plot(
            chart: joined(panels), values: [.init("layers", .array(values))],
            notes: ["dE/dout of a step: by the layers behind it and by all later steps"])
        plot.sheet = Sheet(header: ["layer", "step", "size of dE/dout"], rows: rows)
        return plot
    }

    /// The weights of some layers as maps, or as histograms.
    package static func weights(
        _ workspace: Workspace, layers: [Int], asHistogram isHistogram: Bool, unless isToStop: () -> Bool
    ) throws(WorkspaceError) -> Plot {
        let (portrait, parameters) = try subject(workspace, needsSamples: false)
        var panels: [Chart] = [], spreads: [(name: String, spread: Distribution)] = []
        for layer in layers {
            guard let spread = Distribution(of: parameters.weights[layer - 1].values, unless: isToStop) else { throw .stoppedOnTheWay }
            spreads.append(("W\(layer)", spread))
            panels.append(
                isHistogram ? .histogram(portrait.histogram(ofWeights: layer, spread)) : .heat(portrait.weights(layer: layer, parameters)))
        }
        let values = Deferred { [spreads] in
            zip(layers, spreads).map { layer, entry in
                if isHistogram { return JSONField(entry.name, bins(entry.spread)) }
                let matrix = parameters.weights[layer - 1]
                return JSONField(entry.name, .matrix(matrix.values, columns: matrix.columns))
            }
        }
        let notes = spreads.compactMap { name, spread in
            spread.remark(inNo: isHistogram ? "column" : "shade").map { "\(name): \($0)" }
        }
        var plot = Plot(chart: joined(panels), values: values, notes: notes)
        if isHistogram { plot.sheet = sheet(of: spreads) }
        return plot
    }

    package static func activations(
        _ workspace: Workspace, layers: [Int], unless isToStop: () -> Bool = { false }
    ) throws(WorkspaceError) -> Plot {
        var (portrait, parameters) = try subject(workspace, needsSamples: true)
        guard let all = portrait.look(parameters, unless: isToStop) else { throw .stoppedOnTheWay }
        let looks = all.filter { layers.contains($0.layer) }
        let panels = looks.map { Chart.histogram(portrait.activations($0)) }
        let values = looks.map { look -> JSONValue in
            guard case .object(let spread) = bins(look.outputs) else { return .null }
            return .object(
                [
                    .init("layer", .int(look.layer)), .init("name", .string(portrait.names.layerName(look.layer))),
                    .init("units", .int(look.unitCount)), .init("dead", .array(portrait.deadNames(look).map { .string($0) })),
                ] + spread)
        }
        var plot = Plot(
            chart: joined(panels), values: [.init("layers", .array(values))],
            notes: looks.flatMap { look in
                [portrait.deadText(look, most: 20), look.outputs.remark].compactMap { text in
                    text.map { "\(portrait.names.layerTitle(look.layer)): \($0)" }
                }
            })
        plot.sheet = sheet(of: looks.map { (portrait.names.layerName($0.layer), $0.outputs) })
        return plot
    }

    /// Histograms as a table: a row a column of theirs.
    private static func sheet(of histograms: [(name: String, spread: Distribution)]) -> Sheet {
        Sheet(
            header: ["of", "from", "to", "count"],
            rows: histograms.flatMap { name, spread in
                zip(zip(spread.edges, spread.edges.dropFirst()), spread.counts).map { edges, count in
                    [.string(name), .number(edges.0), .number(edges.1), .int(count)]
                }
            })
    }

    private static func bins(_ spread: Distribution) -> JSONValue {
        .object(
            [
                .init("edges", .vector(spread.edges)), .init("counts", .array(spread.counts.map { .int($0) })),
                .init("mean", .number(spread.mean)),
            ] + spread.leftOutValues)
    }

    // MARK: Features

    /// What the first layer looks for that looks for something; nil where none does.
    package static func features(_ workspace: Workspace) throws(WorkspaceError) -> Plot? {
        let (portrait, parameters) = try subject(workspace, needsSamples: false)
        let features = portrait.features(parameters)
        guard !features.isEmpty else { return nil }
        let values = Deferred {
            let values = features.map { feature in
                JSONValue.object([
                    .init("name", .string(feature.title ?? "")), .init("weights", .array(feature.values.map { .vector($0) })),
                ])
            }
            return [JSONField("features", .array(values))]
        }
        return Plot(chart: joined(features.map(Chart.heat)), values: values, notes: [])
    }
}
