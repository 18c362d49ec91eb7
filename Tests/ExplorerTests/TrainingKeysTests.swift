// The view of a training and its keys: what they ask for, what the transcript keeps, and that a replay of it gives the same.
import Charts
import Documents
import NeuralEngine
import Sessions
import Testing

@testable import Explorer
@testable import Language
@testable import Portraits
@testable import Workspaces

@Suite("While a training is watched")
struct TrainingKeysTests {
    @Test("it is seen: epoch, speed, time left, loss, and pictures")
    func seen() {
        var player = Player(120, 40)
        player.watchCircles()
        let screen = player.screen
        for text in ["epoch 60 · 60 of 2 000", "1 234 567 samples/s", "1 s left", "1 loss", "2 boundary", "4 gradients", "accuracy 0."] {
            #expect(screen.contains(text), "\(text)")
        }
        #expect(player.hint.hasPrefix("space pause · . one epoch"))
    }

    @Test("its weights, its boundary and its activations move, and are those of the epoch", arguments: [5, 20, 60])
    func moves(epochs: Int) throws {
        func seen(after looks: [Int]) throws -> TrainingSnapshot {
            var player = Player(120, 40)
            player.enter("net 2-6-1 tanh output=sigmoid", "init glorot-uniform seed=3", "data circle n=60 seed=2")
            player.watch("train 2000", after: looks)
            return try #require(player.state.live.snapshot)
        }
        let now = try seen(after: [1, 2, epochs]), alone = try seen(after: [epochs]), next = try seen(after: [epochs, epochs + 1])
        for picture: TrainingPicture in [.boundary, .activations, .weights, .units] {
            #expect(now.chart(picture, CurveStyle()) == alone.chart(picture, CurveStyle()), "\(picture)")
            #expect(now.chart(picture, CurveStyle()) != next.chart(picture, CurveStyle()), "\(picture)")
        }
    }

