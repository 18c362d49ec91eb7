// Sessions that were left behind: by a crash, or on purpose without being saved. `nnrepl recover` lists them and goes on with one.
import Documents
import Language

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A journal that no living program holds.
public struct LeftSession: Sendable {
    let path: String
    /// When it was written to last, in seconds and nanoseconds.
    let time: (Int, Int)
    /// Its commands and narrative. A last line without its end was cut off while it was written, and is left out.
    let transcript: Transcript
    /// The lines of commands that have ended the program when they were run again.
    let suspects: Set<Int>

    static let leftEnding = "-left.nns"
    /// Of a crash that the learner was told of.
    private static let toldEnding = "-told.nns"
    /// Endings of those left on purpose; the second is that of earlier versions.
    private static let leftEndings = [leftEnding, "-known.nns"]
    /// More than so many are not kept; those that were left on purpose go first, then the oldest.
    private static let mostKept = 50

    /// Whether a crash has left it.
    var isCrash: Bool { !Self.leftEndings.contains { path.hasSuffix($0) } }
    private var isTold: Bool { path.hasSuffix(Self.toldEnding) }

    /// All of them, the newest first; those that hold no command aside.
    public static func all() -> [LeftSession] { all(in: Journal.folder) }

    static func all(in folder: String?) -> [LeftSession] {
        guard let folder else { return [] }
        let paths = Files.names(in: folder).filter { $0.hasSuffix(".nns") }.map { "\(folder)/\($0)" }
        return paths.compactMap { HeldJournal.hold($0)?.session }.filter { !$0.transcript.commands.isEmpty }.sorted { $0.time > $1.time }
    }

    static func thinOut(in folder: String) {
        guard Files.names(in: folder).count > mostKept else { return }
        let left = all(in: folder)
        let worth = left.filter(\.isCrash) + left.filter { !$0.isCrash }
        for old in worth.dropFirst(mostKept) { HeldJournal.hold(old.path)?.remove() }
    }

    /// The one that `recover` goes on with when it is not told which: the newest, unless that would pass over one that a crash has left.
    public static func offered(of all: [LeftSession]) -> LeftSession? { all.dropFirst().contains(where: \.isCrash) ? nil : all.first }

    /// A word about what crashes have left; nil if there is nothing that has not been told of before.
    public static func news() -> String? { news(in: Journal.folder) }

    static func news(in folder: String?) -> String? {
        let all = all(in: folder), crashed = all.filter(\.isCrash)
        guard let newest = crashed.first(where: { !$0.isTold }) else { return nil }
        for session in crashed where !session.isTold {
            Files.rename(session.path, to: session.path.dropLast(4) + toldEnding)
        }
        let what = crashed.count == 1 ? "an unfinished session" : "\(crashed.count) unfinished sessions, the newest"
        return "\(what) from \(newest.timeText): nnrepl recover \(offered(of: all) == nil ? "lists them" : "goes on with it")"
    }

    /// What can be recovered, with the numbers that `recover` takes.
    public static func list(_ all: [LeftSession]) -> Reply {
        let rows = all.enumerated().map { number, session in
            [
                "\(number + 1)", session.timeText, session.isCrash ? "not ended" : "left", "\(session.transcript.commands.count)",
                session.networkText, session.transcript.lastCommand.map { String($0.text.prefix(40)) } ?? "",
            ]
        }
        let table = Table(
            header: ["", "time", "how", "commands", "network", "last command"], rows: rows,
            alignRight: [true, false, false, true, false, false])
        return Reply(
            [.table(table), .note("nnrepl recover N goes on with one of them")],
            values: [.init("sessions", .array(all.map { .string($0.transcript.lastCommand?.text ?? "") }))])
    }

    /// The last command that built the network.
    private var networkText: String {
        let building = transcript.commands.last { CommandTable.manner(of: $0)?.buildsNetwork == true }
        return building.map { String($0.prefix(24)) } ?? "none"
    }

    /// When it was written to last: `13:28`, or with the day if that was not today.
    var timeText: String {
        var then = tm(), today = tm(), moment = time_t(time.0), now = systemTime(nil)
        localtime_r(&moment, &then)
        localtime_r(&now, &today)
        let isToday = then.tm_year == today.tm_year && then.tm_yday == today.tm_yday
        var text = [CChar](repeating: 0, count: 32)
        let length = strftime(&text, text.count, isToday ? "%H:%M" : "%Y-%m-%d %H:%M", &then)
        return String(decoding: text.prefix(length).map(UInt8.init), as: UTF8.self)
    }

    /// How a journal says that the command of a line is being run again.
    static func mark(_ command: Transcript.Command) -> String { "! \(command.line)\n" }

    fileprivate init?(reading bytes: ArraySlice<UInt8>, path: String, time: (Int, Int)) {
        // A journal is recovered whatever a fault of the disk has made of some byte of it.
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        suspects = Set(lines.compactMap { $0.hasPrefix("! ") ? Int($0.dropFirst(2)) : nil })
        guard let transcript = try? Transcript(reading: lines.joined(separator: "\n"), path: path) else { return nil }
        (self.path, self.time, self.transcript) = (path, time, transcript)
    }
}

/// time(2), which has the name of a property above.
private func systemTime(_ place: UnsafeMutablePointer<time_t>?) -> time_t { time(place) }

/// A left journal while it is read or recovered: nobody else can take it meanwhile. A class, for the lock goes with it.
final class HeldJournal {
    private let descriptor: Int32
    private let path: String
    /// Where the next mark is written: behind the last whole line.
    private let end: Int
    let session: LeftSession?

    private init(_ descriptor: Int32, _ path: String, _ end: Int, _ session: LeftSession?) {
        (self.descriptor, self.path, self.end, self.session) = (descriptor, path, end, session)
    }

    /// Holds a journal; nil if it is gone, or a living program or another `recover` holds it.
    static func hold(_ path: String) -> HeldJournal? {
        var file = open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        if file < 0 { file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
        guard file >= 0 else { return nil }
        var status = stat()
        guard flock(file, LOCK_EX | LOCK_NB) == 0, fstat(file, &status) == 0, status.st_nlink > 0, status.st_mode & S_IFMT == S_IFREG,
            let bytes = Files.bytes(of: file)
        else {
            close(file)
            return nil
        }
        #if canImport(Darwin)
            let time = (Int(status.st_mtimespec.tv_sec), Int(status.st_mtimespec.tv_nsec))
        #else
            let time = (Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec))
        #endif
        let end = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return HeldJournal(file, path, end, LeftSession(reading: bytes[..<end], path: path, time: time))
    }

    deinit {
        ReplayGuard.end(descriptor)
        close(descriptor)
    }

    /// Notes that a command is about to be run again, so that it is left out next time if it ends the program. The system keeps the note
    /// when the program is gone; a power cut, which may lose it, is not the work of a command.
    func mark(_ command: Transcript.Command) {
        ReplayGuard.begin(descriptor, size: end)
        let bytes = Array(LeftSession.mark(command).utf8)
        if Files.write(bytes, to: descriptor, at: end) { ftruncate(descriptor, off_t(end + bytes.count)) }
    }

    func unmark() {
        ftruncate(descriptor, off_t(end))
        ReplayGuard.end(descriptor)
    }

    func remove() { Files.remove(path) }
}
