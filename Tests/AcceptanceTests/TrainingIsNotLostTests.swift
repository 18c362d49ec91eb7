// However the program ends while a training runs, the epochs made are in the journal, and `nnrepl recover` goes on from there.
import Foundation
import Testing

@Suite("A training that runs when the program ends", .serialized)
struct TrainingIsNotLostTests {
    /// A program that has made 50 epochs and makes a million more.
    private func training() throws -> PseudoTerminal {
        let terminal = try PseudoTerminal()
        terminal.type("net 2-16-1 tanh; data moons n=400; train 50\r")
        terminal.wait(for: "epoch 50")
        terminal.type("train 1000000\r")
        terminal.wait("some epochs") { screen in
            screen.lines.contains { $0.contains("of 1 000 000") && !$0.contains("· 0 of") }
        }
        return terminal
    }

    private func journal(of terminal: PseudoTerminal) throws -> [String] {
        let folder = terminal.stateFolder + "/nnrepl/journal"
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
        return try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8).split(separator: "\n").map(String.init)
    }

    /// Goes on with what was left. Returns its last command and its epoch.
    private func recovered(_ terminal: PseudoTerminal) throws -> (line: String, epoch: Int) {
        let line = try #require(try journal(of: terminal).last)
        let result = try Program.run(["recover", "-e", "print epoch"], environment: ["XDG_STATE_HOME": terminal.stateFolder])
        #expect(result.status == 0, "\(result.errors)")
        let epoch = result.lines.last?.split(separator: " ").last.flatMap { Int($0) }
        return (line, try #require(epoch, "\(result.output)"))
    }

    private func expectAllEpochs(of terminal: PseudoTerminal, location: SourceLocation = #_sourceLocation) throws {
        let (line, epoch) = try recovered(terminal)
        #expect(line == "> train \(epoch - 50)" && epoch > 50, "epoch \(epoch)", sourceLocation: location)
    }

    @Test("SIGTERM and SIGHUP stop it and keep the epochs reached", arguments: [SIGTERM, SIGHUP])
    func signalled(signal: Int32) throws {
        let terminal = try training()
        terminal.send(signal)
        #expect(terminal.ending() == .status(128 + signal))
        try expectAllEpochs(of: terminal)
    }

    @Test("so does a terminal that is gone, although nobody sends a signal")
    func hungUp() throws {
        let terminal = try training()
        terminal.hangUp()
        #expect(terminal.ending() == .status(128 + SIGHUP))
        try expectAllEpochs(of: terminal)
    }

    @Test("Ctrl-D stops it, and again leaves")
    func controlD() throws {
        let terminal = try training()
        terminal.type("\u{4}")
        terminal.wait(for: "stopped")
        #expect(terminal.ending(seconds: 0.1) == .stillRunning)
        terminal.type("\u{4}")
        #expect(terminal.ending() == .status(0))
        try expectAllEpochs(of: terminal)
    }

    @Test("Ctrl-D pressed twice at once keeps them too")
    func controlDTwice() throws {
        let terminal = try training()
        terminal.type("\u{4}\u{4}")
        #expect(terminal.ending() == .status(0))
        try expectAllEpochs(of: terminal)
    }

    @Test("a crash loses no more than the last second or so", arguments: [SIGKILL, SIGSEGV])
    func crash(signal: Int32) throws {
        let terminal = try training()
        terminal.wait("epochs in the journal") { _ in (try? journal(of: terminal).last) != "> train 50" }
        terminal.send(signal)
        #expect(terminal.ending() == .signal(signal))
        // The next start tells of it, once.
        for isTold in [true, false] {
            let next = try PseudoTerminal(environment: ["XDG_STATE_HOME": terminal.stateFolder])
            next.wait(for: isTold ? "nnrepl recover goes on with it" : "type a command")
            #expect(next.screen.lines.contains { $0.contains("an unfinished session from") } == isTold)
            next.type("\u{4}")
            #expect(next.ending() == .status(0))
        }
        try expectAllEpochs(of: terminal)
    }

    @Test("going on with it tells first that trainings are made again, which takes its time")
    func announced() throws {
        let terminal = try training()
        terminal.send(SIGTERM)
        #expect(terminal.ending() == .status(128 + SIGTERM))
        let next = try PseudoTerminal(["recover"], environment: ["XDG_STATE_HOME": terminal.stateFolder, "TERM": "dumb"])
        next.wait(for: "its commands are run again")
    }
}
