// Commands that draw: plot.
import Charts
import Documents
import Formula
import NeuralEngine
import Portraits
import Workspaces

enum PlottingCommands {
    static let all = [plot, screen]

    static let screen = Command.look(
        "screen", group: .plotting, synopsis: ["screen > FILE.svg", "screen > FILE.txt"],
        summary: "Keep the whole screen, as it was when you typed this: as a picture, or as text.",
        details: ["F12 exports it as nnrepl-1.svg, nnrepl-2.svg and so on, at any moment."],
        examples: ["screen > now.svg", "screen > now.txt"], manner: Manner(.obeyed) { $0.needsScreen = true }
    ) { arguments, _ throws(CommandError) in
        try arguments.expectAtMost(0, synopsis: "screen > FILE.svg")
        return { _, _ throws(CommandError) in Reply(wish: .screen) }
    }

    static let plot = Command.change(
        "plot", group: .plotting,
        synopsis: [
            "plot sigmoid tanh relu [x=-6..6] [y=-1..2]", "plot sigmoid sigmoid'", "plot x*sigmoid(x)",
            "plot loss | accuracy [log=yes] [smooth=0.9] [with=before]", "plot boundary | features",
            "plot gradients [over=epochs [with=before]]", "plot weights [layer=N] [as=histogram] [over=epochs]",
            "plot activations [layer=N]", "plot samples [layer=N] [units=1,2]",
            "plot folding | units [x=-2..2 y=-2..2]", "plot spectrum [sample=N]",
            "plot search [thinking|course|parallel|pairs]",
            "plot ... > FILE.svg",
        ],
        summary: "Draw functions of x, their derivatives, the course of training, or the inside of the network.",
        details: [
            "A prime is the derivative: sigmoid', (x*sigmoid(x))'. `marks=` braille, blocks or ascii; `size=60x15` in characters. Marks stay "
                + "for the charts that follow.",
            "loss and accuracy show the training so far: `log=yes` makes equal ratios equal heights, `smooth=0.9` draws a moving average in "
                + "which the past weighs so much.",
            "boundary shows what a network with two inputs answers all over the plane, with the data on it; of one with one input the "
                + "curve of its answers, with the targets as dots. gradients is the size of each layer's gradient: how fast it learns. activations shows how the outputs of each layer are spread and names dead units: those "
                + "whose slope is 0 for every sample. weights are blue above 0 and orange below; features are the weights of the first "
                + "layer as small pictures.",
            "folding shows a grid on the plane of two inputs as it lies behind each layer: in the plane of two units, of more units in that of the "
                + "two directions in which it is widest. units is what each hidden unit answers all over that plane, a small map each. spectrum "
                + "draws the singular values that `show spectrum` tells.",
            "samples puts a mark for each sample where a layer has it, told apart by class: by itself the layer before the output, layer=0 for the "
                + "inputs; units=1,2 are the axes, otherwise of more than two units the two directions in which the samples differ most. With "
                + "center loss the centers are there too.",
            "`over=epochs` follows the gradients or the weights of each layer through the past training, at the epochs that are kept for "
                + "`rewind`: a gradient by its size over the samples, weights by the root of the sum of their squares.",
            "`with=before` draws the training before beside the present one: that of the net, the first weights or the costs that were there before. Loss "
                + "and accuracy come into one picture, gradients and weights into two side by side.",
            "search shows what the method thinks, and where its next trial is: of one hyper-parameter what it believes and what it chooses by, of "
                + "two surfaces, of more slices through the best trial. course is the best so far, parallel a line a trial across all "
                + "hyper-parameters, pairs where the best trials lie.",
            "`> FILE.svg` behind any command exports its picture, `> FILE.txt` its text.",
        ],
        examples: [
            "plot sigmoid tanh relu", "plot sigmoid sigmoid'", "plot x^2 (x^2)' x=-2..2", "plot loss", "plot loss log=yes smooth=0.9",
            "plot loss with=before", "plot boundary", "plot activations", "plot gradients over=epochs", "plot folding", "plot units",
            "plot samples", "plot spectrum",
        ],
        options: [
            .init("x", "the range of x: -6..6"), .init("y", "the range of y: -1..2"),
            .init("marks", "braille, blocks or ascii", values: .words(Marks.allCases.map { ($0.rawValue, "") })),
            .init("size", "columns x rows, for example 60x15"),
            .init(
                "log", "yes for a logarithmic y axis", values: .words([("yes", ""), ("no", "")]),
                with: ["loss", "accuracy", "gradients", "weights", "search"]),
            .init("smooth", "the weight of the past, 0 to below 1", with: ["loss", "accuracy"]),
            .init("layer", "the number of a layer", with: ["weights", "activations", "units", "samples"]),
            .init("units", "the two units of a layer that are the axes: 1,2", with: ["samples"]),
            .init("sample", "the number of a sample", with: ["spectrum"]),
            .init(
                "as", "map or histogram", values: .words([("map", "a cell a weight"), ("histogram", "how many of which size")]),
                with: ["weights"]),
            .init(
                "over", "epochs: how it went through the past training; steps: through the steps of a sequence",
                values: .words([("epochs", "a line a layer"), ("steps", "gradients of recurrent layers by step")]),
                with: ["gradients", "weights"]),
            .init(
                "with", "before: beside the training before the present one, that of another net or other first weights",
                values: .words([("before", "the training before")]), with: ["loss", "accuracy", "gradients", "weights"]),
        ],
        arguments: .inExpressions { place in
            // Behind `>` comes the name of a file.
            guard place.arguments.last != ">" else { return [] }
            if place.arguments == ["search"] {
                return SearchPicture.Kind.allCases.map { Candidate(text: $0.rawValue, summary: $0.summary) }
            }
            let curves = Completions.activations.candidates(place)
            guard place.arguments.first.map({ word in !names.contains { $0.name == word } }) ?? true else { return [] }
            return curves + curves.map { Candidate(text: $0.text + "'", summary: "the derivative of \($0.text)") }
                + names.map { Candidate(text: $0.name, summary: $0.summary) }
        }, manner: Manner(.obeyed)
    ) { arguments, desk throws(CommandError) in
        _ = try arguments.word(0, "what to plot", hint: "for example: plot sigmoid tanh relu")
        let x = try arguments.range(option: "x"), y = try arguments.range(option: "y"), size = try size(arguments)
        let marks = try arguments.option("marks").map { word throws(CommandError) in try SettingsReader.marks(word) }
        let (subject, draw) = try drawing(arguments, desk)
        return { desk, control throws(CommandError) in
            if let marks { desk.style.marks = marks }
            var drawn = try draw(desk.workspace, control)
            if case .lines(var chart) = drawn.chart {
                if let x { chart.xRange = x }
                if let y { (chart.yRange, chart.yFocus) = (y, nil) }
                drawn.notes += [chart.noteOfLeaving(Numerals(digits: 4))].compactMap { $0 }
                drawn.chart = .lines(chart)
            }
            desk.exhibit = Exhibit(drawn.chart, of: subject, in: desk.workspace)
            let name = arguments.words[0].text.lowercased(), isOverSteps = arguments.option("over")?.text.lowercased() == "steps"
            desk.sight = Sight(names.contains { $0.name == name } ? isOverSteps ? "steps" : name : "curves", in: desk.workspace)
            let block = ChartBlock(drawn.chart, marks: desk.style.marks, size: size)
            var reply = Reply([.chart(block)] + drawn.notes.map(Block.note), values: drawn.values)
            reply.sheet = drawn.sheet
            return reply
        }
    }

