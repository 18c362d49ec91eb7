// The three sets of glyphs a chart can be drawn with, and everything that differs between them.

/// The glyphs a chart is drawn with.
public enum Marks: String, CaseIterable, Sendable {
    /// 2 x 4 dots a cell: the finest.
    case braille
    /// 2 x 2 quarter blocks a cell: for fonts without braille.
    case blocks
    /// One 7-bit character a cell: works everywhere. It is the stroke, / - \ or |, that comes nearest to 2 x 4 dots.
    case ascii

    /// How many dots a cell is wide.
    var dotsAcross: Int { 2 }

    /// How many dots a cell is high.
    var dotsDown: Int {
        switch self {
        case .braille, .ascii: 4
        case .blocks: 2
        }
    }

    /// `text` as this glyph set can show it: ASCII keeps to 7 bits.
    func legible(_ text: String) -> String {
        guard self == .ascii else { return text }
        return text.map { $0.isASCII ? String($0) : Self.replacements[$0] ?? "?" }.joined()
    }

    /// The same in so many columns at most: of a longer text the beginning, and that there is more.
    func legible(_ text: String, columns: Int) -> String {
        let text = legible(text), ending = self == .ascii ? ".." : "…"
        guard text.count > columns else { return text }
        return columns > ending.count ? text.prefix(columns - ending.count) + ending : String(text.prefix(max(0, columns)))
    }

    private static let replacements: [Character: String] = [
        "−": "-", "–": "-", "—": "-", "·": "*", "×": "x", "′": "'", "’": "'", "…": "...", "→": "->", "²": "^2", "³": "^3",
        "≤": "<=", "≥": ">=", "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "η": "eta", "θ": "theta",
        "λ": "lambda", "μ": "mu", "π": "pi", "σ": "sigma", "φ": "phi", "Σ": "sum", "∂": "d", "∞": "inf",
    ]
}

/// The glyphs that axes are made of.
struct AxisGlyphs {
    let vertical, verticalTick, corner, horizontal, horizontalTick: Character
    let zeroAcross, zeroDown, zeroCrossing: Character
    let beyondTop, beyondBottom: Character
    let cursor, cursorFoot: Character
    /// Between the edges of a band, and of several.
    let band, bandsMeeting: Character

    init(_ marks: Marks) {
        self = marks == .ascii ? Self.ascii : Self.boxes
    }

    private init(_ glyphs: String, beyond: (Character, Character), cursor: (Character, Character), bands: (Character, Character)) {
        let all = Array(glyphs)
        (vertical, verticalTick, corner, horizontal, horizontalTick) = (all[0], all[1], all[2], all[3], all[4])
        (zeroAcross, zeroDown, zeroCrossing) = (all[5], all[6], all[7])
        (beyondTop, beyondBottom) = beyond
        (self.cursor, cursorFoot) = cursor
        (band, bandsMeeting) = bands
    }

    private static let boxes = AxisGlyphs("│┤└─┬┈┊┼", beyond: ("↑", "↓"), cursor: ("╎", "▲"), bands: ("░", "▒"))
    private static let ascii = AxisGlyphs("|++-+.::", beyond: ("^", "v"), cursor: ("!", "^"), bands: (",", ";"))
}