    @Test(
        "5 shows what each hidden unit answers over the plane, as plot units draws it, and moving; without a plane the pictures are numbered without it"
    )
    func units() throws {
        var player = Player(120, 40)
        player.enter("net 2-6-1 tanh output=sigmoid", "init glorot-uniform seed=3", "data circle n=60 seed=2")
        player.watch("train 2000", after: [60])
        player.press(.character("5"))
        #expect(player.screen.contains("5 units"))
        for unit in 1...6 { #expect(player.screen.contains(" h\(unit)"), "h\(unit)") }
        guard case .panels(let live)? = player.state.live.snapshot?.chart(.units, CurveStyle()), live.count == 6,
            case .plane(let first) = live[0]
        else {
            Issue.record("no map a unit")
            return
        }
        #expect(
            first.title == "h1" && first.tiles.joined().contains { $0.strength < 0 } && first.tiles.joined().contains { $0.strength > 0 })
        var other = Player(120, 40)
        other.enter("net 3-4-1 tanh", "input 1 2 3", "target 1")
        other.watch("train 2000", after: [60])
        for title in ["1 loss", "2 accuracy", "3 gradients", "4 activations"] { #expect(other.screen.contains(title), "\(title)") }
        other.press(.character("6"))
        #expect(other.screen.contains("this training has 5 pictures"))
    }

    @Test("space pauses, space goes on with the rest")
    func pause() throws {
        var player = Player(120, 40)
        let control = player.watchCircles()
        player.press(.character(" "))
        #expect(control.isCancelled)
        player.stopTraining(after: 60)
        #expect(player.state.agenda.paused?.command == "train 1940" && player.state.agenda.running == nil)
        #expect(player.screen.contains("training, paused") && player.hint.hasPrefix("space go on"))
        guard case .run(let line, _, _)? = player.press(holding: .character(" ")) else {
            Issue.record("nothing runs")
            return
        }
        #expect(line == "train 1940" && player.state.agenda.paused == nil)
        #expect(player.commands.last == "train 60")
    }

    @Test(". makes one epoch, and pauses if it runs")
    func singleEpoch() {
        var player = Player(120, 40)
        player.watchCircles()
        player.press(.character("."))
        player.stopTraining(after: 60)
        #expect(player.commands.suffix(2) == ["train 60", "train 1"] && player.state.agenda.paused?.command == "train 1939")
        player.press(.character("."))
        #expect(player.commands.suffix(3) == ["train 60", "train 1", "train 1"])
        #expect(player.state.agenda.paused?.command == "train 1938" && player.state.workspace.epoch == 62)
        #expect(player.screen.contains("epoch 62 · 62 of 2 000"))
    }

    @Test("+ and - change the rate by steps of 1, 2, 5; several presses are one command")
    func rate() {
        var player = Player(120, 40)
        let control = player.watchCircles()
        player.press(.character("+"), .character("+"))
        #expect(control.isCancelled && player.hint == "from the next epoch on: set lr 2")
        player.stopTraining(after: 60)
        #expect(player.commands.suffix(3) == ["train 60", "set lr 2", "train 1940"])
        #expect(player.state.workspace.epoch == 2000)
        #expect(RateSteps.next(to: 0.3, up: true) == 0.5 && RateSteps.next(to: 0.3, up: false) == 0.2)
        #expect(RateSteps.next(to: 0.001, up: false) == 0.0005 && RateSteps.next(to: 0, up: true) == 0.001)
    }

    @Test(
        "+ counts from the rate that waits, however it was typed",
        arguments: [
            (["set lr 0.1"], "0.2"), (["set lr 0.1", "print w1"], "0.2"), (["set lr 0.1; print w1"], "0.2"), (["SET  LR 0.1"], "0.2"),
            (["optimizer adam lr=0.01"], "0.02"), (["optimizer lr=0.1", "set lr 0.02"], "0.05"), (["set lr fast"], "0.5"),
        ])
    func rateThatWaits(lines: [String], next: String) {
        var player = Player(120, 40)
        player.enter("set lr 0.3")
        player.watchCircles()
        lines.forEach { player.enter($0) }
        player.press(.character("+"))
        #expect(player.hint == "from the next epoch on: set lr \(next)")
        player.press(.character("."))
        player.enter("set lr 5")
        player.press(.character("-"))
        #expect(player.state.agenda.waiting.map(\.command) == ["set lr 5", "set lr 2"])
    }

    @Test("while paused + and - set the rate at once, and the pause goes on")
    func ratePaused() {
        var player = Player(120, 40)
        player.watchCircles()
        player.pauseTraining()
        player.press(.character("-"))
        #expect(player.commands.last == "set lr 0.2" && player.state.agenda.paused?.command == "train 1940")
        #expect(player.screen.contains("sgd lr 0.2"))
    }

    @Test("keys pressed before the rate of a pause has been set are not lost: they wait their turn")
    func keysAfterRatePaused() throws {
        var player = Player(120, 40)
        player.watchCircles()
        player.pauseTraining()
        guard case .run(let line, var session, let control)? = player.press(holding: .character("-")) else {
            Issue.record("nothing runs")
            return
        }
        #expect(line == "set lr 0.2")
        player.press(.character("-"), .character(" "))
        #expect(player.state.agenda.waiting.map(\.command) == ["set lr 0.1", "train 1940"] && player.state.agenda.paused == nil)
        let outcomes = session.run(line, control: control)
        player.send(.finished(Finished(session: session, outcomes: outcomes)))
        #expect(player.commands.suffix(3) == ["set lr 0.2", "set lr 0.1", "train 1940"])
    }

    @Test(
        "the learning speed of each layer is what `plot gradients over=epochs` shows: running, paused, gone back, with another activation")
    func learningSpeed() throws {
        var player = Player(120, 40)
        /// The curves of the view, and those that the command draws of the same training.
        func curves(_ session: Session) throws -> (seen: [Series], plotted: [Series]) {
            var copy = session
            _ = copy.run("plot gradients over=epochs")
            let view = try #require(player.state.live.snapshot?.gradients.lineChart)
            return (view.series, try #require(copy.desk.chart?.lineChart).series)
        }
        player.watchCircles()
        var running = player.state.session
        _ = running.run("train 60")
        var (seen, plotted) = try curves(running)
        #expect(seen == plotted && seen.count == 2 && seen[0].points.count == 61)
        player.pauseTraining()
        (seen, plotted) = try curves(player.state.session)
        #expect(seen == plotted && seen[0].points.last?.x == 60)
        player.enter("rewind 20")
        (seen, plotted) = try curves(player.state.session)
        #expect(seen == plotted && seen[0].points.last?.x == 20)
        player.enter("layer activation 1 relu")
        player.press(.character("."))
        (seen, plotted) = try curves(player.state.session)
        #expect(seen == plotted && seen[0].points.last?.x == 21)
    }

    @Test("stopped before its first epoch it goes on with all of it, and no error is told")
    func tooSoon() {
        var player = Player(120, 40)
        player.enter("net 2-2-1 sigmoid", "data xor")
        player.watch("train 10", after: [])
        player.press(.character(" "))
        let error = CommandError(.stoppedBeforeFirstEpoch)
        player.send(.finished(Finished(session: player.state.session, outcomes: [Outcome(command: "train 10", result: .failure(error))])))
        #expect(player.state.agenda.paused?.command == "train 10" && !player.told.contains { $0.contains("error") })
    }

    @Test("a pace that is chosen while nothing runs is that of the training that comes next")
    func paceToCome() {
        var player = Player(80, 24)
        player.enter("net 2-3-1 tanh output=sigmoid", "data xor", "train 20")
        player.send(.beat)
        player.press(.character("<"))
        #expect(player.hint == "pace: 100 epochs a second")
        guard case .run(_, _, let control)? = player.press(holding: .character(" ")) else {
            Issue.record("nothing runs")
            return
        }
        #expect(control.pace == 100 && player.state.live.wished == nil)
    }

    @Test("digits show one picture alone, 0 all again; ^ and ~ change the curves")
    func pictures() {
        var player = Player(80, 24)
        player.watchCircles()
        player.press(.character("7"))
        #expect(player.screen.contains("7 weights") && !player.screen.contains("1 loss"))
        player.press(.character("0"))
        #expect(player.screen.contains("1 loss") && player.screen.contains("2 boundary"))
        player.press(.character("^"), .character("~"))
        #expect(player.state.live.style == CurveStyle(isLogarithmic: true, smoothing: 0.8) && player.screen.contains("smooth 0.8"))
    }

    @Test("Ctrl-C stops for good: nothing goes on by itself")
    func stop() {
        var player = Player(120, 40)
        player.watchCircles()
        player.press(.character("+"), .control("c"))
        player.stopTraining(after: 60)
        #expect(player.commands.last == "train 60" && player.state.agenda.paused == nil && player.state.agenda.running == nil)
        #expect(player.screen.contains("stopped after 60 of 2 000 epochs") && !player.screen.contains("trained"))
        player.send(.beat)
        player.enter("step")
        #expect(!player.screen.contains("1 loss") && player.state.workspace.stepper != nil)
    }

    @Test("Ctrl-D stops the training first, with a word about it; a second one leaves")
    func controlD() {
        var player = Player(120, 40)
        let control = player.watchCircles()
        player.press(.character("+"), .control("d"))
        #expect(control.isUrgent && !player.state.isOver && player.hint == "stopping train 2000; Ctrl-D again leaves")
        player.stopTraining(after: 60)
        #expect(player.commands.last == "train 60" && player.state.agenda.running == nil && !player.state.isOver)
        player.press(.control("d"))
        #expect(player.state.isOver)
        player = Player(120, 40)
        player.watchCircles()
        player.press(.control("d"), .control("d"))
        #expect(player.state.isOver && player.state.agenda.running?.control.isUrgent == true)
    }

    @Test("Space pressed after the end of a training takes no step and leaves its picture as long as that stands; `step` steps")
    func spaceAtTheEnd() {
        var player = Player(120, 40)
        player.watchCircles()
        player.stopTraining(after: 2000)
        for _ in 1...2 { player.press(.character(" ")) }
        #expect(player.screen.contains("1 loss") && player.state.workspace.stepper == nil)
        player.enter("step")
        #expect(player.state.workspace.stepper != nil)
    }

    @Test("a pause is left by Escape, F9 and most commands, and F9 comes back to it: the epochs left can still be made")
    func leave() {
        var player = Player(120, 40)
        player.watchCircles()
        player.pauseTraining()
        player.press(.character("b"), .backspace, .function(9))
        #expect(!player.screen.contains("1 loss") && player.hint.hasPrefix("F9 the paused training, 1 940 epochs left"))
        player.press(.function(9))
        #expect(player.screen.contains("training, paused") && player.hint.hasPrefix("space go on"))
        player.press(.escape, .character(" "))
        #expect(player.commands.last == "step" && !player.screen.contains("1 loss"))
        player.enter("break h1.out", "init he-normal seed=2", "undo")
        player.press(.function(9))
        #expect(player.state.agenda.paused?.command == "train 1940" && player.screen.contains("60 of 2 000"))
        player.enter("rewind 50")
        #expect(player.state.agenda.paused?.command == "train 1950")
        player.press(.character(" "))
        #expect(player.commands.last == "train 1950" && player.state.workspace.epoch == 2000)
    }

    @Test("the bar, the epochs and the time left count from where the training was begun, however often it is stopped in between")
    func total() throws {
        var player = Player(120, 40)
        player.enter("net 2-6-1 tanh output=sigmoid", "data circle n=60 seed=2", "train 40")
        player.watch("train 2000", after: [60])
        player.holdsTrainings = true
        for _ in 1...3 {
            player.enter("print w1")
            player.stopTraining(after: 60)
        }
        let running = try #require(player.state.agenda.running)
        #expect(running.command == "train 1820")
        var progress = try #require(TrainingProgress(resting: player.state.workspace, epochsDone: 0, epochsWanted: 1820))
        progress.samplesPerSecond = 60 * 91
        running.control.progress = progress
        player.send(.progress)
        #expect(player.screen.contains("epoch 220 · 180 of 2 000") && player.screen.contains("20 s left"))
        #expect(player.lines[1].hasSuffix(" ⣿⣿\(String(repeating: "⣀", count: 22)) ─"))
    }

    @Test("F12 keeps the screen as SVG")
    func screen() {
        var player = Player()
        player.press(.function(12))
        #expect(player.asked == ["keep <svg"])
        player.send(.notice("the screen is in nnrepl-1.svg"))
        #expect(player.hint == "the screen is in nnrepl-1.svg")
    }
}
