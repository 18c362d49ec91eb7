// plot search: what each method thinks, seen; and all trials in one picture.
import Charts
import Documents
import Foundation
import Testing

@testable import Language
@testable import Workspaces

@Suite("Pictures of a search")
struct SearchPictureTests {
    private func chart(_ talk: inout Talk, _ line: String) throws -> (Chart, Reply) {
        guard case .success(let reply)? = talk.session.run(line).last?.result, case .chart(let block)? = reply.blocks.first else {
            throw CommandError(talk.run(line))
        }
        return (block.chart, reply)
    }

    private func charts(_ chart: Chart) -> [LineChart] {
        if case .panels(let panels) = chart { panels.compactMap(\.lineChart) } else { chart.lineChart.map { [$0] } ?? [] }
    }

    @Test(
        "of one number: what is believed with the trials on it, what is chosen by, and where the next trial is",
        arguments: [
            ("bayes", [["foretold", "trials"], ["expected improvement"]]), ("lipo", [["bound", "left out", "trials"]]),
            ("tpe", [["trials"], ["good", "others", "ratio"]]),
            ("bobyqa", [["quadratic", "trust region", "trials", "points of the model"]]), ("random", [["trials"]]), ("grid", [["trials"]]),
        ])
    func oneDimension(method: String, names: [[String]]) throws {
        var talk = Talk("search \(method) x=-2..2 minimise=(x-0.3)^2+0.1*sin(5*x) trials=9")
        if method == "grid" { talk.run("search back 2") }
        let (chart, reply) = try chart(&talk, "plot search"), charts = charts(chart)
        #expect(charts.map { $0.series.map(\.name) } == names)
        let next = try #require(reply.notes.last { $0.hasPrefix("the next trial is x = ") })
        for chart in charts {
            let cursor = try #require(chart.cursor)
            #expect(chart.xRange == -2...2 && next.hasPrefix("the next trial is x = \(Numerals().text(cursor)) because"), "\(next)")
        }
        let trials = try #require(charts[0].series.first { $0.name == "trials" })
        #expect(trials.points.count { $0.x.isFinite } == (method == "grid" ? 7 : 9))
    }

    @Test("the Gaussian process holds the trials within its band, and the greatest expected improvement stands at the next trial")
    func band() throws {
        var talk = Talk("search bayes x=-2..2 maximise=1-(x-0.3)^2 trials=8 seed=4")
        let charts = charts(try chart(&talk, "plot search").0), belief = charts[0].series[0]
        #expect(belief.band.count == belief.points.count && belief.points.count == 121)
        for trial in charts[0].series[1].points where trial.x.isFinite {
            let near = try #require(belief.points.indices.min { abs(belief.points[$0].x - trial.x) < abs(belief.points[$1].x - trial.x) })
            #expect(belief.band[near].lowerBound - 0.1 <= trial.y && trial.y <= belief.band[near].upperBound + 0.1)
        }
        let best = try #require(charts[1].series[0].points.max { $0.y < $1.y }), cursor = try #require(charts[1].cursor)
        #expect(best.y <= 1 && abs(best.x - cursor) < 0.1)
    }

    @Test("of two numbers: a surface with the trials and the next one on it", arguments: ["bayes", "tpe", "lipo", "bobyqa", "random"])
    func twoDimensions(method: String) throws {
        var talk = Talk("search \(method) x=-2..2 y=0..3 minimise=(x-0.3)^2+(y-1)^2 trials=14")
        let (chart, reply) = try chart(&talk, "plot search size=60x14")
        let maps: [PlaneMap] =
            switch chart {
            case .plane(let map): [map]
            case .panels(let panels): panels.compactMap { if case .plane(let map) = $0 { map } else { nil } }
            default: []
            }
        #expect(maps.count == (method == "bayes" ? 2 : 1) && reply.notes.contains { $0.hasPrefix("the next trial is x = ") })
        for map in maps {
            #expect(map.xLabel == "x" && map.yLabel == "y" && map.groupsAreOfSpots)
            #expect(
                map.spots.count { $0.group == 1 } >= 14 && map.spots.count { $0.group == 0 } == 1 && map.groups == ["next trial", "trials"])
            if method != "random" { #expect(map.tiles.count == 24 && map.tiles[0].count == 48) }
        }
        // It can be read without colour and without braille, and is kept as numbers.
        let plain = talk.run("plot search size=60x14 marks=ascii")
        #expect(plain.unicodeScalars.allSatisfy { $0.isASCII } && plain.contains("o") && plain.contains("next trial"))
        #expect((reply.sheet == nil) == (method == "random"))
    }

