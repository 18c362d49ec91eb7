// The values of layers larger than their pane: what is computed is in sight, what is left out is counted, all of it can be scrolled to.
import Charts
import Language
import NeuralEngine
import Scenes
import Testing

@testable import Explorer
@testable import Workspaces

@Suite("The values of a large layer")
struct ValuesTests {
    private static let digits = [
        "layer input 8x8x1", "layer conv 6 3x3 padding=1 relu", "layer maxpool 2x2", "layer flatten", "layer dense 10 softmax",
        "init he-normal seed=1",
        "input " + (0..<64).map { "\(($0 * 7) % 17)" }.joined(separator: " "), "target 0 0 1 0 0 0 0 0 0 0",
    ]

    private func player(_ size: (Int, Int), _ lines: [String]) -> Player {
        var player = Player(size.0, size.1)
        lines.forEach { player.enter($0) }
        return player
    }

    private func rows(_ player: Player) -> [String] {
        guard let rect = player.state.rect(of: .values) else { return [] }
        return player.lines[rect.y..<rect.y + rect.height].dropFirst().map {
            String(Array($0).dropFirst(rect.x + 1).prefix(rect.width - 2))
        }
    }

    /// The name that a row begins with.
    private func name(_ row: String) -> String { String(row.prefix { $0 != " " }) }

    private func folded(_ row: String) -> Int? {
        row.hasPrefix("⋮ ") && row.contains(" more") ? Int(row.dropFirst(2).prefix { $0.isNumber }) : nil
    }

