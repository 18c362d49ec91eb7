// Commands that train: train, rewind, pause.
import Documents
import Formula
import NeuralEngine
import Portraits
import Workspaces

enum TrainingCommands {
    static let all = [train, rewind, pause]

    static let train = Command.change(
        "train", group: .training,
        synopsis: ["train [EPOCHS] [batch=N] [shuffle=SEED] [every=N] [until=CONDITION] [patience=N] [pace=N]", "train auto"],
        summary: "Train at full speed, by the same operations that are stepped.",
        details: [
            "An epoch takes every sample once; with one input and target it is one update. `until=` stops as soon as its condition holds "
                + "(without EPOCHS after at most 100000). `every=N` prints the loss every N epochs. `batch=N` updates after every N samples; "
                + "`shuffle=1` draws their order anew each epoch, `shuffle=no` takes them as they come.",
            "The loss told is that of all samples after the last update. Of split data, val.loss and val.accuracy judge the validation part; "
                + "they stand in conditions too. A val.loss that is no number ends no training, since nothing that is learnt comes from that part; it is "
                + "told, with its cause. `patience=20` stops when val.loss has not fallen for 20 epochs, and takes the parameters of the "
                + "best one.",
            "For `plot loss` the network is judged after each of the first \(TrainingRequest.denseEpochs) epochs, then after every second, from "
                + "\(2 * TrainingRequest.denseEpochs) on every fourth, and so on; and after every one where `until=` or `patience=` asks.",
            "`train auto` chooses rule, rate, batch, order and epochs by data and network, says what it has chosen, and writes that into the "
                + "session as commands. Behind a training that has taught nothing it begins with other first weights.",
            "`pace=50` makes 50 epochs a second at most while it is watched on the full screen, where < and > change that; elsewhere nobody waits.",
            "Ctrl-C stops the training and keeps what it has reached: whole epochs, a long one is left out in its middle; `rewind` goes back to "
                + "any epoch.",
        ],
        examples: [
            "train", "train 1000", "train auto", "train 10000 until=loss<0.001", "train 100 every=10 batch=10",
            "train 500 batch=16 shuffle=1 patience=20", "train 500 pace=50",
        ],
        options: [
            .init("batch", "samples a mini-batch, or all", values: .words([("all", "one update an epoch")])),
            .init(
                "shuffle", "the seed of the order of the samples, or no", values: .words([("no", "in their order")])),
            .init("every", "print the loss every so many epochs"),
            .init("until", "a condition that ends the training", isOpenEnded: true, values: .conditions),
            .init("patience", "epochs without a better val.loss that end the training"),
            .init("pace", "epochs a second at most, to watch it"),
        ],
        arguments: .words([("auto", "what suits data and network")]).only(at: 0),
        manner: Manner(.waits) { $0.trains = true }, partly: { part(of: $0) },
        standsFor: { line, desk in
            guard line.words.count == 2, line.words[1].text.lowercased() == "auto" else { return nil }
            return (try? desk.workspace.recipe())?.lines(desk).flatMap { (try? CommandLine.commands(of: $0)) ?? [] }
        }
    ) { arguments, desk throws(CommandError) in
        if let first = arguments.words.first, first.text.lowercased() == "auto" { return try automatic(arguments) }
        try refuseUntilWithoutSign(arguments)
        try arguments.expectAtMost(1, synopsis: "train 1000 [batch=N] [every=N] [until=loss<0.01]")
        var request = TrainingRequest()
        let until = arguments.option("until")
        if let until {
            request.until = try desk.workspace.expression(until)
            request.epochs = TrainingRequest.mostEpochsUntil
        }
        if let word = arguments.words.first { request.epochs = try Arguments.integer(word, "the number of epochs", in: 1...1_000_000_000) }
        request.every = try arguments.integer(option: "every", in: 1...Int.max)
        request.pace = try arguments.number(option: "pace")
        if let pace = request.pace, pace < 0.1 || !pace.isFinite {
            throw CommandError(
                "a pace is 0.1 epochs a second or more", column: arguments.option("pace")?.column, hint: "for example: train 500 pace=50")
        }
        request.patience = try arguments.integer(option: "patience", in: 1...Int.max)
        let batch = try arguments.option("batch").map { word throws(CommandError) in try SettingsReader.batch(word) }
        let shuffle = try arguments.option("shuffle").map { word throws(CommandError) in
            try SettingsReader.shuffle(word, desk.workspace)
        }
        let asked = request, patience = arguments.option("patience")
        return { desk, control throws(CommandError) in
            if let batch { desk.workspace.batch(batch) }
            if let shuffle { desk.workspace.shuffle(shuffle) }
            if let until { try asked.until?.requireCondition(until) { "until=\($0)<0.01" } }
            if let patience { _ = try worded(at: patience.column, desk.workspace.setup.samples(of: .validation)) }
            let outcome = try worded(in: until ?? Word("", column: 1), desk.workspace.train(asked, control))
            // What is to be seen of a training is its curve.
            desk.exhibit = nil
            desk.sight = Sight(of: outcome, in: desk.workspace)
            var reply = Reply(
                TrainingAccount(outcome, desk.style.numerals).document(
                    condition: until?.text, advice: advice(outcome, desk),
                    remedy: { Wording.wayOut(of: $0, in: outcome.network) }, mixing: "shuffle=1 draws their order anew each epoch",
                    wayOut: { Wording.wayOut(of: $0, in: outcome.network) }))
            let remark =
                ExhaustedTraining(outcome, desk.workspace)?.remark(desk.text) ?? SettledTraining(outcome, desk.workspace)?.remark
                ?? FailedTraining(outcome, desk)?.remark
            if let remark { reply.blocks.append(.note(remark)) }
            if let passed = passedStops(desk.workspace) { reply.blocks.append(.note(passed)) }
            reply.training = outcome
            if case .cancelled = outcome.ending { reply.repeatedBy = part(of: arguments)(outcome.epochs) }
            return reply
        }
    }

