// Commands that make data ready: split, normalise.
import Documents
import NeuralEngine
import Portraits
import Workspaces

extension Preparation {
    /// Whether inputs or answers stand on another scale than their own.
    fileprivate var isScaled: Bool { !inputScales.isEmpty || !targetScales.isEmpty }
}

enum PreparationCommands {
    // MARK: split

    static let split = Command.change(
        "split", group: .data, synopsis: ["split 70/15/15 [seed=1] [stratified=on]", "split none"],
        summary: "Set samples apart: fit on the training part, choose on the validation part, judge once on the test part.",
        details: [
            "The shares are percents of training, validation and test, drawn at random by the seed; two of them leave out the test part. "
                + "stratified=on draws them from each class by itself, so that every part has the classes in the same proportions.",
            "Gaps that `data load` has filled are filled anew, by what the training part alone has.",
            "Training, stepping, loss and accuracy then have the training part; val.loss and val.accuracy judge the validation part, "
                + "`show test` the test part.",
        ],
        examples: ["split 70/15/15 seed=1", "split 80/20", "split 70/15/15 stratified=on"],
        options: [
            .init("seed", "which random numbers, a whole number"),
            .init("stratified", "on: each part has the classes in the same proportions; or off", values: .onOrOff),
        ],
        arguments: .words([("70/15/15", "training, validation and test in percent"), ("none", "all samples together again")]).only(at: 0)
    ) { arguments, desk throws(CommandError) in
        let word = try arguments.word(0, "the shares", hint: "for example: split 70/15/15")
        if arguments.words.count > 1, arguments.words.allSatisfy({ Double($0.text) != nil }) {
            throw CommandError("the shares are joined by /", column: arguments.words[1].column, hint: "for example: split 70/15/15")
                .orMeant(["split " + arguments.words.map(\.text).joined(separator: "/")])
        }
        try arguments.expectAtMost(1, synopsis: "split 70/15/15 seed=1")
        guard let dataset = desk.workspace.dataset else {
            throw CommandError("there is no data set to split", column: 1, hint: "for example: data iris")
        }
        if word.text.lowercased() == "none" {
            return { desk, _ throws(CommandError) in
                try worded(at: word.column, desk.workspace.joinParts())
                return .line("all \(dataset.count) samples are for training", values: [.init("training", .int(dataset.count))])
            }
        }
        let shares = try shares(word)
        let seed = UInt64(try arguments.integer(option: "seed", in: 0...Int.max) ?? 1)
        return { desk, _ throws(CommandError) in
            let isStratified = try isStratified(dataset, arguments)
            try worded(
                at: word.column,
                desk.workspace.split(shares: (shares[0], shares[1], shares[2]), seed: seed, isStratified: isStratified))
            let split = desk.workspace.split
            return Reply([.line(split?.summary ?? "")] + fillings(desk).map(Block.note), values: split?.values ?? [])
        }
    }

    /// What gaps are filled by, now that the samples are parted.
    private static func fillings(_ desk: Desk) -> [String] {
        guard let dataset = desk.workspace.dataset, let split = desk.workspace.split, !dataset.filledColumns.isEmpty else { return [] }
        guard desk.workspace.fillsGapsByTraining else {
            return ["gaps stay as they were filled, for the inputs are scaled already: data load, split, then normalise"]
        }
        func list(_ columns: [TableColumn]) -> String {
            let shown = columns.prefix(8).map { ColumnAccount(dataset, desk.style.numerals).filling(of: $0) }
            return shown.joined(separator: ", ") + (columns.count > 8 ? " ... (\(columns.count) in all)" : "")
        }
        let unknown = dataset.unknownColumns(in: split.training), known = dataset.filledColumns.filter { !unknown.contains($0) }
        return [
            known.isEmpty ? nil : "gaps are filled by what the training part has: \(list(known))",
            unknown.isEmpty ? nil : "the training part knows nothing of these, so their gaps stay as they were filled: \(list(unknown))",
        ].compactMap(\.self)
    }

    /// Whether the parts are to have the classes in the same proportions.
    private static func isStratified(_ dataset: Dataset, _ arguments: Arguments) throws(CommandError) -> Bool {
        guard let word = arguments.option("stratified"), try word.isOn("stratified") else { return false }
        guard dataset.classes == nil else { return true }
        throw CommandError(
            "\(dataset.name) has numbers for answers, not classes", column: word.column - 11, hint: "leave out stratified=\(word.text)")
    }

    /// Three percents that make a hundred.
    private static func shares(_ word: Word) throws(CommandError) -> [Double] {
        let parts = word.text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard (2...3).contains(parts.count) else {
            throw CommandError("'\(word.text)' is no split", column: word.column, hint: "three percents: split 70/15/15")
        }
        var shares: [Double] = []
        for part in parts {
            let share = try Arguments.number(Word(part, column: word.column), "a share")
            guard share >= 0 else { throw CommandError("a share is not negative", column: word.column) }
            shares.append(share)
        }
        let sum = shares.reduce(0, +)
        guard abs(sum - 100) < 1e-9 else {
            throw CommandError(
                "\(word.text) makes \(Numerals().text(sum)), not 100", column: word.column, hint: "for example: split 70/15/15")
        }
        guard shares[0] > 0 else { throw CommandError("nothing would be left to train on", column: word.column, hint: "split 70/15/15") }
        return shares.count == 3 ? shares : shares + [0]
    }