    @Test("the number computed just now is in sight at every step, between its neighbours", arguments: sizes)
    func follows(size: (Int, Int)) throws {
        var player = player(size, Self.digits)
        for target in ["conv1[1,1,1]", "conv1[2,1,1].net", "conv1[4,5,6].out", "conv1[6,8,8].out", "pool2[5,2,3].out", "o8.net", "w213"] {
            player.enter(target == "w213" ? "goto grad(w213)" : "goto \(target)")
            for _ in 1...12 {
                player.press(.character(" "))
                let rows = rows(player)
                #expect(rows.contains { $0.contains("▸") }, "\(target): \(rows)")
            }
        }
        player.enter("goto conv1[4,5,6].out")
        let rows = rows(player)
        for neighbour in ["[4,5,5]", "[4,5,6]", "[4,5,7]"] { #expect(rows.contains { name($0).hasSuffix(neighbour) }) }
    }

    @Test("before a pass has begun, the first weight that was set is in sight, with its mark", arguments: sizes)
    func followsWhatIsSet(size: (Int, Int)) {
        var player = player(size, Self.digits)
        player.enter("set w213 7")
        #expect(rows(player).contains { name($0) == "w213" && $0.contains("*7") })
        player.enter("set o3.bias 2")
        #expect(rows(player).contains { name($0) == "b_o3" && $0.contains("*2") })
        player.enter("step")
        #expect(rows(player).contains { $0.contains("▸") } && !rows(player).contains { name($0) == "b_o3" })
    }

    @Test("before a pass has begun there are no nodes among the values: they have nothing to show", arguments: sizes)
    func nodesComeWithThePass(size: (Int, Int)) {
        var player = player(size, ["net 2-2-2 sigmoid", "input 0.05 0.1"])
        #expect(rows(player)[0].hasPrefix("weight ") && rows(player).contains { name($0) == "w1" })
        player.enter("step")
        #expect(rows(player)[0].hasPrefix("node ") && rows(player).contains { name($0) == "h1" })
    }

    @Test("folds count the numbers of the layer that are left out above and below", arguments: sizes)
    func folds(size: (Int, Int)) throws {
        var player = player(size, Self.digits)
        player.enter("goto conv1[4,5,6].out")
        let rows = rows(player), counts = rows.compactMap(folded)
        #expect(rows[0].hasPrefix("node ") && counts.count == 2 && folded(rows[1]) != nil && folded(rows[rows.count - 1]) != nil)
        #expect(counts[0] + rows.filter { name($0).contains("[") }.count + counts[1] == 6 * 64)
        #expect(rows.filter { name($0).contains("[") }.count == rows.count - 3)
    }

    @Test("a name too long for its column keeps its end, which tells neighbours apart")
    func ends() {
        let image = "input " + Array(repeating: "1", count: 1600).joined(separator: " ")
        let player = player((80, 24), ["layer input 40x40x1", "layer conv 12 3x3 padding=1 relu", image, "step"])
        var values = ValuesPane(workspace: player.state.workspace, before: nil, marks: .braille)
        let rows = values.render(width: 33, height: 8, scroll: 17_000).text().split(separator: "\n")
        #expect(rows[3].hasPrefix("…[11,26,3] ") == false && rows[3].contains("[11,26,") && rows[3] != rows[4])
        values = ValuesPane(workspace: player.state.workspace, before: nil, marks: .ascii)
        #expect(values.render(width: 33, height: 8, scroll: 17_000).text().utf8.allSatisfy { $0 < 128 })
    }

    @Test("every number of the network can be scrolled to, pages and rows", arguments: sizes)
    func reach(size: (Int, Int)) throws {
        var player = player(size, Self.digits + ["step"])
        player.state.screen.focus = .values
        let rect = try #require(player.state.rect(of: .values)), height = rect.height - 1, values = player.state.valuesPane
        var seen: [String] = [], places: [String: Int] = [:]
        // All that scrolling by rows shows, without a screen around it.
        for first in 0...values.mostScroll(height: height) {
            for row in values.render(width: 60, height: height, scroll: first).text().split(separator: "\n").map(String.init)
            where folded(row) == nil && places.updateValue(first, forKey: name(row)) == nil { seen.append(name(row)) }
        }
        for _ in 1...3 { player.press(.pageDown, .down) }
        #expect(player.state.outOfSight(.values).above == 3 * (height + 1) || player.state.outOfSight(.values).above == 3 * height)
        let names = Names(network: player.state.workspace.network!)
        let nodes = [1, 2, 4].flatMap { layer in
            (0..<player.state.workspace.network!.units(ofLayer: layer)).map { names.node(layer: layer, unit: $0) }
        }
        #expect(seen.filter { $0.hasPrefix("conv") || $0.hasPrefix("pool") || $0.hasPrefix("o") } == nodes)
        #expect(seen.filter { $0.hasPrefix("w") && $0 != "weight" } == (1...1014).map { "w\($0)" })
        #expect(seen.contains("b1[6]") && seen.last == "b_o10")
    }

    @Test("End and Home go from layer to layer where one is larger than the pane", arguments: [(80, 24), (120, 40)])
    func layers(size: (Int, Int)) {
        var player = player(size, Self.digits + ["step"])
        player.state.screen.focus = .values
        var first: [String] = []
        for _ in 1...9 {
            first.append(name(rows(player)[1]))
            player.press(.end)
        }
        for expected in ["conv1[1,1,1]", "pool2[1,1,1]", "o1", "w1", "w55"] {
            // The end of a name stands for it where it is too long for its column.
            #expect(first.contains { expected == $0 || $0.hasPrefix("…") && expected.hasSuffix($0.dropFirst()) }, "\(first)")
        }
        #expect(player.state.outOfSight(.values).below == 0)
        for _ in 1...9 { player.press(.home) }
        #expect(player.state.outOfSight(.values).above == 0)
    }

    @Test("a layer of millions of numbers costs a frame no more than a small one: its rows are found by their number")
    func size() {
        var session = Player(120, 40)
        session.enter("layer input 200x200x1", "layer conv 60 3x3 padding=1 relu")
        let table = ValuesTable(session.state.workspace.network!, hasPass: true)
        #expect(table.sections.count < 10 && table.count == 1 + 2_400_000 + 1 + 540 + 60)
        #expect(table.row(of: .netInput(layer: 1, unit: 2_399_999)) == 2_400_000)
        #expect(table[2_400_000].name == "conv1[60,200,200]")
    }
}
