// What keys do: the pure update, without a terminal.
import Language
import NeuralEngine
import Scenes
import Testing

@testable import Explorer
@testable import Workspaces

/// An Explorer on the 2-2-2 network of the course.
private func onTheCourse() -> Player {
    var player = Player()
    Scene.course.forEach { player.enter($0) }
    return player
}

private func step(_ player: Player) -> Int? { player.state.workspace.stepper?.position.step }

@Suite("The loop waits")
struct PatienceTests {
    @Test("for ever while nothing happens by itself: idle costs no processor time")
    func idle() {
        var player = onTheCourse()
        #expect(player.state.patience == -1)
        player.enter("lesson 1")
        #expect(player.state.patience == -1)
    }

    @Test("a thirtieth of a second at most while a training is watched")
    func training() {
        var player = Player(120, 40)
        player.watchCircles()
        #expect((1...33).contains(player.state.patience))
        player.pauseTraining()
        #expect(player.state.patience == -1)
    }

    @Test("for the next move of a session that plays by itself")
    func replay() throws {
        var player = Player()
        player.enter("lesson 1")
        player.press(.function(5))
        let pause = try #require(player.state.pauseOfReplay)
        #expect(Double(player.state.patience) == (pause * 1000).rounded())
    }
}

@Suite("On an empty line")
struct EmptyLineTests {
    @Test("space steps, backspace goes back; so do F10 and shift-F10")
    func stepping() {
        var player = onTheCourse()
        player.press(.character(" "), .character(" "), .function(10))
        #expect(step(player) == 3)
        player.press(.backspace, .function(22))
        #expect(step(player) == 1)
    }

    @Test("F5 runs to the breakpoint")
    func continues() {
        var player = onTheCourse()
        player.enter("break o1.out")
        player.press(.function(5))
        #expect(player.lines.contains { $0.contains("out_o1 = sigmoid") })
    }

    @Test("? is help, Ctrl-D leaves, Ctrl-L draws anew, Ctrl-Z suspends")
    func others() {
        var player = Player()
        player.press(.character("?"), .character("?"))
        #expect(player.told.contains { $0.contains("Commands may be shortened") })
        player.press(.control("l"))
        #expect(player.asked == ["redraw"])
        player.press(.control("z"))
        #expect(player.asked == ["suspend"])
        player.press(.control("d"))
        #expect(player.state.isOver)
    }

    @Test("F1 shows the keys, then the commands; in a line that is typed it tells of its command; others say which keys do something")
    func functionKeys() {
        var player = onTheCourse()
        player.press(.function(1))
        #expect(player.state.conversation.showsKeys)
        player.press(.function(1))
        #expect(!player.state.conversation.showsKeys && player.told.contains { $0.contains("Commands may be shortened") })
        player.press(.escape)
        player.type("freeze")
        player.press(.function(1))
        #expect(player.told.contains { $0.contains("Frozen parameters") } && player.state.conversation.line.text == "freeze")
        player.press(.function(3))
        #expect(player.hint.hasPrefix("F3 does nothing; F1 help"))
        player.press(.function(9))
        #expect(player.hint.contains("train 100"))
    }

    @Test("size= is for text: where a pane draws the chart, the line of hints says so")
    func size() {
        var player = Player()
        player.enter("plot sigmoid size=30x8")
        #expect(player.hint.hasPrefix("size= is for text and files"))
        player.enter("plot sigmoid")
        #expect(!player.hint.contains("size="))
    }

    @Test("Enter does nothing")
    func nothing() {
        var player = Player()
        player.press(.enter)
        #expect(player.told.isEmpty)
    }

    @Test("a line being typed keeps its blanks and its backspace")
    func typing() {
        var player = onTheCourse()
        player.type("print 1")
        player.press(.character(" "), .backspace, .backspace)
        #expect(player.state.conversation.line.text == "print ")
        #expect(step(player) == nil)
    }
}

@Suite("While a command runs")
struct RunningTests {
    /// An Explorer in which a training is under way, and the task that runs it.
    private func training() -> (Player, RunControl) {
        var player = Player()
        player.enter("net 2-2-1 sigmoid", "data xor")
        player.type("train 10")
        guard case .run(_, _, let control)? = player.press(holding: .enter) else { return (player, RunControl()) }
        return (player, control)
    }

    @Test("Ctrl-C stops it, and the program goes on")
    func interrupt() {
        var (player, control) = training()
        player.press(.control("c"))
        #expect(control.isCancelled)
        #expect(!player.state.isOver)
        #expect(player.hint == "stopping train 10")
    }

    @Test("pause stops it too")
    func pause() {
        var (player, control) = training()
        player.enter("pause")
        #expect(control.isCancelled)
    }

    @Test("lines typed meanwhile wait, and run in order when it has ended")
    func waiting() {
        var (player, _) = training()
        player.enter("step; print 1+1", "step; print 2+2")
        #expect(player.state.agenda.waiting.map(\.command) == ["step; print 1+1", "step; print 2+2"])
        #expect(!player.screen.contains("> step"))
        #expect(player.hint == "waits for train 10 to end: step; print 2+2")
        player.send(.finished(.init(session: player.state.session, outcomes: [])))
        #expect(player.state.agenda.waiting.isEmpty)
        #expect(!player.hint.contains("waits"))
        #expect(player.lines.contains { $0.contains("1+1 = 2") } && player.lines.contains { $0.contains("2+2 = 4") })
    }