    /// Refuses a condition behind a word of its own: `until loss < 0.01`.
    private static func refuseUntilWithoutSign(_ arguments: Arguments) throws(CommandError) {
        guard let place = arguments.words.firstIndex(where: { $0.text.lowercased() == "until" }) else { return }
        let before = ([train.name] + arguments.words.prefix(place).map(\.text)).joined(separator: " ")
        let condition = tight(arguments.words.dropFirst(place + 1).map(\.text).joined(separator: " ")).drop { $0 == "=" }
        throw CommandError(
            "until is written with `=`", column: arguments.words[place].column,
            hint: condition.isEmpty ? "for example: \(before) until=loss<0.01" : "write: \(before) until=\(condition)")
    }

    /// A condition without blanks, as far as it has no words that need them.
    private static func tight(_ condition: String) -> String {
        let words = condition.lowercased().split(separator: " ")
        return words.contains { ["and", "or", "not"].contains($0) } ? condition : condition.filter { $0 != " " }
    }

    /// That breakpoints were passed, and what ends a training instead; nil where there are none.
    private static func passedStops(_ workspace: Workspace) -> String? {
        guard !workspace.stops.isEmpty else { return nil }
        let conditions = workspace.stops.compactMap { stop in
            if case .condition(_, let text) = stop.reason { tight(text) } else { nil }
        }
        return "breakpoints stop `continue`, not a training: `train until=\(conditions.first ?? "loss<0.01")`"
    }

    /// Trains by what suits data and network. A session runs the commands for it instead, so that they are what it keeps.
    private static func automatic(_ arguments: Arguments) throws(CommandError) -> Acting {
        try arguments.expectAtMost(1, synopsis: "train auto")
        if let option = train.options.lazy.compactMap({ arguments.option($0.name) }).first {
            throw CommandError("`train auto` chooses this itself", column: option.column, hint: "write: train auto; or: train 100 batch=16")
        }
        return { desk, control throws(CommandError) in
            var reply = Reply()
            for line in try worded(desk.workspace.recipe()).lines(desk) {
                for command in try CommandLine.commands(of: line) { reply = try desk.execute(command, control: control).1 }
            }
            return reply
        }
    }

