// Playing a session: the narrative beside the picture, forwards and back, by itself, taken over, and come back to.
import Foundation
import Language
import Sessions
import Testing

@testable import Explorer
@testable import Workspaces

@Suite("While a session is played")
struct ReplayTests {
    private func playing(_ width: Int = 80, _ height: Int = 24) -> Player {
        var player = Player(width, height)
        player.enter("net 3-1", "replay backpropagation")
        return player
    }

    private func step(_ player: Player) -> Int? { player.state.workspace.stepper?.position.step }

    @Test("the narrative is there before its commands, and stays while they run", arguments: sizes)
    func narrative(size: (Int, Int)) {
        var player = playing(size.0, size.1)
        #expect(player.screen.contains("You will see how a network"))
        #expect(player.screen.contains("next: > net 2-2-2 sigmoid") && player.state.workspace.network == nil)
        while player.state.playback.player?.next != .command("step") { player.press(.character(" ")) }
        let narrative = "Forward. The net input of h1 is the weighted sum of what comes in, plus the bias."
        let isSeen = { (player: Player) in narrative.split(separator: " ").allSatisfy { player.screen.contains($0) } }
        #expect(isSeen(player) && step(player) == nil)
        player.press(.character(" "))
        #expect(isSeen(player) && player.screen.contains("net_h1 = w1·i1 + w2·i2 + b1") && player.screen.contains("next: read on"))
        player.press(.character(" "))
        #expect(player.screen.contains("Then its output") && !player.screen.contains("Forward. The net input") && step(player) == 1)
    }

    @Test("End plays all that is left, Home goes back to the beginning", arguments: sizes)
    func ends(size: (Int, Int)) {
        var player = playing(size.0, size.1)
        let beginning = player.screen
        player.press(.right, .right, .end)
        #expect(player.state.playback.player?.next == nil && player.screen.contains("the end: Enter opens lesson "))
        player.press(.home)
        #expect(player.screen == beginning)
    }

    @Test("space that is pressed while a lesson is being opened is no step in it")
    func earlySpace() {
        var player = Player(80, 24)
        player.type("lesson 1")
        guard case .run? = player.press(holding: .enter) else {
            Issue.record("nothing runs")
            return
        }
        player.press(.character(" "))
        #expect(player.state.agenda.pending == ["lesson 1"])
    }

    @Test("space makes the next move, left goes back exactly, Home to the beginning")
    func nextAndBack() {
        var player = playing()
        var screens: [String] = []
        for _ in 1...17 {
            screens.append(player.screen)
            player.press(.character(" "))
        }
        #expect(step(player) == 2)
        for screen in screens.reversed() {
            player.press(.left)
            #expect(player.screen == screen)
        }
        player.press(.left)
        #expect(player.hint == "this is the beginning")
        for _ in 1...17 { player.press(.right) }
        player.press(.home)
        #expect(player.screen == screens[0])
    }

    @Test("where it stands is told and drawn; a click on the bar goes there, forwards and back", arguments: sizes)
    func place(size: (Int, Int)) throws {
        var player = playing(size.0, size.1)
        let count = try #require(player.state.playback.player?.moves.count)
        #expect(player.lines[0].hasSuffix("-backpropagation 1/\(count) paused"))
        for part in [0.5, 1, 0.25, 0] {
            let (bar, x, y) = try #require(player.state.replayBar)
            let column = Int(part * Double(bar.width - 1))
            player.send(.click(x: x + column, y: y))
            player.state.conversation.talk.closeDrawer()
            #expect(player.state.playback.player?.position == max(1, bar.position(at: column)))
            #expect(player.state.replayBar?.bar.render().text().contains("◆") == true)
        }
    }

