// Panes: where they are at every size, focus and zoom, scrolling, long answers, the mouse.
import Charts
import Language
import NeuralEngine
import Scenes
import Testing

@testable import Explorer
@testable import Workspaces

@Suite("The layout")
struct LayoutTests {
    @Test("panes fill the screen without overlapping, at every size from 80x24 on")
    func tiling() {
        for width in stride(from: 80, through: 260, by: 7) {
            for height in 24...70 {
                expectTiling(ScreenLayout(width: width, height: height))
            }
        }
    }

    @Test("they do so whatever shares were chosen, and whichever of them have something to show; none becomes too small to be seen")
    func shares() {
        var random = RandomStream(seed: 7, purpose: .split)
        for _ in 1...2000 {
            var arrangement = PaneArrangement()
            func share() -> Double? { random.uniform() < 0.3 ? nil : random.uniform() }
            (arrangement.leftShare, arrangement.rightShare) = (share(), share())
            (arrangement.stripShare, arrangement.footShare) = (share(), share())
            let shown = PaneArrangement.Place.allCases.filter { _ in random.uniform() < 0.8 }
            let hasTop = !Set(shown).isDisjoint(with: PaneArrangement.Place.top)
            let layout = ScreenLayout(
                width: Int.random(in: 80...260, using: &random), height: Int.random(in: 24...70, using: &random), arrangement: arrangement,
                shown: hasTop ? shown : shown + [.left], heir: random.uniform() < 0.5 ? .foot : .left)
            expectTiling(layout)
            for rect in PaneArrangement.Place.allCases.compactMap({ layout[$0] }) { #expect(rect.width >= 18 && rect.height >= 3) }
        }
    }

    private func expectTiling(_ layout: ScreenLayout) {
        let width = layout.width, height = layout.prompt.y + layout.prompt.height + 1
        let far = layout.takesTurns ? nil : layout[.far]
        let rects = [layout.title, layout[.left], layout[.right], far, layout[.strip], layout[.foot], layout.hints]
        var covered = Array(repeating: 0, count: width * height)
        for rect in rects.compactMap({ $0 }) + [layout.prompt] {
            for y in rect.y..<rect.y + rect.height { for x in rect.x..<rect.x + rect.width { covered[y * width + x] += 1 } }
        }
        #expect(covered.allSatisfy { $0 == 1 }, "\(layout)")
    }

    @Test("on smaller screens panes give way one by one, and tile what there is", arguments: [false, true])
    func smaller(isReplay: Bool) {
        for width in 40...79 {
            for height in 12...60 { expectTiling(ScreenLayout(width: width, height: height, isReplay: isReplay)) }
        }
        for width in stride(from: 80, through: 230, by: 30) {
            for height in 12...23 {
                let layout = ScreenLayout(width: width, height: height, isReplay: isReplay)
                expectTiling(layout)
                #expect(layout[.strip] != nil && layout[.foot] != nil && (layout[.left] != nil || height < 17))
            }
        }
    }

    @Test("below 40x12 there are the transcript and the command line")
    func small() {
        for (width, height) in [(39, 24), (80, 11), (20, 5), (1, 2)] {
            let layout = ScreenLayout(width: width, height: height)
            #expect(layout.top == nil && layout.body.height == height - 1 && layout.prompt.y == height - 1)
        }
        #expect(ScreenLayout(width: 10, height: 1).body.height == 0)
    }
}

@Suite("Panes")
struct PanesTests {
    private func onTheCourse(_ width: Int = 80, _ height: Int = 24) -> Player {
        var player = Player(width, height)
        Scene.course.forEach { player.enter($0) }
        return player
    }

    @Test("F6 takes the focus round the panes that can be seen, Escape gives it back to the line")
    func focus() {
        var player = onTheCourse()
        var seen: [Pane?] = []
        for _ in 1...5 {
            player.press(.function(6))
            seen.append(player.state.screen.focus)
        }
        #expect(seen == [.network, .values, .step, .transcript, .network])
        player.press(.function(18))
        #expect(player.state.screen.focus == .transcript)
        player.press(.escape)
        #expect(player.state.screen.focus == nil)
    }

    @Test("F7 gives the focused pane the whole screen, and takes it back")
    func zoom() {
        var player = onTheCourse()
        player.press(.function(6), .function(6), .function(7))
        #expect(player.state.rect(of: .values) == player.state.layout.body && player.state.rect(of: .network) == nil)
        #expect(player.lines.contains { $0.contains("b_o2") })
        player.press(.function(7))
        #expect(player.state.rect(of: .network) != nil)
    }

    @Test("values follow the step until they are scrolled, and follow again after the next command")
    func follow() {
        var player = onTheCourse()
        #expect(!player.screen.contains("▸0.08217"))
        player.enter("step 14")
        #expect(player.lines.contains { $0.contains(" w5 ") && $0.contains("▸0.08217") })
        player.press(.function(6), .function(6), .up, .pageUp)
        #expect(player.state.screen.offsets[.values]?.row == 0 && !player.screen.contains("▸0.08217"))
        player.press(.character(" "))
        #expect(player.screen.contains("▸0.08267"))
    }

