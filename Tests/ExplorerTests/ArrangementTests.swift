// The panes put elsewhere and made larger and smaller, by keys, by the mouse, by `set panes`.
import Language
import Scenes
import Testing

@testable import Explorer

private func onTheCourse(_ size: (Int, Int), focus: Pane) -> Player {
    var player = Player(size.0, size.1)
    Scene.course.forEach { player.enter($0) }
    player.enter("step 5")
    player.state.screen.focus = focus
    return player
}

@Suite("Panes are arranged")
struct ArrangementTests {
    @Test("shift with an arrow changes places with the neighbour; the same again the other way gives the same screen", arguments: sizes)
    func move(size: (Int, Int)) throws {
        var player = onTheCourse(size, focus: .values)
        let before = player.screen, network = player.state.rect(of: .network), values = player.state.rect(of: .values)
        player.press(.shift(.left))
        #expect(
            player.state.rect(of: .values) == network && player.state.rect(of: .network) == values && player.state.screen.focus == .values)
        #expect(player.hint == "to keep it: set panes values")
        player.press(.shift(.right))
        player.state.conversation.remark = nil
        #expect(player.screen == before)
        player.press(.shift(.down))
        #expect(player.state.rect(of: .values)?.width == size.0 && player.state.rect(of: .step) == values)
        player.press(.shift(.down), .shift(.down))
        #expect(player.state.screen.arrangement.place(of: .values) == .foot && player.hint == "there is no pane beside it")
    }

    @Test("} and { go through all places in order, and come round", arguments: sizes)
    func around(size: (Int, Int)) {
        var player = onTheCourse(size, focus: .network)
        let count = player.state.visiblePanes.count
        var places: [PaneArrangement.Place?] = []
        for _ in 1...count {
            player.press(.character("}"))
            places.append(player.state.screen.arrangement.place(of: .network))
        }
        #expect(places.first == .right && places[count - 2] == .foot && places.last == .left)
        for _ in 1...count { player.press(.character("{")) }
        #expect(player.state.screen.arrangement == PaneArrangement())
    }

    @Test("] puts another pane in the place, [ gives back what was there", arguments: sizes)
    func exchange(size: (Int, Int)) {
        var player = onTheCourse(size, focus: .network)
        player.enter("plot sigmoid")
        for focus in [Pane.network, .values, .step, .transcript] {
            player.state.screen.arrangement = PaneArrangement()
            player.state.looking.aftermath.showsChart = false
            player.state.screen.focus = focus
            let rect = player.state.rect(of: focus)
            for key in ["]", "]", "]", "[", "[", "["] as [Character] {
                player.press(.character(key))
                let shown = player.state.screen.focus
                #expect(shown.flatMap { player.state.rect(of: $0) } == rect, "\(focus) \(key) \(shown as Any)")
            }
            #expect(player.state.screen.focus == focus && player.state.screen.arrangement == PaneArrangement())
        }
    }

    @Test("a chart that takes turns with the values goes where it is put, and what was there comes into sight")
    func turns() {
        var player = onTheCourse((80, 24), focus: .network)
        player.enter("plot sigmoid")
        player.state.screen.focus = .chart
        player.press(.shift(.left))
        #expect(player.state.visiblePanes == [.chart, .network, .step, .transcript])
        player.press(.character(" "))
        #expect(player.state.visiblePanes == [.chart, .network, .step, .transcript])
    }

    @Test("alt with an arrow or < > + - makes a pane narrower, wider, taller, shorter, and back", arguments: sizes)
    func stretch(size: (Int, Int)) throws {
        for pane in [Pane.network, .values, .chart, .step, .transcript] {
            var player = onTheCourse(size, focus: pane)
            if size.0 < 150 && pane == .chart { continue }
            let before = player.screen, rect = try #require(player.state.rect(of: pane))
            player.press(.character("+"))
            #expect(player.state.rect(of: pane)?.height == rect.height + 1)
            player.press(.alternate(.down))
            #expect(player.state.rect(of: pane) == rect)
            player.press(.character(">"))
            #expect(player.state.rect(of: pane)?.width == min(size.0, rect.width + 2))
            if rect.width == size.0 { #expect(player.hint == "it has the whole width") }
            player.press(.alternate(.left))
            player.state.conversation.remark = nil
            #expect(player.screen == before, "\(pane)")
        }
    }

    @Test("no pane grows so far that another is lost, however long a key is held")
    func limits() throws {
        for pane in [Pane.network, .values, .step, .transcript] {
            for key in "<>+-" {
                var player = onTheCourse((80, 24), focus: pane)
                for _ in 1...60 { player.press(.character(key)) }
                let rects = try player.state.visiblePanes.map { try #require(player.state.rect(of: $0)) }
                #expect(rects.count == 4 && rects.allSatisfy { $0.width >= 18 && $0.height >= 3 })
            }
        }
    }

    @Test("the choice survives a resize, other commands, and a smaller screen; = takes it back", arguments: sizes)
    func survives(size: (Int, Int)) {
        var player = onTheCourse(size, focus: .values)
        player.press(.shift(.left), .character(">"), .character(">"), .character("+"))
        let before = player.screen
        for other in sizes + [(40, 10), size] { player.send(.resize(width: other.0, height: other.1)) }
        #expect(player.state.rect(of: .values)?.x == 0)
        player.press(.character(" "), .backspace)
        player.state.conversation.remark = nil
        player.send(.resize(width: size.0, height: size.1))
        #expect(player.lines[1] == before.split(separator: "\n").map(String.init)[1])
        player.press(.character("="))
        #expect(player.state.screen.arrangement == PaneArrangement())
    }

    @Test("the mouse drags borders: what is held follows it", arguments: sizes)
    func borders(size: (Int, Int)) throws {
        var player = onTheCourse(size, focus: .network)
        let values = try #require(player.state.rect(of: .values)), foot = try #require(player.state.rect(of: .transcript))
        player.send(.click(x: values.x, y: 3))
        player.send(.drag(x: values.x - 6, y: 4))
        #expect(player.state.rect(of: .values)?.x == values.x - 6)
        player.send(.drag(x: values.x - 9, y: 4))
        player.send(.release(x: values.x - 9, y: 4))
        #expect(player.state.rect(of: .values)?.x == values.x - 9 && player.state.screen.grip == nil)
        player.click(size.0 - 5, foot.y, to: (3, foot.y - 2))
        #expect(player.state.rect(of: .transcript)?.height == foot.height + 2)
        player.send(.drag(x: 1, y: 1))
        #expect(player.state.rect(of: .transcript)?.height == foot.height + 2)
    }

    @Test("a pane is dragged by its name to another's place; let go at its own it stays", arguments: sizes)
    func names(size: (Int, Int)) throws {
        var player = onTheCourse(size, focus: .step)
        let network = player.state.rect(of: .network), values = try #require(player.state.rect(of: .values))
        player.click(3, 1, to: (values.x + 8, 5))
        #expect(player.state.rect(of: .network) == values && player.state.rect(of: .values) == network && player.state.screen.zoomed == nil)
        player.click(3, 1, to: (5, 4))
        #expect(player.state.rect(of: .values) == network)
    }

    @Test("in a replay and a training their own keys win", arguments: sizes)
    func elsewhere(size: (Int, Int)) {
        var player = Player(size.0, size.1)
        player.enter("replay backpropagation")
        for _ in 1...12 { player.press(.character(" ")) }
        player.press(.function(6), .character("+"))
        #expect(player.state.playback.player?.speed == 1.5 && player.state.screen.arrangement == PaneArrangement())
        player.press(.shift(.right))
        #expect(player.state.rect(of: .network)?.x != 0)
    }

    @Test("a pane that has the screen for itself is not moved, and the reason is told")
    func zoomed() {
        var player = onTheCourse((80, 24), focus: .network)
        player.press(.function(7), .shift(.right))
        #expect(player.hint == "F7 brings the other panes back first" && player.state.screen.arrangement == PaneArrangement())
    }

    @Test("a long answer comes over the panes wherever the transcript stands", arguments: sizes)
    func drawer(size: (Int, Int)) {
        var player = onTheCourse(size, focus: .transcript)
        player.press(.shift(.up), .shift(.up), .escape)
        #expect(player.state.rect(of: .transcript)?.y == 1)
        player.enter("help")
        #expect(player.state.rect(of: .transcript)?.width == size.0 && player.lines.contains(" > help"))
        player.press(.escape)
        #expect(player.state.conversation.talk.drawer == nil)
    }
}

@Suite("set panes")
struct SetPanesTests {
    @Test("says the order and the shares; what the keys tell is that command", arguments: sizes)
    func command(size: (Int, Int)) throws {
        var player = onTheCourse(size, focus: .values)
        player.press(.shift(.left), .character(">"), .character("+"), .character("}"), .character("}"))
        let told = player.state.setsPanes, rects = player.state.visiblePanes.map { player.state.rect(of: $0) }
        var other = onTheCourse(size, focus: .values)
        other.enter(told)
        #expect(other.state.visiblePanes == player.state.visiblePanes)
        for (a, b) in zip(rects, other.state.visiblePanes.map { other.state.rect(of: $0) }) {
            let (a, b) = (try #require(a), try #require(b))
            #expect(abs(a.width - b.width) <= 2 && abs(a.height - b.height) <= 1)
        }
        other.enter("set panes auto")
        #expect(other.state.screen.arrangement == PaneArrangement() && other.state.setsPanes == "set panes auto")
        other.enter("undo")
        #expect(other.state.visiblePanes == player.state.visiblePanes)
        // What keys have moved since is put back, even if the setting is what it was.
        player.enter("set panes auto")
        #expect(player.state.screen.arrangement == PaneArrangement())
    }

    @Test("a state begins with the panes of the configuration")
    func configuration() {
        var session = Player().state.session
        _ = session.run("set panes step widths=30/70")
        let state = State(session: session, options: ExplorerOptions(), width: 80, height: 24)
        #expect(state.screen.arrangement[.left] == .step && state.screen.arrangement.leftShare == 0.3)
        let options = ExplorerOptions(panes: session.desk.style.panes)
        #expect(
            State(session: Player().state.session, options: options, width: 80, height: 24).screen.arrangement == state.screen.arrangement)
    }
}
