// The first screens, and the networks that the other scenes are about.

extension Scene {
    static let beginning: [Scene] = [
        Scene("start", [], at: [(80, 24)]),
        Scene("tour", [], isFirstStart: true),
        // A key that finds nothing to do yet does not take the offer away.
        Scene("tour-offered", [.type(" "), .see("there is no network yet")], isFirstStart: true, of: .pane("welcome")),
        Scene("tour-begun", [.press([.enter]), .see("paused")], isFirstStart: true, of: .pane("A tour")),
        Scene("error", [.enter(["net 2-2-2 sigmoid", "stpe", "set w99 0.5", "print 1 +"])], at: [(80, 24)]),
    ]

    /// The 2-2-2 network of the course with its weights and sample.
    public static let course = [
        "net 2-2-2 sigmoid", "set W1 [[0.15,0.20],[0.25,0.30]]", "set W2 [[0.40,0.45],[0.50,0.55]]", "set b1 0.35; set b2 0.60",
        "input 0.05 0.10; target 0.01 0.99", "optimizer sgd lr=0.5",
    ]

    /// Layers of several sizes, and two classes.
    static let deep = ["net 3-5-4-2 relu output=softmax", "init he-uniform seed=7", "input 0.2 -0.4 0.9; target 1 0"]

    /// A convolution of 28 x 28 images.
    static let images = [
        "layer input 28x28x1", "layer conv 8 3x3 padding=1 relu", "layer maxpool 2x2", "layer flatten", "layer dense 10 softmax",
    ]
}
