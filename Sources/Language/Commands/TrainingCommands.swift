// Commands that train: train, pause.
import Formula
import NeuralEngine

enum TrainingCommands {
    static let all = [train, pause]

    static let train = Command(
        "train", group: .training, kind: .change, synopsis: ["train [EPOCHS] [batch=N] [every=N] [until=CONDITION]"],
        summary: "Train at full speed, by the same operations that are stepped.",
        details: [
            "An epoch takes every sample once; with one input and target it is one update. `until=` stops as soon as its condition holds "
                + "(without EPOCHS after at most 100000). `every=N` prints the loss every N epochs. `batch=N` updates after every N samples.",
            "The loss told is that of all samples after the last update. Ctrl-C stops the training and keeps what it has reached.",
        ],
        examples: ["train", "train 1000", "train 10000 until=loss<0.001", "train 100 every=10 batch=10"],
        options: [
            .init("batch", "samples a mini-batch, or all"), .init("every", "print the loss every so many epochs"),
            .init("until", "a condition that ends the training", isOpenEnded: true),
        ]
    ) { workspace, arguments, control throws(CommandError) in
        try arguments.expectAtMost(1, synopsis: "train 1000 [batch=N] [every=N] [until=loss<0.01]")
        var request = TrainingRequest()
        if let until = arguments.option("until") {
            request.until = (try workspace.parse(until), until)
            request.epochs = 100_000
        }
        if let word = arguments.words.first { request.epochs = try Arguments.integer(word, "the number of epochs", in: 1...1_000_000_000) }
        request.every = try arguments.integer(option: "every", in: 1...Int.max)
        request.batch = arguments.option("batch")?.text
        if let batch = arguments.option("batch") { try SettingsReader.setBatch(batch, in: &workspace) }
        var run = try TrainingRun(&workspace, request, control: control)
        return try run.run(&workspace)
    }

    static let pause = Command(
        "pause", group: .training, kind: .look, synopsis: ["pause"],
        summary: "Stop the training that is running; what it has reached stays."
    ) { _, arguments, _ throws(CommandError) in
        try arguments.expectAtMost(0, synopsis: "pause")
        throw CommandError("nothing is running", column: 1, hint: "`train 1000` starts a training; pause or Ctrl-C stops it")
    }
}

/// What `train` was asked for.
struct TrainingRequest {
    var epochs = 1
    var every: Int?
    /// Samples a mini-batch, as typed.
    var batch: String?
    var until: (condition: Expression, text: Word)?
}

/// One training under way.
struct TrainingRun {
    private var trainer: Trainer
    private let request: TrainingRequest
    private let control: RunControl
    private var history: TrainingHistory
    private var evaluation: Evaluation
    private var epochsDone = 0
    private var blocks: [Block] = []
    private var repeatedBy: String?
    private var advice: String?
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var lastNews: ContinuousClock.Instant

    init(_ workspace: inout Workspace, _ request: TrainingRequest, control: RunControl) throws(CommandError) {
        let samples = try workspace.requireSamples()
        guard samples.hasTargets else {
            throw CommandError("there is no target yet", hint: "give one: target \(Workspace.exampleRow(workspace.network?.outputs ?? 1))")
        }
        if let stepper = workspace.stepper, stepper.position.step > 0, !stepper.isAtEndOfPass {
            blocks.append(.note("the pass being stepped is left at step \(stepper.position.step) of \(stepper.plan.count)"))
        }
        workspace.restart()
        guard let network = workspace.network, let parameters = workspace.restingParameters else {
            throw CommandError("there is no network yet")
        }
        trainer = Trainer(
            network: network, parameters: parameters, optimizer: workspace.optimizer, samples: samples,
            order: workspace.order(for: samples), epoch: workspace.training.epoch, dropoutSeed: workspace.seed, threads: control.threads)
        self.request = request
        self.control = control
        history = workspace.training
        evaluation = trainer.evaluate()
        start = clock.now
        lastNews = start
        if history.losses.isEmpty { record() }
    }

