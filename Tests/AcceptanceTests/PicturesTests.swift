// Screens, charts and networks kept in files, from a real terminal: as pictures and as text.
import Foundation
import Scenes
import Testing

@Suite("Pictures are kept")
struct PicturesTests {
    @Test("of the screen, by a command and by F12; of a chart and of the network: as SVG, and as text", arguments: Scene.sizes)
    func kept(size: (Int, Int)) throws {
        let folder = try TemporaryFolder(), scene = try #require(Scene.named("forward"))
        let terminal = try PseudoTerminal(columns: size.0, rows: size.1, in: folder.path)
        terminal.play(scene)
        try terminal.expect(scene, size)
        terminal.type("\u{1B}[24~")
        terminal.wait(for: "the screen is in nnrepl-1.svg")
        terminal.type("screen > now.txt; screen > now.svg\r")
        terminal.wait(for: "now.svg")
        terminal.type("plot sigmoid > curve.svg; plot sigmoid > curve.txt; show network > net.svg; show network > net.txt\r")
        terminal.wait("the files") { _ in FileManager.default.fileExists(atPath: folder.path + "/net.txt") }
        terminal.type("quit\r")
        #expect(terminal.ending() == .status(0))

        func text(_ name: String) throws -> String { try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8) }
        let golden = try PseudoTerminal.golden("\(scene.name)-\(size.0)x\(size.1)")
        #expect(try text("now.txt") == golden.joined(separator: "\n") + "\n")
        for name in ["nnrepl-1.svg", "now.svg", "curve.svg", "net.svg"] {
            let picture = try text(name)
            #expect(picture.hasPrefix("<svg ") && picture.hasSuffix("</svg>\n"), "\(name)")
        }
        #expect(try text("nnrepl-1.svg") == text("now.svg") && text("now.svg").contains("step 5 of 39"))
        #expect(try text("curve.txt").contains("sigmoid") && text("net.txt").contains("h1") && text("net.svg").contains("h1"))
    }
}
