// Ctrl-C where there is no screen: it stops what runs. Where nothing runs, a conversation asks for the next line, and a program in a pipe
// ends as a shell expects it to.
import Language
import NeuralEngine
import Synchronization
import Workspaces

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Hears SIGINT. It has identity: there is one, and a thread of its own waits for the signal, so that nothing runs in a signal handler.
final class Interrupts: Sendable {
    /// The exit status of a run that was stopped, as shells count: 128 and the number of the signal.
    static let status: Int32 = 128 + SIGINT

    private let threads: Int
    private let progress: ProgressLine?
    private let state = Mutex(State())

    private struct State {
        var running: RunControl?
        /// What asks the learner for the next line; nil where nobody is asked.
        var ask: (@Sendable () -> Void)?
    }

    /// - Parameter progress: where it is shown how far what runs has come.
    init(threads: Int, progress: ProgressLine?) { (self.threads, self.progress) = (threads, progress) }

    /// A conversation begins, which Ctrl-C never ends.
    /// - Parameter ask: asks for the next line.
    func converse(ask: @escaping @Sendable () -> Void) { state.withLock { $0.ask = ask } }

    /// Hears the signal from now on.
    func listen() {
        // Who is started with the signal ignored, as shells do in the background, is not to hear it.
        let before = signal(SIGINT, SIG_DFL)
        guard unsafeBitCast(before, to: Int.self) != unsafeBitCast(SIG_IGN, to: Int.self) else {
            signal(SIGINT, SIG_IGN)
            return
        }
        var interrupts = Interrupts.signals
        pthread_sigmask(SIG_BLOCK, &interrupts, nil)
        let starter = Interrupts.number(of: pthread_self())
        inThread { [self] in
            // Where the system gives no thread, Ctrl-C does what it does to any program.
            guard Interrupts.number(of: pthread_self()) != starter else { return Interrupts.unblock() }
            while true {
                var interrupts = Interrupts.signals, number: Int32 = 0
                if sigwait(&interrupts, &number) == 0 { hear() }
            }
        }
    }

    /// Runs something that Ctrl-C stops. Returns what it gives, and whether it was asked to stop.
    func run<Result, Failure>(_ work: (RunControl) throws(Failure) -> Result) throws(Failure) -> (Result, wasStopped: Bool) {
        let control = RunControl(threads: threads)
        if let progress { control.watch(by: progress.show) }
        state.withLock { $0.running = control }
        defer { state.withLock { $0.running = nil } }
        let result = try work(control)
        return (result, control.isCancelled)
    }

    private func hear() {
        let (control, ask) = state.withLock { ($0.running, $0.ask) }
        if let control, ask != nil || !control.isCancelled { return control.cancel() }
        if let ask { return ask() }
        Interrupts.unblock()
        kill(getpid(), SIGINT)
    }

    private static func unblock() {
        var interrupts = signals
        pthread_sigmask(SIG_UNBLOCK, &interrupts, nil)
    }

    /// A thread as a number, whatever a system knows it by.
    private static func number<Thread>(of thread: Thread) -> UInt { unsafeBitCast(thread, to: UInt.self) }

    private static var signals: sigset_t {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        return signals
    }
}
