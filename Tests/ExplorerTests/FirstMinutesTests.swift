// What somebody sees in the first ten minutes: whole formulas, numbers with room, charts that can be read, keys that work.
import Charts
import Language
import Portraits
import Testing

@testable import Explorer
@testable import Workspaces

@Suite("In the first ten minutes")
struct FirstMinutesTests {
    @Test("each formula of the lesson on backpropagation is whole at 80x24, with its numbers and its value, and is broken in no bracket")
    func formulas() throws {
        var player = Player(80, 24), seen = 0, pulledUp = 0
        player.enter("replay backpropagation")
        while let replay = player.state.playback.player, replay.next != nil {
            player.press(.character(" "))
            if player.state.conversation.talk.drawer != nil {
                // The formulas of several steps lie over the panes, all of them.
                func text(_ rows: [String]) -> String { rows.joined(separator: " ").split(separator: " ").joined(separator: " ") }
                #expect(text(player.lines).contains(text(player.told.reversed().prefix { !$0.hasPrefix("> ") }.reversed())))
                pulledUp += 1
                continue
            }
            guard let stepper = player.state.workspace.stepper,
                case .formula(let formula)? = Explanation(stepper, player.state.desk.style.numerals).lastStep(),
                let rect = player.state.rect(of: .step)
            else { continue }
            let rows = player.lines[rect.y + 1..<rect.y + rect.height].map { $0.trimmingCharacters(in: .whitespaces) }
            let text = rows.prefix { !$0.hasPrefix("next:") }.joined(separator: " ")
            for part in [formula.symbols, formula.numbers, "= " + formula.value] { #expect(text.contains(part), "\(rows)") }
            for row in rows where !row.hasPrefix("next:") {
                #expect(row.count { $0 == "(" } == row.count { $0 == ")" }, "\(row)")
            }
            seen += 1
        }
        #expect(seen >= 15 && pulledUp >= 6)
    }

    @Test("at 50x15 the tour shows each formula whole, and the network as soon as a command has changed it")
    func smallTour() throws {
        var player = Player(50, 15), formulas = 0, changes = 0
        player.enter("tour")
        while let replay = player.state.playback.player, let next = replay.next {
            let isSetting = if case .command(let command) = next { command.hasPrefix("set ") } else { false }
            player.press(.character(" "))
            if isSetting {
                #expect(player.state.rect(of: .network) != nil && player.screen.contains("(i1)"), "\(player.screen)")
                changes += 1
            }
            guard let rect = player.state.rect(of: .step), let stepper = player.state.workspace.stepper,
                player.state.conversation.talk.drawer == nil,
                case .formula(let formula)? = Explanation(stepper, player.state.desk.style.numerals).lastStep()
            else { continue }
            let text = player.lines[rect.y + 1..<rect.y + rect.height].joined(separator: " ").split(separator: " ").joined(separator: " ")
            for part in [formula.symbols, formula.numbers, "= " + formula.value] { #expect(text.contains(part), "\(player.screen)") }
            formulas += 1
        }
        #expect(formulas >= 6 && changes >= 2)
    }

    @Test("the numbers of the values pane stand apart", arguments: [(80, 24), (120, 40)])
    func values(size: (Int, Int)) {
        var player = Player(size.0, size.1)
        player.enter("lesson backpropagation")
        while let replay = player.state.playback.player, replay.next != nil {
            player.press(.character(" "))
            guard let rect = player.state.rect(of: .values), player.state.conversation.talk.drawer == nil else { continue }
            for line in player.lines[rect.y + 1..<rect.y + rect.height] {
                let cells = Array(line.dropFirst(rect.x))
                for (place, cell) in cells.enumerated() where (cell == "▸" || cell == "*") && place > 0 {
                    #expect(cells[place - 1] == " ", "\(line)")
                }
            }
        }
    }

    @Test("the welcome is there on a small screen, too, and Enter begins the tour", arguments: [(50, 15), (80, 24)])
    func welcome(size: (Int, Int)) {
        var player = Player(size.0, size.1)
        player.state.conversation.offersTour = true
        for word in ["tour", "lesson backpropagation", "plot sigmoid tanh relu", "Enter begins a tour"] {
            #expect(player.screen.contains(word), "\(word)")
        }
        player.press(.enter)
        #expect(player.state.playback.player?.name == "tour")
    }

    @Test("the first plot has the room of panes that have nothing to say, and its curves are readable")
    func plot() throws {
        var player = Player(80, 24)
        player.enter("plot sigmoid tanh relu")
        let rect = try #require(player.state.rect(of: .chart))
        #expect(rect.height >= 17 && player.state.rect(of: .step) == nil)
        let focus = try #require(player.state.chart?.lineChart?.yFocus)
        #expect(focus.lowerBound < -0.99 && focus.upperBound > 2.5 && focus.upperBound < 3.1)
        #expect(player.told.last == "(relu leaves the frame; y=-1..6 shows all)")
        player.enter("plot sigmoid sigmoid'")
        #expect(player.state.chart?.lineChart?.yFocus == nil)
    }

    @Test("data with two inputs are seen at once, until something is done with them", arguments: [(80, 24), (120, 40)])
    func dataAreSeen(size: (Int, Int)) {
        var player = Player(size.0, size.1)
        player.enter("data moons")
        #expect(player.state.rect(of: .chart) != nil && player.screen.contains("○") && player.screen.contains("i1"))
        player.enter("net 2-3-1 tanh output=sigmoid", "step")
        #expect(!player.screen.contains("○"))
        player.enter("data digits")
        #expect(!player.state.hasChart)
    }

    @Test("a cursor reads x, f and f' by keys and by the mouse, and goes again")
    func reading() throws {
        var player = Player(80, 24)
        player.enter("plot sigmoid tanh")
        player.press(.left)
        #expect(player.screen.contains("x = 0 · sigmoid 0.5, f' 0.25 · tanh 0, f' 1"))
        player.press(.right)
        let moved = try #require(player.state.looking.reading)
        #expect(moved > 0 && moved < 0.3)
        player.press(.end)
        #expect(player.state.looking.reading == 6)
        player.click(20, 8, to: (30, 8))
        let dragged = try #require(player.state.looking.reading)
        #expect(dragged < 0 && dragged > -3)
        player.press(.escape)
        #expect(player.state.looking.reading == nil && !player.screen.contains("x ="))
    }

    @Test("on a curve of the loss it reads the epoch and the loss")
    func readingLoss() {
        var player = Player(80, 24)
        player.enter("net 2-3-1 tanh output=sigmoid", "data xor", "train 20", "plot loss")
        player.press(.left)
        #expect(player.screen.contains("epoch = 10 · loss 0."))
    }

    @Test("the keys of the training view work as long as it stands, after the end too")
    func afterTheEnd() {
        var player = Player(80, 24)
        player.enter("net 2-3-1 tanh output=sigmoid", "data xor", "train 20")
        player.send(.beat)
        player.press(.character("1"))
        #expect(player.state.live.alone == .loss && player.state.conversation.line.isEmpty)
        player.press(.character("^"), .character("+"))
        // A rate that nobody sees at work is not changed by a key: + is faster elsewhere.
        #expect(player.state.live.style.isLogarithmic && player.commands.last == "train 20" && player.state.showsTraining)
        player.press(.character("."))
        #expect(player.commands.last == "train 1" && player.state.workspace.epoch == 21)
        player.send(.beat)
        player.press(.escape, .character("1"))
        #expect(!player.state.showsTraining && player.state.conversation.line.text == "1")
    }

    @Test("< and > change the pace of a training that is watched, and its rest keeps it")
    func pace() {
        var player = Player(120, 40)
        let control = player.watchCircles()
        #expect(control.pace == nil && control.isWatched)
        player.press(.character("<"))
        #expect(control.pace == 100 && player.screen.contains("pace: 100 epochs a second"))
        player.press(.character("<"), .character("<"), .character(">"))
        #expect(control.pace == 50)
        player.pauseTraining()
        guard case .run(_, _, let next)? = player.press(holding: .character(" ")) else {
            Issue.record("nothing runs")
            return
        }
        #expect(next.pace == 50)
        #expect(PaceSteps.next(to: 1000, speed: nil, faster: true) == nil && PaceSteps.next(to: 1, speed: nil, faster: false) == 1)
        #expect(PaceSteps.next(to: nil, speed: 30, faster: false) == 20)
    }

    @Test("a pace that was asked for counts where somebody watches")
    func askedPace() {
        for isWatched in [true, false] {
            let control = RunControl(isWatched: isWatched)
            control.propose(pace: 50)
            #expect(control.pace == (isWatched ? 50 : nil))
        }
    }

    @Test("? lists only keys that work here")
    func sheet() {
        var player = Player(80, 24)
        player.enter("net 2-3-1 tanh output=sigmoid", "data xor", "train 20")
        player.send(.beat)
        player.press(.character("?"))
        #expect(player.screen.contains("keys of the pane training") && player.screen.contains("look back while it rests"))
        player.press(.escape, .escape, .function(6), .character("?"))
        #expect(player.screen.contains("keys of the pane network") && !player.screen.contains("break at it"))
    }
}
