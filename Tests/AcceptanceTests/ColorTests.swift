// How many colours are sent, and which: to terminals whose descriptions are compiled here, so that it does not matter which are installed.
import Foundation
import Testing

@Suite("The colours that are sent")
struct ColorTests {
    /// Terminals like xterm with 16 colours, with 256, and with colours whose number is red, green and blue.
    private static let descriptions = #"""
        tint-16|sixteen colours,
            colors#16, pairs#256, use=xterm,
            setaf=\E[%?%p1%{8}%<%t3%p1%d%e9%p1%{8}%-%d%;m, setab=\E[%?%p1%{8}%<%t4%p1%d%e10%p1%{8}%-%d%;m,
        tint|two hundred and fifty-six colours that stay as they are,
            ccc@, initc@, oc@, colors#256, pairs#0x7FFF, use=xterm,
            setaf=\E[%?%p1%{8}%<%t3%p1%d%e%p1%{16}%<%t9%p1%{8}%-%d%e38;5;%p1%d%;m,
            setab=\E[%?%p1%{8}%<%t4%p1%d%e%p1%{16}%<%t10%p1%{8}%-%d%e48;5;%p1%d%;m,
        dye-256color|a palette whose colours can be made\, and which is left as it is,
            use=xterm-256color,
        tmux-tint|as tmux says that it shows every colour,
            Tc, use=tint,
        kitty-tint|a sequence of its own for red\, green and blue,
            setrgbf=\E[38\:2\:%p1%d\:%p2%d\:%p3%dm, setrgbb=\E[48\:2\:%p1%d\:%p2%d\:%p3%dm, use=tint,
        tint-direct|red\, green and blue in a number,
            ccc@, initc@, oc@, RGB, colors#0x1000000, pairs#0x7FFF, op=\E[39;49m, use=xterm,
            setaf=\E[%?%p1%{8}%<%t3%p1%d%e38\:2\:\:%p1%{65536}%/%d\:%p1%{256}%/%{255}%&%d\:%p1%{255}%&%d%;m,
            setab=\E[%?%p1%{8}%<%t4%p1%d%e48\:2\:\:%p1%{65536}%/%d\:%p1%{256}%/%{255}%&%d\:%p1%{255}%&%d%;m,

        """#

    /// A folder with the compiled descriptions, for TERMINFO.
    static func compiled() throws -> TemporaryFolder {
        let folder = try TemporaryFolder(), source = folder.path + "/tint.ti"
        try descriptions.write(toFile: source, atomically: true, encoding: .utf8)
        let tic = Process()
        tic.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        tic.arguments = ["tic", "-x", "-o", folder.path, source]
        try tic.run()
        tic.waitUntilExit()
        #expect(tic.terminationStatus == 0)
        return folder
    }

    /// A screen with signs of both kinds, a chart and an error.
    private func screen(_ environment: [String: String]) throws -> Emulator {
        let terminal = try PseudoTerminal(columns: 120, rows: 40, environment: environment)
        terminal.type("net 2-2-2 sigmoid; set W1 [[1,-1],[0.5,-0.5]]; plot sigmoid\rstpe\r")
        terminal.wait(for: "did you mean 'step'?")
        terminal.type("quit\r")
        #expect(terminal.ending() == .status(0))
        #expect(terminal.screen.unknown.isEmpty && terminal.screen.modes == [7, 25])
        return terminal.screen
    }

    @Test("16 colours: the eight and the bright eight, by their own sequences")
    func sixteen() throws {
        let folder = try Self.compiled(), screen = try screen(["TERM": "tint-16", "TERMINFO": folder.path])
        // Sky blue, orange, vermillion; positive and negative.
        #expect(screen.colors.isSuperset(of: ["96", "33", "91", "94"]), "\(screen.colors)")
        #expect(screen.colors.allSatisfy { Int($0).map { (30...37).contains($0) || (90...97).contains($0) } ?? false }, "\(screen.colors)")
    }

    @Test("256 colours: the nearest of the palette, and never one that is made")
    func palette() throws {
        let folder = try Self.compiled()
        let screen = try screen(["TERM": "tint", "TERMINFO": folder.path])
        #expect(screen.colors.isSuperset(of: ["38;5;74", "38;5;178"]), "\(screen.colors)")
        #expect(screen.colors.allSatisfy { $0.hasPrefix("38;5;") }, "\(screen.colors)")
    }

    @Test(
        "truecolour: by the number of a -direct description, by its own sequence, or where Tc or COLORTERM says so",
        arguments: [
            ("tint-direct", "", "38:2::86:180:233"), ("kitty-tint", "", "38:2:86:180:233"), ("tmux-tint", "", "38;2;86;180;233"),
            ("tint", "truecolor", "38;2;86;180;233"), ("dye-256color", "24bit", "38;2;86;180;233"),
        ])
    func direct(name: String, says: String, blue: String) throws {
        let folder = try Self.compiled()
        let screen = try screen(["TERMINFO": folder.path, "TERM": name, "COLORTERM": says])
        #expect(screen.colors.contains(blue) && screen.colors.allSatisfy { $0.hasPrefix(blue.prefix(4)) }, "\(name): \(screen.colors)")
    }

    @Test("no palette is changed, whatever the terminal offers", arguments: ["dye-256color", "tint-direct", "tint-16", "xterm"])
    func palettes(name: String) throws {
        let folder = try Self.compiled()
        #expect(try screen(["TERM": name, "TERMINFO": folder.path, "COLORTERM": "truecolor"]).paletteChanges == 0)
    }

    @Test("GNU screen hands on what the terminal around it says, and does not understand it")
    func insideScreen() throws {
        let colors = try screen(["COLORTERM": "truecolor", "STY": "1234.pts-1"]).colors
        #expect(!colors.isEmpty && colors.allSatisfy { $0.hasPrefix("38;5;") }, "\(colors)")
    }

    @Test("none of them with NO_COLOR, whatever the terminal can do", arguments: ["tint-16", "tint", "tint-direct"])
    func none(name: String) throws {
        let folder = try Self.compiled()
        let screen = try screen(["TERM": name, "TERMINFO": folder.path, "COLORTERM": "truecolor", "NO_COLOR": "1"])
        #expect(screen.colors.isEmpty, "\(screen.colors)")
    }

    @Test("pictures are solid colour where there are 256 colours or more, and marks where there are fewer")
    func solid() throws {
        for (name, isSolid) in [("xterm-256color", true), ("xterm", false)] {
            let terminal = try PseudoTerminal(columns: 120, rows: 40, environment: ["TERM": name])
            terminal.type("layer input 8x8x1; layer conv 2 3x3 relu; layer flatten; layer dense 10 softmax; data digits\r")
            terminal.wait(for: "1797 samples")
            terminal.wait("the first digit") { screen in
                isSolid == screen.cells.joined().contains { $0.ground != nil } && (isSolid || screen.lines.contains { $0.contains("⣝⣿") })
            }
            #expect(terminal.screen.unknown.isEmpty)
        }
    }

    @Test("TERM=dumb gets lines of text without a single sequence; a C locale gets 7 bits, in colour where there is colour")
    func plain() throws {
        let dumb = try PseudoTerminal(environment: ["TERM": "dumb", "COLORTERM": "truecolor"])
        dumb.wait(for: "type help, or quit")
        dumb.type("net 2-2-2 sigmoid; plot sigmoid\nquit\n")
        #expect(dumb.ending() == .status(0))
        #expect(dumb.screen.colors.isEmpty && dumb.screen.unknown.isEmpty && dumb.screen.sequences == 0)
        let plain = try screen(["LANG": "C"])
        #expect(plain.hasOnlySevenBits && plain.colors.contains("38;5;74"))
    }
}
