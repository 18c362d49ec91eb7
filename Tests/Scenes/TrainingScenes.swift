// A training: while it runs, paused, over, and its past.

extension Scene {
    static let training: [Scene] = [
        // Epoch after epoch goes by, at a rate of 0: everything is as it was but the figures and the numbers below the curves.
        Scene("training", untrained + running, hasRunningFigures: true),
        Scene(
            "training-boundary", moons + [.enter(["set lr 0"])] + running + [.type("2")], hasRunningFigures: true, of: .pane("training"),
            at: [(120, 40)]),
        // What is changed while it runs leaves the weights as they are: a rate too small to move them, or none. Another activation moves the
        // curves, and where they bend depends on the clock; the boundary is as it is at once.
        Scene("training-runs-rate", untrained + running + [.change("set lr 1e-300")], hasRunningFigures: true, of: .pane("training")),
        Scene("training-runs-batch", untrained + running + [.change("set batch 20")], hasRunningFigures: true, of: .pane("training")),
        Scene(
            "training-runs-optimizer", untrained + running + [.change("optimizer adam lr=0")], hasRunningFigures: true,
            of: .pane("training")),
        Scene(
            "training-runs-activation", moons + [.enter(["set lr 0"])] + running + [.change("layer activation 1 relu"), .type("2")],
            hasRunningFigures: true, of: .pane("training")),
        // However short it was, its view is there; put away, the key that opens it again is named.
        Scene("training-short", [.enter(course + ["train 200"]), .see("─ trained ─")], of: .pane("trained")),
        Scene(
            "training-left", [.enter(course + ["train 200"]), .see("─ trained ─"), .press([.function(9)]), .see("F9 look back")],
            of: .foot(1)),
        Scene("training-paused", pausedTraining + [.type("^~")], at: [(120, 40)]),
        Scene("training-accuracy", pausedTraining + [.type("3")], of: .pane("training")),
        Scene("training-gradients", pausedTraining + [.type("4")], of: .pane("training")),
        Scene("training-activations", pausedTraining + [.type("6")], of: .pane("training")),
        Scene("training-weights", pausedTraining + [.type("7")], of: .pane("training")),
        Scene(
            "training-changed",
            pausedTraining + [
                .enter(["set batch 2000", "optimizer adam lr=0.05", "layer activation 1 relu"]), .see("6 relu"), .type("-"),
                .see("adam lr 0.02"), .type("."),
            ], of: .from("training")),
        Scene("training-activation", pausedTraining + [.type("a")], of: .foot(12)),
        Scene(
            "training-past", pausedTraining + [.press([.home] + Array(repeating: .right, count: 30)), .see("as it was")],
            of: .pane("looking back")),
        Scene(
            "training-dead",
            [
                .enter([
                    "net 3-6-4-2 relu output=softmax", "init he-uniform seed=5",
                    "input [[1,0,0],[0,1,0],[0,0,1]]; target [[1,0],[0,1],[1,0]]", "set b1 -0.6", "optimizer adam lr=0.02",
                    "train 60 batch=1",
                ]), .see("epoch 60 · loss"),
            ] + watched, of: .pane("trained"), at: [(120, 40)]),
        Scene(
            "training-validation",
            [
                .enter([
                    "net 2-6-1 tanh output=sigmoid", "init glorot-uniform seed=3", "data moons n=60 noise=0.1 seed=2 shuffle=1",
                    "split 70/30", "train 80",
                ]), .see("epoch 80 · loss"),
            ] + watched, of: .pane("trained"), at: [(120, 40)]),
    ]

    /// A small network on two half circles.
    private static let moonsToCome = [
        "net 2-6-1 tanh output=sigmoid", "bias shared", "init glorot-uniform seed=3", "data moons n=60 noise=0.02 seed=2",
        "loss binary-cross-entropy",
    ]
    private static let untrained: [Step] = [.enter(moonsToCome + ["optimizer sgd lr=0"]), .see("learning rate 0")]

    /// Many epochs are under way, more than a fast machine makes while a slow one looks.
    private static let running: [Step] = [.watch("train 100000000", epochs: 100)]

    /// Sixty epochs of it.
    private static let moons: [Step] = [.enter(moonsToCome + ["optimizer sgd lr=0.5", "train 60"]), .see("epoch 60 · loss")]

    /// Paused in the first epoch of many updates, which is left out: space is there as soon as the training is.
    static let pausedTraining: [Step] =
        moons + [
            .enter(["data moons n=20000 noise=0.02 seed=2 shuffle=1"]), .see("20000 samples"),
            .interrupt("train 2000 batch=1", " "), .see("training, paused"),
        ]

    /// The view of a training that is over.
    private static let watched: [Step] = [.see("─ trained ─")]
}
