// The Explorer in a real terminal: what is typed is obeyed, and the terminal is left as it was found.
import Foundation
import Scenes
import Testing

@Suite("In a terminal", .serialized)
struct TerminalMannersTests {
    private func expectRestored(_ terminal: PseudoTerminal, location: SourceLocation = #_sourceLocation) {
        #expect(terminal.modes == terminal.originalModes, "the modes of the line", sourceLocation: location)
        #expect(terminal.screen.modes == [7, 25], "the second screen, the mouse, the cursor", sourceLocation: location)
        #expect(terminal.screen.unknown == [], sourceLocation: location)
    }

    @Test("quit leaves the terminal as it was found", arguments: Scene.sizes)
    func quit(size: (Int, Int)) throws {
        let terminal = try PseudoTerminal(columns: size.0, rows: size.1)
        terminal.wait(for: "type a command")
        #expect(terminal.screen.modes.contains(1049))
        terminal.type("quit\r")
        #expect(terminal.ending() == .status(0))
        expectRestored(terminal)
    }

    @Test("Ctrl-D on an empty line leaves", arguments: Scene.sizes)
    func controlD(size: (Int, Int)) throws {
        let terminal = try PseudoTerminal(columns: size.0, rows: size.1)
        terminal.wait(for: "type a command")
        terminal.type("\u{4}")
        #expect(terminal.ending() == .status(0))
        expectRestored(terminal)
    }

    @Test("SIGTERM and SIGHUP end it politely, in the middle of a training too", arguments: [SIGTERM, SIGHUP], Scene.sizes)
    func polite(signal: Int32, size: (Int, Int)) throws {
        let scene = try #require(Scene.named("training")), terminal = try PseudoTerminal(for: scene, size)
        terminal.play(scene)
        try terminal.expect(scene, size)
        terminal.send(signal)
        #expect(terminal.ending() == .status(128 + signal))
        expectRestored(terminal)
    }

    @Test("even a crash leaves a usable terminal", arguments: [SIGSEGV, SIGABRT, SIGQUIT], Scene.sizes)
    func crash(signal: Int32, size: (Int, Int)) throws {
        let terminal = try PseudoTerminal(columns: size.0, rows: size.1)
        terminal.wait(for: "type a command")
        terminal.send(signal)
        #expect(terminal.ending() == .signal(signal))
        expectRestored(terminal)
    }

    @Test("Ctrl-Z suspends, and back in the foreground the screen is there again", arguments: Scene.sizes)
    func suspend(size: (Int, Int)) throws {
        let scene = try #require(Scene.named("backward")), terminal = try PseudoTerminal(for: scene, size)
        terminal.play(scene)
        try terminal.expect(scene, size)
        terminal.type("\u{1A}")
        #expect(terminal.isStopped())
        expectRestored(terminal)
        terminal.foreground()
        terminal.wait("the second screen") { $0.modes.contains(1049) }
        try terminal.expect(scene, size)
        terminal.type("print 6*7\r")
        terminal.wait(for: "= 42")
    }

    @Test(
        "stopped from outside without a word, it has the screen and the keys again when it goes on, also in another size",
        arguments: Scene.sizes)
    func stop(size: (Int, Int)) throws {
        let terminal = try PseudoTerminal(columns: size.0, rows: size.1)
        terminal.type("net 2-2-2 sigmoid\r")
        terminal.wait(for: "12 parameters")
        let modes = terminal.modes, screenModes = terminal.screen.modes
        terminal.send(SIGSTOP)
        #expect(terminal.isStopped())
        terminal.takeTerminalBack()
        terminal.wait(for: "stopped")
        terminal.resize(columns: 100, rows: 30)
        terminal.foreground()
        terminal.wait("the screen drawn again") { screen in
            screen.modes == screenModes && screen.lines.contains { $0.contains("12 parameters") }
                && screen.lines.last?.contains("space step") == true && !screen.lines.contains { $0.contains("stopped") }
        }
        #expect(terminal.modes == modes)
        terminal.type("print 6*7\r")
        terminal.wait(for: "= 42")
        terminal.type("quit\r")
        #expect(terminal.ending() == .status(0))
        expectRestored(terminal)
    }

    @Test("in a new size the screen is what it would be had it always been so large", arguments: Scene.sizes)
    func resized(size: (Int, Int)) throws {
        let scene = try #require(Scene.named("backward")), terminal = try PseudoTerminal(for: scene, size)
        terminal.play(scene)
        try terminal.expect(scene, size)
        for other in Scene.sizes + [size] {
            terminal.resize(columns: other.0, rows: other.1)
            try terminal.expect(scene, other)
        }
    }

