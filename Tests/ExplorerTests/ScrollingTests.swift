// Contents larger than their pane: they are scrolled by keys and by the wheel, and the frame says where there is more.
import Charts
import Language
import Testing

@testable import Explorer

@Suite("Contents larger than their pane")
struct ScrollingTests {
    private func player(_ size: (Int, Int), _ lines: [String], focus: Pane?) -> Player {
        var player = Player(size.0, size.1)
        lines.forEach { player.enter($0) }
        player.state.screen.focus = focus
        return player
    }

    private static let wide = ["net 20-30-10 relu output=softmax", "init he-uniform seed=3"]
    private static let images = [
        "layer input 12x12x1", "layer conv 12 3x3 relu", "layer maxpool 2x2", "layer conv 12 3x3 relu", "layer flatten",
        "layer dense 70 relu",
        "layer dense 10 softmax", "init he-uniform seed=1",
    ]

    private func rows(_ player: Player, _ pane: Pane) -> [String] {
        guard let rect = player.state.rect(of: pane) else { return [] }
        return player.lines[rect.y..<rect.y + rect.height].map { String(Array($0).dropFirst(rect.x).prefix(rect.width)) }
    }

    @Test("every node of a large layer can be scrolled to, and its folds count what is out of sight", arguments: sizes)
    func nodes(size: (Int, Int)) {
        var player = player(size, Self.wide, focus: .network)
        var seen: Set<String> = []
        for _ in 1...40 {
            let text = rows(player, .network).joined(separator: "\n")
            for node in 1...30 where text.contains("(h\(node))") { seen.insert("h\(node)") }
            player.press(.pageDown)
        }
        #expect(seen.count == 30)
        #expect(rows(player, .network)[0].contains("↓") == false)
        if size.1 < 60 { #expect(rows(player, .network)[0].contains("↑") && rows(player, .network).contains { $0.contains("⋮") }) }
        for _ in 1...40 { player.press(.pageUp) }
        #expect(player.state.outOfSight(.network).above == 0)
    }

    @Test("a network of many layers shows those around the step, all by their full names; Home and End go through them", arguments: sizes)
    func layers(size: (Int, Int)) {
        var player = player(size, Self.images, focus: .network)
        var seen: Set<String> = []
        let names = ["(in[1])", "(conv1[1])", "(pool2[1])", "(conv3[1])", "(h5[1])", "(o1)"]
        for _ in names {
            let text = rows(player, .network).joined(separator: "\n")
            for name in names where text.contains(name) { seen.insert(name) }
            player.press(.end)
        }
        #expect(seen == Set(names))
        #expect(player.state.outOfSight(.network).right == 0)
        for _ in names { player.press(.home) }
        #expect(player.state.outOfSight(.network).left == 0)
    }

    @Test("the network follows the step to nodes and layers out of sight, and a chosen node is always in sight", arguments: sizes)
    func follows(size: (Int, Int)) {
        var player = player(
            size, Self.wide + ["input [[" + Array(repeating: "0.5", count: 20).joined(separator: ",") + "]]"], focus: .network)
        for node in [1, 7, 15, 22, 30] {
            player.enter("goto h\(node).net")
            #expect(rows(player, .network).contains { $0.contains("[h\(node)]") }, "\(node)")
        }
        for _ in 1...60 {
            player.press(.down)
            let name = player.state.looking.chosen?.name ?? ""
            #expect(
                rows(player, .network).contains { $0.contains("(\(name))") || $0.contains("<\(name)>") || $0.contains("[\(name)]") },
                "\(name)")
        }
    }

    @Test("a click on a scrolled network means the node that is seen there")
    func click() throws {
        var player = player((80, 24), Self.wide, focus: .network)
        player.press(.pageDown, .pageDown)
        let rows = rows(player, .network), y = try #require(rows.firstIndex { $0.contains("(h") })
        let name = try #require(rows[y].split(separator: "(").map { $0.prefix { $0 != ")" } }.first { $0.hasPrefix("h") })
        let x = try #require(rows[y].range(of: "(\(name))")).lowerBound
        player.send(.click(x: rows[y].distance(from: rows[y].startIndex, to: x) + 1, y: y + 1))
        #expect(name != "h1" && player.state.looking.chosen?.name == String(name))
    }

