import Testing

@testable import Charts

@Suite("Charts of one line")
struct CompactTests {
    @Test("a sparkline runs from the least value at the bottom to the greatest at the top")
    func sparklines() {
        #expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7], width: 20, marks: .blocks) == "▁▂▃▄▅▆▇█")
        #expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7], width: 20, marks: .braille) == "⣀⣤⣶⣿")
        #expect(sparkline([0, 1, 2, 3, 3, 2, 1, 0], width: 20, marks: .ascii) == "_.-''-._")
    }

    @Test("a sparkline leaves gaps where values are not numbers, and keeps infinities at the edges")
    func nonFinite() {
        #expect(sparkline([0, .nan, .infinity, -.infinity, 7], width: 20, marks: .blocks) == "▁ █▁█")
    }

    @Test("a long sparkline shows means")
    func averaging() {
        #expect(sparkline([0, 0, 0, 7, 7, 7], width: 2, marks: .blocks) == "▁█")
    }

    @Test("a progress bar fills up, and is full only when done")
    func progressBars() {
        #expect(progressBar(fraction: 0.5, width: 12, marks: .ascii) == "[#####-----]")
        #expect(progressBar(fraction: 0.999, width: 12, marks: .ascii) == "[#########-]")
        #expect(progressBar(fraction: 1, width: 12, marks: .ascii) == "[##########]")
        #expect(progressBar(fraction: 0.55, width: 5, marks: .blocks) == "██▊░░")
        #expect(progressBar(fraction: 0.5, width: 5, marks: .braille) == "⣿⣿⡇⣀⣀")
        #expect(progressBar(fraction: .nan, width: 3, marks: .blocks) == "░░░")
    }
}
