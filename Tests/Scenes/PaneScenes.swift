// The panes: what each shows, alone on the screen, and scrolled.

extension Scene {
    static let panes: [Scene] =
        [
            Scene("deep", [.enter(deep + ["step 20"])], at: [(120, 40)]),
            Scene("large", [.enter(["net 20-30-10 relu output=softmax"])], of: .pane("network"), at: [(120, 40)]),
            Scene("images", [.enter(images)], at: [(200, 60)]),
            Scene("weights", [.enter(deep + ["step 60"]), .see("step 60 of"), .press(values), .type("v")], of: .pane("weights")),
            Scene(
                "gradients-to-come", [.enter(course + ["step 3"]), .see("step 3 of"), .press([.function(6), .function(6)]), .type("vv")],
                of: .pane("gradients")),
            Scene("gradients", [.enter(deep + ["step 60"]), .see("step 60 of"), .press(values), .type("vv")], of: .pane("gradients")),
            Scene(
                "data",
                [.enter(["net 2-3-1 tanh output=sigmoid", "data xor", "step 5"]), .see("step 5 of"), .press(values), .type("vvv")],
                of: .pane("data")),
            Scene(
                "data-digits",
                [
                    .enter(["data digits", "layer input 8x8x1", "layer flatten", "layer dense 10 softmax"]), .see("650 parameters"),
                    .press(values), .type("vvv"),
                ], of: .pane("data"), at: [(200, 60)]),
            Scene(
                "data-iris",
                [.enter(["data iris", "net 4-5-3 tanh output=softmax"]), .see("43 parameters"), .press(values), .type("vvv")],
                of: .pane("data")),
            Scene(
                "scrolled",
                [
                    .enter(images + ["init he-uniform seed=1"]), .see("he-uniform, seed 1"),
                    .press([.function(6), .down, .down, .down, .function(6), .down]),
                ], isPlayedAtEachSize: true, of: .pane("network")),
            Scene("zoomed", [.enter(course + ["step 5"]), .see("step 5 of"), .press([.function(7)])], of: .pane("network")),
            Scene(
                "zoomed-images", [.enter(images + ["init he-uniform seed=1"]), .see("he-uniform, seed 1"), .press([.function(7)])],
                of: .pane("network")),
            Scene("zoomed-chart", [.enter(["plot sigmoid tanh relu"]), .see("⠄⠄ relu"), .press([.function(7)])], of: .pane("chart")),
        ]
        + zoomed("values", 1) + zoomed("step", 3) + zoomed("transcript", 4) + zoomed("weights", 1, "v") + zoomed("gradients", 1, "vv")
        + zoomed("data", 1, "vvv")

    /// The values in focus, whatever else there is room for.
    private static let values: [Press] = [.function(6), .function(6)]

    /// The panes of a pass under way, one alone: the network, and so many times the next; then the keys of that one.
    private static func zoomed(_ name: String, _ next: Int, _ keys: String = "") -> [Scene] {
        let others = Array(repeating: Press.function(6), count: next)
        return [
            Scene(
                "zoomed-\(name)", [.enter(deep + ["step 60"]), .see("step 60 of"), .press([.function(7)] + others), .type(keys)],
                of: .window)
        ]
    }
}
