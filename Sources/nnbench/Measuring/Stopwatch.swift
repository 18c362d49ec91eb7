// Time that passes, and time that the processor spends.

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

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

    /// How many seconds all processors together spend on this program during some work: other programs do not count.
    static func processorTime(_ work: () -> Void) -> Double {
        let before = processorTimeOfThisProgram
        work()
        return processorTimeOfThisProgram - before
    }

    static var processorTimeOfThisProgram: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
