// What is told of a search: its trials, the best, where the next one would be and why, and what mattered.
import Charts
import Documents
import NeuralEngine
import Search

struct SearchAccount {
    private let run: SearchRun
    private let numerals: Numerals

    init(_ run: SearchRun, _ numerals: Numerals) { (self.run, self.numerals) = (run, numerals) }

    private var search: Search { run.search }

    /// `bayes, 40 trials: val.loss = 0.031 at lr = 0.013, units = 12 (trial 17)`
    var sentence: String {
        let count = "\(search.trials.count) trial\(search.trials.count == 1 ? "" : "s")"
        guard let best = search.best else {
            return "\(run.method), \(count)" + (search.trials.isEmpty ? "" : ": none has given a number")
        }
        let isGuess = search.guesses.contains(best)
        return "\(run.method), \(count): \(run.sought) = \(numerals.text(best.value)) at \(text(of: best.setting)) "
            + "(\(isGuess ? "guess" : "trial") \(best.number))"
    }

    var notes: [String] {
        var notes: [String] = []
        let failed = search.trials.count { $0.isFailed }, pruned = search.trials.count { $0.state == .pruned }
        if failed > 0 { notes.append("\(failed) of them gave no number, and count\(failed == 1 ? "s" : "") as the worst") }
        if pruned > 0, let rule = run.pruning {
            notes.append("\(pruned) of them \(pruned == 1 ? "was" : "were") given up early, by prune=\(rule.word)\(saving)")
        }
        if let edge = SearchEdge(run).note { notes.append(edge) }
        return notes
    }

    /// Of the epochs that all trials would have had, how many were made.
    private var saving: String {
        guard case .training(let epochs, _, _) = run.objective else { return "" }
        let all = epochs * search.trials.count, made = search.trials.reduce(0) { $0 + $1.curve.count }
        return ": \(made) of \(all) epochs were trained"
    }

    /// `lr = 0.013, units = 12`
    func text(of setting: Setting, _ numerals: Numerals? = nil) -> String {
        zip(search.space.dimensions, setting.values).compactMap { dimension, value in
            value.map { "\(dimension.name) = \(text(of: $0, numerals ?? self.numerals))" }
        }.joined(separator: ", ")
    }

    private func text(of value: Value, _ numerals: Numerals) -> String {
        if case .real(let x) = value { numerals.text(x) } else { value.text }
    }

    /// The trials as a table, what mattered, and where the next one would be.
    var document: Document {
        var blocks: [Block] = [.line(sentence)] + notes.map(Block.note)
        let shown = search.trials.suffix(Self.mostRows)
        let rows = shown.map { trial in
            ["\(trial.number)"] + trial.setting.values.map { $0.map { text(of: $0, numerals) } ?? "" }
                + [numerals.text(trial.value), trial == search.best ? "best" : state(of: trial)]
        }
        if !rows.isEmpty {
            blocks.append(
                .table(
                    Table(
                        header: ["trial"] + search.space.dimensions.map(\.name) + [isShort(run.sought) ? run.sought : "value", ""],
                        rows: rows,
                        alignRight: [true] + search.space.dimensions.map { !$0.domain.isChoice } + [true, false])))
        }
        if search.trials.count > shown.count { blocks.append(.note("the last \(shown.count) of \(search.trials.count) trials")) }
        if let importance = SearchImportance(run) { blocks += importance.blocks }
        if let next { blocks.append(.note(next)) }
        return Document(blocks, values: values)
    }

    private func state(of trial: Trial) -> String {
        switch trial.state {
        case .complete: ""
        case .failed: "failed"
        case .pruned: "pruned after \(trial.curve.count) epoch\(trial.curve.count == 1 ? "" : "s")"
        }
    }

    /// `the next trial is lr = 0.013 because ...`; nil where there is none.
    var next: String? {
        search.propose().map { next in
            "the next trial is \(text(of: next.setting)) because \(SearchReasons(search).reason(next.thinking, at: next.unit))"
        }
    }

    /// Trials that were made just now, each with its reason.
    func lines(_ steps: [SearchRun.Step]) -> [Block] {
        let reasons = SearchReasons(search), shown = steps.suffix(Self.mostReasons)
        let lines = shown.map { step in
            let gave = step.trial.isFailed ? "no number" : numerals.text(step.trial.value)
            let state = step.trial.state == .pruned ? " (\(state(of: step.trial)))" : ""
            return Block.line(
                "trial \(step.trial.number) gave \(gave)\(state) at \(text(of: step.trial.setting, Numerals(digits: 5))), tried because "
                    + reasons.reason(step.thinking, at: step.unit))
        }
        return lines + (shown.count < steps.count ? [.note("the last \(shown.count) of \(steps.count) trials")] : [])
    }

    private static let mostRows = 50, mostReasons = 20

    private func isShort(_ text: String) -> Bool { text.count <= 12 }

    var values: [JSONField] {
        func parameters(_ setting: Setting) -> JSONValue {
            .object(
                zip(search.space.dimensions, setting.values).compactMap { dimension, value in
                    value.map { value in
                        switch value {
                        case .real(let x): JSONField(dimension.name, .number(x))
                        case .whole(let k): JSONField(dimension.name, .int(k))
                        case .name(let name): JSONField(dimension.name, .string(name))
                        }
                    }
                })
        }
        func object(_ trial: Trial) -> [JSONField] {
            [.init("trial", .int(trial.number)), .init("parameters", parameters(trial.setting)), .init("value", .number(trial.value))]
        }
        let trials = search.trials.map { trial in
            let epochs = trial.state == .pruned ? [JSONField("epochs", .int(trial.curve.count))] : []
            return JSONValue.object(object(trial) + [.init("state", .string("\(trial.state)"))] + epochs)
        }
        return [
            .init("method", .string(run.method)), .init("trials", .array(trials)),
            .init("best", search.best.map { .object(object($0)) } ?? .null),
        ] + (SearchImportance(run).map { [.init("importance", $0.value)] } ?? [])
    }

    /// The trials, and the best so far: stairs that only lead to what is better.
    var course: LineChart? {
        let found = search.trials.filter { !$0.isFailed }
        guard !found.isEmpty else { return nil }
        // What was given up early is none of the best, whatever it had.
        var best: [Double] = []
        for trial in found {
            let before = best.last ?? .nan, isBest = before.isNaN || search.isBetter(trial.value, than: before)
            best.append(trial.state == .complete && isBest ? trial.value : before)
        }
        let x = found.map { Double($0.number) }
        var chart = LineChart(series: [
            Series(name: "best so far", points: zip(x, best).map { Point(x: $0, y: $1) }, as: .stairs),
            Series(name: "trials", points: zip(x, found).map { Point(x: $0, y: $1.value) }, as: .marks),
        ])
        chart.title = "\(run.method): \(run.sought)"
        (chart.xLabel, chart.countsX) = ("trial", true)
        return chart
    }
}
