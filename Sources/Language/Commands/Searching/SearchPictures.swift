// Pictures of a search: what the method thinks along lines and over planes, with the trials.
import Charts
import Documents
import Formula
import NeuralEngine
import Portraits
import Search

/// What `plot search` is asked to draw.
struct SearchPicture {
    enum Kind: String, CaseIterable {
        case thinking, course, parallel, pairs

        var summary: String {
            switch self {
            case .thinking: "what the method thinks, and where the next trial is"
            case .course: "the trials, and the best so far"
            case .parallel: "each trial as a line across all hyper-parameters"
            case .pairs: "where the best trials lie, for every two hyper-parameters"
            }
        }
    }

    let kind: Kind
    private let run: SearchRun
    private let numerals: Numerals

    init(_ arguments: Arguments, _ desk: Desk) throws(CommandError) {
        run = try SearchCommand.run(of: desk, at: arguments.words.first)
        numerals = desk.style.numerals
        guard let word = arguments.words.dropFirst().first else {
            kind = .thinking
            return
        }
        let typed = word.text.lowercased(), matching = Kind.allCases.filter { $0.rawValue.hasPrefix(typed) }
        guard matching.count == 1 || matching.contains(where: { $0.rawValue == typed }) else {
            let names = Kind.allCases.map(\.rawValue)
            throw CommandError(
                "'\(word.text)' is no picture of a search", column: word.column,
                hint: closest(to: typed, among: names).map { "did you mean '\($0)'?" } ?? names.joined(separator: ", "))
        }
        try arguments.expectAtMost(2, synopsis: "plot search \(matching[0])")
        kind = matching[0]
        if kind == .pairs, run.space.count < 2 {
            throw CommandError("one hyper-parameter makes no pairs", column: word.column, hint: "plot search thinking")
        }
    }

    func plot(isLogarithmic: Bool) throws(CommandError) -> Plot {
        let account = SearchAccount(run, numerals), pictures = SearchPictures(run)
        if kind != .thinking, account.course == nil {
            throw CommandError("no trial has given a number", column: 6, hint: "search on 10 makes more")
        }
        var plot = pictures.thinking
        switch kind {
        case .thinking: plot.notes += [account.next].compactMap { $0 }
        case .course:
            guard var chart = account.course else { break }
            chart.logY = isLogarithmic
            plot = Plot(chart: .lines(chart), values: [])
        case .parallel: plot = pictures.parallel
        case .pairs: plot = pictures.pairs
        }
        plot.values = account.values + plot.values
        return plot
    }
}

extension PlotForm {
    static let ofSearch = PlotForm(
        "search", "what the method of a search thinks, or its trials", of: .search, options: ["x", "y", "log"],
        words: SearchPicture.Kind.allCases.map { Candidate(text: $0.rawValue, summary: $0.summary) }
    ) { arguments, desk throws(CommandError) in
        let picture = try SearchPicture(arguments, desk)
        if picture.kind != .course { try refuse(arguments, allBut: [], of: "`plot search \(picture.kind.rawValue)`") }
        let isLogarithmic = try arguments.option("log")?.isOn("log") ?? false
        return { _, _ throws(CommandError) in try picture.plot(isLogarithmic: isLogarithmic) }
    }
}

struct SearchPictures {
    let run: SearchRun
    var space: Space { run.space }

    init(_ run: SearchRun) { self.run = run }

    // MARK: Thinking

    /// What is seen of a search while it runs, and when it has come to its end: its course, and what the method thinks.
    /// - Parameter next: what is proposed, where that is known.
    func underWay(_ next: Proposal? = nil) -> Chart {
        let course = SearchAccount(run, Numerals()).course.map { [Chart.lines($0)] } ?? []
        let thoughts = thinking(SearchThoughts(run.search, next: next)).chart
        let parts = if case .panels(let charts) = thoughts { charts } else { [thoughts] }
        return .panels(course + parts)
    }

    var thinking: Plot { thinking(SearchThoughts(run.search)) }

    /// In one dimension what is believed and what the next trial is chosen by; in two surfaces; in more slices through the best trial.
    private func thinking(_ thoughts: SearchThoughts) -> Plot {
        if space.count == 2, let plot = planes(thoughts) { return plot }
        var charts: [LineChart] = []
        for k in space.dimensions.indices {
            let isOnly = space.count == 1, drive = thoughts.drive(k, through: thoughts.middle)
            let beliefs = thoughts.beliefs(k, through: thoughts.middle)
            // Of several dimensions one chart each: what is believed, else what is chosen by.
            if isOnly || drive == nil || !beliefs.isEmpty { charts.append(beliefChart(k, beliefs, thoughts, showsTrials: isOnly)) }
            if let drive, isOnly || beliefs.isEmpty { charts.append(chart(k, isOnly ? drive.title : nil, drive.series, thoughts)) }
        }
        var plot = Plot(lines: charts)
        if space.count > 1 { plot.notes = ["slices through the best trial"] }
        return plot
    }

    private func beliefChart(_ k: Int, _ beliefs: [Series], _ thoughts: SearchThoughts, showsTrials: Bool) -> LineChart {
        let trials = showsTrials || beliefs.isEmpty ? thoughts.found : thoughts.search.best.map { [$0] } ?? []
        func points(_ places: [(unit: [Double], value: Double)]) -> [Point] {
            places.map { Point(x: DrawnDimension(space.dimensions[k]).number(at: $0.unit[k]), y: $0.value) }
        }
        let dots = points(trials.map { (space.unit($0.setting), $0.value) }), model = points(showsTrials ? thoughts.modelPoints : [])
        let name = showsTrials || beliefs.isEmpty ? "trials" : "the best"
        var series = beliefs + [Series(name: name, points: dots.sorted { $0.x < $1.x }, as: .marks)]
        if !model.isEmpty { series.append(Series(name: "points of the model", points: model.sorted { $0.x < $1.x }, as: .dots)) }
        return chart(k, space.count == 1 ? "\(run.method): \(run.sought)" : nil, series, thoughts)
    }

