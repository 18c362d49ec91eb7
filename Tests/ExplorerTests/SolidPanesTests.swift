// Panes in solid colour, where the terminal has 256 colours or more: images, weights, boundaries, windows; and what large networks look like.
import Charts
import Language
import Scenes
import Testing

@testable import Explorer

@Suite("Panes in solid colour", .serialized)
struct SolidPanesTests {
    private func player(_ size: (Int, Int), _ colors: ColorDepth, _ lines: [String]) -> Player {
        var player = Player(size.0, size.1)
        player.state.options.colors = colors
        lines.forEach { player.enter($0) }
        return player
    }

    /// The cells of a pane.
    private func cells(_ player: Player, _ pane: Pane) -> [Cell] {
        guard let rect = player.state.rect(of: pane) else { return [] }
        let canvas = player.state.picture.canvas
        return (rect.y..<rect.y + rect.height).flatMap { y in (rect.x..<rect.x + rect.width).map { canvas[$0, y] } }
    }

    private static let digits = ["layer input 8x8x1", "layer conv 3 3x3 relu", "layer flatten", "layer dense 10 softmax", "data digits"]

    @Test("images and maps of a network are pixels where there are colours, and marks where there are few", arguments: [(120, 40)])
    func images(size: (Int, Int)) {
        for (colors, isSolid) in [(ColorDepth.truecolor, true), (.palette, true), (.described, false), (.none, false)] {
            let player = player(size, colors, Self.digits + ["step 230"])
            #expect(cells(player, .network).contains { $0.style.fill != .plain } == isSolid)
        }
    }

    @Test("what is on the screen in solid colour is kept in a file with it")
    func kept() {
        let player = player((120, 40), .truecolor, Self.digits)
        #expect(player.state.screenPicture.svg.contains("<rect") && player.state.screenPicture.svg.count { $0 == "\n" } > 100)
    }

    @Test(
        "of 784-128-10 the input is an image of 28 x 28, and what is hidden is counted; the node in step is known by its name",
        arguments: sizes)
    func wide(size: (Int, Int)) throws {
        var player = player(size, .truecolor, ["net 784-128-10 relu output=softmax", "init he-uniform seed=1"])
        let rect = try #require(player.state.rect(of: .network))
        func rows() -> String {
            player.lines[rect.y..<rect.y + rect.height].map { String(Array($0).dropFirst(rect.x).prefix(rect.width)) }.joined(
                separator: "\n")
        }
        #expect(rows().contains("⋮ 782") && rows().contains("⋮ 126") && !rows().contains("⣿⣿⣿"))
        player.enter("input [[" + Array(repeating: "0.5", count: 784).joined(separator: ",") + "]]", "goto h100.net")
        #expect(rows().contains("[h100]"))
    }
}
