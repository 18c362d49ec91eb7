// What repeated measurements say: the usual case, the bad case, the worst case.

/// Measured values of one quantity, in one unit.
struct Distribution: Equatable {
    private let sorted: [Double]

    /// - Parameter values: at least one.
    init(_ values: [Double]) {
        precondition(!values.isEmpty, "there is something to describe")
        sorted = values.sorted()
    }

    var count: Int { sorted.count }
    var least: Double { sorted[0] }
    var most: Double { sorted[count - 1] }

    /// The middle value; the mean of the two in the middle if their number is even.
    var median: Double { (sorted[(count - 1) / 2] + sorted[count / 2]) / 2 }

    /// The least value that at least so many percent of all do not exceed (the nearest rank).
    func percentile(_ percent: Double) -> Double {
        let rank = (percent / 100 * Double(count)).rounded(.up)
        return sorted[min(max(Int(rank), 1), count) - 1]
    }
}
