// What a terminal would obey is shown instead, wherever it stands.
import Testing

@testable import Charts

@Suite("Characters that steer a terminal")
struct SteeringCharactersTests {
    @Test("are the controls of Unicode, its ends of lines, and what turns the direction of writing; nothing else is touched")
    func which() {
        for scalar in (0...0x10FFFF).lazy.compactMap(Unicode.Scalar.init) {
            let isControl = [.control, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
            let isBidi = scalar.properties.isBidiControl || (0x206A...0x206F).contains(scalar.value)
            guard scalar.steers != (isControl || isBidi) else { continue }
            Issue.record("U+\(String(scalar.value, radix: 16))")
        }
        for text in ["", "net 2-2-2", "δ·Σ ─┼█⣿", "神経 e\u{301}", "👩‍👩‍👦 🇩🇪", "a\u{200B}b"] { #expect(text.tamed == text) }
    }

    @Test("become pictures of themselves, one cell for each; a page keeps its lines and tabs")
    func pictures() {
        let hostile = "a\u{1B}]0;x\u{7}\r\nb\u{9B}2J\u{202E}\u{2028}\tc"
        #expect(hostile.tamed == "a␛]0;x␇␍␊b\u{FFFD}2J\u{FFFD}\u{FFFD} c")
        #expect(hostile.tamedPage == "a␛]0;x␇␍\nb\u{FFFD}2J\u{FFFD}\u{FFFD}\tc")
        #expect("\u{1B}\u{85}\u{200F}".cellWidth == "\u{1B}\u{85}\u{200F}".tamed.cellWidth)
    }
}
