import Testing

@testable import Charts

@Suite("Charts of one line")
struct CompactTests {
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
