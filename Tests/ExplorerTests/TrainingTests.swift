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

extension Player {
    /// Begins a training, and sees how it stands after some numbers of epochs; it goes on running. Returns what the thread would hold.
    @discardableResult
    mutating func watch(_ line: String, after looks: [Int]) -> RunControl {
        type(line)
        guard case .run(_, let session, let control)? = press(holding: .enter), let planned = PlannedTraining(readingLast: line) else {
            return RunControl()
        }
        for epochs in looks {
            let copy = Self.trained(session, planned, epochs)
            guard var progress = TrainingProgress(resting: copy.workspace, epochsDone: epochs, epochsWanted: planned.epochs) else {
                continue
            }
            progress.samplesPerSecond = 1_234_567
            control.progress = progress
            _ = state.update(.progress)
        }
        return control
    }

    /// Types a line that is obeyed between two epochs of the training that is watched, and sees that go on for a hundred more.
    mutating func change(_ line: String) {
        let held = holdsTrainings
        holdsTrainings = true
        enter(line)
        stopTraining(after: 100)
        holdsTrainings = held
        guard let running = state.agenda.running, let planned = PlannedTraining(readingLast: running.command) else { return }
        let workspace = Self.trained(state.session, planned, 100).workspace
        guard var progress = TrainingProgress(resting: workspace, epochsDone: 100, epochsWanted: planned.epochs) else { return }
        progress.samplesPerSecond = 1_234_567
        running.control.progress = progress
        send(.progress)
    }

    /// A small network on a disc inside a ring, seen after 60 of 2000 epochs.
    @discardableResult
    mutating func watchCircles() -> RunControl {
        enter("net 2-6-1 tanh output=sigmoid", "init glorot-uniform seed=3", "data circle n=60 seed=2", "loss binary-cross-entropy")
        return watch("train 2000", after: [5, 20, 60])
    }

    /// The running training ends as one does that was stopped after so many epochs, and what follows is run.
    mutating func stopTraining(after epochs: Int) { play(endTraining(after: epochs)) }

    /// The same without what follows, which is given back.
    mutating func endTraining(after epochs: Int) -> [Task] {
        guard let running = state.agenda.running, let planned = PlannedTraining(readingLast: running.command) else { return [] }
        let session = Self.trained(state.session, planned, epochs)
        let reply = Reply(
            [.line("epoch \(session.workspace.epoch)"), .note("stopped")], repeatedBy: "train \(epochs)",
            training: .stopped(after: epochs, in: session.workspace))
        return state.update(.finished(Finished(session: session, outcomes: [Outcome(command: running.command, result: .success(reply))])))
    }

    mutating func pauseTraining() {
        press(.character(" "))
        stopTraining(after: 60)
    }

    private static func trained(_ session: Session, _ planned: PlannedTraining, _ epochs: Int) -> Session {
        var copy = session
        _ = copy.run((["train \(epochs)"] + planned.options.filter { !$0.hasPrefix("until=") }).joined(separator: " "))
        return copy
    }

    fileprivate var commands: [String] { state.session.transcript.commands }
}

