// The journal: nothing that was typed is lost.
import Documents
import Foundation
import Testing

@testable import Language
@testable import Sessions
@testable import Workspaces

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
        #expect(folder.names == ["1-1-left.nns"])
    }

    @Test("a training that runs is in the file as far as it has come, and replays to the same bits; what has become of it takes its place")
    func training() async throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/1-1.nns"
        var session = Session(journal: Journal(path: path))
        _ = session.run("net 2-6-1 tanh; init glorot-uniform seed=1; data moons n=50; train 50")
        let control = RunControl(), started = session
        let training = Task.detached {
            var copy = started
            _ = copy.run("train 100000000 batch=20", control: control)
            return copy
        }
        func written() throws -> [String] { try folder.text(of: "1-1.nns").split(separator: "\n").map(String.init) }
        while try written().last == "> train 50" { try await Task.sleep(for: .milliseconds(20)) }
        // What a crash would leave.
        try FileManager.default.copyItem(atPath: path, toPath: "\(folder.path)/crash.nns")
        control.cancel()
        var trained = await training.value
        let line = try #require(trained.transcript.commands.last)
        #expect(line.hasSuffix(" batch=20") && line != "train 100000000 batch=20")
        #expect(try written().suffix(2) == ["> train 50", "> \(line)"])
        var recovered = Session()
        _ = recovered.open(file: "\(folder.path)/crash.nns")
        #expect(recovered.workspace.epoch > 50 && recovered.workspace.epoch <= trained.workspace.epoch)
        _ = trained.run("rewind \(recovered.workspace.epoch)")
        let parameters = try #require(recovered.workspace.parameters)
        #expect(trained.workspace.parameters == parameters)
    }

    @Test("what was written of a training that fails in the end is not in the file any more")
    func failedTraining() throws {
        let folder = try TemporaryFolder()
        let journal = Journal(path: "\(folder.path)/1-1.nns")
        var session = Session(journal: journal)
        _ = session.run("net 1-1; input 1; target 1")
        journal.write(soFar: "train 99")
        journal.write(soFar: "train 1000 batch=2")
        #expect(try folder.text(of: "1-1.nns") == "> net 1-1\n> input 1\n> target 1\n> train 1000 batch=2\n")
        journal.forget()
        _ = session.run("train 3")
        #expect(try folder.text(of: "1-1.nns") == "> net 1-1\n> input 1\n> target 1\n> train 3\n")
    }

    /// A session of a program that is gone, with a time of its own.
    private func crash(_ folder: TemporaryFolder, _ text: String, name: String, age: Double) throws {
        let file = try folder.write(text, to: name)
        try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: -age)], ofItemAtPath: file)
    }

    @Test("what a crash has left is told of once; what was left on purpose, and what still lives, never")
    func news() throws {
        let folder = try TemporaryFolder()
        func news() -> String? { LeftSession.news(in: folder.path) }
        #expect(news() == nil)
        let living = Session(journal: Journal(path: "\(folder.path)/1-1.nns"))
        var copy = living
        _ = copy.run("net 5-5")
        #expect(news() == nil && LeftSession.all(in: folder.path).isEmpty)
        // A process of this number lives: that says nothing, for in a container the first one always has the same.
        try crash(folder, "> net 1-1\n", name: "\(ProcessInfo.processInfo.processIdentifier)-1.nns", age: 50)
        let word = try #require(news())
        #expect(word.wholeMatch(of: /an unfinished session from \d\d:\d\d: nnrepl recover goes on with it/) != nil, "\(word)")
        #expect(news() == nil)
        copy.end()
        #expect(news() == nil)
    }

    @Test("a session that is left later hides no crash: all are listed, and one is chosen by its number")
    func several() throws {
        let folder = try TemporaryFolder()
        func all() -> [LeftSession] { LeftSession.all(in: folder.path) }
        try crash(folder, "> net 1-1\n> set w1 2\n", name: "7-1.nns", age: 30)
        #expect(LeftSession.offered(of: all())?.transcript.commands.last == "set w1 2")
        try crash(folder, "> net 2-2\n", name: "7-2-left.nns", age: 20)
        #expect(LeftSession.offered(of: all()) == nil)
        #expect(LeftSession.news(in: folder.path)?.hasSuffix("nnrepl recover lists them") == true)
        let rows = PlainText().text(of: LeftSession.list(all())).split(separator: "\n")
        #expect(rows[1].contains("left") && rows[1].contains("net 2-2"))
        #expect(rows[2].contains("not ended") && rows[2].contains("net 1-1") && rows[2].contains("set w1 2"))
        var session = Session(journal: Journal(path: "\(folder.path)/8-1.nns"))
        #expect(session.recover(all()[1]).isSuccess)
        #expect(session.run("print w1").first?.text == "w1 = 2")
        #expect(try folder.text(of: "8-1.nns").hasPrefix("> net 1-1\n> set w1 2\n"))
        #expect(folder.names == ["7-2-left.nns", "8-1.nns"])
        #expect(!session.recover(try #require(LeftSession.offered(of: all()))).text.isEmpty)
    }

    @Test("what is recovered stays where it was as long as it cannot be written anew")
    func recoveredAndNotWritten() throws {
        let folder = try TemporaryFolder()
        try crash(folder, "> net 1-1\n", name: "7-1.nns", age: 30)
        var session = Session(journal: Journal(path: "/proc/nowhere/1.nns"))
        #expect(session.recover(try #require(LeftSession.all(in: folder.path).first)).isSuccess)
        #expect(folder.names == ["7-1.nns"])
    }

    @Test(
        "recover leaves out the command that ended the program when it was run again, and one that fails; it says so and keeps their text")
    func suspects() throws {
        let folder = try TemporaryFolder()
        try crash(folder, "> net 1-1\n> set w1 2\n> set w9 2\n> set w1 4\n", name: "7-1.nns", age: 30)
        // Replaying dies at the second command.
        let held = try #require(HeldJournal.hold("\(folder.path)/7-1.nns"))
        held.mark(Transcript.Command(text: "net 1-1", line: 1))
        held.mark(Transcript.Command(text: "set w1 2", line: 2))
        #expect(HeldJournal.hold("\(folder.path)/7-1.nns") == nil, "it is held")
        withExtendedLifetime(held) {}
        let text = try folder.text(of: "7-1.nns")
        #expect(text.hasSuffix("> set w1 4\n! 2\n"))
        _ = try folder.write(text, to: "9-1.nns")
        var session = Session(journal: Journal(path: "\(folder.path)/8-1.nns"))
        let left = try #require(LeftSession.all(in: folder.path).first { $0.path.hasSuffix("9-1.nns") })
        let told = session.recover(left).text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(told.contains("(line 2, set w1 2: it ended nnrepl when it was run again, and is left out)"), "\(told)")
        #expect(told.contains("(line 3, set w9 2: left out, for now it fails: there is no parameter 'w9'"), "\(told)")
        #expect(session.transcript.commands == ["net 1-1", "set w1 4"])
        #expect(session.transcript.text.contains("# not run again: set w1 2\n"))
        // Its last command is under suspicion until it has been on the screen.
        #expect(try folder.text(of: "8-1.nns").hasSuffix("> set w1 4\n! 5\n"))
        session.confirmRecovery()
        #expect(try folder.text(of: "8-1.nns").hasSuffix("> set w1 4\n"))
    }

    @Test("a journal that cannot be written is told of at once, and when it can again it holds all; leaving asks once")
    func trouble() throws {
        let folder = try TemporaryFolder()
        // A file stands where the folder is to be.
        let obstacle = try folder.write("", to: "state")
        var session = Session(journal: Journal(path: "\(obstacle)/journal/1-1.nns"))
        #expect(try #require(session.run("net 1-1").first).text.contains("(the journal cannot be written ("))
        #expect(try !#require(session.run("set w1 1").first).text.contains("journal"))
        #expect(session.journalTrouble != nil)
        #expect(session.run("quit").first?.text.contains("is kept nowhere") == true && !session.isOver)
        try FileManager.default.removeItem(atPath: obstacle)
        #expect(try #require(session.run("set w1 2").first).text.contains("can be written again"))
        #expect(try folder.text(of: "state/journal/1-1.nns") == "> net 1-1\n> set w1 1\n> set w1 2\n")
        #expect(session.run("quit").count == 1 && session.isOver)
        var other = Session(journal: Journal(path: "", trouble: "no place"))
        _ = other.run("net 1-1")
        _ = other.run("quit")
        _ = other.run("quit")
        #expect(other.isOver)
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
        _ = try folder.write("> net 1-1\n> set w1 2\n> tra", to: "1-1.nns")
        #expect(LeftSession.all(in: folder.path).first?.transcript.commands == ["net 1-1", "set w1 2"])
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

    @Test("open is undone and done again: the session, its journal and what was not saved come back")
    func undoOpen() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("> net 2-2\n> set w1 3\n", to: "other.nns")
        var session = Session(journal: Journal(path: "\(folder.path)/1-1.nns"))
        func value(_ name: String) -> String { session.run("print \(name)").last.map { "\($0.json)" } ?? "" }
        _ = session.run("net 3-1; set w2 9; open \(file); set w1 5")
        #expect(value("w1").contains("\"w1\":5"))
        _ = session.run("undo 7")
        #expect(value("w1").contains("\"w1\":3"))
        _ = session.run("undo")
        #expect(value("w2").contains("\"w2\":9") && !session.isSaved)
        #expect(session.transcript.commands.first == "net 3-1")
        _ = session.run("redo")
        #expect(value("w1").contains("\"w1\":3"))
        _ = session.run("undo; set w2 8")
        #expect(try folder.text(of: "1-1.nns").hasSuffix("> set w2 8\n"))
        _ = session.run("redo")
        #expect(value("w2").contains("\"w2\":8"), "what was typed since leaves nothing to redo")
        _ = session.run("undo")
        #expect(value("w2").contains("\"w2\":9"))
    }

    @Test("the answers say that undo takes back an open as a whole, not the last command of the file")
    func undoOpenTold() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("> net 2-2\n> set w1 3\n", to: "other.nns")
        var session = Session()
        func told(_ line: String) throws -> String { PlainText(width: 300).text(of: try #require(session.run(line).last).result.get()) }
        _ = session.run("net 3-1; set w2 9; set w1 1")
        #expect(
            try told("open \(file)").hasSuffix("(it takes the place of the session you had: `undo` closes all of it and brings that back)"))
        #expect(
            try told("undo")
                == "undone: open \(file)\n(the session from before is back, with its 3 commands; `redo` opens the other one again)")
        #expect(
            try told("redo") == "redone: open \(file)\n(it is back as you left it, with its 2 commands; `undo` closes it again)")
        session = Session()
        #expect(try !told("open \(file)").contains("undo"))
    }

    @Test("after opening into an empty session undo goes on through what was opened")
    func undoInOpened() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("> net 2-2\n> set w1 3\n", to: "other.nns")
        var session = Session()
        _ = session.run("open \(file); undo")
        #expect(session.transcript.commands.last == "undo" && session.workspace.network != nil)
    }

    @Test("a folder that cannot be written stops no session")
    func unwritable() {
        var session = Session(journal: Journal(path: "/proc/nowhere/1.nns"))
        #expect(session.run("net 1-1").count == 1)
        #expect(session.workspace.network != nil)
    }
}
