// The window of convolutions and pooling, the graph of images, and the pane beside the network.
import Language
import NeuralEngine
import Scenes
import Testing

@testable import Explorer
@testable import Portraits
@testable import Workspaces

@Suite("The window")
struct WindowTests {
    @Test(
        "its products, added to the bias in the engine's order, are the net input to the bit",
        arguments: ["", " stride=2 padding=1", " padding=2"])
    func products(options: String) throws {
        var player = Player()
        player.enter("layer input 5x5x2", "layer conv 2 3x3 tanh" + options, "init he-normal seed=3", "set b1 0.25")
        let numbers = (0..<50).map { "\(Double(($0 * 37) % 23) / 7 - 1.5)" }
        player.enter("input " + numbers.joined(separator: " "), "step term")
        for _ in 1...6 {
            var total = 0.25
            func add(_ cell: Int, _ scene: WindowScene) throws {
                let weight = try #require(scene.filter)[cell / 3][cell % 3]
                total = total.addingProduct(weight, scene.seen(row: cell / 3, column: cell % 3))
            }
            while let term = player.state.workspace.stepper?.position.term, term > 0 {
                let scene = try #require(player.state.workspace.windowScene)
                if term > 1 { try add(scene.taken - 1, scene) }
                player.enter("step term")
            }
            // The last term ends the step.
            let stepper = try #require(player.state.workspace.stepper), scene = try #require(player.state.workspace.windowScene)
            let last = (0..<9).last { scene.rows[$0 / 3] < 5 && scene.columns[$0 % 3] < 5 }
            try add(try #require(last), scene)
            #expect(stepper.lastStep.flatMap { stepper.value(of: $0.quantity) } == total)
            player.enter("step", "step term")
        }
    }

    @Test("in pooling the number that won is the output")
    func winner() throws {
        var player = Player()
        Scene.convolution.forEach { player.enter($0) }
        player.enter("goto 18")
        for unit in 0..<4 {
            player.enter("step")
            let scene = try #require(player.state.workspace.windowScene), winner = try #require(scene.winner)
            #expect(scene.image[winner.row][winner.column] == scene.map[scene.place.row][scene.place.column])
            #expect(player.state.workspace.stepper?.winner(layer: 2, unit: unit) == 3 * winner.row + winner.column)
            #expect(scene.rows.contains(winner.row) && scene.columns.contains(winner.column) && scene.filter == nil)
        }
    }

    @Test("while the numbers of a pooling window are looked at, the greatest so far is ahead")
    func ahead() throws {
        var player = Player()
        Scene.convolution.forEach { player.enter($0) }
        player.enter("goto pool2[1,1,1]")
        // Of 3, 4, 4, 3 the first 4 wins.
        for (taken, column) in [(1, 1), (2, 2), (3, 2)] {
            player.enter("step term")
            let scene = try #require(player.state.workspace.windowScene)
            #expect(scene.taken == taken && scene.winner == .init(row: 0, column: column))
            #expect(player.screen.contains(taken == 3 ? ">4<" : taken == 1 ? ">3<" : ">4<"))
        }
    }

    @Test(
        "on the way back a number gets the deltas of the windows that it has won, to the bit; of a mean its part",
        arguments: ["max", "avg"])
    func passedBack(kind: String) throws {
        var player = Player()
        player.enter(
            "layer input 6x6x2", "layer conv 2 3x3 tanh", "layer \(kind)pool 2x2 stride=1", "layer dense 2 sigmoid", "init he-normal seed=3"
        )
        let numbers = (0..<72).map { "\(Double(($0 * 37) % 23) / 7 - 1.5)" }
        player.enter("input " + numbers.joined(separator: " "), "target 1 0", "goto conv1[1,1,1].delta")
        for channel in 0..<2 {
            for unit in 0..<16 {
                let scene = try #require(player.state.workspace.passedBackScene), stepper = try #require(player.state.workspace.stepper)
                #expect(scene.place == .init(row: unit / 4, column: unit % 4))
                let passing = kind == "max" ? scene.won : scene.windows
                let deltas = (0..<9).filter { passing.contains(.init(row: $0 / 3, column: $0 % 3)) }.map { scene.deltas[$0 / 3][$0 % 3]! }
                let error = deltas.reduce(0) { $0 + $1 / (kind == "max" ? 1 : 4) }
                #expect(stepper.value(of: .error(layer: 1, unit: 16 * channel + unit)) == error)
                #expect(scene.won.isSubset(of: scene.windows) && scene.winners.contains(scene.place) == !scene.won.isEmpty)
                #expect(scene.map.joined().count { $0 != nil } == unit + 1)
                player.enter("step")
            }
        }
        #expect(player.state.workspace.passedBackScene == nil)
    }

    @Test(
        "on the way back through a convolution its products, added in the engine's order, are the gradients and errors to the bit",
        arguments: ["", " padding=1", " stride=2", " stride=2 padding=1"], ["grad(w41)", "grad(w46)", "conv1[2,2,3].delta"])
    func wayBack(options: String, quantity: String) throws {
        var player = Player()
        player.enter("layer input 5x5x2", "layer conv 2 3x3 padding=1 tanh", "layer conv 2 2x2 tanh" + options, "layer dense 2 sigmoid")
        let numbers = (0..<50).map { "\(Double(($0 * 37) % 23) / 7 - 1.5)" }
        player.enter("init he-normal seed=3", "input " + numbers.joined(separator: " "), "target 1 0")
        player.enter("goto \(quantity)", "back")
        var total = 0.0
        func add(_ place: WindowScene.Place, _ scene: WindowScene) throws {
            let factor = try #require(scene.filter)[place.row][place.column]
            total = total.addingProduct(factor, scene.seen(row: place.row, column: place.column))
        }
        repeat {
            player.enter("step term")
            guard let scene = player.state.workspace.windowScene, let place = scene.lastTaken else { break }
            #expect(scene.product(row: place.row, column: place.column) != nil)
            try add(place, scene)
        } while true
        let stepper = try #require(player.state.workspace.stepper), scene = try #require(player.state.workspace.windowScene)
        if quantity.hasPrefix("grad") {
            // The last term ends the step.
            let row = try #require(scene.rows.lastIndex { (0..<5).contains($0) })
            let column = try #require(scene.columns.lastIndex { (0..<5).contains($0) })
            try add(.init(row: row, column: column), scene)
            #expect(scene.map[scene.place.row][scene.place.column] == total)
        } else {
            #expect(stepper.value(of: .error(layer: 1, unit: 25 + 5 + 2)) == total)
        }
        #expect(scene.title.hasPrefix(quantity))
    }

    @Test("v shows the graph instead")
    func graph() {
        var player = Player()
        Scene.convolution.forEach { player.enter($0) }
        player.enter("step 3")
        #expect(player.screen.contains("filter"))
        player.press(.function(6), .character("v"))
        #expect(!player.screen.contains("filter") && player.screen.contains("[conv1[1]]"))
    }

    private static let large = [
        "layer input 28x28x1", "layer conv 2 5x5 relu", "init he-normal seed=3",
        "input " + (0..<784).map { "\($0 % 28)" }.joined(separator: " "), "goto conv1[2,10,12].net",
    ]

    private func pane(_ player: Player) throws -> [String] {
        let rect = try #require(player.state.rect(of: .network))
        return player.lines[rect.y..<rect.y + rect.height].map { String(Array($0).dropFirst(rect.x).prefix(rect.width)) }
    }

    @Test("of an image larger than its pane the window is in sight at every step, term and place", arguments: sizes)
    func large(size: (Int, Int)) throws {
        var player = Player(size.0, size.1)
        Self.large.forEach { player.enter($0) }
        for target in ["conv1[2,1,1]", "conv1[1,24,24]", "conv1[2,12,1]", "conv1[1,1,24]"] {
            player.enter("goto \(target).net")
            for _ in 1...25 {
                player.enter("step term")
                let rows = try pane(player)
                #expect(rows.contains { $0.contains("[") && $0.contains("]") })
                let taken = try #require(player.state.workspace.windowScene).taken
                if taken > 0 && taken < 25 {
                    #expect(rows.filter { $0.contains("{") && $0.contains("}") }.count >= 2, "\(target) \(taken)")
                }
            }
        }
    }

    @Test(
        "of an image larger than its pane up, down, Home, End and the wheel bring every row and column", arguments: [(80, 24), (120, 40)])
    func scrolled(size: (Int, Int)) throws {
        var player = Player(size.0, size.1)
        Self.large.forEach { player.enter($0) }
        player.press(.function(6))
        #expect(player.state.screen.focus == .network)
        let following = player.state.outOfSight(.network)
        #expect(try pane(player)[0].contains("↑\(following.above) ↓\(following.below)"))
        player.press(.down)
        #expect(player.state.outOfSight(.network).above == following.above + 1)
        for _ in 1...30 { player.press(.up) }
        for _ in 1...10 { player.press(.home) }
        let start = player.state.outOfSight(.network)
        #expect(start.above == 0 && start.left == 0 && start.right == following.left + following.right)
        #expect(try pane(player)[0].contains("→\(start.right) ↓\(start.below)"))
        for _ in 1...10 { player.press(.pageDown, .end) }
        #expect(player.state.outOfSight(.network).below == 0 && player.state.outOfSight(.network).right == 0)
        player.send(.wheel(-1, x: 3, y: 3))
        #expect(player.state.outOfSight(.network).below == 3)
        player.press(.character("?"))
        #expect(player.screen.contains("scroll an image"))
        // The next step is followed again.
        player.press(.right)
        #expect(player.state.screen.offsets[.network] == nil)
    }

    @Test("a filter and products that do not fit share the room, and go along to their ends")
    func filter() throws {
        var player = Player(80, 24)
        player.enter("layer input 9x9x1", "layer conv 1 8x8 relu", "init he-normal seed=3", "set W1[1,63] 2")
        player.enter("input " + (0..<81).map { "\($0 % 9)" }.joined(separator: " "), "step 64 term")
        let title = try #require(pane(player).first { $0.contains("products") }),
            left = title.distance(from: title.startIndex, to: title.range(of: "products")!.lowerBound)
        /// The cells taken last that are in sight, in the filter and the products.
        func taken() throws -> Int { try pane(player).count { $0.dropFirst(left).contains("{}") } }
        #expect(try taken() == 2)
        player.press(.function(6))
        for _ in 1...9 { player.press(.up) }
        #expect(try taken() == 0)
        for _ in 1...9 { player.press(.down) }
        #expect(try taken() == 2 && player.state.outOfSight(.network).below == 0)
    }
}

@Suite("Any stack of layers")
struct StackTests {
    @Test(
        "can be drawn, stepped and clicked on",
        arguments: [
            "layer conv 3 3x3 relu; layer maxpool 2x2; layer flatten; layer dense 4 tanh; layer dense 2 softmax",
            "layer conv 2 3x3 stride=2 padding=1 tanh; layer batchnorm; layer avgpool 2x2; layer dense 2 sigmoid",
            "layer flatten; layer dropout 0.5; layer dense 2 sigmoid", "layer maxpool 3x3; layer conv 2 2x2 relu",
            "layer conv 1 6x6 identity; layer dense 3 relu",
        ])
    func stack(layers: String) {
        for size in sizes {
            var player = Player(size.0, size.1)
            player.enter("layer input 6x6x2", layers, "input " + (0..<72).map { "\($0 % 7)" }.joined(separator: " "))
            // The answer is long: it lies over the network until a key is pressed.
            player.press(.escape)
            #expect(player.lines.contains { $0.contains("(in[") })
            for _ in 1...30 { player.enter("step 3") }
            player.press(.function(6))
            for content in SideContent.allCases {
                player.state.looking.side = content
                #expect(player.lines.count == size.1)
            }
            for y in stride(from: 3, to: size.1 / 2, by: 2) {
                for x in stride(from: 1, to: size.0 / 2, by: 5) { player.send(.click(x: x, y: y)) }
            }
            #expect(!player.told.contains { $0.hasPrefix("error") }, "\(player.told.filter { $0.hasPrefix("error") })")
        }
    }
}

@Suite("Beside the network")
struct SideTests {
    @Test("v shows values, weights, gradients and data in turn")
    func turns() {
        var player = Player()
        Scene.course.forEach { player.enter($0) }
        player.enter("step 14")
        player.press(.function(6), .function(6))
        var titles: [String] = []
        for _ in 1...5 {
            titles.append(player.state.looking.side.rawValue)
            #expect(player.lines[1].contains("━ \(player.state.looking.side.rawValue) ━"))
            player.press(.character("v"))
        }
        #expect(titles == ["values", "weights", "gradients", "data", "values"])
    }

    @Test("the data say which numbers go in and which should come out")
    func data() {
        var player = Player()
        player.enter("net 2-2 sigmoid", "input [[0.5,-1],[2,3]]")
        player.state.looking.side = .data
        #expect(player.screen.contains(" sample: inputs") && !player.screen.contains("targets"))
        player.enter("target [[1,0],[0,1]]", "step")
        #expect(player.screen.contains(" sample: inputs -> targets") && player.screen.contains(">1: 0.5 -1 -> 1 0"))
        #expect(player.screen.contains(" 2: 2 3 -> 0 1"))
    }

    @Test("in the shades of a map what is not computed yet is blank, and a 0 that is computed has a mark")
    func unknown() {
        func map(_ values: [Double?]) -> String {
            let tiles = [values.map { WindowGrid.Tile(value: $0) }], focus = WindowGrid.Focus(row: 0, column: 0)
            let grid = WindowGrid("map", tiles, focus: focus, isSigned: true, marks: .braille)
            return grid.render(.init(form: .tiles(scale: 1), rows: 0..<1, columns: 0..<values.count)).text()
        }
        #expect(map([1, 0, nil]) == "⣿⣿··" && map([nil, 2]) == "  ⣿⣿")
    }
}
