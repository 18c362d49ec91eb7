// How a cell looks, said by meaning rather than by colour number: each front end decides what a meaning looks like.

/// What a cell's colour stands for.
public enum ChartColor: Hashable, Sendable {
    /// The terminal's own text colour.
    case plain
    /// Axes, tick marks and other furniture that should step back.
    case muted
    /// One of eight series colours, 0...7, told apart by colour-blind eyes as well.
    case series(Int)
    /// A value above zero, strength 0 (close to zero) to 4 (the largest).
    case positive(Int)
    /// A value below zero, strength 0 (close to zero) to 4 (the largest).
    case negative(Int)
    /// The colour of a pixel: its parts in the six levels 0...5 that xterm's 256 colours have.
    case mixed(red: Int, green: Int, blue: Int)
}

/// Colour and emphasis of one cell.
public struct CellStyle: Hashable, Sendable {
    public var color: ChartColor
    public var bold: Bool
    public var dim: Bool
    public var inverse: Bool

    public init(color: ChartColor = .plain, bold: Bool = false, dim: Bool = false, inverse: Bool = false) {
        self.color = color
        self.bold = bold
        self.dim = dim
        self.inverse = inverse
    }

    /// The terminal's own text.
    public static let plain = CellStyle()
    /// Axes and tick marks.
    public static let axis = CellStyle(color: .muted)
    /// Lines that are there only if one looks for them, such as the zero lines.
    public static let faint = CellStyle(color: .muted, dim: true)
    /// Titles.
    public static let title = CellStyle(bold: true)
}

/// One character position of a canvas.
public struct Cell: Hashable, Sendable {
    public private(set) var glyph: Glyph
    public var style: CellStyle

    public init(_ character: Character = " ", style: CellStyle = .plain) {
        glyph = Glyph(character)
        self.style = style
    }

    init(_ glyph: Glyph) { (self.glyph, style) = (glyph, .plain) }

    public var character: Character {
        get { glyph.character }
        set { glyph = Glyph(newValue) }
    }

    /// A cell with nothing in it.
    public static let blank = Cell()
}
