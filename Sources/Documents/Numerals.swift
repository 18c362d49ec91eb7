// Numbers as they are shown: nine significant digits unless the learner asks for others.

/// Writes numbers in text.
public struct Numerals: Sendable, Equatable {
    /// Significant digits, 1...17.
    public var digits: Int

    public init(digits: Int = 9) { self.digits = digits }

    /// A number rounded to the significant digits, without needless zeros: 0.4, 1.10590597, 1e-12, inf, nan.
    public func text(_ number: Double) -> String {
        guard number.isFinite else { return number.isNaN ? "nan" : (number < 0 ? "-inf" : "inf") }
        if number == 0 { return "0" }
        let (figures, exponent) = Decimal.figures(of: abs(number), count: digits)
        let trimmed = figures.droppingTrailingZeros
        let sign = number < 0 ? "-" : ""
        if exponent < -5 || exponent >= max(digits, 7) { return sign + Decimal.scientific(trimmed, exponent: exponent) }
        return sign + Decimal.positional(trimmed, exponent: exponent)
    }

    /// A number in at most `width` characters, with fewer digits where it must be; nil if even one digit does not fit.
    public func text(_ number: Double, width: Int) -> String? {
        (1...digits).reversed().lazy.map { Numerals(digits: $0).text(number) }.first { $0.count <= width }
    }

    /// The same, with a power of ten where its places do not fit: -3e-05.
    public func text(_ number: Double, crampedTo width: Int) -> String? {
        if let text = text(number, width: width) { return text }
        guard number.isFinite, number != 0 else { return nil }
        let (figure, exponent) = Decimal.figures(of: abs(number), count: 1)
        let text = (number < 0 ? "-" : "") + Decimal.scientific(figure, exponent: exponent)
        return text.count <= width ? text : nil
    }

    /// A number inside a formula. One that is exact in few digits is written so; others have as many decimals as there are
    /// significant digits, so that the numbers of a formula line up with each other and with the course: 0.741365070.
    public func formulaText(_ number: Double) -> String {
        guard number.isFinite, abs(number) >= 0.01, abs(number) < 10_000, digits <= 15 else { return text(number) }
        let short = text(number)
        if short.count < digits || Double(short) == number { return short }
        let (figures, exponent) = Decimal.figures(of: abs(number), count: max(1, digits + 1 + Decimal.exponent(of: abs(number))))
        return (number < 0 ? "-" : "") + Decimal.positional(figures, exponent: exponent)
    }
}

/// Decimal digits of doubles, rounded half to even on the exact binary value's shortest form.
private enum Decimal {
    /// The first `count` decimal figures of a positive finite number, rounded, and the exponent of the first one.
    static func figures(of number: Double, count: Int) -> (String, exponent: Int) {
        var (figures, exponent) = shortest(number)
        if figures.count > count {
            let roundsUp = figures[figures.index(figures.startIndex, offsetBy: count)] >= "5"
            figures = String(figures.prefix(count))
            if roundsUp {
                var bytes = Array(figures.utf8)
                var place = bytes.count - 1
                while place >= 0 && bytes[place] == UInt8(ascii: "9") {
                    bytes[place] = UInt8(ascii: "0")
                    place -= 1
                }
                if place >= 0 {
                    bytes[place] += 1
                } else {
                    bytes = [UInt8(ascii: "1")] + bytes.dropLast()
                    exponent += 1
                }
                figures = String(decoding: bytes, as: UTF8.self)
            }
        }
        return (figures + String(repeating: "0", count: count - figures.count), exponent)
    }

    /// 1.25e-07
    static func scientific(_ figures: String, exponent: Int) -> String {
        let mantissa = figures.prefix(1) + (figures.count > 1 ? "." + figures.dropFirst() : "")
        return "\(mantissa)e\(exponent < 0 ? "-" : "+")\(abs(exponent) < 10 ? "0" : "")\(abs(exponent))"
    }

    static func exponent(of number: Double) -> Int { shortest(number).exponent }

    /// The figures of the shortest decimal that reads back to the same number, and the exponent of the first one.
    private static func shortest(_ number: Double) -> (String, exponent: Int) {
        let parts = number.description.split(separator: "e")
        var exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let halves = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let whole = halves[0], fraction = halves.count > 1 ? halves[1] : ""
        let all = String(whole + fraction)
        let leading = all.prefix { $0 == "0" }.count
        exponent += whole.count - 1 - leading
        return (String(all.dropFirst(leading)).droppingTrailingZeros, exponent)
    }

    /// Figures placed about the decimal point: 3775 with exponent -1 is 0.3775.
    static func positional(_ figures: String, exponent: Int) -> String {
        if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + figures }
        if figures.count <= exponent + 1 { return figures + String(repeating: "0", count: exponent + 1 - figures.count) }
        return figures.prefix(exponent + 1) + "." + figures.dropFirst(exponent + 1)
    }
}

extension String {
    /// Of figures alone: byte by byte, since every number on the screen comes through here.
    fileprivate var droppingTrailingZeros: String {
        var end = endIndex
        while end > startIndex, case let last = utf8.index(before: end), utf8[last] == UInt8(ascii: "0") { end = last }
        return end > startIndex ? String(self[..<end]) : "0"
    }
}
