// What a network with two inputs does to the plane: how each layer folds it, and what each unit answers all over it.
import Charts
import Documents
import NeuralEngine
import Workspaces

/// The plane of two inputs, and what the layers make of it.
package struct PlanePictures {
    private let network: Network
    private let parameters: Parameters
    private let names: Names
    /// What the plane is, where it is not that of the inputs themselves.
    private let space: InputSpace
    private let samples: Samples?
    private let x: ClosedRange<Double>
    private let y: ClosedRange<Double>

    /// - Parameter fitsData: whether the plane reaches as far as the data, where there are some and no range is given; else from -2 to 2.
    /// - Throws: `notTwoInputs` for other networks.
    package init(
        _ workspace: Workspace, x: ClosedRange<Double>?, y: ClosedRange<Double>?, fitsData: Bool = false
    ) throws(WorkspaceError) {
        network = try workspace.requireNetwork()
        guard network.outputLayer > 0 else { throw network.layers.isEmpty ? .noLayer : .noComputingLayer }
        try workspace.requireFittingFeatures()
        let samples = try? workspace.setup.samples()
        guard let space = workspace.setup.inputSpace(of: samples), space.dimensions == 2 else {
            throw .notTwoInputs(workspace.givenCount ?? network.inputs)
        }
        (self.space, self.samples) = (space, samples)
        parameters = try workspace.requireParameters()
        names = Names(network: network)
        try workspace.setup.checkMemory(for: .looking, capacity: Self.lines * Self.pointsOfLine * 2)
        let places = fitsData ? space.places : nil
        (self.x, self.y) = (x ?? Self.reach(places, 0), y ?? Self.reach(places, 1))
    }

    /// From the least to the greatest number of an input, with a margin of a tenth.
    private static func reach(_ places: Matrix?, _ axis: Int) -> ClosedRange<Double> {
        guard let places else { return -2...2 }
        let values = (0..<places.rows).map { places[$0, axis] }
        guard let low = values.min(), let high = values.max(), case let margin = (high - low) / 10, margin > 0, margin.isFinite else {
            return -2...2
        }
        return low - margin...high + margin
    }

    // MARK: Folding

    /// As many lines of a grid each way, and as many points on each of them.
    private static let lines = 9, pointsOfLine = 65

    /// A picture a layer: the lines of a grid as they lie after it, in the plane of its two units; of more units in that of the two
    /// directions in which the grid is widest (its principal components), of one unit along a line.
    package func folding(unless isToStop: () -> Bool = { false }) throws(WorkspaceError) -> Plot {
        let xs = places(x, Self.lines), ys = places(y, Self.lines)
        let alongX = ys.flatMap { y in places(x, Self.pointsOfLine).map { [$0, y] } }
        let alongY = xs.flatMap { x in places(y, Self.pointsOfLine).map { [x, $0] } }
        let crossings = ys.flatMap { y in xs.map { [$0, y] } }
        let inputs = Matrix(rows: alongX + alongY + crossings)
        guard let outputs = network.layerOutputs(for: space.inputs(at: inputs), parameters, unless: isToStop) else {
            throw .stoppedOnTheWay
        }
        let lineCount = alongX.count, samples = markedSamples, passed = samples.flatMap { network.layerOutputs(for: $0.inputs, parameters) }
        func marked(at places: [(Double, Double)]?) -> [Series] { samples.map { marks(of: $0, at: places ?? []) } ?? [] }
        let plane = inputs.rowList.map { ($0[0], $0[1]) }, spots = space.places?.rowList.map { ($0[0], $0[1]) }
        var panels = [chart("the input plane", plane, lineCount, space.names[0], space.names[1], marked(at: spots))],
            layers: [JSONValue] = []
        for (index, layer) in network.layers.enumerated() where layer.computes {
            if isToStop() { throw .stoppedOnTheWay }
            let number = index + 1, flat = Flattened(outputs[index], and: passed?[index])
            let labels = (0..<2).map { axis in
                flat.isOfUnits ? flat.axes[axis].map { names.node(layer: number, unit: $0) } ?? "" : "direction \(axis + 1)"
            }
            panels.append(chart(names.layerTitle(number), flat.points, lineCount, labels[0], labels[1], marked(at: flat.others)))
            layers.append(
                .object([
                    .init("layer", .int(number)), .init("name", .string(names.layerName(number))),
                    .init("points", .array(flat.points.dropFirst(2 * lineCount).map { .vector([$0.0, $0.1]) })),
                ]))
        }
        // The lines are the same in all: the first picture names them.
        panels = panels.prefix(1) + panels.dropFirst().map { $0.withoutNames }
        return Plot(
            chart: .panels(panels), values: [.init("x", .vector(xs)), .init("y", .vector(ys)), .init("layers", .array(layers))],
            notes: ["the lines of a grid over the input plane, as they lie after each layer"])
    }

    /// Samples are marked where they are so few that one can follow each, as those of a truth table.
    private var markedSamples: Samples? {
        samples.flatMap { $0.count <= Self.mostMarked && $0.hasTargets && $0.inputs.columns == network.inputs ? $0 : nil }
    }

    private static let mostMarked = 12, mostKinds = 4

    /// The samples at their places, told apart by their targets where these are few.
    private func marks(of samples: Samples, at places: [(Double, Double)]) -> [Series] {
        guard places.count == samples.count else { return [] }
        var kinds: [(name: String, points: [Point])] = []
        for (row, place) in places.enumerated() {
            let name = "target " + samples.targets.row(row).map { Numerals(digits: 4).text($0) }.joined(separator: " ")
            let kind = kinds.firstIndex { $0.name == name } ?? kinds.endIndex
            if kind == kinds.endIndex { kinds.append((name, [])) }
            kinds[kind].points.append(Point(x: place.0, y: place.1))
        }
        if kinds.count > Self.mostKinds { kinds = [("samples", kinds.flatMap(\.points))] }
        return kinds.sorted { $0.name < $1.name }.map { Series(name: $0.name, points: $0.points, as: .marks) }
    }

    private func places(_ range: ClosedRange<Double>, _ count: Int) -> [Double] {
        (0..<count).map { place in
            let share = Double(place) / Double(count - 1)
            return range.lowerBound * (1 - share) + range.upperBound * share
        }
    }

    private func chart(
        _ title: String, _ points: [(Double, Double)], _ lineCount: Int, _ xLabel: String, _ yLabel: String,
        _ marks: [Series]
    ) -> Chart {
        func series(_ name: String, _ points: ArraySlice<(Double, Double)>) -> Series {
            // Between two lines the pen is lifted.
            let lifted = points.enumerated().flatMap { place, point in
                [Point(x: point.0, y: point.1)] + (place % Self.pointsOfLine == Self.pointsOfLine - 1 ? [Point(x: .nan, y: .nan)] : [])
            }
            return Series(name: name, points: lifted)
        }
        return .lines(
            LineChart(
                title: title,
                series: [
                    series("along \(space.names[0])", points.prefix(lineCount)),
                    series("along \(space.names[1])", points.dropFirst(lineCount).prefix(lineCount)),
                ] + marks, xLabel: xLabel, yLabel: yLabel))
    }

    // MARK: Units

    private static let mapSize = (columns: 32, rows: 20)

    /// A small map a unit of every hidden layer, or of one layer: bright where it gives much. Without a hidden layer the outputs.
    package func units(layer only: Int?, unless isToStop: () -> Bool = { false }) throws(WorkspaceError) -> Plot {
        let xs = places(x, Self.mapSize.columns), ys = Array(places(y, Self.mapSize.rows).reversed())
        let points = Matrix(rows: ys.flatMap { y in xs.map { [$0, y] } })
        guard let outputs = network.layerOutputs(for: space.inputs(at: points), parameters, unless: isToStop) else {
            throw .stoppedOnTheWay
        }
        let maps = UnitMaps(outputs, ofLayers: only.map { [$0] } ?? network.layersOfFeatures, names, columns: xs.count)
        let panels = maps.charts(x: x, y: y, axes: space.names)
        let more =
            maps.count > panels.count ? ["the first \(panels.count) of \(maps.count) units; layer= shows those of one layer"] : []
        return Plot(
            chart: panels.count == 1 ? panels[0] : .panels(panels),
            values: [
                .init("x", .vector(xs)), .init("y", .vector(ys)),
                .init("units", .object(maps.shown.map { name, rows in .init(name, .array(rows.map { .vector($0) })) })),
            ], notes: ["in each \(space.names[0]) runs to the right and \(space.names[1]) upwards"] + more)
    }
}

extension Chart {
    /// The same lines without a legend.
    fileprivate var withoutNames: Chart {
        guard case .lines(var chart) = self else { return self }
        for index in chart.series.indices { chart.series[index].name = "" }
        return .lines(chart)
    }
}
