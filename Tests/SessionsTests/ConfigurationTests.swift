// The configuration file: what it may say, and what becomes of it.
import Documents
import Language
import Testing

@testable import Sessions

@Suite("The configuration")
struct ConfigurationTests {
    private func configured(_ text: String) -> (Session, [CommandError]) {
        var session = Session()
        let mistakes = session.configure(by: Configuration(path: "config", text: text))
        return (session, mistakes)
    }

    @Test("is lines of set, with comments and blank lines")
    func lines() {
        let (session, mistakes) = configured("# mine\n\nset digits 4; set marks blocks\nset background light # white\n")
        #expect(mistakes.isEmpty)
        #expect(session.desk.style.numerals.digits == 4 && session.desk.style.marks == .blocks)
        #expect(session.desk.style.background == .light)
        #expect(configured("set panes step chart widths=30/30/40").0.desk.style.panes?.order == [.step, .chart])
    }

    @Test("names the file and the line of what is wrong, and obeys the rest")
    func mistakes() {
        let (session, mistakes) = configured("set digits four\nset marks blocks\nquit\nset background blue")
        #expect(
            mistakes.map(\.message) == [
                "config, line 1: 'four' is not a whole number",
                "config, line 3: only `set` can stand in a configuration, not 'quit'",
                "config, line 4: unknown background 'blue'",
            ])
        #expect(mistakes.last?.hint == "light, dark or auto")
        #expect(session.desk.style.marks == .blocks && !session.isOver)
    }

    @Test("becomes part of the session where it changes what is printed; undo leaves it")
    func replays() {
        var (session, _) = configured("set digits 3\nset background light\nset panes step")
        #expect(session.isSaved)
        _ = session.run("print 1/3")
        #expect(session.transcript.commands == ["set digits 3", "print 1/3"])
        #expect(Verification.run(session.transcript, path: "here").isSame)
        guard case .failure? = session.run("undo").last?.result else { return #expect(Bool(false), "there is nothing to undo") }
        #expect(session.desk.style.numerals.digits == 3)
    }
}
