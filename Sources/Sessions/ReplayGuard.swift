// What the end of the program says about a command that was being run again. A learner who ends `recover` with Ctrl-C, or a system that asks
// it to end, says nothing about it: its mark is taken away. A crash is the command's own doing: the mark becomes a certain one.

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The journal that is recovered, and the size that it has without its mark, which stands there; file -1 if there is none. Read by a handler
/// of signals: one thread writes it, before the signals are caught and after.
private nonisolated(unsafe) var guarded: (file: Int32, size: off_t) = (-1, 0)

/// What else is done about a signal, by its number: the screen is put back before the program dies.
private nonisolated(unsafe) let others: UnsafeMutablePointer<(@convention(c) (Int32) -> Void)?> = {
    let place = UnsafeMutablePointer<(@convention(c) (Int32) -> Void)?>.allocate(capacity: 65)
    place.initialize(repeating: nil, count: 65)
    return place
}()

enum ReplayGuard {
    private static let requests = [SIGINT, SIGTERM, SIGHUP]
    private static let crashes = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV]

    /// Catches the signals, those to end only if nobody else does.
    static func begin(_ file: Int32, size: Int) {
        guard guarded.file < 0 else { return }
        guarded = (file, off_t(size))
        for number in requests {
            let other = signal(number) { number in
                if guarded.file >= 0 { ftruncate(guarded.file, guarded.size) }
                signal(number, SIG_DFL)
                raise(number)
            }
            if other != nil { signal(number, other) }
        }
        catchCrashes()
    }

    private static func catchCrashes() {
        giveSignalStack()
        for number in crashes {
            others[Int(number)] = signal(number) { number in
                if guarded.file >= 0 { pwrite(guarded.file, Suspicion.certain, 1, guarded.size) }
                signal(number, others[Int(number)])
                raise(number)
            }
            var action = sigaction()
            sigaction(number, nil, &action)
            action.sa_flags |= SA_ONSTACK
            sigaction(number, &action, nil)
        }
    }

    /// A crash may be a stack that is full: the handler has one of its own. It stays, as the thread does.
    private static func giveSignalStack() {
        var stack = stack_t()
        guard sigaltstack(nil, &stack) == 0, stack.ss_sp == nil else { return }
        stack = stack_t()
        stack.ss_size = 64 << 10
        stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: 64 << 10, alignment: 16)
        sigaltstack(&stack, nil)
    }

    static func end(_ file: Int32) {
        guard file >= 0, guarded.file == file else { return }
        guarded.file = -1
        for number in crashes { signal(number, others[Int(number)]) }
    }
}
