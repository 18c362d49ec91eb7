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

    @Test("even a crash leaves a usable terminal", arguments: [SIGSEGV, SIGABRT, SIGILL, SIGQUIT, SIGUSR1], Scene.sizes)
    func crash(signal: Int32, size: (Int, Int)) throws {
        let terminal = try PseudoTerminal(columns: size.0, rows: size.1)
        terminal.wait(for: "type a command")
        terminal.send(signal)
        #expect(terminal.ending() == .signal(signal))
        expectRestored(terminal)
    }

    @Test("Ctrl-Z suspends, or SIGTSTP, and back in the foreground the screen is there again", arguments: [nil, SIGTSTP], Scene.sizes)
    func suspend(signal: Int32?, size: (Int, Int)) throws {
        let scene = try #require(Scene.named("backward")), terminal = try PseudoTerminal(for: scene, size)
        terminal.play(scene)
        try terminal.expect(scene, size)
        if let signal { terminal.send(signal) } else { terminal.type("\u{1A}") }
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

    @Test("the cursor stands where one types, also behind wide characters, in a search and in a second row")
    func cursor() throws {
        let terminal = try PseudoTerminal()
        terminal.wait(for: "type a command")
        // By words with Ctrl and an arrow, and with Alt and a letter.
        let keys = [
            ("# 神経 e\u{301}x", 11), ("\u{1B}[1;5D", 9), ("\u{1B}b", 4), ("\u{1B}[1;5C", 8), ("\u{1B}f", 11), ("\u{1B}\rab", 4),
        ]
        for (keys, column) in keys {
            terminal.type(keys)
            terminal.wait("the cursor in column \(column)") { $0.cursor == (column, 22) && $0.modes.contains(25) }
        }
        terminal.type("\u{15}\u{7F}\u{15}print 6*7\r")
        terminal.wait(for: "= 42")
        terminal.type("\u{12}6*")
        terminal.wait("the cursor at the end of what was found") { $0.cursor == (11, 22) }
        terminal.type("\r")
        terminal.wait("the empty line") { $0.cursor == (2, 22) && $0.lines[22].hasPrefix("> type a command") }
        // Where nothing can be typed there is none.
        terminal.type("lesson 1\r")
        terminal.wait("no cursor in a session that is played") { !$0.modes.contains(25) }
    }

    @Test("a screen that changes is never erased; Ctrl-L alone draws it anew", arguments: Scene.sizes)
    func flicker(size: (Int, Int)) throws {
        let scene = try #require(Scene.named("backward")), terminal = try PseudoTerminal(for: scene, size)
        terminal.play(scene)
        try terminal.expect(scene, size)
        let erasures = terminal.screen.erasures
        for place in 15...25 {
            terminal.type(" ")
            terminal.wait(for: "─ step \(place) of 39")
        }
        terminal.type("\u{1B}[18~")
        terminal.wait(for: "F7 or Esc back")
        terminal.type("\u{1B}[18~train 3000\r")
        terminal.wait(for: "3000 · loss")
        #expect(terminal.screen.erasures == erasures)
        terminal.type("\u{C}")
        terminal.wait("the screen drawn anew") { $0.erasures > erasures && $0.lines.contains { $0.contains("3000 · loss") } }
    }

    #if os(Linux)
        @Test("idle it sleeps: nothing wakes it, and nothing is written", arguments: ["forward", "replay", "training-paused"])
        func idle(name: String) throws {
            let scene = try #require(Scene.named(name)), size = scene.sizes[0], terminal = try PseudoTerminal(for: scene, size)
            terminal.play(scene)
            try terminal.expect(scene, size)
            /// How often the program has gone to sleep so far.
            func sleeps() throws -> Int {
                let status = try String(contentsOfFile: "/proc/\(terminal.process)/status", encoding: .utf8)
                let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("voluntary_ctxt_switches:") })
                return try #require(line.split(separator: "\t").last.flatMap { Int($0) })
            }
            // What comes of the last key may still be on its way.
            for _ in 1...20 {
                let before = try sleeps(), sequences = terminal.screen.sequences
                _ = terminal.ending(seconds: 1)
                if try sleeps() == before && terminal.screen.sequences == sequences { return }
            }
            Issue.record("it wakes again and again")
        }
    #endif

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
        arguments: ["dumb", "", nil], Scene.sizes)
    func plain(kind: String?, size: (Int, Int)) throws {
        let terminal = try PseudoTerminal(
            kind == nil ? ["--plain"] : [], columns: size.0, rows: size.1, environment: kind.map { ["TERM": $0] } ?? [:])
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
