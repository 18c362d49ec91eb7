// The command lesson: the course with what has been done, and one lesson of it, from where it was left.
import Documents
import Language

extension Session {
    mutating func lesson(_ which: String?, column: Int?) throws(CommandError) -> Reply {
        let lessons = Lesson.numbered()
        guard !lessons.isEmpty else {
            throw CommandError("no lessons were found", column: 1, hint: "NNREPL_SESSIONS names a folder without any")
        }
        // What a file prints must not depend on who plays it.
        let record = playing.isEmpty ? course : nil
        guard let which else { return CourseList(lessons, record).reply }
        guard let found = Lesson.called(which) else {
            let most = lessons.last?.number ?? 1
            throw CommandError("there is no lesson '\(which)'", column: column, hint: "`lesson` lists them: 1 to \(most)")
        }
        var reply = Reply.line(
            "lesson: \(found.title)", values: [.init("path", .string(found.path)), .init("title", .string(found.title))])
        var request = ReplayRequest(path: found.path, speed: 1)
        if let record, let place = record.places().places[found.key], place.move > 1, place.move < place.count {
            if record.goesOn { request.start = place.move }
            reply.blocks.append(
                .note(
                    record.goesOn
                        ? "it goes on where you stopped, at \(place.move) of \(place.count); Home leads to its beginning"
                        : "you stopped at \(place.move) of \(place.count); as text it is played from its beginning"))
        }
        wantedReplay = request
        return reply
    }
}

/// The lessons as a list: number, how far one has come, name and title; first the course, then the teacher's by their folders.
private struct CourseList {
    private let lessons: [Lesson.Numbered]
    private let places: [String: CourseRecord.Place]
    private let last: Lesson.Numbered?
    private let hasRecord: Bool
    private let goesOn: Bool

    init(_ lessons: [Lesson.Numbered], _ record: CourseRecord?) {
        self.lessons = lessons
        let (places, last) = record?.places() ?? ([:], nil)
        self.places = places
        self.last = lessons.first { $0.lesson.key == last }
        (hasRecord, goesOn) = (record != nil, record?.goesOn ?? false)
    }

    var reply: Reply {
        var folders: [String?] = []
        for lesson in lessons where !folders.contains(lesson.lesson.folder) { folders.append(lesson.lesson.folder) }
        // Who has begun wants to know first where it goes on.
        var blocks: [Block] = last == nil ? [] : [.note(whatNext)]
        for folder in folders {
            if let folder { blocks.append(.heading(folder)) }
            blocks.append(.table(table(lessons.filter { $0.lesson.folder == folder })))
        }
        blocks += Lesson.own(in: Lesson.ownFolders).troubles.map { .note("not listed: \($0)") }
        if last == nil { blocks.append(.note(whatNext)) }
        return Reply(blocks, values: values)
    }

    private func table(_ lessons: [Lesson.Numbered]) -> Table {
        let marks = lessons.map { mark($0.lesson) }, isMarked = marks.contains { !$0.isEmpty }
        let rows = zip(lessons, marks).map { lesson, mark in
            ["\(lesson.number)"] + (isMarked ? [mark] : []) + [lesson.lesson.label, lesson.lesson.title]
        }
        return Table(header: [], rows: rows, alignRight: [true] + (isMarked ? [true] : []) + [false, false])
    }

    /// `done`, or `12 of 40`.
    private func mark(_ lesson: Lesson) -> String {
        guard let place = places[lesson.key] else { return "" }
        return isStopped(place) ? "\(place.move) of \(place.count)" : place.isDone ? "done" : ""
    }

    private func isStopped(_ place: CourseRecord.Place) -> Bool { place.move > 1 && place.move < place.count && !place.isDone }

    private var whatNext: String {
        guard let last, let place = places[last.lesson.key] else { return "lesson \(lessons[0].number) plays the first one" }
        if isStopped(place) { return "lesson \(last.number) goes on where you stopped\(goesOn ? "" : ", on the full screen")" }
        let rest = lessons.drop { $0.number <= last.number } + lessons
        let next = rest.first { !(places[$0.lesson.key]?.isDone ?? false) }
        return next.map { "lesson \($0.number) comes next" } ?? "all of them are done"
    }

    private var values: [JSONField] {
        var fields: [JSONField] = [.init("lessons", .array(lessons.map { .string($0.lesson.label) }))]
        guard hasRecord else { return fields }
        fields.append(
            .init("done", .array(lessons.filter { places[$0.lesson.key]?.isDone == true }.map { .string($0.lesson.label) })))
        let stopped = lessons.compactMap { lesson -> JSONValue? in
            guard let place = places[lesson.lesson.key], isStopped(place) else { return nil }
            return .object([
                .init("lesson", .string(lesson.lesson.label)), .init("move", .int(place.move)), .init("of", .int(place.count)),
            ])
        }
        fields.append(.init("stopped", .array(stopped)))
        return fields
    }
}
