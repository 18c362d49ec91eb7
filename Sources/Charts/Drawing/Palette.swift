// The colours themselves, for front ends that have more than a few. Series follow Okabe and Ito's palette; heat runs from orange
// (negative) to blue (positive), a pair that every common kind of colour blindness keeps apart.

/// What the screen is behind the text: colours are chosen to be seen on it.
public enum Background: String, CaseIterable, Sendable {
    case dark, light
}

/// A colour by its red, green and blue part.
public struct RGB: Sendable, Hashable {
    public let red: UInt8
    public let green: UInt8
    public let blue: UInt8

    /// A colour as it is written in web pages: 0xRRGGBB.
    public init(_ hexadecimal: UInt32) {
        red = UInt8(hexadecimal >> 16 & 0xFF)
        green = UInt8(hexadecimal >> 8 & 0xFF)
        blue = UInt8(hexadecimal & 0xFF)
    }

    /// Red, green and blue in one number: 0xRRGGBB.
    public var number: UInt32 { UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }

    /// The nearest colour of xterm's 256: its cube of 6 x 6 x 6 colours, or its 24 greys.
    public var xterm256: UInt8 {
        let parts = [red, green, blue].map(Int.init), levels = Self.cubeLevels
        let cube = parts.map { part in levels.indices.min { abs(levels[$0] - part) < abs(levels[$1] - part) } ?? 0 }
        let grey = min(23, max(0, (parts.reduce(0, +) / 3 - 3) / 10))
        func distance(_ levels: [Int]) -> Int { zip(parts, levels).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } }
        let isGrey = distance(Array(repeating: 8 + 10 * grey, count: 3)) < distance(cube.map { levels[$0] })
        return UInt8(isGrey ? 232 + grey : 16 + 36 * cube[0] + 6 * cube[1] + cube[2])
    }

    fileprivate static let black = RGB(0x181818), white = RGB(0xFFFFFF)

    /// Whether what is written on it is to be dark.
    fileprivate var isLight: Bool { Oklab(self).lightness > 0.62 }

    static let cubeLevels = [0, 95, 135, 175, 215, 255]
}

extension ChartColor {
    /// The colour on a background; nil stands for the terminal's own text colour.
    public func rgb(on background: Background) -> RGB? {
        let palette = Palette.of(background)
        return switch self {
        case .plain: nil
        case .muted: palette.muted
        case .series(let number): palette.series[wrapped(number, palette.series.count)]
        case .positive(let strength): palette.positive[min(max(strength, 0), 4)]
        case .negative(let strength): palette.negative[min(max(strength, 0), 4)]
        case .mixed(let red, let green, let blue):
            RGB([red, green, blue].reduce(0) { $0 << 8 | UInt32(RGB.cubeLevels[min(max($1, 0), 5)]) })
        case .magnitude(let step): ColorScale.magnitude(on: background)[step].rgb
        case .signed(let step): (step < 0 ? ColorScale.negative : ColorScale.positive)[abs(step)].rgb
        case .group(let number, let step): ColorScale.groups[wrapped(number, ColorScale.groups.count)][step].rgb
        case .exact(let color): color
        case .drawn: .black
        case .onMagnitude(let step): ChartColor.magnitude(step).rgb(on: background).map { $0.isLight ? .black : .white }
        case .onSigned(let step): ChartColor.signed(step).rgb(on: background).map { $0.isLight ? .black : .white }
        case .spot(let number): ColorScale.spots[wrapped(number, ColorScale.spots.count)]
        }
    }

    /// The nearest of the colours that xterm's 256 have beyond the basic sixteen, 16...255, which no terminal lets its user choose.
    public func xterm256(on background: Background) -> UInt8? {
        switch self {
        case .magnitude(let step): ColorScale.magnitude(on: background)[step].xterm256
        case .signed(let step): (step < 0 ? ColorScale.negative : ColorScale.positive)[abs(step)].xterm256
        case .group(let number, let step): ColorScale.groups[wrapped(number, ColorScale.groups.count)][step].xterm256
        default: rgb(on: background)?.xterm256
        }
    }

