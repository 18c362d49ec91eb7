// The names of files: what is printed can be typed, whatever the name; where no file is written, that is said.
import Testing

@testable import Language

@Suite("A file's name")
struct FileNameTests {
    @Test("with quotes, blanks and signs is the same when it is typed as a hint prints it", arguments: 1...200)
    func typedAgain(seed: UInt64) throws {
        var dice = SystemRandomNumberGenerator()
        let signs = Array("\"\" ab;#()[]=>.'~\\,\t*é日")
        let name = String((0..<Int.random(in: 1...8, using: &dice)).map { _ in signs.randomElement(using: &dice) ?? "a" }) + "x"
        let commands = try CommandLine.commands(of: "save \(FilePath.quoted(name)) overwrite=yes")
        let save = try CommandTable.command(named: Word("save", column: 1))
        let arguments = try Arguments(try #require(commands.first), for: save)
        #expect(commands.count == 1 && arguments.words.count == 1 && arguments.option("overwrite")?.text == "yes", "\(name)")
        #expect(arguments.words.first?.unquoted.text == name, "\(name)")
        // Behind a sign, with a blank or without one.
        for gap in ["", " "] {
            let line = try CommandLine.commands(of: "help >\(gap)\(FilePath.quoted(name + ".txt")) overwrite=yes")
            #expect(try line.first?.splitRedirection().1?.path == name + ".txt", "\(name)")
        }
        #expect(Word.unquoted(start: String(FilePath.quoted(name + " /"))) == name + " /")
    }

    @Test(
        "that is none for a picture or a text is refused, with one that works",
        arguments: [
            ("help > ../x", "help writes no file '../x': its name ends in .txt, .svg or, of a table, .csv", "help > ../x.txt"),
            ("help >notes", "help writes no file 'notes': its name ends in .txt, .svg or, of a table, .csv", "help > notes.txt"),
            (
                "undo 2 > \"my notes\"", "undo writes no file 'my notes': its name ends in .txt, .svg or, of a table, .csv",
                "undo 2 > \"my notes.txt\""
            ),
            ("history >", "the file behind > is missing", "history > history.txt"),
        ])
    func none(line: String, message: String, works: String) throws {
        var talk = Talk("net 1-1; set w1 1; set w1 2")
        let found = talk.error(line), error = try #require(found)
        #expect(error.message == message)
        #expect(error.hint?.hasSuffix(": " + works) == true, "\(error.hint ?? "")")
        let (_, redirection) = try #require(try CommandLine.commands(of: works).first).splitRedirection()
        #expect(redirection != nil)
    }

    @Test("a `>` in an expression compares")
    func compares() {
        var talk = Talk("net 1-1 identity; set w1 2")
        #expect(talk.error("print w1 > 1") == nil)
        #expect(talk.error("break if w1 > 3") == nil)
    }

    @Test("lines end with a line feed, perhaps behind a carriage return, and with nothing else")
    func lines() {
        #expect(CommandLine.lines(of: "a\r\nb\u{2028}c\u{85}d\u{B}e\n\nf\r") == ["a", "b\u{2028}c\u{85}d\u{B}e", "", "f"])
    }
}
