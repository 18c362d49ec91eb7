// Where sessions are on the disk.
import Language

enum SessionFiles {
    /// The file of a session's name: sessions/NAME.nns; a name with a slash is a path.
    static func path(ofSession name: String) -> String {
        let file = name.hasSuffix(".nns") ? name : name + ".nns"
        return file.contains("/") ? file : "sessions/" + file
    }

    /// The file that a session is saved to by a name: by the one that it was opened by, where it was opened.
    static func target(ofSession name: String, openedFrom present: String?) -> String {
        if let present, !Lesson.isInside(path: present), present == name || present == name + ".nns" { return present }
        return path(ofSession: name)
    }

    /// The file of a session that is to be read, and what it holds. A file of just that name comes before sessions/NAME.nns, and that
    /// before the lesson NAME of the program.
    static func transcript(
        ofSession name: String, column: Int?, unless isToStop: () -> Bool = { false }
    ) throws(CommandError) -> (path: String, Transcript) {
        let file = [name, name + ".nns", path(ofSession: name)].first { Files.exists($0) && !Files.isDirectory($0) }
        if file == nil, let lesson = Lesson.called(name) { return (lesson.path, lesson.transcript) }
        if file == nil, !name.contains("/"), !Files.isDirectory(name) {
            throw CommandError(
                "cannot read \(name): there is no such session here or in sessions", column: column,
                hint: Sayings.meant(by: ["open", name]).map { "write: \($0)" } ?? "is the name right? `lesson` lists the lessons")
        }
        let target = file ?? name
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
