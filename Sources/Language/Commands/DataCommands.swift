// Commands that say what the network is shown: data; beside it stand input and target.
import Documents
import Formula
import NeuralEngine
import Portraits
import Workspaces

enum DataCommands {
    static let all = [
        input, target, data, PreparationCommands.split, PreparationCommands.normalise, FeatureCommands.features,
        PredictionCommands.predict,
    ]

    /// The data that `data NAME` knows, with one line about each.
    static let names = [
        ("xor", "1 if the inputs differ"), ("and", "1 if both are 1"), ("or", "1 if one is 1"), ("nand", "0 if both are 1"),
        ("circle", "a disc inside a ring"), ("spiral", "two arms"), ("gauss", "two clouds"), ("moons", "two half circles"),
        ("sine", "one wave, to be learnt as a function"), ("plane", "an inclined plane, to be learnt as a function"),
        ("echo", "sequences: what came two steps before"), ("parity", "sequences: whether the ones are odd in number"),
        ("adding", "sequences: the sum of the two numbers that are marked"), ("wave", "sequences: the next number of a wave"),
        ("iris", "150 flowers of three species"), ("digits", "1797 handwritten digits of 8 x 8 pixels"),
    ]

    /// Those that are drawn at random.
    private static let drawn = ["circle", "spiral", "gauss", "moons", "sine", "plane"] + sequences
    private static let sequences = SequenceTask.allCases.map(\.rawValue)

