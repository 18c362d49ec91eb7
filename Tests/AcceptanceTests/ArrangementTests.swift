// Panes moved and resized in a real terminal: by the arrows with Shift and Alt, by a mouse that is dragged, by the configuration.
import Foundation
import Testing

@Suite("In a terminal panes are arranged", .serialized)
struct ArrangementTests {
    static let sizes = [(80, 24), (120, 40), (200, 60)]

    private func onANetwork(_ size: (Int, Int), _ environment: [String: String] = [:]) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(columns: size.0, rows: size.1, environment: environment)
        terminal.type("net 2-2-2 sigmoid\r")
        terminal.wait("the panes of the network") { screen in
            ["network", "values", "step", "transcript"].allSatisfy { place($0, in: screen) != nil }
                && screen.lines.last?.contains("space step") == true
        }
        return terminal
    }

    /// Where the title of a pane begins.
    private func place(_ name: String, in screen: Emulator) -> (x: Int, y: Int)? {
        for (y, line) in screen.lines.enumerated() {
            for rule in "─━" {
                if let range = line.range(of: "\(rule) \(name) ") { return (line.distance(from: line.startIndex, to: range.lowerBound), y) }
            }
        }
        return nil
    }

    @Test("shift with an arrow moves the pane in focus, alt with an arrow makes it wider and lower", arguments: sizes)
    func keys(size: (Int, Int)) throws {
        let terminal = try onANetwork(size)
        let values = try #require(place("values", in: terminal.screen)), step = try #require(place("step", in: terminal.screen))
        terminal.type("\u{1B}[17~\u{1B}[1;3C\u{1B}[1;3B")
        terminal.wait("the network to be wider and lower") {
            place("values", in: $0)?.x == values.x + 2 && place("step", in: $0)?.y == step.y - 1
        }
        terminal.type("=\u{1B}[1;2C")
        terminal.wait("the network at the right") { place("values", in: $0)?.x == 0 && place("network", in: $0)?.x == values.x }
        terminal.wait(for: "to keep it: set panes values")
    }

    @Test("a border is dragged while the button is down, a pane by its name to another place", arguments: sizes)
    func mouse(size: (Int, Int)) throws {
        let terminal = try onANetwork(size)
        let values = try #require(place("values", in: terminal.screen))
        terminal.wait("the mouse to be asked for") { $0.modes.isSuperset(of: [1002, 1006]) }
        func mouse(_ button: Int, _ x: Int, _ y: Int, _ end: Character = "M") { terminal.type("\u{1B}[<\(button);\(x + 1);\(y + 1)\(end)") }
        mouse(0, values.x, 3)
        // ncurses puts what comes in one burst into another order.
        terminal.wait(for: "a border: drag it")
        mouse(32, values.x - 4, 4)
        terminal.wait("the border under the mouse") { place("values", in: $0)?.x == values.x - 4 }
        mouse(32, values.x - 8, 5)
        terminal.wait("the border to follow") { place("values", in: $0)?.x == values.x - 8 }
        mouse(0, values.x - 8, 5, "m")
        terminal.wait(for: "to keep it: set panes widths")
        terminal.type("x")
        terminal.wait(for: "> x")
        terminal.type("\u{7F}")
        mouse(0, 3, 1)
        terminal.wait(for: "━ network")
        mouse(32, values.x + 3, 4)
        terminal.wait(for: "let go: network and values change places")
        mouse(0, values.x + 3, 4, "m")
        terminal.wait("the network at the right") { place("values", in: $0)?.x == 0 && place("network", in: $0)?.x == values.x - 8 }
        terminal.type("quit\r")
        #expect(terminal.ending() == .status(0))
        #expect(terminal.screen.modes == [7, 25])
    }

    @Test("the configuration says how they stand, also where a session is played")
    func configuration() throws {
        let folder = try TemporaryFolder(), surroundings = ["XDG_CONFIG_HOME": folder.path]
        try FileManager.default.createDirectory(atPath: folder.path + "/nnrepl", withIntermediateDirectories: true)
        try "set panes values network widths=60/40\n".write(toFile: folder.path + "/nnrepl/config", atomically: true, encoding: .utf8)
        let terminal = try onANetwork((80, 24), surroundings)
        terminal.wait("the values at the left") { place("values", in: $0)?.x == 0 && place("network", in: $0)?.x == 48 }
        let replay = try PseudoTerminal(["replay", "backpropagation"], environment: surroundings)
        for _ in 1...4 { replay.type(" ") }
        replay.wait("the values at the left") { place("values", in: $0)?.x == 0 && place("network", in: $0)?.x == 48 }
    }
}