    @Test("the rows that a step computes and reads are in sight in a low pane, and those without numbers give way")
    func stepRows() {
        var player = onTheCourse()
        player.enter("step 7")
        for name in ["h1", "h2", "o2", "w7", "w8", "b_o2"] { #expect(player.lines.contains { $0.contains(" \(name) ") }, "\(name)") }
        var fresh = Player(80, 24)
        fresh.enter("net 3-3-2 step; set b1 [1,2,3]")
        #expect(fresh.lines.contains { $0.contains(" b_h1 ") && $0.contains(" 1 ") })
        #expect(!fresh.lines.contains { $0.contains(" o2 ") && $0.contains(" - ") })
    }

    @Test("the target is told above the values, before a step and during the pass")
    func target() {
        var player = Player(80, 24)
        player.enter("net 1-1 sigmoid; input 0.5")
        player.enter("step 2")
        #expect(!player.screen.contains("target"))
        player.enter("target 1")
        #expect(player.lines[1].contains("target 1 "))
        player.enter("step 4")
        #expect(player.lines[1].contains("target 1 · E = "))
        var narrow = Player(50, 15)
        for line in ["net 1-1 sigmoid", "input 0.5", "target 1"] { narrow.enter(line) }
        #expect(narrow.lines[1].contains("network") && narrow.lines[1].contains("target 1"))
    }

    @Test("the picture tells a weight with the digits that a change needs")
    func changedWeight() {
        var player = Player(80, 24)
        player.enter("net 1-1 sigmoid; set w1 2; set b1 -0.4; input 0.5; target 1")
        #expect(player.lines.contains { $0.prefix(44).contains("w1 2") })
        player.enter("step 9")
        #expect(player.lines.contains { $0.prefix(44).contains("w1 2.02") })
    }

    @Test("what the last command changed is marked, what it only read is not")
    func changed() {
        var player = onTheCourse()
        player.enter("step 2")
        let row = player.lines.first { $0.contains(" h1 ") } ?? ""
        #expect(row.contains("*0.3775") && row.contains("▸0.5933"))
        player.press(.character(" "))
        let next = player.lines.first { $0.contains(" h1 ") } ?? ""
        #expect(next.contains(" 0.3775") && next.contains(" 0.5933"))
    }

    @Test("a number that is too wide for its column loses digits, never its sign")
    func sign() {
        var player = onTheCourse()
        player.enter("step 13")
        #expect(player.lines.contains { $0.contains("▸-0.0381") })
    }

    @Test("a long answer opens over the panes at its beginning, space turns its pages, the next key closes it")
    func drawer() {
        var player = onTheCourse()
        player.enter("help")
        #expect(player.lines[2] == " > help" && player.hint.hasPrefix("space more"))
        let first = player.screen
        player.press(.character(" "))
        #expect(player.screen != first && player.state.workspace.stepper == nil)
        while player.state.conversation.talk.scroll > 0 { player.press(.character(" ")) }
        #expect(player.lines.contains { $0.contains("lessons)") })
        player.press(.character(" "))
        #expect(player.state.conversation.talk.drawer == nil && player.state.workspace.stepper?.position.step == 1)
    }

    @Test("the wheel scrolls the pane under the pointer")
    func wheel() {
        var player = onTheCourse()
        player.enter("step")
        player.send(.wheel(1, x: 60, y: 4))
        #expect(player.state.screen.offsets[.values]?.row == 3)
        player.send(.wheel(-1, x: 60, y: 20))
        #expect(player.state.conversation.talk.scroll == 3)
        player.send(.wheel(1, x: 60, y: 20))
        #expect(player.state.conversation.talk.scroll == 0)
    }

    @Test("a click on a node explains it, on a weight's name the weight, on a title it zooms")
    func click() throws {
        var player = onTheCourse(120, 40)
        let place = { (text: String) throws -> (Int, Int) in
            let y = try #require(player.lines.firstIndex { $0.contains(text) })
            let line = player.lines[y], range = try #require(line.range(of: text))
            return (line.distance(from: line.startIndex, to: range.lowerBound) + 1, y)
        }
        let (node, weight) = (try place("(h2)"), try place("w7 0.5"))
        player.send(.click(x: node.0, y: node.1))
        #expect(player.told.contains("> explain h2.out"))
        player.send(.click(x: weight.0, y: weight.1))
        #expect(player.told.contains("> explain w7") && player.state.looking.chosen?.name == "w7")
        player.press(.escape)
        player.click(5, 1)
        #expect(player.state.screen.focus == .network && player.state.screen.zoomed == nil)
        player.click(5, 1)
        #expect(player.state.screen.zoomed == .network)
    }

    @Test("a resize keeps everything and draws anew")
    func resize() {
        var player = onTheCourse()
        player.enter("step 5")
        player.send(.resize(width: 200, height: 60))
        #expect(player.asked == ["redraw"])
        var other = onTheCourse(200, 60)
        other.enter("step 5")
        #expect(player.screen == other.screen)
    }
}
