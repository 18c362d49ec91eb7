// Characters that a terminal obeys instead of showing. Names, narrative and messages may come from anybody's file, so every way out (cells,
// plain text, JSON, SVG) asks here what such a character is, and what is shown in its place.

extension Unicode.Scalar {
    /// Whether it steers what shows it: the control characters of Unicode (C0, DEL and C1), the ends of lines and paragraphs, and those that
    /// turn the direction of writing around (Bidi_Control, and what came before them, U+206A ... U+206F).
    public var steers: Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x206F: true
        default: false
        }
    }

    /// What is shown in the place of one that steers, one cell wide: U+241B, a picture of the word ESC, for Escape; a blank for what is blank.
    var picture: Unicode.Scalar {
        switch value {
        case 0x09: " "
        case 0x00...0x1F: Unicode.Scalar(0x2400 + value) ?? "\u{FFFD}"
        case 0x7F: "\u{2421}"
        default: "\u{FFFD}"
        }
    }
}

extension StringProtocol {
    /// The text with nothing in it that steers a terminal, as long in characters and in cells as it is counted. It is one line.
    public var tamed: String { tamed(except: []) }

    /// The same for a page: its ends of lines and its tabs stay.
    public var tamedPage: String { tamed(except: ["\n", "\t"]) }

    private func tamed(except kept: Set<Unicode.Scalar>) -> String {
        // Of UTF-8 these bytes begin all that steers: nearly every text has none of them.
        let isSuspect = utf8.contains { byte in
            switch byte {
            case 0x00...0x1F, 0x7F, 0xC2, 0xD8, 0xE2: true
            default: false
            }
        }
        guard isSuspect, unicodeScalars.contains(where: { $0.steers && !kept.contains($0) }) else { return String(self) }
        var text = String.UnicodeScalarView()
        for scalar in unicodeScalars { text.append(scalar.steers && !kept.contains(scalar) ? scalar.picture : scalar) }
        return String(text)
    }
}
