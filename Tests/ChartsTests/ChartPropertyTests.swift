import Testing

@testable import Charts

@Suite("Whatever the data and the size, charts")
struct ChartPropertyTests {
    @Test("have the size that was asked for, and draw only their glyphs")
    func lineCharts() {
        var dice = Dice(seed: 7)
        for _ in 0..<200 {
            let (width, height) = (dice.below(101), dice.below(101))
            let chart = randomChart(&dice)
            for marks in Marks.allCases {
                check(chart.render(width: width, height: height, marks: marks), width, height, marks)
            }
        }
    }

    @Test("of matrices have the size that was asked for, and draw only their glyphs")
    func heatMaps() {
        var dice = Dice(seed: 8)
        for _ in 0..<150 {
            let (width, height) = (dice.below(101), dice.below(101))
            let values = (0..<dice.below(40)).map { _ in (0..<dice.below(40)).map { _ in dice.anyNumber() } }
            let map = HeatMap(
                title: dice.below(2) == 0 ? "W−1" : nil, values: values, isSigned: dice.below(2) == 0,
                rowLabels: (0..<dice.below(40)).map { "h\($0)" }, columnLabels: (0..<dice.below(40)).map { "i\($0)" })
            for marks in Marks.allCases {
                check(map.render(width: width, height: height, marks: marks), width, height, marks)
            }
        }
    }

    @Test("of counts, of sizes and of the plane have the size that was asked for, whatever their ends")
    func countsSizesAndPlanes() {
        var dice = Dice(seed: 10)
        for _ in 0..<40 {
            let (width, height) = (dice.below(101), dice.below(101))
            let histogram = Histogram(
                low: dice.anyNumber(), high: dice.anyNumber(), counts: (0..<dice.below(30)).map { _ in dice.below(5) }, note: "n")
            let bars = BarChart(
                bars: (0..<dice.below(12)).map { BarChart.Bar(name: "h\($0)", value: dice.anyNumber(), text: "1") },
                isLogarithmic: dice.below(2) == 0)
            let tiles = (0..<dice.below(9)).map { _ in
                (0..<7).map { _ in
                    PlaneMap.Tile(group: dice.below(3), strength: dice.below(3) == 0 ? dice.anyNumber() : Double(dice.below(5)) / 4)
                }
            }
            let map = PlaneMap(
                x: range(&dice) ?? 0...1, y: range(&dice) ?? -1...1, tiles: tiles,
                spots: (0..<dice.below(30)).map { _ in PlaneMap.Spot(x: dice.anyNumber(), y: dice.anyNumber(), group: dice.below(3)) },
                groups: ["a", "b", "c"])
            for marks in Marks.allCases {
                check(histogram.render(width: width, height: height, marks: marks), width, height, marks)
                check(bars.render(width: width, height: height, marks: marks), width, height, marks)
                check(map.render(width: width, height: height, marks: marks), width, height, marks)
            }
        }
    }

    @Test("a progress bar keeps to its width")
    func progressBars() {
        var dice = Dice(seed: 9)
        for _ in 0..<500 {
            let width = dice.below(60)
            for marks in Marks.allCases {
                let bar = progressBar(fraction: dice.anyNumber(), width: width, marks: marks)
                #expect(bar.count == width)
                #expect(marks != .ascii || bar.allSatisfy { $0.isASCII })
            }
        }
        #expect(progressBar(fraction: 0.5, width: -1) == "")
    }

    private func check(_ canvas: Canvas, _ width: Int, _ height: Int, _ marks: Marks) {
        #expect(canvas.width == width && canvas.height == height)
        let lines = canvas.text().split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == max(height, 1))
        #expect(lines.allSatisfy { $0.count <= width })
        if marks == .ascii { #expect(canvas.text().allSatisfy { $0.isASCII }) }
    }

    private func randomChart(_ dice: inout Dice) -> LineChart {
        let series = (0..<dice.below(11)).map { number in
            let x = (0..<dice.below(30)).map { index in dice.below(3) == 0 ? dice.anyNumber() : Double(index) }
            let name = dice.below(4) == 0 ? "σ′ of a rather long name \(number)" : "s\(number)"
            return Series(name: name, x: x, y: x.map { _ in dice.anyNumber() })
        }
        return LineChart(
            title: dice.below(2) == 0 ? "Häufigkeit" : nil, series: series, xRange: range(&dice), yRange: range(&dice),
            xLabel: dice.below(2) == 0 ? "x" : nil, yLabel: dice.below(2) == 0 ? "∂E/∂w" : nil, logY: dice.below(3) == 0)
    }

    private func range(_ dice: inout Dice) -> ClosedRange<Double>? {
        let (a, b) = (dice.anyNumber(), dice.anyNumber())
        return dice.below(2) == 0 || a.isNaN || b.isNaN ? nil : min(a, b)...max(a, b)
    }
}