@Suite("While a training is watched")
struct TrainingKeysTests {
    @Test("it is seen: epoch, speed, time left, loss, and pictures")
    func seen() {
        var player = Player(120, 40)
        player.watchCircles()
        let screen = player.screen
        for text in ["epoch 60 · 60 of 2 000", "1 234 567 samples/s", "1 s left", "1 loss", "3 boundary", "4 gradients", "accuracy 0."] {
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
        for picture: TrainingPicture in [.boundary, .activations, .weights] {
            #expect(now.chart(picture, CurveStyle()) == alone.chart(picture, CurveStyle()), "\(picture)")
            #expect(now.chart(picture, CurveStyle()) != next.chart(picture, CurveStyle()), "\(picture)")
        }
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

    @Test("a command typed meanwhile is obeyed between two epochs, and the transcript replays to the same bits")
    func commands() throws {
        var player = Player(120, 40)
        player.enter("net 2-4-1 tanh output=sigmoid", "init glorot-uniform seed=3", "data xor")
        player.watch("train 50 batch=2", after: [20])
        player.enter("optimizer adam lr=0.01", "set batch 4", "layer activation 1 relu", "print w1")
        #expect(player.state.agenda.waiting.isEmpty)
        player.stopTraining(after: 20)
        #expect(
            player.commands.suffix(5) == [
                "optimizer adam lr=0.01", "set batch 4", "layer activation 1 relu", "print w1", "train 30",
            ])
        #expect(player.state.workspace.batchSize == 4)
        #expect(player.state.workspace.network?.layers[0].activation.name == "relu")
        var replayed = Session()
        for command in player.commands { _ = replayed.run(command) }
        let parameters = try #require(player.state.workspace.parameters)
        #expect(replayed.workspace.parameters == parameters && replayed.workspace.epoch == 50)
    }

    @Test("what is set while it runs or is paused holds when it goes on, also where an option of the training had said otherwise")
    func settingsReplaceOptions() {
        var player = Player(120, 40)
        player.enter("net 2-4-1 tanh output=sigmoid", "data xor")
        player.watch("train 50 batch=2 every=10", after: [20])
        player.enter("set batch 3", "SET batch 4")
        player.press(.character("."))
        player.stopTraining(after: 20)
        #expect(player.commands.suffix(4) == ["train 20 batch=2 every=10", "set batch 3", "SET batch 4", "train 1 every=10"])
        #expect(player.state.agenda.paused?.command == "train 29 every=10")
        player.watch("train 50 batch=2 shuffle=1", after: [20])
        player.press(.character(" "))
        player.stopTraining(after: 20)
        player.enter("set lr 0.1", "set batch all")
        #expect(player.state.agenda.paused?.command == "train 30 shuffle=1")
        player.press(.character(" "))
        #expect(player.commands.last == "train 30 shuffle=1" && player.state.workspace.batchSize == nil)
    }

    @Test("a key pressed while a command is obeyed between two epochs is meant for the training, and a line typed then is obeyed there too")
    func keysBetweenEpochs() {
        func between(_ keys: Key...) -> Player {
            var player = Player(120, 40)
            player.watchCircles()
            player.enter("set lr 0.1")
            let tasks = player.endTraining(after: 60)
            for key in keys { player.press(key) }
            #expect(player.state.conversation.line.isEmpty && player.state.workspace.stepper == nil)
            player.holdsTrainings = true
            player.play(tasks)
            return player
        }
        var player = between(.character("3"))
        #expect(player.state.live.alone == .boundary && player.commands.last == "set lr 0.1" && player.state.agenda.isTraining)
        player = between(.character(" "))
        #expect(
            player.state.agenda.paused?.command == "train 1940" && player.state.agenda.running == nil
                && player.commands.last == "set lr 0.1")
        player = between(.character("."))
        #expect(player.state.agenda.running?.command == "train 1")
        player.stopTraining(after: 1)
        #expect(player.state.agenda.paused?.command == "train 1939" && player.state.agenda.running == nil)
        player = between(.character("+"))
        #expect(player.commands.suffix(2) == ["set lr 0.1", "set lr 0.2"] && player.state.agenda.running?.command == "train 1940")
        player = between(
            .character("p"), .character("r"), .character("i"), .character("n"), .character("t"), .character(" "), .character("1"), .enter)
        #expect(player.commands.suffix(2) == ["set lr 0.1", "print 1"] && player.state.agenda.running?.command == "train 1940")
    }

    @Test("a pause does not forget what waits for the end of the epoch: it is obeyed first", arguments: [" ", "pause\n"])
    func commandsBeforePause(pause: String) {
        var player = Player(120, 40)
        player.watchCircles()
        player.enter("set lr 0.1", "print w1")
        for key in pause { player.press(key == "\n" ? .enter : .character(key)) }
        player.stopTraining(after: 60)
        #expect(player.commands.suffix(3) == ["train 60", "set lr 0.1", "print w1"])
        #expect(player.state.agenda.paused?.command == "train 1940" && player.screen.contains("sgd lr 0.1"))
    }

    @Test("one epoch after a command that waits is made as the command says; a pause in the place of it forgets nothing either")
    func commandsBeforeSingleEpoch() {
        var player = Player(120, 40)
        player.watchCircles()
        player.enter("set lr 0.1")
        player.press(.character("."), .character("."))
        player.enter("print w1")
        player.stopTraining(after: 60)
        #expect(player.commands.suffix(4) == ["train 60", "set lr 0.1", "train 1", "print w1"])
        #expect(player.state.agenda.paused?.command == "train 1939")
        _ = player.press(holding: .character(" "))
        player.enter("set lr 0.2")
        player.press(.character("."), .character("+"), .character(" "))
        player.stopTraining(after: 60)
        #expect(player.commands.suffix(3) == ["train 60", "set lr 0.2", "set lr 0.5"])
        #expect(player.state.agenda.paused?.command == "train 1879")
    }

