// Commands that say what the network is shown: input, target, data.
import Formula
import NeuralEngine

enum DataCommands {
    static let all = [input, target, data]

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
        ) { workspace, arguments, _ throws(CommandError) in
            let rows = try SampleReader(name: name, what: what, side: side, example: example).read(
                arguments, shape: workspace.network.map(shape))
            workspace.restart()
            workspace.dataset = nil
            store(&workspace, rows)
            return SampleReader.reply(name, rows, shape: workspace.network.map(shape), workspace)
        }
    }

    static let data = Command(
        "data", group: .data, kind: .change, synopsis: ["data xor | and | or | nand", "data circle | spiral [n=200 noise=0.05 seed=1]"],
        summary: "Show the network a small data set.",
        details: [
            "xor, and, or, nand are the four rows of a truth table. circle is a disc inside a ring, spiral two arms: points of the plane "
                + "within +-5 in two classes.",
            "Classes become targets 0 and 1 for one output (-1 and 1 for tanh), one-hot rows for two.",
        ],
        examples: ["data xor", "data spiral n=200 noise=0.05 seed=3"],
        options: [
            .init("n", "how many points"), .init("noise", "how far points are shifted, as a part of 5"),
            .init("seed", "which random numbers, a whole number"),
        ],
        arguments: .words([
            ("xor", "1 if the inputs differ"), ("and", "1 if both are 1"), ("or", "1 if one is 1"), ("nand", "0 if both are 1"),
            ("circle", "a disc inside a ring"), ("spiral", "two arms"),
        ])
    ) { workspace, arguments, _ throws(CommandError) in
        let name = try arguments.word(0, "the name of the data", hint: "xor, and, or, nand, circle or spiral")
        try arguments.expectAtMost(1, synopsis: "data xor")
        let dataset = try dataset(name, arguments)
        if let network = workspace.network, !network.layers.isEmpty, !dataset.fits(inputs: network.inputs, outputs: network.outputs) {
            throw CommandError(
                "\(dataset.name) has \(dataset.inputs.columns) inputs and \(dataset.answerWidth == 2 ? "2 classes" : "1 answer"), the network "
                    + "\(network.inputs) inputs and \(network.outputs) outputs",
                column: name.column, hint: "for example: net 2-3-1 tanh output=sigmoid")
        }
        workspace.restart()
        (workspace.inputRows, workspace.targetRows) = (nil, nil)
        workspace.dataset = dataset
        return .line(
            "\(dataset.name): \(dataset.count) samples, \(dataset.inputs.columns) inputs",
            values: [
                .init("name", .string(dataset.name)), .init("samples", .int(dataset.count)), .init("inputs", .int(dataset.inputs.columns)),
            ])
    }

    private static func dataset(_ name: Word, _ arguments: Arguments) throws(CommandError) -> Dataset {
        let gates = ["xor": Dataset.xor, "and": .and, "or": .or, "nand": .nand]
        let lower = name.text.lowercased()
        if let gate = gates[lower] {
            if let option = ["n", "noise", "seed"].compactMap({ arguments.option($0) }).first {
                throw CommandError("\(lower) is a fixed table of four rows and takes no option", column: option.column)
            }
            return gate
        }
        let count = try arguments.integer(option: "n", in: 2...1_000_000) ?? 200
        let noise = try arguments.number(option: "noise") ?? 0
        let seed = UInt64(try arguments.integer(option: "seed", in: 0...Int.max) ?? 1)
        switch lower {
        case "circle": return .circle(count: count, noise: noise, seed: seed)
        case "spiral": return .spiral(count: count, noise: noise, seed: seed)
        default:
            let known = ["xor", "and", "or", "nand", "circle", "spiral"]
            throw CommandError(
                "unknown data '\(name.text)'", column: name.column,
                hint: closest(to: lower, among: known).map { "did you mean '\($0)'?" } ?? "there are \(known.joined(separator: ", "))")
        }
    }
}