    private func chart(_ k: Int, _ title: String?, _ series: [Series], _ thoughts: SearchThoughts) -> LineChart {
        let drawn = DrawnDimension(space.dimensions[k])
        var chart = LineChart(title: title, series: series, xRange: drawn.range, xLabel: drawn.label)
        chart.bandName = "where it may lie"
        chart.cursor = thoughts.next.map { drawn.number(at: $0.unit[k]) }
        return chart
    }

    // MARK: Planes

    private static let size = (columns: 48, rows: 24)

    private func planes(_ thoughts: SearchThoughts) -> Plot? {
        let surfaces = thoughts.surfaces(columns: Self.size.columns, rows: Self.size.rows)
        let axes = space.dimensions.map(DrawnDimension.init)
        func named(_ map: PlaneMap) -> Chart {
            var map = map
            (map.xLabel, map.yLabel, map.groupsAreOfSpots) = (axes[0].label, axes[1].label, true)
            return .plane(map)
        }
        let trials = thoughts.found.map { space.unit($0.setting) } + thoughts.modelPoints.map(\.unit)
        func spots(_ units: [[Double]], _ group: Int) -> [PlaneMap.Spot] {
            units.map { PlaneMap.Spot(x: axes[0].number(at: $0[0]), y: axes[1].number(at: $0[1]), group: group) }
        }
        let best = thoughts.search.best.map { spots([space.unit($0.setting)], 1) } ?? []
        let marked = best.map { PlaneMap.Spot(x: $0.x, y: $0.y, group: $0.group, isBest: true) }
        let shown = spots(trials, 1) + spots(thoughts.next.map { [$0.unit] } ?? [], 0) + marked
        guard !surfaces.isEmpty else {
            let map = PlaneMap(
                title: "\(run.method): trials", x: axes[0].range, y: axes[1].range,
                tiles: shades(merits(nextTo: thoughts.found)).reversed(),
                spots: shown, groups: Self.groups)
            let note = "the more a place is filled, the better the trial next to it"
            return Plot(chart: named(map), values: [.init("panels", .array([]))], notes: thoughts.found.isEmpty ? [] : [note])
        }
        var values: [JSONValue] = [], rows: [[JSONValue]] = []
        let panels = surfaces.map { surface -> Chart in
            func part(_ range: ClosedRange<Double>, _ axis: DrawnDimension) -> ClosedRange<Double> {
                axis.number(at: range.lowerBound)...axis.number(at: range.upperBound)
            }
            let (x, y) = (part(surface.first, axes[0]), part(surface.second, axes[1]))
            let map = PlaneMap(
                title: surface.title, x: x, y: y, tiles: shades(surface.merits).reversed(), spots: shown, groups: Self.groups)
            func places(_ range: ClosedRange<Double>, _ count: Int) -> [Double] {
                (0..<count).map { range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / Double(max(1, count - 1)) }
            }
            let xs = places(x, surface.values.first?.count ?? 0), ys = places(y, surface.values.count)
            values.append(
                .object([
                    .init("title", .string(surface.title)), .init("x", .vector(xs)), .init("y", .vector(ys)),
                    .init("values", .array(surface.values.map { .array($0.map { $0.map(JSONValue.number) ?? .null }) })),
                ]))
            for (y, row) in zip(ys, surface.values) {
                for (x, value) in zip(xs, row) {
                    rows.append([.string(surface.title), .number(x), .number(y), value.map(JSONValue.number) ?? .null])
                }
            }
            return named(map)
        }
        var plot = Plot(
            chart: panels.count == 1 ? panels[0] : .panels(panels), values: [.init("panels", .array(values))],
            notes: ["the more a place is filled, the better it is by that"])
        plot.sheet = Sheet(header: ["panel", axes[0].label, axes[1].label, "value"], rows: rows)
        return plot
    }

    private static let groups = ["next trial", "trials"]

    /// How good the nearest trial is, at each place of the plane: what is known where no method thinks.
    private func merits(nextTo trials: [Trial]) -> [[Double?]] {
        let known = trials.map { (unit: space.unit($0.setting), merit: run.search.goal == .minimise ? -$0.value : $0.value) }
        func middle(_ place: Int, of count: Int) -> Double { (Double(place) + 0.5) / Double(count) }
        return (0..<Self.size.rows).map { row in
            (0..<Self.size.columns).map { column in
                let (x, y) = (middle(column, of: Self.size.columns), middle(row, of: Self.size.rows))
                func distance(_ unit: [Double]) -> Double { (unit[0] - x) * (unit[0] - x) + (unit[1] - y) * (unit[1] - y) }
                return known.min { distance($0.unit) < distance($1.unit) }?.merit
            }
        }
    }

    /// Shades by rank: a valley shows, however high its walls are.
    private func shades(_ merits: [[Double?]]) -> [[PlaneMap.Tile]] {
        let sorted = Set(merits.joined().compactMap { $0 }.filter(\.isFinite)).sorted()
        func rank(_ value: Double) -> Double {
            var (low, high) = (0, sorted.count)
            while low < high {
                let middle = (low + high) / 2
                if sorted[middle] < value { low = middle + 1 } else { high = middle }
            }
            return Double(low + 1) / Double(sorted.count)
        }
        return merits.map { row in row.map { value in PlaneMap.Tile(group: 1, strength: value.map { $0.isFinite ? rank($0) : 0 } ?? 0) } }
    }
}
