// A pass, step by step: forwards, term by term, backwards, the updates, breakpoints, and what is clicked on.

extension Scene {
    static let stepping: [Scene] = [
        Scene(
            "samples",
            [.enter(["net 4-5-3 tanh output=softmax", "data iris", "init he-normal seed=3", "goto 2000"]), .see("step 2000 of")],
            of: .pane("step")),
        Scene("forward", [.enter(course), .see("learning rate 0.5"), .type("     ")]),
        Scene("terms", [.enter(course + ["step 4", "step 2 term"])], of: .pane("step")),
        Scene("backward", [.enter(course + ["step 14"])]),
        Scene("explain", [.enter(course + ["step 14", "explain grad(w5)"])], isPlayedAtEachSize: true, of: .pane("transcript")),
        Scene("update", [.enter(course + ["step 30"])], of: .pane("values")),
        Scene("breaks", [.enter(course + ["break o1.delta", "break layer 2", "watch w3", "continue"])], of: .pane("network")),
        Scene(
            "scrubbed", marked + [.click("──update")], isPlayedAtEachSize: true, of: .pane("step")),
        Scene("scrub-held", marked + [.drag("──update", to: "●", letsGo: false)], isPlayedAtEachSize: true, of: .pane("step")),
        Scene("scrub-dragged", marked + [.drag("──update", to: "●", letsGo: true)], isPlayedAtEachSize: true, of: .pane("step")),
        Scene("clicked", clicked("(h2)", "h2") + [.type("b")], of: .pane("network")),
        Scene("clicked-watched", clicked("(h2)", "h2") + [.type("w")], of: .pane("values")),
        Scene("clicked-explained", clicked("(h2)", "h2") + [.see("out_h2 = sigmoid"), .type("ne")], of: .pane("transcript")),
        // Nothing computes an input: there is nothing to break at.
        Scene("clicked-input", clicked("(i2)", "i2") + [.see("i2 = 0.1"), .type("b")], of: .from("transcript")),
        Scene("clicked-weight", clicked("[w5", "w5"), of: .pane("network")),
        Scene(
            "clicked-weight-break", clicked("[w5", "w5") + [.type("b"), .see("1: break w5"), .press([.function(5)])],
            of: .pane("transcript")),
        Scene("clicked-weight-watch", clicked("[w5", "w5") + [.type("w")], of: .pane("values")),
    ]

    private static let marked: [Step] = [.enter(course + ["break o1.delta", "step 14"]), .see("step 14 of")]

    /// A click in the network.
    private static func clicked(_ text: String, _ name: String) -> [Step] {
        [.enter(course + ["step 14"]), .see("step 14 of"), .click(text), .see("\(name): ")]
    }

    static let plotting: [Scene] = [
        Scene("plot", [.enter(["plot sigmoid tanh relu"])]),
        Scene(
            "trained",
            [
                .enter(["net 2-4-1 tanh output=sigmoid", "init glorot-uniform seed=3", "data xor", "optimizer sgd lr=0.5", "train 2000"]),
                .see(" epoch 2000"), .enter(["plot loss"]),
            ], at: [(80, 24)]),
        Scene(
            "course", [.enter(course + ["train 300"]), .see("epoch 300 · loss"), .enter(["plot gradients over=epochs"])],
            of: .pane("chart"), at: [(120, 40)]),
        Scene(
            "features", [.enter(["data digits; net 64-6-10 relu output=softmax; init he-uniform seed=1", "plot features"])],
            of: .pane("chart"), at: [(120, 40)]),
    ]
}
