// The time machine: held keys, the scrub bar, what is chosen; and the sheet of keys and the examples of help pages.
import Language
import Scenes
import Sessions
import Testing

@testable import Explorer
@testable import Workspaces

private func onTheCourse(_ width: Int = 80, _ height: Int = 24) -> Player {
    var player = Player(width, height)
    Scene.course.forEach { player.enter($0) }
    return player
}

private func step(_ player: Player) -> Int? { player.state.workspace.stepper?.position.step }

@Suite("Time")
struct TimeTests {
    @Test("right and left run through the pass while the network or the step is in focus, and come back to every bit", arguments: [1, 3])
    func held(next: Int) {
        var player = onTheCourse()
        for _ in 1...next { player.press(.function(6)) }
        #expect(player.state.screen.focus == (next == 1 ? .network : .step))
        let beginning = player.state.workspace.parameters
        for _ in 1...39 { player.press(.right) }
        #expect(step(player) == 39 && player.state.workspace.parameters != beginning)
        player.press(.character("n"))
        #expect(player.state.workspace.stepper?.position.pass == 1)
        for _ in 1...40 { player.press(.left) }
        player.press(.character("N"))
        #expect(step(player) == 0 && player.state.workspace.parameters == beginning)
    }

    @Test("on the command line they stay keys of the line, and n is a letter")
    func line() {
        var player = onTheCourse()
        player.press(.right, .left, .character("n"))
        #expect(step(player) == nil && player.state.conversation.line.text == "n")
    }

    @Test("what a held key repeats while a step is under way is let go")
    func letGo() {
        var player = onTheCourse()
        player.press(.function(6))
        _ = player.press(holding: .right)
        #expect(player.state.agenda.running != nil && player.press(holding: .right) == nil && player.state.agenda.waiting.isEmpty)
    }

    @Test("the scrub bar has the parts of the pass, the place and the breakpoints; a click goes there and back", arguments: sizes)
    func scrub(size: (Int, Int)) throws {
        var player = onTheCourse(size.0, size.1)
        player.enter("break o1.delta", "step 14")
        let (bar, x, y) = try #require(player.state.scrubBar)
        let row = bar.render().text()
        #expect(row.contains("forward") && row.contains("backward") && row.contains("update") && row.contains("●"))
        #expect(player.lines[y].hasSuffix(" \(row) ─") || player.lines[y].hasSuffix(" \(row)"))
        let stop = try #require(bar.map.stops.first)
        for place in [stop, bar.map.phases.count - 1, 0] {
            player.send(.click(x: x + place, y: y))
            #expect(step(player) == bar.map.step(at: place))
            #expect(player.state.scrubBar?.x == x && player.state.scrubBar?.bar.map.phases == bar.map.phases)
        }
    }

    @Test("a breakpoint is on the bar once for each sample of the pass", arguments: sizes)
    func samples(size: (Int, Int)) throws {
        var player = Player(size.0, size.1)
        player.enter("net 2-3-1 tanh output=sigmoid", "data xor", "break o1.out", "step")
        let (bar, _, _) = try #require(player.state.scrubBar)
        #expect(bar.map.stops.count == 4 && bar.render().text().count { $0 == "●" } == 4)
        // Where the walk stops, the bar has a mark.
        for _ in 1...4 {
            player.enter("continue")
            let place = try #require(player.state.scrubBar).bar.map
            #expect(place.stops.contains(place.position))
        }
    }

