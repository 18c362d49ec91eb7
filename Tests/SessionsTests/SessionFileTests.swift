// Saving, opening and checking sessions.
import Foundation
import Testing

@testable import Language
@testable import Sessions
@testable import Workspaces

@Suite("Session files")
struct SessionFileTests {
    private func session(_ lines: String...) -> Session {
        var session = Session()
        for line in lines { _ = session.run(line) }
        return session
    }

    private func refusal(_ outcomes: [Outcome]) -> CommandError? {
        if case .failure(let error)? = outcomes.last?.result { error } else { nil }
    }

    @Test("a session is saved as commands, what they printed, and narrative")
    func saved() throws {
        let folder = try TemporaryFolder()
        var session = session(
            "# The smallest network.", "net 1-1 identity; set w1 2", "#   with an indented remark", "", "input 3 # and one at the end",
            "stpe",
            "step 2")
        #expect(refusal(session.run("save \(folder.path)/first")) == nil)
        let text = """
            # The smallest network.
            > net 1-1 identity
            1-1: 1 input, 1 identity; 2 parameters
            > set w1 2
            w1 = 2

            #   with an indented remark
            > input 3
            input: 3
            > step 2
            step 2 of 2 · forward
            net_o1 = w1·i1 + b_o1 = 2·3 + 0 = 6
            out_o1 = identity(net_o1) = identity(6) = 6
            (end of pass 1)

            """
        #expect(try folder.text(of: "first.nns") == "#! nnrepl session, up to the line \"#. the end\"\n\(text)#. the end\n")
        #expect(folder.names == ["first.nns"])
        var opened = Session()
        #expect(refusal(opened.run("open \(folder.path)/first.nns")) == nil)
        #expect(opened.transcript.text == text)
        #expect(opened.isSaved)
        let (path, transcript) = try readTranscript(of: "\(folder.path)/first")
        #expect(Verification.run(transcript, path: path, isExact: true).isSame)
    }