    @Test("F5 plays by itself, a beat a move, reads as long as a reader does, and pauses again; so does Ctrl-C")
    func playAndPause() throws {
        var player = playing()
        player.press(.function(5))
        #expect(player.lines[0].hasSuffix("playing") && player.state.workspace.network?.inputs == 2)
        let position = try #require(player.state.playback.player?.position)
        player.send(.beat)
        #expect(player.state.playback.player?.position == position + 1)
        player.press(.control("c"))
        player.send(.beat)
        #expect(player.state.playback.player?.position == position + 1 && player.lines[0].hasSuffix("paused"))
        player.press(.function(5))
        #expect(player.state.playback.player?.isPlaying == true)
        player.press(.home)
        let reading = try #require(player.state.pauseOfReplay)
        #expect(reading > 3)
        player.press(.right)
        let looking = try #require(player.state.pauseOfReplay)
        #expect(looking >= 1.5 && looking < reading)
        // Twice as fast, everything takes half the time.
        player.state.playback.player?.speed = 2
        #expect(player.state.pauseOfReplay == looking / 2)
        player.press(.left)
        #expect(player.state.pauseOfReplay == reading / 2)
    }

    @Test("space turns the pages of what is longer than the screen: every row is seen, and no page has fewer than there is room for")
    func pages() throws {
        let rows = (1...40).map { "row \($0)." }
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("nnrepl-\(UUID().uuidString).nns")
        try ("# A narrative.\n> net 1-1\n" + rows.map { "# \($0)\n" }.joined() + "> help delta\n# The end.\n")
            .write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        var player = Player(50, 15)
        player.enter("replay \"\(file.path)\"")
        player.press(.right, .right)
        #expect(player.lines[2].hasPrefix(" row 1."))
        var seen = player.lines.filter { $0.hasPrefix(" row ") }
        while player.hint.hasPrefix("space more") {
            player.press(.character(" "))
            let page = player.lines.filter { $0.hasPrefix(" row ") }
            #expect(page.count == 11)
            seen += page.filter { !seen.contains($0) }
        }
        #expect(seen.map { $0.split(separator: " ").joined(separator: " ") } == rows)
        player.press(.right)
        #expect(player.screen.contains("> help delta"))
    }

    @Test("< and > change the speed, and so do + and -")
    func speed() {
        var player = playing()
        player.press(.character(">"), .character("+"))
        #expect(player.state.playback.player?.speed == 2.25 && player.lines[0].hasSuffix("2.3x"))
        player.press(.character("<"), .character("-"))
        #expect(player.state.playback.player?.speed == 1)
    }

