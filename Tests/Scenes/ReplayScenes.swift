// A session that is played: its beginning, its middle, its end, playing by itself, taken over, and come back to.

extension Scene {
    static let replaying: [Scene] = [
        Scene("replay", opened + [.type(spaces)]),
        Scene("replay-begins", [.enter(["lesson 1"])], of: .pane("a session is played")),
        Scene("replay-chart", [.enter(["lesson activations"]), .see("next: "), .type("   ")], of: .pane("chart"), at: [(120, 40)]),
        // So slowly that the second move is hours away.
        Scene(
            "replay-plays", [.enter(["replay backpropagation speed=0.001"]), .see("next: > net 2-2-2"), .press([.function(5)])],
            of: .from("Backpropagation")),
        Scene("replay-taken-over", stepped + [.enter(["set w5 7"])], of: .pane("transcript")),
        Scene(
            "replay-come-back", stepped + [.enter(["set w5 7"]), .see("w5 = 7"), .press([.function(8)])], of: .from("Backpropagation")),
    ]

    private static let opened: [Step] = [.enter(["replay backpropagation speed=2"]), .see("next: > net 2-2-2 sigmoid")]
    private static let spaces = String(repeating: " ", count: 29)

    /// In the middle. The title counts a move as soon as it begins: who takes over before it is done comes back to before it.
    private static let stepped: [Step] = opened + [.type(spaces), .see("step 19 of")]
}
