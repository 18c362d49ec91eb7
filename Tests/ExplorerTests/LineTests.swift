// The command line: emacs keys, undo, history, search, suggestion, rows, wide characters, mistakes.
import Language
import Testing

@testable import Explorer

/// A line after some text and keys; `|` in the shown text is the cursor.
private func line(_ text: String, history: [String] = [], _ keys: Key...) -> LineEditor {
    var line = LineEditor(history: history)
    for character in text { _ = line.take(.character(character)) }
    for key in keys { _ = line.take(key) }
    return line
}

extension LineEditor {
    fileprivate var shown: String { String(characters[..<cursor]) + "|" + String(characters[cursor...]) }

    fileprivate mutating func press(_ keys: Key...) { for key in keys { _ = take(key) } }
}

@Suite("Editing a line")
struct LineEditingTests {
    @Test("moves by characters, words and to the ends")
    func moves() {
        #expect(line("set w5 0.4", .left, .control("b")).shown == "set w5 0|.4")
        #expect(line("set w5 0.4", .alt("b"), .alt("b"), .alt("b")).shown == "set |w5 0.4")
        #expect(line("set w5 0.4", .home, .alt("f"), .alt("f")).shown == "set w5| 0.4")
        #expect(line("set", .control("a"), .control("f")).shown == "s|et")
        #expect(line("set", .control("a"), .control("e")).shown == "set|")
    }

    @Test("kills and yanks, kills in a row as one piece, and older pieces after it")
    func kills() {
        #expect(line("set w5 0.4", .control("w"), .control("w"), .control("y")).shown == "set w5 0.4|")
        #expect(line("abc def", .control("a"), .alt("d"), .alt("d"), .control("e"), .control("y")).shown == "abc def|")
        #expect(line("abc def", .control("u"), .control("y"), .control("y")).shown == "abc defabc def|")
        #expect(line("abc def", .alt("b"), .control("k"), .left, .control("u"), .control("y"), .alt("y")).shown == "def| ")
        #expect(line("one-two", .alt("\u{7F}")).shown == "one-|")
        #expect(line("abc", .left, .control("t")).shown == "acb|")
    }

    @Test("undoes a typed word at a time, and every other change one by one, to the beginning")
    func undo() {
        var edited = line("net 2-2-2", .control("w"), .backspace)
        #expect(edited.text == "net")
        edited.press(.control("_"))
        #expect(edited.text == "net ")
        edited.press(.control("_"))
        #expect(edited.text == "net 2-2-2")
        for _ in 1...5 { edited.press(.control("_")) }
        #expect(edited.text.isEmpty)
    }

    @Test("a mark that combines joins its letter; wide characters take two cells")
    func wide() {
        var edited = line("e\u{301}x")
        #expect(edited.characters.count == 2 && edited.cursor == 2)
        edited.press(.backspace, .backspace)
        #expect(edited.isEmpty)
        #expect(PromptRows(line("# 神経x"), width: 80).cursorColumn == 2 + 2 + 4 + 1)
        #expect("神".first?.cellWidth == 2 && "é".first?.cellWidth == 1 && "🙂".first?.cellWidth == 2)
    }

    @Test("what is pasted keeps its rows and loses control characters")
    func paste() {
        var edited = line("# ")
        edited.paste("net 2-2-2\r\nstep\u{7}\t3\n\n")
        #expect(edited.text == "# net 2-2-2\nstep 3")
        edited.press(.control("_"))
        #expect(edited.text == "# ")
    }

    @Test("Alt-Enter begins a row; up and down go through the rows before they go through the past")
    func rows() {
        var edited = line("print 1", history: ["old"], .alt("\r"))
        for character in "print 22" { edited.press(.character(character)) }
        edited.press(.up)
        #expect(edited.shown == "print 1|\nprint 22")
        edited.press(.down, .home)
        #expect(edited.shown == "print 1\n|print 22")
        edited.press(.up, .up)
        #expect(edited.text == "old")
    }
}