    // MARK: normalise

    static let normalise = Command.change(
        "normalise", aliases: ["normalize"], group: .data, synopsis: ["normalise [standard | range] [targets]", "normalise none"],
        summary: "Bring the inputs to one scale, by numbers found on the training part alone.",
        details: [
            "standard: (x - mean)/deviation for each input, so that mean is 0 and standard deviation 1. range: (x - least)/(greatest - least), "
                + "from 0 to 1. An input that never changes is only shifted. `targets` scales answers that are numbers likewise; `predict` "
                + "gives its answers in the units of the data.",
            "Split first: numbers found on the test part would tell about it.",
            "Rows that `input` and `predict` are given afterwards go through the same scaling. `normalise none` takes them as they are.",
        ],
        examples: ["normalise", "normalise range"],
        arguments: .words([
            ("standard", "mean 0, standard deviation 1"), ("range", "from 0 to 1"), ("targets", "the answers too"),
            ("none", "new rows are taken as they are"),
        ])
    ) { arguments, desk throws(CommandError) in
        try arguments.expectAtMost(2, synopsis: "normalise standard | range [targets]")
        if let word = arguments.words.first, word.text.lowercased() == "none" { return try takingRowsAsTheyAre(word, arguments, desk) }
        let targets = arguments.words.first { $0.text.lowercased() == "targets" }
        let words = arguments.words.filter { $0.text.lowercased() != "targets" }
        guard let rule = Normalisation.Rule(rawValue: words.first?.text.lowercased() ?? "standard"), words.count < 2 else {
            let wrong = Normalisation.Rule(rawValue: words.first?.text.lowercased() ?? "standard") == nil ? words.first : words.last
            throw CommandError("unknown rule '\(wrong?.text ?? "")'", column: wrong?.column, hint: "standard or range")
        }
        guard let dataset = desk.workspace.dataset else {
            throw CommandError("there is no data set to normalise", column: 1, hint: "for example: data iris")
        }
        return { desk, _ throws(CommandError) in
            let (inputs, answers) = try worded(at: targets?.column ?? 1, desk.workspace.normalise(by: rule, targets: targets != nil))
            let what = rule == .standard ? "mean 0 and deviation 1" : "0 to 1"
            let split = desk.workspace.split, count = split?.training.count ?? dataset.count
            var values: [JSONField] = [.init("shift", .vector(inputs.shift)), .init("scale", .vector(inputs.scale))]
            if let answers {
                values += [.init("target_shift", .vector(answers.shift)), .init("target_scale", .vector(answers.scale))]
            }
            let part = split == nil ? "all \(count) samples" : "the \(count) samples of the training part"
            let changing = [inputs, answers].map { $0.map { $0.constants.count < $0.scale.count } ?? false }
            let scaled = zip(["inputs", "targets"], changing).compactMap { $1 ? $0 : nil }.joined(separator: " and ")
            let line = scaled.isEmpty ? "nothing changes on \(part), so nothing has a scale" : "\(scaled) have \(what) on \(part)"
            return Reply([.line(line)] + constants(inputs, answers, dataset, desk), values: values)
        }
    }

    /// What never changes, and so has no deviation: inputs are shifted to 0, targets stay as they are.
    private static func constants(_ inputs: Normalisation, _ answers: Normalisation?, _ dataset: Dataset, _ desk: Desk) -> [Block] {
        func list(_ scale: Normalisation, _ names: [String], _ short: String) -> String {
            let shown = scale.constants.prefix(8).map { place in
                names.indices.contains(place) && names.count == scale.scale.count && !names[place].isEmpty
                    ? names[place] : "\(short)\(place + 1)"
            }
            return shown.joined(separator: ", ") + (scale.constants.count > 8 ? " ... (\(scale.constants.count) in all)" : "")
        }
        func verb(_ scale: Normalisation, _ one: String, _ several: String) -> String { scale.constants.count == 1 ? one : several }
        var notes: [Block] = []
        if !inputs.constants.isEmpty {
            notes.append(
                .note(
                    "\(list(inputs, dataset.inputNames, "i")) \(verb(inputs, "never changes and is", "never change and are")) only shifted, to 0"
                ))
        }
        if let answers, !answers.constants.isEmpty {
            notes.append(
                .note(
                    "\(list(answers, dataset.preparation.targetNames, "target ")) \(verb(answers, "never changes and stays", "never change and stay")) "
                        + "as \(verb(answers, "it is", "they are"))"))
        }
        return notes
    }

    /// `normalise none`: what data of the past went through is forgotten.
    private static func takingRowsAsTheyAre(_ word: Word, _ arguments: Arguments, _ desk: Desk) throws(CommandError) -> Acting {
        try arguments.expectAtMost(1, synopsis: "normalise none")
        if let dataset = desk.workspace.dataset {
            guard !dataset.preparation.isScaled else {
                let isOurs = DataCommands.names.contains { $0.0 == dataset.name }
                throw CommandError(
                    "the data themselves are not scaled back", column: word.column,
                    hint: "shown anew they are as they were: data \(isOurs ? dataset.name : "load FILE")")
            }
            return { _, _ throws(CommandError) in .line("the data are as they were: nothing of them is scaled") }
        }
        return { desk, _ throws(CommandError) in
            desk.workspace.forgetPreparation()
            return .line("rows are taken as they are")
        }
    }
}
