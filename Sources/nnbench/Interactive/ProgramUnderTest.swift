// The built nnrepl, started in a terminal of its own or at the end of a pipe.
import CPseudoTerminal

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Where nnrepl is, and what it is given.
struct ProgramUnderTest {
    let path: String

    struct NotFound: Error, CustomStringConvertible {
        let description: String
    }

    /// The nnrepl beside this program.
    init() throws {
        #if os(Linux)
            let name = "/proc/self/exe"
        #else
            let name = CommandLine.arguments[0]
        #endif
        guard let found = realpath(name, nil) else { throw NotFound(description: "this program's own path is not known") }
        defer { free(found) }
        let own = String(cString: found)
        path = (own.lastIndex(of: "/").map { own[...$0] } ?? "") + "nnrepl"
        guard access(path, X_OK) == 0 else {
            throw NotFound(description: "there is no nnrepl at \(path); build it first: swift build -c release --product nnrepl")
        }
    }

    /// A plain environment. No folder can be made inside /dev/null, so that no journal is left behind.
    private static let environment = ["TERM=xterm-256color", "LANG=C.UTF-8", "PATH=/usr/bin:/bin", "XDG_STATE_HOME=/dev/null"]

    /// Gives C the words of a command line and the environment.
    func withWords<T>(
        _ arguments: [String], _ body: (_ words: [UnsafeMutablePointer<CChar>?], _ environment: [UnsafeMutablePointer<CChar>?]) -> T
    ) -> T {
        let words = ([path] + arguments).map { strdup($0) } + [nil]
        let environment = Self.environment.map { strdup($0) } + [nil]
        defer { (words + environment).forEach { free($0) } }
        return body(words, environment)
    }

    struct Run {
        /// Seconds until the first byte of the answer, and until the end.
        let firstAnswer: Double
        let end: Double
        /// Processor time of the whole run, in seconds.
        let processorTime: Double
    }

    /// Runs it to its end through a pipe; nil if it cannot be started or does not answer.
    func run(_ arguments: [String]) -> Run? {
        var output: Int32 = -1
        let watch = Stopwatch()
        let process = withWords(arguments) { pt_start_piped(path, $0, $1, &output) }
        guard process > 0 else { return nil }
        defer { close(output) }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let firstCount = read(output, &buffer, buffer.count)
        let firstAnswer = watch.seconds
        while read(output, &buffer, buffer.count) > 0 {}
        var status: Int32 = 0
        var usage = rusage()
        wait4(process, &status, 0, &usage)
        let end = watch.seconds
        guard firstCount > 0, status == 0 else { return nil }
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
        return Run(firstAnswer: firstAnswer, end: end, processorTime: seconds(usage.ru_utime) + seconds(usage.ru_stime))
    }
}
