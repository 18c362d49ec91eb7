// Colours, and other marks: blocks, and 7-bit characters alone.

extension Scene {
    static let appearance: [Scene] = [
        colors,
        Scene("blocks", [.enter(["set marks blocks", "net 2-2-2 sigmoid", "plot sigmoid tanh relu"])], of: .pane("chart")),
        Scene("ascii", [.enter(course + ["step 14", "plot sigmoid tanh relu"])], isASCII: true, at: [(80, 24)]),
    ]

    /// The scenes whose colours and stresses are compared, too: all colours; the number that a window takes, and the one that wins; the
    /// candidate that is chosen; what is suggested, in grey; the columns of a mistake.
    public static let painted = [colors] + ["window", "completion", "suggestion", "mistake"].compactMap(named)

    /// Signs of both kinds, curves, what changed, the place of a mistake.
    public static let colors = Scene(
        "colors",
        [
            .enter([
                "net 2-2-2 sigmoid", "set W1 [[1,-1],[0.5,-0.5]]", "input 1 2; target 0 1", "step 20", "plot sigmoid tanh relu", "stpe",
            ])
        ], at: [(80, 24)])
}
