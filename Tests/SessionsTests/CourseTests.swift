// The course as a list, what has been done of it, and lessons of a teacher's own.
import Foundation
import Testing

@testable import Language
@testable import Sessions

@Suite("The course")
struct CourseTests {
    private func learner(_ folder: TemporaryFolder) -> Session {
        var session = Session()
        session.course = CourseRecord(path: "\(folder.path)/state/course")
        return session
    }

    private func reply(_ line: String, _ session: inout Session) throws -> Reply {
        try #require(session.run(line).last).result.get()
    }

    private func text(_ line: String, _ session: inout Session) throws -> String {
        var copy = session
        return try #require(copy.run(line).last).json
    }

    @Test("lesson says what has been done and where one stopped, and goes on there")
    func goingOn() throws {
        let folder = try TemporaryFolder()
        var session = learner(folder)
        let record = try #require(session.course)
        #expect(try text("lesson", &session).contains("(lesson 1 plays the first one)"))
        for move in 2...7 { record.note("forward", move: move, of: 30) }
        #expect(try text("lesson", &session).contains("7 of 30"))
        #expect(try text("lesson", &session).contains(#""stopped":[{"lesson":"04-forward","move":7,"of":30}]"#))
        let reply = try reply("lesson 4", &session)
        #expect(reply.notes == ["it goes on where you stopped, at 7 of 30; Home leads to its beginning"])
        #expect(session.wantedReplay?.start == 7)
        record.note("forward", move: 30, of: 30)
        #expect(try text("lesson", &session).contains("(lesson 5 comes next)"))
        #expect(try text("lesson", &session).contains(#""done":["04-forward"],"stopped":[]"#))
        _ = session.run("lesson forward")
        #expect(session.wantedReplay?.start == 0)
        // Looked at again it is still done.
        record.note("forward", move: 3, of: 30)
        #expect(try text("lesson", &session).contains(#""done":["04-forward"],"stopped":[]"#))
    }

    @Test("a file that is played lists the course alike for everyone, and notes nothing")
    func inFiles() throws {
        let folder = try TemporaryFolder()
        let learner = learner(folder)
        learner.course?.note("forward", move: 7, of: 30)
        var nobody = Session(), played = learner.running(lineOf: "a.nns")
        #expect(try text("lesson", &played) == text("lesson", &nobody))
    }

    @Test("where nothing can be written nothing is remembered, and lessons are played all the same")
    func noPlace() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("a file, no folder", to: "state")
        var session = Session()
        session.course = CourseRecord(path: "\(file)/course")
        session.course?.note("forward", move: 7, of: 30)
        #expect(try reply("lesson forward", &session).notes.isEmpty && session.wantedReplay?.start == 0)
    }

    @Test("the record stays small, passes over lines that are none, and loses nothing that counts")
    func small() throws {
        let folder = try TemporaryFolder()
        let many = String(repeating: "forward\t7\t30\n", count: 2 * CourseRecord.most)
        let file = try folder.write("half a li\nxor\tx\t3\nxor\t9\t9\nxor\t2\t9\n" + many, to: "course")
        let record = CourseRecord(path: file)
        record.note("forward", move: 8, of: 30)
        #expect(try folder.text(of: "course").split(separator: "\n").count < CourseRecord.most)
        let (places, last) = record.places()
        #expect(last == "forward" && places["xor"] == .init(move: 2, count: 9, isDone: true))
    }

    @Test("a teacher's lessons stand behind the course under their folder's name; the course keeps its names and numbers")
    func ownLessons() throws {
        let folder = try TemporaryFolder(), own = "\(folder.path)/algebra", other = "\(folder.path)/b/algebra"
        for path in [own, other] { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
        _ = try folder.write("# My xor\n> net 2-1\n", to: "algebra/xor.nns")
        _ = try folder.write("# Sums\n> print 1+1\n", to: "algebra/sums.nns")
        _ = try folder.write("what is this\n", to: "algebra/letter.nns")
        let course = Lesson.numbered(ownFolders: []), all = Lesson.numbered(ownFolders: [own, "\(folder.path)/none"])
        #expect(all.prefix(course.count).map(\.lesson) == course.map(\.lesson))
        #expect(all.suffix(2).map(\.lesson.label) == ["algebra/sums", "algebra/xor"])
        #expect(all.last?.number == (course.last?.number ?? 0) + 2)
        #expect(Lesson.called("xor", ownFolders: [own])?.folder == nil)
        #expect(Lesson.called("algebra/xor", ownFolders: [own])?.title == "My xor")
        #expect(Lesson.called("sums", ownFolders: [own])?.key == "algebra/sums")
        #expect(Lesson.called("\(all.last?.number ?? 0)", ownFolders: [own])?.title == "My xor")
        #expect(Lesson.own(in: [own]).troubles.first?.contains("letter.nns, line 1: this is neither a command nor narrative") == true)
        _ = try folder.write("# Mine\n> print 2\n", to: "b/algebra/sums.nns")
        #expect(Lesson.own(in: [own, other]).lessons.map(\.label).contains("\(other)/sums"))
    }

    @Test("folders inside a teacher's folder are listed by their way from it, and their lessons called so; a link that leads back ends")
    func foldersInside() throws {
        let folder = try TemporaryFolder(), own = "\(folder.path)/course", inner = "\(own)/week 1"
        try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: true)
        _ = try folder.write("# Begin\n> print 1\n", to: "course/begin.nns")
        _ = try folder.write("# Sums\n> print 1+1\n", to: "course/week 1/sums.nns")
        #expect(Lesson.own(in: [own]).lessons.map(\.label) == ["course/begin", "course/week 1/sums"])
        #expect(Lesson.called("course/week 1/sums", ownFolders: [own])?.title == "Sums")
        try FileManager.default.createSymbolicLink(atPath: "\(inner)/again", withDestinationPath: own)
        #expect((3...8).contains(Lesson.own(in: [own]).lessons.count))
    }
}