    @Test("a begins another activation, with the list of them; the curves go on, and so does what a pause has left")
    func activation() throws {
        var player = Player(120, 40)
        player.watchCircles()
        player.pauseTraining()
        player.press(.character("a"))
        #expect(
            player.state.conversation.line.text == "layer activation "
                && player.state.conversation.completion?.candidates.first?.text == "1")
        player.press(.enter)
        #expect(player.state.conversation.line.text == "layer activation 1")
        player.press(.enter)
        #expect(player.state.conversation.line.text == "layer activation 1 ")
        for _ in 1...9 where player.state.conversation.line.text != "layer activation 1 relu" { player.press(.down) }
        player.press(.enter)
        #expect(player.commands.last == "layer activation 1 relu" && player.state.agenda.paused?.command == "train 1940")
        #expect(player.screen.contains("6 relu") && player.screen.contains("training, paused"))
        #expect(player.state.live.snapshot?.gradients.lineChart?.series.first?.points.count == 61)
        player.press(.character("."), .left)
        #expect(player.state.live.cursor == 60 && player.screen.contains("epoch 60 of 61 · as it was"))
        player.press(.left)
        #expect(player.state.live.past?.progress.network.layers[0].activation.name == "tanh")
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

    @Test("the title tells of the network that is trained, also where the line has just made it")
    func title() throws {
        var player = Player(120, 40)
        player.enter("net 3-1")
        player.type("net 2-8-1 tanh; data xor; train 100")
        guard case .run(let line, var session, let control)? = player.press(holding: .enter) else {
            Issue.record("nothing runs")
            return
        }
        #expect(player.lines[0].contains("3-1: 3 inputs"))
        _ = session.run(line, control: control)
        player.send(.progress)
        #expect(player.lines[0].contains("2-8-1: 2 inputs, 8 tanh, 1 tanh") && player.state.workspace.network?.inputs == 3)
    }

    @Test("a pause does not wait for the end of an epoch; what changes how it goes on does; Ctrl-C never waits")
    func urgency() {
        var player = Player(120, 40)
        var control = player.watchCircles()
        player.press(.character("+"))
        #expect(control.isCancelled && !control.isUrgent)
        player.press(.control("c"))
        #expect(control.isUrgent)
        player.stopTraining(after: 60)
        control = player.watch("train 100", after: [1])
        player.press(.character(" "))
        #expect(control.isUrgent)
    }

