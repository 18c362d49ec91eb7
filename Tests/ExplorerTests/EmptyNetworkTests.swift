// A network that has its input but no layer yet, as `layer input` leaves it.
import Testing

@testable import Explorer

@Suite("A network without layers")
struct EmptyNetworkTests {
    @Test("is drawn at every size, for a list and for an image", arguments: ["layer input 2", "layer input 5x5x1"])
    func isDrawn(line: String) {
        for (width, height) in [(80, 24), (120, 40), (200, 60)] {
            var player = Player(width, height)
            player.enter(line)
            #expect(player.screen.contains(line))
            player.enter("layer dense 2 sigmoid")
            #expect(player.screen.contains("2 sigmoid"))
        }
    }
}
