// What a comparison has found: a table of the settings, whether the best one is better than chance would make it, and the curves.
import Charts
import Documents
import NeuralEngine
import Workspaces

/// How a comparison is shown.
public struct ComparisonPortrait {
    /// One of the settings that are compared, for each of what varies: its name and its value.
    public typealias Setting = [(axis: String, value: String)]

    private let comparison: Comparison
    private let settings: [Setting]
    /// The learning rate of each setting, where they differ and none of the axes tells them.
    private let rates: [Double]?
    private let measure: Comparison.Measure
    /// Whether the settings are judged by what each of them measures in its own way: the values of different losses.
    private let hasOwnMeasures: Bool
    private let numerals: Numerals

    /// - Parameter losses: what each setting is trained to make small.
    public init(
        _ comparison: Comparison, _ settings: [Setting], rates: [Double]? = nil, losses: [Loss], by measure: Comparison.Measure,
        _ numerals: Numerals
    ) {
        (self.comparison, self.settings, self.rates, self.measure) = (comparison, settings, rates, measure)
        hasOwnMeasures = measure.isLoss && losses.contains { $0 != losses[0] }
        self.numerals = Numerals(digits: min(4, numerals.digits))
    }

    public var document: Document {
        var blocks: [Block] = [.table(table), .line(verdict)]
        if comparison.seeds == [nil] {
            blocks.append(.note("one start, that of the present parameters: seeds=5 would tell a difference from luck"))
        } else if comparison.seeds.count == 1 {
            blocks.append(.note("one start shows no spread: seeds=5 would tell a difference from luck"))
        } else if comparison.seeds.count < comparison.seedsWanted {
            blocks.append(.note("stopped: \(comparison.seeds.count) of \(comparison.seedsWanted) starts are done by all"))
        }
        return Document(blocks, values: values, picture: chart.map(Chart.lines))
    }

    private func title(_ entrant: Int) -> String { settings[entrant].map(\.value).joined(separator: ", ") }

    private var order: [Int] { comparison.order(by: measure) }

    /// The best of them; nil where no number says which that is.
    private var best: Int? { hasOwnMeasures ? nil : order.first }

    // MARK: The table

    private var table: Table {
        let axes = settings.first?.map(\.axis) ?? []
        let summaries = settings.indices.map { comparison.summary(of: $0, by: measure) }
        let haveDiverged = summaries.contains { ($0?.diverged ?? 1) > 0 }
        let rows = settings.indices.map { entrant -> [String] in
            let summary = summaries[entrant], diverged = comparison.runs(of: entrant).count { $0.hasDiverged }
            let numbers = [summary?.mean, summary?.deviation, summary?.least, summary?.greatest].map { $0.map(numerals.text) ?? "-" }
            let rate = rates.map { [numerals.text($0[entrant])] } ?? []
            return settings[entrant].map(\.value) + rate + numbers + (haveDiverged ? ["\(diverged)"] : [])
                + [entrant == best && summary != nil ? "best" : ""]
        }
        let header =
            axes + (rates == nil ? [] : ["lr"]) + ["mean \(measure.rawValue)", "deviation", "least", "greatest"]
            + (haveDiverged ? ["diverged"] : []) + [""]
        return Table(
            header: header, rows: rows,
            alignRight: axes.map { _ in false } + (rates == nil ? [] : [true]) + [true, true, true, true] + (haveDiverged ? [true] : []) + [
                false
            ])
    }

    /// Which is best, by how much, and whether so much could be luck.
    private var verdict: String {
        let ranks = order
        guard let best = ranks.first, let first = comparison.summary(of: best, by: measure) else {
            return "no training came to its end with finite numbers: a smaller learning rate may help"
        }
        if hasOwnMeasures {
            let hasAccuracy = comparison.runs.contains { $0.outcome.standing.accuracy != nil }
            let other = measure.isOfValidation ? Comparison.Measure.validationAccuracy : .accuracy
            return "each loss is measured in its own way, so these numbers do not say which is best"
                + (hasAccuracy ? ": on=\(other.rawValue) judges all alike" : "")
        }
        guard ranks.count > 1, let second = comparison.summary(of: ranks[1], by: measure) else { return "\(title(best)) is best" }
        let margin = abs(first.mean - second.mean)
        let start = "\(title(best)) is best, \(numerals.text(margin)) ahead of \(title(ranks[1]))"
        if first.diverged < second.diverged { return "\(title(best)) is best: \(title(ranks[1])) diverged more often" }
        if margin == 0 { return "\(title(best)) and \(title(ranks[1])) do equally well" }
        guard let spread = [first.deviation, second.deviation].compactMap({ $0 }).max() else { return start }
        return margin > spread
            ? "\(start): more than the spread of the starts (\(numerals.text(spread)))"
            : "\(start), which is within the spread of the starts (\(numerals.text(spread))): that may be luck"
    }