    @Test("of more: a slice through the best trial for each number")
    func slices() throws {
        var talk = Talk("search bayes x=-2..2 y=0..3 z=log(0.01..10) minimise=(x-0.3)^2+(y-1)^2+z trials=14")
        let (chart, reply) = try chart(&talk, "plot search"), charts = charts(chart)
        #expect(
            charts.map(\.xLabel) == ["x", "y", "log10 z"] && reply.notes.contains("slices through the best trial"))
        let last = try #require(charts[2].xRange)
        #expect(abs(last.lowerBound + 2) < 1e-12 && abs(last.upperBound - 1) < 1e-12 && reply.sheet?.header == ["axis", "line", "x", "y"])
        #expect(charts.allSatisfy { $0.series.map(\.name) == ["foretold", "the best"] })
    }

    @Test("all trials: the course, parallel coordinates and pairs; choices and conditions have their places")
    func trials() throws {
        var talk = Talk("net 2-3-1 tanh output=sigmoid", "data xor")
        talk.run("search random lr=log(0.01..1) optimizer=choice(sgd,adam) l2=0..0.1 if optimizer=sgd trials=12 epochs=3")
        let course = try #require(charts(try chart(&talk, "plot search course").0).first)
        #expect(course.series.map(\.name) == ["best so far", "trials"])
        let (chart, reply) = try chart(&talk, "plot search parallel"), parallel = try #require(charts(chart).first)
        #expect(parallel.series.map(\.name) == ["the best quarter", "other trials"] && parallel.xRange == 1...4)
        #expect(parallel.xLabel == "1 lr, 2 optimizer, 3 l2, 4 loss" && reply.sheet?.rows.count == 12)
        guard case .panels(let pairs) = try self.chart(&talk, "plot search pairs").0 else {
            Issue.record("three numbers make three pairs")
            return
        }
        #expect(pairs.count == 3)
        #expect(talk.error("plot search parralel")?.hint == "did you mean 'parallel'?")
        talk.run("search bayes x=-2..2 minimise=x^2 trials=6")
        #expect(talk.error("plot search pairs")?.message == "one hyper-parameter makes no pairs")
        #expect(talk.error("plot search course smooth=0.9") != nil)
    }

    @Test("the best so far is stairs, and the trials are marks: no line leads from one to the next")
    func course() throws {
        var talk = Talk("search random x=-2..2 minimise=(x-0.3)^2 trials=8")
        let chart = try #require(try chart(&talk, "plot search course").0.lineChart)
        #expect(chart.series.map(\.form) == [.stairs, .marks])
    }

    @Test(
        "a best value at an end of its range is said, with the line that goes beyond; that works",
        arguments: [
            ("grid x=0..1 minimise=-x points=6", "search grid x=0..2 minimise=-x points=6 trials=6"),
            ("grid x=0..1 maximise=-x points=6", "search grid x=-1..1 maximise=-x points=6 trials=6"),
            ("grid x=log(0.1..1) minimise=x points=6", "search grid x=log(0.01..1) minimise=x points=6 trials=6"),
            (
                "grid x=int(1..6) y=0..1 minimise=(y-0.5)^2-x points=6",
                "search grid x=int(1..11) y=0..1 minimise=(y-0.5)^2-x points=6 trials=36"
            ),
            ("grid x=-1..1 minimise=x^2 points=7", nil),
        ] as [(String, String?)])
    func edge(search: String, wider: String?) throws {
        var talk = Talk()
        let text = talk.run("search \(search)"), said = text.split(separator: ": ").last.map { String($0.dropLast()) }
        #expect(text.replacing("\n  ", with: " ").contains("an end of its range") == (wider != nil), "\(text)")
        if let wider { #expect(said?.replacing("\n  ", with: " ") == wider && talk.error(wider) == nil, "\(text)") }
    }
}
