// The command line: emacs keys, undo, history, search, suggestion, rows, wide characters, mistakes.
import Charts
import Language
import Testing

@testable import Explorer
@testable import Workspaces

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
        // A terminal sends the mark by itself.
        var edited = LineEditor()
        for scalar in "e\u{301}x".unicodeScalars { edited.press(.character(Character(scalar))) }
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
        #expect(edited.searchFails && edited.shown == "data xor|")
        edited = line("", history: history, .control("r"), .character("x"), .character("q"))
        #expect(edited.searchFails && edited.text.isEmpty)
        edited.press(.backspace)
        #expect(!edited.searchFails && edited.text == "data xor")
    }

    @Test("all lines that a search finds are listed, the newest first and each once; up and down go through them")
    func searchList() {
        var edited = line("", history: ["net 2-2", "step 1", "net 3-3", "step 1", "net 2-2"], .control("r"))
        #expect(edited.searchMatches.lines.isEmpty)
        for character in "ne" { edited.press(.character(character)) }
        #expect(edited.searchMatches.lines == ["net 2-2", "net 3-3"] && edited.searchMatches.chosen == 0)
        edited.press(.down, .down)
        #expect(edited.searchMatches.chosen == 1 && edited.text == "net 3-3")
        edited.press(.up, .up)
        #expect(edited.searchMatches.chosen == 0 && edited.text == "net 2-2")
        edited.press(.character("x"))
        #expect(edited.searchMatches.lines.isEmpty && edited.text.isEmpty)
    }

    @Test("a line is remembered once, blank ones are not")
    func remember() {
        var player = Player()
        player.enter("print 1", "print 1", "print 2")
        player.press(.up, .up)
        #expect(player.state.conversation.line.text == "print 1")
        player.press(.up)
        #expect(player.state.conversation.line.text == "print 1")
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

    @Test(
        "a word that is complete is read as the command would read it, and marked where the command would say that it is wrong",
        arguments: [
            ("plot ot step", "ot"), ("plot x * sigmod(x) + 1", "sigmod"), ("net 2-2-x sigmod ", "x"), ("net 2-2-2 sigmod ", "sigmod"),
            ("print w55 + w1", "w55"), ("print w55 + ", "w55"), ("print w55*(w5 + (w6", "w55"), ("break h9.net ", "h9.net"),
            ("break if w5 < h9.out and ", "h9.out"), ("optimizer adm lr=x", "adm"), ("optimizer adam lr=x ", "x"),
            ("set w5 0,4 ", "0,4"), ("set W1 [[1,x],[3", "x"), ("set h1->o7 0.4", "h1->o7"), ("loss squared-eror ", "squared-eror"),
            ("init he-nomal seed=3", "he-nomal"), ("train 1o0 ", "1o0"), ("train until=los<0.1 ", "los"), ("step 3 nodes layr ", "layr"),
            ("goto h9.net ", "h9.net"), ("show wights ", "wights"), ("layer dense 3 rleu ", "rleu"), ("data spirl n=20", "spirl"),
            ("input 0.5 0.x ", "0.x"), ("watch w99 ", "w99"), ("explain grad(w99) ", "grad(w99)"), ("rewind x ", "x"),
            ("print w5; print w99 + 1", "w99"), ("freeze b1 b9 ", "b9"), ("split 70/15/1x seed=2", "70/15/1x"), ("help stpe ", "stpe"),
        ])
    func arguments(line: String, wrong: String) throws {
        var player = Player()
        player.enter("net 2-2-2 sigmoid", "data xor")
        let mistake = try #require(LineMistake.first(in: line, cursor: line.count, desk: player.state.session.desk))
        #expect(String(Array(line)[mistake.places]) == wrong)
        player.type(line)
        #expect(player.hint.hasPrefix(mistake.message.prefix(60)))
    }

    @Test(
        "no beginning of a right line is ever marked",
        arguments: [
            "plot sigmoid tanh relu x=-6..6 y=-1..2", "plot x*sigmoid(x) (x*tanh(x))'", "plot loss log=yes smooth=0.9",
            "net 4-7-5-3 leaky-relu(0.5) output=softmax", "print (o1.target - o1.out)^2/2", "print grad(w5) < w1", "print W1[2,1] + w12",
            "set W1 [[0.15,0.2],[0.25,0.3]]", "set h1->o1 0.4", "set panes values network", "break if abs(grad(w5)) < 1e-6",
            "break layer 2",
            "train 100 until=loss < 0.01 and epoch > 3 every=10", "step 2 pass", "goto grad(w5)",
            "optimizer sgd lr=0.1 momentum=0.9 nesterov=on",
            "show weights > weights.txt", "plot sigmoid > \"my picture.svg\"", "input [[0,0],[0,1]]",
            "data load flowers.csv target=species",
            "layer conv 8 3x3 stride=1 padding=1 relu", "layer activation 2 tanh", "loss binary-cross-entropy", "init constant value=0.1",
            "net 3-3 tanh; print w9 # of the new network", "define mish(x) = x*tanh(softplus(x)); plot mish", "print w1; print w2",
            "split 70/15/15 seed=1", "normalise range", "schedule cosine epochs=100 warm-up=5", "clip norm 1", "penalty l1=0.001 l2=0.01",
            "explain h1.net", "help step", "lesson backpropagation", "save first overwrite=yes", "rewind -1", "undo 3",
            "check gradients limit=20",
        ])
    func beginnings(line: String) {
        var player = Player()
        player.enter("net 2-3-2 sigmoid", "data iris")
        for count in 0...line.count {
            let beginning = String(line.prefix(count))
            let mistake = LineMistake.first(in: beginning, cursor: count, desk: player.state.session.desk)
            #expect(mistake == nil, "\(beginning)")
        }
    }

    @Test("a bracket that waits to be closed is marked, and is a mistake once the cursor stands before it")
    func openBracket() {
        #expect(LineMistake.openBrackets(in: "print w5 + (w6") == [11])
        #expect(LineMistake.openBrackets(in: "print (w5) + w6").isEmpty)
        #expect(LineMistake.first(in: "print w5 + (w6", cursor: 3)?.message == "this '(' is never closed")
        var player = Player()
        player.type("print w5 + (w6")
        #expect(player.state.picture.canvas[13, 22].style == CellStyle(color: .series(1), bold: true))
        player.press(.home)
        #expect(player.hint == "this '(' is never closed; add ')'")
    }

    @Test("finding mistakes changes nothing and runs nothing")
    func rehearsal() {
        var player = Player()
        player.enter("net 2-2-2 sigmoid")
        let transcript = player.told
        player.type("train 100000000; net 9000-5000 relu; open nothing; ")
        #expect(player.told == transcript && player.state.workspace.epoch == 0 && player.state.agenda.running == nil)
    }

    @Test("a wide character keeps the columns behind it in place")
    func wide() {
        var player = Player()
        player.enter("# 神経")
        player.type("神x")
        #expect(player.state.picture.canvas[4, 22].character == "x" && player.state.picture.cursor?.x == 5)
    }
}
