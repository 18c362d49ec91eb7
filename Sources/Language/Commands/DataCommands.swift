// Commands that say what the network is shown: input, target, data.
import Documents
import Formula
import NeuralEngine

enum DataCommands {
    static let all = [input, target, data, PreparationCommands.split, PreparationCommands.normalise]

    static let input = sample(
        "input", what: "the input", summary: "Show the network one sample, or a batch of them.", example: "input 0.05 0.10",
        shape: { $0.inputShape }, side: "inputs"
    ) { $0.inputRows = $1 }

    static let target = sample(
        "target", what: "the target", summary: "Say what the outputs should be.", example: "target 0.01 0.99",
        shape: { $0.outputShape }, side: "outputs"
    ) { $0.targetRows = $1 }

    private static func sample(
        _ name: String, what: String, summary: String, example: String, shape: @escaping @Sendable (Network) -> Shape, side: String,
        store: @escaping @Sendable (inout Workspace, Matrix) -> Void
    ) -> Command {
        Command(
            name, group: .data, kind: .change, synopsis: [example, "\(name) [[0,0],[0,1]]"], summary: summary,
            details: [
                "Numbers make one sample, a matrix a batch with a row a sample. It takes the place of a data set.",
                "An image is written row by row, [[...],[...]], one of several channels [channel][row][column], or as a plain list in that order.",
            ],
            examples: [example]
        ) { workspace, arguments, control throws(CommandError) in
            let rows = try SampleReader(name: name, what: what, side: side, example: example).read(
                arguments, shape: workspace.network.map(shape))
            try control.begin()
            workspace.restart()
            (workspace.dataset, workspace.split) = (nil, nil)
            workspace.forgetChart(of: .networkAndData)
            store(&workspace, rows)
            var reply = SampleReader.reply(name, rows, shape: workspace.network.map(shape), workspace)
            if name == "input", let remark = workspace.remarkOnLoneNumbers { reply.blocks.append(.note(remark)) }
            return reply
        }
    }

    /// The data that `data NAME` knows, with one line about each.
    private static let names = [
        ("xor", "1 if the inputs differ"), ("and", "1 if both are 1"), ("or", "1 if one is 1"), ("nand", "0 if both are 1"),
        ("circle", "a disc inside a ring"), ("spiral", "two arms"), ("gauss", "two clouds"), ("moons", "two half circles"),
        ("sine", "one wave, to be learnt as a function"), ("plane", "an inclined plane, to be learnt as a function"),
        ("iris", "150 flowers of three species"), ("digits", "1797 handwritten digits of 8 x 8 pixels"),
    ]

    /// Those that are drawn at random.
    private static let drawn = ["circle", "spiral", "gauss", "moons", "sine", "plane"]

    static let data = Command(
        "data", group: .data, kind: .change,
        synopsis: [
            "data xor | and | or | nand", "data circle | spiral | gauss | moons | sine | plane [n=200 noise=0.05 seed=1]",
            "data iris | digits", "data load FILE [target=COLUMN]",
        ],
        summary: "Show the network a data set: a small one, iris, the digits, or that of a file.",
        details: [
            "xor, and, or, nand are the four rows of a truth table. Points of the plane within +-5 in two classes: circle is a disc inside a "
                + "ring, spiral two arms, gauss two clouds, moons two half circles. Functions: sine is sin x, plane (x + y)/10.",
            "iris: four lengths in cm, three species. digits: 64 pixels from 0 to 1, ten digits.",
            "Classes become targets 0 and 1 for one output (-1 and 1 for tanh), one-hot rows for two and more.",
            "`data load` reads CSV (a line of column names; separated by commas, semicolons or tabs), IDX as MNIST has it, and .npy. "
                + "The target is the last column, or `target=COLUMN`, by name or number; words and whole numbers from 0 on are classes "
                + "unless `answers=numbers`. `one-hot=COLUMN` makes inputs of words, `without=COLUMN` leaves columns out. Arrays have their "
                + "answers in a file of their own, `target=FILE`; bytes are divided by 255; images are height x width x channels "
                + "(`channels=first` otherwise).",
            "`shuffle=1` puts the samples in an order drawn by that seed. See split and normalise for what comes next.",
        ],
        examples: [
            "data xor", "data spiral n=200 noise=0.05 seed=3", "data digits",
            "data load flowers.csv target=species without=id one-hot=colour",
            "data load x.npy target=y.npy",
        ],
        options: [
            .init("n", "how many points", with: drawn),
            .init("noise", "how far points are shifted, as a part of 5; answers of functions: by how much", with: drawn),
            .init("seed", "which random numbers, a whole number", with: drawn),
            .init("target", "the column of the answers, or their file", values: .data, with: ["load"]),
            .init("answers", "classes or numbers", values: .words([("classes", ""), ("numbers", "")]), with: ["load"]),
            .init("one-hot", "columns of words that become inputs", with: ["load"]),
            .init("without", "columns that are left out", with: ["load"]),
            .init("channels", "first or last", values: .words([("first", ""), ("last", "")]), with: ["load"]),
            .init("shuffle", "the seed of an order of the samples"),
        ],
        arguments: .words(names + [("load", "the data of a file")]).only(at: 0) + Completions.data.only(behind: "load")
    ) { workspace, arguments, control throws(CommandError) in
        let name = try arguments.word(0, "the name of the data", hint: names.map(\.0).joined(separator: ", ") + " or load FILE")
        let shuffleSeed = try arguments.integer(option: "shuffle", in: 0...Int.max)
        var dataset = try dataset(name, arguments, control)
        if let shuffleSeed { dataset = dataset.shuffled(seed: UInt64(shuffleSeed)) }
        workspace.restart()
        (workspace.inputRows, workspace.targetRows) = (nil, nil)
        workspace.forgetChart(of: .networkAndData)
        (workspace.dataset, workspace.split) = (dataset, nil)
        var blocks: [Block] = [.line(dataset.summary)]
        if let network = workspace.network, !network.layers.isEmpty, let (message, hint) = dataset.misfit(network) {
            blocks.append(.note("\(message): it stays as it is, and cannot learn these; \(hint)"))
        }
        return Reply(blocks, values: dataset.values)
    }

