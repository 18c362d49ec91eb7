// The file of a journal: held by a lock as long as its session lives, written to the disk line by line, and tried again when that fails.
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A file that one living session writes, and that others can see to be in use.
///
/// It is made with its first line. Lines that could not be written are kept, and written before the next one.
final class JournalFile: Sendable {
    private let state: Mutex<State>

    fileprivate struct State {
        var path: String
        var descriptor: Int32?
        /// Bytes that are on the disk for good; what stands behind them is to be overwritten.
        var end = 0
        /// Bytes behind those that are there only until the command under way has ended. What is then written begins with them as a rule.
        var passing: [UInt8] = []
        /// When such bytes were last seen to be on the disk.
        var synced = ContinuousClock.now
        /// Lines that are not yet there.
        var unwritten: [UInt8] = []
        /// Why they are not.
        var trouble: String?
        /// The trouble that was told of last.
        var told: String?
        /// Whether its name is still one that `recover` does not know.
        var isPart = false
    }

    /// - Parameters:
    ///   - path: Where it is to be; empty if there is no place for it.
    ///   - trouble: Why it cannot be written as things are.
    init(path: String, trouble: String? = nil) { state = Mutex(State(path: path, trouble: trouble)) }

    deinit { state.withLock { if let descriptor = $0.descriptor { close(descriptor) } } }

    /// Where it is, or is to be.
    var path: String { state.withLock { $0.path } }

    /// Why the last lines are not on the disk; nil if all are.
    var trouble: String? { state.withLock { $0.trouble } }

    enum News { case trouble(String), mended }

    /// What has become of the file since this was asked last; nil if nothing has.
    func takeNews() -> News? {
        state.withLock { state in
            guard state.told != state.trouble else { return nil }
            state.told = state.trouble
            return state.trouble.map(News.trouble) ?? .mended
        }
    }

    /// What the name of a journal ends with before it takes the place of another one.
    static let partEnding = ".part"

    /// Writes the first lines of a journal, and a mark of what is run again, which says more if the program crashes, into a file that comes to
    /// light only when it is whole: the old journal is given the new one's name, and is then replaced by it.
    func append(_ text: String, mark: String?, inPlaceOf old: String) {
        state.withLock { state in
            state.isPart = state.descriptor == nil
            defer { state.isPart = false }
            state.unwritten += Array(text.utf8)
            let isWritten = state.write()
            if isWritten, let mark {
                state.put(passing: mark)
                if let descriptor = state.descriptor { ReplayGuard.begin(descriptor, size: state.end) }
            }
            guard state.isPart else { return isWritten ? Files.remove(old) : () }
            guard state.descriptor != nil else { return }
            if isWritten { Files.rename(old, to: state.path) }
            Files.rename(state.path + Self.partEnding, to: state.path)
        }
    }

    /// Adds lines for good, each with its end.
    func append(_ text: String) {
        state.withLock { state in
            state.unwritten += Array(text.utf8)
            state.write()
        }
    }

    /// Writes a line that the next one is to overwrite.
    func put(passing line: String) { state.withLock { $0.put(passing: line) } }

    /// Writes a line behind such lines.
    func add(passing line: String) { state.withLock { $0.add(passing: line) } }

    func removeMark() {
        state.withLock { ReplayGuard.end($0.descriptor ?? -1) }
        removePassing()
    }

    /// Takes away what was to be overwritten.
    func removePassing() {
        state.withLock { state in
            state.passing = []
            if let descriptor = state.descriptor { ftruncate(descriptor, off_t(state.end)) }
        }
    }

    func rename(to path: String) {
        state.withLock { state in
            guard state.descriptor != nil else { return }
            Files.rename(state.path, to: path)
            state.path = path
        }
    }

    /// Removes the file. A line that comes later makes a new one.
    func remove() {
        state.withLock { state in
            guard let descriptor = state.descriptor else { return }
            Files.remove(state.path)
            close(descriptor)
            (state.descriptor, state.end, state.passing, state.unwritten) = (nil, 0, [], [])
        }
    }
}

extension JournalFile.State {
    fileprivate mutating func put(passing line: String) {
        guard unwritten.isEmpty || write(), let descriptor = openFile() else { return }
        let bytes = Array(line.utf8)
        passing = []
        guard Files.write(bytes, to: descriptor, at: end) else { return }
        ftruncate(descriptor, off_t(end + bytes.count))
        passing = bytes
        synchronise(descriptor)
    }

    fileprivate mutating func add(passing line: String) {
        let bytes = Array(line.utf8)
        guard let descriptor, !passing.isEmpty, Files.write(bytes, to: descriptor, at: end + passing.count) else { return }
        passing += bytes
        if synced.duration(to: .now) >= Self.cheap { synchronise(descriptor) }
    }

    /// What is found in less time than this is found again sooner than a disk takes it: it waits for what comes next.
    private static let cheap = Duration.milliseconds(100)

    private mutating func synchronise(_ descriptor: Int32) {
        fsync(descriptor)
        synced = .now
    }

    /// Writes what is not yet on the disk. Returns false if that cannot be done.
    @discardableResult
    fileprivate mutating func write() -> Bool {
        guard !path.isEmpty else { return false }
        let there = unwritten.starts(with: passing) ? passing.count : 0
        passing = []
        guard let descriptor = openFile(), Files.write(Array(unwritten[there...]), to: descriptor, at: end + there),
            ftruncate(descriptor, off_t(end + unwritten.count)) == 0, fsync(descriptor) == 0
        else {
            trouble = String(cString: strerror(errno)).lowercased()
            return false
        }
        (end, unwritten, trouble) = (end + unwritten.count, [], nil)
        return true
    }

    /// The file, made and locked if it is not there yet: never one that was there before, and never through a link.
    fileprivate mutating func openFile() -> Int32? {
        if let descriptor { return descriptor }
        if let slash = path.lastIndex(of: "/"), (try? Files.makeDirectory(String(path[..<slash]), nil)) == nil { return nil }
        let stem = path.hasSuffix(".nns") ? String(path.dropLast(4)) : path
        for number in 1...1000 {
            let candidate = number == 1 ? path : "\(stem)-\(number).nns"
            if isPart && Files.exists(candidate) { continue }
            let name = isPart ? candidate + JournalFile.partEnding : candidate
            let file = open(name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
            if file < 0 && errno == EEXIST { continue }
            guard file >= 0 else { return nil }
            flock(file, LOCK_EX | LOCK_NB)
            (descriptor, path) = (file, candidate)
            return file
        }
        return nil
    }
}