@Suite("Lines typed before")
struct LineRecallTests {
    private let history = ["net 2-2-2 sigmoid", "data xor", "train 100 until=loss<0.1", "plot loss"]

    @Test("up and down walk through them, and come back to what was being typed")
    func arrows() {
        var edited = line("pri", history: history, .up, .up)
        #expect(edited.text == "train 100 until=loss<0.1")
        edited.press(.down, .down)
        #expect(edited.text == "pri")
        edited.press(.down)
        #expect(edited.text == "pri")
    }

    @Test("the newest one with this beginning is suggested; right takes it, Alt-F a word of it")
    func suggestion() {
        #expect(line("tr", history: history).suggestion == "ain 100 until=loss<0.1")
        #expect(line("tr", history: history, .right).text == "train 100 until=loss<0.1")
        #expect(line("tr", history: history, .alt("f"), .alt("f")).text == "train 100")
        #expect(line("tr", history: history, .left).suggestion == nil)
        #expect(line("zz", history: history).suggestion == nil)
    }

    @Test("Ctrl-R finds as one types, again an older one; Escape gives up, another key keeps it")
    func search() {
        var edited = line("draft", history: history, .control("r"))
        for character in "lo" { edited.press(.character(character)) }
        #expect(edited.text == "plot loss" && edited.searchQuery == "lo")
        edited.press(.control("r"))
        #expect(edited.text == "train 100 until=loss<0.1")
        edited.press(.escape)
        #expect(edited.text == "draft" && edited.searchQuery == nil)
        edited.press(.control("r"), .character("x"), .control("a"))
        #expect(edited.shown == "|data xor")
        edited.press(.control("r"), .character("q"))
        #expect(edited.searchFails)
    }

    @Test("a line is remembered once, blank ones are not")
    func remember() {
        var player = Player()
        player.enter("print 1", "print 1", "print 2")
        player.press(.up, .up)
        #expect(player.state.line.text == "print 1")
        player.press(.up)
        #expect(player.state.line.text == "print 1")
        #expect(player.remembered == ["print 1", "print 1", "print 2"])
    }
}

@Suite("On the screen")
struct LineOnTheScreenTests {
    @Test("rows of a line are drawn below each other, and run one after the other")
    func rows() {
        var player = Player()
        player.send(.paste("print 1+1\nprint 2+2\n"))
        #expect(player.lines.suffix(3).dropLast() == ["> print 1+1", ". print 2+2"])
        #expect(player.state.picture.cursor?.y == 22)
        player.press(.enter)
        #expect(player.told == ["> print 1+1", "1+1 = 2", "> print 2+2", "2+2 = 4"])
    }

    @Test("a line longer than the screen is folded")
    func long() {
        var player = Player()
        player.type("print " + String(repeating: "1+", count: 60) + "1")
        #expect(player.state.promptRows == 2 && player.lines.count == 24)
        player.press(.enter)
        #expect(player.told.last?.hasSuffix("= 61") == true)
    }

    @Test("a mistake is marked and named while one types, never the word that may become right")
    func mistakes() {
        #expect(LineMistake.first(in: "ste", cursor: 3) == nil)
        #expect(LineMistake.first(in: "stpe", cursor: 4)?.places == 0..<4)
        #expect(LineMistake.first(in: "print 1; stpe 3", cursor: 15)?.places == 9..<13)
        #expect(LineMistake.first(in: "train 5 bacth=2 every=1", cursor: 23)?.places == 8..<15)
        #expect(LineMistake.first(in: "train 5 ba", cursor: 10) == nil)
        #expect(LineMistake.first(in: "set W1 [[1,2", cursor: 12) == nil)
        var player = Player()
        player.type("stpe ")
        #expect(player.hint == "unknown command 'stpe'; did you mean 'step'?")
    }

    @Test("a wide character keeps the columns behind it in place")
    func wide() {
        var player = Player()
        player.enter("# 神経")
        player.type("神x")
        #expect(player.state.picture.canvas[4, 22].character == "x" && player.state.picture.cursor?.x == 5)
    }
}
