import Testing

@testable import Charts

@Suite("A line chart")
struct LineChartTests {
    private let falling = Series(name: "training", x: [0, 1, 2, 3], y: [4, 2, 1, 0.5])

    @Test("shows every series in an automatic range, also when one is far larger")
    func automaticRange() {
        let text = activations.render(width: 80, height: 24, marks: .ascii).text()
        #expect(text.contains("\n6 +"))
        // relu ends at the right end of the axis, within the frame.
        let rows = text.split(separator: "\n"), axis = rows.first { $0.hasSuffix("-+") }?.count ?? 0
        #expect((76...80).contains(axis) && rows.contains { $0.count == axis && "x-'./".contains($0.last ?? " ") })
    }

    @Test("names every series in its legend, with a sample of its line", arguments: Marks.allCases)
    func legend(marks: Marks) {
        let top = firstLine(activations.render(width: 60, height: 16, marks: marks))
        let samples: [Marks: [String]] = [
            .braille: ["⠤⠤⠤⠤⠤ sigmoid", "⠤⠤ ⠤⠤ tanh", "⠄⠄⠄⠄⠄ relu"],
            .blocks: ["▄▄▄▄▄ sigmoid", "▄▄ ▄▄ tanh", "▖▖▖▖▖ relu"],
            .ascii: ["-*- sigmoid", "-o- tanh", "-x- relu"],
        ]
        for sample in samples[marks] ?? [] { #expect(top.contains(sample)) }
    }

    @Test("more series of marks than there are patterns are told apart by their names, or by letters")
    func manyMarks() {
        func top(_ names: [String]) -> String {
            let series = names.enumerated().map { Series(name: $1, points: [Point(x: Double($0), y: Double($0))], as: .marks) }
            return LineChart(series: series).render(width: 110, height: 12).text()
        }
        let digits = top((0..<10).map(String.init)), words = top((0..<10).map { "class\($0)" }), few = top(["0", "1"])
        #expect(digits.contains("8 8") && digits.contains("9 9") && !digits.contains("●"))
        #expect(words.contains("A class0") && words.contains("J class9"))
        #expect(few.contains("● 0") && few.contains("○ 1"))
    }

    @Test("points by themselves have marks that tell series apart, or are dots; the legend shows which, and no line joins them")
    func pointsByThemselves() {
        func text(_ form: Series.Form, _ marks: Marks) -> String {
            let corners = [Point(x: 0, y: 0), Point(x: 1, y: 1)], middle = [Point(x: 0.5, y: 0.5)]
            let series = [Series(name: "a", points: corners, as: form), Series(name: "b", points: middle, as: form)]
            return LineChart(series: series).render(width: 40, height: 12, marks: marks).text()
        }
        let marked = text(.marks, .braille), inASCII = text(.marks, .ascii)
        #expect(marked.count { $0 == "●" } == 3 && marked.count { $0 == "○" } == 2 && marked.contains("● a   ○ b"))
        #expect(inASCII.count { $0 == "*" } == 3 && inASCII.count { $0 == "o" } == 2 && inASCII.contains("* a   o b"))
        let dotted = text(.dots, .braille)
        #expect(dotted.contains("⢴ a   ⢴ b") && !dotted.contains("⠤⠤"))
    }

    @Test("puts the legend at the right of the title, or below where both do not fit")
    func legendPlacement() {
        let chart = LineChart(title: "Activations", series: activations.series)
        #expect(firstLine(chart.render(width: 60, height: 16, marks: .ascii)).hasSuffix("-*- sigmoid   -o- tanh   -x- relu"))
        let narrow = chart.render(width: 40, height: 16, marks: .ascii).text().split(separator: "\n")
        #expect(narrow[0].hasSuffix("Activations"))
        #expect(narrow[1].hasSuffix("-*- sigmoid   -o- tanh   -x- relu"))
    }

    @Test("draws lines in ASCII as they run, with / \\ - and |, and their symbols on them where there are several")
    func strokes() {
        func text(_ y: [[Double]]) -> String {
            let series = y.enumerated().map { Series(name: "y\($0)", x: (0..<$1.count).map(Double.init), y: $1) }
            return LineChart(series: series).render(width: 40, height: 12, marks: .ascii).text()
        }
        let peak = text([[0, 0, 5, 0, 0]])
        #expect(peak.contains("/") && peak.contains("\\") && peak.contains("----") && !peak.contains("*"))
        #expect(text([[0, 0, 1, 1, 0, 0].flatMap { [$0, $0, $0, $0] }]).contains("|"))
        let both = text([[0, 1, 2, 3], [3, 3, 3, 3]])
        #expect(both.contains("*") && both.contains("o") && both.contains("-*- y0   -o- y1"))
    }

    @Test("tells eight series apart without colour: by dashes", arguments: [Marks.braille, .blocks])
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

    /// A line that rises from corner to corner, and one that falls.
    private let crossing = LineChart(
        series: [Series(name: "up", x: [-1, 1], y: [-1, 1]), Series(name: "down", x: [-1, 1], y: [1, -1])])

    @Test("leaves no hole in a dashed line where it crosses another, wherever its dashes are", arguments: [Marks.braille, .blocks])
    func crossingsAreClosed(marks: Marks) {
        for shift in 0..<8 {
            // Both lines leave the plot at the left, so that dashes begin elsewhere each time.
            var falling = crossing
            falling.series[1].points[0] = Point(x: -1 - Double(shift) / 20, y: 1 + Double(shift) / 20)
            falling.xRange = -1...1
            let columns = 46, plain = LineChart(series: [falling.series[0], falling.series[0]], xRange: -1...1)
            let (dashed, solid) = (dots(falling, 1, marks), dots(plain, 0, marks))
            // The middle of the picture: as many dots there as in the line that rises.
            let middle = (columns / 2 - 1)...(columns / 2 + 1)
            #expect(dashed.filter { middle.contains($0) }.count >= solid.filter { middle.contains($0) }.count)
        }
    }

    /// The columns of the dots of one line of a chart, as it is drawn with the others.
    private func dots(_ chart: LineChart, _ number: Int, _ marks: Marks) -> [Int] {
        var grid = DotGrid(columns: 46, rows: 23, marks: marks)
        let (x, y) = (Scale.spanning(-1...1), Scale.spanning(-1...1))
        for (series, line) in chart.series.enumerated() {
            var pen = Pen(series: series)
            for stroke in Trace(of: line, xScale: x, yScale: y, columns: grid.dotsAcross).strokes { pen.draw(stroke, on: &grid) }
        }
        grid.closeGaps(at: Meetings(of: grid))
        return (0..<grid.rows).flatMap { row in
            (0..<grid.columns).flatMap { column in
                let dots = grid[column, row].filter { $0.series == number }.map(\.dots.nonzeroBitCount).reduce(0, +)
                return Array(repeating: column, count: dots)
            }
        }
    }

    @Test("gives a cell at a crossing the colour of the line with more dots there, and lines that run along together turns")
    func sharedColours() {
        var grid = DotGrid(columns: 8, rows: 3, marks: .braille)
        for x in 0..<16 { grid.set(Dot(x: x, y: 1), series: 0) }
        grid.set(Dot(x: 5, y: 3), series: 1)
        for x in 0..<16 { for series in [2, 3] { grid.set(Dot(x: x, y: 9), series: series) } }
        var canvas = Canvas(width: 8, height: 3)
        grid.draw(on: &canvas, x: 0, y: 0, meetings: Meetings(of: grid))
        #expect((0..<8).map { canvas[$0, 0].style.color } == Array(repeating: .series(0), count: 8))
        #expect((0..<8).map { canvas[$0, 2].style.color } == (0..<8).map { .series(2 + $0 % 2) })
        #expect(canvas[2, 0].character == "⢒")
    }

    @Test("hides the zero line between the dashes of a line that runs along it")
    func zeroLineBelowDashes() {
        let flat = LineChart(
            series: [Series(name: "a", x: [-1, 1], y: [-1, -1]), Series(name: "b", x: [-1, 1], y: [0, 0])], yRange: -2...2)
        let row = flat.render(width: 40, height: 12).text().split(separator: "\n").first { $0.contains(" 0 ┤") } ?? ""
        #expect(row.contains(" ") && !row.contains("┈"))
    }

    @Test("draws connected lines: a steep curve has a mark in every row it passes")
    func continuity() {
        let jump = LineChart(series: [Series(name: "step", x: [-1, -0.01, 0.01, 1], y: [0, 0, 1, 1])])
        let canvas = jump.render(width: 40, height: 12, marks: .ascii)
        let rows = canvas.text().split(separator: "\n").dropFirst().dropLast(2)
        let plot = rows.map { $0.drop { $0 != "|" && $0 != "+" }.dropFirst() }
        #expect(plot.drop { $0.allSatisfy { ": ".contains($0) } }.allSatisfy { $0.contains { !": .".contains($0) } })
    }

    @Test("interrupts the line at a value that is not a number")
    func gaps() {
        let chart = LineChart(series: [Series(name: "y", x: [0, 1, 2, 3, 4], y: [1, 1, .nan, 1, 1])])
        #expect(chart.render(width: 40, height: 9, marks: .ascii).text().contains { "-_".contains($0) })
        let line = chart.render(width: 40, height: 9, marks: .ascii).text().split(separator: "\n").first { $0.hasPrefix("1.0 +") } ?? ""
        #expect(line.dropFirst(5).split(separator: " ").map(\.count).count == 2)
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
        #expect(point.text().split(separator: "\n").contains { $0.hasPrefix("4.0 +") && $0.dropFirst(5).contains { $0 != " " } })
        let constant = LineChart(series: [Series(name: "c", x: [0, 1], y: [0.5, 0.5])]).render(width: 41, height: 9, marks: .ascii)
        #expect(constant.text().split(separator: "\n").contains { $0.hasPrefix("0.50 +----------") || $0.hasPrefix("0.50 +__________") })
    }

    @Test(
        "of a single epoch it shows those beside it, and none below 0", arguments: [(0.0, 0.0, 1.0), (1.0, 0.0, 2.0), (37.0, 36.0, 38.0)])
    func singleEpoch(epoch: Double, first: Double, last: Double) throws {
        let chart = LineChart(series: [Series(name: "loss", x: [epoch], y: [0.3])], xLabel: "epoch")
        let rows = chart.render(width: 60, height: 16, marks: .ascii).text().split(separator: "\n")
        let axis = rows.last { $0.contains { $0.isNumber } }?.split(separator: " ").compactMap { Double($0) }
        #expect(axis?.first == first && axis?.last == last && axis?.contains(epoch) == true)
    }

    @Test("stands its ticks at equal distances where a few cells suffice for it, and counts epochs in whole numbers")
    func evenTicks() {
        var chart = LineChart(series: [Series(name: "loss", x: [0, 1], y: [0.9, 0.1])], xLabel: "epoch")
        chart.countsX = true
        for width in 30...120 {
            let rows = chart.render(width: width, height: 16, marks: .ascii).text().split(separator: "\n")
            let axis = rows.last { $0.contains { $0.isNumber } }?.split(separator: " ").compactMap { Double($0) } ?? []
            #expect(axis == [0, 1])
        }
        // A twelfth of the cells is given for that; where it takes more, distances differ by a cell.
        let gaps = (60...140).map { width in
            let text = activations.render(width: width, height: 24, marks: .ascii).text().split(separator: "\n")
            let places = (text.last { $0.contains("--+--") } ?? "").enumerated().filter { $0.element == "+" }.map(\.offset).dropFirst()
            return Set(zip(places, places.dropFirst()).map { $1 - $0 })
        }
        #expect(gaps.allSatisfy { ($0.max() ?? 0) - ($0.min() ?? 0) <= 1 } && gaps.count { $0.count == 1 } >= 68)
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
        #expect(rows.filter { $0.dropFirst(6).contains("|") }.count > 12, "the single high loss is a visible spike")
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

    @Test("best so far is a staircase: each value holds until the next one")
    func stairs() {
        let chart = LineChart(series: [Series(name: "s", points: [Point(x: 0, y: 1), Point(x: 1, y: 0.5), Point(x: 2, y: 0)], as: .stairs)])
        let scales = chart.scales(), trace = Trace(of: chart.series[0], xScale: scales.x, yScale: scales.y, columns: 40)
        let corners = trace.strokes[0].map { $0.x }
        #expect(trace.strokes.count == 1 && corners == [0, 0.5, 0.5, 1, 1])
    }

    /// A level line in the middle of a band.
    private func series(_ name: String, _ band: ClosedRange<Double>) -> Series {
        let middle = (band.lowerBound + band.upperBound) / 2
        var series = Series(name: name, x: [0, 1], y: [middle, middle])
        series.band = [band, band]
        return series
    }

    @Test("a band is shaded without gaps, in a shade of its own where it overlaps another, and the legend says what it reaches over")
    func bands() {
        var chart = LineChart(series: [series("a", 2...8)], yRange: 0...10)
        chart.bandName = "least to greatest"
        let alone = chart.render(width: 60, height: 12).text()
        #expect(alone.contains("░░░░░ least to greatest") && alone.contains(String(repeating: "░", count: 40)))
        chart.series.append(series("b", 2...8))
        let both = chart.render(width: 60, height: 12), solid = chart.render(width: 60, height: 12, isSolid: true)
        #expect(both.text().contains(String(repeating: "▒", count: 40)))
        #expect((20..<40).allSatisfy { solid[$0, 4] == Cell(" ", style: CellStyle(fill: .band(ofSeries: nil))) })
    }

    @Test("the edge of a band is off by a quarter of a row at most in solid colour, else by half, at every height", arguments: 8...40)
    func edgesOfBands(height: Int) throws {
        for (low, high) in [(0.0, 0.11), (0.027, 0.5), (0.31, 0.77), (0.5, 0.9), (0.04, 1)] {
            // A line of its own leaves the columns of the band free.
            var chart = LineChart(series: [series("", low...high)], yRange: 0...1)
            chart.series[0].points = chart.series[0].points.map { Point(x: $0.x, y: 5) }
            let layout = LineChartLayout(of: chart, width: 30, height: height, marks: .braille)
            for (isSolid, parts) in [(true, 2), (false, 1)] {
                let canvas = chart.render(width: 30, height: height, isSolid: isSolid), x = layout.plot.x + layout.plot.width / 2
                let shaded = (0..<layout.plot.height * parts).filter { part in
                    let cell = canvas[x, layout.plot.y + part / parts]
                    guard isSolid else { return cell.character == "░" }
                    return cell.style.fill != .plain || cell.character == (part % 2 == 0 ? "▀" : "▄")
                }
                let edges = [high, low].map { layout.rowsDown(to: layout.yScale.place(of: $0)) * Double(parts) }
                let (first, last) = (Double(try #require(shaded.first)), Double(try #require(shaded.last)))
                #expect(abs(first - edges[0]) <= 0.5 && abs(last + 1 - edges[1]) <= 0.5, "\(low)...\(high): \(shaded), \(edges)")
            }
        }
    }

    @Test("what is drawn over a band in solid colour stands on it: the lines at zero, the middle line, marks and the cursor")
    func groundOfBands() {
        let xs = [-1, 1.0]
        var band = Series(name: "", x: xs, y: [0.5, 0.5])
        band.band = [-1...1, -1...1]
        var chart = LineChart(series: [band, Series(name: "", points: [Point(x: 0.5, y: -0.5)], as: .marks)], yRange: -2...2)
        chart.cursor = -0.5
        for (width, height) in [(40, 12), (61, 23), (90, 31)] {
            let canvas = chart.render(width: width, height: height, isSolid: true)
            let layout = LineChartLayout(of: chart, width: width, height: height, marks: .braille), plot = layout.plot
            let rows = layout.row(at: layout.yScale.place(of: 0.5))...layout.row(at: layout.yScale.place(of: -0.5))
            for y in rows {
                for x in plot.x..<plot.x + plot.width { #expect(canvas[x, y].style.fill == .band(ofSeries: 0), "\(x), \(y)") }
            }
            let inside = rows.flatMap { y in (plot.x..<plot.x + plot.width).map { canvas[$0, y].character } }
            for glyph in "┈┊╎○" { #expect(inside.contains(glyph), "\(glyph)") }
        }
    }
}

private func firstLine(_ canvas: Canvas) -> String {
    String(canvas.text().prefix { $0 != "\n" })
}
