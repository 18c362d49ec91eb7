// A session that is played waits for the answers to its questions.
import Foundation
import Language
import Testing

@testable import Explorer

@Suite("A question in a session that is played")
struct QuestionTests {
    private func playing() throws -> Player {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("nnrepl-\(UUID().uuidString).nns")
        try "# Sums.\n> net 1-1\n> ask \"What is 2 + 2?\" answer=4 hint=\"count\"\n# On we go.\n> net 2-2\n"
            .write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        var player = Player()
        player.enter("replay \"\(file.path)\"")
        player.press(.character(" "), .character(" "))
        return player
    }

    @Test("the answer is typed without taking over, after looking around; then it goes on")
    func answered() throws {
        var player = try playing()
        #expect(player.screen.contains("What is 2 + 2?"))
        player.enter("1+2")
        #expect(player.screen.contains("1+2 = 3") && player.state.playback.player != nil)
        player.enter("3")
        #expect(player.screen.contains("A hint: count"))
        player.enter("4")
        #expect(player.screen.contains("right: 4") && player.state.playback.player != nil)
        player.press(.character(" "))
        #expect(player.screen.contains("On we go."))
    }

    @Test("a first press of next says that it waits, a second one passes it over; what changes the network takes over")
    func passedOver() throws {
        var player = try playing()
        player.press(.character(" "))
        #expect(player.screen.contains("question 1 waits") && player.state.playback.player?.position == 3)
        player.press(.character(" "))
        #expect(player.state.playback.player?.position == 4)
        player.press(.character(" "))
        #expect(player.state.playback.player?.position == 5)
        player.enter("net 3-3")
        #expect(player.state.playback.player == nil)
    }

    @Test("what plays by itself stops at it")
    func byItself() throws {
        var player = try playing()
        player.press(.function(5))
        player.send(.beat)
        #expect(player.state.playback.player?.isPlaying == false && player.state.playback.player?.position == 3)
    }

    @Test("the panes hide what is asked for until it is answered; print does not, and what is given stays in sight")
    func hidden() {
        var player = Player(120, 36)
        player.enter("net 2-2-2 sigmoid; set W1 [[0.15,0.20],[0.25,0.30]]; set b1 0.35; input 0.05 0.10; target 0.01 0.99")
        player.press(.function(10))
        // The transcript keeps what commands have answered.
        func panes() -> String {
            let rects = [Pane.network, .values, .step].compactMap { player.state.rect(of: $0) }
            return rects.flatMap { rect in
                player.lines[rect.y..<rect.y + rect.height].map { String($0.dropFirst(rect.x).prefix(rect.width)) }
            }.joined(separator: "\n")
        }
        #expect(panes().contains("0.3775"))
        player.enter("ask \"What is the net input of h1?\" answer=h1.net")
        #expect(!panes().contains("0.3775") && panes().contains("= ?"))
        #expect(panes().contains("0.05") && panes().contains("0.35"))
        player.press(.function(10))
        #expect(!panes().contains("0.3775") && panes().contains("out_h1"))
        player.enter("print h1.net")
        #expect(player.screen.contains("h1.net = 0.3775"))
        player.enter("0.3775")
        #expect(player.screen.contains("right: 0.3775") && panes().contains("0.3775"))
    }

    @Test("what was printed before a question does not tell its answer; what is asked for afterwards is told")
    func transcript() {
        var player = Player(120, 70)
        player.enter("net 2-2-2 sigmoid; set W1 [[0.15,0.20],[0.25,0.30]]; set b1 0.35; input 0.05 0.10; target 0.01 0.99")
        player.enter("print h1.net")
        #expect(player.screen.contains("h1.net = 0.3775"))
        player.enter("ask \"What is the net input of h1?\" answer=h1.net")
        #expect(player.screen.contains("h1.net = ?") && player.screen.contains("> print h1.net") && !player.screen.contains("0.3775"))
        player.enter("print h1.net*1")
        #expect(player.screen.contains("h1.net*1 = 0.3775"))
        player.enter("0.3775")
        #expect(player.screen.contains("h1.net = 0.3775"))
    }

    @Test("numbers are hidden wherever they stand in a row, whole ones where they are values")
    func rows() {
        func hidden(_ row: String, _ right: Double) -> String { row.hidingNumbers { $0 == right } }
        #expect(hidden("out_h1 = sigmoid(0.3775) = 0.59", 0.3775) == "out_h1 = sigmoid(?) = 0.59")
        #expect(hidden("W1 = [  0.15  -0.2 ]", 0.15) == "W1 = [     ?  -0.2 ]")
        #expect(hidden("a - 0.5·(-0.5) = 1e-05", -0.5) == "a - 0.5·(?) = 1e-05")
        #expect(hidden("1e-05, 1.5e+20", 1e-5) == "?, 1.5e+20")
        #expect(hidden("step 2 of 2: net_o1[2] = w2·i2 = 2", 2) == "step 2 of 2: net_o1[2] = w2·i2 = ?")
    }

    @Test("the map of a window that is walked does not tell the answer, nor do its products")
    func window() {
        var player = Player(120, 40)
        player.enter("layer input 3x3x1; layer conv 1 2x2 linear; set W1 [[2,0,0,1.5]]; set b1 0; input [[1,2,3],[4,5,6],[7,8,9]]")
        player.enter("step 2")
        #expect(player.screen.contains("9.5"))
        player.enter("ask \"What is the first number of the map?\" answer=19/2")
        #expect(!player.screen.contains("9.5") && player.screen.contains("?"))
        player.enter("9,5")
        #expect(player.screen.contains("9.5"))
    }

    @Test("who tries and is wrong is waited for again")
    func waitsAgain() {
        var player = Player(80, 24)
        player.enter("lesson perceptron")
        for _ in 0..<40 where !player.hint.contains("waits: answer it") { player.press(.right) }
        let place = player.state.playback.player?.position
        player.enter("-17")
        #expect(player.screen.contains("question 1: "))
        player.press(.right)
        #expect(player.hint.contains("waits: answer it") && player.state.playback.player?.position == place)
        player.press(.right)
        #expect(player.state.playback.player?.position != place)
    }

    @Test("the question that waits stays in sight, whatever is typed meanwhile", arguments: [(50, 15), (80, 24)])
    func staysInSight(size: (Int, Int)) {
        var player = Player(size.0, size.1)
        player.enter("lesson perceptron")
        for _ in 0..<60 where player.state.waitingQuestion == nil { player.press(.right) }
        for line in ["print w1", "no way", "show weights", "-17", "print w1", "print w2"] {
            player.enter(line)
            while player.state.conversation.talk.scroll > 0 { player.press(.character(" ")) }
            #expect(player.screen.contains("question 1: This unit"), "after \(line):\n\(player.screen)")
            #expect(player.state.playback.player != nil)
        }
    }

    @Test("a question that was passed over hides nothing any more")
    func passed() {
        var player = Player(120, 36)
        player.enter("net 2-2-2 sigmoid; set W1 [[0.15,0.20],[0.25,0.30]]; set b1 0.35; input 0.05 0.10; target 0.01 0.99")
        player.enter("ask \"What is the net input of h1?\" answer=h1.net")
        player.state.playback.passedQuestion = player.state.desk.quiz.open
        player.enter("step")
        #expect(player.screen.contains("0.3775"))
    }
}
