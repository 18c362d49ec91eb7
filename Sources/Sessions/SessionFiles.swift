// Where sessions and lessons are on the disk.
import Language

enum SessionFiles {
    /// The file of a session's name: sessions/NAME.nns; a name with a slash is a path.
    static func path(ofSession name: String) -> String {
        let file = name.hasSuffix(".nns") ? name : name + ".nns"
        return file.contains("/") ? file : "sessions/" + file
    }

    /// The file that a session is saved to by a name: by the one that it was opened by, where it was opened.
    static func target(ofSession name: String, openedFrom present: String?) -> String {
        if let present, present == name || present == name + ".nns" { return present }
        return path(ofSession: name)
    }

    /// The file of a session that is to be read, and what it holds. A file of just that name comes before sessions/NAME.nns.
    static func transcript(
        ofSession name: String, column: Int?, unless isToStop: () -> Bool = { false }
    ) throws(CommandError) -> (path: String, Transcript) {
        let candidates = [name, name + ".nns", path(ofSession: name)] + LessonFolder.all.map { "\($0)/\(name).nns" }
        let target =
            candidates.first { Files.exists($0) && !Files.isDirectory($0) } ?? (Files.isDirectory(name) ? name : path(ofSession: name))
        let text = try Files.text(of: target, column: column, unless: isToStop)
        do {
            return (target, try Transcript(reading: text, path: target, unless: isToStop))
        } catch {
            throw CommandError(error.message, column: column, hint: error.hint)
        }
    }
}

/// Reads a session for a front end that was started on it.
public func readTranscript(
    of name: String, unless isToStop: () -> Bool = { false }
) throws(CommandError) -> (path: String, Transcript) {
    try SessionFiles.transcript(ofSession: name, column: nil, unless: isToStop)
}

/// A lesson: a session that comes with nnrepl.
public struct Lesson: Sendable, Equatable {
    public let name: String
    public let path: String
    /// Its first line of narrative.
    public let title: String

    /// All lessons, in the order of their numbers.
    public static func all() -> [Lesson] { shelf().filter(\.isNumbered) }

    /// The command that plays what comes after a session: of the tour, which stands before all lessons, the first one. Nil behind the last
    /// lesson, and for other sessions.
    public static func sequel(of path: String) -> String? {
        let shelf = shelf(), lessons = shelf.filter(\.isNumbered)
        let number = shelf.contains { $0.isTour && $0.path == path } ? 0 : lessons.firstIndex { $0.path == path }.map { $0 + 1 }
        return number.flatMap { $0 < lessons.count ? "lesson \($0 + 1)" : nil }
    }

    /// The lesson of a number from 1, or of a name, the tour's too; nil if there is none such.
    static func called(_ which: String) -> Lesson? {
        let shelf = shelf(), lessons = shelf.filter(\.isNumbered)
        if let number = Int(which), lessons.indices.contains(number - 1) { return lessons[number - 1] }
        return shelf.first { $0.name == which && ($0.isNumbered || $0.isTour) }
    }

    private var isTour: Bool { name == "tour" }

    private var isNumbered: Bool { name.first?.isNumber == true }

    /// All sessions of the first folder that has lessons.
    private static func shelf() -> [Lesson] {
        for folder in LessonFolder.all {
            let lessons = Files.names(in: folder).filter { $0.hasSuffix(".nns") }.compactMap { file -> Lesson? in
                let path = "\(folder)/\(file)"
                guard let text = try? Files.text(of: path, column: nil), let transcript = try? Transcript(reading: text, path: path) else {
                    return nil
                }
                return Lesson(name: String(file.dropLast(4)), path: path, title: transcript.title ?? "")
            }
            // Lessons are numbered; a folder of the learner's own sessions is none of lessons.
            if lessons.contains(where: \.isNumbered) { return lessons }
        }
        return []
    }
}

enum LessonFolder {
    /// Where lessons may be: the folder that NNREPL_SESSIONS names, sessions here, or sessions or share/nnrepl/sessions beside or above the program.
    static var all: [String] {
        var folders: [String] = []
        if let named = Files.environment("NNREPL_SESSIONS") { folders.append(named) }
        folders.append("sessions")
        var place = programPath
        while let slash = place.lastIndex(of: "/"), slash > place.startIndex {
            place = String(place[..<slash])
            folders += ["\(place)/sessions", "\(place)/share/nnrepl/sessions"]
        }
        return folders
    }

    private static let programPath = realProgramPath() ?? ""
}
