// Pictures of the inside of a network: histograms, bars, the plane, and several pictures side by side.
import Testing

@testable import Charts

@Suite("Pictures of a network")
struct PictureTests {
    @Test("a histogram shows each bin that holds anything, the largest count, and where 0 is")
    func histogram() {
        let histogram = Histogram(title: "h1 tanh", low: -1, high: 1, counts: [8, 1, 0, 4], note: "1 of 8 dead: h1")
        #expect(
            histogram.render(width: 15, height: 7, marks: .ascii).text() == """
                h1 tanh
                 8 ###
                   ###
                   ###      ###
                 0 ######   ###
                   -1    0    1
                1 of 8 dead: h1
                """)
    }

    @Test("every value of a histogram is in one column that is drawn, and all are equally wide, at every width")
    func everyBin() {
        // A saturated unit: most values are at the two ends.
        let counts = [100] + (1...22).map { $0 % 3 } + [99]
        for width in 1...140 {
            let bins = DrawnBins(counts, columns: width)
            #expect(bins.counts.reduce(0, +) == counts.reduce(0, +) && bins.columns <= width && 4 * bins.columns >= 3 * width)
            let canvas = Histogram(low: 0, high: 1, counts: counts).render(width: width, height: 2, marks: .blocks)
            let heights = (0..<width).map { canvas[$0, 1].character }
            #expect(heights.first == "█" && heights[bins.columns - 1] == "█" && heights[bins.columns...].allSatisfy { $0 == " " })
            for bin in bins.counts.indices { #expect(Set(heights[bin * bins.width..<(bin + 1) * bins.width]).count == 1) }
        }
    }

    @Test("bars tell names, lengths and values; logarithmic ones keep the small apart")
    func bars() {
        let bars = [BarChart.Bar(name: "h1", value: 0.01, text: "0.01"), .init(name: "out", value: 1, text: "1")]
        #expect(
            BarChart(bars: bars).render(width: 20, height: 2, marks: .ascii).text() == """
                h1  0.01
                out ########### 1
                """)
        let logarithmic = BarChart(bars: bars, isLogarithmic: true)
        #expect(
            logarithmic.render(width: 24, height: 3, marks: .ascii).text() == """
                h1  ##### 0.01
                out ############### 1
                log '1e-3     '1e-1
                """)
        #expect(logarithmic.render(width: 24, height: 2, marks: .ascii).text().hasPrefix("h1  ##### 0.01\nout #####"))
    }

    @Test("below logarithmic bars a power of ten stands at the end of the bar that it has, at every width", arguments: 20...120)
    func decadesOfBars(width: Int) {
        let powers = (-5...0).map { BarChart.Bar(name: "layer 1", value: powerOfTen($0), text: "x") }
        let canvas = BarChart(bars: powers, isLogarithmic: true).render(width: width, height: 7, marks: .ascii)
        let strokes = (0..<width).filter { canvas[$0, 6].character == "'" }
        let ends = (0..<6).map { row in (0..<width).last { canvas[$0, row].character == "#" }.map { $0 + 1 } ?? 0 }
        #expect(strokes.count > 1 && strokes.dropFirst().allSatisfy { ends.contains($0) }, "\(strokes) \(ends)")
    }

    @Test("a plane shows which side of the boundary each place is on, and the data")
    func plane() {
        let tiles = (0..<8).map { _ in (0..<24).map { x in PlaneMap.Tile(group: x < 12 ? 0 : 1, strength: abs(Double(x) - 11.5) / 12) } }
        let map = PlaneMap(
            title: "boundary", x: -1...1, y: 0...4, tiles: tiles, spots: [.init(x: -0.5, y: 2, group: 0), .init(x: 0.5, y: 2, group: 1)],
            groups: ["o1 < 0.5", "o1 > 0.5"])
        #expect(
            map.render(width: 26, height: 9, marks: .ascii).text() == """
                boundary
                4 %%===---___..:::+++***##
                  %%===---___..:::+++***##
                  %%===---___..:::+++***##
                  %%===-x-___..:::++O***##
                  %%===---___..:::+++***##
                0 %%===---___..:::+++***##
                  -1                     1
                  %x o1 < 0.5  #O o1 > 0.5
                """)
        let wide = map.render(width: 40, height: 9, marks: .ascii).text()
        #expect(wide.hasSuffix("\n  x o1 < 0.5 %=-_.:+*# o1 > 0.5 O"), "all tones between the two sides: \(wide)")
    }

    @Test(
        "a plane names its axes between their ends, a long name by its beginning; groups that are of its spots have those alone in the key")
    func namedPlane() {
        let tiles = [[PlaneMap.Tile(group: 1, strength: 1)]]
        var map = PlaneMap(
            x: -1...1, y: 0...4, tiles: tiles, spots: [.init(x: 0, y: 1, group: 0), .init(x: -1, y: 4, group: 1)],
            groups: ["next", "trials"])
        (map.xLabel, map.yLabel, map.groupsAreOfSpots) = ("i1", "petal width", true)
        #expect(
            map.render(width: 24, height: 7, marks: .ascii).text() == """
                     4 O################
                       #################
                peta.. #################
                       ########x########
                     0 #################
                       -1     i1       1
                       x next   O trials
                """)
    }

    @Test("the best of the spots is marked over the others, and the key has nothing that is not there")
    func bestSpot() {
        let trials = [0.0, 0.5, 1].map { PlaneMap.Spot(x: $0, y: 0.5, group: 1) },
            best = PlaneMap.Spot(x: 0.5, y: 0.5, group: 1, isBest: true)
        var map = PlaneMap(
            x: 0...1, y: 0...1, tiles: [[.init(group: 1, strength: 1)]], spots: [best] + trials, groups: ["next trial", "trials"])
        map.groupsAreOfSpots = true
        for isSolid in [true, false] {
            let rows = map.render(width: 40, height: 9, isSolid: isSolid).text().split(separator: "\n")
            #expect(rows.dropLast().joined().filter { "●◆".contains($0) } == "●◆●")
            let key = rows.last.map(String.init) ?? ""
            #expect(key.contains("●") && key.contains("◆") && key.contains("the best") && !key.contains("next"))
        }
    }

    @Test(
        "many points leave three quarters of the map to be seen, and show where there are some",
        arguments: [(34, 9), (60, 20), (3, 3), (120, 40)])
    func crowd(size: (Int, Int)) {
        func points(_ map: PlaneMap) -> [Int] {
            let rows = map.render(width: size.0, height: size.1).text().split(separator: "\n")
            // The key has one of each.
            return rows.map { row in row.contains("a") ? 0 : row.filter { $0 == "○" || $0 == "●" }.count }
        }
        let tiles = [(0..<40).map { PlaneMap.Tile(group: $0 < 20 ? 0 : 1, strength: 1) }]
        let spots: [PlaneMap.Spot] = (0..<2000).map { (number: Int) in
            let column = number % 50, row = number / 50
            return PlaneMap.Spot(x: Double(column) / 50, y: Double(row) / 40, group: column < 25 ? 0 : 1)
        }
        let map = PlaneMap(x: 0...1, y: 0...1, tiles: tiles, spots: spots, groups: ["a", "b"])
        let count = points(map).reduce(0, +)
        #expect(count > 0 && count <= size.0 * size.1 / 4)
        if size.0 >= 34 { #expect(points(map).filter { $0 > 0 }.count >= (size.1 - 2) / 3) }
        let few = PlaneMap(x: 0...1, y: 0...1, tiles: tiles, spots: [spots[0], spots[990], spots[1999]], groups: ["a", "b"])
        if size.0 >= 34 { #expect(points(few).reduce(0, +) == 3) }
    }

    @Test("several pictures share the room; those without room are counted")
    func panels() {
        let panels = Chart.panels((1...4).map { .histogram(Histogram(title: "W\($0)", low: 0, high: 1, counts: [$0])) })
        let text = panels.render(width: 60, height: 12, marks: .ascii).text()
        for number in 1...4 { #expect(text.contains("W\(number)")) }
        #expect(panels.render(width: 30, height: 4, marks: .ascii).text().contains("+2 more"))
    }

    @Test("an image of red, green and blue has its colours, its means where it is too large, and says so")
    func colorImage() {
        let ramp = (0..<16).map { row in (0..<16).map { _ in Double(row) / 15 } }, none = ramp.map { $0.map { _ in 0.0 } }
        let whole = ColorImage(title: "i", red: ramp, green: none, blue: ramp.reversed()).render(width: 40, height: 17)
        #expect(whole.text().split(separator: "\n").dropFirst().allSatisfy { $0 == String(repeating: "█", count: 32) })
        #expect(
            whole[0, 1].style.color == .mixed(red: 0, green: 0, blue: 5) && whole[31, 16].style.color == .mixed(red: 5, green: 0, blue: 0))
        let small = ColorImage(title: "i", red: ramp, green: none, blue: none).render(width: 40, height: 9)
        #expect(small.text().hasPrefix("i  mean of 2 rows\n"))
        #expect((1..<9).map { small[0, $0].style.color } == [0, 1, 2, 2, 3, 4, 4, 5].map { .mixed(red: $0, green: 0, blue: 0) })
    }

    @Test("every picture fits any size, and in ASCII holds 7-bit characters only", arguments: Marks.allCases)
    func anySize(marks: Marks) {
        let plane = PlaneMap(
            title: "p", x: 0...1, y: 0...1, tiles: [[.init(group: 2, strength: 0.1)]], spots: [.init(x: 0.5, y: 0.5, group: 1)],
            groups: ["a", "b", "c"])
        let charts: [Chart] = [
            .histogram(Histogram(title: "h", low: -1, high: 1, counts: [1, 2], note: "note")),
            .bars(BarChart(title: "b", bars: [.init(name: "x", value: 1, text: "1"), .init(name: "y", value: 0, text: "0")])),
            .plane(plane), .panels([.plane(plane), .heat(HeatMap(values: [[1]]))]), .panels([]),
            .image(ColorImage(title: "i", red: [[1, 2], [3, 4]], green: [[0, 0], [-1, .nan]], blue: [[1, 1], [1, 1]])),
            .image(ColorImage(red: [], green: [], blue: [])),
        ]
        for chart in charts {
            for (width, height) in [(0, 0), (1, 1), (3, 9), (20, 5), (80, 24), (300, 2)] {
                let canvas = chart.render(width: width, height: height, marks: marks)
                #expect(canvas.width == width && canvas.height == height)
                if marks == .ascii { #expect(canvas.text().utf8.allSatisfy { $0 < 128 }) }
            }
        }
    }
}
