// The screens in a real terminal are those of the pure view: the golden files of the Explorer's own tests.
import Foundation
import Scenes
import Testing

@Suite("In a terminal the screen is the golden one")
struct TerminalScreenTests {
    @Test("in every scene", arguments: Scene.all)
    func scene(scene: Scene) throws {
        // A resize is quicker than a new start, and must come to the same.
        var terminal = try PseudoTerminal(for: scene, scene.sizes[0])
        terminal.play(scene)
        try terminal.expect(scene, scene.sizes[0])
        for size in scene.sizes.dropFirst() {
            if scene.isPlayedAtEachSize {
                terminal = try PseudoTerminal(for: scene, size)
                terminal.play(scene)
            } else {
                terminal.resize(columns: size.0, rows: size.1)
            }
            try terminal.expect(scene, size)
        }
    }

    @Test("after a resize, whatever the size was before", arguments: ["forward", "backward", "plot"])
    func resized(name: String) throws {
        let scene = try #require(Scene.named(name)), terminal = try PseudoTerminal(for: scene, (120, 40))
        terminal.play(scene)
        for size in Scene.sizes + Scene.sizes.reversed() {
            terminal.resize(columns: size.0, rows: size.1)
            try terminal.expect(scene, size)
        }
    }

    @Test("stepped by space, and back by backspace", arguments: Scene.sizes)
    func stepping(size: (Int, Int)) throws {
        let forward = try #require(Scene.named("forward")), terminal = try PseudoTerminal(for: forward, size)
        terminal.play(forward)
        terminal.type("   ")
        terminal.wait(for: "step 8 of 39")
        terminal.type("\u{7F}\u{7F}\u{7F}")
        terminal.wait(for: "step 5 of 39")
    }

    @Test("held arrows run through the pass, and back through it", arguments: Scene.sizes)
    func held(size: (Int, Int)) throws {
        let forward = try #require(Scene.named("forward")), terminal = try PseudoTerminal(for: forward, size)
        terminal.play(forward)
        try terminal.expect(forward, size)
        terminal.type("\u{1B}[17~")
        terminal.wait(for: "left right hold to run")
        for (arrow, places) in [(Press.right, [6, 7, 8, 9]), (.left, [8, 7, 6, 5, 4])] {
            for place in places {
                terminal.type(arrow.bytes)
                terminal.wait(for: "─ step \(place) of 39")
            }
        }
    }

    @Test("a click on a title gives a pane the focus, another one the screen; the wheel scrolls what is under it", arguments: Scene.sizes)
    func mouse(size: (Int, Int)) throws {
        let scene = try #require(Scene.named("large")), terminal = try PseudoTerminal(for: scene, size)
        terminal.play(scene)
        terminal.wait(for: "─ values ")
        terminal.click(onText: " values ")
        terminal.wait(for: "━ values ")
        terminal.click(onText: " values ")
        terminal.wait("the values alone") { $0.lines.last?.contains("F7 or Esc back") == true && !$0.lines[1].contains("network") }
        let top = terminal.screen.lines
        terminal.type("\u{1B}[<65;10;10M")
        terminal.wait("the rows below") { $0.lines != top && $0.lines[1].contains("↑") }
        terminal.type("\u{1B}[<64;10;10M")
        terminal.wait("the rows above") { $0.lines == top }
    }

    @Test("a terminal that reports the mouse in bytes is understood; a report that breaks off is let go, and what comes next is not")
    func mouseInBytes() throws {
        let scene = try #require(Scene.named("large")), terminal = try PseudoTerminal(for: scene, Scene.sizes[0])
        terminal.play(scene)
        terminal.wait(for: "─ values ")
        func report(_ button: UInt8, _ x: Int, _ y: Int) -> String {
            "\u{1B}[M" + String([button + 32, UInt8(x + 33), UInt8(y + 33)].map { Character(Unicode.Scalar($0)) })
        }
        terminal.type(report(0, 3, 1) + report(3, 3, 1))
        terminal.wait(for: "━ network ")
        terminal.type(report(0, 3, 1) + report(3, 3, 1))
        terminal.wait("the network alone") { $0.lines.last?.contains("F7 or Esc back") == true && !$0.lines[1].contains("values") }
        terminal.type("\u{1B}[<0;5\u{1B}[18~")
        terminal.wait("all panes again") { $0.lines[1].contains("━ network ") && $0.lines[1].contains(" values ") }
    }

