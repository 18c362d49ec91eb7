// The screens a learner meets, at three sizes. Each is kept as a text file in Golden; see Golden.swift for how they are updated.
import Scenes
import Testing

@testable import Explorer

/// A scene as it is played on the state: those that a terminal shows too, and trainings, whose pictures depend on the time there.
struct Screen: Sendable, CustomTestStringConvertible {
    let name: String
    var isASCII = false
    let play: @Sendable (inout Player) -> Void

    var testDescription: String { name }

    static let all =
        Scene.all.map { scene in Screen(name: scene.name, isASCII: scene.isASCII) { $0.play(scene) } } + [
            Screen(name: "training") { $0.watchCircles() },
            Screen(name: "training-paused") { player in
                player.watchCircles()
                player.pauseTraining()
                player.press(.character("^"), .character("~"))
            },
            Screen(name: "training-past") { player in
                player.watchCircles()
                player.pauseTraining()
                for _ in 1...30 { player.press(.left) }
            },
            Screen(name: "training-boundary") { player in
                player.watchCircles()
                player.press(.character("3"))
            },
            Screen(name: "training-dead") { player in
                player.enter(
                    "net 3-6-4-2 relu output=softmax", "init he-uniform seed=5",
                    "input [[1,0,0],[0,1,0],[0,0,1]]; target [[1,0],[0,1],[1,0]]")
                player.enter("set b1 -0.6", "optimizer adam lr=0.02")
                player.watch("train 500 batch=1", after: [10, 60])
            },
        ]
}

extension Player {
    /// Does what a learner does in a scene.
    mutating func play(_ scene: Scene) {
        state.offersTour = scene.isFirstStart
        for step in scene.steps {
            switch step {
            case .type(let text): type(text)
            case .enter(let lines): lines.forEach { enter($0) }
            case .press(let keys): keys.forEach { press(key(of: $0)) }
            // A command has ended when it is typed; on small screens not all is seen.
            case .see: break
            }
        }
    }

    private func key(of press: Scene.Press) -> Key {
        switch press {
        case .space: .character(" ")
        case .tab: .tab
        case .down: .down
        case .end: .end
        case .f6: .function(6)
        case .f7: .function(7)
        case .v: .character("v")
        case .question: .character("?")
        }
    }
}

@Suite("The screens, as they are kept")
struct GoldenScreenTests {
    private func shown(_ screen: Screen, _ size: (Int, Int), isASCII: Bool? = nil) -> Player {
        var player = Player(size.0, size.1, isASCII: isASCII ?? screen.isASCII)
        screen.play(&player)
        return player
    }

    @Test("look as they did", arguments: Screen.all)
    func same(screen: Screen) throws {
        for size in sizes { try Golden.expect(shown(screen, size).screen, is: "\(screen.name)-\(size.0)x\(size.1)") }
    }

    @Test("ASCII screens hold 7-bit characters only", arguments: Screen.all)
    func sevenBits(screen: Screen) {
        for size in sizes { #expect(shown(screen, size, isASCII: true).screen.utf8.allSatisfy { $0 < 128 }) }
    }

    @Test("no row is wider than the screen, at any size", arguments: Screen.all)
    func anySize(screen: Screen) {
        for (width, height) in [(1, 1), (10, 3), (40, 10), (79, 24), (80, 23), (81, 25), (100, 30), (149, 50), (150, 24), (400, 120)] {
            let lines = shown(screen, (width, height)).lines
            #expect(lines.count == height && lines.allSatisfy { $0.count <= width })
        }
    }
}
