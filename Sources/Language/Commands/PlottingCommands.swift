// Commands that draw: plot.
import Charts
import Formula
import NeuralEngine

enum PlottingCommands {
    static let all = [plot]

    static let plot = Command(
        "plot", group: .plotting, kind: .change,
        synopsis: ["plot sigmoid tanh relu [x=-6..6] [y=-1..2]", "plot sigmoid sigmoid'", "plot x*sigmoid(x)", "plot loss | accuracy"],
        summary: "Draw functions of x, their derivatives, or the course of training, as a chart of text.",
        details: [
            "A prime is the derivative: sigmoid', (x*sigmoid(x))'. `marks=` braille, blocks or ascii; `size=60x15` in characters; "
                + "loss and accuracy show the training so far. Marks stay for the charts that follow."
        ],
        examples: ["plot sigmoid tanh relu", "plot sigmoid sigmoid'", "plot x^2 (x^2)' x=-2..2", "plot loss"],
        options: [
            .init("x", "the range of x: -6..6"), .init("y", "the range of y: -1..2"), .init("marks", "braille, blocks or ascii"),
            .init("size", "columns x rows, for example 60x15"),
        ],
        arguments: Command.Completions { workspace in
            let curves = NetworkCommands.activationNames.candidates(workspace)
            return curves + curves.map { Candidate(text: $0.text + "'", summary: "the derivative of \($0.text)") }
                + [
                    Candidate(text: "loss", summary: "the loss of every epoch"),
                    Candidate(text: "accuracy", summary: "the accuracy of every epoch"),
                ]
        }
    ) { workspace, arguments, _ throws(CommandError) in
        _ = try arguments.word(0, "what to plot", hint: "for example: plot sigmoid tanh relu")
        var drawn: LineChart
        switch arguments.words.map({ $0.text.lowercased() }) {
        case ["loss"]: drawn = try lossChart(workspace)
        case ["accuracy"]: drawn = try accuracyChart(workspace)
        default: drawn = try curves(workspace, arguments)
        }
        if let range = try range("x", arguments) { drawn.xRange = range }
        if let range = try range("y", arguments) { drawn.yRange = range }
        if let word = arguments.option("marks") {
            guard let marks = Marks(rawValue: word.text.lowercased()) else {
                throw CommandError("unknown marks '\(word.text)'", column: word.column, hint: "braille, blocks or ascii")
            }
            workspace.settings.marks = marks
        }
        workspace.lastChart = drawn
        let block = ChartBlock(drawn, marks: workspace.settings.marks, size: try size(arguments))
        return Reply([.chart(block)], values: [.init("series", .array(drawn.series.map(value)))])
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

    private static func value(of series: Series) -> JSONValue {
        .object([
            .init("name", .string(series.name)), .init("x", .vector(series.points.map(\.x))), .init("y", .vector(series.points.map(\.y))),
        ])
    }

    // MARK: Curves

    /// How many points a curve has; odd, so that the middle of the range is one.
    private static let pointCount = 241

    private static func curves(_ workspace: Workspace, _ arguments: Arguments) throws(CommandError) -> LineChart {
        let range = try range("x", arguments) ?? -6...6
        let xs = (0..<pointCount).map { i -> Double in
            let part = Double(i) / Double(pointCount - 1)
            return range.lowerBound * (1 - part) + range.upperBound * part
        }
        var series: [Series] = []
        for word in joined(arguments.words) {
            let function = try function(word, workspace)
            series.append(Series(name: word.text, x: xs, y: xs.map(function)))
        }
        guard series.count <= 8 else {
            throw CommandError("a chart shows at most 8 curves, these are \(series.count)", column: arguments.words[8].column)
        }
        var chart = LineChart(series: series)
        chart.xRange = range
        chart.xLabel = "x"
        return chart
    }

    /// Words that belong to one curve, put together: `x * sigmoid(x)` is one.
    private static func joined(_ words: [Word]) -> [Word] {
        let operators = "+*/^<>="
        return words.reduce(into: []) { joined, word in
            if let last = joined.last, let end = last.text.last, let start = word.text.first,
                operators.contains(end) || operators.contains(start) || end == "-" || word.text == "-"
            {
                joined[joined.count - 1] = Word(last.text + word.text, column: last.column)
            } else {
                joined.append(word)
            }
        }
    }

    private static func function(_ word: Word, _ workspace: Workspace) throws(CommandError) -> @Sendable (Double) -> Double {
        do throws(FormulaError) {
            return try Expression.curve(word.text, functions: workspace.functions).compiled(parameter: "x")
        } catch {
            throw CommandError(error.message, column: word.column + error.column - 1, hint: error.hint)
        }
    }

    /// The range of an option written low..high.
    private static func range(_ name: String, _ arguments: Arguments) throws(CommandError) -> ClosedRange<Double>? {
        guard let word = arguments.option(name) else { return nil }
        guard let dots = word.text.firstRange(of: ".."), case let tail = word.text[dots.upperBound...] else {
            throw CommandError("'\(word.text)' is not a range", column: word.column, hint: "write \(name)=-6..6")
        }
        let low = try Arguments.number(Word(String(word.text[..<dots.lowerBound]), column: word.column), "the low end")
        let high = try Arguments.number(
            Word(String(tail), column: word.column + word.text.distance(from: word.text.startIndex, to: dots.upperBound)), "the high end")
        guard low < high else {
            throw CommandError("the low end \(word.text) is not below the high end", column: word.column, hint: "write \(name)=-6..6")
        }
        return low...high
    }

    // MARK: Training

    private static func lossChart(_ workspace: Workspace) throws(CommandError) -> LineChart {
        let training = workspace.training
        guard !training.losses.isEmpty else { throw CommandError("there is no loss to plot yet", column: 6, hint: "`train 100` first") }
        return chart(of: training, [("loss", training.losses), ("val.loss", training.validationLosses)])
    }

    private static func accuracyChart(_ workspace: Workspace) throws(CommandError) -> LineChart {
        let training = workspace.training
        guard training.accuracies.contains(where: { $0 != nil }) else {
            throw CommandError("there is no accuracy to plot", column: 6, hint: "train on data whose targets are classes: data xor")
        }
        var chart = chart(of: training, [("accuracy", training.accuracies), ("val.accuracy", training.validationAccuracies)])
        chart.yRange = 0...1
        return chart
    }

    /// Curves over the epochs, where there are numbers; one without any is left out.
    private static func chart(of training: TrainingHistory, _ curves: [(name: String, values: [Double?])]) -> LineChart {
        let series = curves.compactMap { name, values -> Series? in
            let points = zip(training.epochs, values).compactMap { epoch, value in value.map { (epoch, $0) } }
            return points.isEmpty ? nil : Series(name: name, x: points.map(\.0), y: points.map(\.1))
        }
        var chart = LineChart(series: series)
        chart.xLabel = "epoch"
        return chart
    }
}
