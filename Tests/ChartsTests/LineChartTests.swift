import Testing

@testable import Charts

@Suite("A line chart")
struct LineChartTests {
    private let falling = Series(name: "training", x: [0, 1, 2, 3], y: [4, 2, 1, 0.5])

    @Test("shows every series in an automatic range, also when one is far larger")
    func automaticRange() {
        let text = activations.render(width: 80, height: 24, marks: .ascii).text()
        #expect(text.contains("\n6 +"))
        // relu ends at the right edge, within the frame.
        #expect(text.split(separator: "\n").contains { $0.count == 80 && $0.hasSuffix("x") })
    }

    @Test("names every series in its legend, with a sample of its line", arguments: Marks.allCases)
    func legend(marks: Marks) {
        let top = firstLine(activations.render(width: 60, height: 16, marks: marks))
        let samples: [Marks: [String]] = [
            .braille: ["⠤⠤⠤⠤⠤ sigmoid", "⠤⠤ ⠤⠤ tanh", "⠄⠄⠄⠄⠄ relu"],
            .blocks: ["▄▄▄▄▄ sigmoid", "▄▄ ▄▄ tanh", "▖▖▖▖▖ relu"],
            .ascii: ["** sigmoid", "oo tanh", "xx relu"],
        ]
        for sample in samples[marks] ?? [] { #expect(top.contains(sample)) }
    }

    @Test("puts the legend at the right of the title, or below where both do not fit")
    func legendPlacement() {
        let chart = LineChart(title: "Activations", series: activations.series)
        #expect(firstLine(chart.render(width: 60, height: 16, marks: .ascii)).hasSuffix("** sigmoid   oo tanh   xx relu"))
        let narrow = chart.render(width: 40, height: 16, marks: .ascii).text().split(separator: "\n")
        #expect(narrow[0].hasSuffix("Activations"))
        #expect(narrow[1].hasSuffix("** sigmoid   oo tanh   xx relu"))
    }

    @Test("tells eight series apart without colour", arguments: Marks.allCases)
    func patterns(marks: Marks) {
        let looks = (0..<8).map { number in
            var grid = DotGrid(columns: 12, rows: 1, marks: marks)
            var pen = Pen(series: number)
            pen.draw([UnitPoint(x: 0, y: 0.5), UnitPoint(x: 1, y: 0.5)], on: &grid)
            var canvas = Canvas(width: 12, height: 1)
            grid.draw(on: &canvas, x: 0, y: 0)
            return canvas.text()
        }
        #expect(Set(looks).count == 8)
    }

    @Test("lets series that run along together take turns in ASCII, so that neither hides the other")
    func sharedCells() {
        let twins = ["a", "b"].map { Series(name: $0, x: [0, 1], y: [1, 1]) }
        #expect(LineChart(series: twins).render(width: 30, height: 9, marks: .ascii).text().contains("*o*o*o*o"))
    }

    @Test("merges the dots of two series in one cell and takes the colour of the later one")
    func mergedCells() {
        var grid = DotGrid(columns: 1, rows: 1, marks: .braille)
        grid.set(Dot(x: 0, y: 0), series: 0)
        grid.set(Dot(x: 1, y: 3), series: 1)
        var canvas = Canvas(width: 1, height: 1)
        grid.draw(on: &canvas, x: 0, y: 0)
        #expect(canvas[0, 0] == Cell("⢁", style: CellStyle(color: .series(1))))
    }

    @Test("draws connected lines: a steep curve has a mark in every row it passes")
    func continuity() {
        let jump = LineChart(series: [Series(name: "step", x: [-1, -0.01, 0.01, 1], y: [0, 0, 1, 1])])
        let canvas = jump.render(width: 40, height: 12, marks: .ascii)
        let rows = canvas.text().split(separator: "\n").dropFirst().dropLast(2)
        #expect(rows.dropFirst().allSatisfy { $0.contains("*") })
    }

    @Test("interrupts the line at a value that is not a number")
    func gaps() {
        let chart = LineChart(series: [Series(name: "y", x: [0, 1, 2, 3, 4], y: [1, 1, .nan, 1, 1])])
        #expect(chart.render(width: 40, height: 9, marks: .ascii).text().contains("1.0 +**********                *********\n"))
    }

    @Test("points an arrow at infinity instead of losing it")
    func infinity() {
        let chart = LineChart(series: [Series(name: "loss", x: [0, 1, 2, 3], y: [1, 2, .infinity, -.infinity])])
        #expect(chart.render(width: 40, height: 9, marks: .braille).text().contains("↑"))
        #expect(chart.render(width: 40, height: 9, marks: .ascii).text().contains("^"))
        #expect(chart.render(width: 40, height: 9, marks: .ascii).text().contains("v"))
    }

    @Test("cuts lines off exactly at the frame")
    func clipping() throws {
        // From (-10, -10) to (10, 10) the diagonal of the plot remains.
        let diagonal = Series(name: "x", x: [-10, 10], y: [-10, 10])
        let chart = LineChart(series: [diagonal], xRange: 0...1, yRange: 0...1)
        let inside = LineChart(series: [Series(name: "x", x: [0, 1], y: [0, 1])], xRange: 0...1, yRange: 0...1)
        #expect(chart.render(width: 40, height: 12).text() == inside.render(width: 40, height: 12).text())
        let (from, to) = try #require(clippedToUnitSquare(UnitPoint(x: -1e9, y: 0.5), UnitPoint(x: 1e9, y: 0.5)))
        #expect(from == UnitPoint(x: 0, y: 0.5) && to == UnitPoint(x: 1, y: 0.5))
        #expect(clippedToUnitSquare(UnitPoint(x: -1, y: 0.5), UnitPoint(x: 0.4, y: 2)) == nil)
    }

    @Test("shows a single point and a constant in the middle, with room around them")
    func degenerateData() {
        let point = LineChart(series: [Series(name: "p", x: [3], y: [4])]).render(width: 41, height: 9, marks: .ascii)
        #expect(point.text().split(separator: "\n").contains { $0.hasPrefix("4.0 +") && $0.contains("*") })
        let constant = LineChart(series: [Series(name: "c", x: [0, 1], y: [0.5, 0.5])]).render(width: 41, height: 9, marks: .ascii)
        #expect(constant.text().split(separator: "\n").contains { $0.hasPrefix("0.50 +**********") })
    }

    @Test(
        "of a single epoch it shows those beside it, and none below 0", arguments: [(0.0, 0.0, 1.0), (1.0, 0.0, 2.0), (37.0, 36.0, 38.0)])
    func singleEpoch(epoch: Double, first: Double, last: Double) throws {
        let chart = LineChart(series: [Series(name: "loss", x: [epoch], y: [0.3])], xLabel: "epoch")
        let rows = chart.render(width: 60, height: 16, marks: .ascii).text().split(separator: "\n")
        let axis = rows.last { $0.contains { $0.isNumber } }?.split(separator: " ").compactMap { Double($0) }
        #expect(axis?.first == first && axis?.last == last && axis?.contains(epoch) == true)
    }

    @Test("draws empty axes when there is nothing to show")
    func emptiness() {
        let chart = LineChart(title: "nothing yet", series: []).render(width: 40, height: 8)
        #expect(chart.text().contains("nothing yet") && chart.text().contains("└"))
        #expect(LineChart(series: [Series(name: "e", points: [])]).render(width: 40, height: 8).text().contains("e"))
    }

    @Test("stands all-positive data on the zero line")
    func zeroBase() {
        let rows = LineChart(series: [falling]).render(width: 40, height: 12, marks: .ascii).text().split(separator: "\n")
        #expect(rows[rows.count - 3].hasPrefix("0 +"))
    }

    @Test("drops axis titles, then the legend, then labels, then axes as it gets small")
    func degradation() {
        let chart = LineChart(title: "Loss", series: [falling], xLabel: "epoch", yLabel: "E")
        func shows(_ width: Int, _ height: Int) -> [Bool] {
            let text = chart.render(width: width, height: height, marks: .ascii).text()
            return [text.contains("epoch"), text.contains("training"), text.contains("0 +"), text.contains("|") || text.contains("+")]
        }
        #expect(shows(40, 12) == [true, true, true, true])
        #expect(shows(40, 8) == [false, true, true, true])
        #expect(shows(40, 6) == [false, false, true, true])
        #expect(shows(8, 4) == [false, false, false, true])
        #expect(shows(3, 2) == [false, false, false, false])
        #expect(chart.render(width: 1, height: 1).text() != "")
    }

    @Test("keeps tick labels apart at every width")
    func tickLabels() {
        for width in 20...140 {
            let chart = LineChart(series: [Series(name: "y", x: [-123_456, 123_456], y: [0, 1])])
            let labels = chart.render(width: width, height: 12, marks: .ascii).text().split(separator: "\n").last ?? ""
            #expect(labels.split(separator: " ").allSatisfy { Double($0) != nil }, "\(labels)")
        }
    }

    @Test("spaces equal ratios equally on a logarithmic axis, where zero and less have no place")
    func logarithmicAxis() {
        let chart = LineChart(series: [Series(name: "loss", x: [0, 1, 2, 3, 4], y: [100, 1, 0.01, 0, -1])], logY: true)
        let text = chart.render(width: 40, height: 16, marks: .ascii).text()
        #expect(text.contains(" 100 +") && text.contains("0.01 +"))
        #expect(text.contains("v"))
    }

    @Test("shows half a million points by their extremes")
    func manyPoints() {
        let count = 500_000
        var losses = [Double](repeating: 0.5, count: count)
        losses[123_456] = 3
        let chart = LineChart(series: [Series(name: "loss", x: (0..<count).map(Double.init), y: losses)])
        var result = Canvas(width: 0, height: 0)
        let time = ContinuousClock().measure { result = chart.render(width: 80, height: 24, marks: .ascii) }
        #expect(time < .seconds(5))
        let rows = result.text().split(separator: "\n").dropFirst()
        #expect(rows.filter { $0.contains("*") }.count > 15, "the single high loss is a visible spike")
    }

    @Test("a cursor is an upright line over its value of x, and a column leads back to it", arguments: [Marks.braille, .blocks, .ascii])
    func cursor(marks: Marks) throws {
        var chart = LineChart(series: [Series(name: "loss", x: [0, 50, 100], y: [3, 2, 1])])
        let without = chart.render(width: 60, height: 12, marks: marks)
        for value in [0.0, 37, 100] {
            chart.cursor = value
            let canvas = chart.render(width: 60, height: 12, marks: marks)
            let foot: Character = marks == .ascii ? "^" : "▲"
            let row = try #require((0..<12).first { y in (0..<60).contains { canvas[$0, y].character == foot } })
            let column = try #require((0..<60).first { canvas[$0, row].character == foot })
            let back = try #require(chart.x(atColumn: column, width: 60, height: 12, marks: marks))
            #expect(abs(back - value) <= 100.0 / 40)
        }
        chart.cursor = 101
        #expect(chart.render(width: 60, height: 12, marks: marks) == without)
        #expect(chart.x(atColumn: 0, width: 60, height: 12, marks: marks) == nil)
    }
}

private func firstLine(_ canvas: Canvas) -> String {
    String(canvas.text().prefix { $0 != "\n" })
}
