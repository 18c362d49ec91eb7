// The panes put elsewhere: by a command, by keys, by the mouse.

extension Scene {
    static let arranging: [Scene] = [
        Scene(
            "arranged", [.enter(course + ["step 5", "set panes values step widths=50/25/25 heights=55/25/20"])], of: .frames,
            at: [(120, 40)]),
        Scene("moved", onTheCourse + [.press([.function(6), .shift(.right), .shift(.down)])], of: .frames, at: [(120, 40)]),
        Scene(
            "stretched",
            onTheCourse + [.press([.function(6), .alternate(.right), .alternate(.right), .alternate(.right), .alternate(.up)])],
            isPlayedAtEachSize: true, of: .frames, at: [(120, 40)]),
        Scene("exchanged", onTheCourse + [.press([.function(6)]), .type("]")], of: .frames, at: [(120, 40)]),
        // The border between network and values, to the middle of the network; the network by its name, over the values.
        Scene(
            "border-dragged", onTheCourse + [.drag(" ─ values", to: "[o1]", letsGo: true)], isPlayedAtEachSize: true, of: .frames,
            at: [(120, 40)]),
        Scene(
            "pane-held", onTheCourse + [.drag("network", to: "weight", letsGo: false)], isPlayedAtEachSize: true, of: .frames,
            at: [(120, 40)]),
        Scene(
            "pane-dragged", onTheCourse + [.drag("network", to: "weight", letsGo: true)], isPlayedAtEachSize: true, of: .frames,
            at: [(120, 40)]),
    ]

    private static let onTheCourse: [Step] = [.enter(course + ["step 5"]), .see("step 5 of")]
}
