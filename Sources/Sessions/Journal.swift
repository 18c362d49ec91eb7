// The journal: every accepted command, on the disk as it happens, so that a crash or a power cut loses nothing.
import Language

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A file to which accepted commands are added one by one: itself a session without outputs.
public struct Journal: Sendable {
    public let path: String
    /// Whether writing works; after a first failure nothing more is tried.
    private(set) var isUsable = true

    /// More journals than this are not kept; the oldest go.
    private static let mostKept = 20

    /// The journal of this process, in the state folder. Nil if there is no place for it.
    public static func ofThisProcess() -> Journal? {
        guard let folder, (try? Files.makeDirectory(folder, nil)) != nil else { return nil }
        for old in leftBehind().dropLast(mostKept) { old.discard() }
        return Journal(path: "\(folder)/\(getpid())-\(time(nil)).nns")
    }

    init(path: String) { self.path = path }

    /// An empty journal beside this one, for another session of this process.
    var successor: Journal { Journal(path: path.dropLast(4) + "-next.nns") }

    mutating func append(command: String) { append(line: "> " + command) }

    /// Where the next line begins, in bytes.
    var end: Int { Files.size(of: path) }

    /// Writes the command that would do what one has done that still runs; a later word about it takes its place. So the journal is true at
    /// every moment, and nothing in it is written twice.
    func write(soFar command: String, from start: Int) {
        if isUsable { _ = Files.write(line: "> " + command, to: path, from: start) }
    }

    /// Adds a command that has ended, in the place of what was written of it while it ran.
    mutating func append(command: String, from start: Int) {
        if isUsable { isUsable = Files.write(line: "> " + command, to: path, from: start) }
    }

    /// Forgets what was written of a command that has failed: it has changed nothing.
    func forget(from start: Int) {
        if isUsable && end > start { Files.cut(path, to: start) }
    }

    mutating func append(narrative: String) { append(line: "# " + narrative) }

    /// Adds all that a transcript holds, without outputs.
    mutating func append(_ transcript: Transcript) {
        let text = transcript.withoutOutputs.text
        if !text.isEmpty { append(line: String(text.dropLast())) }
    }

    private mutating func append(line: String) {
        if isUsable { isUsable = Files.append(line, to: path) }
    }

    /// What it holds. A last line without its end was cut off while it was written, and is left out.
    func transcript() throws(CommandError) -> Transcript {
        let text = try Files.text(of: path, column: nil)
        let whole = text.lastIndex(of: "\n").map { text[...$0] } ?? ""
        do {
            return try Transcript(reading: String(whole), path: path)
        } catch {
            throw CommandError(error.message, hint: error.hint)
        }
    }

    /// Removes the journal: what it held is saved elsewhere.
    public func discard() { Files.remove(path) }

    private static var folder: String? { StateFolder.path.map { $0 + "/journal" } }

    /// The newest journal whose program is gone: what a crash or an end without saving has left. Nil if there is none.
    static func newestLeftBehind(in folder: String? = folder) -> Journal? { leftBehind(in: folder).last }

    /// Marks a journal that the learner knows of: left without saving, or told of.
    private static let mark = "-known.nns"

    /// Marks the journal as known: nobody needs to be told of it.
    func markKnown() {
        if !path.hasSuffix(Self.mark) { Files.rename(path, to: path.dropLast(4) + Self.mark) }
    }

    /// A word about the session that the last program has left in a crash; nil if it ended well, or if it has been told of before.
    public static func newsOfUnfinished() -> String? { newsOfUnfinished(in: folder) }

    static func newsOfUnfinished(in folder: String?) -> String? {
        guard let left = newestLeftBehind(in: folder), !left.path.hasSuffix(mark) else { return nil }
        defer { left.markKnown() }
        return "an unfinished session from \(left.timeText): nnrepl recover goes on with it"
    }

    /// When it was written to last: `13:28`, or with the day if that was not today.
    var timeText: String {
        var then = tm(), today = tm(), moment = changeTime.0, now = time(nil)
        localtime_r(&moment, &then)
        localtime_r(&now, &today)
        let isToday = then.tm_year == today.tm_year && then.tm_yday == today.tm_yday
        var text = [CChar](repeating: 0, count: 32)
        let length = strftime(&text, text.count, isToday ? "%H:%M" : "%Y-%m-%d %H:%M", &then)
        return String(decoding: text.prefix(length).map(UInt8.init), as: UTF8.self)
    }

    /// The journals whose programs are gone, the oldest first.
    private static func leftBehind(in folder: String? = folder) -> [Journal] {
        guard let folder else { return [] }
        let left = Files.names(in: folder).filter { name in
            guard name.hasSuffix(".nns"), let process = Int32(name.prefix { $0.isNumber }) else { return false }
            return kill(process, 0) != 0 && errno == ESRCH
        }
        return left.map { Journal(path: "\(folder)/\($0)") }.map { ($0, $0.changeTime) }.sorted { $0.1 < $1.1 }.map(\.0)
    }

    /// When it was written to last, in seconds and nanoseconds.
    private var changeTime: (Int, Int) {
        var status = stat()
        stat(path, &status)
        #if canImport(Darwin)
            return (status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec)
        #else
            return (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
        #endif
    }
}
