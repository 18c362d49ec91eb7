// A pass, step by step: forwards, term by term, backwards, the updates, breakpoints, and what is clicked on.

extension Scene {
    static let stepping: [Scene] = [
        Scene("forward", [.enter(course), .see("learning rate 0.5"), .type("     ")]),
        Scene("terms", [.enter(course + ["step 4", "step 2 term"])]),
        Scene("backward", [.enter(course + ["step 14"])]),
        Scene("explain", [.enter(course + ["step 14", "explain grad(w5)"])], isPlayedAtEachSize: true),
        Scene("update", [.enter(course + ["step 30"])]),
        Scene("breaks", [.enter(course + ["break o1.delta", "break layer 2", "watch w3", "continue"])]),
        Scene(
            "scrubbed", [.enter(course + ["break o1.delta", "step 14"]), .see("step 14 of"), .click("──update")], isPlayedAtEachSize: true),
        Scene("clicked", [.enter(course + ["step 14"]), .see("step 14 of"), .click("(h2)"), .see("h2: b w e"), .type("b")]),
    ]

    static let plotting: [Scene] = [
        Scene("plot", [.enter(["plot sigmoid tanh relu"])]),
        Scene(
            "trained",
            [
                .enter(["net 2-4-1 tanh output=sigmoid", "init glorot-uniform seed=3", "data xor", "optimizer sgd lr=0.5", "train 2000"]),
                .see(" epoch 2000"), .enter(["plot loss"]),
            ]),
        Scene("course", [.enter(course + ["train 300"]), .see("epoch 300 · loss"), .enter(["plot gradients over=epochs"])]),
        Scene("features", [.enter(["data digits; net 64-6-10 relu output=softmax; init he-uniform seed=1", "plot features"])]),
    ]
}