    @Test("dragged along the bar every pane shows the step under the mouse; the pass is walked when the button comes up", arguments: sizes)
    func drag(size: (Int, Int)) throws {
        var player = onTheCourse(size.0, size.1)
        player.enter("step")
        let (bar, x, y) = try #require(player.state.scrubBar), last = bar.map.phases.count
        player.send(.click(x: x + 2, y: y))
        let told = player.told.count, walked = player.state.session.workspace.stepper?.position
        for place in [10, last / 2, last + 30, 12] {
            player.send(.drag(x: x + place, y: y + 2))
            #expect(step(player) == bar.map.step(at: min(place, last)))
            #expect(player.lines[y].contains("step \(bar.map.step(at: min(place, last))) of 39"))
        }
        #expect(player.told.count == told && player.state.session.workspace.stepper?.position == walked)
        player.send(.release(x: x + 12, y: y + 2))
        #expect(player.told.contains("> goto \(bar.map.step(at: 12))") && player.state.looking.scrubbing == nil)
        #expect(player.state.session.workspace.stepper?.position.step == bar.map.step(at: 12))
        player.send(.click(x: x + 2, y: y))
        player.send(.drag(x: x + 20, y: y))
        player.press(.escape)
        #expect(step(player) == bar.map.step(at: 2) && player.state.looking.scrubbing == nil)
    }

    @Test("names of the scrub bar stand still and stay whole while the walk goes on", arguments: [40, 60, 120])
    func marks(width: Int) throws {
        var player = onTheCourse()
        player.enter("break h2.net", "break o1.delta", "watch w5", "step")
        var letters: [Int: Character] = [:]
        for _ in 1...39 {
            let map = try #require(player.state.workspace.passMap(width: width))
            let row = Array(ScrubBar(map: map, marks: .braille).render().text()), marks = map.stops.union([min(map.position, width - 1)])
            for x in row.indices {
                #expect(marks.contains(x) ? "◆●".contains(row[x]) || row[x].isLetter : !"◆●".contains(row[x]))
                guard row[x].isLetter else { continue }
                #expect(letters[x] ?? row[x] == row[x])
                letters[x] = row[x]
            }
            player.enter("step")
        }
        let words = (0..<width).map { letters[$0] ?? " " }.split(separator: " ").map { String($0) }
        #expect(words.contains("forward") || words.contains("backward"))
    }

    @Test("where the parts of a sample have no room for names, the bar counts the samples", arguments: sizes)
    func crowded(size: (Int, Int)) throws {
        var player = Player(size.0, size.1)
        player.enter("net 4-5-3 tanh output=softmax", "data iris", "goto end")
        let row = try #require(player.state.scrubBar).bar.render().text()
        let numbers = row.split { !$0.isNumber }.compactMap { Int($0) }
        let counted = numbers.dropFirst(), stride = counted.first ?? 0
        #expect(numbers.first == 1 && counted.count > 1 && Array(counted) == (1...max(1, counted.count)).map { $0 * stride })
        #expect(!row.contains("forward"))
        // The place of a number holds steps of that sample.
        let place = try #require(Array(row).lastIndex { $0.isNumber }) - String(numbers.last ?? 0).count + 1
        let map = try #require(player.state.scrubBar).bar.map, plan = try #require(player.state.workspace.stepper).plan
        let samples = plan[map.step(at: place)].sample...plan[map.step(at: place + 1) - 1].sample
        #expect(samples.contains((numbers.last ?? 0) - 1))
    }

    @Test("a pass of millions of steps has a bar like any other")
    func large() throws {
        var player = Player(80, 24)
        player.enter("net 784-900-10 relu", "input [[" + Array(repeating: "0.5", count: 784).joined(separator: ",") + "]]")
        player.enter("target 1 0 0 0 0 0 0 0 0 0", "step")
        #expect(player.state.workspace.stepper?.plan.count ?? 0 > 1_000_000)
        #expect(try #require(player.state.scrubBar).bar.render().text().contains("update"))
    }

