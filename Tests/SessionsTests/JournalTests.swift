// The journal: nothing that was typed is lost.
import Documents
import Foundation
import Synchronization
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
        #expect(try news() == nil && LeftSession.all(in: folder.path).sessions.isEmpty)
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
        func shelf() throws -> LeftSession.Shelf { try LeftSession.all(in: folder.path) }
        func all() throws -> [LeftSession] { try shelf().sessions }
        try crash(folder, "> net 1-1\n> set w1 2\n", name: "7-1.nns", age: 30)
        #expect(try LeftSession.offered(of: all())?.transcript.commands.last == "set w1 2")
        try crash(folder, "> net 2-2\n", name: "7-2-left.nns", age: 20)
        #expect(try LeftSession.offered(of: all()) == nil)
        #expect(LeftSession.news(in: folder.path)?.hasSuffix("nnrepl recover lists them") == true)
        let rows = PlainText().text(of: LeftSession.list(try shelf())).split(separator: "\n")
        #expect(rows[1].contains("left") && rows[1].contains("net 2-2"))
        #expect(rows[2].contains("not ended") && rows[2].contains("net 1-1") && rows[2].contains("set w1 2"))
        var session = Session(journal: Journal(path: "\(folder.path)/8-1.nns"))
        #expect(session.recover(try all()[1]).isSuccess)
        #expect(session.run("print w1").first?.text == "w1 = 2")
        #expect(try folder.text(of: "8-1.nns").hasPrefix("> net 1-1\n> set w1 2\n"))
        #expect(folder.names == ["7-2-left.nns", "8-1.nns"])
        #expect(!session.recover(try #require(LeftSession.offered(of: all()))).text.isEmpty)
    }

    @Test("at every moment of a recovery there is one journal, the old one or the new one")
    func handedOver() async throws {
        let folder = try TemporaryFolder(), old = "\(folder.path)/7-1-left.nns", new = "\(folder.path)/8-1.nns"
        for _ in 0..<20 {
            try crash(folder, "> net 1-1\n> set w1 2\n", name: "7-1-left.nns", age: 30)
            let isOver = Mutex(false)
            // The old one never comes back: where it is seen after the new one, there were both.
            async let sawBoth = watch(new, thenOld: old) { isOver.withLock { $0 } }
            var session = Session(journal: Journal(path: new))
            #expect(session.recover(try #require(try LeftSession.all(in: folder.path).sessions.first)).isSuccess)
            isOver.withLock { $0 = true }
            #expect(await !sawBoth)
            #expect(folder.names == ["8-1.nns"])
            session.confirmRecovery()
            #expect(try folder.text(of: "8-1.nns") == "> net 1-1\n> set w1 2\n")
            #expect(try HeldJournal.hold(new) == nil, "it is held")
            session.end()
            #expect(folder.names == ["8-1-left.nns"])
            try FileManager.default.removeItem(atPath: "\(folder.path)/8-1-left.nns")
        }
    }

    private func watch(_ new: String, thenOld old: String, until isOver: @Sendable () -> Bool) async -> Bool {
        while !isOver() { if access(new, F_OK) == 0 && access(old, F_OK) == 0 { return true } }
        return false
    }

    @Test("what a recovery that was ended has half written is thrown away")
    func halfHandedOver() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("> net", to: "7-1.nns.part")
        try crash(folder, "> net 1-1\n", name: "7-2.nns", age: 30)
        LeftSession.thinOut(in: folder.path)
        #expect(folder.names == ["7-2.nns"])
    }

    @Test("what is recovered stays where it was as long as it cannot be written anew")
    func recoveredAndNotWritten() throws {
        let folder = try TemporaryFolder()
        try crash(folder, "> net 1-1\n", name: "7-1.nns", age: 30)
        var session = Session(journal: Journal(path: "/proc/nowhere/1.nns"))
        #expect(session.recover(try #require(try LeftSession.all(in: folder.path).sessions.first)).isSuccess)
        #expect(folder.names == ["7-1.nns"])
    }

    @Test("recover leaves out the command that crashed the program when it was run again, and one that fails; it keeps their text")
    func suspects() throws {
        let folder = try TemporaryFolder()
        try crash(folder, "> net 1-1\n> set w1 2\n> set w9 2\n> set w1 4\n! 2\n", name: "7-1.nns", age: 30)
        var session = Session(journal: Journal(path: "\(folder.path)/8-1.nns"))
        let told = try recover(&session, in: folder)
        #expect(told.contains("(line 2, set w1 2: it ended nnrepl when it was run again, and is left out; typed, it runs)"), "\(told)")
        #expect(told.contains("(line 3, set w9 2: left out, for now it fails: there is no parameter 'w9'"), "\(told)")
        #expect(session.transcript.commands == ["net 1-1", "set w1 4"])
        #expect(session.transcript.text.contains("# not run again: set w1 2\n"))
        // Its last command is marked until it has been on the screen.
        #expect(try folder.text(of: "8-1.nns").hasSuffix("> set w1 4\n? 5\n"))
        session.confirmRecovery()
        #expect(try folder.text(of: "8-1.nns").hasSuffix("> set w1 4\n"))
    }

    /// Goes on with the newest session. Returns what it tells, on one line.
    private func recover(_ session: inout Session, in folder: TemporaryFolder) throws -> String {
        let left = try #require(try LeftSession.all(in: folder.path).sessions.first)
        return session.recover(left).text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test("a recovery that was killed puts its command under suspicion; only a second one at the same command has it left out")
    func killed() throws {
        let folder = try TemporaryFolder()
        let text = "> net 1-1\n> set w1 2\n> set w1 3\n"
        func replayDies(at lines: Int...) throws {
            let held = try #require(try HeldJournal.hold("\(folder.path)/7-1.nns"))
            for line in lines { held.mark(Transcript.Command(text: "", line: line)) }
            #expect(try HeldJournal.hold("\(folder.path)/7-1.nns") == nil, "it is held")
            withExtendedLifetime(held) {}
        }
        func suspects() throws -> [Int: Suspicion] { try #require(try LeftSession.all(in: folder.path).sessions.first).suspects }
        try crash(folder, text, name: "7-1.nns", age: 30)
        try replayDies(at: 1, 2)
        #expect(try folder.text(of: "7-1.nns") == text + "? 2\n")
        #expect(try suspects().isEmpty)
        // What a later recovery has come past is innocent.
        try replayDies(at: 1, 2, 3)
        try replayDies(at: 1, 2)
        #expect(try suspects().isEmpty)
        try replayDies(at: 1, 2)
        #expect(try suspects() == [2: .killed])
        var session = Session(journal: Journal(path: "\(folder.path)/8-1.nns"))
        let told = try recover(&session, in: folder)
        #expect(
            told.contains("(line 2, set w1 2: it was run again twice when nnrepl was killed, and is left out; typed, it runs)"), "\(told)")
        #expect(session.transcript.commands == ["net 1-1", "set w1 3"])
    }

    @Test("stopped, it says where, and leaves the session as it was for another time")
    func stopped() throws {
        let folder = try TemporaryFolder()
        let text = "> net 1-1\n> set w1 2\n"
        try crash(folder, text, name: "7-1.nns", age: 30)
        let left = try #require(try LeftSession.all(in: folder.path).sessions.first)
        let control = RunControl()
        control.watch { [weak control] stage, _ in if stage?.number == 2 { control?.cancel() } }
        var session = Session(journal: Journal(path: "\(folder.path)/8-1.nns"))
        let told = session.recover(left, control: control).text
        #expect(told.contains("stopped at command 2 of 2, line 2: set w1 2; the session is left for another time"), "\(told)")
        #expect(folder.names == ["7-1.nns"])
        #expect(try folder.text(of: "7-1.nns") == text)
        #expect(session.transcript.entries.isEmpty && control.stage == nil)
    }

    @Test("what a journal holds that is no line of a session stays as narrative, be it the first line")
    func damaged() throws {
        let folder = try TemporaryFolder()
        try crash(folder, "\u{1}net 1-1\n> net 2-2\n\u{2}set w1 3\n> set w1 2\n", name: "7-1.nns", age: 30)
        var session = Session()
        #expect(try recover(&session, in: folder).hasPrefix("recovered: 2 commands"))
        #expect(session.transcript.text.hasPrefix("# \\u{1}net 1-1\n> net 2-2\n"))
        #expect(session.transcript.text.contains("# \\u{2}set w1 3\n"))
    }

    @Test("a command of another version that this one does not know is left out and said, the others are run")
    func otherVersion() throws {
        let folder = try TemporaryFolder()
        try crash(folder, "> net 1-1\n> levitate w1 by=2\n> set w1 2\n", name: "7-1-known.nns", age: 30)
        var session = Session()
        #expect(try recover(&session, in: folder).contains("(line 2, levitate w1 by=2: left out, for now it fails: unknown command"))
        #expect(session.transcript.text.hasSuffix("# not run again: levitate w1 by=2\n> set w1 2\nw1 = 2\n"))
    }

    @Test("a folder of journals that is none is an error; a journal that cannot be read is told of, and stays")
    func unreadable() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("> net 1-1\n", to: "journal")
        #expect(throws: CommandError("cannot read the folder \(file): not a directory")) { try LeftSession.all(in: file) }
        #expect(try LeftSession.all(in: "\(folder.path)/nothing").sessions.isEmpty)
        #expect(LeftSession.news(in: file) == nil)
        try crash(folder, "> net 1-1\n", name: "7-1.nns", age: 30)
        try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/7-2.nns", withDestinationPath: file)
        let shelf = try LeftSession.all(in: folder.path)
        #expect(shelf.sessions.count == 1)
        #expect(shelf.unreadable.count == 1 && shelf.unreadable[0].contains("7-2.nns cannot be read: "), "\(shelf.unreadable)")
        #expect(folder.names == ["7-1.nns", "7-2.nns", "journal"])
    }

    @Test("however many crashes there were, all are listed; of those left on purpose the oldest go")
    func many() throws {
        let folder = try TemporaryFolder()
        for number in 0..<60 {
            try crash(folder, "> net 1-1\n", name: "7-\(number).nns", age: 1000 - Double(number))
            try crash(folder, "> net 2-2\n", name: "8-\(number)-left.nns", age: 1000 - Double(number))
        }
        LeftSession.thinOut(in: folder.path)
        let shelf = try LeftSession.all(in: folder.path)
        #expect(shelf.sessions.count == 110 && shelf.sessions.count(where: \.isCrash) == 60)
        #expect(!folder.names.contains("8-9-left.nns") && folder.names.contains("8-10-left.nns"))
        #expect(PlainText().text(of: LeftSession.list(shelf)).split(separator: "\n").count == 112)
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
        #expect(try LeftSession.all(in: folder.path).sessions.first?.transcript.commands == ["net 1-1", "set w1 2"])
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
