// The same task under several settings: compare.
import Documents
import NeuralEngine
import Portraits
import Workspaces

enum CompareCommand {
    private static let example = "compare activation=tanh,relu seeds=5"
    /// More trainings than these are not begun: their curves are kept.
    private static let mostRuns = 2_000

    static let compare = Command.change(
        "compare", group: .training,
        synopsis: ["compare AXIS=a,b,c [AXIS=...] [seeds=5] [epochs=50] [on=val.loss]", "compare AXIS=a,b,c start=here [epochs=50]"],
        summary: "Train the same task under several settings, each from the same starts.",
        details: [
            "What can be compared: " + ComparisonAxis.all.map { "\($0.name) (\($0.summary))" }.joined(separator: ", ")
                + ". A value with blanks stands in quotes: optimizer=\"sgd momentum=0.9\",adam. Several axes are crossed, each value with each.",
            "seeds=5 gives each setting five starts: fresh weights by `init` with seed 1 to 5, the same for all. start=here begins once, with the "
                + "parameters that there are.",
            "Settings are judged after the last epoch, by loss, accuracy, val.loss or val.accuracy (on=): of split data by val.loss, else by loss. "
                + "The best is named with its lead, and whether that is more than the spread of the starts. The test part has no say. "
                + "Where losses differ, each is measured in its own way: on=accuracy judges them alike.",
            "The curves are means, in bands from the least to the greatest. The trainings run on all processors, and change nothing; Ctrl-C keeps the "
                + "starts that all settings have done.",
        ],
        examples: [
            "compare activation=sigmoid,tanh,relu", "compare lr=0.1,0.5,2 seeds=3 epochs=200",
            "compare net=2-2-1,2-8-1 activation=tanh,relu seeds=3",
        ],
        options: ComparisonAxis.all.map { .init($0.name, $0.summary, values: $0.values) } + [
            .init("seeds", "how many starts, 5 unless said"), .init("epochs", "of each training, 50 unless said"),
            .init("on", "what it is judged by", values: .words(Comparison.Measure.allCases.map { ($0.rawValue, "") })),
            .init("start", "here: with the present parameters", values: .words([("here", "with the present parameters")])),
        ], manner: Manner(.waits)
    ) { arguments, desk throws(CommandError) in
        do throws(CommandError) { try arguments.expectAtMost(0, synopsis: example) } catch { throw withAxis(error, arguments) }
        let axes = try axes(arguments)
        _ = try worded(desk.workspace.requireNetwork())
        let seeds = try seeds(arguments), epochs = try arguments.integer(option: "epochs", in: 1...1_000_000) ?? 50
        let combinations = axes.reduce([[]]) { before, axis in before.flatMap { start in axis.values.map { start + [(axis.axis, $0)] } } }
        let count = combinations.count * (seeds ?? 1)
        guard combinations.count > 1 else {
            let (axis, values) = axes[0]
            throw CommandError(
                "one setting alone compares with nothing", column: values[0].column,
                hint: "for example: compare \(axis.name)=\(axis.example)")
        }
        guard count <= mostRuns else {
            throw CommandError(
                "these are \(count) trainings; at most \(mostRuns) are made", column: axes[0].values[0].column,
                hint: "fewer values, or seeds=1")
        }
        let measure = try measure(arguments.option("on"), desk)
        _ = try entrants(combinations, on: desk)
        return { desk, control throws(CommandError) in
            let entrants = try entrants(combinations, on: desk)
            let settings = combinations.map { $0.map { (axis: $0.0.name, value: $0.1.text) } }
            let comparison = try worded(
                Comparison(
                    of: entrants, titles: settings.map { $0.map(\.value).joined(separator: ", ") },
                    seeds: seeds.map { (1...UInt64($0)).map { $0 } }, TrainingRequest(epochs: epochs), control))
            // A result is one at a learning rate: it is told once, or for each setting.
            let isVaried = combinations[0].contains { $0.0.name == "lr" }, rates = entrants.map(\.optimizer.learningRate)
            let isOneRate = Set(rates).count == 1
            let portrait = ComparisonPortrait(
                comparison, settings, rates: isVaried || isOneRate ? nil : rates, losses: entrants.compactMap { $0.network?.loss },
                by: measure, desk.style.numerals)
            let times = "\(combinations.count) settings x " + (comparison.seeds.count == 1 ? "1 start" : "\(comparison.seeds.count) starts")
            var reply = Reply(portrait.document)
            let rate = isVaried || !isOneRate ? "" : " at learning rate \(desk.text(rates[0]))"
            reply.blocks.insert(.line("\(times), \(epochs) epochs each\(rate), judged by \(measure.rawValue)"), at: 0)
            reply.sheet = portrait.sheet
            if let chart = portrait.chart {
                desk.sight = Sight("compare", in: desk.workspace)
                desk.exhibit = Exhibit(.lines(chart), of: .networkAndData, in: desk.workspace)
                reply.blocks.append(.chart(ChartBlock(.lines(chart), marks: desk.style.marks)))
            }
            if comparison.seeds.count < comparison.seedsWanted { reply.repeatedBy = part(of: arguments, seeds: comparison.seeds.count) }
            return reply
        }
    }