    @Test("a file that is not of this session is not replaced without being asked")
    func overwriting() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("precious", to: "a.nns")
        var session = session("net 1-1")
        #expect(refusal(session.run("save \(file)"))?.hint?.contains("overwrite=yes") == true)
        #expect(try folder.text(of: "a.nns") == "precious")
        #expect(!session.isSaved)
        #expect(refusal(session.run("save \(file) overwrite=yes")) == nil)
        _ = session.run("set w1 1")
        #expect(refusal(session.run("save \(file)")) == nil)
        #expect(try folder.text(of: "a.nns").contains("> set w1 1"))
    }

    @Test("names may have blanks in quotes, and folders are made")
    func names() throws {
        let folder = try TemporaryFolder()
        var session = session("net 1-1")
        #expect(refusal(session.run("save \"\(folder.path)/deep/er/my first\"")) == nil)
        #expect(FileManager.default.fileExists(atPath: "\(folder.path)/deep/er/my first.nns"))
        #expect(refusal(session.run("open \"\(folder.path)/deep/er/my first\"")) == nil)
    }

    @Test("files that cannot be read or written: the reason, a hint, and nothing changed")
    func unreadable() throws {
        let folder = try TemporaryFolder()
        try Data([0x3E, 0x20, 0xFF, 0xFE, 0x00]).write(to: URL(fileURLWithPath: "\(folder.path)/binary.nns"))
        _ = try folder.write("hello\nworld\n", to: "letter.nns")
        _ = try folder.write("# fine\n> net 2-2\n> set W1 [[1,2],[3,", to: "cut.nns")
        _ = try folder.write("", to: "empty.nns")
        var session = session("net 3-1")
        let network = session.workspace.network, text = session.transcript.text
        for (command, message) in [
            ("open \(folder.path)/none", "no such file"), ("open \(folder.path)", "is a folder"),
            ("open \(folder.path)/binary.nns", "this is not text"),
            ("open \(folder.path)/letter.nns", "line 1: this is neither a command nor narrative"),
            ("open \(folder.path)/cut.nns", "line 3: this '[' is never closed"), ("open /dev/null", "no ordinary file"),
            ("replay \(folder.path)/letter.nns", "neither a command"), ("save /proc/nowhere/first", "cannot make the folder"),
            ("save /proc/first", "cannot write"), ("save \(folder.path)/letter.nns/first", "cannot write"),
        ] {
            let refused = refusal(session.run(command))
            let error = try #require(refused, "\(command)")
            #expect(error.message.contains(message), "\(error.message)")
            #expect(error.column == (command.hasPrefix("open") ? 6 : command.hasPrefix("save") ? 6 : 8))
            #expect(error.hint != nil, "\(error.message)")
            #expect(session.workspace.network == network)
            #expect(session.transcript.text == text)
        }
        #expect(refusal(session.run("open \(folder.path)/empty.nns")) == nil)
        #expect(session.transcript.commands.isEmpty)
    }

    @Test("a file that is replaced keeps its mode; nothing of the writing is left beside it")
    func mode() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("precious", to: "a.nns")
        chmod(file, 0o640)
        var session = session("net 1-1")
        #expect(refusal(session.run("save \(file) overwrite=yes")) == nil)
        var status = stat()
        #expect(stat(file, &status) == 0 && status.st_mode & 0o7777 == 0o640)
        #expect(folder.names == ["a.nns"])
    }

    @Test("what a symbolic link points to is replaced only if that is asked for, and the link stays")
    func links() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("precious", to: "a.txt"), link = "\(folder.path)/link.txt"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
        try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/lost.txt", withDestinationPath: "\(folder.path)/nowhere")
        var session = session("net 1-1")
        #expect(refusal(session.run("show > \(link)"))?.hint == "another name, or: > \(link) overwrite=yes")
        #expect(refusal(session.run("show > \(folder.path)/lost.txt overwrite=yes"))?.message.contains("is a link to nowhere") == true)
        #expect(try folder.text(of: "a.txt") == "precious")
        #expect(refusal(session.run("show > \(link) overwrite=yes")) == nil)
        #expect(try folder.text(of: "a.txt").hasPrefix("1-1"))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == file)
    }

    @Test("a name with more folders in it than any system takes is refused, wherever it stands", arguments: ["save", "help >", "open"])
    func tooDeep(command: String) {
        var session = session("net 1-1")
        let error = refusal(session.run("\(command) \(String(repeating: "a/", count: 30_000))b.txt"))
        #expect(error?.message == "this name is too long for a file")
        #expect(error?.column == command.count + 2)
        #expect(session.transcript.commands == ["net 1-1"])
    }

    @Test("`> FILE` asks before it replaces a file that this session has not written")
    func redirection() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("precious", to: "a.txt")
        var session = session("net 1-1")
        for _ in 1...2 {
            let error = try #require(refusal(session.run("show > \(file)")))
            #expect(error.message == "\(file) exists already" && error.column == 8)
        }
        #expect(try folder.text(of: "a.txt") == "precious")
        #expect(session.transcript.commands == ["net 1-1"])
        #expect(refusal(session.run("show > \(file) overwrite=yes")) == nil)
        #expect(refusal(session.run("show > \(file)")) == nil)
        #expect(try folder.text(of: "a.txt") != "precious")
    }

    @Test("a saved file that was cut off is told apart from a whole one; one without marks is whole")
    func cutOff() throws {
        let folder = try TemporaryFolder()
        var session = session("net 1-1", "set w1 2", "train 1")
        _ = session.run("input 1; target 1; train 1000; save \(folder.path)/a")
        let text = try folder.text(of: "a.nns")
        #expect(try !Transcript(reading: text, path: "a").isCutOff)
        let place = try #require(text.range(of: "> train 1000"))
        let cut = try folder.write(String(text[..<place.upperBound].dropLast()), to: "cut.nns")
        let transcript = try Transcript(reading: try folder.text(of: "cut.nns"), path: "a")
        // The half of a command that is left is another command.
        #expect(transcript.isCutOff && transcript.commands.last == "target 1")
        #expect(!Verification.run(transcript, path: "a").isSame)
        var opened = Session()
        #expect(opened.open(file: cut).text.contains("(the file is cut off: its end is missing)"))
        #expect(try !Transcript(reading: "> net 1-1\n> train 1", path: "a").isCutOff)
    }

    @Test("a byte-order mark is read over")
    func byteOrderMark() throws {
        #expect(try Transcript(reading: "\u{FEFF}# a\n> net 1-1\n", path: "a").text == "# a\n> net 1-1\n")
    }
}