    /// The plots of a network and its training.
    static let names: [(name: String, summary: String)] = [
        ("loss", "the loss of every epoch"), ("accuracy", "the accuracy of every epoch"),
        ("gradients", "the size of each layer's gradient"), ("weights", "weights by sign and size, or as=histogram"),
        ("boundary", "what two inputs lead to, or one, with the data"), ("activations", "outputs of each layer, and dead units"),
        ("features", "what the first layer looks for"), ("folding", "the plane of two inputs behind each layer"),
        ("units", "what each unit answers over the plane"), ("samples", "where a layer puts the samples, by class"),
        ("search", "what the method of a search thinks, or its trials"),
        ("spectrum", "the singular values of each layer's Jacobian"),
    ]

    /// The options that some plots have and others do not.
    private static let special = ["x", "y", "log", "smooth", "layer", "as", "over", "sample", "with", "units"]

    /// Draws a workspace.
    typealias Drawing = (Workspace, RunControl) throws(CommandError) -> Plot

    /// What the words ask to be drawn, and what that tells of.
    private static func drawing(_ arguments: Arguments, _ desk: Desk) throws(CommandError) -> (Exhibit.Subject, Drawing) {
        let names = arguments.words.map { $0.text.lowercased() }
        /// Refuses options that go with other plots.
        func only(_ options: String...) throws(CommandError) {
            guard let wrong = special.first(where: { !options.contains($0) && arguments.option($0) != nil }) else { return }
            let fitting = options.isEmpty ? nil : "it has " + options.map { "\($0)=" }.joined(separator: ", ")
            throw CommandError("`plot \(names[0])` has no option \(wrong)=", column: arguments.option(wrong)?.column, hint: fitting)
        }
        func course(_ subject: TrainingCourse.Subject) throws(CommandError) -> (Exhibit.Subject, Drawing) {
            if let word = arguments.option("over"), !["epochs", "training"].contains(word.text.lowercased()) {
                throw CommandError(
                    "'\(word.text)' is nothing to plot over", column: word.column,
                    hint: subject == .gradients ? "write over=epochs or over=steps" : "write over=epochs")
            }
            try only("over", "log", "x", "y", "with")
            return (subject == .weights ? .network : .networkAndData, Self.course(subject, arguments, try earlier(arguments, desk)))
        }
        switch names {
        case ["loss"]:
            let style = try style(arguments)
            try only("x", "y", "log", "smooth", "with")
            let earlier = try earlier(arguments, desk)
            return (
                .networkAndData,
                { workspace, _ throws(CommandError) in
                    try training(workspace, ifNone: noLoss, besides: earlier) { $0.lossChart(style) }
                }
            )
        case ["accuracy"]:
            let style = try style(arguments)
            try only("x", "y", "log", "smooth", "with")
            let earlier = try earlier(arguments, desk)
            return (
                .networkAndData,
                { workspace, _ throws(CommandError) in
                    try training(workspace, ifNone: noAccuracy, besides: earlier) { $0.accuracyChart(style) }
                }
            )
        case ["boundary"]:
            try only()
            return (
                .networkAndData,
                { workspace, _ throws(CommandError) in
                    try drawn(at: 6, NetworkPlots.boundary(workspace), ifNone: CommandError("there is nothing to draw", column: 6))
                }
            )
        case let names where names.first == "search":
            let picture = try SearchPicture(arguments, desk)
            if picture.kind == .course { try only("x", "y", "log") } else { try only() }
            let isLogarithmic = try arguments.option("log")?.isOn("log") ?? false
            return (.search, { _, _ throws(CommandError) in try picture.plot(isLogarithmic: isLogarithmic) })
        case ["gradients"] where arguments.option("over")?.text.lowercased() == "steps":
            try only("over")
            return (.networkAndData, { workspace, _ throws(CommandError) in try worded(NetworkPlots.gradientsThroughTime(workspace)) })
        case ["gradients"] where arguments.option("over") != nil: return try course(.gradients)
        case ["weights"] where arguments.option("over") != nil: return try course(.weights)
        case ["gradients"]:
            try only("over")
            return (.networkAndData, { workspace, _ throws(CommandError) in try worded(NetworkPlots.gradients(workspace)) })
        case ["weights"]:
            try only("layer", "as", "over")
            return (.network, { workspace, _ throws(CommandError) in try weights(workspace, arguments) })
        case ["activations"]:
            try only("layer")
            return (
                .networkAndData,
                { workspace, _ throws(CommandError) in
                    let layers = try chosenLayers(workspace, arguments, needsSamples: true)
                    return try worded(NetworkPlots.activations(workspace, layers: layers))
                }
            )
        case ["features"]:
            try only()
            return (
                .network,
                { workspace, _ throws(CommandError) in try drawn(at: 6, NetworkPlots.features(workspace), ifNone: nothingToLookFor)
                }
            )
        case ["folding"]:
            try only("x", "y")
            let x = try arguments.range(option: "x"), y = try arguments.range(option: "y")
            return (
                .network,
                { workspace, control throws(CommandError) in
                    let pictures = try worded(at: 6, PlanePictures(workspace, x: x, y: y))
                    return try worded(pictures.folding(unless: { control.isCancelled }))
                }
            )
        case ["units"]:
            try only("x", "y", "layer")
            let x = try arguments.range(option: "x"), y = try arguments.range(option: "y")
            return (
                .network,
                { workspace, control throws(CommandError) in
                    let pictures = try worded(at: 6, PlanePictures(workspace, x: x, y: y, fitsData: true)),
                        count = workspace.network?.layers.count ?? 1, layer = try arguments.integer(option: "layer", in: 1...count)
                    return try worded(pictures.units(layer: layer, unless: { control.isCancelled }))
                }
            )
        case ["samples"]:
            try only("layer", "units", "x", "y")
            return (
                .networkAndData,
                { workspace, _ throws(CommandError) in
                    let network = try worded(workspace.requireNetwork())
                    let layer = try arguments.integer(option: "layer", in: 0...network.layers.count)
                    let count = layer == 0 ? network.inputs : network.units(ofLayer: layer ?? network.featureLayer)
                    let units = try pair(arguments, "units", among: count)
                    return try worded(at: 6, NetworkPlots.samples(workspace, layer: layer, units: units))
                }
            )
        case ["spectrum"]:
            try only("sample")
            let sample = try AnalysisCommands.sample(arguments)
            return (
                .networkAndData,
                { workspace, control throws(CommandError) in try AnalysisCommands.spectrum(workspace, sample: sample, control).plot }
            )
        default:
            if let name = Self.names.map(\.name).first(where: names.contains), names.count > 1 {
                throw CommandError("`\(name)` is plotted alone", column: arguments.words[0].column, hint: "write: plot \(name)")
            }
            let (curves, slopes) = try functions(arguments, desk.workspace)
            try only("x", "y")
            let range = try arguments.range(option: "x") ?? -6...6
            return (
                Self.names.contains { $0.name == names[0] } ? .networkAndData : .functions,
                { _, _ throws(CommandError) in Plot(LineChart(curves, slopes: slopes, range: range).readable) }
            )
        }
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

    private static let nothingToLookFor = CommandError(
        "no layer looks for features", column: 6, hint: "dense and conv do, for example: layer dense 2 sigmoid")

    private static func drawn(
        at column: Int, _ plot: @autoclosure () throws(WorkspaceError) -> Plot?, ifNone error: CommandError
    ) throws(CommandError) -> Plot {
        guard let plot = try worded(at: column, plot()) else { throw error }
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

    private static func weights(_ workspace: Workspace, _ arguments: Arguments) throws(CommandError) -> Plot {
        _ = try worded(NetworkPlots.weightedLayers(of: workspace, needsSamples: false))
        let form = arguments.option("as")
        if let form, !["map", "histogram"].contains(form.text.lowercased()) {
            throw CommandError("'\(form.text)' is no way to draw weights", column: form.column, hint: "as=map or as=histogram")
        }
        let layers = try chosenLayers(workspace, arguments, needsSamples: false)
        return try worded(NetworkPlots.weights(workspace, layers: layers, asHistogram: form?.text.lowercased() == "histogram"))
    }

    /// The size of an option written columns x rows.
    private static func size(_ arguments: Arguments) throws(CommandError) -> (columns: Int, rows: Int)? {
        guard let word = arguments.option("size") else { return nil }
        let parts = word.text.lowercased().split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let columns = parts[0], let rows = parts[1], (10...500).contains(columns), (4...200).contains(rows) else {
            throw CommandError(
                "'\(word.text)' is not a size", column: word.column, hint: "write size=60x15: 10 to 500 columns, 4 to 200 rows")
        }
        return (columns, rows)
    }

    // MARK: Curves

    /// The curves, and the derivative of each; no derivatives where one of the formulas is long.
    private static func functions(
        _ arguments: Arguments, _ workspace: Workspace
    ) throws(CommandError) -> (curves: [Curve], slopes: [@Sendable (Double) -> Double]) {
        let words = joined(arguments)
        var functions: [Curve] = [], slopes: [@Sendable (Double) -> Double] = []
        for (name, word) in words {
            let (value, slope) = try function(word, workspace)
            functions.append((name, value))
            if let slope { slopes.append(slope) }
        }
        guard words.count <= 8 else {
            throw CommandError("a chart shows at most 8 curves, these are \(words.count)", column: words[8].word.column)
        }
        return (functions, slopes.count == functions.count ? slopes : [])
    }

    /// Words that belong to one curve, put together: `x * sigmoid(x)` is one, and is called x*sigmoid(x).
    private static func joined(_ arguments: Arguments) -> [(name: String, word: Word)] {
        let operators = "+*/^<>="
        return arguments.words.reduce(into: []) { joined, word in
            if let (name, last) = joined.last, let end = last.text.last, let start = word.text.first,
                operators.contains(end) || operators.contains(start) || end == "-" || word.text == "-"
            {
                joined[joined.count - 1] = (name + word.text, arguments.line.text(from: last.column, through: word))
            } else {
                joined.append((word.text, word))
            }
        }
    }

    /// A function, and its derivative unless that may take long to find.
    private static func function(
        _ word: Word, _ workspace: Workspace
    ) throws(CommandError) -> (value: @Sendable (Double) -> Double, slope: (@Sendable (Double) -> Double)?) {
        do throws(FormulaError) {
            let curve = try Expression.curve(word.text, functions: workspace.functions), value = try curve.compiled(parameter: "x")
            guard word.text.count <= longestSloped else { return (value, nil) }
            return (value, try curve.derivative(withRespectTo: "x").compiled(parameter: "x"))
        } catch {
            // A slip in the name of a plot is no formula.
            let near = closest(to: word.text.lowercased(), among: names.map(\.name)).map { "did you mean '\($0)'?" }
            throw CommandError(error.message, column: word.column + error.column - 1, hint: near ?? error.hint)
        }
    }

    private static let longestSloped = 120
}
