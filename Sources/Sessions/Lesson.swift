// The lessons: sessions that are part of the program, or those of a course of one's own.
import CLessons
import Language

/// A lesson: a session that comes with nnrepl. The folder that NNREPL_SESSIONS names holds another course instead.
public struct Lesson: Sendable, Equatable {
    public let name: String
    /// What opens and replays it: `lesson:NAME` inside the program, the path of its file in a course of one's own.
    public let path: String
    /// Its first line of narrative.
    public let title: String
    /// Its commands, narrative and outputs.
    let transcript: Transcript

    private init?(name: String, path: String, text: String) {
        guard let transcript = try? Transcript(reading: text, path: path) else { return nil }
        (self.name, self.path, self.transcript) = (name, path, transcript)
        title = transcript.title ?? ""
    }

    /// All lessons, in the order of their numbers.
    public static func all() -> [Lesson] { course().filter(\.isNumbered) }

    /// The command that plays what comes after a session: of the tour, which stands before all lessons, the first one. Nil behind the last
    /// lesson, and for other sessions. A lesson is known by its commands, wherever its file lies.
    public static func sequel(of session: Transcript) -> String? {
        let course = course(), lessons = course.filter(\.isNumbered), commands = session.commands
        func isSame(_ lesson: Lesson) -> Bool { lesson.transcript.commands == commands }
        let number = course.contains { $0.isTour && isSame($0) } ? 0 : lessons.firstIndex(where: isSame).map { $0 + 1 }
        return number.flatMap { $0 < lessons.count ? "lesson \($0 + 1)" : nil }
    }

    /// The lesson of a number from 1, of a name, the tour's too, or of what opens it; nil if there is none such. A name does without its
    /// number, so that what names a lesson finds it when others have come before it.
    static func called(_ which: String) -> Lesson? {
        let course = course(), lessons = course.filter(\.isNumbered)
        if let number = Int(which), lessons.indices.contains(number - 1) { return lessons[number - 1] }
        let known = course.filter { $0.isNumbered || $0.isTour }
        let topic = topic(of: which.hasPrefix(scheme) ? String(which.dropFirst(scheme.count)) : which)
        return known.first { [$0.name, $0.path].contains(which) } ?? known.first { Lesson.topic(of: $0.name) == topic }
    }

    /// A lesson's name without its number: `xor` of `06-xor`.
    private static func topic(of name: String) -> Substring {
        let rest = name.drop(while: \.isNumber)
        return rest.first == "-" ? rest.dropFirst() : Substring(name)
    }

    /// Whether a path is that of a lesson or of the tour, inside the program or in a course of one's own.
    public static func isLesson(path: String) -> Bool { called(path)?.path == path }

    /// Whether a path is that of a lesson inside the program, where nothing can be saved.
    static func isInside(path: String) -> Bool { path.hasPrefix(scheme) }

    private static let scheme = "lesson:"

    private var isTour: Bool { name == "tour" }

    private var isNumbered: Bool { name.first?.isNumber == true }

    /// Read anew for a course of one's own, which may change meanwhile.
    private static func course() -> [Lesson] {
        guard let folder = Files.environment("NNREPL_SESSIONS") else { return inside }
        return Files.names(in: folder).filter { $0.hasSuffix(".nns") }.compactMap { file in
            let path = "\(folder)/\(file)"
            guard let text = try? Files.text(of: path, column: nil) else { return nil }
            return Lesson(name: String(file.dropLast(4)), path: path, text: text)
        }
    }

    private static let inside: [Lesson] = {
        var count = 0
        let first = clessons(&count)
        return UnsafeBufferPointer(start: first, count: count).compactMap { lesson in
            let name = String(cString: lesson.name)
            let text = String(decoding: UnsafeBufferPointer(start: lesson.bytes, count: lesson.count), as: UTF8.self)
            return Lesson(name: name, path: scheme + name, text: text)
        }
    }()
}