    @Test("a command that is typed takes over, F8 comes back to every cell of the screen")
    func takeOver() {
        var player = playing()
        for _ in 1...14 { player.press(.character(" ")) }
        let screen = player.screen, rows = player.lines.dropLast()
        player.type("set w5 7")
        #expect(player.state.playback.player != nil && player.screen.contains("> set w5 7"))
        #expect(player.hint.hasPrefix("Enter takes over and runs it"))
        player.press(.escape)
        #expect(player.lines.dropLast() == rows && player.hint == "Ctrl-Y puts the line back")
        player.enter("set w5 7", "step 3")
        #expect(
            player.state.playback.player == nil && player.told.contains("w5 = 7") && player.hint.contains("F8 back to 05-backpropagation"))
        player.press(.function(8))
        #expect(player.screen == screen)
        player.press(.character(" "), .left)
        #expect(player.screen == screen)
    }

    @Test("what only looks, a question and a mistake do not leave it, and the next move is made as before")
    func looksStay() {
        var player = playing()
        for _ in 1...14 { player.press(.character(" ")) }
        let position = player.state.playback.player?.position
        player.enter("print w5", "what is a bias?", "help delta", "print w99", "whatever")
        #expect(player.screen.contains("error: unknown command 'whatever'") && player.screen.contains("hint: "))
        #expect(player.told.contains("w5 = 0.4") && player.state.playback.player?.position == position)
        player.press(.character(" "))
        #expect(player.state.playback.player?.position == position.map { $0 + 1 })
    }

    @Test("a question of a lesson tells neither its hint nor its answer, and what comes next is hidden until it is answered")
    func questionsKeepTheirAnswers() {
        var player = Player(120, 40)
        player.enter("lesson backpropagation")
        while player.state.desk.quiz.questions.isEmpty, player.state.playback.player?.next != nil { player.press(.character(" ")) }
        #expect(
            player.told.contains { $0.hasPrefix("question 1: ") } && !player.screen.contains("answer=")
                && !player.screen.contains("0.31783"))
        #expect(!player.screen.contains("print 0.4") && player.screen.contains("the question waits: type your answer"))
        player.enter("0.31783296")
        #expect(player.screen.contains("next: > print 0.4"))
    }

    @Test("a training is seen above the lesson, and beside it where the screen is large", arguments: [(80, 24), (200, 60)])
    func trainingIsSeen(size: (Int, Int)) {
        var player = Player(size.0, size.1)
        player.enter("tour")
        while player.state.playback.player?.next != .command("train 2000 pace=400") { player.press(.character(" ")) }
        guard case .run(_, _, let control)? = player.press(holding: .character(" ")) else {
            Issue.record("nothing runs")
            return
        }
        control.progress = TrainingProgress(resting: player.state.workspace, epochsDone: 60, epochsWanted: 2000)
        player.send(.progress)
        #expect(player.screen.contains("60 of 2 000") && player.screen.contains(" boundary ") && player.screen.contains("o1 > 0.5"))
    }

    @Test("taken over while a command runs, it comes back to before that command")
    func takeOverWhileRunning() throws {
        var player = playing()
        let before = player.screen
        guard case .run(let line, var session, let control)? = player.press(holding: .character(" ")) else {
            Issue.record("nothing runs")
            return
        }
        player.enter("set digits 4")
        player.send(.finished(Finished(session: session, outcomes: session.run(line, control: control))))
        #expect(player.told.contains("> set digits 4"))
        player.press(.function(8))
        #expect(player.screen == before)
        player.press(.character(" "))
        #expect(player.state.workspace.network?.inputs == 2)
    }

    @Test("a question and what is answered to it leave the network its room at 80 x 24; who leaves is told what was answered right")
    func questionsLeaveRoom() throws {
        var player = Player(80, 24)
        player.enter("lesson 1")
        let room = 9
        while player.state.questionInView == nil, player.state.playback.player?.next != nil { player.press(.right) }
        for answer in ["7", "ducks"] {
            #expect(try #require(player.state.rect(of: .network)).height >= room && player.state.conversation.talk.drawer == nil)
            #expect(player.screen.contains("question 1: This unit wants"), "\(player.screen)")
            player.enter(answer)
        }
        player.press(.escape, .escape)
        #expect(player.told.contains { $0.hasPrefix("01-perceptron: 0 of 1 question right so far; F8 comes back") }, "\(player.told)")
    }

    @Test("Escape gives back what was there before; F8 comes back, and what was done meanwhile is kept")
    func leave() {
        var player = playing()
        for _ in 1...3 { player.press(.character(" ")) }
        let screen = player.screen
        player.press(.escape)
        #expect(player.state.playback.player == nil && player.state.workspace.network?.inputs == 3 && !player.state.isOver)
        player.enter("net 5-1")
        player.press(.function(8))
        #expect(player.screen == screen)
        player.press(.escape)
        #expect(player.state.workspace.network?.inputs == 5)
        var fresh = Player()
        fresh.press(.function(8))
        #expect(fresh.hint == "there is no replay to come back to")
    }

    @Test("a sentence that goes on in the next line of the file is folded for the screen, not broken twice")
    func folded() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("nnrepl-\(UUID().uuidString).nns")
        let text = "Patience: a training goes on until val.loss has not fallen for\n# 40 epochs, and takes the best parameters."
        try "# Patience\n#\n# \(text)\n> net 1-1\n"
            .write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        var player = Player(80, 24)
        player.enter("replay \"\(file.path)\"")
        #expect(player.screen.contains("goes on until val.loss has not fallen for 40 epochs, and"))
    }

    @Test("a training shows its curve, whatever was plotted before", arguments: sizes)
    func curve(size: (Int, Int)) {
        var player = Player(size.0, size.1)
        player.enter("net 1-1 sigmoid", "input 1; target 0", "plot tanh", "train 30")
        #expect(player.screen.contains("loss") && !player.screen.contains("⠤ tanh"))
        player.enter("undo")
        #expect(player.screen.contains("⠤ tanh") || size.0 == 80)
    }

    @Test("it stops at the end, and says what comes next")
    func end() throws {
        var player = playing()
        player.state.playback.player?.isPlaying = true
        for _ in 1...70 { player.send(.beat) }
        #expect(player.state.playback.player?.isPlaying == false)
        // That was its question; it is passed over.
        player.press(.right, .right)
        player.state.playback.player?.isPlaying = true
        for _ in 1...70 { player.send(.beat) }
        #expect(player.state.playback.player?.isPlaying == false)
        let number = try #require(Lesson.all().firstIndex { $0.name.hasSuffix("-backpropagation") }) + 1
        #expect(player.screen.contains("the end: Enter opens lesson \(number + 1), or type a command to go on from here"))
        #expect(player.hint.hasPrefix("Enter lesson \(number + 1)"))
        // Enter goes on; leaving the next lesson leads back to what was there before the first.
        player.press(.enter)
        #expect(player.state.playback.player?.name == Lesson.all()[number].name && player.state.playback.player?.position == 1)
        player.press(.escape)
        #expect(player.state.playback.player == nil && player.state.workspace.network?.inputs == 3)
    }

    @Test("what is made of a lesson that was taken over begins with its commands, and not with its prose")
    func madeOfLesson() {
        var player = playing()
        for _ in 1...4 { player.press(.character(" ")) }
        player.enter("net 2-1", "data and")
        let session = player.state.session.transcript
        #expect(session.title?.hasPrefix("Begun in ") == true && session.commands.first == "net 2-2-2 sigmoid")
        #expect(session.entries.count { if case .narrative = $0 { true } else { false } } == 1)
        #expect(session.commands.suffix(2) == ["net 2-1", "data and"])
    }

    @Test("on a screen too low for both, the picture stands above what is read of it, and the formula once the step is done")
    func turns() {
        var player = Player(50, 15)
        player.enter("tour")
        while player.state.workspace.stepper == nil { player.press(.character(" ")) }
        #expect(player.state.rect(of: .step) != nil && player.screen.contains("net_o1 = w1·i1 + b_o1"))
        player.press(.character(" "))
        #expect(player.state.rect(of: .step) == nil && (player.state.rect(of: .network)?.height ?? 0) >= 4)
        #expect(player.screen.contains("[o1]") && player.screen.contains("0.6"))
    }

    @Test("narrative longer than its band lies over the picture, and nothing of it is lost")
    func long() {
        var player = Player(80, 24)
        player.enter("lesson hyper-parameters")
        #expect(player.screen.contains("Hyper-parameters: chosen before training") && player.screen.contains("1. The data: four lengths"))
    }
}

@Suite("Every lesson can be walked to its end and back")
struct LessonTests {
    @Test("at the three sizes", arguments: Lesson.all().map(\.name))
    func walk(name: String) throws {
        var player = Player(80, 24)
        player.enter("lesson \(name)")
        let first = player.screen, count = try #require(player.state.playback.player?.moves.count)
        for move in 2...count {
            player.press(.right)
            // A question waits for its answer; a second press passes it over, for good.
            if player.hint.contains("waits: answer it") { player.press(.right) }
            #expect(player.state.playback.player?.position == move)
            for (width, height) in sizes.reversed() {
                player.send(.resize(width: width, height: height))
                let lines = player.lines
                #expect(lines.count == height && lines.allSatisfy { $0.count <= width })
            }
        }
        #expect(player.state.playback.player?.next == nil)
        let failures = player.state.conversation.talk.items.count { if case .failure = $0 { true } else { false } }
        #expect(failures == 0)
        player.press(.home)
        #expect(player.screen == first)
    }
}