    mutating func run(_ workspace: inout Workspace) throws(CommandError) -> Reply {
        var ending: String?
        var rows: [[String]] = []
        while epochsDone < request.epochs {
            if try holds(workspace) {
                ending = "\(request.until?.text.text ?? "") holds"
                break
            }
            if control.isCancelled {
                guard epochsDone > 0 else { throw CommandError("stopped before the first epoch was done") }
                ending = "stopped"
                repeatedBy = "train \(epochsDone)\(request.every.map { " every=\($0)" } ?? "")\(request.batch.map { " batch=\($0)" } ?? "")"
                break
            }
            let good = trainer
            trainer.epoch()
            evaluation = trainer.evaluate()
            guard evaluation.loss.isFinite else {
                trainer = good
                evaluation = trainer.evaluate()
                ending = "stopped: epoch \(history.epoch + 1) would make the loss infinite or not a number; the state before it is kept"
                advice = "a smaller learning rate may help: set lr \(workspace.text(workspace.optimizer.learningRate / 10))"
                break
            }
            history.epoch += 1
            epochsDone += 1
            record()
            if let every = request.every, epochsDone % every == 0 { rows.append(row(workspace)) }
            tellNews()
        }
        if ending == nil, request.until != nil {
            ending = try holds(workspace) ? "\(request.until?.text.text ?? "") holds" : "the condition was not met"
        }
        return close(&workspace, ending, rows)
    }

    private mutating func record() { history.record(loss: evaluation.loss, accuracy: evaluation.accuracy) }

    /// Whether the condition that ends the training holds.
    private func holds(_ workspace: Workspace) throws(CommandError) -> Bool {
        guard let (condition, text) = request.until else { return false }
        let value = try condition.evaluate { name throws(CommandError) in
            try self.value(named: name, workspace, text.column(of: name))
        }
        return value != 0
    }

    private func value(named name: String, _ workspace: Workspace, _ column: Int) throws(CommandError) -> Double {
        switch name.lowercased() {
        case "loss", "e": return evaluation.loss
        case "epoch": return Double(history.epoch)
        case "accuracy" where evaluation.accuracy != nil: return evaluation.accuracy ?? 0
        default:
            var present = workspace
            present.restingParameters = trainer.parameters
            return try present.value(named: name, column: column)
        }
    }

    private func row(_ workspace: Workspace) -> [String] {
        ["\(history.epoch)", workspace.text(evaluation.loss)] + (evaluation.accuracy.map { [workspace.text($0)] } ?? [])
    }

    /// Tells how far it has come, about sixty times a second.
    private mutating func tellNews() {
        let now = clock.now
        guard now - lastNews > .milliseconds(15) else { return }
        lastNews = now
        control.progress = TrainingProgress(
            epochsDone: epochsDone, epochsWanted: request.epochs, epoch: history.epoch, epochs: history.epochs,
            losses: history.losses, accuracy: evaluation.accuracy, samplesPerSecond: samplesPerSecond)
    }

    private var samplesPerSecond: Double {
        let seconds = Double((clock.now - start).components.attoseconds) * 1e-18 + Double((clock.now - start).components.seconds)
        return seconds > 0 ? Double(epochsDone * trainer.samples.count) / seconds : 0
    }

    private mutating func close(_ workspace: inout Workspace, _ ending: String?, _ rows: [[String]]) -> Reply {
        workspace.restingParameters = trainer.parameters
        workspace.optimizer = trainer.optimizer
        workspace.training = history
        if !rows.isEmpty {
            let header = ["epoch", "loss"] + (evaluation.accuracy == nil ? [] : ["accuracy"])
            blocks.append(.table(Table(header: header, rows: rows, alignRight: header.map { _ in true })))
        }
        let accuracy = evaluation.accuracy.map { " · accuracy \(workspace.text($0))" } ?? ""
        blocks.append(.line("epoch \(history.epoch) · loss \(workspace.text(evaluation.loss))\(accuracy)"))
        blocks += [ending, advice].compactMap { $0 }.map(Block.note)
        return Reply(
            blocks,
            values: [
                .init("epoch", .int(history.epoch)), .init("loss", .number(evaluation.loss)),
                .init("accuracy", evaluation.accuracy.map(JSONValue.number) ?? .null),
                .init("samples_per_second", .number(samplesPerSecond.rounded())),
            ], repeatedBy: repeatedBy)
    }
}
