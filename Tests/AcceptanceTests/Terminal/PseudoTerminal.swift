// The built program in a terminal of its own: keys go in, the screen comes out.
import CPseudoTerminal
import Foundation
import Testing

/// The program, started in a pseudo-terminal. It has identity: a process and a file.
final class PseudoTerminal {
    private(set) var screen: Emulator
    /// The program, and what waits for it as a shell does.
    let process: pid_t
    private let shell: pid_t
    private var master: Int32
    private let slave: Int32
    /// What the terminal was like before the program began.
    let originalModes: TerminalModes
    private var exitStatus: Int32?
    private let folder: TemporaryFolder
    /// Where the program keeps its state, as XDG_STATE_HOME says.
    var stateFolder: String { folder.path }

    /// Starts `nnrepl arguments` with nothing in its environment but what is said here, for a learner who has been here before.
    /// - Parameter shell: what a shell does that becomes the program: `ulimit -f 1; exec "$0" "$@"`.
    init(
        _ arguments: [String] = [], columns: Int = 80, rows: Int = 24, environment: [String: String] = [:], isFirstStart: Bool = false,
        in place: String = Program.packageFolder, shell: String? = nil
    ) throws {
        folder = try TemporaryFolder()
        if !isFirstStart { try FileManager.default.createDirectory(atPath: folder.path + "/nnrepl", withIntermediateDirectories: true) }
        var other: Int32 = -1
        master = pt_open(Int32(columns), Int32(rows), &other)
        // Kept open, so that the terminal outlives the program and its modes can be looked at.
        slave = other
        guard master >= 0 else { throw Failure.noTerminal }
        originalModes = TerminalModes(of: slave)
        screen = Emulator(columns: columns, rows: rows)

        var variables = [
            "TERM": "xterm-256color", "LANG": "C.UTF-8", "XDG_STATE_HOME": folder.path, "PATH": "/usr/bin:/bin", "HOME": folder.path,
        ]
        variables.merge(environment) { $1 }
        let start = shell.map { ["/bin/sh", "-c", $0, Program.path] } ?? [Program.path]
        var words = (start + arguments).map { strdup($0) } + [nil]
        var settings = variables.map { strdup("\($0)=\($1)") } + [nil]
        defer { (words + settings).forEach { free($0) } }
        var job: pid_t = 0
        self.shell = pt_start(slave, start[0], &words, &settings, place, &job)
        process = job
        guard self.shell > 0 else { throw Failure.notStarted }
    }

    deinit {
        if exitStatus == nil {
            kill(process, SIGKILL)
            kill(shell, SIGCONT)
            waitpid(shell, nil, 0)
        }
        close(master)
        close(slave)
    }

    enum Failure: Error { case noTerminal, notStarted }

    // MARK: Hands

    /// Presses keys; `\r` is Enter.
    func type(_ keys: String) {
        let bytes = Array(keys.utf8)
        bytes.withUnsafeBytes { _ = write(master, $0.baseAddress, $0.count) }
    }

    /// Clicks on a cell: the button goes down and comes up in one burst.
    func click(x: Int, y: Int) { mouse([(.down, x, y), (.up, x, y)]) }

    /// Drags from one cell to another in one burst, as it comes over a slow line.
    func drag(from start: (x: Int, y: Int), to end: (x: Int, y: Int), letsGo: Bool) {
        mouse([(.down, start.x, start.y), (.moved, end.x, end.y)] + (letsGo ? [(.up, end.x, end.y)] : []))
    }

    /// What the left button and the mouse do.
    private enum Mouse { case down, moved, up }

    private func mouse(_ reports: [(what: Mouse, x: Int, y: Int)]) {
        wait("the mouse to be asked for") { $0.modes.isSuperset(of: [1002, 1006]) }
        type(reports.map { "\u{1B}[<\($0.what == .moved ? 32 : 0);\($0.x + 1);\($0.y + 1)\($0.what == .up ? "m" : "M")" }.joined())
    }

    func resize(columns: Int, rows: Int) {
        screen.resize(columns: columns, rows: rows)
        pt_resize(master, Int32(columns), Int32(rows))
    }

    func send(_ signal: Int32) { kill(process, signal) }

