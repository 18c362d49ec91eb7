// The colours themselves, for front ends that have 256 of them. Series colours follow Okabe and Ito's palette; heat runs
// from orange (negative) to blue (positive), a pair that every common kind of colour blindness keeps apart.

extension ChartColor {
    /// The nearest colour of the xterm 256-colour palette; nil stands for the terminal's own text colour.
    public var xterm256: UInt8? {
        switch self {
        case .plain: nil
        case .muted: 245
        case .series(let number): Self.seriesColors[wrapped(number, Self.seriesColors.count)]
        case .positive(let strength): Self.positiveColors[min(max(strength, 0), 4)]
        case .negative(let strength): Self.negativeColors[min(max(strength, 0), 4)]
        }
    }

    /// Sky blue, orange, bluish green, reddish purple, vermillion, yellow, blue, grey.
    private static let seriesColors: [UInt8] = [74, 214, 36, 175, 166, 227, 33, 250]
    private static let positiveColors: [UInt8] = [245, 110, 74, 39, 33]
    private static let negativeColors: [UInt8] = [245, 180, 179, 214, 208]
}

/// `number` brought into 0..<`count` by wrapping around.
func wrapped(_ number: Int, _ count: Int) -> Int {
    let remainder = number % count
    return remainder < 0 ? remainder + count : remainder
}
