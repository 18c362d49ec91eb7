// Keys are said once: what help tells of them is what they do.
import Language
import Sessions
import Testing

@testable import Explorer

@Suite("Key bindings")
struct BindingTests {
    /// All keymaps there are, whatever is going on.
    private static var keymaps: [Keymap] {
        var player = Player()
        let before = player.state.keymaps.flatMap { $0 } + Pane.allCases.flatMap { $0.view.keymaps(player.state) }
        player.enter(
            "layer input 3x3x1", "layer conv 1 2x2 sigmoid", "layer flatten", "layer dense 1 sigmoid", "input 1 2 3 4 5 6 7 8 9", "step")
        return before + Pane.allCases.flatMap { $0.view.keymaps(player.state) }
    }

    @Test("help tells of every key that is bound, and every key that it tells of is bound")
    func told() {
        let told = Self.keymaps.help + Pane.allCases.flatMap(\.view.scrollHelp)
        for help in KeyHelp.all { #expect(told.contains(help), "\(help.keys): \(help.meaning)") }
        #expect(Set(told).isSubset(of: KeyHelp.all))
    }

    @Test("each line is on one sheet at most once", arguments: Pane.allCases)
    func once(pane: Pane) {
        let state = Player().state, lines = pane.view.keymaps(state).help + pane.view.scrollHelp + KeyHelp.everywhere
        #expect(Set(lines).count == lines.count)
    }
}
