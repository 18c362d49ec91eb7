// What the terminal and the learner's configuration ask for is what the screen looks like.
import Foundation
import Scenes
import Testing

@Suite("The appearance", .serialized)
struct AppearanceTests {
    /// A screen with weights of both signs and a chart, in some surroundings.
    private func screen(_ environment: [String: String], _ arguments: [String] = []) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(arguments, columns: 120, rows: 40, environment: environment)
        terminal.wait("the prompt") { $0.lines.contains { $0.contains("type a command") } }
        terminal.type("net 2-2-2 sigmoid; set W1 [[1,-1],[0.5,-0.5]]; plot sigmoid\r")
        terminal.wait(for: "transcript")
        terminal.wait("the chart") { $0.lines.contains { $0.contains("sigmoid(x)") || $0.contains("─ chart") || $0.contains("sigmoid ") } }
        terminal.type("stpe\r")
        terminal.wait(for: "did you mean 'step'?")
        return terminal
    }

    @Test("256 colours where the terminal has them")
    func palette() throws {
        let colors = try screen([:]).screen.colors
        #expect(!colors.isEmpty && colors.contains("38;5;74"))
    }

    @Test("8 colours where it has 8, and those alone")
    func basic() throws {
        let colors = try screen(["TERM": "xterm"]).screen.colors
        // Neither black nor white, which half of all backgrounds would hide.
        #expect(!colors.isEmpty && colors.allSatisfy { (31...36).contains(Int($0) ?? 0) }, "\(colors)")
    }

    @Test("no colour with NO_COLOR, --no-color, or a terminal without", arguments: [0, 1, 2])
    func none(which: Int) throws {
        let places: [([String: String], [String])] = [
            (["NO_COLOR": "1", "COLORTERM": "truecolor"], []), ([:], ["--no-color"]), (["TERM": "vt220"], []),
        ]
        let terminal = try screen(places[which].0, places[which].1)
        #expect(terminal.screen.colors.isEmpty)
    }

    @Test("darker colours on a light background: told by COLORFGBG, or by set background")
    func light() throws {
        let dark = try screen(["COLORFGBG": "15;0"]).screen.colors
        let terminal = try screen(["COLORFGBG": "0;15"])
        #expect(terminal.screen.colors.isDisjoint(with: dark), "\(terminal.screen.colors) \(dark)")
        terminal.type("set background dark\r")
        terminal.wait("the colours of a dark background") { $0.colors.contains("38;5;74") }
    }

    @Test("the configuration runs at the start of a terminal, and its mistakes are shown with their lines", arguments: Scene.sizes)
    func configuration(size: (Int, Int)) throws {
        let folder = try TemporaryFolder(), place = ["XDG_CONFIG_HOME": folder.path]
        try FileManager.default.createDirectory(atPath: folder.path + "/nnrepl", withIntermediateDirectories: true)
        try "set digits 3\nset marks blobs\n".write(toFile: folder.path + "/nnrepl/config", atomically: true, encoding: .utf8)
        for flags in [[], ["--plain"]] {
            let terminal = try PseudoTerminal(flags, columns: size.0, rows: size.1, environment: place)
            terminal.wait(for: "hint: braille, blocks or ascii")
            #expect(terminal.text.filter { !$0.isWhitespace }.contains("config,line2:unknownmarks'blobs'"))
            terminal.type("print 1/3\r")
            terminal.wait(for: "1/3 = 0.333")
            #expect(!terminal.text.contains("0.3333"))
        }
        // Programs are never told of it.
        #expect(try Program.run(["-e", "print 1/3"], environment: place).output == "1/3 = 0.333333333\n")
        #expect(try Program.run([], input: "print 1/3\n", environment: place).output == "1/3 = 0.333333333\n")
    }

    @Test("without XDG_CONFIG_HOME it is that of the home folder; a session that is played has its marks and its background, too")
    func configurationAtHome() throws {
        let folder = try TemporaryFolder(), home = ["HOME": folder.path]
        try FileManager.default.createDirectory(atPath: folder.path + "/.config/nnrepl", withIntermediateDirectories: true)
        try "set marks ascii\nset background light\n".write(
            toFile: folder.path + "/.config/nnrepl/config", atomically: true, encoding: .utf8)
        let dark = try screen([:]).screen.colors
        #expect(try screen(home).screen.colors.isDisjoint(with: dark))
        let replay = try PseudoTerminal(["replay", "activations"], environment: home)
        replay.wait(for: "next: > plot sigmoid tanh relu")
        replay.type(" ")
        replay.wait(for: "-*- sigmoid")
        #expect(replay.screen.colors.isDisjoint(with: dark))
    }

    @Test("a first start offers the tour with one key, a second one does not")
    func tour() throws {
        let folder = try TemporaryFolder(), place = ["XDG_STATE_HOME": folder.path + "/state"]
        let first = try PseudoTerminal(environment: place, isFirstStart: true)
        first.wait(for: "Enter begins a tour")
        first.type("\r")
        first.wait(for: "tour 1/")
        first.type("\u{1B}")
        first.wait("the replay to be left") { !$0.lines.contains { $0.contains("tour 1/") } }
        first.type("quit\r")
        #expect(first.ending() == .status(0))
        let second = try PseudoTerminal(environment: place)
        second.wait(for: "type a command")
        #expect(!second.text.contains("first time here"))
    }
}
