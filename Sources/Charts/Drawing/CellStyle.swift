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
    /// A place on the scale of sizes, 0 (nothing) to `ColorScale.steps`; and on that of signs, as far below 0 as above it.
    case magnitude(Int)
    case signed(Int)
    /// A place on the scale of a group with the hue of its series: 0 (undecided) to `ColorScale.steps`.
    case group(Int, Int)
    /// The colour of a pixel as it is.
    case exact(RGB)
    /// Lines on top of the scales of signs and groups.
    case drawn
    /// What is read on a place of the scale of sizes, or of signs.
    case onMagnitude(Int)
    case onSigned(Int)
    /// A datum of a group on top of the scales.
    case spot(Int)
}

/// Colour and emphasis of one cell.
public struct CellStyle: Hashable, Sendable {
    // A screen has thousands of them, as of glyphs: colours are kept in a number.
    private var ink: UInt32
    private var ground: UInt32
    public var bold: Bool
    public var dim: Bool
    public var inverse: Bool

    /// The colour of the character.
    public var color: ChartColor {
        get { ChartColor(packed: ink) }
        set { ink = newValue.packed }
    }

    /// What is behind it: plain is the terminal's own background.
    public var fill: ChartColor {
        get { ChartColor(packed: ground) }
        set { ground = newValue.packed }
    }

    public init(
        color: ChartColor = .plain, fill: ChartColor = .plain, bold: Bool = false, dim: Bool = false, inverse: Bool = false
    ) {
        ink = color.packed
        ground = fill.packed
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
    /// The same, on whatever ground.
    var isFaint: Bool { color == .muted && dim }
    /// Titles.
    public static let title = CellStyle(bold: true)
}

extension ChartColor {
    /// The kind in the highest byte, its numbers in the three others.
    var packed: UInt32 {
        func byte(_ number: Int) -> UInt32 { UInt32(UInt8(truncatingIfNeeded: number)) }
        return switch self {
        case .plain: 0
        case .muted: 1 << 24
        case .series(let number): 2 << 24 | byte(number)
        case .positive(let strength): 3 << 24 | byte(strength)
        case .negative(let strength): 4 << 24 | byte(strength)
        case .mixed(let red, let green, let blue): 5 << 24 | byte(red) << 16 | byte(green) << 8 | byte(blue)
        case .magnitude(let step): 6 << 24 | byte(step)
        case .signed(let step): 7 << 24 | byte(step)
        case .group(let number, let step): 8 << 24 | byte(number) << 8 | byte(step)
        case .exact(let color): 9 << 24 | color.number
        case .drawn: 10 << 24
        case .onMagnitude(let step): 11 << 24 | byte(step)
        case .onSigned(let step): 12 << 24 | byte(step)
        case .spot(let number): 13 << 24 | byte(number)
        }
    }

    init(packed: UInt32) {
        func number(_ place: UInt32) -> Int { Int(Int8(truncatingIfNeeded: packed >> place)) }
        self =
            switch packed >> 24 {
            case 1: .muted
            case 2: .series(number(0))
            case 3: .positive(number(0))
            case 4: .negative(number(0))
            case 5: .mixed(red: number(16), green: number(8), blue: number(0))
            case 6: .magnitude(number(0))
            case 7: .signed(number(0))
            case 8: .group(number(8), number(0))
            case 9: .exact(RGB(packed & 0xFF_FFFF))
            case 10: .drawn
            case 11: .onMagnitude(number(0))
            case 12: .onSigned(number(0))
            case 13: .spot(number(0))
            default: .plain
            }
    }
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
