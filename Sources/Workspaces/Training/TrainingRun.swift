// One training: epochs at full speed, judged where somebody asks for the numbers.
import Documents
import Formula
import NeuralEngine

/// What `train` was asked for.
struct TrainingRequest {
    /// Epochs at most of a training that only a condition ends.
    static let mostEpochsUntil = 100_000

    var epochs = 1
    var every: Int?
    var patience: Int?
    var until: (condition: Expression, text: Word)?
    /// The options that would do the same again, as typed.
    var repeatable: [String] = []

    /// Whether each epoch's numbers decide how to go on.
    var looksAtEveryEpoch: Bool { until != nil || patience != nil }
}

/// One training under way.
struct TrainingRun {
    /// The network is judged after each of so many epochs; of twice as many after every second, and so on.
    static let denseEpochs = 512

    private var trainer: Trainer
    private var validator: Evaluator?
    private let request: TrainingRequest
    private let control: RunControl
    private var history: TrainingHistory
    private var stretch: Stretch
    private var report: TrainingReport
    /// The last state whose numbers were all finite.
    private var good: Checkpoint
    /// With patience: the state with the least validation loss, and that loss.
    private var best: (loss: Double, report: TrainingReport, checkpoint: Checkpoint)?
    /// What has ended the run, if a number became infinite or not a number.
    private var nonFinite: NonFiniteNumber?
    /// Whether an epoch was stopped in its middle and left out.
    private var isBroken = false
    private let firstEpoch: Int
    private var rows: [[String]] = []
    private var blocks: [Block] = []
    private var repeatedBy: String?
    private var notes: [String] = []
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var lastLook: ContinuousClock.Instant
    private var lastNews: ContinuousClock.Instant
    /// When the epochs reached are written down next.
    private var nextNote: ContinuousClock.Instant
    /// Epochs between two looks at the clock.
    private var epochsALook = 1

    init(_ workspace: inout Workspace, _ request: TrainingRequest, control: RunControl) throws(CommandError) {
        let samples = try workspace.requireSamples()
        guard samples.hasTargets else {
            throw CommandError("there is no target yet", hint: "give one: target \(Workspace.exampleRow(workspace.network?.outputs ?? 1))")
        }
        if let stepper = workspace.stepper, stepper.position.step > 0, !stepper.isAtEndOfPass {
            blocks.append(.note("the pass being stepped is left at step \(stepper.position.step) of \(stepper.plan.count)"))
        }
        workspace.restart()
        guard let here = workspace.restingCheckpoint, let stretch = workspace.presentStretch() else {
            throw CommandError("there is no network yet")
        }
        var history = workspace.training
        history.keep(stretch)
        trainer = try workspace.trainer(from: here, of: stretch.settings, threads: control.threads)
        // The first epoch may take long: what is to be trained can be seen before it.
        control.progress = TrainingProgress(
            network: trainer.network, samples: trainer.samples, parameters: trainer.parameters, optimizer: trainer.optimizer,
            history: history, epochsDone: 0, epochsWanted: request.epochs, samplesPerSecond: 0)
        if workspace.split?.validation.isEmpty == false {
            validator = try workspace.evaluator(of: .validation, threads: control.threads)
        }
        self.request = request
        self.control = control
        self.stretch = stretch
        self.history = history
        firstEpoch = here.epoch
        good = here
        guard let training = trainer.evaluate(unless: { control.isUrgent }) else { throw .stoppedBeforeFirstEpoch }
        report = TrainingReport(epoch: here.epoch, training: training, validation: validator?.evaluate(here.parameters))
        start = clock.now
        (lastLook, lastNews, nextNote) = (start, start, start + .seconds(1))
        if history.losses.isEmpty { record() }
        if request.patience != nil { keepIfBest() }
    }

    private var epochsDone: Int { trainer.epochs - firstEpoch }

    mutating func run(_ workspace: inout Workspace) throws(CommandError) -> Reply {
        var ending: String?
        while epochsDone < request.epochs {
            if try holds(workspace) {
                ending = "\(request.until?.text.text ?? "") holds"
                break
            }
            if control.isCancelled {
                guard epochsDone > 0 else { throw .stoppedBeforeFirstEpoch }
                ending =
                    isBroken
                    ? "\(control.ending) in epoch \(trainer.epochs + 1), which is left out: whole epochs count" : control.ending
                repeatedBy = commandSoFar
                break
            }
            train(to: nextJudgement)
            guard trainer.epochs > good.epoch else { continue }
            let judgement = judge()
            if judgement == .stopped {
                leaveOutUnjudged()
                continue
            }
            guard judgement == .finite else {
                nonFinite = goBackToLastGood()
                ending = "stopped: epoch \(trainer.epochs + 1) would make the loss infinite or not a number; the state before it is kept"
                if let nonFinite { notes.append(nonFinite.sentence(Names(network: trainer.network))) }
                notes.append(
                    nonFinite?.comesBeforeAnyUpdate == true
                        ? "the learning rate has no part in it: smaller inputs or weights may help, by normalise or init"
                        : "a smaller learning rate may help: set lr \(workspace.text(workspace.optimizer.learningRate / 10))")
                break
            }
            if let every = request.every, epochsDone.isMultiple(of: every) { rows.append(report.row(workspace)) }
            if let patience = request.patience, !keepIfBest(), let best, trainer.epochs - best.report.epoch >= patience {
                ending = "val.loss has not fallen for \(patience) epoch\(patience == 1 ? "" : "s")"
                break
            }
            tellNews()
            noteDown()
        }
        if ending == nil, request.until != nil {
            ending = try holds(workspace) ? "\(request.until?.text.text ?? "") holds" : "the condition was not met"
        }
        if let ending { notes.insert(ending, at: 0) }
        return close(&workspace)
    }

