// Other marks: blocks, and 7-bit characters alone.

extension Scene {
    static let appearance: [Scene] = [
        Scene("blocks", [.enter(["set marks blocks", "net 2-2-2 sigmoid", "plot sigmoid tanh relu"])]),
        Scene("ascii", [.enter(course + ["step 14", "plot sigmoid tanh relu"])], isASCII: true),
    ]
}
