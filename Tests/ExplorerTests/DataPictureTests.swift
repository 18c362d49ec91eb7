// What the network is shown, as pictures: images of several channels, and images larger than their pane.
import Scenes
import Testing

@testable import Explorer

@Suite("The pictures of the data")
struct DataPictureTests {
    /// The data pane over the whole screen.
    private func pane(_ shape: String, _ pixels: [Double], _ size: (Int, Int) = (120, 40), colors: ColorDepth = .described) -> Player {
        var player = Player(size.0, size.1)
        player.state.options.colors = colors
        player.enter(
            "layer input \(shape)", "layer conv 1 3x3", "layer flatten", "layer dense 2 softmax",
            "input " + pixels.map { "\($0)" }.joined(separator: " "))
        player.press(.function(6), .function(6))
        player.type("vvv")
        player.press(.function(7))
        return player
    }

    private let colorful = (0..<3 * 36).map { Double($0 / 36 + 1) / 3 }

    @Test("three channels are an image in colours, and red, green and blue by name")
    func colors() {
        let screen = pane("6x6x3", colorful).screen
        #expect(["1 red", "1 green", "1 blue"].allSatisfy { screen.contains($0) } && screen.contains(String(repeating: "█", count: 12)))
    }

    @Test("without colours the channels tell it")
    func noColors() {
        let screen = pane("6x6x3", colorful, colors: .none).screen
        #expect(["1 red", "1 green", "1 blue"].allSatisfy { screen.contains($0) } && !screen.contains("█"))
    }

    @Test("other numbers of channels are numbered, and each is shown")
    func channels() {
        let screen = pane("6x6x4", (0..<4 * 36).map { Double($0 % 7) }).screen
        #expect((1...4).allSatisfy { screen.contains("1 channel \($0)") })
    }

    @Test("an image larger than its pane is shown as a whole, by means")
    func large() {
        let lines = pane("64x64x1", (0..<64 * 64).map { $0 < 32 * 64 ? 0 : 1 }, (80, 24)).lines
        // White is the lower half, to the right edge of the picture.
        #expect(lines.contains { $0.contains("1  mean of 4 x 2") })
        #expect(lines.filter { $0.hasPrefix(" " + String(repeating: "⣿", count: 32)) }.count == 8)
    }

    @Test("as many samples are shown as have room in full size")
    func severalSamples() {
        var player = Player(120, 40)
        player.enter("layer input 4x4x1", "layer conv 1 3x3", "layer flatten", "layer dense 2 softmax")
        player.enter(
            "input ["
                + (1...5).map { sample in "[" + (0..<16).map { "\($0 * sample % 5)" }.joined(separator: ",") + "]" }.joined(separator: ",")
                + "]")
        player.press(.function(6), .function(6))
        player.type("vvv")
        for sample in 1...5 { #expect(player.screen.contains(" \(sample) ") || player.screen.contains(" \(sample)\n")) }
    }
}
