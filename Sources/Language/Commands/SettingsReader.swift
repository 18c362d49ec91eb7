// The part of `set` that is about how things are shown and batched.
import Charts
import Documents
import Formula

enum SettingsReader {
    /// What can be set besides parameters, with one line about each.
    static let names = [
        ("digits", "significant digits in text, 1 to 17"), ("batch", "samples a mini-batch, or all"),
        ("marks", "braille, blocks or ascii for charts"), ("background", "light, dark or auto, for the colours of the full screen"),
        ("panes", "the order of the panes of the full screen and their shares, or auto"), ("lr", "the learning rate"),
    ]

    /// What is only seen on a screen changes nothing that is printed.
    static let manners = [
        "background": Manner(.obeyed) { ($0.configures, $0.changesPrint) = (true, false) },
        "panes": Manner(.obeyed) { ($0.configures, $0.changesPrint, $0.arrangesPanes) = (true, false, true) },
    ]

    /// The words that can stand behind some of the names.
    static let values =
        Completions.words(Marks.allCases.map { ($0.rawValue, "charts are drawn with \($0.rawValue)") }).only(behind: "marks")
        + .words([("light", "dark text on a light screen"), ("dark", "light text on a dark screen"), ("auto", "as the terminal says")])
        .only(behind: "background") + .words([("all", "one update an epoch")]).only(behind: "batch") + PaneReader.values

    /// Sets digits, batch, marks, background, panes or the learning rate. Nil if the name is none of these.
    static func set(
        _ name: Word, in workspace: inout Workspace, _ arguments: Arguments, _ control: RunControl
    ) throws(CommandError) -> Reply? {
        let name = name.text.lowercased()
        if name == "rate" || name != "panes" && names.contains(where: { $0.0 == name }) {
            try arguments.expectAtMost(2, synopsis: "set \(name) VALUE")
        }
        switch name {
        case "digits":
            workspace.settings.numerals.digits = try Arguments.integer(try arguments.word(1, "the number of digits"), "digits", in: 1...17)
            return .line("numbers have \(workspace.settings.numerals.digits) significant digits")
        case "batch":
            try setBatch(try arguments.word(1, "the number of samples"), in: &workspace)
            try control.begin()
            let size = workspace.batchSize.map { $0 == 1 ? "1 sample" : "\($0) samples" } ?? "all samples"
            return Reply([.line("mini-batches of \(size)")] + (workspace.remarkOnLoneNumbers.map { [.note($0)] } ?? []))
        case "marks":
            let word = try arguments.word(1, "the kind of marks", hint: "braille, blocks or ascii")
            guard let marks = Marks(rawValue: word.text.lowercased()) else {
                throw CommandError("unknown marks '\(word.text)'", column: word.column, hint: "braille, blocks or ascii")
            }
            workspace.settings.marks = marks
            return .line("charts are drawn with \(marks.rawValue)")
        case "background":
            let word = try arguments.word(1, "the kind of background", hint: "light, dark or auto")
            let background = Background(rawValue: word.text.lowercased())
            guard background != nil || word.text.lowercased() == "auto" else {
                throw CommandError("unknown background '\(word.text)'", column: word.column, hint: "light, dark or auto")
            }
            workspace.settings.background = background
            return .line(background.map { "colours are for a \($0.rawValue) background" } ?? "colours are for the terminal's background")
        case "panes":
            _ = try arguments.word(1, "the order of the panes", hint: PaneReader.example + ", or auto")
            workspace.settings.panes = try PaneReader.read(arguments.words.dropFirst())
            let order = (workspace.settings.panes ?? PaneArrangement()).panes.map(\.rawValue).joined(separator: ", ")
            return .line("the panes of the full screen: \(order)")
        case "lr", "rate":
            let rate = try Arguments.number(try arguments.word(1, "the learning rate"), "the learning rate")
            guard rate >= 0 else {
                throw CommandError("the learning rate is not negative", column: arguments.words[1].column, hint: "for example: set lr 0.5")
            }
            try control.begin()
            workspace.restart()
            workspace.optimizer.learningRate = rate
            return .line("learning rate \(workspace.text(rate))", values: [.init("lr", .number(rate))])
        default: return nil
        }
    }

    /// Samples a mini-batch: a number or `all`.
    static func setBatch(_ word: Word, in workspace: inout Workspace) throws(CommandError) {
        workspace.restart()
        workspace.batchSize = word.text.lowercased() == "all" ? nil : try Arguments.integer(word, "a mini-batch", in: 1...Int.max)
    }

    /// The order of the samples in an epoch: the seed of a shuffle, or `no`.
    static func setShuffle(_ word: Word, in workspace: inout Workspace) throws(CommandError) {
        workspace.restart()
        switch word.text.lowercased() {
        case "no", "off": workspace.shuffleSeed = nil
        case "yes", "on": workspace.shuffleSeed = workspace.seed
        default: workspace.shuffleSeed = UInt64(try Arguments.integer(word, "the seed of a shuffle", in: 0...Int.max))
        }
    }
}
