// nnrepl in a pseudo-terminal: keys go in, bytes come out, and its processor time can be read at any moment.
import CPseudoTerminal

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A running program with a terminal. It has identity: a process and a file. Ends when nobody needs it any more.
final class TerminalProgram {
    private let master: Int32
    private let slave: Int32
    private let shell: pid_t
    private let process: pid_t
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    /// All bytes that the program has written so far.
    private(set) var byteCount = 0

    enum Failure: Error, CustomStringConvertible {
        case noTerminal, notStarted, ended
        case noAnswer(String)

        var description: String {
            switch self {
            case .noTerminal: "no pseudo-terminal can be had"
            case .notStarted: "nnrepl cannot be started in a pseudo-terminal"
            case .ended: "nnrepl has ended by itself"
            case .noAnswer(let what): what
            }
        }
    }

    init(_ program: ProgramUnderTest, columns: Int, rows: Int) throws {
        var other: Int32 = -1
        master = pt_open(Int32(columns), Int32(rows), &other)
        slave = other
        guard master >= 0 else { throw Failure.noTerminal }
        var job: pid_t = 0
        let terminal = slave
        shell = program.withWords([]) { pt_start(terminal, program.path, $0, $1, "/", &job) }
        process = job
        guard shell > 0 else { throw Failure.notStarted }
        takeOutput(seconds: 0.3)
    }

    deinit {
        kill(process, SIGKILL)
        waitpid(shell, nil, 0)
        close(master)
        close(slave)
    }

    /// Processor time used so far by all its threads, in seconds.
    func processorTime() throws -> Double {
        let nanoseconds = pt_processor_time(process)
        guard nanoseconds >= 0 else { throw Failure.ended }
        return Double(nanoseconds) * 1e-9
    }

    func type(_ keys: String) {
        let bytes = Array(keys.utf8)
        _ = write(master, bytes, bytes.count)
    }

    /// Types a line and waits until the screen is quiet.
    func enter(_ line: String) {
        type(line + "\r")
        waitForQuiet()
    }

    /// Takes what is written for so long.
    func takeOutput(seconds: Double) {
        let watch = Stopwatch()
        while watch.seconds < seconds { _ = take(seconds: seconds - watch.seconds) }
    }

    /// Takes what is written until nothing has come for 60 ms.
    func waitForQuiet() {
        while !take(seconds: 0.06).isEmpty {}
    }

    /// Types a key and waits for its echo. Returns the seconds from the write of the byte to the arrival of the echo.
    ///
    /// - Parameter key: an ASCII character that appears in nothing else that the program may write meanwhile.
    func echo(of key: Character) throws -> Double {
        let watch = Stopwatch()
        type(String(key))
        while watch.seconds < 10 {
            if take(seconds: 1).contains(where: { $0 == key.asciiValue }) { return watch.seconds }
        }
        throw Failure.noAnswer("the key \(key) had no echo within 10 seconds")
    }

    /// What comes within the time, as soon as something comes; empty if nothing does.
    private func take(seconds: Double) -> ArraySlice<UInt8> {
        guard pt_is_ready(master, Int32(max(1, (seconds * 1000).rounded(.up)))) != 0 else { return [] }
        let count = max(0, read(master, &buffer, buffer.count))
        byteCount += count
        return buffer[..<count]
    }
}
