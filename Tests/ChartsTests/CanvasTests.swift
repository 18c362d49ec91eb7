import Testing

@testable import Charts

@Suite("A canvas")
struct CanvasTests {
    @Test("keeps what is written, and trims blanks at the ends of lines")
    func writing() {
        var canvas = Canvas(width: 6, height: 2)
        canvas.write("ab", x: 1, y: 0, style: .title)
        #expect(canvas.text() == " ab\n")
        #expect(canvas[1, 0] == Cell("a", style: CellStyle(bold: true)))
    }

    @Test("clips text at both edges, and ignores rows outside")
    func clipping() {
        var canvas = Canvas(width: 4, height: 1)
        canvas.write("abcdefgh", x: -2, y: 0)
        canvas.write("zzz", x: 0, y: 1)
        canvas.write("zzz", x: 0, y: -1)
        #expect(canvas.text() == "cdef")
    }

    @Test("never carries control characters, so that a name cannot steer the terminal")
    func controlCharacters() {
        var canvas = Canvas(width: 8, height: 1)
        canvas.write("a\u{1B}[2J\nb", x: 0, y: 0)
        #expect(canvas.text() == "a [2J b")
    }

    @Test("may be empty or of negative size")
    func emptiness() {
        #expect(Canvas(width: 0, height: 0).text() == "")
        #expect(Canvas(width: -3, height: 2).text() == "\n")
        #expect(Canvas(width: 3, height: 3)[7, 7] == .blank)
    }
}