    // MARK: Epochs

    /// The next epoch, counted from the first of this run, after which the network is judged.
    private var nextJudgement: Int {
        let next = epochsDone + 1
        if request.looksAtEveryEpoch { return next }
        var spacing = 1
        while next > TrainingRun.denseEpochs * spacing { spacing *= 2 }
        var stop = min(request.epochs, (epochsDone / spacing + 1) * spacing)
        if let every = request.every { stop = min(stop, (epochsDone / every + 1) * every) }
        return stop
    }

    /// Trains up to an epoch of this run, or as far as it comes before somebody asks to stop.
    private mutating func train(to last: Int) {
        let control = control
        while epochsDone < last {
            let stop = min(last, epochsDone + epochsALook)
            while epochsDone < stop {
                let next = min(firstEpoch + stop, stretch.checkpoints.nextEpoch(after: trainer.epochs))
                // Epochs are made one by one as long as they may be long; a long one can be stopped in its middle.
                if epochsALook > 1 {
                    trainer.train(epochs: next - trainer.epochs)
                } else if !trainer.epoch(unless: { control.isUrgent }) {
                    isBroken = true
                    return
                }
                stretch.checkpoints.offer(trainer)
            }
            let now = clock.now, passed = now - lastLook
            lastLook = now
            if passed < .milliseconds(2) {
                epochsALook = min(2 * epochsALook, 1 << 20)
            } else if passed > .milliseconds(8) {
                epochsALook = max(1, epochsALook / 2)
            }
            if control.isCancelled { return }
        }
    }

    /// What is found about the present epoch.
    private enum Judgement { case finite, notFinite, stopped }

    /// Finds the numbers after the present epoch. If they are finite they are kept. If that takes long and somebody asks to stop, the epochs
    /// that have not been judged are left out: nobody knows whether their numbers are finite.
    private mutating func judge() -> Judgement {
        // What is soon found is found: then no epoch is lost.
        let (control, clock, begin) = (control, clock, clock.now)
        func isToStop() -> Bool { control.isUrgent && clock.now - begin > .milliseconds(50) }
        guard let training = trainer.evaluate(unless: isToStop) else { return .stopped }
        guard training.loss.isFinite, trainer.isFinite else { return .notFinite }
        var validation: Evaluation?
        if validator != nil {
            validation = validator?.evaluate(trainer.parameters, unless: isToStop)
            guard validation != nil else { return .stopped }
        }
        keep(training, validation)
        return .finite
    }

    private mutating func keep(_ training: Evaluation, _ validation: Evaluation?) {
        good = trainer.checkpoint
        report = TrainingReport(epoch: trainer.epochs, training: training, validation: validation)
        record()
    }

    /// Leaves out the epochs after the last one that was judged.
    private mutating func leaveOutUnjudged() {
        stretch.checkpoints.forget(after: good.epoch)
        trainer.go(to: good)
        isBroken = true
    }

    private mutating func record() {
        history.epoch = report.epoch
        history.record(loss: report.training.loss, accuracy: report.training.accuracy, validation: report.validation)
    }

    /// Trains again from the last good state to the last epoch whose numbers are finite. Returns the first number that was not.
    private mutating func goBackToLastGood() -> NonFiniteNumber {
        stretch.checkpoints.forget(after: good.epoch)
        trainer.go(to: good)
        do throws(NonFiniteNumber) {
            while true {
                let training = try trainer.finiteEpoch()
                keep(training, validator?.evaluate(trainer.parameters))
                stretch.checkpoints.offer(trainer)
            }
        } catch {
            return error
        }
    }

    /// Keeps the present state if its validation loss is the least so far. Returns whether it is.
    @discardableResult
    private mutating func keepIfBest() -> Bool {
        guard let loss = report.validation?.loss, loss < best?.loss ?? .infinity else { return false }
        best = (loss, report, trainer.checkpoint)
        return true
    }

