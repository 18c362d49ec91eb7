// The plots of a network, with what it is shown: boundary, gradients, weights, activations, features, folding, units, samples, spectrum.
import Charts
import NeuralEngine
import Portraits
import Workspaces

extension PlotForm {
    static let ofNetwork: [PlotForm] = [
        PlotForm("gradients", "the size of each layer's gradient", of: .networkAndData, options: ["over"]) { _, _ in
            { workspace, control throws(CommandError) in
                try worded(NetworkPlots.gradients(workspace, unless: control.isToStop))
            }
        },
        PlotForm("gradients", over: "steps", "by the steps of a sequence", of: .networkAndData, topic: "steps") { _, _ in
            { workspace, control throws(CommandError) in
                try worded(NetworkPlots.gradientsThroughTime(workspace, unless: control.isToStop))
            }
        },
        PlotForm("weights", "weights by sign and size, or as=histogram", of: .network, options: ["layer", "as", "over"]) { arguments, _ in
            { workspace, control throws(CommandError) in try weights(workspace, arguments, unless: control.isToStop) }
        },
        PlotForm("boundary", "what two inputs lead to, or one, with the data", of: .networkAndData) { _, _ in
            { workspace, control throws(CommandError) in
                try drawn(
                    NetworkPlots.boundary(workspace, unless: control.isToStop),
                    ifNone: CommandError("there is nothing to draw", column: behindName))
            }
        },
        PlotForm("activations", "outputs of each layer, and dead units", of: .networkAndData, options: ["layer"]) { arguments, _ in
            { workspace, control throws(CommandError) in
                let layers = try chosenLayers(workspace, arguments, needsSamples: true)
                return try worded(NetworkPlots.activations(workspace, layers: layers, unless: control.isToStop))
            }
        },
        PlotForm("features", "what the first layer looks for", of: .network) { _, _ in
            { workspace, _ throws(CommandError) in try drawn(NetworkPlots.features(workspace), ifNone: nothingToLookFor) }
        },
        PlotForm("folding", "the plane of two inputs behind each layer", of: .network, options: ["x", "y"]) {
            arguments, _ throws(CommandError) in
            let x = try arguments.range(option: "x"), y = try arguments.range(option: "y")
            return { workspace, control throws(CommandError) in
                let pictures = try worded(at: behindName, PlanePictures(workspace, x: x, y: y))
                return try worded(pictures.folding(unless: control.isToStop))
            }
        },
        PlotForm("units", "what each unit answers over the plane", of: .network, options: ["x", "y", "layer"]) {
            arguments, _ throws(CommandError) in
            let x = try arguments.range(option: "x"), y = try arguments.range(option: "y")
            return { workspace, control throws(CommandError) in
                let pictures = try worded(at: behindName, PlanePictures(workspace, x: x, y: y, fitsData: true)),
                    count = workspace.network?.layers.count ?? 1, layer = try arguments.integer(option: "layer", in: 1...count)
                return try worded(pictures.units(layer: layer, unless: control.isToStop))
            }
        },
        PlotForm("samples", "where a layer puts the samples, by class", of: .networkAndData, options: ["layer", "units", "x", "y"]) {
            arguments, _ in
            { workspace, control throws(CommandError) in
                let network = try worded(workspace.requireNetwork())
                let layer = try arguments.integer(option: "layer", in: 0...network.layers.count)
                let count = layer == 0 ? network.inputs : network.units(ofLayer: layer ?? network.featureLayer)
                let units = try pair(arguments, "units", among: count)
                return try worded(
                    at: behindName, NetworkPlots.samples(workspace, layer: layer, units: units, unless: control.isToStop))
            }
        },
        PlotForm("spectrum", "the singular values of each layer's Jacobian", of: .networkAndData, options: ["sample"]) {
            arguments, _ throws(CommandError) in
            let sample = try AnalysisCommands.sample(arguments)
            return { workspace, control throws(CommandError) in try AnalysisCommands.spectrum(workspace, sample: sample, control).plot }
        },
    ]

    /// The column of the name of what is plotted: behind `plot `.
    static let behindName = 6

    private static let nothingToLookFor = CommandError(
        "no layer looks for features", column: behindName, hint: "dense and conv do, for example: layer dense 2 sigmoid")

    private static func drawn(
        _ plot: @autoclosure () throws(WorkspaceError) -> Plot?, ifNone error: CommandError
    ) throws(CommandError) -> Plot {
        guard let plot = try worded(at: behindName, plot()) else { throw error }
        return plot
    }

    /// The layers asked for by `layer=`, or all that have weights.
    private static func chosenLayers(
        _ workspace: Workspace, _ arguments: Arguments, needsSamples: Bool
    ) throws(CommandError) -> [Int] {
        let all = try worded(NetworkPlots.weightedLayers(of: workspace, needsSamples: needsSamples))
        let count = workspace.network?.layers.count ?? 0
        guard let number = try arguments.integer(option: "layer", in: 1...max(1, count)) else { return all }
        guard all.contains(number) else {
            throw CommandError(
                "layer \(number) has no weights", column: arguments.option("layer")?.column,
                hint: "these have: \(all.map(String.init).joined(separator: ", "))")
        }
        return [number]
    }

    private static func weights(
        _ workspace: Workspace, _ arguments: Arguments, unless isToStop: () -> Bool
    ) throws(CommandError) -> Plot {
        _ = try worded(NetworkPlots.weightedLayers(of: workspace, needsSamples: false))
        let form = arguments.option("as")
        if let form, !["map", "histogram"].contains(form.text.lowercased()) {
            throw CommandError("'\(form.text)' is no way to draw weights", column: form.column, hint: "as=map or as=histogram")
        }
        let layers = try chosenLayers(workspace, arguments, needsSamples: false)
        let isHistogram = form?.text.lowercased() == "histogram"
        return try worded(NetworkPlots.weights(workspace, layers: layers, asHistogram: isHistogram, unless: isToStop))
    }

    /// Two different units of so many, `1,2`, from 0; nil where the option is not there.
    private static func pair(_ arguments: Arguments, _ option: String, among count: Int) throws(CommandError) -> (Int, Int)? {
        guard let word = arguments.option(option) else { return nil }
        let numbers = word.text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 2, let x = numbers[0], let y = numbers[1], x != y, (1...count).contains(x), (1...count).contains(y) else {
            throw CommandError(
                "'\(word.text)' is no pair of its units", column: word.column,
                hint: count > 1 ? "two of 1 to \(count), for example: \(option)=1,\(count)" : "the layer has one unit: leave \(option)= out"
            )
        }
        return (x - 1, y - 1)
    }
}
