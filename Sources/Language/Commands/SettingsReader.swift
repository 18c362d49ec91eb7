// The part of `set` that is about how things are shown and batched.
import Charts
import Documents
import Formula
import Portraits
import Workspaces

enum SettingsReader {
    /// What can be set besides parameters, with one line about each.
    static let names = [
        ("digits", "significant digits in text, 1 to 17"), ("batch", "samples a mini-batch, or all"),
        ("marks", "braille, blocks or ascii for charts"), ("background", "light, dark or auto, for the colours of the full screen"),
        ("panes", "the order of the panes of the full screen and their shares, or auto"), ("lr", "the learning rate"),
    ]

    private static let steering = Manner(.obeyed) { ($0.configures, $0.steersTraining) = (true, true) }

    /// What is only seen on a screen changes nothing that is printed.
    static let manners = [
        "lr": steering, "rate": steering, "batch": steering,
        "background": Manner(.obeyed) { ($0.configures, $0.changesPrint) = (true, false) },
        "panes": Manner(.obeyed) { ($0.configures, $0.changesPrint, $0.arrangesPanes) = (true, false, true) },
    ]

    /// The words that can stand behind some of the names.
    static let values =
        Completions.words(Marks.allCases.map { ($0.rawValue, "charts are drawn with \($0.rawValue)") }).only(behind: "marks")
        + .words([("light", "dark text on a light screen"), ("dark", "light text on a dark screen"), ("auto", "as the terminal says")])
        .only(behind: "background") + .words([("all", "one update an epoch")]).only(behind: "batch") + PaneReader.values

    /// Reads digits, batch, marks, background, panes or the learning rate. Nil if the name is none of these.
    static func read(_ name: Word, _ arguments: Arguments) throws(CommandError) -> Acting? {
        let name = name.text.lowercased()
        if name == "rate" || name != "panes" && names.contains(where: { $0.0 == name }) {
            try arguments.expectAtMost(2, synopsis: "set \(name) \(arguments.words.dropFirst().first?.text ?? "")")
        }
        switch name {
        case "digits":
            let digits = try Arguments.integer(try arguments.word(1, "the number of digits"), "digits", in: 1...17)
            return { desk, _ throws(CommandError) in
                desk.style.numerals.digits = digits
                return .line("numbers have \(digits) significant digits")
            }
        case "batch":
            let size = try batch(try arguments.word(1, "the number of samples"))
            return { desk, _ throws(CommandError) in
                desk.workspace.batch(size)
                let text = size.map { $0 == 1 ? "1 sample" : "\($0) samples" } ?? "all samples"
                return Reply([.line("mini-batches of \(text)")] + (desk.workspace.remarkOnLoneNumbers.map { [.note($0)] } ?? []))
            }
        case "marks":
            let marks = try marks(try arguments.word(1, "the kind of marks", hint: "braille, blocks or ascii"))
            return { desk, _ throws(CommandError) in
                desk.style.marks = marks
                return .line("charts are drawn with \(marks.rawValue)")
            }
        case "background":
            let word = try arguments.word(1, "the kind of background", hint: "light, dark or auto")
            let background = Background(rawValue: word.text.lowercased())
            guard background != nil || word.text.lowercased() == "auto" else {
                throw CommandError("unknown background '\(word.text)'", column: word.column, hint: "light, dark or auto")
            }
            return { desk, _ throws(CommandError) in
                desk.style.background = background
                return .line(
                    background.map { "colours are for a \($0.rawValue) background" } ?? "colours are for the terminal's background")
            }
        case "panes":
            _ = try arguments.word(1, "the order of the panes", hint: PaneReader.example + ", or auto")
            let panes = try PaneReader.read(arguments.words.dropFirst())
            return { desk, _ throws(CommandError) in
                desk.style.panes = panes
                let order = (panes ?? PaneArrangement()).panes.map(\.rawValue).joined(separator: ", ")
                return .line("the panes of the full screen: \(order)")
            }
        case "lr", "rate":
            let rate = try Arguments.number(try arguments.word(1, "the learning rate"), "the learning rate")
            guard rate >= 0 else {
                throw CommandError("the learning rate is not negative", column: arguments.words[1].column, hint: "for example: set lr 0.5")
            }
            return { desk, _ throws(CommandError) in
                desk.workspace.adjustOptimizer { $0.learningRate = rate }
                return .line("learning rate \(desk.text(rate))", values: [.init("lr", .number(rate))])
            }
        default: return nil
        }
    }

    static func marks(_ word: Word) throws(CommandError) -> Marks {
        guard let marks = Marks(rawValue: word.text.lowercased()) else {
            throw CommandError("unknown marks '\(word.text)'", column: word.column, hint: "braille, blocks or ascii")
        }
        return marks
    }

    /// Samples a mini-batch: a number, or nil for `all`.
    static func batch(_ word: Word) throws(CommandError) -> Int? {
        word.text.lowercased() == "all" ? nil : try Arguments.integer(word, "a mini-batch", in: 1...Int.max)
    }

    /// The order of the samples in an epoch: the seed of a shuffle, or nil for `no`.
    static func shuffle(_ word: Word, _ workspace: Workspace) throws(CommandError) -> UInt64? {
        switch word.text.lowercased() {
        case "no", "off": nil
        case "yes", "on": workspace.seed
        default: UInt64(try Arguments.integer(word, "the seed of a shuffle", in: 0...Int.max))
        }
    }
}