    // MARK: Conditions

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
        case "loss", "e": return report.training.loss
        case "epoch": return Double(report.epoch)
        case "accuracy" where report.training.accuracy != nil: return report.training.accuracy ?? 0
        default: break
        }
        if let metric = Metric(named: name) {
            guard metric.part == .validation else {
                throw CommandError("the test part judges once, at the end", column: column, hint: "stop by val.\(metric.kind.rawValue)")
            }
            if let validation = report.validation { return try metric.value(in: validation, column: column) }
        }
        var present = workspace
        present.restingParameters = trainer.parameters
        return try present.value(named: name, column: column)
    }

    // MARK: News

    /// Tells how far it has come, about sixty times a second if somebody looks; less often where a copy of the parameters costs much.
    private mutating func tellNews() {
        let pause = Duration.milliseconds(15) + .nanoseconds(40 * trainer.parameters.values.count)
        guard lastLook - lastNews > pause, control.wantsNews else { return }
        lastNews = lastLook
        keepStretch()
        control.progress = TrainingProgress(
            network: trainer.network, samples: trainer.samples, parameters: trainer.parameters, optimizer: trainer.optimizer,
            history: history, epochsDone: epochsDone, epochsWanted: request.epochs, samplesPerSecond: samplesPerSecond)
    }

    /// Has the epochs reached written down about once a second, so that not even a crash loses them; less often where that takes long.
    private mutating func noteDown() {
        guard lastLook >= nextNote else { return }
        let begin = clock.now
        control.keep(commandSoFar)
        let end = clock.now
        nextNote = end + max(Duration.seconds(1), (end - begin) * 50)
    }

    /// The command that would do what has been done so far, to the bit.
    private var commandSoFar: String { (["train \(epochsDone)"] + request.repeatable).joined(separator: " ") }

    private var samplesPerSecond: Double {
        let seconds = Double((clock.now - start).components.attoseconds) * 1e-18 + Double((clock.now - start).components.seconds)
        return seconds > 0 ? Double(epochsDone * trainer.samples.count) / seconds : 0
    }

    /// What leads back to the epochs so far is part of the news: the curves of the gradients are drawn from it.
    private mutating func keepStretch() {
        (stretch.end, stretch.ending) = (trainer.epochs, trainer.checkpoint)
        history.keep(stretch)
    }

    // MARK: The end

    private mutating func close(_ workspace: inout Workspace) -> Reply {
        keepStretch()
        workspace.restingParameters = trainer.parameters
        workspace.optimizer = trainer.optimizer
        workspace.training = history
        // What is to be seen of a training is its curve.
        workspace.lastChart = nil
        var fields: [JSONField] = []
        if let best {
            fields.append(.init("best_epoch", .int(best.report.epoch)))
            if best.report.epoch < trainer.epochs { take(best.report, best.checkpoint, &workspace) }
        }
        if let nonFinite { fields.append(.init("non_finite", nonFinite.json(Names(network: trainer.network)))) }
        if !rows.isEmpty {
            blocks.append(.table(Table(header: report.header, rows: rows, alignRight: report.header.map { _ in true })))
        }
        if let layer = deadLayer(workspace.restingParameters) {
            notes.append(
                "every unit of \(Names(network: trainer.network).layerName(layer)) is dead: its slope is 0 for every sample, so nothing up to it "
                    + "learns; begin anew by init, with a smaller rate, normalised data or leaky-relu")
        }
        blocks.append(.line(report.line(workspace)))
        blocks += notes.map(Block.note)
        return Reply(
            blocks, values: report.values + [.init("samples_per_second", .number(samplesPerSecond.rounded()))] + fields,
            repeatedBy: repeatedBy,
            training: TrainingOutcome(epochs: epochsDone, ending: nonFinite != nil ? .nonFinite : repeatedBy != nil ? .stopped : .done))
    }

    /// The first layer none of whose units can learn from these samples, nor let anything before it learn. The slope of `step` is 0 anyway.
    private func deadLayer(_ parameters: Parameters?) -> Int? {
        guard let parameters else { return nil }
        var probe = NetworkPortrait.probe(trainer.network, trainer.samples, mostProducts: NetworkPortrait.quickLook)
        return probe.look(at: parameters).first { look in
            look.deadUnits.count == look.unitCount && trainer.network[layer: look.layer].activation.name != "step"
        }?.layer
    }

    /// Puts the best parameters in the place of the last ones. Epochs go on from the last one, by the curve that has been seen.
    private mutating func take(_ best: TrainingReport, _ checkpoint: Checkpoint, _ workspace: inout Workspace) {
        (workspace.restingParameters, workspace.optimizer) = (checkpoint.parameters, checkpoint.optimizer)
        if let stretch = workspace.presentStretch() { workspace.training.keep(stretch) }
        report = TrainingReport(epoch: trainer.epochs, training: best.training, validation: best.validation)
        notes.append("the parameters are those of epoch \(best.epoch), whose val.loss was the least")
    }
}
