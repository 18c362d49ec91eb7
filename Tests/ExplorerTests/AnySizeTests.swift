// Terminals can be made as small as one likes, down to nothing: whatever is on the screen then is drawn, scrolled and clicked on.
import Language
import Testing

@testable import Explorer

@Suite("A screen of any size")
struct AnySizeTests {
    private static let sizes = [0, 1, 2, 3, 4, 17, 40].flatMap { width in [0, 1, 2, 3, 5, 12].map { (width, $0) } }

    /// Looks at the screen in all small sizes, and tries what the mouse and keys for scrolling do there.
    private func shrink(_ player: Player) {
        for (width, height) in Self.sizes {
            var player = player
            player.send(.resize(width: width, height: height))
            #expect(player.state.picture.canvas.width == width && player.state.picture.canvas.height == height)
            for key in [Key.pageDown, .end, .down, .pageUp, .home] { player.press(key) }
            player.send(.wheel(1, x: 0, y: 0))
            player.click(width / 2, height / 2, to: (width, height))
            #expect(player.state.picture.canvas.width == width)
        }
    }

    @Test("is drawn with one pane alone on it", arguments: Pane.allCases)
    func alone(pane: Pane) {
        var player = Player()
        player.enter(
            "data moons n=12; net 2-4-2 relu output=softmax; split 60/20/20 seed=1; train 3; step 9", "plot weights; watch w1",
            "show network")
        player.state.screen.zoom(pane)
        shrink(player)
        player.state.looking.side = player.state.looking.side.next
        shrink(player)
    }

    @Test("is drawn with a list over it", arguments: ["help net\r", "\t", "se\t\t", "help set\r\t", "?"])
    func lists(keys: String) {
        var player = Player()
        player.enter("net 2-2-1", "input 1 2")
        for key in keys { player.press(key == "\r" ? .enter : key == "\t" ? .tab : .character(key)) }
        shrink(player)
    }

    @Test("is drawn while earlier lines are looked for")
    func search() {
        var player = Player()
        player.enter("net 2-2-1", "input 1 2")
        player.press(.control("r"), .character("n"))
        shrink(player)
    }
}
