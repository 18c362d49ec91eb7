// A lesson that is left half-way goes on there.
import Foundation
import Testing

@testable import Explorer
@testable import Sessions

@Suite("A lesson that was left")
struct LeftLessonTests {
    @Test("goes on where one stopped, with all that had been done by then; Home leads to its beginning")
    func goesOn() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("nnrepl-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var player = Player()
        player.state.session.course = CourseRecord(path: folder + "/course")
        player.enter("lesson forward")
        #expect(player.state.playback.player?.position == 1 && player.state.lessonPlace == nil)
        for _ in 1...7 { player.press(.character(" ")) }
        let place = try #require(player.state.lessonPlace), workspace = player.state.workspace
        #expect(place.lesson == "forward" && place.move == 8 && workspace.network != nil)
        player.state.session.course?.note(place.lesson, move: place.move, of: place.count)
        player.press(.escape)
        player.enter("lesson forward")
        #expect(player.state.playback.player?.position == 8 && player.state.workspace.parameters == workspace.parameters)
        #expect(player.screen.contains("going on where you stopped, at 8 of"))
        player.press(.home)
        #expect(player.state.playback.player?.position == 1)
        player.press(.end)
        // Its question does not hold the way to the end.
        #expect(player.state.lessonPlace?.move == place.count)
    }
}