    // MARK: Curves

    /// The mean of each setting over the epochs, in a band from the least to the greatest of its trainings.
    public var chart: LineChart? {
        let series = settings.indices.compactMap(curve)
        guard !series.isEmpty else { return nil }
        var chart = LineChart(
            title: measure.rawValue + (comparison.seeds.count > 1 ? ", mean of \(comparison.seeds.count) starts" : ""), series: series)
        (chart.xLabel, chart.countsX, chart.bandName) = ("epoch", true, "least to greatest")
        if !measure.isLoss { chart.yRange = 0...1 }
        return chart
    }

    private func curve(_ entrant: Int) -> Series? {
        var numbers: [Double: [Double]] = [:]
        let runs = comparison.runs(of: entrant)
        for run in runs {
            for (epoch, value) in zip(run.history.epochs, measure.values(run.history)) {
                if let value, value.isFinite { numbers[epoch, default: []].append(value) }
            }
        }
        // An epoch that not all have come to would make the line jump.
        let whole = numbers.filter { $0.value.count == runs.count }.sorted { $0.key < $1.key }
        guard !whole.isEmpty else { return nil }
        var series = Series(
            name: title(entrant), x: whole.map(\.key), y: whole.map { $0.value.reduce(0, +) / Double($0.value.count) })
        if runs.count > 1 { series.band = whole.map { ($0.value.min() ?? 0)...($0.value.max() ?? 0) } }
        return series
    }

    // MARK: For programs

    private var values: [JSONField] {
        [
            .init("on", .string(measure.rawValue)),
            .init("rows", .array(comparison.runs.map { .object(setting($0.entrant) + numbers($0)) })),
            .init(
                "summary",
                .array(
                    settings.indices.map { entrant in
                        let summary = comparison.summary(of: entrant, by: measure)
                        let facts: [(String, Double?)] = [
                            ("mean", summary?.mean), ("deviation", summary?.deviation), ("least", summary?.least),
                            ("greatest", summary?.greatest),
                        ]
                        return .object(
                            setting(entrant) + facts.map { .init($0.0, $0.1.map(JSONValue.number) ?? .null) }
                                + [.init("diverged", .int(comparison.runs(of: entrant).count { $0.hasDiverged }))])
                    })),
            .init("best", best.map { .object(setting($0)) } ?? .null),
        ]
    }

    private func setting(_ entrant: Int) -> [JSONField] {
        settings[entrant].map { .init($0.axis, Double($0.value).map(JSONValue.number) ?? .string($0.value)) }
    }

    private func numbers(_ run: Comparison.Run) -> [JSONField] {
        let standing = run.outcome.standing
        func number(_ value: Double?) -> JSONValue { value.map { .number(run.hasDiverged ? .nan : $0) } ?? .null }
        return [
            .init("seed", run.seed.map { .int(Int(clamping: $0)) } ?? .null), .init("loss", number(standing.loss)),
            .init("accuracy", number(standing.accuracy)),
        ]
            + (standing.validationLoss == nil
                ? []
                : [.init("val.loss", number(standing.validationLoss)), .init("val.accuracy", number(standing.validationAccuracy))])
            + [.init("epochs", .int(run.outcome.epochs))]
    }

    /// All trainings, a row each.
    public var sheet: Sheet {
        let rows = comparison.runs.map { setting($0.entrant) + numbers($0) }
        return Sheet(header: rows.first?.map(\.name) ?? [], rows: rows.map { $0.map(\.value) })
    }
}