    @Test("up and down choose a node; b breaks at it, w watches it, e explains it; a click chooses too")
    func choose() {
        var player = onTheCourse()
        player.press(.function(6), .down, .down, .down)
        #expect(player.state.looking.chosen?.name == "h1" && player.hint.contains("h1: b break, w watch, e explain"))
        player.press(.character("b"), .character("w"), .character("e"))
        #expect(player.state.workspace.stops.map(\.text) == ["break h1.out", "watch h1.out"])
        #expect(player.screen.contains("(h1)◂●◎"))
        #expect(player.told.contains("> explain h1.out"))
        player.press(.up)
        #expect(player.state.looking.chosen?.name == "i2" && player.hint.contains("i2: e explain") && !player.hint.contains("break"))
        player.press(.character("b"))
        #expect(player.hint == "no step computes i2: it is given")
        player.press(.escape)
        player.enter("step")
        #expect(player.screen.contains(" h1●◎"))
        player.enter("net 3-1")
        #expect(player.state.looking.chosen == nil)
    }
}

@Suite("A pass that is left")
struct LeftPassTests {
    @Test("what changes the network in the middle of a pass says so, and undo comes back to the step")
    func left() {
        var player = onTheCourse()
        player.enter("step 5", "set w5 0.9")
        #expect(player.hint == "the pass is left at step 5; undo goes back to it")
        player.enter("undo")
        #expect(step(player) == 5 && player.told.last?.contains("undone") == true)
        player.enter("print w5")
        #expect(player.hint.hasPrefix("space step"))
    }
}

@Suite("Help where one is")
struct PaneHelpTests {
    @Test("? shows the keys of the pane in focus; again it lists the commands; space closes it; another key is obeyed")
    func sheet() {
        var player = onTheCourse()
        player.press(.character("?"))
        #expect(player.screen.contains("keys of the command line"))
        player.press(.character(" "))
        #expect(!player.state.conversation.showsKeys && step(player) == nil)
        player.press(.character("?"), .function(10))
        #expect(!player.state.conversation.showsKeys && step(player) == 1)
        player.press(.function(6), .character("?"))
        #expect(player.screen.contains("keys of the pane network") && player.screen.contains("hold it to run"))
        player.press(.character("?"))
        #expect(player.told.contains { $0.contains("Commands may be shortened") })
        player.type("print 1")
        player.press(.character("?"))
        #expect(player.state.conversation.line.text == "print 1?")
    }

    @Test("on a screen that has no room for the sheet ? tells the keys as an answer")
    func small() {
        var player = Player(60, 20)
        player.press(.function(6), .character("?"))
        #expect(!player.state.conversation.showsKeys && player.told.contains("> help keys"))
    }

    @Test("the examples of a help page can be chosen and run from there")
    func examples() {
        var player = Player()
        player.enter("help plot")
        let examples = player.state.conversation.examples?.examples ?? []
        #expect(examples.first == "plot sigmoid tanh relu" && player.hint.hasPrefix("up down choose an example"))
        var chosen: [Int?] = []
        for key: Key in [.up, .up, .down, .down, .down, .up] {
            player.press(key)
            chosen.append(player.state.conversation.examples?.chosen)
        }
        let last = examples.count - 1
        #expect(chosen == [last, last - 1, last, 0, 1, 0])
        player.press(.enter)
        #expect(player.told.contains("> plot sigmoid tanh relu") && player.state.session.desk.chart != nil)
        #expect(player.state.conversation.examples == nil && player.remembered.last == "plot sigmoid tanh relu")
        player.enter("help net")
        player.press(.escape)
        #expect(player.state.conversation.examples == nil && player.state.conversation.line.isEmpty)
        player.enter("help net")
        player.type("print 1")
        #expect(player.state.conversation.line.text == "print 1" && player.state.conversation.examples == nil)
    }

    @Test("every command's page offers its examples", arguments: CommandTable.commands.map(\.name))
    func all(name: String) throws {
        let command = try #require(CommandTable.commands.first { $0.name == name })
        var session = Session()
        let reply = try #require(session.run("help \(name)").first).result.get()
        #expect(HelpExamples(reply)?.examples ?? [] == command.examples)
    }
}

@Suite("Taking over")
struct TakingOverTests {
}