    /// The command that does so many epochs of a training, to the bit.
    private static func part(of arguments: Arguments) -> @Sendable (Int) -> String {
        let options = ["every", "batch", "shuffle", "patience"].compactMap { name in
            arguments.option(name).map { "\(name)=\($0.text)" }
        }
        return { epochs in (["train \(epochs)"] + options).joined(separator: " ") }
    }

    /// What may help where a number is no longer finite.
    private static func advice(_ outcome: TrainingOutcome, _ desk: Desk) -> String? {
        guard case .notFinite(_, let number) = outcome.ending else { return nil }
        if let layer = number.layer, number.hasNoValue, case let activation = outcome.network[layer: layer].activation {
            return "\(activation.name) has no value there, whatever the rate: another activation, layer activation \(layer) tanh; or a "
                + "function that has one everywhere, by abs(x) or max(x, 0) inside it"
        }
        if number.cause == .broughtAlong { return "other first weights: init; or undo goes back to before that update" }
        return number.comesBeforeAnyUpdate
            ? "the learning rate has no part in it: smaller inputs or weights may help, by normalise or init"
            : SmallerSteps(desk).advice
    }

    static let rewind = Command.change(
        "rewind", group: .training, synopsis: ["rewind EPOCH", "rewind -N"],
        summary: "Go back to any epoch of the training, exact to the bit.",
        details: [
            "Weights, biases, what the optimizer remembers, the data and all settings are again those of that epoch; what came after it is "
                + "forgotten (`undo` brings it back). `rewind -5` goes five epochs back.",
            "Checkpoints are kept in bounded memory: an epoch without one is trained again from the nearest before it. On the screen the "
                + "arrows look back through the epochs first, Enter rewinds; F9 opens the view.",
        ],
        examples: ["rewind 10", "rewind 0", "rewind -1"], manner: Manner(.waits) { $0.goesThroughEpochs = true }
    ) { arguments, desk throws(CommandError) in
        let word = try arguments.word(0, "the epoch", hint: "for example: rewind 0")
        try arguments.expectAtMost(1, synopsis: "rewind 10")
        _ = try worded(desk.workspace.requireNetwork())
        _ = try Arguments.integer(word, "the epoch", in: .min ... .max)
        return { desk, control throws(CommandError) in
            let present = desk.workspace.epoch
            guard present > 0 else { throw CommandError(.noEpochs, at: 1) }
            let number = try Arguments.integer(word, "the epoch", in: -present...present)
            let old = desk.workspace
            let standing = try worded(
                at: word.column, desk.workspace.rewind(to: word.text.hasPrefix("-") ? present + number : number, control))
            var blocks: [Block] = [.line(standing.line(desk.style.numerals))]
            if desk.workspace.setup != old.setup { blocks.append(.note("network, data and settings are those of then")) }
            return Reply(blocks, values: standing.values)
        }
    }

    static let pause = Command.look(
        "pause", group: .training, synopsis: ["pause"],
        summary: "Stop the training that is running; what it has reached stays.", manner: Manner(.stops)
    ) { arguments, _ throws(CommandError) in
        try arguments.expectAtMost(0, synopsis: "pause")
        return { _, _ throws(CommandError) in
            throw CommandError("nothing is running", column: 1, hint: "`train 1000` starts a training; pause or Ctrl-C stops it")
        }
    }
}

extension TrainingRecipe {
    /// The commands that follow it.
    fileprivate func lines(_ desk: Desk) -> [String] {
        // Weights that are all the same would begin the same again.
        let rule = desk.workspace.initialiser.isDrawn ? "" : "\(Initialiser.glorotUniform.name) "
        return (normalisesTargets.map { ["normalise" + ($0 ? " targets" : "")] } ?? [])
            + (beginsAnew ? ["init \(rule)seed=\(desk.workspace.seed + 1)"] : [])
            + ["optimizer adam lr=\(desk.text(rate))", "train \(epochs)" + (batch.map { " batch=\($0) shuffle=1" } ?? "")]
    }
}
