import Testing

@testable import Charts

@Suite("Ticks")
struct TicksTests {
    @Test(
        "are multiples of 1, 2 or 5",
        arguments: [
            (-6.0...6.0, 6, ["-6", "-4", "-2", "0", "2", "4", "6"]),
            (0.0...1.0, 5, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
            (0.0...0.1, 2, ["0.00", "0.05", "0.10"]),
            (0.0...99.0, 4, ["0", "20", "40", "60", "80"]),
            (-1.5...6.5, 4, ["0", "2", "4", "6"]),
        ])
    func roundness(range: ClosedRange<Double>, count: Int, labels: [String]) {
        #expect(Ticks(covering: range, about: count).labels == labels)
    }

    @Test("have values that read as their labels, free of rounding noise")
    func exactness() {
        let ticks = Ticks(covering: 0...1, about: 10)
        #expect(ticks.values == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
    }

    @Test("use powers of ten where digits would fill the margin")
    func longNumbers() {
        #expect(Ticks(covering: 0...2e7, about: 4).labels == ["0", "5e6", "1e7", "1.5e7", "2e7"])
        #expect(Ticks(covering: 0...5e5, about: 5).labels == ["0", "100000", "200000", "300000", "400000", "500000"])
        #expect(Ticks(covering: 0...4e-300, about: 2).labels == ["0", "2e-300", "4e-300"])
    }

    @Test("cover the widest range there is")
    func widestRange() {
        let most = Double.greatestFiniteMagnitude
        #expect(Ticks(covering: -most...most, about: 4).labels == ["-1e308", "0", "1e308"])
    }

    @Test("are few or none, but never wrong, where neighbours are the same number")
    func narrowRanges() {
        #expect(Ticks(covering: 1e16...1e16, about: 5).values.isEmpty)
        #expect(Ticks(covering: 0...Double.infinity, about: 5).values.isEmpty)
        let ticks = Ticks(covering: 1e15...1e15.nextUp, about: 5)
        #expect(ticks.values.allSatisfy { $0 >= 1e15 && $0 <= 1e15.nextUp })
    }

    @Test("lie within the range, grow, and number about what was wished")
    func property() {
        var random = Dice(seed: 1)
        for _ in 0..<2000 {
            let lower = random.number()
            let upper = lower + abs(random.number()) + abs(lower) * 1e-6
            guard lower < upper else { continue }
            let count = 1 + random.below(20)
            let ticks = Ticks(covering: lower...upper, about: count)
            let slack = (upper - lower) * 1e-6
            #expect(ticks.values.allSatisfy { $0 >= lower - slack && $0 <= upper + slack })
            #expect(zip(ticks.values, ticks.values.dropFirst()).allSatisfy { $0 < $1 })
            #expect(ticks.values.count <= 2 * count + 1)
            #expect(ticks.values.map { $0 == 0 ? 0 : $0 } == ticks.labels.map { Double($0) })
        }
    }

    @Test("of a logarithmic axis are powers of ten, with 2 and 5 between where there is room")
    func logarithms() {
        #expect(Ticks(logarithmic: 0.001...1000, about: 7).labels == ["0.001", "0.01", "0.1", "1", "10", "100", "1000"])
        #expect(Ticks(logarithmic: 0.01...1, about: 7).labels == ["0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1"])
        #expect(Ticks(logarithmic: 1e-12...1, about: 4).labels == ["1e-12", "1e-8", "1e-4", "1e0"])
        #expect(Ticks(logarithmic: 1.1...1.4, about: 3).labels == ["1.1", "1.2", "1.3", "1.4"])
        #expect(Ticks(logarithmic: -1...1, about: 3).labels.isEmpty)
    }

    @Test("a line at the value of a tick runs through it, in the middle of its row, at every height", arguments: 5...40)
    func middle(height: Int) throws {
        let chart = LineChart(series: [0.0, 1].map { Series(name: "", x: [0, 1], y: [$0, $0]) }, yRange: 0...1)
        let rows = chart.render(width: 30, height: height).text().split(separator: "\n")
        let ends = rows.filter { $0.hasPrefix("0.0 ┤") || $0.hasPrefix("1.0 ┤") || $0.hasPrefix("0 ┤") || $0.hasPrefix("1 ┤") }
        #expect(ends.count == 2 && ends.allSatisfy { $0.contains("⠤⠤") }, "\(rows)")
    }

    @Test("ticks at equal distances stand in rows at equal distances, at every height from thirteen rows on", arguments: 13...60)
    func evenRows(height: Int) throws {
        for top in [1.0, 1.2, 3, 7, 22] {
            let chart = LineChart(series: [Series(name: "", x: [0, 1], y: [0, top])], yRange: 0...top)
            let rows = chart.render(width: 30, height: height).text().split(separator: "\n", omittingEmptySubsequences: false)
            let ticks = rows.indices.filter { rows[$0].contains("┤") }
            #expect(ticks.count > 1 && Set(zip(ticks, ticks.dropFirst()).map { $1 - $0 }).count <= 1, "0 to \(top): \(ticks)")
        }
    }

    @Test("so do those of a range that nobody rounded, and a curve at the value of a tick is in its row", arguments: 12...60)
    func evenRowsOfAnyRange(height: Int) throws {
        for focus in [-1.3...3.3, -1.04...3.04, -0.2...0.83, -6.2...6.6, -12...17.3] {
            var chart = LineChart(series: [Series(name: "", x: [0, 1], y: [0, 0])], xRange: 0...1)
            chart.yFocus = focus
            let rows = chart.render(width: 40, height: height).text().split(separator: "\n", omittingEmptySubsequences: false)
            let ticks = rows.indices.filter { rows[$0].contains("┤") }
            #expect(ticks.count > 1 && Set(zip(ticks, ticks.dropFirst()).map { $1 - $0 }).count <= 1, "\(focus): \(ticks)")
            let zero = rows.first { row in row.firstIndex(of: "┤").map { Double(row[..<$0].filter { $0 != " " }) == 0 } ?? false }
            #expect(ticks.count < 3 || zero?.contains("⠤⠤⠤") != false, "\(focus): \(rows)")
        }
    }

    @Test("of a logarithmic axis stand where they belong to an eighth of a row, powers of ten at equal distances", arguments: 8...60)
    func decadeRows(height: Int) {
        for (low, high) in [(0.001, 0.05), (0.02, 0.6), (1e-5, 0.3), (0.011, 0.0138), (3e-9, 4e3), (0.3, 0.9), (1e-40, 1), (0.5, 0.5)] {
            let scale = Scale.logarithmic(low...high), (axis, ticks) = scale.onDecades(ofRows: height, holding: low...high)
            #expect([low, high].allSatisfy { (-1e-9...1 + 1e-9).contains(axis.place(of: $0)) } && ticks.count > 1)
            let rows = ticks.map { $0.place * Double(height - 1) }
            for (tick, row) in zip(ticks, rows) {
                let exact = axis.place(of: Double(tick.label) ?? .nan) * Double(height - 1)
                #expect(abs(row - row.rounded()) < 1e-6 && abs(exact - row) <= 0.126, "\(low)...\(high): \(tick.label) at \(exact)")
            }
            let decades = zip(ticks, rows).filter { $0.0.label.drop { "0.".contains($0) }.prefix { $0 != "e" && $0 != "0" } == "1" }.map {
                $0.1.rounded()
            }
            #expect(Set(zip(decades, decades.dropFirst()).map { $1 - $0 }).count <= 1, "\(low)...\(high): \(ticks)")
            #expect(zip(rows, rows.dropFirst()).allSatisfy { $1 - $0 > (height < 8 ? 0.9 : 1.9) }, "\(low)...\(high): \(ticks)")
        }
    }
}
