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
        var canvas = Canvas(width: 16, height: 1)
        canvas.write("a\u{1B}[2J\nb\0\u{9B}\u{202E}\tc\u{7F}", x: 0, y: 0)
        #expect(canvas.text() == "a␛[2J␊b␀\u{FFFD}\u{FFFD} c␡")
        canvas[0, 0] = Cell("\u{1B}")
        #expect(canvas[0, 0].character == "␛")
    }

    @Test("keeps every character as it is, up to the five scalars that a cell of a terminal holds")
    func glyphs() {
        for text in ["a", "é", "e\u{301}", "🙂", "語", "a\u{302}\u{323}\u{308}\u{331}", "👩‍👩‍👦", "🇩🇪", "\u{10FFFF}"] {
            let character = Character(text)
            #expect(Cell(character).character == character && Array(Cell(character).glyph) == Array(text.unicodeScalars))
        }
        #expect(Cell("👩‍👩‍👧‍👦").character == "👩‍👩‍👧")
        #expect(Cell(" ") != .continuation && Cell("\0") != .continuation)
    }

    @Test("takes from another what fits, wherever it is put")
    func pasting() {
        var stamp = Canvas(width: 3, height: 2)
        stamp.write("abc", x: 0, y: 0)
        stamp.write("def", x: 0, y: 1)
        for y in -3...4 {
            for x in -4...6 {
                var canvas = Canvas(width: 5, height: 3), expected = canvas
                canvas.paste(stamp, x: x, y: y)
                for row in 0..<2 { for column in 0..<3 { expected[x + column, y + row] = stamp[column, row] } }
                #expect(canvas == expected)
            }
        }
    }

    @Test("may be empty or of negative size")
    func emptiness() {
        #expect(Canvas(width: 0, height: 0).text() == "")
        #expect(Canvas(width: -3, height: 2).text() == "\n")
        #expect(Canvas(width: 3, height: 3)[7, 7] == .blank)
    }
}
