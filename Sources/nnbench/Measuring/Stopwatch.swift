// Time that passes.

/// Runs from the moment it is made.
struct Stopwatch {
    private static let clock = ContinuousClock()
    private let start = Stopwatch.clock.now

    /// Seconds since the start.
    var seconds: Double {
        let passed = (Stopwatch.clock.now - start).components
        return Double(passed.seconds) + Double(passed.attoseconds) * 1e-18
    }

    /// How many seconds some work takes.
    static func time(_ work: () -> Void) -> Double {
        let watch = Stopwatch()
        work()
        return watch.seconds
    }
}
