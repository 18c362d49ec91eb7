import Testing

@testable import Charts

@Suite("A heat map")
struct HeatMapTests {
    private let weights = HeatMap(
        title: "W1", values: [[0.15, 0.2], [-0.25, 0.3]], rowLabels: ["h1", "h2"], columnLabels: ["i1", "i2"])

    @Test("shows sign by texture as well as by colour, and explains its shades")
    func signedBlocks() {
        #expect(
            weights.render(width: 30, height: 9, marks: .blocks).text() == """
                   W1
                     i1    i2
                   ▒▒▒▒▒▒▓▓▓▓▓▓
                h1 ▒▒▒▒▒▒▓▓▓▓▓▓
                   ▒▒▒▒▒▒▓▓▓▓▓▓
                   ══════██████
                h2 ══════██████
                   ══════██████
                   -0.3 ≡═─╌·░▒▓█ 0.3
                """)
        let canvas = weights.render(width: 30, height: 9, marks: .blocks)
        #expect(canvas[3, 2].style.color == .positive(2) && canvas[3, 6].style.color == .negative(3))
    }

    @Test("has the same shades in braille and ASCII")
    func otherMarks() {
        let braille = weights.render(width: 30, height: 5, marks: .braille).text()
        #expect(braille.hasSuffix("h2 ⠭⠭⣿⣿\n   -0.3 ⣛⠭⠤⠠·⠢⢕⣝⣿ 0.3"))
        #expect(weights.render(width: 30, height: 5, marks: .ascii).text().contains("h2 ==##"))
    }

    @Test("runs from blank to full when values are not signed")
    func sequential() {
        let map = HeatMap(values: [[0, 1, 2, 3, 4]], isSigned: false)
        #expect(map.render(width: 12, height: 1, marks: .ascii).text() == "  ::++**##")
    }

    @Test("marks what is not a number, and keeps infinities at the ends")
    func nonFinite() {
        let map = HeatMap(values: [[.nan, .infinity, -.infinity, 1]])
        #expect(map.render(width: 8, height: 1, marks: .ascii).text() == "??##%%##")
    }

    @Test("stays calm over values too close together to tell apart")
    func indistinguishable() {
        let map = HeatMap(values: [[0, .leastNonzeroMagnitude]], isSigned: false)
        #expect(map.render(width: 4, height: 1, marks: .ascii).text() == "++++")
    }

    @Test("shows the means of neighbours where the matrix is larger than the canvas")
    func shrinking() {
        let map = HeatMap(values: (0..<40).map { row in (0..<40).map { _ in row < 20 ? 1 : -1 } })
        let lines = map.render(width: 20, height: 10, marks: .ascii).text().split(separator: "\n")
        #expect(lines.count == 10)
        #expect(lines.first?.allSatisfy { $0 == "#" } == true && lines[8].allSatisfy { $0 == "%" })
    }

    @Test("draws nothing for no values")
    func emptiness() {
        #expect(HeatMap(values: []).render(width: 4, height: 2).text() == "\n")
        #expect(HeatMap(values: [[], []]).render(width: 4, height: 2).text() == "\n")
    }
}
