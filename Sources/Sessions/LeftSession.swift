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
    /// The lines of commands that are not run again, and why.
    let suspects: [Int: Suspicion]

    static let leftEnding = "-left.nns"
    /// Of a crash that the learner was told of.
    private static let toldEnding = "-told.nns"
    /// Endings of those left on purpose; the second is that of earlier versions.
    private static let leftEndings = [leftEnding, "-known.nns"]
    /// Of those that were left on purpose no more than so many are kept.
    private static let mostKept = 50

    /// Whether a crash has left it.
    var isCrash: Bool { !Self.leftEndings.contains { path.hasSuffix($0) } }
    private var isTold: Bool { path.hasSuffix(Self.toldEnding) }

    /// What a folder of journals holds.
    public struct Shelf: Sendable {
        /// The newest first; those that hold no command aside.
        public fileprivate(set) var sessions: [LeftSession] = []
        /// Why some journals cannot be read, a word for each. They stay as they are.
        public fileprivate(set) var unreadable: [String] = []
    }

    /// All that this user has.
    /// - Throws: an error if there is a folder that cannot be read: nobody knows then whether there is something to recover.
    public static func all() throws(CommandError) -> Shelf { try all(in: Journal.folder) }

    static func all(in folder: String?) throws(CommandError) -> Shelf {
        var shelf = Shelf()
        guard let folder else { return shelf }
        for name in try Files.names(inReadable: folder) where name.hasSuffix(".nns") {
            do throws(CommandError) {
                let session = try HeldJournal.hold("\(folder)/\(name)")?.session
                if let session, !session.transcript.commands.isEmpty { shelf.sessions.append(session) }
            } catch {
                shelf.unreadable.append(error.message)
            }
        }
        shelf.sessions.sort { $0.time > $1.time }
        return shelf
    }

    /// Removes the oldest of those that were left on purpose where there are too many. What a crash has left stays until it is recovered.
    static func thinOut(in folder: String) {
        let names = Files.names(in: folder)
        // Of what a recovery had half written when it was ended, the old journal is still there.
        for name in names where name.hasSuffix(JournalFile.partEnding) { try? HeldJournal.hold("\(folder)/\(name)")?.remove() }
        guard names.count > mostKept, let all = try? all(in: folder).sessions else { return }
        for old in all.filter({ !$0.isCrash }).dropFirst(mostKept) { try? HeldJournal.hold(old.path)?.remove() }
    }

    /// The one that `recover` goes on with when it is not told which: the newest, unless that would pass over one that a crash has left.
    public static func offered(of all: [LeftSession]) -> LeftSession? { all.dropFirst().contains(where: \.isCrash) ? nil : all.first }

    /// A word about what crashes have left; nil if there is nothing that has not been told of before.
    public static func news() -> String? { news(in: Journal.folder) }

    static func news(in folder: String?) -> String? {
        let all = (try? all(in: folder))?.sessions ?? [], crashed = all.filter(\.isCrash)
        guard let newest = crashed.first(where: { !$0.isTold }) else { return nil }
        for session in crashed where !session.isTold {
            Files.rename(session.path, to: session.path.dropLast(4) + toldEnding)
        }
        let what = crashed.count == 1 ? "an unfinished session" : "\(crashed.count) unfinished sessions, the newest"
        return "\(what) from \(newest.timeText): nnrepl recover \(offered(of: all) == nil ? "lists them" : "goes on with it")"
    }

    /// What can be recovered, with the numbers that `recover` takes.
    public static func list(_ shelf: Shelf) -> Reply {
        let all = shelf.sessions
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
            [.table(table), .note("nnrepl recover N goes on with one of them")] + shelf.unreadable.map(Block.note),
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
        return String(decoding: text.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// What one reads before it is recovered, for that may take as long as its trainings took.
    public var announcement: String {
        "the session from \(timeText): its commands are run again, trainings too; Ctrl-C leaves it for another time"
    }

    /// - Parameter bytes: Whole lines. A journal is recovered whatever a fault of the disk has made of some byte of it: what is no line of
    ///   a session stays as narrative.
    init?(reading bytes: ArraySlice<UInt8>, path: String, time: (Int, Int)) {
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        suspects = Suspicion.suspects(among: lines)
        for (index, line) in lines.enumerated() where line.utf8.first.map({ !Array(">#?!".utf8).contains($0) }) ?? false {
            lines[index] = "# " + line
        }
        guard let transcript = try? Transcript(JournalLines(lines), path: path) else { return nil }
        (self.path, self.time, self.transcript) = (path, time, transcript)
    }
}

/// time(2), which has the name of a property above.
private func systemTime(_ place: UnsafeMutablePointer<time_t>?) -> time_t { time(place) }
