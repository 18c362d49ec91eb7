// The journal: nothing that was typed is lost.
import Documents
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
        #expect(folder.names == ["1-1-known.nns"])
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
        let end = journal.end
        journal.write(soFar: "train 99", from: end)
        journal.write(soFar: "train 1000 batch=2", from: end)
        #expect(try folder.text(of: "1-1.nns") == "> net 1-1\n> input 1\n> target 1\n> train 1000 batch=2\n")
        journal.forget(from: end)
        _ = session.run("train 3")
        #expect(try folder.text(of: "1-1.nns") == "> net 1-1\n> input 1\n> target 1\n> train 3\n")
    }

    @Test("what a crash has left is told of once; what was left on purpose, and what still runs, never")
    func news() throws {
        let folder = try TemporaryFolder()
        func news() -> String? { Journal.newsOfUnfinished(in: folder.path) }
        #expect(news() == nil)
        // No process has such a number; this one has.
        _ = try folder.write("> net 1-1\n", to: "99999999-1.nns")
        _ = try folder.write("> net 1-1\n", to: "\(ProcessInfo.processInfo.processIdentifier)-1.nns")
        let word = try #require(news())
        #expect(word.wholeMatch(of: /an unfinished session from \d\d:\d\d: nnrepl recover goes on with it/) != nil, "\(word)")
        #expect(news() == nil)
        #expect(try Journal.newestLeftBehind(in: folder.path)?.transcript().commands == ["net 1-1"])
        var session = Session(journal: Journal(path: "\(folder.path)/99999998-1.nns"))
        _ = session.run("net 2-2")
        session.end()
        #expect(news() == nil)
        #expect(try Journal.newestLeftBehind(in: folder.path)?.transcript().commands == ["net 2-2"])
        session = Session(journal: Journal(path: "\(folder.path)/99999997-1.nns"))
        _ = session.run("net 3-3")
        session.end(isWished: false)
        #expect(news() != nil && news() == nil)
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
