// A session that is opened, replayed, verified or recovered reads, and does nothing beyond itself.
import Foundation
import Synchronization
import Testing

@testable import Language
@testable import Sessions
@testable import Workspaces

@Suite("Playing a session")
struct PlayingTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func file(_ lines: String..., name: String = "a.nns") throws -> String {
        try folder.write(lines.map { $0 + "\n" }.joined(), to: name)
    }

    /// A session that would write four files and leave.
    private func intruder() throws -> String {
        try file(
            "> net 1-1", "> show > \(folder.path)/x.txt", "> plot sigmoid > \(folder.path)/y.svg overwrite=yes", "> save \(folder.path)/z",
            "saved 3 commands to somewhere", "> screen > \(folder.path)/s.svg", "> quit", "> lesson 1", "> set w1 3", "w1 = 3")
    }

    @Test("opened, verified or played line by line it writes nothing and leaves nothing; what is left out is said")
    func intrusion() throws {
        let path = try intruder()
        var session = Session()
        let told = session.open(file: path).text.unfolded
        for line in [2, 3, 4, 6, 7, 8] { #expect(told.contains("line \(line), "), "\(told)") }
        #expect(session.run("print w1").first?.text == "w1 = 3")
        #expect(session.wantedReplay == nil && !session.isOver)
        let (_, transcript) = try readTranscript(of: path)
        let report = Verification.run(transcript, path: path, isExact: true)
        #expect(report.isSame && report.comparedCount == 2, "\(report.text)")
        var played = Session(playing: path)
        let outcomes = transcript.commands.flatMap { played.run($0) }
        #expect(outcomes.count { $0.text.unfolded.contains("(left out: ") } == 6)
        #expect(
            outcomes[1].text.unfolded.hasSuffix(
                "(left out: > \(folder.path)/x.txt; a session that is played writes no file and leaves nothing)"))
        #expect(folder.names == ["a.nns"])
    }

    @Test("whose answers were recorded with the file that they were written to verifies all the same, and one that differs does not")
    func recordedRedirection() throws {
        func isSame(_ weight: String) throws -> Bool {
            let text = "> net 1-1 identity\n> set w1 2\n> print w1 > a.txt\nw1 = \(weight)\n(written to a.txt)\n"
            return Verification.run(try Transcript(reading: text, path: "t"), path: "t").isSame
        }
        #expect(try isSame("2"))
        #expect(try !isSame("3"))
    }

    /// What controls a session that is stopped as soon as a command of it begins, by its number; keeps what was told up to there.
    private func stop(at number: Int) -> (RunControl, () -> [Stage]) {
        let control = RunControl(), told = Mutex<[Stage]>([])
        control.watch { [weak control] stage, _ in
            if let stage { told.withLock { $0.append(stage) } }
            if stage?.number == number { control?.cancel() }
        }
        return (control, { told.withLock { $0 } })
    }

    @Test("tells which command of how many is under way, of sessions that open one another that of the outermost")
    func stages() throws {
        let inner = try file("> net 1-1", "> set w1 2", name: "inner.nns")
        let outer = try file("> net 2-1", "# narrative", "> open \(inner)", "> set w1 3", name: "outer.nns")
        let (control, told) = stop(at: 0)
        var session = Session()
        #expect(session.run("open \(outer)", control: control).first?.isSuccess == true)
        #expect(
            told() == [Stage(1, of: 3, title: "net 2-1"), Stage(2, of: 3, title: "open \(inner)"), Stage(3, of: 3, title: "set w1 3")])
        #expect(control.stage == nil)
    }

    @Test("stopped, it says where; nothing has changed")
    func stopped() throws {
        let path = try file("> net 2-1", "2-1: 2 inputs, 1 sigmoid; 3 parameters", "> set w1 3", "> set w1 4")
        var session = Session()
        let opening = try #require(session.run("net 1-1; open \(path); set w1 7", control: stop(at: 2).0).last)
        #expect(opening.text.contains("error: \(path): stopped at command 2 of 3, line 3: set w1 3; nothing has changed"))
        #expect(session.transcript.commands == ["net 1-1"])
        let (_, transcript) = try readTranscript(of: path)
        let report = Verification.run(transcript, path: path, control: stop(at: 2).0)
        #expect(!report.isSame && report.text == "\(path): stopped at command 2 of 3, line 3: set w1 3; 1 compared before it, all the same")
        let verified = try #require(session.run("replay \(path) verify", control: stop(at: 1).0).last)
        #expect(!verified.isSuccess && verified.text.contains("stopped at command 1 of 3, line 1: net 2-1"))
    }

    @Test("stopped while a long file is read, too")
    func stoppedReading() throws {
        let path = try file(String(repeating: "# narrative\n", count: 20_000))
        let control = RunControl()
        control.cancel()
        var session = Session()
        #expect(session.open(file: path, control: control).text.contains("stopped while \(path) was read; nothing has changed"))
        var looks = 0
        let text = try String(contentsOfFile: path, encoding: .utf8)
        func isToStop() -> Bool {
            looks += 1
            return looks == 7
        }
        #expect(throws: TranscriptError.self) { try Transcript(reading: text, path: path, unless: isToStop) }
        #expect(looks == 7)
    }

    @Test("once a line is stopped, the commands behind the one under way are not run, and that is said")
    func stoppedLine() throws {
        let control = RunControl()
        control.cancel()
        var session = Session()
        let outcomes = session.run("define f(x) = x; save \(folder.path)/x; print 1", control: control)
        #expect(outcomes.map(\.command) == ["define f(x) = x"])
        #expect(outcomes[0].text.unfolded.hasSuffix("(stopped: not run is save \(folder.path)/x, nor what comes after it)"))
        #expect(folder.names.isEmpty)
    }

    @Test("who has taken over writes again")
    func takenOver() throws {
        var session = Session(playing: try intruder()).running(lineOf: nil)
        #expect(session.run("help > \(folder.path)/x.txt").first?.isSuccess == true)
        #expect(folder.names == ["a.nns", "x.txt"])
    }

    @Test("one that opens or verifies itself, at once or through another, is refused", arguments: ["open", "replay"])
    func circle(command: String) throws {
        let end = command == "open" ? "" : " verify"
        let a = try file("> net 1-1", "> \(command) \(folder.path)/b.nns\(end)"), b = "\(folder.path)/b.nns"
        for text in [
            "> \(command) \(b)\(end)\n", "> \(command) \(folder.path)/../\(folder.path.split(separator: "/").last ?? "")/a.nns\(end)\n",
        ] {
            _ = try folder.write(text, to: "b.nns")
            for path in [a, b] {
                var session = Session()
                // However long the folder's name is, and wherever the line is folded.
                let told = session.open(file: path).text.filter { !$0.isWhitespace }
                #expect(told.contains("againandagain"))
                #expect(!session.run("replay \(path) verify").contains { $0.isSuccess })
                #expect(session.workspace.network == nil)
            }
        }
    }

    @Test("sessions that open one another in a long chain are refused, short chains open")
    func chain() throws {
        for number in 0..<40 { _ = try file("> open \(folder.path)/\(number + 1).nns", name: "\(number).nns") }
        _ = try file("> net 1-1", name: "40.nns")
        var session = Session()
        #expect(session.open(file: "\(folder.path)/0.nns").text.unfolded.contains("no more are opened"))
        #expect(session.open(file: "\(folder.path)/35.nns").isSuccess)
        #expect(session.workspace.network != nil)
    }

    @Test("it reads the data files that it names, if they are ordinary ones, and says so")
    func dataFiles() throws {
        let data = try folder.write("x,y\n1,2\n3,4\n", to: "d.csv")
        let path = try file("> data load \(data) target=y answers=numbers")
        var session = Session()
        #expect(session.open(file: path).text.unfolded.contains("(read: \(data))"))
        #expect(Verification.run(try readTranscript(of: path).1, path: path).text.hasSuffix("; read: \(data)"))
        #expect(mkfifo("\(folder.path)/pipe.csv", 0o600) == 0)
        for name in ["\(folder.path)/pipe.csv", "/dev/zero"] {
            let path = try file("> data load \(name) target=y", name: "b.nns")
            #expect(session.open(file: path).text.unfolded.contains("it is no regular file"))
        }
    }
}

extension String {
    /// The words, wherever the lines were folded.
    fileprivate var unfolded: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
