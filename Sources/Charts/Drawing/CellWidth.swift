// How many cells a character takes in a terminal: 2 for those of East Asian writing and emoji, 0 for a combining mark alone.

extension Character {
    /// The columns of a terminal that this character takes, 0...2 (Unicode Standard Annex 11; emoji are wide).
    public var cellWidth: Int {
        guard let first = unicodeScalars.first else { return 0 }
        // Latin, boxes, blocks and braille: nearly everything on the screen.
        if first.value < 0x300 || (0x2500...0x25FC).contains(first.value) || (0x2800...0x28FF).contains(first.value) { return 1 }
        let properties = first.properties
        switch properties.generalCategory {
        // What steers is shown as a picture of it.
        case .format where first.steers: return 1
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        if properties.isEmojiPresentation || unicodeScalars.contains("\u{FE0F}") { return 2 }
        return Self.wideBlocks.contains { $0.contains(first.value) } ? 2 : 1
    }

    /// The blocks whose characters are wide or full-width.
    private static let wideBlocks: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1B000...0x1B16F,
        0x1F200...0x1F265, 0x20000...0x2FFFD, 0x30000...0x3FFFD,
    ]
}

extension StringProtocol {
    /// The columns of a terminal that this text takes.
    public var cellWidth: Int { reduce(0) { $0 + $1.cellWidth } }
}

extension Cell {
    /// The right half of a wide character: holds nothing of its own.
    public static let continuation = Cell(.none)
    public var isContinuation: Bool { glyph.isEmpty }
}
