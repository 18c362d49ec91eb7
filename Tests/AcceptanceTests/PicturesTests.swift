// Screens, charts and networks kept in files, from a real terminal: as pictures and as text.
import Foundation
import Scenes
import Testing

@Suite("Pictures are kept")
struct PicturesTests {
    @Test("of the screen, by a command and by F12; of a chart and of the network: as SVG, and as text", arguments: [Scene.sizes[0]])
    func kept(size: (Int, Int)) throws {
        let folder = try TemporaryFolder(), scene = try #require(Scene.named("forward"))
        let terminal = try PseudoTerminal(columns: size.0, rows: size.1, in: folder.path)
        terminal.play(scene)
        try terminal.expect(scene, size)
        terminal.type("\u{1B}[24~")
        terminal.wait(for: "the screen is in nnrepl-1.svg")
        terminal.type("screen > now.txt; \(KeptPicture.screen.line())\r")
        terminal.wait(for: KeptPicture.screen.file)
        for picture in KeptPicture.all {
            terminal.type(picture.line() + "\r")
            terminal.wait("the file \(picture)") { _ in FileManager.default.fileExists(atPath: folder.path + "/" + picture.file) }
        }
        terminal.type("quit\r")
        #expect(terminal.ending() == .status(0))

        func text(_ name: String) throws -> String { try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8) }
        func golden(_ name: String) throws -> String {
            try String(contentsOfFile: "\(Program.packageFolder)/Tests/ExplorerTests/Golden/\(name)", encoding: .utf8)
        }
        #expect(try text("now.txt") == golden("\(scene.name)-\(size.0)x\(size.1).txt"))
        for name in ["nnrepl-1.svg", KeptPicture.screen.file] {
            #expect(try text(name) == golden("kept-\(size.0)x\(size.1)-screen.svg"), "\(name)")
        }
        for picture in KeptPicture.all { #expect(try text(picture.file) == golden("kept-\(picture.file)"), "\(picture)") }
    }
}
