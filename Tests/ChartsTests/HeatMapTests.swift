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
        #expect(braille.hasSuffix("h2 ──⣿⣿\n   -0.3 ═─╌⠠·⠢⢕⣝⣿ 0.3"))
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

    @Test("shows the means of neighbours where the matrix is larger than the canvas, and says so")
    func shrinking() {
        let map = HeatMap(title: "W", values: (0..<40).map { row in (0..<40).map { _ in row < 20 ? 1 : -1 } })
        let lines = map.render(width: 20, height: 10, marks: .ascii).text().split(separator: "\n")
        #expect(lines.count == 10)
        #expect(lines[0] == "W  mean of 5 x 2")
        #expect(lines[1] == "####################" && lines[8] == "%%%%%%%%%%%%%%%%%%%%")
    }

    /// A matrix that has its row in each number.
    private func long(_ rows: Int, _ columns: Int) -> HeatMap {
        HeatMap(
            title: "W", values: (0..<rows).map { row in Array(repeating: Double(row), count: columns) }, isSigned: false,
            rowLabels: (1...rows).map { "h\($0)" }, columnLabels: (1...columns).map { "i\($0)" })
    }

    @Test("folds a matrix that is far higher than wide into parts beside one another, each with its labels")
    func tall() {
        #expect(
            long(15, 2).render(width: 40, height: 8, marks: .ascii).text() == """
                    W
                    i1       i1       i1
                 h1       h6 :::: h11 ****
                 h2       h7 ++++ h12 ****
                 h3       h8 ++++ h13 ####
                 h4 ::::  h9 ++++ h14 ####
                 h5 :::: h10 **** h15 ####
                    0  :+*# 14
                """)
    }

    @Test("folds a matrix that is far wider than high into parts below one another")
    func wide() {
        let map = HeatMap(
            values: [0.0, 1].map { row in (0..<30).map { row * 0.5 + ($0 < 15 ? 0 : 0.5) } }, isSigned: false, rowLabels: ["h1", "h2"],
            columnLabels: (1...30).map { "i\($0)" })
        #expect(
            map.render(width: 20, height: 8, marks: .ascii).text() == """
                   i1 i5 i8 i11 i15
                h1
                h2 +++++++++++++++
                   i17 i21 i25 i29
                h1 +++++++++++++++
                h2 ###############
                   0  :+*# 1

                """)
    }

    @Test("labels of folded means name the first of their rows")
    func foldedMeans() {
        let lines = long(200, 6).render(width: 40, height: 14, marks: .ascii).text().split(separator: "\n")
        #expect(lines[0].hasSuffix("W  mean of 7 rows"))
        #expect(lines[2].contains("  h1 ") && lines[2].contains(" h71 ") && lines[2].contains(" h141 "))
        #expect(lines[3].contains("  h8 ") && lines[3].contains(" h78 ") && lines[3].contains(" h148 "))
    }

    @Test("an image keeps its shape and is never folded")
    func image() {
        var map = long(64, 64)
        (map.keepsShape, map.rowLabels, map.columnLabels) = (true, [], [])
        let canvas = map.render(width: 40, height: 20, marks: .ascii)
        #expect(canvas.text().hasPrefix("W  mean of 4 x 2\n"))
        #expect(canvas.text().split(separator: "\n").dropFirst().map(\.count).max() == 32)
    }

    @Test("has every number in exactly one tile, whatever the sizes are", arguments: [false, true])
    func nothingIsLost(keepsShape: Bool) {
        var dice = Dice(seed: 7)
        for _ in 0..<100 {
            let rows = 1 + dice.below(150), columns = 1 + dice.below(150), width = 1 + dice.below(90), height = 1 + dice.below(30)
            var map = HeatMap(title: "W", values: Array(repeating: Array(repeating: 1, count: columns), count: rows))
            map.keepsShape = keepsShape
            if dice.below(2) == 1 { map.rowLabels = (1...rows).map { "h\($0)" } }
            if dice.below(2) == 1 { map.columnLabels = (1...columns).map { "i\($0)" } }
            let layout = HeatMapLayout(
                of: map, Shading(of: map.values, isSigned: true, marks: .ascii), width: width, height: height)
            var times = Array(repeating: Array(repeating: 0, count: columns), count: rows), taken: Set<Int> = []
            var isApart = true
            for part in layout.parts {
                for row in part.rows {
                    for column in part.columns {
                        for r in row * layout.pooling.rows..<min(rows, (row + 1) * layout.pooling.rows) {
                            for c in column * layout.pooling.columns..<min(columns, (column + 1) * layout.pooling.columns) {
                                times[r][c] += 1
                            }
                        }
                    }
                }
                #expect(part.cells.width == part.columns.count * layout.tile.width)
                #expect(part.cells.height == part.rows.count * layout.tile.height)
                for y in part.cells.y..<part.cells.y + part.cells.height {
                    for x in part.cells.x..<part.cells.x + part.cells.width {
                        isApart = isApart && x < width && y < height && taken.insert(y * width + x).inserted
                    }
                }
            }
            #expect(isApart)
            #expect(times.joined().allSatisfy { $0 == 1 }, "\(rows) x \(columns) in \(width) x \(height)")
        }
    }

    @Test("a picture of sizes that are all alike is at the dark end of the scale if they are 0, else at the bright one")
    func constants() {
        for value in [0.0, 1, 1e-9, 255] {
            let step = value > 0 ? ColorScale.steps : 0
            let map = HeatMap(values: Array(repeating: Array(repeating: value, count: 8), count: 8), isSigned: false, keepsShape: true)
            #expect(map.render(width: 20, height: 12, isSolid: true)[0, 0].style.fill == .magnitude(step))
            #expect(map.render(width: 20, height: 12)[0, 0].character == (value > 0 ? "⣿" : " "))
        }
        let key = HeatMap(values: [[1, 1]], isSigned: false).render(width: 20, height: 8, marks: .ascii).text()
        #expect(key.contains("0  :+*# 1"))
    }

    @Test("draws nothing for no values")
    func emptiness() {
        #expect(HeatMap(values: []).render(width: 4, height: 2).text() == "\n")
        #expect(HeatMap(values: [[], []]).render(width: 4, height: 2).text() == "\n")
    }
}
