// Help, made from the command table.
import Documents
import Formula
import NeuralEngine
import Portraits

enum Help {
    /// All commands, family by family.
    static func overview() -> Reply {
        var blocks: [Block] = [
            .line("New here? Type tour, or lesson for the course. net, input, target, step, back, data, train and plot do most."),
            .line("Type a command, or press space to step. Commands may be shortened: s is step, b back, c continue, p print, q quit."),
        ]
        for group in Command.Group.allCases {
            let commands = CommandTable.commands.filter { $0.group == group }
            blocks.append(.heading(group.rawValue))
            blocks.append(.table(Table(header: [], rows: commands.map { [$0.name, $0.summary] })))
        }
        blocks.append(
            .note("help step explains one command, help keys a topic: there are \(topicNames); lesson lists the lessons"))
        return Reply(blocks, values: [.init("commands", .array(CommandTable.commands.map { .string($0.name) }))])
    }

    /// What `help` explains in one word: commands, topics, terms.
    static var names: [String] {
        CommandTable.commands.map(\.name) + topics.map(\.name) + ["terms", "functions"]
            + Term.all.flatMap(\.names).filter { !$0.contains(" ") }
            + FunctionHelp.names + ElementaryFunction.all.map(\.name)
    }

    /// All terms of the field.
    private static var terms: Reply {
        Reply([
            .heading("Terms of the field, each with a page"), .line(Term.all.map(\.names[0]).joined(separator: ", ") + "."),
            .note("help delta explains one"),
        ])
    }

    /// The page of a command, topic or term.
    static func page(_ word: Word) throws(CommandError) -> Reply {
        if word.text.lowercased() == "terms" { return terms }
        if word.text.lowercased() == "functions" { return ElementaryFunction.list(activations: Activation.builtIn.map(\.name)) }
        if let topic = topics.first(where: { ([$0.name] + $0.others).contains(word.text.lowercased()) }) {
            return Reply([.heading(topic.summary)] + topic.lines.map(Block.line))
        }
        let command: Command
        do {
            let isBeginning = !CommandTable.isName(word.text.lowercased())
            // A short name, such as he and E, comes before the commands that begin like it.
            if isBeginning, let page = named(word.text) { return page }
            command = try CommandTable.command(named: word)
        } catch {
            if let page = related(to: word.text) { return page }
            throw CommandError(
                "there is no help about '\(word.text)'", column: word.column,
                hint: CommandTable.command(taking: word.text).map { "`help \($0.name)` tells of it" }
                    ?? closest(to: word.text, among: names).map { "did you mean '\($0)'?" }
                    ?? pages(telling: [word]) ?? "`help` lists the commands")
        }
        return page(of: command)
    }

    /// The page of a term, of a function or rule of the engine, or of an architecture; nil if there is none of that name.
    private static func named(_ name: String) -> Reply? {
        Term.named(name)?.page ?? FunctionHelp.page(name) ?? ElementaryFunction.named(name)?.page
            ?? Architecture.named(name.lowercased()).map(GalleryCommand.page(of:))
    }

    /// The page of a name in several words: `learning rate`, `leaky relu`; nil if there is none.
    static func page(of words: [String]) -> Reply? {
        named(words.joined(separator: " ")) ?? named(words.joined(separator: "-"))
    }

    /// The page of the command of which some words are the beginning of a form: `plot spectrum`; nil if there is none.
    static func page(ofForm words: [String]) -> Reply? {
        guard words.count > 1,
            let command = CommandTable.commands.first(where: { ([$0.name] + $0.aliases).contains(words[0].lowercased()) })
        else { return nil }
        let forms = command.synopsis.flatMap { $0.split { !$0.isLetter && $0 != "-" } }.map { $0.lowercased() }
        return forms.contains(words[1].lowercased()) ? page(of: command) : nil
    }

    /// Whether a word, or several, name a page that is no command's.
    static func explains(_ words: String) -> Bool { page(of: words.split(separator: " ").map(String.init)) != nil }

    /// The page that tells of a word which is the name of none: of the derivative sigmoid' that of sigmoid, of h1 and net_h1 that of what they are,
    /// of a function that of expressions, of an option or a value that of its command.
    private static func related(to name: String) -> Reply? {
        let plain = String(name.prefix { $0 != "'" })
        if plain != name, !plain.isEmpty, let page = FunctionHelp.page(plain) { return page }
        if let term = Term.ofDerivative(name) { return term.page }
        if let term = Term.ofQuantity(name) { return term.page(of: name) }
        if let function = ElementaryFunction.named(name) { return function.page }
        if let topic = topics.first(where: { $0.name == "expressions" }), FunctionTable().names.contains(plain.lowercased()) {
            return Reply([.heading(topic.summary)] + topic.lines.map(Block.line))
        }
        let option = CommandTable.commands.filter { $0.options.contains { $0.name == name.lowercased() } }
        return (option.count == 1 ? option[0] : CommandTable.command(taking: name)).map(page(of:))
    }

