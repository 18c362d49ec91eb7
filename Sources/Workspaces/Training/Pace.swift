// A training that is watched may be slowed down, so that the eye can follow: it waits between its epochs.
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Holds epochs back until their time has come.
struct Pace {
    private let clock = ContinuousClock()
    private var next: ContinuousClock.Instant?

    /// Waits until the next epoch may begin, at so many a second. Somebody who asks to stop, or for another pace, need not wait.
    mutating func wait(_ control: RunControl) {
        while let pace = control.pace, pace > 0, !control.isCancelled {
            let now = clock.now, begin = next ?? now, interval = Duration.seconds(min(1 / pace, Self.longest))
            // Somebody who made it slower does not wait for what was due, nor is what was held up made up for.
            guard now < begin, begin - now <= interval else {
                next = max(begin, now - .milliseconds(50)) + interval
                return
            }
            Self.sleep(min(begin - now, .milliseconds(10)))
        }
        next = nil
    }

    /// Seconds between two epochs at most: a year is as good as for ever.
    private static let longest = 3e7

    private static func sleep(_ duration: Duration) {
        var time = timespec(tv_sec: 0, tv_nsec: Int(duration.components.attoseconds / 1_000_000_000))
        nanosleep(&time, nil)
    }
}
