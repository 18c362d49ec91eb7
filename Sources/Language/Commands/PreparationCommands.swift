// Commands that make data ready: split, normalise.
import Documents
import NeuralEngine

enum PreparationCommands {
    // MARK: split

    static let split = Command(
        "split", group: .data, kind: .change, synopsis: ["split 70/15/15 [seed=1] [stratified=on]", "split none"],
        summary: "Set samples apart: fit on the training part, choose on the validation part, judge once on the test part.",
        details: [
            "The shares are percents of training, validation and test, drawn at random by the seed; two of them leave out the test part. "
                + "stratified=on draws them from each class by itself, so that every part has the classes in the same proportions.",
            "Training, stepping, loss and accuracy then have the training part; val.loss and val.accuracy judge the validation part, "
                + "`show test` the test part.",
        ],
        examples: ["split 70/15/15 seed=1", "split 80/20", "split 70/15/15 stratified=on"],
        options: [
            .init("seed", "which random numbers, a whole number"),
            .init("stratified", "on: each part has the classes in the same proportions; or off", values: .onOrOff),
        ],
        arguments: .words([("70/15/15", "training, validation and test in percent"), ("none", "all samples together again")]).only(at: 0)
    ) { workspace, arguments, control throws(CommandError) in
        let word = try arguments.word(0, "the shares", hint: "for example: split 70/15/15")
        try arguments.expectAtMost(1, synopsis: "split 70/15/15 seed=1")
        guard let dataset = workspace.dataset else {
            throw CommandError("there is no data set to split", column: 1, hint: "for example: data iris")
        }
        if word.text.lowercased() == "none" {
            workspace.restart()
            workspace.split = nil
            return .line("all \(dataset.count) samples are for training", values: [.init("training", .int(dataset.count))])
        }
        let shares = try shares(word)
        let seed = UInt64(try arguments.integer(option: "seed", in: 0...Int.max) ?? 1)
        try control.begin()
        let parts = (training: shares[0], validation: shares[1], test: shares[2])
        let split =
            try stratum(of: dataset, arguments).map { Split(stratifiedBy: $0, shares: parts, seed: seed) }
            ?? Split(of: dataset.count, shares: parts, seed: seed)
        for (part, share) in zip(Split.Part.allCases, shares) where share > 0 && split.rows(of: part).isEmpty {
            throw CommandError(
                "\(dataset.count) samples are too few: none would be left for \(part.rawValue)", column: word.column,
                hint: "more data, or a larger share")
        }
        workspace.restart()
        workspace.split = split
        return Reply([.line(split.summary)], values: split.values)
    }

    /// The class of each sample if the parts are to have the classes in the same proportions; nil if not.
    private static func stratum(of dataset: Dataset, _ arguments: Arguments) throws(CommandError) -> [Int]? {
        guard let word = arguments.option("stratified"), try word.isOn("stratified") else { return nil }
        if let classes = dataset.classes { return classes }
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

    static let normalise = Command(
        "normalise", aliases: ["normalize"], group: .data, kind: .change, synopsis: ["normalise [standard | range]"],
        summary: "Bring the inputs to one scale, by numbers found on the training part alone.",
        details: [
            "standard: (x - mean)/deviation for each input, so that mean is 0 and standard deviation 1. range: (x - least)/(greatest - least), "
                + "from 0 to 1. An input that never changes is only shifted.",
            "Split first: numbers found on the test part would tell about it.",
        ],
        examples: ["normalise", "normalise range"],
        arguments: .words([("standard", "mean 0, standard deviation 1"), ("range", "from 0 to 1")]).only(at: 0)
    ) { workspace, arguments, control throws(CommandError) in
        try arguments.expectAtMost(1, synopsis: "normalise standard | range")
        let word = arguments.words.first
        guard let rule = Normalisation.Rule(rawValue: word?.text.lowercased() ?? "standard") else {
            throw CommandError("unknown rule '\(word?.text ?? "")'", column: word?.column, hint: "standard or range")
        }
        guard let dataset = workspace.dataset else {
            throw CommandError("there is no data set to normalise", column: 1, hint: "for example: data iris")
        }
        try control.begin()
        let rows = workspace.split?.training ?? Array(0..<dataset.count)
        let normalisation = Normalisation(rule, of: dataset.inputs, rows: rows)
        let changed = dataset.normalised(normalisation)
        guard changed.inputs.values.allSatisfy(\.isFinite) else {
            throw CommandError("these inputs are too large to be normalised", column: 1)
        }
        workspace.restart()
        workspace.dataset = changed
        let what = rule == .standard ? "mean 0 and deviation 1" : "0 to 1"
        let part = workspace.split == nil ? "all \(rows.count) samples" : "the \(rows.count) samples of the training part"
        return .line(
            "inputs have \(what) on \(part)",
            values: [.init("shift", .vector(normalisation.shift)), .init("scale", .vector(normalisation.scale))])
    }
}

extension Split {
    /// `105 training, 23 validation, 22 test`
    var summary: String { Part.allCases.map { "\(rows(of: $0).count) \($0.rawValue)" }.joined(separator: ", ") }

    var values: [JSONField] { Part.allCases.map { JSONField($0.rawValue, .int(rows(of: $0).count)) } }
}
