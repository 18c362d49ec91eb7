// A learner who ends `recover` with Ctrl-C, or a system that ends it, says nothing about the command that runs: its mark is taken away.

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The journal that is recovered, and the size that it has without its mark; file -1 if there is none. Read by a handler of signals: one
/// thread writes it, before the signals are caught and after.
private nonisolated(unsafe) var guarded: (file: Int32, size: off_t) = (-1, 0)

enum ReplayGuard {
    private static let signals = [SIGINT, SIGTERM, SIGHUP]

    /// Catches the signals that nobody else does.
    static func begin(_ file: Int32, size: Int) {
        guard guarded.file < 0 else { return }
        guarded = (file, off_t(size))
        for number in signals {
            let other = signal(number) { number in
                if guarded.file >= 0 { ftruncate(guarded.file, guarded.size) }
                signal(number, SIG_DFL)
                raise(number)
            }
            if other != nil { signal(number, other) }
        }
    }

    static func end(_ file: Int32) { if guarded.file == file { guarded.file = -1 } }
}
