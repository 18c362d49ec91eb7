// The screens a learner meets, at three sizes. Each is kept as a text file in Golden; see Golden.swift for how they are updated.
import Testing

@testable import Explorer

/// A screen worth keeping, and how a learner comes to it.
struct Scene: Sendable, CustomTestStringConvertible {
    let name: String
    var isASCII = false
    let play: @Sendable (inout Player) -> Void

    var testDescription: String { name }

    /// The 2-2-2 network of the course with its weights and sample.
    static let course = [
        "net 2-2-2 sigmoid", "set W1 [[0.15,0.20],[0.25,0.30]]", "set W2 [[0.40,0.45],[0.50,0.55]]", "set b1 0.35; set b2 0.60",
        "input 0.05 0.10; target 0.01 0.99", "optimizer sgd lr=0.5",
    ]

    /// The 5 x 5 image of the lesson on convolution, with pooling behind it.
    static let convolution = [
        "layer input 5x5x1", "layer conv 1 3x3 relu", "set W1 [[1,0,1],[0,1,0],[1,0,1]]", "set b1 0", "layer maxpool 2x2 stride=1",
        "input [[1,1,1,0,0],[0,1,1,1,0],[0,0,1,1,1],[0,0,1,1,0],[0,1,1,0,0]]",
    ]

    static let all: [Scene] = [
        Scene(name: "start") { _ in },
        Scene(name: "tour") { $0.state.offersTour = true },
        Scene(name: "forward") { player in
            course.forEach { player.enter($0) }
            for _ in 1...5 { player.press(.character(" ")) }
        },
        Scene(name: "terms") { player in
            course.forEach { player.enter($0) }
            player.enter("step 4", "step 2 term")
        },
        Scene(name: "backward") { player in
            course.forEach { player.enter($0) }
            player.enter("step 14")
        },
        Scene(name: "explain") { player in
            course.forEach { player.enter($0) }
            player.enter("step 14", "explain grad(w5)")
        },
        Scene(name: "update") { player in
            course.forEach { player.enter($0) }
            player.enter("step 30")
        },
        Scene(name: "plot") { $0.enter("plot sigmoid tanh relu") },
        Scene(name: "trained") { player in
            player.enter("net 2-4-1 tanh output=sigmoid", "init glorot-uniform seed=3", "data xor", "optimizer sgd lr=0.5", "train 2000")
        },
        Scene(name: "training") { $0.watchCircles() },
        Scene(name: "training-paused") { player in
            player.watchCircles()
            player.pauseTraining()
            player.press(.character("^"), .character("~"))
        },
        Scene(name: "training-past") { player in
            player.watchCircles()
            player.pauseTraining()
            for _ in 1...30 { player.press(.left) }
        },
        Scene(name: "training-boundary") { player in
            player.watchCircles()
            player.press(.character("3"))
        },
        Scene(name: "training-dead") { player in
            player.enter(
                "net 3-6-4-2 relu output=softmax", "init he-uniform seed=5", "input [[1,0,0],[0,1,0],[0,0,1]]; target [[1,0],[0,1],[1,0]]")
            player.enter("set b1 -0.6", "optimizer adam lr=0.02")
            player.watch("train 500 batch=1", after: [10, 60])
        },
        Scene(name: "deep") { player in
            player.enter("net 3-5-4-2 relu output=softmax", "init he-uniform seed=7", "input 0.2 -0.4 0.9; target 1 0", "step 20")
        },
        Scene(name: "large") { player in
            player.enter("net 20-30-10 relu output=softmax")
        },
        Scene(name: "error") { $0.enter("net 2-2-2 sigmoid", "stpe", "set w99 0.5", "print 1 +") },
        Scene(name: "help") { $0.enter("help") },
        Scene(name: "window") { player in
            convolution.forEach { player.enter($0) }
            player.enter("goto conv1[1,2,2]", "step 6 term")
        },
        Scene(name: "pooling") { player in
            convolution.forEach { player.enter($0) }
            player.enter("goto pool2[1,1,2]")
        },
        Scene(name: "images") { player in
            player.enter(
                "layer input 28x28x1", "layer conv 8 3x3 padding=1 relu", "layer maxpool 2x2", "layer flatten", "layer dense 10 softmax")
        },
        Scene(name: "weights") { player in
            player.enter("net 3-5-4-2 relu output=softmax", "init he-uniform seed=7", "input 0.2 -0.4 0.9; target 1 0", "step 60")
            player.press(.function(6), .function(6), .character("v"))
        },
        Scene(name: "data") { player in
            player.enter("net 2-3-1 tanh output=sigmoid", "data xor", "step 5")
            player.press(.function(6), .function(6), .character("v"), .character("v"), .character("v"))
        },
        Scene(name: "keys") { player in
            course.forEach { player.enter($0) }
            player.enter("break o1.delta", "step 5")
            player.press(.function(6), .down, .down, .down, .character("?"))
        },
        Scene(name: "examples") { player in
            player.enter("help plot")
            player.press(.down, .down)
        },
        Scene(name: "completion") { player in
            player.type("show ")
            player.press(.tab, .tab, .tab)
        },
        Scene(name: "replay") { player in
            player.enter("replay 2-backpropagation speed=2")
            for _ in 1...26 { player.press(.character(" ")) }
        },
        Scene(name: "replay-begins") { $0.enter("lesson 1") },
        Scene(name: "replay-chart") { player in
            player.enter("lesson 3")
            for _ in 1...3 { player.press(.character(" ")) }
        },
        Scene(name: "zoomed") { player in
            course.forEach { player.enter($0) }
            player.enter("step 5")
            player.press(.function(7))
        },
        Scene(name: "ascii", isASCII: true) { player in
            course.forEach { player.enter($0) }
            player.enter("step 14", "plot sigmoid tanh relu")
        },
    ]
}

@Suite("The screens, as they are kept")
struct GoldenScreenTests {
    @Test("look as they did", arguments: Scene.all)
    func same(scene: Scene) throws {
        for (width, height) in sizes {
            var player = Player(width, height, isASCII: scene.isASCII)
            scene.play(&player)
            try Golden.expect(player.screen, is: "\(scene.name)-\(width)x\(height)")
        }
    }

    @Test("ASCII screens hold 7-bit characters only", arguments: Scene.all)
    func sevenBits(scene: Scene) {
        for (width, height) in sizes {
            var player = Player(width, height, isASCII: true)
            scene.play(&player)
            #expect(player.screen.utf8.allSatisfy { $0 < 128 })
        }
    }

    @Test("no row is wider than the screen, at any size", arguments: Scene.all)
    func anySize(scene: Scene) {
        for (width, height) in [(1, 1), (10, 3), (40, 10), (79, 24), (80, 23), (81, 25), (100, 30), (149, 50), (150, 24), (400, 120)] {
            var player = Player(width, height)
            scene.play(&player)
            let lines = player.lines
            #expect(lines.count == height && lines.allSatisfy { $0.count <= width })
        }
    }
}