    /// Brings the program back after it was suspended, as `fg` does.
    func foreground() { kill(shell, SIGCONT) }

    /// What a shell does to the terminal of a job that was stopped from outside: lines are typed and echoed again, and it writes a prompt.
    func takeTerminalBack() {
        var modes = termios()
        tcgetattr(slave, &modes)
        modes.c_lflag |= tcflag_t(ICANON | ECHO | ISIG)
        modes.c_iflag |= tcflag_t(ICRNL)
        tcsetattr(slave, TCSANOW, &modes)
        let prompt = Array("\u{1B}[H\u{1B}[2J\u{1B}[?1002lstopped\r\n$ ".utf8)
        prompt.withUnsafeBytes { _ = write(slave, $0.baseAddress, $0.count) }
    }

    // MARK: Eyes

    /// Looks until the screen satisfies a condition. Time in which these tests themselves could not run does not count.
    @discardableResult
    func wait(_ what: String, seconds: Double = 30, location: SourceLocation = #_sourceLocation, until isSo: (Emulator) -> Bool) -> Bool {
        var patience = seconds, last = Date()
        while !isSo(screen) {
            let now = Date()
            (patience, last) = (patience - min(now.timeIntervalSince(last), 1), now)
            guard patience > 0, look(milliseconds: 50) else {
                Issue.record("waited in vain for \(what); the screen:\n\(text)", sourceLocation: location)
                return false
            }
        }
        return true
    }

    /// Looks until the screen shows a text.
    @discardableResult
    func wait(for text: String, location: SourceLocation = #_sourceLocation) -> Bool {
        wait("'\(text)'", location: location) { $0.lines.contains { $0.contains(text) } }
    }

    var text: String { screen.lines.joined(separator: "\n") }

    var modes: TerminalModes { TerminalModes(of: slave) }

    /// Takes what the program has written. Returns false when there will be no more.
    private func look(milliseconds: Int32) -> Bool {
        guard pt_is_ready(master, milliseconds) != 0 else { return true }
        var bytes = [UInt8](repeating: 0, count: 65536), count = 0
        // A picture comes in several pieces.
        repeat {
            let more = read(master, &bytes[count], bytes.count - count)
            guard more > 0 else { return false }
            count += more
        } while count < bytes.count && pt_is_ready(master, 0) != 0
        screen.take(bytes[..<count])
        return true
    }

    private func lookAtTheRest() { while pt_is_ready(master, 20) != 0 { _ = look(milliseconds: 0) } }

    // MARK: The end

    /// How a process ended.
    enum Ending: Equatable { case status(Int32), signal(Int32), stillRunning }

    /// Waits for the program to end.
    func ending(seconds: Double = 20) -> Ending {
        let end = Date().addingTimeInterval(seconds)
        var status: Int32 = 0
        while exitStatus == nil {
            _ = look(milliseconds: 10)
            // What waits for it must not sleep when it ends.
            kill(shell, SIGCONT)
            if waitpid(shell, &status, WNOHANG) == shell { exitStatus = status }
            if Date() > end { return .stillRunning }
        }
        lookAtTheRest()
        let word = exitStatus ?? 0
        return word & 0x7F == 0 ? .status(word >> 8 & 0xFF) : .signal(word & 0x7F)
    }

    /// The terminal is gone: its window was closed, its line was cut. As the shell does not care, nobody sends a signal.
    func hangUp() {
        close(master)
        master = -1
    }

    /// Whether the program has been stopped, as Ctrl-Z does.
    func isStopped(seconds: Double = 10) -> Bool {
        let end = Date().addingTimeInterval(seconds)
        var status: Int32 = 0
        while Date() < end {
            _ = look(milliseconds: 10)
            guard waitpid(shell, &status, WNOHANG | WUNTRACED) == shell else { continue }
            lookAtTheRest()
            return status & 0xFF == 0x7F
        }
        return false
    }
}

/// How a terminal treats what is typed and written.
struct TerminalModes: Equatable {
    let input: UInt, output: UInt, control: UInt, local: UInt

    init(of file: Int32) {
        var modes = termios()
        tcgetattr(file, &modes)
        (input, output, control, local) = (UInt(modes.c_iflag), UInt(modes.c_oflag), UInt(modes.c_cflag), UInt(modes.c_lflag))
    }
}
