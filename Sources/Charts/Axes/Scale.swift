// From values to places on an axis, and the choice of a range when nobody chose one.

/// Maps values to 0...1, straight or logarithmically.
struct Scale: Equatable {
    /// The ends of the axis: values, or their decade logarithms.
    let lower: Double
    let upper: Double
    let isLogarithmic: Bool

    /// A scale whose ends are `lower` and `upper`; equal ends are moved apart.
    init(lower: Double, upper: Double, isLogarithmic: Bool = false) {
        self.isLogarithmic = isLogarithmic
        // Halves of the ends: the width of a huge range need not be a finite number, and that of a tiny one may round to 0.
        if upper / 2 > lower / 2 {
            (self.lower, self.upper) = (lower, upper)
        } else {
            let room = lower == 0 ? 1 : max(lower.magnitude / 10, Double.leastNormalMagnitude)
            self.lower = max(lower - room, -Double.greatestFiniteMagnitude)
            self.upper = min(lower + room, Double.greatestFiniteMagnitude)
        }
    }

    /// Where `value` lies between the ends, 0...1 within the range. Non-finite where the value has no place: infinities,
    /// and on a logarithmic scale zero (infinitely far down) and negative numbers.
    func place(of value: Double) -> Double {
        let position = isLogarithmic ? decadeLogarithm(value) : value
        guard position.isFinite else { return position }
        let place = (position / 2 - lower / 2) / (upper / 2 - lower / 2)
        // Far outside, the distance no longer shows, and a bounded one keeps the arithmetic of clipping finite.
        return min(max(place, -1e9), 1e9)
    }

    /// Whether `value` lies strictly between the ends, where a line through it stands apart from the frame.
    func surrounds(_ value: Double) -> Bool {
        let place = place(of: value)
        return place > 0 && place < 1
    }

    /// With about half a row more at either end, where the ends are to stand in the middle of the first and the last of some rows.
    /// - Parameter dots: how many places a row has, one above the other; the middle is that at half of them.
    func withMargin(ofRows rows: Int, dots: Int) -> Scale {
        guard rows > 1 else { return self }
        let dot = 2 * ((upper / 2 - lower / 2) / Double(dots * (rows - 1))), above = dots / 2, below = dots - 1 - above
        let (bottom, top) = (lower - Double(below) * dot, upper + Double(above) * dot)
        return bottom.isFinite && top.isFinite ? Scale(lower: bottom, upper: top, isLogarithmic: isLogarithmic) : self
    }

    /// Round values between the ends.
    func ticks(about count: Int) -> Ticks {
        isLogarithmic ? Ticks(decades: lower...upper, about: count) : Ticks(covering: lower...upper, about: count)
    }
}

extension Scale {
    /// Exactly the given values, from end to end.
    static func spanning(_ extent: ClosedRange<Double>?) -> Scale {
        guard let extent else { return Scale(lower: 0, upper: 1) }
        return Scale(lower: extent.lowerBound, upper: extent.upperBound)
    }

    /// The given values with a small margin, ending at round numbers. The margin never crosses zero, and values that come near
    /// zero from one side stand on the zero line.
    static func comfortable(_ extent: ClosedRange<Double>?) -> Scale {
        let tight = spanning(extent)
        let (low, high) = (tight.lower, tight.upper)
        let margin = (high / 2 - low / 2) * 0.08
        guard let step = NiceStep(near: high / 20 - low / 20), margin.isFinite else { return tight }
        let lower = low >= 0 ? (low < high / 4 ? 0 : max(0, low - margin)) : low - margin
        let upper = high <= 0 ? (high > low / 4 ? 0 : min(0, high + margin)) : high + margin
        guard lower.isFinite, upper.isFinite else { return tight }
        return Scale(lower: step.floor(lower), upper: step.ceiling(upper))
    }

    /// The given positive values on a logarithmic scale, ending at 1, 2 or 5 times a power of ten.
    static func logarithmic(_ extent: ClosedRange<Double>?) -> Scale {
        guard let extent, extent.lowerBound > 0 else { return Scale(lower: -1, upper: 1, isLogarithmic: true) }
        let stops = [0, decadeLogarithm(2), decadeLogarithm(5), 1]
        let (low, high) = (decadeLogarithm(extent.lowerBound), decadeLogarithm(extent.upperBound))
        let (lowDecade, highDecade) = (low.rounded(.down), high.rounded(.down))
        let lower = lowDecade + (stops.last { $0 <= low - lowDecade + 1e-9 } ?? 0)
        let upper = highDecade + (stops.first { $0 >= high - highDecade - 1e-9 } ?? 1)
        guard lower < upper else { return Scale(lower: lower - 1, upper: upper + 1, isLogarithmic: true) }
        return Scale(lower: lower, upper: upper, isLogarithmic: true)
    }
}