    @Test("names such as conv1[1,2,3] are told apart among the values", arguments: sizes)
    func names(size: (Int, Int)) {
        let image = "input " + Array(repeating: "1", count: 144).joined(separator: " ")
        var player = player(size, Self.images + [image, "step"], focus: .values)
        for _ in 1...9 { player.press(.home) }
        #expect(rows(player, .values).contains { $0.contains("[1,1,4] ") })
    }

    @Test("a long step is scrolled to its last term; Home goes back to its beginning", arguments: sizes)
    func step(size: (Int, Int)) {
        var player = player(
            size, Self.wide + ["input [[" + Array(repeating: "0.5", count: 20).joined(separator: ",") + "]]", "step"], focus: .step)
        #expect(player.state.outOfSight(.step).below > 0 && rows(player, .step)[0].hasSuffix("↓"))
        #expect(!rows(player, .step).contains { $0.contains("w20·i20 =") })
        player.press(.end)
        #expect(rows(player, .step)[0].hasSuffix("↑") && rows(player, .step).contains { $0.contains("w20·i20 =") })
        player.press(.up)
        #expect(rows(player, .step)[0].hasSuffix("↕"))
        player.press(.home)
        #expect(rows(player, .step)[0].hasSuffix("↓") && player.state.screen.offsets[.step]?.row == 0)
        player.press(.escape, .character(" "), .backspace)
        player.state.screen.focus = .step
        #expect(rows(player, .step)[1].hasPrefix(" net_h1 = w1·i1"))
    }

    @Test("pictures that there is no room for are scrolled to, a row of them at a time", arguments: sizes)
    func pictures(size: (Int, Int)) {
        var player = player(size, ["net 2-3-3-3-3-3-3-3-3-3-3-3-3-3-3-3-3-3-3-3-2 tanh"], focus: .values)
        player.press(.character("v"))
        let hidden = player.state.outOfSight(.values)
        #expect(rows(player, .values)[0].contains("↓\(hidden.below)") == (hidden.below > 0))
        player.press(.end)
        #expect(player.state.outOfSight(.values).below == 0 && rows(player, .values).contains { $0.contains("W20") })
        player.press(.home)
        #expect(player.state.outOfSight(.values) == hidden)
    }

    @Test("the wheel scrolls what is under the pointer", arguments: sizes)
    func wheel(size: (Int, Int)) throws {
        var player = player(
            size, Self.wide + ["input [[" + Array(repeating: "0.5", count: 20).joined(separator: ",") + "]]", "step"], focus: nil)
        for pane in [Pane.network, .values, .step] {
            guard player.state.outOfSight(pane).below > 0 else { continue }
            let rect = try #require(player.state.rect(of: pane)), before = player.state.outOfSight(pane)
            player.send(.wheel(1, x: rect.x + 3, y: rect.y + 2))
            #expect(player.state.outOfSight(pane).above > before.above, "\(pane)")
            player.send(.wheel(-1, x: rect.x + 3, y: rect.y + 2))
            #expect(player.state.outOfSight(pane).above == before.above, "\(pane)")
        }
    }

    @Test("the transcript has a sign when there is more above; Home and End reach its ends", arguments: sizes)
    func transcript(size: (Int, Int)) {
        var player = player(size, (1...80).map { "print \($0)" }, focus: .transcript)
        #expect(rows(player, .transcript)[0].hasSuffix("↑"))
        player.press(.home)
        #expect(rows(player, .transcript)[1] == " > print 1" && rows(player, .transcript)[0].hasSuffix("↓"))
        player.press(.end)
        #expect(rows(player, .transcript).contains { $0.contains("80 = 80") || $0 == " 80" } && player.state.conversation.talk.scroll == 0)
    }
}
