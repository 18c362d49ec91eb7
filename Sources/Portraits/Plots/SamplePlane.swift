// Where a layer puts the samples: a mark each, in the plane of two of its units.
import Charts
import Documents
import NeuralEngine
import Workspaces

extension NetworkPlots {
    /// More marks than these hide one another.
    private static let mostMarks = 2000

    /// The samples as a layer gives them, by class: in the plane of two of its units, or, where none are named and there are more than
    /// two, in that of the two directions in which they lie widest apart (their principal components). With center loss the centers of
    /// the classes are there too.
    /// - Parameters:
    ///   - number: the layer, 0 for the inputs; nil stands for the last one before the output, whose units are what the output reads.
    ///   - units: two of its units, from 0.
    package static func samples(
        _ workspace: Workspace, layer number: Int?, units: (Int, Int)?, unless isToStop: () -> Bool = { false }
    ) throws(WorkspaceError) -> Plot {
        let network = try workspace.requireNetwork()
        guard network.outputLayer > 0 else { throw network.layers.isEmpty ? .noLayer : .noComputingLayer }
        let samples = try workspace.setup.samples(), parameters = try workspace.requireParameters()
        try workspace.setup.checkMemory(for: .looking, capacity: samples.count)
        let number = number ?? network.featureLayer, names = Names(network: network)
        var outputs = samples.inputs
        if number > 0 {
            guard let layers = network.layerOutputs(for: samples.inputs, parameters, unless: isToStop) else { throw .stoppedOnTheWay }
            outputs = layers[number - 1]
        }
        let centers = network.centerLoss != nil && number == network.featureLayer ? parameters.centers : nil
        // The centers are looked at from where the samples are.
        let flat = Flattened(Matrix(rows: outputs.rowList + (centers?.rowList ?? [])), units: units)
        let labels = flat.axes.map { axis in axis.map { names.node(layer: number, unit: $0) } }
        let shown = 0..<min(samples.count, mostMarks), answer = Answer(network, samples)
        let groups = shown.map { samples.hasTargets ? answer.group(samples.targets.row($0)) : 0 }
        let groupNames = samples.hasTargets ? classNames(answer.groups(names), workspace) : ["samples"]
        let places = flat.points.map { Point(x: $0.0, y: $0.1) }
        // Of two classes the second one is filled and blue, as it is on the plane.
        let order = groupNames.count == 2 ? [1, 0] : Array(groupNames.indices)
        var series = order.map { group in
            Series(name: groupNames[group], points: shown.filter { groups[$0] == group }.map { places[$0] }, as: .marks)
        }
        if centers != nil { series.append(Series(name: "centers", points: Array(places.dropFirst(samples.count)), as: .marks)) }
        let xLabel = labels[0] ?? "direction 1", yLabel = flat.isOfUnits ? labels[1] ?? "" : "direction 2"
        var plot = Plot(
            LineChart(
                title: "the samples " + (number == 0 ? "as they come in" : "behind \(names.layerTitle(number))"), series: series,
                xLabel: xLabel, yLabel: yLabel))
        plot.values.insert(.init("layer", .int(number)), at: 0)
        plot.sheet = Sheet(
            header: [xLabel, yLabel, "class"],
            rows: shown.map { [.number(places[$0].x), .number(places[$0].y), .string(groupNames[groups[$0]])] })
        if !flat.isOfUnits {
            plot.notes.append("\(outputs.columns) units: the two directions in which they differ most; units=1,2 shows two of them")
        }
        if samples.count > mostMarks { plot.notes.append("the first \(mostMarks) of \(samples.count) samples") }
        return plot
    }

    /// The names of the classes in the data; where those are others, of the outputs.
    private static func classNames(_ groups: [String], _ workspace: Workspace) -> [String] {
        guard let names = workspace.dataset?.classNames, names.count == groups.count else { return groups }
        return names
    }
}