    private static func dataset(_ name: Word, _ arguments: Arguments, _ control: RunControl) throws(CommandError) -> Dataset {
        let gates = ["xor": Dataset.xor, "and": .and, "or": .or, "nand": .nand]
        let lower = name.text.lowercased()
        if lower == "load" {
            try refuse(["n", "noise", "seed"], arguments, "a file is taken as it is")
            let reader = try DataFileReader(arguments, control)
            try control.begin()
            return try reader.dataset()
        }
        guard names.contains(where: { $0.0 == lower }) else { throw unknown(name) }
        try arguments.expectAtMost(1, synopsis: "data xor")
        try refuse(["target", "answers", "one-hot", "without", "channels"], arguments, "that goes with data load FILE")
        if let gate = gates[lower] {
            try refuse(["n", "noise", "seed"], arguments, "\(lower) is a fixed table of four rows and takes no option")
            return gate
        }
        if lower == "iris" || lower == "digits" {
            try refuse(["n", "noise", "seed"], arguments, "\(lower) is a fixed set; only shuffle= goes with it")
            try control.begin()
            do throws(DataFileError) {
                return lower == "iris" ? try .iris() : try .digits()
            } catch {
                throw CommandError(error.message, column: name.column)
            }
        }
        let count = try arguments.integer(option: "n", in: 2...1_000_000) ?? 200
        let noise = try arguments.number(option: "noise") ?? 0
        let seed = UInt64(try arguments.integer(option: "seed", in: 0...Int.max) ?? 1)
        try control.begin()
        switch lower {
        case "circle": return .circle(count: count, noise: noise, seed: seed)
        case "spiral": return .spiral(count: count, noise: noise, seed: seed)
        case "gauss": return .gauss(count: count, noise: noise, seed: seed)
        case "moons": return .moons(count: count, noise: noise, seed: seed)
        case "sine": return .sine(count: count, noise: noise, seed: seed)
        case "plane": return .plane(count: count, noise: noise, seed: seed)
        default: throw unknown(name)
        }
    }

    private static func unknown(_ name: Word) -> CommandError {
        let known = names.map(\.0)
        return CommandError(
            "unknown data '\(name.text)'", column: name.column,
            hint: closest(to: name.text.lowercased(), among: known + ["load"]).map { "did you mean '\($0)'?" }
                ?? "there are \(known.joined(separator: ", ")); a file: data load FILE")
    }

    private static func refuse(_ options: [String], _ arguments: Arguments, _ message: String) throws(CommandError) {
        if let option = options.compactMap({ arguments.option($0) }).first { throw CommandError(message, column: option.column) }
    }
}

extension Dataset {
    /// Why a network cannot be trained on these data, and one that can; nil if it can.
    func misfit(_ network: Network) -> (message: String, hint: String)? {
        guard !fits(inputs: network.inputs, outputs: network.outputs) else { return nil }
        let outputs = "\(network.outputs) output\(network.outputs == 1 ? "" : "s")"
        return (
            "\(name) has \(shape), the network \(network.inputs) input\(network.inputs == 1 ? "" : "s") and \(outputs)",
            "a network that fits: \(fittingNetwork)"
        )
    }

    /// `2 inputs and 2 classes`
    fileprivate var shape: String {
        let inputs = "\(inputs.columns) input\(inputs.columns == 1 ? "" : "s")"
        if case .classes(_, let count) = answers { return "\(inputs) and \(count) classes" }
        return "\(inputs) and \(answerWidth) answer\(answerWidth == 1 ? "" : "s")"
    }

    /// A network that could learn it.
    fileprivate var fittingNetwork: String {
        switch answers {
        // Its arms are wound around each other: a few units cannot tell them apart.
        case .classes(_, 2) where name == "spiral": "net \(inputs.columns)-8-8-1 tanh output=sigmoid"
        case .classes(_, 2): "net \(inputs.columns)-3-1 tanh output=sigmoid"
        case .classes(_, let count): "net \(inputs.columns)-10-\(count) relu output=softmax"
        case .values(let matrix) where matrix.values.allSatisfy({ $0 == 0 || $0 == 1 }):
            "net \(inputs.columns)-3-\(matrix.columns) tanh output=sigmoid"
        case .values(let matrix): "net \(inputs.columns)-10-\(matrix.columns) tanh output=identity"
        }
    }

    /// `iris: 150 samples, 4 inputs, 3 classes`
    var summary: String {
        var text = "\(name): \(count) sample\(count == 1 ? "" : "s"), \(inputs.columns) input\(inputs.columns == 1 ? "" : "s")"
        if case .classes(_, let classCount) = answers, classCount > 2 || classNames != ["0", "1"] {
            text += ", \(classCount) classes: \(classNames.prefix(12).joined(separator: ", "))\(classCount > 12 ? " ..." : "")"
        }
        return text
    }

    var values: [JSONField] {
        var fields: [JSONField] = [
            .init("name", .string(name)), .init("samples", .int(count)), .init("inputs", .int(inputs.columns)),
        ]
        if classes != nil { fields.append(.init("classes", .array(classNames.map { .string($0) }))) }
        return fields
    }
}
