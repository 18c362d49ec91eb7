// Tick values and their labels are the same decimal number, so that 0.3 is neither drawn nor printed as 0.30000000000000004.

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The number `digits` x 10^`exponent`.
struct DecimalNumber: Equatable {
    var digits: Int
    var exponent: Int

    /// The double nearest to the number.
    var value: Double { Double("\(digits)e\(exponent)") ?? .nan }

    /// All digits written out, 1200 or 0.05; the exponent says how many decimals there are.
    var plain: String {
        let sign = digits < 0 ? "-" : ""
        var text = String(digits.magnitude)
        if exponent >= 0 { return digits == 0 ? "0" : sign + text + String(repeating: "0", count: exponent) }
        text = String(repeating: "0", count: max(0, 1 - exponent - text.count)) + text
        return sign + text.dropLast(-exponent) + "." + text.suffix(-exponent)
    }

    /// One digit before the point, 1.2e3.
    var scientific: String {
        guard digits != 0 else { return "0" }
        var text = String(digits.magnitude)
        let power = exponent + text.count - 1
        while text.count > 1 && text.hasSuffix("0") { text.removeLast() }
        let decimals = text.count > 1 ? "." + text.dropFirst() : ""
        return (digits < 0 ? "-" : "") + text.prefix(1) + decimals + "e\(power)"
    }

    init(digits: Int, exponent: Int) {
        self.digits = digits
        self.exponent = exponent
    }

    /// `value` rounded to a multiple of 10^`place`, trailing zeros removed; 0 for what is not finite.
    init(_ value: Double, roundedToPowerOfTen place: Int) {
        self.init(digits: 0, exponent: 0)
        // Below 1e-300 powers of ten lose their own digits.
        exponent = max(place, -300)
        guard value.isFinite, value.magnitude < powerOfTen(exponent) * 1e15 else { return }
        digits = Int((value / powerOfTen(exponent)).rounded())
        if digits == 0 { exponent = 0 }
        while digits != 0 && digits % 10 == 0 {
            digits /= 10
            exponent += 1
        }
    }

    /// The shorter way to write the number.
    var shortest: String { labels(of: [self])[0] }
}

/// Labels of numbers that stand on one axis: all written out, or, where that is long, all with a power of ten.
func labels(of numbers: [DecimalNumber]) -> [String] {
    let scientific = numbers.map(\.scientific)
    guard numbers.allSatisfy({ (-12...12).contains($0.exponent) }) else { return scientific }
    let plain = numbers.map(\.plain)
    let (plainWidth, scientificWidth) = (longest(plain), longest(scientific))
    return plainWidth <= 7 || plainWidth <= scientificWidth ? plain : scientific
}

/// The length of the longest text.
func longest(_ texts: [String]) -> Int { texts.map(\.count).max() ?? 0 }

/// The power of ten of the first digit: 2 for 345; of 0 and of what is not finite that of the smallest and of the largest number.
func orderOfMagnitude(_ value: Double) -> Int {
    let size = min(max(value.magnitude, .leastNonzeroMagnitude), .greatestFiniteMagnitude)
    return Int(decadeLogarithm(size.isNaN ? .greatestFiniteMagnitude : size).rounded(.down))
}

/// 10^`exponent`, rounded correctly.
func powerOfTen(_ exponent: Int) -> Double { DecimalNumber(digits: 1, exponent: exponent).value }

/// The logarithm to base 10: where a value lies on a logarithmic axis.
func decadeLogarithm(_ value: Double) -> Double { log10(value) }

/// 10 to a power that need not be whole.
func tenToThe(_ exponent: Double) -> Double { pow(10, exponent) }
