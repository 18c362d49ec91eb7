// The screens a learner meets, at three sizes. Each is kept as a text file in Golden; see Golden.swift for how they are updated.
import Language
import Scenes
import Sessions
import Testing

@testable import Explorer
@testable import Workspaces

extension Player {
    /// Does what a learner does in a scene.
    mutating func play(_ scene: Scene) {
        state.conversation.offersTour = scene.isFirstStart
        state.shelf = .ofThisMachine
        for step in scene.steps {
            switch step {
            case .type(let text): type(text)
            case .enter(let lines): lines.forEach { enter($0) }
            case .watch(let line, let epochs): watch(line, after: [epochs])
            case .change(let line): change(line)
            case .interrupt(let line, let key):
                watchFirstEpoch(line)
                press(.character(key))
            case .paste(let text): send(.paste(text))
            case .press(let keys): keys.forEach { press(key(of: $0)) }
            case .click(let text): if let place = place(of: text) { click(place.x, place.y) }
            case .drag(let text, let other, let letsGo):
                guard let start = place(of: text), let end = place(of: other) else { break }
                send(.click(x: start.x, y: start.y))
                send(.drag(x: end.x, y: end.y))
                if letsGo { send(.release(x: end.x, y: end.y)) }
            // A command has ended when it is typed; on small screens not all is seen.
            case .see: break
            }
        }
    }

    private func key(of press: Press) -> Key {
        switch press {
        case .enter: .enter
        case .tab: .tab
        case .escape: .escape
        case .up: .up
        case .down: .down
        case .left: .left
        case .right: .right
        case .home: .home
        case .end: .end
        case .function(let number): .function(number)
        case .control(let character): .control(character)
        case .alt(let character): .alt(character)
        case .shift(let arrow): .shift(direction(of: arrow))
        case .alternate(let arrow): .alternate(direction(of: arrow))
        }
    }

    private func direction(of arrow: Press.Arrow) -> Direction {
        switch arrow {
        case .up: .up
        case .down: .down
        case .right: .right
        case .left: .left
        }
    }

    /// Begins a training whose first epoch is not done before a key stops it: what it tells before that is what is seen.
    private mutating func watchFirstEpoch(_ line: String) {
        type(line)
        guard case .run(_, var session, let control)? = press(holding: .enter) else { return }
        let stopped = RunControl()
        stopped.cancel()
        let outcomes = session.run(line, control: stopped)
        control.progress = stopped.progress
        earlyEnd = Finished(session: session, outcomes: outcomes)
        send(.progress)
    }

    /// Where the screen shows a text.
    private func place(of text: String) -> (x: Int, y: Int)? {
        for (y, line) in lines.enumerated() {
            if let range = line.range(of: text) { return (line.distance(from: line.startIndex, to: range.lowerBound), y) }
        }
        return nil
    }
}

@Suite("The screens, as they are kept")
struct GoldenScreenTests {
    private func played(_ scene: Scene, _ size: (Int, Int), isASCII: Bool = false) -> Player {
        var player = Player(size.0, size.1, isASCII: scene.isASCII || isASCII)
        player.play(scene)
        return player
    }

    @Test("look as they did", arguments: Scene.all)
    func same(scene: Scene) throws {
        for size in scene.sizes {
            let rows = played(scene, size).lines, kept = scene.kept(of: scene.hasRunningFigures ? Scene.standingStill(rows) : rows)
            #expect(!kept.isEmpty, "the screen shows nothing of \(scene.part)")
            try Golden.expect(kept.joined(separator: "\n"), is: "\(scene.name)-\(size.0)x\(size.1)")
        }
    }

    @Test("ASCII screens hold 7-bit characters only", arguments: Scene.whole)
    func sevenBits(scene: Scene) {
        var player = played(scene, sizes[0], isASCII: true)
        for size in sizes {
            player.send(.resize(width: size.0, height: size.1))
            #expect(player.screen.utf8.allSatisfy { $0 < 128 })
        }
    }

    @Test("no row is wider than the screen, at any size", arguments: Scene.whole)
    func anySize(scene: Scene) {
        var player = played(scene, (100, 30))
        for (width, height) in [(1, 1), (10, 3), (40, 10), (79, 24), (80, 23), (81, 25), (100, 30), (149, 50), (150, 24), (400, 120)] {
            player.send(.resize(width: width, height: height))
            #expect(player.lines.count == height && player.lines.allSatisfy { $0.cellWidth <= width })
        }
    }
}
