// The journal: nothing that was typed is lost.
import Foundation
import Testing

@testable import Language
@testable import Sessions

@Suite("The journal")
struct JournalTests {
    @Test("every accepted command is in the file at once, with narrative, and no refused one")
    func appended() throws {
        let folder = try TemporaryFolder()
        var session = Session(journal: Journal(path: "\(folder.path)/1-1.nns"))
        _ = session.run("# a remark")
        _ = session.run("net 1-1; set w1 2")
        #expect(try folder.text(of: "1-1.nns") == "# a remark\n> net 1-1\n> set w1 2\n")
        _ = session.run("set w9 2; stpe")
        _ = session.run("print w1")
        #expect(try folder.text(of: "1-1.nns") == "# a remark\n> net 1-1\n> set w1 2\n> print w1\n")
        session.end()
        #expect(folder.names == ["1-1.nns"])
    }

    @Test("what is saved needs no journal any more")
    func discarded() throws {
        let folder = try TemporaryFolder()
        var session = Session(journal: Journal(path: "\(folder.path)/1-1.nns"))
        _ = session.run("net 1-1; save \(folder.path)/saved")
        session.end()
        #expect(folder.names == ["saved.nns"])
    }

    @Test("a line that was cut off while it was written is left out")
    func cutOff() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("> net 1-1\n> set w1 2\n> tra", to: "1-1.nns")
        #expect(try Journal(path: file).transcript().commands == ["net 1-1", "set w1 2"])
    }

    @Test("opening another session begins another journal, and keeps that of what was not saved")
    func opening() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("> net 2-2\n", to: "other.nns")
        var session = Session(journal: Journal(path: "\(folder.path)/1-1.nns"))
        _ = session.run("net 1-1; open \(file); set w1 3")
        #expect(try folder.text(of: "1-1.nns") == "> net 1-1\n")
        #expect(try folder.text(of: "1-1-next.nns") == "> net 2-2\n> set w1 3\n")
    }

    @Test("a folder that cannot be written stops no session")
    func unwritable() {
        var session = Session(journal: Journal(path: "/proc/nowhere/1.nns"))
        #expect(session.run("net 1-1").count == 1)
        #expect(session.workspace.network != nil)
    }
}
