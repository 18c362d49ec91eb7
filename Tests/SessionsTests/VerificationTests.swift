// Replaying to see whether all is still the same.
import Foundation
import Testing

@testable import Language
@testable import Sessions

@Suite("Verification")
struct VerificationTests {
    private func verify(_ text: String, isExact: Bool = false) throws -> Verification {
        Verification.run(try Transcript(reading: text, path: "t.nns"), path: "t.nns", isExact: isExact)
    }

    @Test("a script without outputs replays")
    func script() throws {
        let report = try verify("# hello\n> net 1-1\n> set w1 1\n")
        #expect(report.isSame)
        #expect(report.text == "t.nns: 2 commands replayed, 0 compared, all the same")
    }

    @Test("a script whose command fails differs")
    func failingScript() throws {
        let report = try verify("> net 1-1\n> set w9 1\n")
        #expect(report.difference?.command.line == 2)
        #expect(report.text.contains("there is no parameter 'w9'"))
    }

    @Test("the difference is readable: the line, the command, what was printed and what is now")
    func difference() throws {
        let report = try verify("> net 1-1 identity\n> set w1 2\nw1 = 3\n")
        #expect(
            report.text == """
                t.nns, line 2: the replay differs
                  > set w1 2
                  recorded: w1 = 3
                  now:      w1 = 2
                """)
    }

    @Test("recorded errors are compared like answers")
    func errors() throws {
        #expect(try verify("> stpe\nerror: unknown command 'stpe'\n  stpe\n  ^\nhint: did you mean 'step'?\n").isSame)
        #expect(try !verify("> stpe\nerror: unknown command 'step'\n").isSame)
    }

    @Test(
        "numbers agree to a billionth of their size, texts to the letter, gaps however wide",
        arguments: [
            ("a = 1", "a = 1", true), ("a = 1.0000000001", "a = 1", true), ("a = 1.00000001", "a = 1", false), ("a = -1", "a = 1", false),
            ("a = 1e-300", "a = 1.0000000001e-300", true), ("a = 0", "a = 1e-300", false), ("a  =   1", "a = 1", true),
            ("a = 1", "b = 1", false),
            ("h1 = 2", "h2 = 2", false), ("a = 1\n\nb", "a = 1\nb", true), ("a = 1", "a = 1\nb", false), ("a = inf", "a = nan", false),
            ("step 3 of 39", "step 3 of 40", false), ("x = 12.5·3", "x = 12.50000000001·3", true), ("1.2.3", "1.2.3", true),
        ])
    func tolerance(old: String, new: String, isSame: Bool) {
        #expect((Verification.firstDifference(old, new, isExact: false) == nil) == isSame)
    }

    @Test("exactly means every digit")
    func exactly() {
        #expect(Verification.firstDifference("a = 1.0000000001", "a = 1", isExact: true) != nil)
        #expect(Verification.firstDifference("a = 1", "a = 1", isExact: true) == nil)
    }

    @Test("a session cut off inside an answer differs there")
    func cutOff() throws {
        var session = Session()
        _ = session.run("net 2-2-2; show")
        let text = session.transcript.text
        #expect(try verify(text).isSame)
        #expect(try !verify(String(text.dropLast(30))).isSame)
    }
}

@Suite("The lessons")
struct LessonTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("sessions")

    static let files: [String] = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".nns") }
        .sorted()

    @Test("there are lessons")
    func thereAreLessons() { #expect(Self.files.count >= 4) }

    @Test("the program holds what is in the folder sessions, all of it", arguments: files)
    func inside(file: String) throws {
        let written = try Transcript(reading: try String(contentsOf: Self.folder.appendingPathComponent(file), encoding: .utf8), path: file)
        #expect(Lesson.called(String(file.dropLast(4)))?.transcript == written)
    }

    /// NNREPL_RECORD=1 writes down what the commands print now.
    @Test("every lesson prints what is recorded, to the last digit", arguments: files)
    func replays(file: String) throws {
        let url = Self.folder.appendingPathComponent(file)
        let transcript = try Transcript(reading: try String(contentsOf: url, encoding: .utf8), path: file)
        if ProcessInfo.processInfo.environment["NNREPL_RECORD"] != nil { try record(transcript, to: url) }
        let report = Verification.run(transcript, path: file, isExact: true)
        #expect(report.isSame, "\(report.text)")
        #expect(report.comparedCount == report.commandCount)
        #expect(transcript.title?.isEmpty == false)
    }

    private func record(_ transcript: Transcript, to url: URL) throws {
        var session = Session()
        for entry in transcript.entries {
            switch entry {
            case .narrative(let text): session.narrate(text)
            case .command(let command, _): _ = session.run(command.text)
            }
        }
        try Data(session.transcript.text.utf8).write(to: url)
    }
}
