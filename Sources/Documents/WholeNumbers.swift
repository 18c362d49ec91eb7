// Fractions as whole numbers.

extension FixedWidthInteger {
    /// The whole number nearest to a value, of two equally near the one away from 0; the least or the greatest that there is where the
    /// value lies beyond, and 0 where it is no number.
    public init(nearest value: Double) {
        let rounded = value.rounded()
        self = Self(exactly: rounded) ?? (rounded.isNaN ? 0 : rounded < 0 ? .min : .max)
    }
}