    @Test("Ctrl-C forgets the lines that wait")
    func forget() {
        var (player, _) = training()
        player.enter("step")
        #expect(!player.state.agenda.waiting.isEmpty)
        player.press(.control("c"))
        #expect(player.state.agenda.waiting.isEmpty)
    }

    @Test("being asked to end stops it and ends")
    func terminate() {
        var (player, control) = training()
        player.send(.terminate)
        #expect(control.isCancelled && player.state.isOver)
    }

    @Test("Ctrl-C with nothing running clears the line, as Escape does, then only says how to leave")
    func idle() {
        var player = Player()
        for key in [Key.control("c"), .escape] {
            player.type("abc")
            player.press(key)
            #expect(player.state.conversation.line.isEmpty && player.hint == "Ctrl-Y puts the line back")
            player.press(.control("y"))
            #expect(player.state.conversation.line.text == "abc")
            player.press(key, .control("_"))
            #expect(player.state.conversation.line.text == "abc")
            player.press(key)
        }
        player.press(.control("c"))
        #expect(player.hint.contains("Ctrl-D leaves") && !player.state.isOver)
    }
}

@Suite("Completion")
struct CompletionKeysTests {
    @Test("one candidate is taken at once, several share their beginning")
    func first() {
        var player = Player()
        player.type("expl")
        player.press(.tab)
        #expect(player.state.conversation.line.text == "explain ")
        player.press(.control("u"))
        player.type("r")
        player.press(.tab)
        #expect(player.state.conversation.line.text == "re" && player.state.conversation.completion?.candidates.count ?? 0 > 1)
    }

    @Test("Tab goes through the candidates, shift-Tab back, another key keeps what was chosen")
    func around() {
        var player = Player()
        player.type("show ")
        player.press(.tab, .tab)
        #expect(player.state.conversation.line.text == "show network")
        player.press(.tab)
        #expect(player.state.conversation.line.text == "show weights")
        player.press(.backTab, .backTab)
        #expect(player.state.conversation.line.text == "show spectrum")
        player.press(.character("x"))
        #expect(player.state.conversation.line.text == "show spectrumx" && player.state.conversation.completion == nil)
    }

    @Test("up and down go through the candidates too")
    func arrows() {
        var player = Player()
        player.type("show ")
        player.press(.tab, .down, .down)
        #expect(player.state.conversation.line.text == "show weights")
        player.press(.up, .up)
        #expect(player.state.conversation.line.text == "show spectrum")
        player.press(.escape)
        #expect(player.state.conversation.completion == nil && player.state.conversation.line.text == "show spectrum")
        player.press(.escape)
        #expect(player.state.conversation.line.isEmpty)
    }

    @Test("the list of candidates is parted from the pane above it; a word about a lone one that has no room ends in ›")
    func listed() {
        var player = Player()
        player.type("show ")
        player.press(.tab)
        let first = player.lines.firstIndex { $0.hasPrefix(" network ") } ?? 0
        #expect(player.lines[first - 1].hasPrefix("─ Tab ────"))
        player.press(.escape, .control("u"))
        player.type("optimizer rms")
        player.press(.tab)
        #expect(player.hint.hasPrefix("rmsprop: s = alpha s") && player.hint.hasSuffix("›") && player.hint.count == 78)
    }

    @Test("Tab leaves a whole word as it is, even if a longer one begins with it")
    func wholeWord() {
        var player = Player()
        player.type("optimizer adam")
        player.press(.tab)
        #expect(player.state.conversation.line.text == "optimizer adam" && player.state.conversation.completion?.candidates.count == 3)
    }

    @Test("a folder is opened by the next Tab; a word that is complete says what it is")
    func files() {
        var player = Player()
        player.state.shelf = Shelf(
            entries: { $0.isEmpty ? [.init(name: "plates", isFolder: true)] : [.init(name: "iris.csv", size: 99)] }, lessons: { [] })
        player.type("data load pl")
        player.press(.tab)
        #expect(player.state.conversation.line.text == "data load plates/")
        player.press(.tab)
        #expect(player.state.conversation.line.text == "data load plates/iris.csv ")
        #expect(player.hint == "plates/iris.csv: table, 99 bytes")
        player.press(.control("u"))
        player.enter("net 2-2-2 sigmoid")
        player.type("print w1")
        player.press(.tab)
        #expect(player.lines.contains { $0.hasPrefix(" w1") && $0.contains("the weight from i1 to h1 = ") })
    }

    @Test("Escape closes the list; what fits nothing is said")
    func none() {
        var player = Player()
        player.type("show ")
        player.press(.tab, .escape)
        #expect(player.state.conversation.completion == nil && player.state.conversation.line.text == "show ")
        player.press(.control("u"))
        player.type("zzz")
        player.press(.tab)
        #expect(player.hint == "nothing completes this")
    }
}
