// Convolution and pooling, as one sees them.

extension Scene {
    static let convolving: [Scene] = [
        Scene("window", [.enter(convolution + ["goto conv1[1,2,2]", "step 6 term"])], at: [(80, 24)]),
        // The sum is complete, the map has its number, and the window slides to the next row.
        Scene(
            "window-slid",
            [
                .enter(convolution + ["goto conv1[1,2,2]", "step 6 term"]), .see("term 6"), .press([.function(6), .right]),
                .see("step 11 of"), .press([.right]), .see("step 12 of"), .press([.right]),
            ], of: .window),
        Scene("window-large", [.enter(large + ["goto conv1[2,9,12].net", "step 20 term"])], of: .window),
        Scene(
            "window-scrolled",
            [
                .enter(large + ["goto conv1[2,9,12].net", "step 20 term"]), .see("term 19"),
                .press([.function(6), .down, .down, .end]),
            ], of: .window),
        Scene("window-digit", [.enter(digit + ["goto conv1[2,3,4].net", "step 5 term"])], of: .window),
        Scene("window-plain", [.enter(digit + ["goto conv1[2,3,4].net", "step 5 term"])], isASCII: true, of: .window),
        Scene("window-signed", [.enter(signedDigit + ["goto conv1[2,3,4].net", "step 5 term"])], of: .window),
        Scene(
            "data-digit", [.enter(digit), .see("target: 0"), .press([.function(6), .function(6)]), .type("vvv")], of: .pane("data"),
            at: [(120, 40)]),
        Scene(
            "data-signed", [.enter(signedDigit), .see("target: 0"), .press([.function(6), .function(6)]), .type("vvv")], of: .pane("data"),
            at: [(120, 40)]),
        Scene(
            "data-large", [.enter(large), .see("input: "), .press([.function(6), .function(6)]), .type("vvv")], of: .pane("data"),
            at: [(120, 40)]),
        Scene(
            "data-colors", [.enter(colorful), .see("target: 0"), .press([.function(6), .function(6)]), .type("vvv")], of: .pane("data"),
            at: [(120, 40)]),
        Scene("pooling", [.enter(convolution + ["goto pool2[1,1,2]"])], at: [(80, 24)]),
        Scene("pooling-terms", [.enter(convolution + ["goto pool2[1,1,1]", "step 3 term"])], of: .window),
        Scene("pooling-digit", [.enter(digit + ["goto pool2[2,2,3]"])], of: .window),
        Scene("pooling-plain", [.enter(digit + ["goto pool2[2,2,3]"])], isASCII: true, of: .window),
        Scene("pooling-back", [.enter(convolution + ["layer dense 2 sigmoid", "target 1 0", "goto conv1[1,2,2].delta"])], of: .window),
        Scene("pooling-back-digit", [.enter(digit + ["goto conv1[2,3,4].delta"])], of: .window),
        Scene("pooling-back-plain", [.enter(digit + ["goto conv1[2,3,4].delta"])], isASCII: true, of: .window),
        Scene(
            "gradient-back", [.enter(convolution + ["layer dense 2 sigmoid", "target 1 0", "goto grad(w5)", "step 5 term"])], of: .window),
        Scene("gradient-digit", [.enter(digit + ["goto grad(w14)", "step 20 term"])], of: .window),
        Scene("delta-back", [.enter(twoConvolutions(second: "2x2") + ["goto conv1[1,2,2].delta", "step 3 term"])], of: .window),
        // Where windows jump, deltas look at every second number, and a number has met every second cell of the filter.
        Scene("gradient-strided", [.enter(strided + ["goto grad(w11)", "step 3 term"])], of: .window),
        Scene("delta-strided", [.enter(strided + ["goto conv1[1,2,3].delta", "step 3 term"])], of: .window),
        Scene(
            "maps", [.enter(convolution + ["goto pool2[1,1,2]"]), .see("─ pool2[1,1,2]"), .press([.function(6)]), .type("v")],
            of: .window),
        Scene(
            "filters",
            [.enter(images + ["init he-uniform seed=1"]), .see("he-uniform, seed 1"), .press([.function(6), .function(6)]), .type("v")],
            of: .pane("weights")),
    ]

    /// The 5 x 5 image of the lesson on convolution, with pooling behind it.
    public static let convolution = [
        "layer input 5x5x1", "layer conv 1 3x3 relu", "set W1 [[1,0,1],[0,1,0],[1,0,1]]", "set b1 0", "layer maxpool 2x2 stride=1",
        "input [[1,1,1,0,0],[0,1,1,1,0],[0,0,1,1,1],[0,0,1,1,0],[0,1,1,0,0]]",
    ]

    /// The same image with one convolution behind the other.
    private static func twoConvolutions(second: String) -> [String] {
        [
            "layer input 5x5x1", "layer conv 1 2x2 tanh", "layer conv 2 \(second) tanh", "layer dense 2 sigmoid",
            "init he-normal seed=3", "input [[1,1,1,0,0],[0,1,1,1,0],[0,0,1,1,1],[0,0,1,1,0],[0,1,1,0,0]]", "target 1 0",
        ]
    }

    private static let strided = twoConvolutions(second: "3x3 stride=2 padding=1")

    /// A handwritten 3 from the data set of digits, in a network that sees it as an image.
    public static let digit = network(shown: three.map { $0 / 16 })

    /// The same with black at -1 and white at 1.
    public static let signedDigit = network(shown: three.map { $0 / 8 - 1 })

    private static func network(shown image: [Double]) -> [String] {
        [
            "layer input 8x8x1", "layer conv 2 3x3 padding=1 relu", "layer maxpool 2x2", "layer flatten", "layer dense 10 softmax",
            "init he-normal seed=1", "input " + image.map { "\($0)" }.joined(separator: " "), "target 0 0 0 1 0 0 0 0 0 0",
        ]
    }

    private static let three: [Double] = [
        0, 0, 7, 15, 13, 1, 0, 0, 0, 8, 13, 6, 15, 4, 0, 0, 0, 2, 1, 13, 13, 0, 0, 0, 0, 0, 2, 15, 11, 1, 0, 0, 0, 0, 0, 1, 12, 12, 1, 0, 0,
        0, 0, 0, 1, 10, 8, 0, 0, 0, 8, 4, 5, 14, 9, 0, 0, 0, 7, 13, 13, 9, 0, 0,
    ]

    /// A red square on ground that is green below and grows blue to the right.
    private static let colorful = [
        "layer input 8x8x3", "layer conv 2 3x3 relu", "layer flatten", "layer dense 2 softmax", "init he-normal seed=1",
        "input " + pixels { (2..<6).contains($0) && (2..<6).contains($1) ? 1 : 0 } + pixels { row, _ in row < 5 ? 0 : 0.75 }
            + pixels { _, column in Double(column) / 8 }, "target 0 1",
    ]

    private static func pixels(_ value: (_ row: Int, _ column: Int) -> Double) -> String {
        (0..<64).map { "\(value($0 / 8, $0 % 8)) " }.joined()
    }

    /// An image and a filter that are too large for most panes.
    private static let large = [
        "layer input 20x24x1", "layer conv 2 7x7 relu", "init he-normal seed=3",
        "input "
            + (0..<20).map { row in (0..<24).map { "\((row * row + 3 * row * $0 + $0 * $0) % 10)" }.joined(separator: " ") }.joined(
                separator: " "),
    ]
}
