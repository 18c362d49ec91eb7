// The screens that a learner meets, and how one comes to each. They are played on the Explorer's state alone and in a real terminal, at the
// same sizes, and are the same there: Tests/ExplorerTests/Golden has them as text.

/// A screen worth keeping.
public struct Scene: Sendable, CustomStringConvertible {
    public let name: String
    public let steps: [Step]
    /// Whether the terminal has 7-bit characters only.
    public let isASCII: Bool
    /// Whether the learner has never been here before.
    public let isFirstStart: Bool

    public var description: String { name }

    /// Whether it ends with an answer that lies over the panes, as far as it needed when it came: a later resize leaves it there.
    public let opensLongAnswer: Bool

    /// What a learner does.
    public enum Step: Sendable {
        /// Types characters.
        case type(String)
        /// Types lines, each ended by Enter.
        case enter([String])
        /// Presses keys.
        case press([Press])
        /// Waits until the screen shows a text: what comes next is meant for it.
        case see(String)
    }

    /// A key, and what a terminal sends for it.
    public enum Press: String, Sendable {
        case space = " "
        case tab = "\t"
        case down = "\u{1B}[B"
        case end = "\u{1B}[F"
        case f6 = "\u{1B}[17~"
        case f7 = "\u{1B}[18~"
        case v, question = "?"
    }

    init(_ name: String, _ steps: [Step], isASCII: Bool = false, isFirstStart: Bool = false, opensLongAnswer: Bool = false) {
        self.name = name
        self.steps = steps
        self.isASCII = isASCII
        self.isFirstStart = isFirstStart
        self.opensLongAnswer = opensLongAnswer
    }

    /// Columns and rows at which every screen is looked at.
    public static let sizes = [(80, 24), (120, 40), (200, 60)]

    /// The 2-2-2 network of the course with its weights and sample.
    public static let course = [
        "net 2-2-2 sigmoid", "set W1 [[0.15,0.20],[0.25,0.30]]", "set W2 [[0.40,0.45],[0.50,0.55]]", "set b1 0.35; set b2 0.60",
        "input 0.05 0.10; target 0.01 0.99", "optimizer sgd lr=0.5",
    ]

    /// The 5 x 5 image of the lesson on convolution, with pooling behind it.
    public static let convolution = [
        "layer input 5x5x1", "layer conv 1 3x3 relu", "set W1 [[1,0,1],[0,1,0],[1,0,1]]", "set b1 0", "layer maxpool 2x2 stride=1",
        "input [[1,1,1,0,0],[0,1,1,1,0],[0,0,1,1,1],[0,0,1,1,0],[0,1,1,0,0]]",
    ]

    /// An image and a filter that are too large for most panes.
    private static let large = [
        "layer input 20x24x1", "layer conv 2 7x7 relu", "init he-normal seed=3",
        "input "
            + (0..<20).map { row in (0..<24).map { "\((row * row + 3 * row * $0 + $0 * $0) % 10)" }.joined(separator: " ") }.joined(
                separator: " "),
    ]

    private static let deep = ["net 3-5-4-2 relu output=softmax", "init he-uniform seed=7", "input 0.2 -0.4 0.9; target 1 0"]
    private static let images = [
        "layer input 28x28x1", "layer conv 8 3x3 padding=1 relu", "layer maxpool 2x2", "layer flatten", "layer dense 10 softmax",
    ]

    public static let all = [
        Scene("start", []),
        Scene("tour", [], isFirstStart: true),
        Scene("forward", [.enter(course), .see("learning rate 0.5"), .press(Array(repeating: .space, count: 5))]),
        Scene("terms", [.enter(course + ["step 4", "step 2 term"])]),
        Scene("backward", [.enter(course + ["step 14"])]),
        Scene("explain", [.enter(course + ["step 14", "explain grad(w5)"])], opensLongAnswer: true),
        Scene("update", [.enter(course + ["step 30"])]),
        Scene("plot", [.enter(["plot sigmoid tanh relu"])]),
        Scene(
            "trained",
            [
                .enter(["net 2-4-1 tanh output=sigmoid", "init glorot-uniform seed=3", "data xor", "optimizer sgd lr=0.5", "train 2000"]),
                .see(" epoch 2000"), .enter(["plot loss"]),
            ]),
        Scene(
            "course",
            [.enter(course + ["train 300"]), .see("epoch 300 · loss"), .enter(["plot gradients over=epochs"])]),
        Scene("deep", [.enter(deep + ["step 20"])]),
        Scene("large", [.enter(["net 20-30-10 relu output=softmax"])]),
        Scene("error", [.enter(["net 2-2-2 sigmoid", "stpe", "set w99 0.5", "print 1 +"])]),
        Scene("help", [.enter(["help"])], opensLongAnswer: true),
        Scene("window", [.enter(convolution + ["goto conv1[1,2,2]", "step 6 term"])]),
        Scene("window-large", [.enter(large + ["goto conv1[2,9,12].net", "step 20 term"])]),
        Scene(
            "window-scrolled",
            [.enter(large + ["goto conv1[2,9,12].net", "step 20 term"]), .see("term 19"), .press([.f6, .down, .down, .end])]),
        Scene("pooling", [.enter(convolution + ["goto pool2[1,1,2]"])]),
        Scene("images", [.enter(images)]),
        Scene("weights", [.enter(deep + ["step 60"]), .see("step 60 of"), .press([.f6, .f6, .v])]),
        Scene(
            "data",
            [.enter(["net 2-3-1 tanh output=sigmoid", "data xor", "step 5"]), .see("step 5 of"), .press([.f6, .f6, .v, .v, .v])]),
        Scene(
            "keys", [.enter(course + ["break o1.delta", "step 5"]), .see("step 5 of"), .press([.f6, .down, .down, .down, .question])]),
        Scene("examples", [.enter(["help plot"]), .see("up down choose an example"), .press([.down, .down])], opensLongAnswer: true),
        Scene("completion", [.type("show "), .press([.tab, .tab, .tab])]),
        Scene(
            "replay",
            [
                .enter(["replay 2-backpropagation speed=2"]), .see("next: > net 2-2-2 sigmoid"),
                .press(Array(repeating: .space, count: 26)),
            ]),
        Scene("replay-begins", [.enter(["lesson 1"])]),
        Scene("replay-chart", [.enter(["lesson 3"]), .see("next: "), .press([.space, .space, .space])]),
        Scene("zoomed", [.enter(course + ["step 5"]), .see("step 5 of"), .press([.f7])]),
        Scene(
            "scrolled",
            [.enter(images + ["init he-uniform seed=1"]), .see("he-uniform, seed 1"), .press([.f6, .down, .down, .down, .f6, .down])]),
        Scene("arranged", [.enter(course + ["step 5", "set panes values step widths=50/25/25 heights=55/25/20"])]),
        Scene("ascii", [.enter(course + ["step 14", "plot sigmoid tanh relu"])], isASCII: true),
    ]
}
