// The lessons: sessions that are part of the program, those of a course of one's own, and those that a teacher adds.
import CLessons
import Language

/// A lesson: a session that comes with nnrepl, or one of a teacher's. The folder that NNREPL_SESSIONS names holds another course instead.
public struct Lesson: Sendable, Equatable {
    public let name: String
    /// What opens and replays it: `lesson:NAME` inside the program, else the path of its file.
    public let path: String
    /// Its first line of narrative.
    public let title: String
    /// The folder of a teacher's lessons that it lies in, by the name that it is listed under; nil for one of the course.
    let folder: String?
    /// Its commands, narrative and outputs.
    let transcript: Transcript

    private init(name: String, path: String, folder: String? = nil, _ transcript: Transcript) {
        (self.name, self.path, self.folder, self.transcript) = (name, path, folder, transcript)
        title = transcript.title ?? ""
    }

    /// What it is called beyond doubt: by its name, that of a teacher's with the folder before it.
    public var label: String { folder.map { "\($0)/\(name)" } ?? name }

    /// What it is remembered by: its name without its number, which may change when others come before it.
    var key: String { folder == nil ? String(Lesson.topic(of: name)) : label }

    /// The lessons of the course, in the order of their numbers.
    public static func all() -> [Lesson] { course().filter(\.isNumbered) }

    /// A lesson, and the number that it is asked for by.
    public struct Numbered: Sendable {
        public let number: Int
        public let lesson: Lesson
    }

    /// All that can be asked for by a number: the course by the numbers of its names, where these differ, and behind it the teacher's.
    public static func numbered(ownFolders: [String] = ownFolders) -> [Numbered] {
        let course = all(), named = course.map { Int($0.name.prefix(while: \.isNumber)) ?? 0 }
        let numbers = Set(named).count == course.count && !named.contains(0) ? named : Array(course.indices.map { $0 + 1 })
        let next = (numbers.max() ?? 0) + 1
        return zip(numbers, course).map { Numbered(number: $0, lesson: $1) }
            + own(in: ownFolders).lessons.enumerated().map { Numbered(number: next + $0, lesson: $1) }
    }

    /// The command that plays what comes after a session: of the tour, which stands before all lessons, the first one. Nil behind the last
    /// lesson of the course and of a teacher's folder, and for other sessions. A lesson is known by its commands, wherever its file lies.
    public static func sequel(of session: Transcript) -> String? {
        let course = course(), commands = session.commands
        func isSame(_ lesson: Lesson) -> Bool { lesson.transcript.commands == commands }
        let lessons = numbered()
        if course.contains(where: { $0.isTour && isSame($0) }) { return lessons.first.map { "lesson \($0.number)" } }
        guard let place = lessons.firstIndex(where: { isSame($0.lesson) }), place + 1 < lessons.count,
            lessons[place + 1].lesson.folder == lessons[place].lesson.folder
        else { return nil }
        return "lesson \(lessons[place + 1].number)"
    }

    /// The lesson of a number, of a name, the tour's too, or of what opens it; nil if there is none such. A name does without its
    /// number, so that what names a lesson finds it when others have come before it. The course comes first: a teacher's lesson of the same
    /// name is called with its folder, FOLDER/NAME.
    static func called(_ which: String, ownFolders: [String] = ownFolders) -> Lesson? {
        let numbered = numbered(ownFolders: ownFolders)
        if let number = Int(which) { return numbered.first { $0.number == number }?.lesson }
        let topic = topic(of: which.hasPrefix(scheme) ? String(which.dropFirst(scheme.count)) : which)
        func found(in lessons: [Lesson]) -> Lesson? {
            lessons.first { [$0.name, $0.path, $0.label].contains(which) } ?? lessons.first { Lesson.topic(of: $0.name) == topic }
        }
        return found(in: course().filter { $0.isNumbered || $0.isTour })
            ?? found(in: numbered.map(\.lesson).filter { $0.folder != nil })
    }

    /// The number of a lesson of the program's own course, by its name without the number: the same whatever other course is played, so that
    /// what prints it prints the same everywhere.
    static func number(of topic: String) -> Int? {
        inside.first { $0.isNumbered && Lesson.topic(of: $0.name) == topic }.flatMap { Int($0.name.prefix(while: \.isNumber)) }
    }

