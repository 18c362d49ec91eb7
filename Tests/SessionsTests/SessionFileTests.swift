// Saving, opening and checking sessions.
import Foundation
import Testing

@testable import Language
@testable import Sessions

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
        #expect(try folder.text(of: "first.nns") == text)
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

    @Test("a session that fails to be written leaves the old file whole")
    func atomic() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("> net 1-1\n", to: "a.nns")
        try FileManager.default.createDirectory(
            atPath: "\(file).\(ProcessInfo.processInfo.processIdentifier).part", withIntermediateDirectories: true)
        var session = session("net 2-2")
        #expect(refusal(session.run("save \(file) overwrite=yes")) != nil)
        #expect(try folder.text(of: "a.nns") == "> net 1-1\n")
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
}
