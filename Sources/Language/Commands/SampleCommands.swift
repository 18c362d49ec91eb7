// Commands that show the network rows of one's own: input, target.
import Documents
import NeuralEngine
import Portraits
import Workspaces

extension DataCommands {
    static let input = sample(
        "input", what: "the input", summary: "Show the network one sample, or a batch of them.", example: "input 0.05 0.10",
        shape: \.givenShape, side: "inputs",
        store: Shown.inputs, stored: { $0.inputRows }, remark: { $0.remarkOnLoneNumbers })

    static let target = sample(
        "target", what: "the target", summary: "Say what the outputs should be.", example: "target 0.01 0.99",
        shape: { $0.network?.outputShape }, side: "outputs",
        store: Shown.targets, stored: { $0.targetRows }, remark: remarkOnTargets, words: ["target input", "target none"],
        wordDetails: [
            "`target input` makes the inputs the targets, of rows and of data sets: an auto-encoder gives back what comes in. `target none` is "
                + "back to looking without an answer."
        ], inWords: targetInWords)

    /// What to say of targets that no output can come near, or that the loss has no meaning for.
    private static func remarkOnTargets(_ workspace: Workspace) -> String? {
        guard let network = workspace.network, let targets = workspace.targetRows else { return nil }
        return (network.undefinedTarget(in: targets) ?? network.unreachableTarget(in: targets)).map(ObstacleSentences.text)
    }

    /// `target input`, `target none`; nil where numbers are given.
    private static func targetInWords(_ arguments: Arguments, _ desk: Desk) throws(CommandError) -> Acting? {
        guard let word = arguments.words.first, arguments.words.count == 1 else { return nil }
        switch word.text.lowercased() {
        case "input", "inputs":
            return { desk, _ throws(CommandError) in
                desk.workspace.show(.inputsAsTargets)
                var reply = Reply.line("target: the inputs", values: [.init("target", .string("input"))])
                if let network = desk.workspace.network, !network.layers.isEmpty, network.inputs != network.outputs {
                    let error = CommandError(.outputsAreNotAsManyAsInputs(network))
                    reply.blocks.append(.note("\(error.message); \(error.hint ?? "")"))
                }
                return reply
            }
        case "none":
            if let dataset = desk.workspace.dataset, !desk.workspace.setup.targetsAreInputs {
                throw CommandError(
                    "\(dataset.name) has answers of its own", column: word.column,
                    hint: "input shows a row without one: help input")
            }
            return { desk, _ throws(CommandError) in
                desk.workspace.show(.noTargets)
                return .line("target: none", values: [.init("target", .null)])
            }
        default: return nil
        }
    }

    private static func sample(
        _ name: String, what: String, summary: String, example: String, shape: @escaping @Sendable (Workspace) -> Shape?, side: String,
        store: @escaping @Sendable (Matrix) -> Shown, stored: @escaping @Sendable (Workspace) -> Matrix?,
        remark: @escaping @Sendable (Workspace) -> String?, words: [String] = [], wordDetails: [String] = [],
        inWords: (@Sendable (Arguments, Desk) throws(CommandError) -> Acting?)? = nil
    ) -> Command {
        Command.change(
            name, group: .data, synopsis: [example, "\(name) [[0,0],[0,1]]"] + words, summary: summary,
            details: [
                "Numbers make one sample, a matrix a batch with a row a sample. It takes the place of a data set.",
                "An image is written row by row, [[...],[...]], one of several channels [channel][row][column], a sequence step by step, [[step],[step]]; "
                    + "or as a plain list in that order.",
            ] + wordDetails,
            examples: [example], arguments: inWords == nil ? .none : .words([("input", "the inputs"), ("none", "no target")]).only(at: 0)
        ) { arguments, desk throws(CommandError) in
            if let inWords, let deed = try inWords(arguments, desk) { return deed }
            var reader = SampleReader(name: name, what: what, side: side, example: example)
            let areFeatures = side == "inputs" && desk.workspace.features != nil, column = arguments.words.first?.column
            if areFeatures { reader.owner = "the features are made of" }
            let rows = try reader.read(arguments, shape: shape(desk.workspace))
            return { desk, _ throws(CommandError) in
                if areFeatures { try worded(at: column, desk.workspace.check(given: rows)) }
                desk.workspace.show(store(rows))
                var reply = reply(name, rows, shape: shape(desk.workspace), desk.style.numerals)
                let features = areFeatures ? FeatureCommands.remark(desk) : nil
                let remarks = [features ?? scalingRemark(rows, stored(desk.workspace), desk), remark(desk.workspace)]
                reply.blocks += remarks.compactMap { $0.map(Block.note) }
                return reply
            }
        }
    }

    /// What the scaling of earlier data has made of rows; nil if nothing.
    private static func scalingRemark(_ rows: Matrix, _ stored: Matrix?, _ desk: Desk) -> String? {
        guard let scaled = stored, scaled != rows else { return nil }
        let numbers = scaled.rows == 1 && scaled.columns <= 8 ? ": " + scaled.values.map(desk.text).joined(separator: ", ") : ""
        return "scaled as the data were\(numbers); `normalise none` takes rows as they are"
    }

    /// What was understood.
    private static func reply(_ name: String, _ rows: Matrix, shape: Shape?, _ numerals: Numerals) -> Reply {
        guard let shape, !shape.isFlat else {
            let text = rows.rows == 1 ? rows.values.map(numerals.text).joined(separator: ", ") : "\(rows.rows) samples"
            return .line("\(name): \(text)", values: [.init(name, .matrix(rows.values, columns: rows.columns))])
        }
        var report = Report()
        report.addImages(name, rows, shape: shape)
        let (one, many) =
            shape.isSequence
            ? ("\(shape.height) steps of \(shape.channels)", "sequences of \(shape.height) steps of \(shape.channels)")
            : ("an image of \(shape)", "images of \(shape)")
        guard rows.rows == 1 else { return .line("\(name): \(rows.rows) \(many)", values: report.values) }
        return Reply([.line("\(name): \(one)")] + report.blocks(numerals), values: report.values)
    }
}