    /// The nearest of the sixteen colours that most colour terminals have, 0...15.
    public func basic(on background: Background) -> UInt8? {
        let isDark = background == .dark
        return switch self {
        case .plain: nil
        case .muted: isDark ? 7 : 8
        case .series(let number): (isDark ? [14, 3, 10, 13, 9, 11, 12, 7] : [6, 3, 2, 5, 1, 3, 4, 8])[wrapped(number, 8)]
        case .positive: isDark ? 12 : 4
        case .negative: 3
        case .mixed(let red, let green, let blue): Self.basic(red, green, blue)
        case .magnitude: isDark ? 12 : 4
        case .signed(let step): step < 0 ? 3 : isDark ? 12 : 4
        case .group(let number, _): ChartColor.series(number).basic(on: background)
        case .exact(let color): Self.basic(Int(color.red) / 51, Int(color.green) / 51, Int(color.blue) / 51)
        case .drawn, .onMagnitude, .onSigned: isDark ? 0 : 8
        case .spot(let number): ChartColor.series(number).basic(on: background)
        }
    }

    /// Each part is there or not; bright where one is as strong as can be.
    private static func basic(_ red: Int, _ green: Int, _ blue: Int) -> UInt8 {
        let parts: UInt8 = (red > 2 ? 1 : 0) + (green > 2 ? 2 : 0) + (blue > 2 ? 4 : 0)
        return max(red, green, blue) == 5 ? parts + 8 : parts
    }

    /// The nearest of eight colours, 0...7, on a background that may be the other one: such terminals seldom tell. There is no grey that is
    /// seen on both, so that what steps back has the terminal's own colour, dimmed; blue is too dark for a dark one.
    public func basicOfEight(on background: Background) -> UInt8? {
        switch self {
        case .plain, .muted, .drawn, .onMagnitude, .onSigned: nil
        case .series(let number): wrapped(number, 8) == 7 ? nil : basic(on: background).map { $0 == 12 ? 6 : $0 % 8 }
        case .positive, .magnitude: background == .dark ? 6 : 4
        case .negative: 3
        case .signed(let step): (step < 0 ? ChartColor.negative(4) : .positive(4)).basicOfEight(on: background)
        case .group(let number, _), .spot(let number): ChartColor.series(number).basicOfEight(on: background)
        case .mixed, .exact: basic(on: background).map { $0 % 8 }
        }
    }
}

/// The colours for one background.
private struct Palette {
    let muted: RGB
    /// Sky blue, orange, bluish green, reddish purple, vermillion, yellow, blue, grey.
    let series: [RGB]
    /// From close to zero to the largest.
    let positive: [RGB]
    let negative: [RGB]

    static func of(_ background: Background) -> Palette { background == .dark ? dark : light }

    private static let dark = Palette(
        muted: RGB(0x8A8A8A),
        series: [0x56B4E9, 0xE69F00, 0x00A87A, 0xCC79A7, 0xE0631A, 0xF0E442, 0x2F8FE0, 0xBCBCBC].map(RGB.init),
        positive: [0x8A8A8A, 0x87AFD7, 0x5FAFD7, 0x22A7F0, 0x2F8FE0].map(RGB.init),
        negative: [0x8A8A8A, 0xD7AF87, 0xD7AF5F, 0xF0A830, 0xFF8700].map(RGB.init))

    /// The same hues, dark enough to be read on white.
    private static let light = Palette(
        muted: RGB(0x6C6C6C),
        series: [0x1F7FB5, 0xA86A00, 0x00795A, 0xA3487E, 0xB54400, 0x786B00, 0x00508C, 0x5F5F5F].map(RGB.init),
        positive: [0x767676, 0x5F87AF, 0x3A78B0, 0x1F66AD, 0x00489A].map(RGB.init),
        negative: [0x767676, 0xA07A4A, 0xA86E20, 0xA85A00, 0x9A4400].map(RGB.init))
}

/// `number` brought into 0..<`count` by wrapping around.
func wrapped(_ number: Int, _ count: Int) -> Int {
    let remainder = number % count
    return remainder < 0 ? remainder + count : remainder
}
