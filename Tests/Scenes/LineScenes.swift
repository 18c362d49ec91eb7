// The command line: its past, completion, editing, rows, wide characters, mistakes.

extension Scene {
    static let line: [Scene] = [
        Scene(
            "search", [.enter(["print 6*7", "print 6*8"]), .see("6*8 = 48"), .press([.control("r")]), .type("6*"), .press([.down])],
            of: .from("earlier lines")),
        Scene("suggestion", [.enter(["print 6*7"]), .see("6*7 = 42"), .type("pri")], at: [(80, 24)]),
        Scene("mistake", [.type("print 1; stpe 3")], at: [(80, 24)]),
        // Word by word to the left, the rest killed and put back twice, once undone; then a word from the left on.
        Scene(
            "editing",
            [
                .type("print min(2, 3)"), .press([.alt("b"), .alt("b"), .control("k"), .control("y"), .control("y"), .control("_")]),
                .press([.control("a"), .alt("f")]), .type(" 1 +"),
            ], of: .foot(2)),
        Scene("rows", [.paste("net 2-2-2 sigmoid\nset w5 0.4\nstep 3")], of: .foot(5)),
        Scene("wide", [.enter(["# 神経 e\u{301}"]), .type("# 網 o\u{308}x")], of: .from("transcript")),
        Scene("completion-commands", [.type("s"), .press([.tab, .tab])], of: .from("Tab")),
        Scene("completion", [.type("show "), .press([.tab, .tab, .tab])], at: [(80, 24)]),
        Scene("completion-options", [.type("train 5 "), .press([.tab])], of: .from("Tab")),
        Scene("completion-activations", [.type("net 2-2-2 "), .press([.tab, .tab])], of: .from("Tab")),
        Scene("completion-quantities", [.enter(course), .see("learning rate 0.5"), .type("print h1"), .press([.tab])], of: .from("Tab")),
        Scene("completion-files", [.type("data load Sources/CDatasets/"), .press([.tab])], of: .from("Tab")),
    ]
}