    /// A lesson's name without its number: `xor` of `06-xor`.
    private static func topic(of name: String) -> Substring {
        let rest = name.drop(while: \.isNumber)
        return rest.first == "-" ? rest.dropFirst() : Substring(name)
    }

    /// What the lesson of a path is remembered by, or the tour, be it inside the program, in a course of one's own or in a teacher's folder;
    /// nil for other sessions.
    public static func key(ofPath path: String) -> String? { called(path).flatMap { $0.path == path ? $0.key : nil } }

    /// Whether a path is that of a lesson inside the program, where nothing can be saved.
    static func isInside(path: String) -> Bool { path.hasPrefix(scheme) }

    private static let scheme = "lesson:"

    private var isTour: Bool { name == "tour" }

    private var isNumbered: Bool { name.first?.isNumber == true }

    /// Read anew for a course of one's own, which may change meanwhile.
    private static func course() -> [Lesson] {
        guard let folder = Files.environment("NNREPL_SESSIONS") else { return inside }
        return files(in: folder, called: nil).lessons
    }

    private static let inside: [Lesson] = {
        var count = 0
        let first = clessons(&count)
        return UnsafeBufferPointer(start: first, count: count).compactMap { lesson in
            let name = String(cString: lesson.name)
            let text = String(decoding: UnsafeBufferPointer(start: lesson.bytes, count: lesson.count), as: UTF8.self)
            return (try? Transcript(reading: text, path: scheme + name)).map { Lesson(name: name, path: scheme + name, $0) }
        }
    }()

    // MARK: A teacher's lessons

    /// The folders that teachers' lessons are looked for in: those that NNREPL_LESSONS names, parted by colons, and nnrepl/lessons in
    /// XDG_DATA_HOME or ~/.local/share.
    public static var ownFolders: [String] {
        let named = Files.environment("NNREPL_LESSONS")?.split(separator: ":").map(String.init) ?? []
        let data = Files.environment("XDG_DATA_HOME") ?? Files.environment("HOME").map { $0 + "/.local/share" }
        return named + (data.map { ["\($0)/nnrepl/lessons"] } ?? [])
    }

    /// The lessons of these folders and of those in them, in the order of their names, each under the name of its folder, or the whole path where
    /// two are called alike; and why other sessions in them are none.
    static func own(in folders: [String]) -> (lessons: [Lesson], troubles: [String]) {
        func last(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
        let folders = folders.filter { !Files.names(in: $0).isEmpty }
        let found = folders.flatMap { folder in
            let name = folders.count { last($0) == last(folder) } > 1 ? folder : last(folder)
            return withFoldersInside(folder, called: name, depth: mostDepth).map { files(in: $0.path, called: $0.name) }
        }
        return (found.flatMap(\.lessons), found.flatMap(\.troubles))
    }

    /// Folders inside folders are looked into so far: one may be a link to what it stands in.
    private static let mostDepth = 3

    /// A folder and those in it, each by its way from the first one: `course/week 2`.
    private static func withFoldersInside(_ folder: String, called name: String, depth: Int) -> [(path: String, name: String)] {
        let inside = Files.entries(of: folder).filter { $0.isFolder && !$0.name.hasPrefix(".") }
        return [(folder, name)]
            + (depth == 0
                ? [] : inside.flatMap { withFoldersInside("\(folder)/\($0.name)", called: "\(name)/\($0.name)", depth: depth - 1) })
    }

    private static func files(in folder: String, called name: String?) -> (lessons: [Lesson], troubles: [String]) {
        var lessons: [Lesson] = [], troubles: [String] = []
        for file in Files.names(in: folder) where file.hasSuffix(".nns") {
            let path = "\(folder)/\(file)"
            do {
                let text = try Files.text(of: path, column: nil)
                let transcript = try Transcript(reading: text, path: path)
                lessons.append(Lesson(name: String(file.dropLast(4)), path: path, folder: name, transcript))
            } catch let error as CommandError {
                troubles.append(error.message)
            } catch let error as TranscriptError {
                troubles.append(error.message)
            } catch {
                continue
            }
        }
        return (lessons, troubles)
    }
}
