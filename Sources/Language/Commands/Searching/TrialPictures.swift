// Pictures of all trials of a search: parallel coordinates, and pairs of hyper-parameters.
import Charts
import Documents
import NeuralEngine
import Portraits
import Search

extension SearchPictures {
    /// The best quarter of the trials, and the others; those that gave no number are left out.
    private var parted: (best: [Trial], others: [Trial]) {
        let search = run.search, trials = (search.guesses + search.trials).filter { !$0.isFailed }
        func rank(_ trial: Trial) -> (Int, Double) {
            (trial.state == .complete ? 0 : 1, search.goal == .minimise ? trial.value : -trial.value)
        }
        let order = trials.indices.sorted { rank(trials[$0]) < rank(trials[$1]) || rank(trials[$0]) == rank(trials[$1]) && $0 < $1 }
        let ordered = order.map { trials[$0] }, count = min(trials.count, max(1, trials.count / 4))
        return (Array(ordered.prefix(count)), Array(ordered.dropFirst(count)))
    }

    /// A line a trial: where it lies in the range of each hyper-parameter, and last by its rank, the best at the top.
    var parallel: Plot {
        let (best, others) = parted, count = best.count + others.count
        func line(_ trial: Trial, rank: Int) -> [Point] {
            let places = space.coordinates(trial.setting).map { $0 ?? .nan } + [1 - Double(rank) / Double(max(1, count - 1))]
            return places.enumerated().map { Point(x: Double($0 + 1), y: $1) } + [Point(x: .nan, y: .nan)]
        }
        var chart = LineChart(series: [
            Series(name: "the best quarter", points: best.enumerated().flatMap { line($1, rank: $0) }),
            Series(name: "other trials", points: others.enumerated().flatMap { line($1, rank: best.count + $0) }),
        ])
        let names = space.dimensions.map(\.name) + [run.sought.count <= 12 ? run.sought : "value"]
        chart.title = "\(run.method): \(count) trial\(count == 1 ? "" : "s"), a line each"
        chart.xLabel = names.enumerated().map { "\($0 + 1) \($1)" }.joined(separator: ", ")
        (chart.xRange, chart.yRange, chart.countsX) = (1...Double(names.count), 0...1, true)
        var plot = Plot(chart)
        plot.values.append(.init("axes", .array(names.map { .string($0) })))
        plot.notes = [
            "each axis from the low end of a range to its high end, the last by rank, with the best at the top: "
                + zip(space.dimensions, 1...).map { "\($1) \($0.name) \($0.domain.text)" }.joined(separator: ", ")
        ]
        plot.sheet = Sheet(
            header: ["trial"] + space.dimensions.map(\.name) + ["value", "state"],
            rows: run.search.trials.map { trial in
                [.int(trial.number)] + trial.setting.values.map { $0.map { .string($0.text) } ?? .null }
                    + [.number(trial.value), .string("\(trial.state)")]
            })
        return plot
    }

    /// Every two of the first hyper-parameters: where the best quarter of the trials lie among the others.
    var pairs: Plot {
        let (best, others) = parted, axes = space.dimensions.map(DrawnDimension.init), shown = min(axes.count, Self.mostPaired)
        var panels: [Chart] = [], values: [JSONValue] = [], rows: [[JSONValue]] = []
        for second in 1..<max(1, shown) {
            for first in 0..<second {
                let title = "\(axes[second].label) over \(axes[first].label)"
                func spots(_ trials: [Trial], _ group: Int) -> [PlaneMap.Spot] {
                    trials.compactMap { trial in
                        let unit = space.coordinates(trial.setting)
                        guard let x = unit[first], let y = unit[second] else { return nil }
                        return PlaneMap.Spot(x: axes[first].number(at: x), y: axes[second].number(at: y), group: group)
                    }
                }
                let all = spots(best, 1) + spots(others, 0)
                var map = PlaneMap(
                    x: axes[first].range, y: axes[second].range, tiles: [[.init(group: 1, strength: 0)]], spots: all,
                    groups: ["other trials", "the best quarter"])
                (map.xLabel, map.yLabel, map.groupsAreOfSpots) = (axes[first].label, axes[second].label, true)
                panels.append(.plane(map))
                values.append(
                    .object([
                        .init("title", .string(title)), .init("x", .vector(all.map(\.x))), .init("y", .vector(all.map(\.y))),
                        .init("best", .array(all.map { .bool($0.group == 1) })),
                    ]))
                rows += all.map { [.string(title), .number($0.x), .number($0.y), .string($0.group == 1 ? "best" : "other")] }
            }
        }
        var plot = Plot(chart: panels.count == 1 ? panels[0] : .panels(panels), values: [.init("panels", .array(values))])
        if axes.count > shown { plot.notes = ["the first \(shown) of \(axes.count) hyper-parameters"] }
        plot.sheet = Sheet(header: ["panel", "x", "y", "trials"], rows: rows)
        return plot
    }

    /// More pairs than those of so many are too small to be read.
    private static let mostPaired = 4
}

extension Plot {
    /// Several charts of lines, with their points as values and as a table.
    init(lines charts: [LineChart]) {
        if charts.count == 1 {
            self.init(charts[0])
            return
        }
        let panels = charts.map { JSONValue.object([JSONField("title", .string($0.title ?? ""))] + Plot($0).values) }
        self.init(chart: .panels(charts.map(Chart.lines)), values: [.init("panels", .array(panels))])
        let rows = charts.flatMap { chart in
            chart.series.flatMap { series in
                series.points.filter { $0.x.isFinite }.map { point -> [JSONValue] in
                    [.string(chart.xLabel ?? ""), .string(series.name), .number(point.x), .number(point.y)]
                }
            }
        }
        sheet = Sheet(header: ["axis", "line", "x", "y"], rows: rows)
    }
}