    @Test("what changes the network itself waits for the end")
    func waits() {
        var player = Player()
        let control = player.watchCircles()
        player.enter("net 2-2-1 relu")
        #expect(player.state.agenda.waiting == [.line("net 2-2-1 relu")] && !control.isCancelled)
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

    @Test("digits show one picture alone, 0 all again; ^ and ~ change the curves")
    func pictures() {
        var player = Player(80, 24)
        player.watchCircles()
        player.press(.character("6"))
        #expect(player.screen.contains("6 weights") && !player.screen.contains("1 loss"))
        player.press(.character("0"))
        #expect(player.screen.contains("1 loss") && player.screen.contains("3 boundary"))
        player.press(.character("^"), .character("~"))
        #expect(player.state.live.style == CurveStyle(isLogarithmic: true, smoothing: 0.8) && player.screen.contains("smooth 0.8"))
    }

    @Test("a line being typed keeps its characters")
    func typing() {
        var player = Player()
        let control = player.watchCircles()
        player.type("print 1 + 2.5 ")
        #expect(player.state.conversation.line.text == "print 1 + 2.5 " && !control.isCancelled)
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
        player.press(.character(" "))
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

    @Test("Space pressed just as the training ends takes no step and leaves the picture; a moment later it steps")
    func spaceAtTheEnd() {
        var player = Player(120, 40)
        player.watchCircles()
        player.stopTraining(after: 2000)
        player.press(.character(" "))
        #expect(player.hint == "the training had just ended" && player.screen.contains("1 loss") && player.state.workspace.stepper == nil)
        player.press(.character(" "))
        #expect(player.state.workspace.stepper != nil)
        player.watch("train 100", after: [10])
        player.stopTraining(after: 100)
        #expect(player.state.patience > 0)
        player.send(.beat)
        #expect(player.state.patience == -1)
        player.press(.character(" "))
        #expect(player.hint != "the training had just ended" && !player.screen.contains("1 loss"))
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

    @Test("what a pause has left is gone with its network, and when another training begins", arguments: ["net 2-2-2 sigmoid", "train 5"])
    func forgotten(command: String) {
        var player = Player(120, 40)
        player.watchCircles()
        player.pauseTraining()
        player.enter(command)
        #expect(player.state.agenda.paused == nil && !player.screen.contains("paused"))
    }

    @Test("a picture asked for while it runs is seen, and the training goes on beneath; F9 comes back to it", arguments: sizes)
    func picture(width: Int, height: Int) {
        var player = Player(width, height)
        player.watchCircles()
        player.holdsTrainings = true
        player.enter("plot sigmoid tanh")
        player.stopTraining(after: 60)
        #expect(player.state.agenda.running?.command == "train 1940" && !player.screen.contains("1 loss"))
        #expect(player.screen.contains("sigmoid") && player.screen.contains("tanh") && player.screen.contains("training: 3 %"))
        #expect(player.told.last != "> train 1940" && player.told.contains("> plot sigmoid tanh"))
        #expect(player.hint.hasPrefix("F9 back to the training"))
        player.press(.function(9))
        #expect(player.screen.contains("1 loss") && player.screen.contains("60 of 2 000") && player.screen.contains("running: train 2000"))
        player.press(.function(9), .escape)
        #expect(player.screen.contains("1 loss"))
        player.stopTraining(after: 1940)
        #expect(player.told.dropLast(2).last == "> train 1940" && player.screen.contains("2 000 of 2 000"))
        player.holdsTrainings = false
        #expect(player.commands.suffix(3) == ["train 60", "plot sigmoid tanh", "train 1940"])
    }

    @Test("a page asked for while it runs is read while the training goes on, and stays in view when that ends", arguments: sizes)
    func page(width: Int, height: Int) {
        var player = Player(width, height)
        player.watchCircles()
        player.holdsTrainings = true
        player.enter("help plot")
        player.stopTraining(after: 60)
        #expect(player.state.agenda.running?.command == "train 1940" && player.state.conversation.talk.drawer != nil)
        let page = player.lines.filter { $0.contains("plot") }
        #expect(page.count > 3)
        player.stopTraining(after: 1940)
        #expect(player.lines.filter { $0.contains("plot") } == page, "\(player.screen)")
        #expect(player.state.agenda.running == nil)
        player.press(.escape, .escape)
        #expect(player.screen.contains("2 000 of 2 000"))
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

    @Test("what is wrong whatever comes is refused at once", arguments: ["foo", "train 5 bach=2", "print (1"])
    func refused(line: String) {
        var player = Player(120, 40)
        let control = player.watchCircles()
        player.enter(line)
        #expect(player.state.agenda.waiting.isEmpty && !control.isCancelled && player.state.agenda.running != nil)
        #expect(player.told.contains("> \(line)") && player.told.contains { $0.contains("error") })
        #expect(player.screen.contains("error") && player.screen.contains("1 loss"))
    }

    @Test("the hints say what becomes of the line that is typed")
    func fate() {
        var player = Player(120, 40)
        let control = player.watchCircles()
        for (line, fate) in [
            ("plot sigmoid", "Enter: obeyed after this epoch"), ("net 2-2-1 relu", "Enter: waits for the end of the training"),
            ("quit", "Enter: stops the training and leaves"),
        ] {
            player.press(.control("u"))
            player.type(line)
            #expect(player.hint.hasPrefix(fate))
        }
        player.press(.enter)
        #expect(control.isUrgent && !player.state.isOver)
        player.stopTraining(after: 60)
        #expect(player.state.isOver && player.commands.last == "train 60")
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

@Suite("A planned training")
struct PlannedTrainingTests {
    @Test("is read from the last command of a line")
    func read() throws {
        #expect(PlannedTraining(readingLast: "data xor; tr 100 batch=2 every=5")?.command == "train 100 batch=2 every=5")
        #expect(PlannedTraining(readingLast: "train until=loss < 0.1")?.after(10)?.command == "train 99990 until=loss < 0.1")
        #expect(PlannedTraining(readingLast: "train")?.epochs == 1 && PlannedTraining(readingLast: "train")?.after(1) == nil)
        let planned = try #require(PlannedTraining(readingLast: "train 10 batch=2 shuffle=1"))
        #expect(planned.after(obeying: "print w1; se batch 4").command == "train 10 shuffle=1")
        #expect(planned.after(obeying: "set lr 4").command == planned.command)
        #expect(PlannedTraining(readingLast: "train 10 until=loss<0.1 batch=2")?.singleEpoch == "train 1 batch=2")
        for other in ["print 1", "train x", "train 5; step", "", "train (", "train 1 2"] {
            #expect(PlannedTraining(readingLast: other) == nil, "\(other)")
        }
    }

    @Test("between epochs fits what looks and what changes how it goes on")
    func fits() {
        for line in [
            "set lr 0.1", "optimizer adam", "print w1; show weights", "freeze b1", "plot boundary", "help", "layer activation 1 tanh",
        ] {
            #expect(CommandTable.duringTraining(line) == .obeyed, "\(line)")
        }
        for line in ["net 2-2-1 relu", "undo", "quit", "step", "train 5", "set lr 0.1; data xor", "nonsense", "(", "layer dense 2 tanh"] {
            #expect(CommandTable.duringTraining(line) != .obeyed, "\(line)")
        }
    }
}