    private static func page(of command: Command) -> Reply {
        // What the word means, where it is a word of the field, comes before the command of its name.
        let meaning = Term.asked(command.name).map { [Block.line("\($0.names[0]): \($0.meaning)")] } ?? []
        var blocks: [Block] = meaning + [.line(command.summary), .preformatted(command.synopsis.map { "  " + $0 })]
        blocks += command.details.map(Block.line)
        if !command.options.isEmpty { blocks.append(.table(Table(header: [], rows: command.options.map { [$0.name + "=", $0.summary] }))) }
        if !command.examples.isEmpty { blocks += [.heading("examples"), .preformatted(command.examples.map { "  " + $0 })] }
        var reply = Reply(
            blocks, values: [.init("command", .string(command.name)), .init("synopsis", .array(command.synopsis.map { .string($0) }))])
        reply.examples = command.examples
        return reply
    }

    /// Where to read about words that are the name of no page: the pages that tell of each of them.
    static func pages(telling words: [Word]) -> String? {
        let words = words.map { $0.text.lowercased() }
        func tells(_ texts: [String]) -> Bool {
            let told = Set(texts.flatMap { $0.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init) })
            return words.allSatisfy { word in
                told.contains(word) || told.contains(word + "s") || word.hasSuffix("s") && told.contains(String(word.dropLast()))
            }
        }
        let commands = CommandTable.commands.filter { command in
            tells([command.name, command.summary] + command.synopsis + command.details + command.options.map(\.summary))
        }
        let names = commands.map(\.name) + topics.filter { tells([$0.name, $0.summary] + $0.lines) }.map(\.name)
        guard words.allSatisfy({ $0.count > 1 }), !names.isEmpty else { return nil }
        return names.prefix(4).map { "`help \($0)`" }.joined(separator: ", ") + (names.count == 1 ? " tells of it" : " tell of it")
    }

    struct Topic: Sendable {
        let name: String
        /// What else somebody may call it.
        var others: [String] = []
        let summary: String
        let lines: [String]
    }

    /// `quantities, expressions, keys`.
    static var topicNames: String { (topics.map(\.name) + ["terms"]).joined(separator: ", ") }

    static let topics: [Topic] = [
        Topic(
            name: "quantities", summary: "The names of a network's numbers",
            lines: [
                "Formulas write net_h1, out_h1, b_h1 for h1.net, h1.out, h1.bias: both are understood, and h₁ for h1.",
                "i1, h1, o1 are nodes of a network with one hidden layer; in[1], h2[3], out[1] of any network.",
                "h1.net, h1.out, h1.delta, h1.bias, h1.error, o1.target: net input, output, dE/dnet, bias, dE/dout, target.",
                "w5 is a weight, numbered through the network; h1->o1 and W2[1,1] name the same. b1 is the bias of layer 1.",
                "W1 is all weights of layer 1, a row a unit; z1 and a1 are all its net inputs and outputs, a row a sample.",
                "Numbers of an image have channel, row and column: in[1,2,3], conv1[2,1,3].net, pool2[1,1,1]; norm3, drop4 and flat5 are other layers.",
                "W1[2,1,3,3] is the weight of filter 2 for channel 1, row 3, column 3; norm3.mean[1] and norm3.running_mean[1] are statistics.",
                "E is the loss of the sample, E.o1 one output's share, loss the mean over the batch; grad(w5) is dE/dw5.",
                "With center loss E.center is that of the sample, center[2,1] feature 1 of the center of class 2, centers are all of them.",
                "epoch, loss, accuracy and rate tell of training; val.loss and val.accuracy of the validation part, test.loss of the test part.",
                "gradient_norm is the length of all gradients where `clip norm` needs it.",
            ]),
        Topic(
            name: "expressions", summary: "What print, plot and conditions understand",
            lines: [
                "+ - * / ^ ( ), comparisons < <= > >= = !=, and, or, not.",
                "exp ln log10 sqrt abs sin cos min max and every activation; a prime is the derivative: sigmoid'(x).",
                "W1, b1, grad(W1) and a1 are rows and matrices: operations and functions take them element by element, and one number with each of "
                    + "them. mean, sum, min, max and norm make one number of the elements: norm(W1), max(abs(grad(W2))).",
                "Every quantity of the network: abs(o1.target - o1.out) < 0.1.",
            ]),
        Topic(
            name: "keys", summary: "Keys of the full screen", lines: KeyHelp.lines),
        Topic(
            name: "appearance", others: ["colours", "colors", "colour", "color", "theme"], summary: "Colours, marks, and your own settings",
            lines: [
                "Lines of `set` in ~/.config/nnrepl/config (or XDG_CONFIG_HOME/nnrepl/config) run whenever you begin at a terminal.",
                "set background light or dark: colours that can be read there. The variable COLORFGBG tells it of itself.",
                "set panes values network widths=40/25/35 heights=50/20/30: the panes in order (left, right, far, strip, foot), and how much of "
                    + "the screen each has; `set panes auto` lets its size decide. Keys that change it on the screen say how it is written.",
                "set marks braille, blocks or ascii; set digits 4. A locale without UTF-8, or --ascii, keeps to 7-bit characters.",
                "Truecolour where COLORTERM or the description of TERM says so, else the nearest of the 256, 16 or 8 that TERM has; the terminal's "
                    + "palette is never changed. No colour with NO_COLOR or --no-color.",
                "With 256 colours or more images, weights and boundaries are solid colour, two pixels a cell: one hue for sizes, blue and orange for "
                    + "signs, light in the middle. With fewer they are marks, filled above 0 and striped below.",
                "In the network `<h1>` is read by the step and `[o1]` computed; edges that it reads are heavy, those of negative weights dashed. A "
                    + "layer too large for its column is a picture of its values, and its weights are a band.",
                "Behind a node or a weight a filled dot is a breakpoint, a ring a watch, a triangle what keys act on (! o ^ in ASCII). Among the "
                    + "values > was computed just now, * changed with the last command.",
                "No colour says anything alone: signs are also dashes and stripes, the step has brackets, marks and inverse text.",
                "With a screen reader begin with nnrepl --plain: every answer is lines of text, in order, and nothing is redrawn.",
            ]),
        Topic(
            name: "recover", summary: "A session that a crash or a signal has left",
            lines: [
                "Every command is written down as it is typed. In the shell, `nnrepl recover list` shows the sessions that nobody has ended, with "
                    + "the last command of each; `nnrepl recover` brings the newest back, `nnrepl recover 2` the second of the list.",
                "What was trained is computed anew, to the same bits. A command that cannot be done again is told, and the rest goes on.",
            ]),
        Topic(
            name: "sessions", summary: "A session is a text file, and a lesson is one that somebody wrote by hand",
            lines: [
                "FILE.nns: each line begins with what it is. `> net 2-2-2 sigmoid` is a command, as it would be typed.",
                "`# Words like these` are narrative: they are shown in the place where they stand. A lone # begins a new paragraph; the first "
                    + "line of a lesson is its title.",
                "Any other line is what the command above it has printed. It may be left out: opening a session computes it anew.",
                "To write a lesson: type commands, `save lesson`, and put narrative between them in any editor. Or write the file from the "
                    + "start: the lines with # and > are enough.",
                "`open lesson` goes on from its end, `replay lesson` plays it step by step: answers stay hidden until the reader has "
                    + "come to them. `save lesson` after `open lesson` fills in what the commands print.",
                "A line `> ask \"What is 2 + 2?\" answer=4` asks the reader, and waits for the answer; `score` tells what was right. "
                    + "`nnrepl replay --verify --score a.nns b.nns` marks what several readers hand in.",
                "A teacher's folder of lessons stands behind the course in `lesson`: put the files into ~/.local/share/nnrepl/lessons, or name folders "
                    + "in NNREPL_LESSONS (a:b). They are listed as FOLDER/NAME, and played by that or their number.",
                "`nnrepl replay --verify lesson.nns` runs every command and compares what it prints with what is written, numbers to their ninth digit; with --exact to the last.",
                "A session that is opened or played writes no file: `save` and `> FILE` in it are shown and left out.",
            ]),
        Topic(
            name: "files", summary: "Pictures and text for other programs",
            lines: [
                "> FILE behind any command exports what it shows: FILE.svg as a picture, FILE.txt as text, FILE.csv as a table with all digits.",
                "plot loss > loss.svg; show network > net.svg; show weights > w.csv; print W1 > w1.txt; screen > now.svg. F12 exports the screen under the next free name.",
                "`save` keeps the session as text that replays; `nnrepl --json` gives the numbers a line a command.",
            ]),
    ]
}
