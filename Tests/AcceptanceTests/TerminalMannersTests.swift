// The Explorer in a real terminal: what is typed is obeyed, and the terminal is left as it was found.
import Foundation
import Testing

@Suite("In a terminal", .serialized)
struct TerminalMannersTests {
    private func expectRestored(_ terminal: PseudoTerminal, location: SourceLocation = #_sourceLocation) {
        #expect(terminal.modes == terminal.originalModes, "the modes of the line", sourceLocation: location)
        #expect(terminal.screen.modes == [7, 25], "the second screen, the mouse, the cursor", sourceLocation: location)
        #expect(terminal.screen.unknown == [], sourceLocation: location)
    }

    @Test("quit leaves the terminal as it was found")
    func quit() throws {
        let terminal = try PseudoTerminal()
        terminal.wait(for: "type a command")
        #expect(terminal.screen.modes.contains(1049))
        terminal.type("quit\r")
        #expect(terminal.ending() == .status(0))
        expectRestored(terminal)
    }

    @Test("Ctrl-D on an empty line leaves")
    func controlD() throws {
        let terminal = try PseudoTerminal()
        terminal.wait(for: "type a command")
        terminal.type("\u{4}")
        #expect(terminal.ending() == .status(0))
        expectRestored(terminal)
    }

    @Test("SIGTERM and SIGHUP end it politely", arguments: [SIGTERM, SIGHUP])
    func polite(signal: Int32) throws {
        let terminal = try PseudoTerminal()
        terminal.type("net 2-2-2 sigmoid\r")
        terminal.wait(for: "12 parameters")
        terminal.send(signal)
        #expect(terminal.ending() == .status(128 + signal))
        expectRestored(terminal)
    }

    @Test("even a crash leaves a usable terminal", arguments: [SIGSEGV, SIGABRT, SIGQUIT])
    func crash(signal: Int32) throws {
        let terminal = try PseudoTerminal()
        terminal.wait(for: "type a command")
        terminal.send(signal)
        #expect(terminal.ending() == .signal(signal))
        expectRestored(terminal)
    }

    @Test("Ctrl-Z suspends, and back in the foreground the screen is there again")
    func suspend() throws {
        let terminal = try PseudoTerminal()
        terminal.type("net 2-2-2 sigmoid\r")
        terminal.wait(for: "12 parameters")
        terminal.type("\u{1A}")
        #expect(terminal.isStopped())
        expectRestored(terminal)
        terminal.foreground()
        terminal.wait("the screen drawn again") { $0.modes.contains(1049) && $0.lines.contains { $0.contains("12 parameters") } }
        terminal.type("print 6*7\r")
        terminal.wait(for: "= 42")
    }

    @Test("stopped from outside without a word, it has the screen and the keys again when it goes on, also in another size")
    func stop() throws {
        let terminal = try PseudoTerminal()
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

    @Test("Ctrl-C stops a training alone; keys are answered while it runs")
    func interrupt() throws {
        let terminal = try PseudoTerminal()
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

    @Test("a training is paused, given another rate, made to go on, and stopped")
    func training() throws {
        let terminal = try PseudoTerminal()
        terminal.type("net 2-8-1 tanh output=sigmoid; init glorot-uniform seed=1; data xor; optimizer sgd lr=0.5\r")
        terminal.wait(for: "4 samples")
        terminal.type("train 100000000\r")
        terminal.wait(for: "1 loss")
        terminal.type(" ")
        terminal.wait(for: "training, paused")
        terminal.type("-")
        terminal.wait(for: "lr 0.2")
        terminal.type(" ")
        terminal.wait(for: "space pause")
        terminal.type("-")
        terminal.wait(for: "lr 0.1")
        terminal.type("\u{3}")
        terminal.wait(for: "stopped")
        terminal.type("history\r")
        terminal.wait(for: "set lr 0.1")
        #expect(terminal.ending(seconds: 0.1) == .stillRunning)
    }

    @Test("an unknown terminal gets the plain front end")
    func dumb() throws {
        let terminal = try PseudoTerminal(environment: ["TERM": "dumb"])
        terminal.wait(for: "nnrepl: type help, or quit")
        terminal.type("print 6*7\n")
        terminal.wait(for: "= 42")
        terminal.type("quit\n")
        #expect(terminal.ending() == .status(0))
        expectRestored(terminal)
    }
}