    @Test("a resize draws the screen for its new size, and too small a one goes on working")
    func resize() throws {
        let terminal = try PseudoTerminal(columns: 120, rows: 40)
        terminal.type("net 2-2-2 sigmoid\r")
        terminal.wait(for: "focus, zoom")
        terminal.resize(columns: 80, rows: 24)
        terminal.wait("the layout of 80 columns") {
            !$0.lines.contains { $0.contains("focus, zoom") } && $0.lines.last?.contains("space step") == true
        }
        terminal.resize(columns: 40, rows: 10)
        terminal.wait(for: "80x24 shows more")
        terminal.type("print 6*7\r")
        terminal.wait(for: "= 42")
        terminal.resize(columns: 200, rows: 60)
        terminal.wait(for: "focus, zoom")
    }

    @Test("Ctrl-C stops a training alone; keys are answered while it runs", arguments: Scene.sizes)
    func interrupt(size: (Int, Int)) throws {
        let terminal = try PseudoTerminal(columns: size.0, rows: size.1)
        terminal.type("net 2-8-1 tanh output=sigmoid; init glorot-uniform seed=1; data xor\r")
        terminal.wait(for: "4 samples")
        terminal.type("train 100000000\r")
        terminal.wait(for: "Ctrl-C stops")
        terminal.type("print epoch")
        terminal.wait(for: "> print epoch")
        terminal.type("\u{3}")
        terminal.wait(for: "stopped")
        terminal.type("\r")
        terminal.wait(for: "epoch = ")
        #expect(terminal.ending(seconds: 0.1) == .stillRunning)
    }

    @Test("a training is paused, given another rate, batch and optimiser, made to go on, and stopped", arguments: Scene.sizes)
    func training(size: (Int, Int)) throws {
        let terminal = try PseudoTerminal(columns: size.0, rows: size.1)
        terminal.type("net 2-8-1 tanh output=sigmoid; init glorot-uniform seed=1; data xor; optimizer sgd lr=0.5\r")
        terminal.wait(for: "4 samples")
        terminal.type("train 100000000\r")
        terminal.wait(for: "1 loss")
        terminal.type(" ")
        terminal.wait(for: "training, paused")
        terminal.type("-")
        terminal.wait(for: "sgd lr 0.2")
        terminal.type(".")
        terminal.wait("one epoch more") { screen in
            screen.lines[0].contains(" epoch ") && screen.lines.contains { $0.hasPrefix(" > train 1") && $0.hasSuffix(" 1") }
        }
        terminal.type(" ")
        terminal.wait(for: "space pause")
        terminal.type("-")
        terminal.wait(for: "sgd lr 0.1")
        terminal.type("set batch 2\roptimizer adam lr=0.01\r")
        terminal.wait("the training to go on by the new rule") { screen in
            screen.lines[0].contains("running: train") && screen.lines.contains { $0.contains("adam lr 0.01") }
        }
        terminal.type("\u{3}")
        terminal.wait(for: "stopped")
        terminal.type("history\r")
        for command in ["set lr 0.2", "train 1", "set lr 0.1", "set batch 2", "optimizer adam lr=0.01"] { terminal.wait(for: command) }
        #expect(terminal.ending(seconds: 0.1) == .stillRunning)
    }

    @Test(
        "an unknown terminal gets the plain front end, and so does who asks for it: what is read stands there line by line",
        arguments: [true, false], Scene.sizes)
    func plain(isDumb: Bool, size: (Int, Int)) throws {
        let terminal = try PseudoTerminal(
            isDumb ? [] : ["--plain"], columns: size.0, rows: size.1, environment: isDumb ? ["TERM": "dumb"] : [:])
        terminal.wait(for: "nnrepl: type help, or quit")
        terminal.type("net 2-2-1 sigmoid\n")
        terminal.wait("the next line to be asked for") { screen in
            screen.lines.last { !$0.isEmpty } == ">" && screen.lines.contains { $0.contains("9 parameters") }
        }
        terminal.type("print 6*7\n")
        terminal.wait("the answer, and the next line to be asked for") { screen in
            screen.lines.last { !$0.isEmpty } == ">" && screen.lines.contains("6*7 = 42")
        }
        let shown = terminal.screen.lines.filter { !$0.isEmpty }
        #expect(
            shown.suffix(6).dropLast() == [
                "nnrepl: type help, or quit", "> net 2-2-1 sigmoid", "2-2-1: 2 inputs, 2 sigmoid, 1 sigmoid; 9 parameters", "> print 6*7",
                "6*7 = 42",
            ])
        #expect(terminal.screen.sequences == 0)
        terminal.type("quit\n")
        #expect(terminal.ending() == .status(0))
        expectRestored(terminal)
    }
}
