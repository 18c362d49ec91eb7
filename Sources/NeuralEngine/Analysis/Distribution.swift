// How numbers are spread: counts in bins of equal width.

/// Counts of numbers in bins of equal width from the least to the greatest. Numbers that are not finite are in no bin and counted apart.
public struct Distribution: Sendable, Equatable {
    public let low: Double
    public let high: Double
    public let counts: [Int]
    public let mean: Double
    /// How many were no number, and how many infinite.
    public let nanCount: Int
    public let infiniteCount: Int

    /// - Parameter bins: one at least.
    public init(of values: some Collection<Double>, bins: Int = 24) {
        guard let spread = Distribution(of: values, bins: bins, unless: { false }) else { preconditionFailure("nothing asks it to stop") }
        self = spread
    }

    /// The same; nil if it was asked to stop on the way.
    public init?(of values: some Collection<Double>, bins: Int = 24, unless isToStop: () -> Bool) {
        let bins = max(1, bins)
        var seen = 0
        func goesOn() -> Bool {
            seen += 1
            return !seen.isMultiple(of: Self.numbersALook) || !isToStop()
        }
        var (low, high, sum, count, nans) = (Double.infinity, -Double.infinity, 0.0, 0, 0)
        for value in values {
            guard goesOn() else { return nil }
            guard value.isFinite else {
                if value.isNaN { nans += 1 }
                continue
            }
            (low, high) = (min(low, value), max(high, value))
            sum += value
            count += 1
        }
        (nanCount, infiniteCount) = (nans, values.count - count - nans)
        guard count > 0 else {
            (self.low, self.high, counts, mean) = (0, 0, [Int](repeating: 0, count: bins), 0)
            return
        }
        var counts = [Int](repeating: 0, count: bins)
        // Halves: the width of a huge range need not be a finite number.
        let width = high / 2 - low / 2
        for value in values where value.isFinite {
            guard goesOn() else { return nil }
            let share = width > 0 ? (value / 2 - low / 2) / width : 0.5
            counts[min(bins - 1, Int(share * Double(bins)))] += 1
        }
        (self.low, self.high, self.counts, mean) = (low, high, counts, sum / Double(count))
    }

    /// Numbers that take some milliseconds.
    private static let numbersALook = 1 << 16

    /// The borders of the bins, one more than there are bins.
    public var edges: [Double] {
        (0...counts.count).map { i in
            let share = Double(i) / Double(counts.count)
            return low * (1 - share) + high * share
        }
    }
}
