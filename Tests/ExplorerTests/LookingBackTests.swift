// Moving through the past of a training: what is seen, what Enter does, and that looking changes nothing.
import Charts
import Language
import Sessions
import Testing

@testable import Explorer
@testable import Portraits
@testable import Workspaces

@Suite("Looking back through the epochs")
struct LookingBackTests {
    private func paused(_ width: Int = 120, _ height: Int = 40) -> Player {
        var player = Player(width, height)
        player.watchCircles()
        player.pauseTraining()
        return player
    }

    @Test("left and right move by an epoch, PgUp and PgDn by a twentieth, Home and End to the ends", arguments: sizes)
    func keys(size: (Int, Int)) {
        var player = paused(size.0, size.1)
        let last = player.screen
        var seen: [Int?] = []
        for key: Key in [.left, .left, .pageUp, .right, .home, .left, .pageDown, .end] {
            player.press(key)
            seen.append(player.state.live.cursor)
        }
        #expect(
            seen == [59, 58, 55, 56, 0, 0, 3, nil]
                && player.screen.split(separator: "\n").dropLast() == last.split(separator: "\n").dropLast())
        player.press(.left)
        #expect(player.screen.contains("looking back at epoch 59") && player.screen.contains("epoch 59 of 60 · as it was"))
        #expect(player.screen.contains("▲") && player.hint.contains("Enter rewinds to 59"))
        player.press(.escape)
        #expect(player.state.live.cursor == nil && player.state.agenda.paused != nil && player.screen.contains("training, paused"))
    }

    @Test("every picture is that of the epoch, as it would be after rewinding to it; looking changes nothing")
    func pictures() throws {
        var player = paused()
        let bits = player.state.workspace.parameters, commands = player.state.session.transcript.commands
        for _ in 1...25 { player.press(.left) }
        let past = try #require(player.state.live.past)
        #expect(player.state.workspace.parameters == bits && player.state.session.transcript.commands == commands)
        player.press(.enter)
        let now = try #require(player.state.live.snapshot)
        #expect(player.state.workspace.epoch == 35 && player.state.session.transcript.commands.last == "rewind 35")
        #expect(past.progress.parameters == now.progress.parameters && past.progress.past == now.progress.history.standing(at: 35))
        for picture: TrainingPicture in [.boundary, .activations, .weights, .units] {
            #expect(past.chart(picture, CurveStyle()) == now.chart(picture, CurveStyle()), "\(picture)")
        }
    }

    @Test("Enter rewinds for good: a pause goes on to the same end, undo takes it back")
    func rewind() {
        var player = paused()
        let bits = player.state.workspace.parameters
        for _ in 1...20 { player.press(.left) }
        player.press(.enter)
        #expect(player.state.agenda.paused?.command == "train 1960" && player.screen.contains("epoch 40 · 40 of 2 000"))
        player.press(.left)
        #expect(player.state.live.cursor == 39)
        player.press(.escape, .escape)
        player.enter("undo")
        #expect(player.state.workspace.epoch == 60 && player.state.workspace.parameters == bits)
    }

    @Test("what a held arrow asks for and leaves again is not waited for")
    func held() throws {
        var player = paused()
        guard case .look(59, _, let first)? = player.press(holding: .left),
            case .look(58, let workspace, let second)? = player.press(holding: .left)
        else {
            Issue.record("nothing is looked for")
            return
        }
        #expect(first.isCancelled && !second.isCancelled && player.screen.contains("epoch 58 of 60 · being trained again ..."))
        let progress = try #require(workspace.look(backTo: 59))
        player.send(.looked(59, progress))
        #expect(player.state.live.past == nil)
        player.send(.looked(58, workspace.look(backTo: 58)))
        #expect(player.screen.contains("epoch 58 of 60 · as it was"))
    }

    @Test("a click on a curve goes to its epoch", arguments: sizes)
    func click(size: (Int, Int)) throws {
        var player = paused(size.0, size.1)
        player.press(.character("1"))
        let rows = player.lines
        let row = try #require(rows.firstIndex { $0.contains("└") })
        let axis = Array(rows[row])
        let start = try #require(axis.firstIndex(of: "└")) + 1
        let end = try #require(axis.lastIndex { $0 == "─" || $0 == "┬" })
        player.send(.click(x: (start + end) / 2, y: row - 2))
        let epoch = try #require(player.state.live.cursor)
        #expect((26...34).contains(epoch))
        player.send(.click(x: start, y: row - 2))
        #expect(player.state.live.cursor == 0)
    }

    @Test("F9 opens the view of a training that was made, and puts it away; typing and replays are left alone")
    func open() {
        var player = Player(120, 40)
        player.press(.function(9))
        #expect(player.hint == "nothing has been trained yet: train 100")
        player.enter("net 2-4-1 tanh output=sigmoid", "init glorot-uniform seed=3", "data xor", "train 50")
        #expect(player.screen.contains("─ trained ─"))
        player.press(.function(9))
        #expect(player.state.live.snapshot == nil && player.hint.hasPrefix("F9 look back"))
        player.press(.function(9), .left)
        #expect(player.screen.contains("looking back at epoch 49") && player.hint.hasPrefix("left right an epoch"))
        player.press(.character("7"))
        #expect(player.screen.contains("7 weights") && !player.screen.contains("1 loss"))
        player.type("print 12")
        player.press(.left)
        #expect(player.state.live.cursor == 49 && player.state.conversation.line.cursor == 7)
        player.press(.end, .control("u"), .escape, .escape)
        #expect(player.state.live.snapshot == nil && !player.screen.contains("6 weights"))
    }

    @Test("a training goes on from its last epoch, not from the one looked at")
    func goOn() {
        var player = paused()
        player.press(.home, .character("."))
        #expect(player.state.live.cursor == nil && player.state.workspace.epoch == 61)
    }
}
