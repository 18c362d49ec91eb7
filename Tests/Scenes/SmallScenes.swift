// Screens smaller than 80x24: panes give way one by one, and what is left goes on working.

extension Scene {
    static let small: [Scene] = [
        small("backward", [.enter(course + ["step 14"])], at: [(60, 20), (40, 12), (50, 30)]),
        small("deep", [.enter(deep + ["step 20"])]),
        small("plot", [.enter(["plot sigmoid tanh relu"])], at: [(60, 20), (50, 30)]),
        small("completion", [.type("show "), .press([.tab, .tab, .tab])]),
        small("help", [.enter(["help plot"])]),
        small("training", pausedTraining),
        small("window", [.enter(convolution + ["goto conv1[1,2,2]", "step 6 term"])]),
        small("replay", [.enter(["replay backpropagation"]), .see("next: > net 2-2-2"), .type(" "), .see("falls. All training")]),
        // With less room still there is the transcript alone; a page of help begins at its beginning.
        Scene("tiny-help", [.enter(["net 2-2-2 sigmoid"]), .type("?")], isPlayedAtEachSize: true, at: [(40, 10), (20, 5)]),
    ]

    private static func small(_ name: String, _ steps: [Step], at sizes: [(Int, Int)] = [(40, 12)]) -> Scene {
        Scene("small-\(name)", steps, isPlayedAtEachSize: true, at: sizes)
    }
}