@Suite("Transcripts as text")
struct TranscriptTextTests {
    @Test(
        "what is read and written again is the same",
        arguments: [
            "", "# a\n", "#\n", "# a\n#\n#   b\n", "> net 1-1\n", "> net 1-1\nout\n", "> print 1\n1 = 1\n\n# then\n> print 2\n2 = 2\n",
            "> plot\n line\n\n  more\n", "> x\n  > inside\n",
        ])
    func identity(text: String) throws { #expect(try Transcript(reading: text, path: "t").text == text) }

    @Test("lines may end as on other systems, and blank lines between do not matter")
    func lineEnds() throws {
        let transcript = try Transcript(reading: "# a\r\n> print 1\r\n1 = 1\r\n\r\n\r\n> print 2", path: "t")
        #expect(transcript.text == "# a\n> print 1\n1 = 1\n> print 2\n")
    }

    @Test("printed lines that look like commands are set off")
    func setOff() throws {
        var transcript = Transcript()
        transcript.append(command: "x", output: "> not a command\n# not narrative")
        let again = try Transcript(reading: transcript.text, path: "t")
        #expect(again.commands == ["x"])
        #expect(again.text == transcript.text)
    }

    /// Texts of what is hard: ends of lines of every kind, signs, escapes, marks that combine, blanks.
    private static let hard = [
        "\n", "\r", "\r\n", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}", "\0", "\u{1B}", "\t", " ", "  ", ">", "#", "> net 9-9",
        "# ",
        "\\", "\\u{", "}", "\\u{A}", "\\u{}", "\u{301}", "\u{338}", "\u{200D}", "\u{FEFF}", "é", "漢", "🎲", "a", "w1 = 2", "#. the end",
    ]

    private func text(_ dice: inout SystemRandomNumberGenerator) -> String {
        (0..<Int.random(in: 0...6, using: &dice)).map { _ in Self.hard.randomElement(using: &dice) ?? "" }.joined()
    }

    @Test("whatever a narrative, a command or an answer holds comes back the same from a saved file, and nothing else does")
    func roundTrip() throws {
        var dice = SystemRandomNumberGenerator()
        for _ in 0..<3000 {
            var transcript = Transcript()
            for _ in 0..<Int.random(in: 0...4, using: &dice) {
                if Bool.random(using: &dice) {
                    transcript.append(narrative: text(&dice))
                } else {
                    transcript.append(command: text(&dice), output: Bool.random(using: &dice) ? text(&dice) : nil)
                }
            }
            let again = try Transcript(reading: transcript.file, path: "t")
            let same = zip(transcript.entries, again.entries).allSatisfy { $0.scalars == $1.scalars }
            #expect(same && transcript.entries.count == again.entries.count && !again.isCutOff, "\(transcript.file.debugDescription)")
            #expect(again.file == transcript.file)
        }
    }
}

extension Transcript.Entry {
    /// Its texts, scalar by scalar.
    fileprivate var scalars: [[Unicode.Scalar]?] {
        switch self {
        case .narrative(let text): [Array(text.unicodeScalars)]
        case .command(let command, let output): [Array(command.text.unicodeScalars), output.map { Array($0.unicodeScalars) }]
        }
    }
}
