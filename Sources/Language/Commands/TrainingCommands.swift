// Commands that train: train, rewind, pause.
import Documents
import Formula
import NeuralEngine

enum TrainingCommands {
    static let all = [train, rewind, pause]

    static let train = Command(
        "train", group: .training, kind: .change, manner: Manner(.waits) { $0.trains = true },
        synopsis: ["train [EPOCHS] [batch=N] [shuffle=SEED] [every=N] [until=CONDITION] [patience=N]"],
        summary: "Train at full speed, by the same operations that are stepped.",
        details: [
            "An epoch takes every sample once; with one input and target it is one update. `until=` stops as soon as its condition holds "
                + "(without EPOCHS after at most 100000). `every=N` prints the loss every N epochs. `batch=N` updates after every N samples; "
                + "`shuffle=1` draws their order anew each epoch, `shuffle=no` takes them as they come.",
            "The loss told is that of all samples after the last update. Of split data, val.loss and val.accuracy judge the validation part; "
                + "they stand in conditions too. `patience=20` stops when val.loss has not fallen for 20 epochs, and takes the parameters of the "
                + "best one.",
            "For `plot loss` the network is judged after each of the first \(TrainingRun.denseEpochs) epochs, then after every second, from "
                + "\(2 * TrainingRun.denseEpochs) on every fourth, and so on; and after every one where `until=` or `patience=` asks.",
            "Ctrl-C stops the training and keeps what it has reached: whole epochs, a long one is left out in its middle; `rewind` goes back to "
                + "any epoch.",
        ],
        examples: [
            "train", "train 1000", "train 10000 until=loss<0.001", "train 100 every=10 batch=10",
            "train 500 batch=16 shuffle=1 patience=20",
        ],
        options: [
            .init("batch", "samples a mini-batch, or all", values: .words([("all", "one update an epoch")])),
            .init(
                "shuffle", "the seed of the order of the samples, or no", values: .words([("no", "in their order")])),
            .init("every", "print the loss every so many epochs"),
            .init("until", "a condition that ends the training", isOpenEnded: true, values: .conditions),
            .init("patience", "epochs without a better val.loss that end the training"),
        ]
    ) { workspace, arguments, control throws(CommandError) in
        try arguments.expectAtMost(1, synopsis: "train 1000 [batch=N] [every=N] [until=loss<0.01]")
        var request = TrainingRequest()
        if let until = arguments.option("until") {
            let condition = try workspace.parse(until)
            try workspace.checkNames(of: condition, written: until)
            request.until = (condition, until)
            request.epochs = TrainingRequest.mostEpochsUntil
        }
        if let word = arguments.words.first { request.epochs = try Arguments.integer(word, "the number of epochs", in: 1...1_000_000_000) }
        request.every = try arguments.integer(option: "every", in: 1...Int.max)
        request.patience = try arguments.integer(option: "patience", in: 1...Int.max)
        if let batch = arguments.option("batch") { try SettingsReader.setBatch(batch, in: &workspace) }
        if let shuffle = arguments.option("shuffle") { try SettingsReader.setShuffle(shuffle, in: &workspace) }
        try control.begin()
        if let (condition, text) = request.until { try condition.requireCondition(text) { "until=\($0)<0.01" } }
        if let patience = arguments.option("patience") { _ = try workspace.requireSamples(of: .validation, column: patience.column) }
        request.repeatable = ["every", "batch", "shuffle", "patience"].compactMap { name in
            arguments.option(name).map { "\(name)=\($0.text)" }
        }
        var run = try TrainingRun(&workspace, request, control: control)
        return try run.run(&workspace)
    }

    static let rewind = Command(
        "rewind", group: .training, kind: .change, manner: Manner(.waits) { $0.goesThroughEpochs = true },
        synopsis: ["rewind EPOCH", "rewind -N"],
        summary: "Go back to any epoch of the training, exact to the bit.",
        details: [
            "Weights, biases, what the optimizer remembers, the data and all settings are again those of that epoch; what came after it is "
                + "forgotten (`undo` brings it back). `rewind -5` goes five epochs back.",
            "Checkpoints are kept in bounded memory: an epoch without one is trained again from the nearest before it. On the screen the "
                + "arrows look back through the epochs first, Enter rewinds; F9 opens the view.",
        ],
        examples: ["rewind 10", "rewind 0", "rewind -1"]
    ) { workspace, arguments, control throws(CommandError) in
        let word = try arguments.word(0, "the epoch", hint: "for example: rewind 0")
        try arguments.expectAtMost(1, synopsis: "rewind 10")
        _ = try workspace.requireNetwork()
        _ = try Arguments.integer(word, "the epoch", in: .min ... .max)
        try control.begin()
        workspace.restart()
        let present = workspace.training.epoch
        guard present > 0 else { throw CommandError("there is no epoch to go back to", column: 1, hint: "`train 100` makes some") }
        let number = try Arguments.integer(word, "the epoch", in: -present...present)
        let epoch = word.text.hasPrefix("-") ? present + number : number
        guard let stretch = workspace.training.stretch(reaching: epoch) else {
            throw CommandError("epoch \(epoch) cannot be reached", column: word.column, hint: "what led to it is not known")
        }
        var trainer = try workspace.trainer(reaching: epoch, in: stretch, control)
        let hadOtherSettings = workspace.trainingSettings != stretch.settings
        workspace.trainingSettings = stretch.settings
        (workspace.restingParameters, workspace.optimizer) = (trainer.parameters, trainer.optimizer)
        workspace.training.goBack(to: trainer.checkpoint, in: stretch)
        let report = TrainingReport(
            epoch: epoch, training: trainer.evaluate(),
            validation: workspace.split?.validation.isEmpty == false ? try workspace.evaluation(of: .validation) : nil)
        // Of a long training not every epoch has been judged.
        if workspace.training.standing(at: epoch) == nil {
            workspace.training.record(loss: report.training.loss, accuracy: report.training.accuracy, validation: report.validation)
        }
        var blocks: [Block] = [.line(report.line(workspace))]
        if hadOtherSettings { blocks.append(.note("network, data and settings are those of then")) }
        return Reply(blocks, values: report.values)
    }

    static let pause = Command(
        "pause", group: .training, kind: .look, manner: Manner(.stops), synopsis: ["pause"],
        summary: "Stop the training that is running; what it has reached stays."
    ) { _, arguments, control throws(CommandError) in
        try arguments.expectAtMost(0, synopsis: "pause")
        try control.begin()
        throw CommandError("nothing is running", column: 1, hint: "`train 1000` starts a training; pause or Ctrl-C stops it")
    }
}
