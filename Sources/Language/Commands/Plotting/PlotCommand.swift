// Commands that draw: plot, and screen, which keeps what is drawn.
import Charts
import Documents
import Portraits

enum PlotCommand {
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
            "`with=before` draws the training before beside the present one: that of the net, the first weights or the costs that were there before, or "
                + "the epochs that `rewind` has left. Loss and accuracy come into one picture, gradients and weights into two side by side.",
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
                with: PlotForm.names(having: "log")),
            .init("smooth", "the weight of the past, 0 to below 1", with: PlotForm.names(having: "smooth")),
            .init("layer", "the number of a layer", with: PlotForm.names(having: "layer")),
            .init("units", "the two units of a layer that are the axes: 1,2", with: PlotForm.names(having: "units")),
            .init("sample", "the number of a sample", with: PlotForm.names(having: "sample")),
            .init(
                "as", "map or histogram", values: .words([("map", "a cell a weight"), ("histogram", "how many of which size")]),
                with: PlotForm.names(having: "as")),
            .init(
                "over", "epochs: how it went through the past training; steps: through the steps of a sequence",
                values: .words([("epochs", "a line a layer"), ("steps", "gradients of recurrent layers by step")]),
                with: PlotForm.names(having: "over")),
            .init(
                "with", "before: beside the training before the present one, that of another net, other first weights or other costs",
                values: .words([("before", "the training before")]), with: PlotForm.names(having: "with")),
        ],
        arguments: .inExpressions { place in
            // Behind `>` comes the name of a file.
            guard place.arguments.last != ">" else { return [] }
            let curves = Completions.activations.candidates(place)
            if let form = place.arguments.first.flatMap(PlotForm.named) { return place.arguments.count == 1 ? form.words : [] }
            return curves + curves.map { Candidate(text: $0.text + "'", summary: "the derivative of \($0.text)") }
                + PlotForm.named.map { Candidate(text: $0.name, summary: $0.summary) }
        }, manner: Manner(.obeyed)
    ) { arguments, desk throws(CommandError) in
        _ = try arguments.word(0, "what to plot", hint: "for example: plot sigmoid tanh relu")
        let x = try arguments.range(option: "x"), y = try arguments.range(option: "y"), size = try size(arguments)
        let marks = try arguments.option("marks").map { word throws(CommandError) in try SettingsReader.marks(word) }
        let form = try PlotForm.asked(arguments)
        let draw: PlotForm.Drawing
        do throws(CommandError) {
            draw = if let form { try form.read(arguments, desk) } else { try curves(arguments, desk.workspace) }
        } catch {
            throw form == nil ? error.orMeant([arguments.words.first.flatMap(weights)]) : error
        }
        try form?.refuseOthers(arguments)
        return { desk, control throws(CommandError) in
            if let marks { desk.style.marks = marks }
            var drawn = try draw(desk.workspace, control)
            if case .lines(var chart) = drawn.chart {
                if let x { chart.xRange = x }
                if let y { (chart.yRange, chart.yFocus) = (y, nil) }
                drawn.notes += [chart.noteOfLeaving(Numerals(digits: 4))].compactMap { $0 }
                drawn.chart = .lines(chart)
            }
            desk.exhibit = Exhibit(drawn.chart, of: form?.subject ?? .functions, in: desk.workspace)
            desk.sight = Sight(form?.topic ?? "curves", in: desk.workspace)
            let block = ChartBlock(drawn.chart, marks: desk.style.marks, size: size)
            var reply = Reply(Document([.chart(block)] + drawn.notes.map(Block.note), values: drawn.$values))
            reply.sheet = drawn.sheet
            return reply
        }
    }

    /// `plot weights layer=1` of `plot W1`.
    private static func weights(_ word: Word) -> String? {
        guard word.text.first == "W", let layer = Int(word.text.dropFirst()) else { return nil }
        return "plot weights layer=\(layer)"
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
}
