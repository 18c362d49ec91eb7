// Pictures in files are those that are kept, whole.
import Foundation
import Scenes
import Testing

@Suite("Pictures in files, as they are kept")
struct KeptPicturesTests {
    @Test("look as they did: charts and the network the same from a terminal of any size, the screen as it was", arguments: sizes)
    func same(width: Int, height: Int) throws {
        let folder = FileManager.default.temporaryDirectory.path + "/nnrepl-kept-\(UUID().uuidString)/"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        func kept(_ picture: KeptPicture) throws -> String { try String(contentsOfFile: folder + picture.file, encoding: .utf8) }
        var player = Player(width, height)
        player.play(try #require(Scene.named("forward")))
        player.enter(KeptPicture.screen.line(in: folder))
        try Golden.expectFile(try kept(.screen), is: "kept-\(width)x\(height)-screen.svg")
        for picture in KeptPicture.all {
            player.enter(picture.line(in: folder))
            try Golden.expectFile(try kept(picture), is: "kept-\(picture.file)")
        }
    }
}
