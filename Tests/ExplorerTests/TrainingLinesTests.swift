// Lines typed while a training runs or is paused: obeyed between two epochs, or at its end, and what is seen meanwhile.
import Charts
import Documents
import NeuralEngine
import Sessions
import Testing

@testable import Explorer
@testable import Language
@testable import Portraits
@testable import Workspaces

@Suite("While a training is watched, a line")
struct TrainingLinesTests {
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
        var player = between(.character("2"))
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

    @Test("a line being typed keeps its characters")
    func typing() {
        var player = Player()
        let control = player.watchCircles()
        player.type("print 1 + 2.5 ")
        #expect(player.state.conversation.line.text == "print 1 + 2.5 " && !control.isCancelled)
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

    @Test("a picture asked for behind a training in one line is seen when that has ended; F9 shows the training", arguments: sizes)
    func pictureBehind(width: Int, height: Int) {
        var player = Player(width, height)
        player.enter("net 2-4-1 tanh; data circle")
        player.type("train 20; plot boundary")
        guard case .run(let command, let session, let control)? = player.press(holding: .enter) else {
            Issue.record("nothing runs")
            return
        }
        var copy = session
        let outcomes = copy.run(command, control: control)
        player.state.watchTraining()
        player.send(.finished(Finished(session: copy, outcomes: outcomes)))
        #expect(player.screen.contains("o1 > 0") && !player.screen.contains("1 loss"))
        player.press(.function(9))
        #expect(player.screen.contains("1 loss"))
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
}

@Suite("A planned training")
struct PlannedTrainingTests {
    @Test("is read from the last command of a line")
    func read() throws {
        #expect(PlannedTraining(readingLast: "data xor; tr 100 batch=2 every=5")?.command == "train 100 batch=2 every=5")
        #expect(PlannedTraining(readingLast: "train until=loss < 0.1")?.after(10)?.command == "train 99990 until=loss < 0.1")
        #expect(PlannedTraining(readingLast: "train")?.epochs == 1 && PlannedTraining(readingLast: "train")?.after(1) == nil)
        let planned = try #require(PlannedTraining(readingLast: "train 10 batch=2 shuffle=1"))
        #expect(planned.after(obeying: "print w1; set batch 4").command == "train 10 shuffle=1")
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
