// The screen kept in a file.
import Foundation
import Language
import Testing

@testable import Explorer

@Suite("The screen in a file")
struct ScreenTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("nnrepl-screen-\(UUID().uuidString)")

    private func kept(_ name: String) throws -> String { try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8) }

    @Test("`screen > FILE.txt` keeps what was there before it was typed, FILE.svg a picture of it", arguments: sizes)
    func keeps(width: Int, height: Int) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var player = Player(width, height)
        player.enter("net 2-2-2 sigmoid", "input 0.05 0.1")
        let before = player.screen
        player.enter("screen > \(folder.path)/now.txt; screen > \"\(folder.path)/my now.svg\"")
        #expect(try kept("now.txt") == before + "\n")
        #expect(try kept("my now.svg").hasPrefix("<svg"))
        #expect(try kept("my now.svg").contains("net 2-2-2 sigmoid"))
        #expect(player.told.contains { $0.hasSuffix("written to \(folder.path)/now.txt)") })
        player.enter("undo")
        #expect(player.told.last == "undone: input 0.05 0.1")
    }

    @Test("the picture has the colours of the background at hand", arguments: [("dark", "#16181D"), ("light", "#FFFFFF")])
    func background(name: String, paper: String) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var player = Player()
        player.enter("set background \(name)", "screen > \(folder.path)/now.svg")
        #expect(try kept("now.svg").uppercased().contains("HEIGHT=\"100%\" FILL=\"\(paper)\""))
    }

    @Test("without a file, and where there is no screen, it says what to write")
    func mistakes() {
        var player = Player()
        player.enter("screen")
        #expect(player.told.contains { $0.contains("the file is missing") })
        var session = player.state.session
        session.screen = nil
        guard case .failure(let error)? = session.run("screen > now.svg").first?.result else {
            Issue.record("there was a screen")
            return
        }
        #expect(error.message.hasPrefix("there is no screen to keep"))
        #expect(error.hint?.contains("show network > net.svg") == true)
    }
}
