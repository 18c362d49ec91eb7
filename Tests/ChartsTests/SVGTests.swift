// Charts as SVG: documents that any XML reader takes, with the numbers that were drawn.
import Foundation
import Testing

@testable import Charts

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Reads XML, and keeps the elements with their attributes and texts.
final class Elements: NSObject, XMLParserDelegate {
    struct Element {
        let name: String
        let attributes: [String: String]
        var text = ""
    }

    private(set) var all: [Element] = []
    private var open: [Int] = []
    let isWellFormed: Bool

    override init() {
        isWellFormed = false
        super.init()
    }

    /// Nil unless the text is well-formed.
    static func read(_ text: String) -> Elements? {
        let elements = Elements(), parser = XMLParser(data: Data(text.utf8))
        parser.delegate = elements
        return parser.parse() ? elements : nil
    }

    func named(_ name: String) -> [Element] { all.filter { $0.name == name } }

    var texts: [String] { named("text").map(\.text) }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]
    ) {
        open.append(all.count)
        all.append(Element(name: name, attributes: attributes))
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { if let last = open.last { all[last].text += string } }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) { open.removeLast() }
}

private let tricky = "a<b> & \"c\" \u{1}é\u{FFFF}"

private let samples: [(name: String, chart: Chart)] = [
    ("lines", .lines(LineChart(title: tricky, series: [Series(name: tricky, x: [0, 1, 2, 3], y: [1, -.infinity, .nan, 4])]))),
    ("no lines", .lines(LineChart(series: []))),
    ("heat", .heat(HeatMap(title: tricky, values: [[1, -2], [.nan, .infinity]], rowLabels: ["<", ">"], columnLabels: ["&", "b"]))),
    ("empty heat", .heat(HeatMap(values: []))),
    ("image", .image(ColorImage(title: tricky, red: [[1, .nan]], green: [[0, 1]], blue: [[.infinity, 0.5]]))),
    ("histogram", .histogram(Histogram(title: tricky, low: -1, high: 2, counts: [1, 0, 5], note: tricky))),
    ("empty histogram", .histogram(Histogram(low: 0, high: 0, counts: []))),
    (
        "bars",
        .bars(BarChart(title: "b", bars: [.init(name: tricky, value: 3, text: "3"), .init(name: "z", value: .infinity, text: "inf")]))
    ),
    (
        "plane",
        .plane(
            PlaneMap(
                x: -1...1, y: 0...2, tiles: [[.init(group: 0, strength: 1), .init(group: 1, strength: .nan)]],
                spots: [.init(x: 0, y: 1, group: 1)], groups: [tricky, "b"]))
    ),
    (
        "network",
        .network(
            NetworkDiagram(
                columns: [
                    .init(title: tricky, nodes: (1...30).map { .init(name: "i\($0)", value: "1") }),
                    .init(title: "out", nodes: [.init(name: "o1", value: nil, role: .written)]),
                ], weights: [[(0..<30).map { Double($0) - 15 }]]))
    ),
]

@Suite("As SVG")
struct SVGTests {
    @Test("every chart is well-formed, whatever its names and numbers are", arguments: samples.map(\.name))
    func wellFormed(name: String) throws {
        let chart = try #require(samples.first { $0.name == name }).chart
        for background in Background.allCases {
            for (width, height) in [(720.0, 420.0), (60, 40), (2000, 30)] {
                #expect(Elements.read(chart.svg(width: width, height: height, on: background)) != nil)
            }
        }
    }

    @Test("several charts stand in one document, each with its own clip")
    func panels() throws {
        let elements = try #require(Elements.read(Chart.panels(samples.map(\.chart) + samples.map(\.chart)).svg()))
        let clips = elements.named("clipPath").compactMap { $0.attributes["id"] }
        #expect(clips.count == Set(clips).count && clips.count == 4)
    }

    @Test("lines are vectors through the very points: places are linear in the numbers")
    func places() throws {
        let x = [0.0, 1, 2, 5], y = [3.0, -1, 0.5, 2]
        var chart = LineChart(series: [Series(name: "f", x: x, y: y)])
        (chart.xRange, chart.yRange) = (0...5, -1...3)
        let elements = try #require(Elements.read(Chart.lines(chart).svg()))
        let clip = try #require(elements.named("clipPath").first != nil ? elements.named("rect")[1] : nil).attributes
        func number(_ name: String) throws -> Double { try #require(clip[name].flatMap(Double.init)) }
        let (left, top, width, height) = (try number("x"), try number("y"), try number("width"), try number("height"))
        let points = try #require(elements.named("polyline").first?.attributes["points"]).split(separator: " ").map { pair in
            pair.split(separator: ",").compactMap { Double($0) }
        }
        #expect(points.count == 4)
        for (point, (x, y)) in zip(points, zip(x, y)) {
            #expect(abs((point[0] - left) / width * 5 - x) < 1e-4)
            #expect(abs(3 - (point[1] - top) / height * 4 - y) < 1e-4)
        }
    }

    @Test("a histogram draws a column a bin, as high as its count")
    func columns() throws {
        let elements = try #require(Elements.read(Chart.histogram(Histogram(low: 0, high: 3, counts: [2, 0, 4])).svg()))
        let heights = elements.named("rect").dropFirst().compactMap { $0.attributes["height"].flatMap(Double.init) }
        #expect(heights.count == 2 && abs(heights[1] - 2 * heights[0]) < 0.01)
    }

    @Test("cells keep their text; dots and blocks become shapes")
    func cells() throws {
        var canvas = Canvas(width: 12, height: 2)
        canvas.write("w5 <= 0.4", x: 0, y: 0, style: CellStyle(bold: true, inverse: true))
        canvas.write("⣿▌█⠁", x: 0, y: 1)
        let elements = try #require(Elements.read(canvas.svg(title: "screen")))
        #expect(elements.texts == ["w5 <= 0.4"])
        #expect(elements.named("circle").count == 9)
        #expect(elements.named("title").first?.text == "screen")
    }

    @Test("what stands apart in a row keeps its place in any font, and frames are lines")
    func placesOfCells() throws {
        var canvas = Canvas(width: 20, height: 2)
        canvas.write("─ net one ──┐", x: 0, y: 0)
        canvas.write("a b   語 c  d", x: 2, y: 1)
        let elements = try #require(Elements.read(canvas.svg(title: "screen")))
        let places = elements.named("text").map { "\($0.text)@\($0.attributes["x"] ?? "")+\($0.attributes["textLength"] ?? "")" }
        #expect(places == ["net one@26+63", "a b@26+27", "語 c@80+36", "d@134+9"])
        let lines = elements.named("line").map { line in
            ["x1", "y1", "x2", "y2"].map { line.attributes[$0] ?? "" }.joined(separator: " ")
        }
        #expect(lines == ["8 17 17 17", "98 17 116 17", "116 17 120.5 17", "120.5 17 120.5 26"])
    }

    @Test("infinite and missing numbers never reach the document", arguments: samples.map(\.name))
    func finite(name: String) throws {
        let chart = try #require(samples.first { $0.name == name }).chart
        let svg = chart.svg()
        for attribute in ["x", "y", "width", "height", "points", "x1", "cy"] {
            #expect(!svg.contains("\(attribute)=\"nan") && !svg.contains("\(attribute)=\"inf"))
        }
    }
}
