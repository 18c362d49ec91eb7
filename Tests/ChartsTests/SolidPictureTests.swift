// Pictures in solid colour: two pixels a cell, on scales that eyes of every kind can read.
import Testing

@testable import Charts

@Suite("In solid colour")
struct SolidPictureTests {
    @Test("scales go evenly from dark to light or from light to dark, on both backgrounds, and so do their steps among the fixed 256")
    func scales() throws {
        for background in Background.allCases {
            let scales: [(Int) -> ChartColor] =
                [{ .magnitude($0) }, { .signed($0) }, { .signed(-$0) }] + (0..<8).map { group in { .group(group, $0) } }
            for scale in scales {
                let lightness = try (0...ColorScale.steps).map { Oklab(try #require(scale($0).rgb(on: background))).lightness }
                let steps = zip(lightness, lightness.dropFirst()).map { $1 - $0 }
                #expect(steps.allSatisfy { $0 > 0 } || steps.allSatisfy { $0 < 0 })
                #expect((steps.map(\.magnitude).max() ?? 1) < 2 * (steps.map(\.magnitude).min() ?? 0))
                let fixed = try (0...ColorScale.steps).map { Oklab(.fixed(try #require(scale($0).xterm256(on: background)))).lightness }
                #expect(fixed.sorted() == fixed || fixed.sorted(by: >) == fixed)
                #expect(try (0...ColorScale.steps).allSatisfy { try #require(scale($0).xterm256(on: background)) >= 16 })
            }
        }
    }

    @Test("an image of 4 x 4 takes 4 x 2 cells, its upper pixels as ink and its lower ones as ground")
    func image() {
        let map = HeatMap(values: (0..<4).map { row in (0..<4).map { Double(4 * row + $0) } }, isSigned: false, keepsShape: true)
        let canvas = map.render(width: 4, height: 2, isSolid: true)
        #expect(canvas.text() == "▀▀▀▀\n▀▀▀▀")
        #expect(canvas[0, 0].style.color == .magnitude(0) && canvas[3, 1].style.fill == .magnitude(ColorScale.steps))
        // Larger, pixels are squares of whole cells.
        #expect(map.render(width: 8, height: 4, isSolid: true)[7, 3] == Cell(" ", style: CellStyle(fill: .magnitude(ColorScale.steps))))
    }

    @Test("what is no number is left free")
    func gaps() {
        let canvas = HeatMap(values: [[1, .nan], [-1, .nan]], keepsShape: true).render(width: 2, height: 1, isSolid: true)
        #expect(
            canvas[0, 0].style == CellStyle(color: .signed(ColorScale.steps), fill: .signed(-ColorScale.steps)) && canvas[1, 0] == .blank)
    }

    /// Surer and surer the further it is from the middle.
    private func plane(_ x: ClosedRange<Double>, _ y: ClosedRange<Double>) -> PlaneMap {
        let row = stride(from: -1.0, through: 1, by: 0.1).map { PlaneMap.Tile(group: $0 > 0 ? 1 : 0, strength: abs($0)) }
        return PlaneMap(x: x, y: y, tiles: Array(repeating: row, count: 21), groups: ["a < 0.5", "a > 0.5"])
    }

    @Test("a field of answers is light in the middle and has its line there, one pixel wide")
    func field() {
        let pixels = PlaneField(plane(-1...1, -1...1)).pixels(columns: 41, rows: 10)
        for y in 0..<20 {
            let row = (0..<41).map { pixels[$0, y] }
            #expect(row.count { $0 == .drawn } == 1 && (19...21).contains(row.firstIndex(of: .drawn) ?? 0))
            guard case .signed(let left)? = row.first, case .signed(let right)? = row.last else { return #expect(Bool(false)) }
            #expect(left == -right && right > 20)
        }
    }

    @Test("a plane keeps its proportions: a step to the right is as long as one upwards")
    func proportions() {
        let room = CellFrame(x: 0, y: 0, width: 80, height: 20)
        #expect(plane(-1...1, -1...1).proportioned(room).width == 40)
        #expect(plane(-2...2, -1...1).proportioned(room).width == 80)
        #expect(plane(0...1000, 0...1).proportioned(room) == room)
    }

    @Test("a wide layer is a picture of its values above some of its nodes, its weights are a band, and what is hidden is counted")
    func wideLayers() {
        func nodes(_ letter: String, _ count: Int) -> [NetworkDiagram.Node] {
            (1...count).map { .init(name: "\(letter)\($0)", value: "1") }
        }
        var wide = NetworkDiagram.Column(title: "input", nodes: nodes("i", 200), count: 784)
        wide.picture = HeatMap(values: Array(repeating: (0..<28).map(Double.init), count: 28), isSigned: false, keepsShape: true)
        var diagram = NetworkDiagram(columns: [wide, .init(title: "output", nodes: nodes("o", 10))], weights: [[]])
        diagram.strips[0] = HeatMap(values: (0..<10).map { row in (0..<64).map { Double(row * $0 % 7 - 3) } })
        for isSolid in [true, false] {
            let canvas = diagram.render(width: 70, height: 30, isSolid: isSolid), text = canvas.text()
            #expect(text.contains("(i1)") && text.contains("⋮ 782 more") && text.contains("(o10)"))
            #expect(diagram.outOfSight(width: 70, height: 30).below == 782)
            #expect(isSolid == text.contains("▀"))
        }
    }

    @Test("without colour the two sides of a plane differ in texture at every strength", arguments: Marks.allCases)
    func sides(marks: Marks) {
        #expect(Set(marks.fills).isDisjoint(with: marks.stripes))
        let text = plane(-1...1, -1...1).render(width: 40, height: 10, marks: marks).text()
        #expect(text.contains(marks.fills[3]) && text.contains(marks.stripes[3]))
    }
}