    static let data = Command.change(
        "data", group: .data,
        synopsis: [
            "data xor | and | or | nand", "data circle | spiral | gauss | moons | sine | plane [n=200 noise=0.05 seed=1]",
            "data echo | parity | adding | wave [length=8 n=200 seed=1]", "data iris | digits",
            "data FORMULA [x=-2..2 y=-2..2 n=200 noise= seed=]",
            "data load FILE [target=COLUMN] [one-hot=all] [missing=drop]",
        ],
        summary: "Show the network a data set: a small one, iris, the digits, or that of a file.",
        details: [
            "xor, and, or, nand are the four rows of a truth table. Points of the plane within +-5 in two classes: circle is a disc inside a "
                + "ring, spiral two arms, gauss two clouds, moons two half circles. Functions: sine is sin x, plane (x + y)/10.",
            "A formula of x, y and z is a data set, too: its values at points drawn evenly are to be learnt, `data sin(x)*y`; a condition parts "
                + "them in two classes, `data x^2+y^2<1`.",
            "Sequences, for networks with a memory: echo asks at each step for the number of two steps before, parity whether the ones are odd in "
                + "number, adding for the sum of the two numbers that are marked (a step is a number and its mark), wave for what comes next.",
            "iris: four lengths in cm, three species. digits: 64 pixels from 0 to 1, ten digits.",
            "Classes become targets 0 and 1 for one output (-1 and 1 for tanh), one-hot rows for two and more. xor, and, or and nand are no "
                + "classes but numbers: they stay 0 and 1.",
            "`data load` reads tables in text, IDX as MNIST has it, .npy and .npz, and any of them packed as .gz. Of a table it finds by itself "
                + "what parts the fields, whether the first line names the columns, decimal commas and comments; `separator= header=yes|no "
                + "decimal= comment= skip=N` say otherwise. It tells of each column what was made of it.",
            "The target is the last column, or `target=COLUMN,...`, by name or number. Words are classes; whole numbers of few values are "
                + "classes under a softmax, sigmoid or step output and numbers under a linear one, unless `answers=` says which. `one-hot=COLUMN` "
                + "makes inputs of words, `one-hot=all` of all columns of words; `without=COLUMN` leaves columns out. Names with blanks stand "
                + "in quotes. Gaps (empty, NA, ?, inf): `missing=drop` leaves their rows out, `missing=mean` or `median` fills them, "
                + "words by the most frequent one.",
            "Arrays have their answers in a file of their own, `target=FILE`, or in one .npz, `inputs=NAME target=NAME`; bytes are divided by "
                + "255; images are height x width x channels (`channels=first` otherwise).",
            "`shuffle=1` puts the samples in an order drawn by that seed. See split and normalise for what comes next.",
        ],
        examples: [
            "data xor", "data spiral n=200 noise=0.05 seed=3", "data echo length=6", "data digits", "data x^2+y^2<1",
            "data sin(x)*y noise=0.1",
            "data load flowers.csv target=species without=id one-hot=colour",
            "data load people.csv one-hot=all missing=median", "data load x.npy target=y.npy",
        ],
        options: [
            .init("n", "how many points", with: drawn),
            .init("noise", "how far points are shifted, as a part of 5; answers of functions: by how much", with: drawn),
            .init("length", "how many steps a sequence has, 8 unless said", with: sequences),
            .init("seed", "which random numbers, a whole number", with: drawn),
            .init("x", "of a formula: the range of x, -2..2 unless said", with: []), .init("y", "the same for y", with: []),
            .init("z", "the same for z", with: []),
            .init("target", "the column of the answers, or their file", values: .data, with: ["load"]),
            .init("answers", "classes or numbers", values: .words([("classes", ""), ("numbers", "")]), with: ["load"]),
            .init("one-hot", "columns of words that become inputs, or all", with: ["load"]),
            .init("without", "columns that are left out; none keeps row numbers", with: ["load"]),
            .init(
                "missing", "drop, mean or median: what becomes of gaps",
                values: .words([("drop", "rows with gaps are left out"), ("mean", "fills gaps"), ("median", "fills gaps")]), with: ["load"]),
        ] + FormatReader.options(with: ["load"]) + [
            .init("inputs", "the array of the inputs in an .npz", with: ["load"]),
            .init("channels", "first or last", values: .words([("first", ""), ("last", "")]), with: ["load"]),
            .init("shuffle", "the seed of an order of the samples"),
        ],
        arguments: .words(names + [("load", "the data of a file")]).only(at: 0) + Completions.data.only(behind: "load")
    ) { arguments, desk throws(CommandError) in
        let list = names.map(\.0).joined(separator: ", ")
        let name = try arguments.word(
            0, "the name of the data", hint: "for example: data xor; there are \(list), and load FILE")
        let shuffleSeed = try arguments.integer(option: "shuffle", in: 0...Int.max)
        let load = try source(name, arguments, desk)
        return { desk, control throws(CommandError) in
            let loaded = try load(control), features = desk.workspace.features
            desk.workspace.show(.dataset(shuffleSeed.map { loaded.dataset.shuffled(seed: UInt64($0)) } ?? loaded.dataset))
            let dataset = desk.workspace.dataset ?? loaded.dataset, account = ColumnAccount(dataset, desk.style.numerals)
            var blocks: [Block] = [.line(dataset.summary)]
            if loaded.isTable { blocks.append(.preformatted(account.lines)) }
            if loaded.isArray { blocks.append(.preformatted(account.arrayLines)) }
            let oddities = dataset.oddColumns + [dataset.constancyRemark].compactMap(\.self)
            blocks += (loaded.remarks + oddities).map(Block.note)
            if let features { blocks.append(.note(FeatureCommands.remark(about: features, desk))) }
            if let network = desk.workspace.network, !network.layers.isEmpty, !dataset.fits(network) {
                let (message, hint) = Wording.text(of: dataset, for: network)
                blocks.append(.note("\(message): it stays as it is, and cannot learn these; \(hint ?? "")"))
            }
            return Reply(blocks, values: dataset.values + (loaded.isTable ? account.values : []))
        }
    }

    /// Where the data come from that a name and its options ask for.
    private static func source(
        _ name: Word, _ arguments: Arguments, _ desk: Desk
    ) throws(CommandError) -> (RunControl) throws(CommandError) -> DataFileReader.Loaded {
        let lower = name.text.lowercased()
        if !names.contains(where: { $0.0 == lower }), lower != "load", let made = try formula(arguments, desk) {
            try refuse(["length"], arguments, "that goes with sequences: data echo length=6")
            return { _ throws(CommandError) in DataFileReader.Loaded(try made.dataset()) }
        }
        try refuse(FormulaData.axes, arguments, "that goes with a formula: data sin(x)*y x=-3..3")
        if !sequences.contains(lower) { try refuse(["length"], arguments, "that goes with sequences: data echo length=6") }
        if lower == "load" {
            try refuse(["n", "noise", "seed"], arguments, "a file is taken as it is")
            let reader = try DataFileReader(arguments)
            return { control throws(CommandError) in try reader.dataset(control) }
        }
        let made = try ready(name, lower, arguments)
        return { control throws(CommandError) in DataFileReader.Loaded(try made(control)) }
    }