    @Test("played from the command line: next, back, faster, slower, pause, take over", arguments: Scene.sizes)
    func replay(size: (Int, Int)) throws {
        let terminal = try PseudoTerminal(["replay", "backpropagation", "--speed", "2"], columns: size.0, rows: size.1)
        terminal.wait(for: "next: > net 2-2-2 sigmoid")
        for _ in 1...29 { terminal.type(" ") }
        try terminal.expect(try #require(Scene.named("replay")), size)
        terminal.type("++")
        terminal.wait(for: "paused 4.5x")
        terminal.type("--")
        terminal.wait(for: "paused 2x")
        terminal.type("\u{7F}")
        terminal.wait(for: "29/")
        terminal.type("\u{1B}[15~")
        terminal.wait(for: "playing 2x")
        terminal.wait(for: "31/")
        terminal.type("\u{1B}[15~")
        terminal.wait(for: "paused 2x")
        terminal.type("print w5\r")
        terminal.wait(for: "w5 = 0.4")
        terminal.type("quit\r")
        #expect(terminal.ending() == .status(0))
    }

    @Test("a training over, arrows look back through its epochs, Enter rewinds, undo comes back", arguments: Scene.sizes)
    func past(size: (Int, Int)) throws {
        let terminal = try PseudoTerminal(columns: size.0, rows: size.1)
        terminal.wait(for: "type a command")
        terminal.type("net 2-6-1 tanh output=sigmoid; init glorot-uniform seed=3; data circle n=60 seed=2\rtrain 60\r")
        terminal.wait("the end of the training") { $0.lines[0].hasSuffix("epoch 60") }
        terminal.wait(for: "epoch 60 · loss")
        terminal.wait(for: "look back")
        if terminal.text.contains("F9 look back") { terminal.type("\u{1B}[20~") }
        terminal.wait("the view of the training") { screen in
            screen.lines.contains { $0.contains("look back") } && !screen.lines.contains { $0.contains("F9 look back") }
        }
        for _ in 1...30 { terminal.type("\u{1B}[D") }
        terminal.wait(for: "epoch 30 of 60 · as it was")
        terminal.type("\r")
        terminal.wait("the epoch gone back to") { $0.lines[0].hasSuffix("epoch 30") }
        terminal.type("undo\r")
        terminal.wait("the last epoch") { $0.lines[0].hasSuffix("epoch 60") }
        terminal.type("quit\r")
        #expect(terminal.ending() == .status(0))
    }

    @Test(
        "a training is paused, given another activation with a, and goes on; the title tells of its network from the first line on",
        arguments: Scene.sizes)
    func activation(size: (Int, Int)) throws {
        let terminal = try PseudoTerminal(columns: size.0, rows: size.1)
        terminal.wait(for: "type a command")
        terminal.type("net 2-6-1 tanh output=sigmoid; data circle n=60 seed=2; train 1000000\r")
        terminal.wait("the training") { $0.lines[0].contains("2-6-1: 2 inputs, 6 tanh") && $0.lines[1].contains("training") }
        terminal.type("a")
        terminal.wait(for: "softplus")
        terminal.type("1 relu\r")
        terminal.wait("the other activation") { $0.lines[0].contains("2-6-1: 2 inputs, 6 relu") && $0.lines[1].contains("training") }
        terminal.type(" ")
        terminal.wait(for: "training, paused")
        terminal.type("quit\r")
        #expect(terminal.ending() == .status(0))
    }

    @Test("a long epoch is stopped in its middle, and nothing of it is left", arguments: Scene.sizes)
    func longEpoch(size: (Int, Int)) throws {
        let terminal = try PseudoTerminal(columns: size.0, rows: size.1)
        terminal.wait(for: "type a command")
        terminal.type("data digits; net 64-400-400-10 relu output=softmax; set lr 0.01; train 1000 batch=2\r")
        terminal.wait("the training") { $0.lines[0].contains("64-400-400-10") && $0.lines[1].contains("training") }
        terminal.type("\u{3}")
        terminal.wait(for: "stopped")
        terminal.type("print epoch\r")
        terminal.wait("the epoch") { $0.lines.contains { $0.contains("epoch = ") } }
        terminal.type("quit\r")
        #expect(terminal.ending() == .status(0))
    }

    @Test("lines are remembered across runs, and a paste waits for Enter", arguments: Scene.sizes)
    func lines(size: (Int, Int)) throws {
        let folder = try TemporaryFolder(), place = ["XDG_STATE_HOME": folder.path]
        let first = try PseudoTerminal(columns: size.0, rows: size.1, environment: place)
        first.wait(for: "type a command")
        #expect(first.screen.modes.contains(2004))
        first.type("\u{1B}[200~print 6*7\rprint 6*8\u{1B}[201~")
        first.wait(for: ". print 6*8")
        #expect(!first.text.contains("6*7 = 42"))
        first.type("\r")
        first.wait(for: "6*8 = 48")
        first.type("quit\r")
        #expect(first.ending() == .status(0))
        let second = try PseudoTerminal(columns: size.0, rows: size.1, environment: place)
        second.wait(for: "type a command")
        second.type("\u{12}6*7")
        second.wait(for: "search: 6*7")
        second.type("\r")
        second.wait(for: "6*7 = 42")
        second.type("print 6*")
        second.wait(for: "> print 6*7")
        second.type("\u{1B}[C\r")
        second.wait("the line again") { $0.lines.count { $0.contains("6*7 = 42") } == 2 }
    }
}
