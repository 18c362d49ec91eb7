// A session that is played waits for the answers to its questions.
import Foundation
import Testing

@testable import Explorer

@Suite("A question in a session that is played")
struct QuestionTests {
    private func playing() throws -> Player {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("nnrepl-\(UUID().uuidString).nns")
        try "# Sums.\n> net 1-1\n> ask \"What is 2 + 2?\" answer=4 hint=\"count\"\n# On we go.\n> net 2-2\n"
            .write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        var player = Player()
        player.enter("replay \"\(file.path)\"")
        player.press(.character(" "), .character(" "))
        return player
    }

    @Test("the answer is typed without taking over, after looking around; then it goes on")
    func answered() throws {
        var player = try playing()
        #expect(player.screen.contains("What is 2 + 2?"))
        player.enter("1+2")
        #expect(player.screen.contains("1+2 = 3") && player.state.playback.player != nil)
        player.enter("3")
        #expect(player.screen.contains("A hint: count"))
        player.enter("4")
        #expect(player.screen.contains("right: 4") && player.state.playback.player != nil)
        player.press(.character(" "))
        #expect(player.screen.contains("On we go."))
    }

    @Test("a first press of next says that it waits, a second one passes it over; what changes the network takes over")
    func passedOver() throws {
        var player = try playing()
        player.press(.character(" "))
        #expect(player.screen.contains("question 1 waits") && player.state.playback.player?.position == 3)
        player.press(.character(" "))
        #expect(player.state.playback.player?.position == 4)
        player.press(.character(" "))
        #expect(player.state.playback.player?.position == 5)
        player.enter("net 3-3")
        #expect(player.state.playback.player == nil)
    }

    @Test("what plays by itself stops at it")
    func byItself() throws {
        var player = try playing()
        player.press(.function(5))
        player.send(.beat)
        #expect(player.state.playback.player?.isPlaying == false && player.state.playback.player?.position == 3)
    }
}
