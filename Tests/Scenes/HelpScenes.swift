// Help: all commands, a page and its examples, the keys of the command line, of every pane, and of a replay.

extension Scene {
    static let helping: [Scene] =
        [
            Scene("help", [.enter(["help"])], isPlayedAtEachSize: true, at: [(80, 24)]),
            Scene(
                "examples", [.enter(["help plot"]), .see("up down choose an example"), .press([.down, .down])], isPlayedAtEachSize: true,
                of: .from("examples")),
            Scene(
                "example-run", [.enter(["help plot"]), .see("up down choose an example"), .press([.down, .down, .down, .enter])],
                of: .pane("chart")),
            Scene(
                "keys",
                [
                    .enter(course + ["break o1.delta", "step 5"]), .see("step 5 of"), .press([.function(6), .down, .down, .down]),
                    .type("?"),
                ], at: [(80, 24)]),
            Scene("keys-line", [.enter(course), .see("learning rate 0.5"), .type("?")], of: .pane("keys")),
            Scene("keys-replay", [.enter(["lesson 1"]), .see("next: "), .type("?")], of: .pane("keys")),
            Scene("keys-training", pausedTraining + [.type("?")], of: .pane("keys")),
        ] + keys("values", 1) + keys("chart", 2) + keys("step", 3) + keys("transcript", 4)

    /// The keys of a pane: so many times the next one after the network.
    private static func keys(_ pane: String, _ next: Int) -> [Scene] {
        let others = Array(repeating: Press.function(6), count: next)
        return [
            Scene(
                "keys-\(pane)", [.enter(course), .see("learning rate 0.5"), .press([.function(7)] + others), .type("?")], of: .pane("keys"))
        ]
    }
}