    /// An error with the line that has values which stand alone behind their axis: `compare optimizer=sgd,adam` of `compare sgd adam`.
    private static func withAxis(_ error: CommandError, _ arguments: Arguments) -> CommandError {
        var values = arguments.words.map { $0.text.lowercased() }
        let named = ComparisonAxis.all.first { $0.name == values.first }
        if named != nil { values.removeFirst() }
        values = values.flatMap { $0.split(separator: ",").map(String.init) }.filter { !["and", "or", "vs", "with", "="].contains($0) }
        let isRule = values.allSatisfy { value in OptimizerFamily.all.contains { $0.name == value } }
        let isActivation = values.allSatisfy { Activation.named($0) != nil }
        guard values.count > 1, let axis = named?.name ?? (isRule ? "optimizer" : isActivation ? "activation" : nil) else { return error }
        let options = arguments.line.words.map(\.text).filter { $0.contains("=") && $0 != "=" }
        return error.orMeant([(["compare", "\(axis)=\(values.joined(separator: ","))"] + options).joined(separator: " ")])
    }

    /// What is to vary, and its values, in the order in which they are typed.
    private static func axes(_ arguments: Arguments) throws(CommandError) -> [(axis: ComparisonAxis, values: [Word])] {
        let axes = ComparisonAxis.all.compactMap { axis in arguments.option(axis.name).map { (axis: axis, values: $0.list) } }
        guard !axes.isEmpty else {
            throw CommandError("what is to be compared is missing", column: arguments.end, hint: "for example: \(example)")
        }
        for (axis, values) in axes {
            for (place, value) in values.enumerated() {
                if value.text.isEmpty {
                    throw CommandError(
                        "a value is missing here", column: value.column, hint: "for example: compare \(axis.name)=\(axis.example)")
                }
                if values[..<place].contains(where: { $0.text == value.text }) {
                    throw CommandError(
                        "'\(value.text)' is given twice", column: value.column, hint: "once is enough: the starts are the same")
                }
            }
        }
        return axes.sorted { $0.values[0].column < $1.values[0].column }
    }

    private static func seeds(_ arguments: Arguments) throws(CommandError) -> Int? {
        let count = try arguments.integer(option: "seeds", in: 1...mostRuns)
        guard let start = arguments.option("start") else { return count ?? 5 }
        guard start.text.lowercased() == "here" else {
            throw CommandError("'\(start.text)' is no start", column: start.column, hint: "write start=here, or seeds=5")
        }
        if let seeds = arguments.option("seeds") {
            throw CommandError("start=here is one start, seeds= are others", column: seeds.column, hint: "leave one of them out")
        }
        for name in ["net", "init"] {
            if let axis = arguments.option(name) {
                throw CommandError("\(name)= gives fresh weights, start=here keeps them", column: axis.column, hint: "leave start=here out")
            }
        }
        return nil
    }

    /// What trainings are judged by: `on=`, else the loss, of split data on the validation part.
    static func measure(_ word: Word?, _ desk: Desk) throws(CommandError) -> Comparison.Measure {
        let hasValidation = desk.workspace.setup.hasValidation
        guard let word else { return hasValidation ? .validationLoss : .loss }
        guard let measure = Comparison.Measure(rawValue: word.text.lowercased()) else {
            let isTest = word.text.lowercased().hasPrefix("test")
            throw CommandError(
                isTest ? "the test part judges once, at the end, and chooses nothing" : "'\(word.text)' judges no training",
                column: word.column, hint: isTest ? "write on=val.loss" : "on= is loss, accuracy, val.loss or val.accuracy")
        }
        if measure.isOfValidation { _ = try worded(at: word.column, desk.workspace.setup.samples(of: .validation)) }
        return measure
    }

    /// The workspaces that are trained.
    private static func entrants(
        _ combinations: [[(ComparisonAxis, Word)]], on desk: Desk
    ) throws(CommandError) -> [Workspace] {
        var entrants: [Workspace] = []
        for combination in combinations {
            var copy = desk
            for (axis, value) in combination { try axis.apply(value, to: &copy) }
            let samples = try worded(copy.workspace.setup.samples())
            guard samples.hasTargets else { throw CommandError(.noTarget(outputs: samples.targets.columns)) }
            entrants.append(copy.workspace)
        }
        return entrants
    }

    /// The command that makes the trainings of so many starts, to the bit.
    private static func part(of arguments: Arguments, seeds: Int) -> String {
        let others = compare.options.map(\.name).filter { $0 != "seeds" }.compactMap { name in arguments.option(name) }
        let words = others.sorted { $0.column < $1.column }.compactMap { word in
            compare.options.first { arguments.option($0.name) == word }.map { "\($0.name)=\(word.text)" }
        }
        return (["compare"] + words + ["seeds=\(seeds)"]).joined(separator: " ")
    }
}