    /// A formula as data; nil where the words are none.
    private static func formula(_ arguments: Arguments, _ desk: Desk) throws(CommandError) -> FormulaData? {
        let drawing = try drawing(arguments)
        let made = try FormulaData(arguments, desk, count: drawing.count, noise: drawing.noise, seed: drawing.seed)
        if made != nil { try refuse(ofFiles, arguments, "that goes with data load FILE") }
        return made
    }

    /// The options that only files have.
    private static let ofFiles = ["target", "answers", "one-hot", "without", "missing", "inputs", "channels"] + FormatReader.names

    /// How points are drawn.
    private static func drawing(_ arguments: Arguments) throws(CommandError) -> (count: Int, noise: Double, seed: UInt64) {
        let count = try arguments.integer(option: "n", in: 2...1_000_000) ?? 200
        let noise = try arguments.number(option: "noise") ?? 0
        guard noise >= 0 else {
            throw CommandError("noise is a width, not below 0", column: arguments.option("noise")?.column, hint: "for example noise=0.05")
        }
        return (count, noise, UInt64(try arguments.integer(option: "seed", in: 0...Int.max) ?? 1))
    }

    /// The data that need no file.
    private static func ready(
        _ name: Word, _ lower: String, _ arguments: Arguments
    ) throws(CommandError) -> (RunControl) throws(CommandError) -> Dataset {
        let gates = ["xor": Dataset.xor, "and": .and, "or": .or, "nand": .nand]
        guard names.contains(where: { $0.0 == lower }) else { throw unknown(name) }
        try arguments.expectAtMost(1, synopsis: "data xor")
        try refuse(ofFiles, arguments, "that goes with data load FILE")
        if let gate = gates[lower] {
            try refuse(["n", "noise", "seed"], arguments, "\(lower) is a fixed table of four rows and takes no option")
            return { _ in gate }
        }
        if lower == "iris" || lower == "digits" {
            try refuse(["n", "noise", "seed"], arguments, "\(lower) is a fixed set; only shuffle= goes with it")
            return { _ throws(CommandError) in
                do throws(DataFileError) {
                    return lower == "iris" ? try .iris() : try .digits()
                } catch {
                    throw CommandError(error.message, column: name.column)
                }
            }
        }
        let (count, noise, seed) = try drawing(arguments)
        if let task = SequenceTask(rawValue: lower) {
            try refuse(["noise"], arguments, "\(lower) has no noise")
            let length = try arguments.integer(option: "length", in: 2...1_000) ?? 8
            guard count * length <= 10_000_000 else {
                throw CommandError(
                    "\(count) sequences of \(length) steps are too many", column: arguments.option("n")?.column ?? name.column,
                    hint: "at most 10000000 steps in all: data \(lower) n=1000 length=\(length)")
            }
            return { _ in .sequences(task, length: length, count: count, seed: seed) }
        }
        return { _ throws(CommandError) in
            switch lower {
            case "circle": .circle(count: count, noise: noise, seed: seed)
            case "spiral": .spiral(count: count, noise: noise, seed: seed)
            case "gauss": .gauss(count: count, noise: noise, seed: seed)
            case "moons": .moons(count: count, noise: noise, seed: seed)
            case "sine": .sine(count: count, noise: noise, seed: seed)
            default: .plane(count: count, noise: noise, seed: seed)
            }
        }
    }

    private static func unknown(_ name: Word) -> CommandError {
        let known = names.map(\.0), lower = name.text.lowercased()
        let file = lower.contains(".") || lower.contains("/") ? "a file is read by: data load \(name.text)" : nil
        return CommandError(
            "unknown data '\(name.text)'", column: name.column,
            hint: file ?? otherGates[lower].map { "these four rows: \($0)" }
                ?? closest(to: lower, among: known + ["load"]).map { "did you mean '\($0)'?" }
                ?? "there are \(known.joined(separator: ", ")); a file: data load FILE")
    }

    /// Gates that are not among the data, as rows.
    private static let otherGates = ["xnor": [1, 0, 0, 1], "nxor": [1, 0, 0, 1], "nor": [1, 0, 0, 0], "implies": [1, 1, 0, 1]].mapValues {
        "input [[0,0],[0,1],[1,0],[1,1]]; target [\($0.map { "[\($0)]" }.joined(separator: ","))]"
    }

    private static func refuse(_ options: [String], _ arguments: Arguments, _ message: String) throws(CommandError) {
        if let option = options.compactMap({ arguments.option($0) }).first { throw CommandError(message, column: option.column) }
    }
}
