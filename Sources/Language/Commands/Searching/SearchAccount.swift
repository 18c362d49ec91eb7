// What is told of a search: its trials, the best, where the next one would be and why, and how the best fell.
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
        guard let best = search.best else { return "\(run.method), \(count): none has given a number" }
        let isGuess = search.guesses.contains(best)
        return "\(run.method), \(count): \(run.sought) = \(numerals.text(best.value)) at \(text(of: best.setting)) "
            + "(\(isGuess ? "guess" : "trial") \(best.number))"
    }

    var notes: [String] {
        let failed = search.trials.count { $0.isFailed }
        return failed == 0 ? [] : ["\(failed) of them gave no number, and count\(failed == 1 ? "s" : "") as the worst"]
    }

    /// `lr = 0.013, units = 12`
    private func text(of setting: Setting) -> String {
        zip(search.space.dimensions, setting.values).compactMap { dimension, value in value.map { "\(dimension.name) = \(text(of: $0))" } }
            .joined(separator: ", ")
    }

    private func text(of value: Value) -> String { if case .real(let x) = value { numerals.text(x) } else { value.text } }

    /// The trials as a table, and where the next one would be.
    var document: Document {
        var blocks: [Block] = [.line(sentence)] + notes.map(Block.note)
        let shown = search.trials.suffix(Self.mostRows)
        let rows = shown.map { trial in
            ["\(trial.number)"] + trial.setting.values.map { $0.map(text) ?? "" }
                + [numerals.text(trial.value), trial.state == .complete ? (trial == search.best ? "best" : "") : "\(trial.state)"]
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
        if let next = search.propose() { blocks.append(.note("the next trial is \(text(of: next.setting)): \(reason(next.thinking))")) }
        return Document(blocks, values: values)
    }

    private static let mostRows = 50

    private func isShort(_ text: String) -> Bool { text.count <= 12 }

    /// Why a method proposes what it does.
    private func reason(_ thinking: Thinking) -> String {
        switch thinking {
        case .start: "it is where the search was told to begin"
        case .grid(let grid): "it is number \(grid.done + 1) of the \(grid.count) of the grid"
        case .random(let drawn, let count?): "it is drawn, number \(drawn + 1) of \(count) before the method knows enough"
        case .random: "it is drawn, and nothing that was found plays a part"
        case .bayes: "of what the Gaussian process foretells the expected improvement is greatest there"
        case .tpe(let tpe): "the \(tpe.good) good trials lie there more often than the others"
        case .bobyqa(let bobyqa):
            switch bobyqa.reason {
            case .first(let place): "it is point \(place + 1) of those that the first quadratic model is laid through"
            case .step(let foretold): "the quadratic model is least there within its trust region, and foretells \(signed(foretold))"
            case .geometry: "a point of the model lies too far away, and is replaced by a nearer one"
            }
        case .lipo(let lipo):
            switch lipo.reason {
            case .bound(let bound): "it can be as good as \(signed(bound)) there, by how steep it has been so far"
            case .step(let foretold): "the quadratic about the best trial is least there, and foretells \(signed(foretold))"
            case .geometry: "too few trials lie about the best one for a quadratic"
            }
        }
    }

    /// Methods seek the least: of what is to be great they see the negative.
    private func signed(_ value: Double) -> String { numerals.text(search.goal == .minimise ? value : -value) }

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
        let trials = search.trials.map { JSONValue.object(object($0) + [.init("state", .string("\($0.state)"))]) }
        return [
            .init("method", .string(run.method)), .init("trials", .array(trials)),
            .init("best", search.best.map { .object(object($0)) } ?? .null),
        ]
    }

    /// The trials, and the best so far: a line that only gets better.
    var chart: LineChart? {
        let found = search.trials.filter { !$0.isFailed }
        guard !found.isEmpty else { return nil }
        var best: [Double] = []
        for trial in found { best.append(best.last.map { search.isBetter(trial.value, than: $0) ? trial.value : $0 } ?? trial.value) }
        let x = found.map { Double($0.number) }
        var chart = LineChart(series: [
            Series(name: "best so far", x: x, y: best), Series(name: "trials", x: x, y: found.map(\.value)),
        ])
        chart.title = "\(run.method): \(run.sought)"
        (chart.xLabel, chart.countsX) = ("trial", true)
        return chart
    }
}
