// Where an axis is marked: at round numbers, as a person would choose them.

/// Round values within a range, with labels that have just as many decimals as they need.
public struct Ticks: Sendable, Equatable {
    /// In increasing order, all within the range.
    public let values: [Double]
    /// One a value.
    public let labels: [String]

    /// Multiples of 1, 2 or 5 x 10^k within `range`, as near to `count` of them as such steps allow.
    public init(covering range: ClosedRange<Double>, about count: Int) {
        let wish = Double(max(count, 1))
        // Dividing first: the width of a huge range need not be a finite number.
        let step = NiceStep(near: range.upperBound / wish - range.lowerBound / wish)
        self.init(step.map { $0.multiples(in: range) } ?? [])
    }

    /// Round values for a logarithmic axis: powers of ten, all of them or every second, third, ...; with 2 and 5 times those
    /// when there is room; the empty list unless the range is positive.
    public init(logarithmic range: ClosedRange<Double>, about count: Int) {
        guard range.lowerBound > 0, range.upperBound.isFinite else {
            self.init([])
            return
        }
        self.init(decades: decadeLogarithm(range.lowerBound)...decadeLogarithm(range.upperBound), about: count)
    }

    /// Logarithmic ticks between two powers of ten, given by their exponents.
    init(decades: ClosedRange<Double>, about count: Int) {
        let lowest = Int((decades.lowerBound - tolerance).rounded(.up))
        let highest = Int((decades.upperBound + tolerance).rounded(.down))
        let powers = max(highest - lowest + 1, 0)
        let wish = max(count, 1)
        if powers > wish {
            let stride = (powers + wish - 1) / wish
            let exponents = (lowest...highest).filter { $0 % stride == 0 }
            self.init(exponents.map { DecimalNumber(digits: 1, exponent: $0) }, sharesDecimals: false)
            return
        }
        let multiples = powers * 3 <= wish * 2 || powers < 2 ? [1, 2, 5] : [1]
        let numbers = (lowest - 1...max(highest, lowest - 1)).flatMap { exponent in
            multiples.map { DecimalNumber(digits: $0, exponent: exponent) }
        }
        let inside = numbers.filter {
            let place = decadeLogarithm($0.value)
            return place >= decades.lowerBound - tolerance && place <= decades.upperBound + tolerance
        }
        // So narrow a range is nearly linear, and round numbers say more than powers.
        guard inside.count < 2, decades.upperBound < 300, decades.lowerBound > -300 else {
            self.init(inside, sharesDecimals: false)
            return
        }
        self.init(covering: tenToThe(decades.lowerBound)...tenToThe(decades.upperBound), about: count)
    }

    /// Every so many powers of ten between two, given by their exponents, and 2 and 5 times those where they are wanted.
    init(decadesFrom low: Double, to high: Double, by decades: Int, withMiddles: Bool) {
        let first = Int((low / Double(decades)).rounded(.down)), last = Int((high / Double(decades)).rounded(.up))
        let numbers = (first...max(first, last)).flatMap { power in
            (withMiddles ? [1, 2, 5] : [1]).map { DecimalNumber(digits: $0, exponent: power * decades) }
        }
        self.init(
            numbers.filter { (low - tolerance...high + tolerance).contains(decadeLogarithm($0.value)) }, sharesDecimals: false)
    }

    private init(_ numbers: [DecimalNumber], sharesDecimals: Bool = true) {
        let normal = numbers.filter { $0.value.isFinite && ($0.value != 0 || $0.digits == 0) }
        values = normal.map(\.value)
        labels = sharesDecimals || normal.isEmpty ? Charts.labels(of: normal) : mixedLabels(of: normal)
    }
}

/// The distance between round numbers: 1, 2 or 5 x 10^`exponent`.
struct NiceStep: Equatable {
    let digit: Int
    let exponent: Int

    /// The round step nearest to `width` in ratio; nil where there is none, as for 0 or infinity.
    init?(near width: Double) {
        guard width >= Double.leastNormalMagnitude, width.isFinite else { return nil }
        let power = orderOfMagnitude(width)
        let leading = width / powerOfTen(power)
        // The borders are the geometric means of neighbours.
        (digit, exponent) =
            leading < 1.4142 ? (1, power) : leading < 3.1623 ? (2, power) : leading < 7.0711 ? (5, power) : (1, power + 1)
    }

    var width: Double { DecimalNumber(digits: digit, exponent: exponent).value }

    /// All multiples of the step in `range`; none where neighbours would be the same number.
    func multiples(in range: ClosedRange<Double>) -> [DecimalNumber] {
        let first = (range.lowerBound / width - tolerance).rounded(.up)
        let last = (range.upperBound / width + tolerance).rounded(.down)
        guard first <= last, first.magnitude < 1e15, last.magnitude < 1e15, last - first < 10_000 else { return [] }
        return (Int(first)...Int(last)).map { DecimalNumber(digits: $0 * digit, exponent: exponent) }
    }

    /// The nearest multiple below or at `value`.
    func floor(_ value: Double) -> Double { multiple((value / width + tolerance).rounded(.down)) ?? value }

    /// The nearest multiple above or at `value`.
    func ceiling(_ value: Double) -> Double { multiple((value / width - tolerance).rounded(.up)) ?? value }

    private func multiple(_ count: Double) -> Double? {
        guard count.magnitude < 1e15 else { return nil }
        let value = DecimalNumber(digits: Int(count) * digit, exponent: exponent).value
        return value.isFinite ? value : nil
    }
}

/// Of a step: how far a range may miss a tick by rounding alone and still contain it.
private let tolerance = 1e-9

/// On a logarithmic axis every label has its own decimals: 0.01, 0.1, 1, 10.
private func mixedLabels(of numbers: [DecimalNumber]) -> [String] {
    let isShort = numbers.allSatisfy { (-4...5).contains($0.exponent) }
    return numbers.map { isShort ? $0.plain : $0.scientific }
}
