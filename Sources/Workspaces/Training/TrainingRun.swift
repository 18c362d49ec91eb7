// One training: epochs at full speed, judged where somebody asks for the numbers.
import Formula
import NeuralEngine

/// One training under way.
struct TrainingRun {
    /// The network is judged after each of so many epochs; of twice as many after every second, and so on.
    static let denseEpochs = 512

    private var trainer: Trainer
    private var validator: Evaluator?
    private let request: TrainingRequest
    private let control: RunControl
    /// What pictures of it are drawn over.
    private let space: InputSpace?
    private var history: TrainingHistory
    private var stretch: Stretch
    /// How the network stands after the epoch that was judged last.
    private var standing: Standing
    /// The last state whose numbers were all finite.
    private var good: Checkpoint
    /// With patience: the state with the least validation loss, and that loss.
    private var best: (loss: Double, standing: Standing, checkpoint: Checkpoint)?
    /// Whether an epoch was stopped in its middle and left out.
    private var isBroken = false
    private let firstEpoch: Int
    private let firstFalls: Int
    private var told: [Standing] = []
    private let passLeft: TrainingOutcome.PassLeft?
    private let obstacles: [Obstacle]
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var lastLook: ContinuousClock.Instant
    private var lastNews: ContinuousClock.Instant
    /// When the epochs reached are written down next.
    private var nextNote: ContinuousClock.Instant
    /// Epochs between two looks at the clock.
    private var epochsALook = 1
    private var pace = Pace()

    init(_ workspace: inout Workspace, _ request: TrainingRequest, control: RunControl) throws(WorkspaceError) {
        if request.patience != nil { _ = try workspace.setup.samples(of: .validation) }
        let samples = try workspace.setup.samples()
        guard samples.hasTargets else { throw .noTarget(outputs: workspace.network?.outputs ?? 1) }
        let left = workspace.stepper.flatMap { $0.position.step > 0 && !$0.isAtEndOfPass ? $0 : nil }
        passLeft = left.map { .init(step: $0.position.step, of: $0.plan.count) }
        workspace.restart()
        guard let here = workspace.restingCheckpoint, let stretch = workspace.presentStretch() else {
            throw .noNetwork(for: workspace.dataset)
        }
        var history = workspace.training
        history.keep(stretch)
        trainer = try Trainer(from: here, under: stretch.setup, threads: control.threads)
        space = stretch.setup.inputSpace(of: trainer.samples)
        // The first epoch may take long: what is to be trained can be seen before it.
        control.progress = TrainingProgress(
            network: trainer.network, samples: trainer.samples, parameters: trainer.parameters, optimizer: trainer.optimizer,
            history: history, epochsDone: 0, epochsWanted: request.epochs, samplesPerSecond: 0, space: space)
        control.propose(pace: request.pace)
        if workspace.setup.hasValidation { validator = try workspace.evaluator(of: .validation, threads: control.threads) }
        obstacles = trainer.network.obstacles(here.parameters, samples, trainer.optimizer, epoch: here.epoch)
        self.request = request
        self.control = control
        self.stretch = stretch
        self.history = history
        firstEpoch = here.epoch
        firstFalls = here.optimizer.plateau.falls
        good = here
        guard let training = trainer.evaluate(unless: { control.isUrgent }) else { throw .stoppedBeforeFirstEpoch }
        let validation = validator?.evaluate(here.parameters, unless: { control.isUrgent })
        guard validator == nil || validation != nil else { throw .stoppedBeforeFirstEpoch }
        standing = Standing(epoch: here.epoch, training, validation: validation)
        start = clock.now
        (lastLook, lastNews, nextNote) = (start, start, start + .seconds(1))
        // A first entry is judged anew: by now the costs may be others.
        if history.epochs.allSatisfy({ $0 == Double(here.epoch) }) {
            self.history.forgetCurves()
            record()
        }
        if request.patience != nil { keepIfBest() }
    }

    private var epochsDone: Int { trainer.epochs - firstEpoch }

    mutating func run(_ workspace: inout Workspace) throws(WorkspaceError) -> TrainingOutcome {
        var ending: TrainingOutcome.Ending?
        while epochsDone < request.epochs {
            if try holds(workspace) {
                ending = .conditionHolds
                break
            }
            if control.isCancelled {
                guard epochsDone > 0 else { throw .stoppedBeforeFirstEpoch }
                ending = .cancelled(isPause: control.isPause, brokenEpoch: isBroken ? trainer.epochs + 1 : nil)
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
                let number = goBackToLastGood()
                ending = .notFinite(epoch: trainer.epochs + 1, number)
                break
            }
            if let every = request.every, every > 0, epochsDone.isMultiple(of: every) { told.append(standing) }
            if let patience = request.patience, !keepIfBest(), let best, trainer.epochs - best.standing.epoch >= patience {
                ending = .lostPatience(epochs: patience)
                break
            }
            if epochsDone < request.epochs, request.givesUp?(history) == true {
                ending = .givenUp
                break
            }
            tellNews()
            noteDown()
        }
        if ending == nil, request.until != nil { ending = try holds(workspace) ? .conditionHolds : .conditionNotMet }
        return close(&workspace, ending ?? .complete)
    }

    // MARK: Epochs

    /// The next epoch, counted from the first of this run, after which the network is judged.
    private var nextJudgement: Int {
        let next = epochsDone + 1
        if request.looksAtEveryEpoch { return next }
        var spacing = 1
        while next > TrainingRun.denseEpochs * spacing { spacing *= 2 }
        var stop = min(request.epochs, (epochsDone / spacing + 1) * spacing)
        if let every = request.every, every > 0 { stop = min(stop, (epochsDone / every + 1) * every) }
        return stop
    }

    /// Trains up to an epoch of this run, or as far as it comes before somebody asks to stop.
    private mutating func train(to last: Int) {
        let control = control
        while epochsDone < last {
            if control.pace != nil {
                epochsALook = 1
                pace.wait(control)
                if control.isUrgent { return }
            }
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
        standing = Standing(epoch: trainer.epochs, training, validation: validation)
        record()
    }

    /// Leaves out the epochs after the last one that was judged.
    private mutating func leaveOutUnjudged() {
        stretch.checkpoints.forget(after: good.epoch)
        trainer.go(to: good)
        isBroken = true
    }

    private mutating func record() {
        history.epoch = standing.epoch
        history.record(standing)
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
        guard let loss = standing.validationLoss, loss < best?.loss ?? .infinity else { return false }
        best = (loss, standing, trainer.checkpoint)
        return true
    }

    // MARK: Conditions

    /// Whether the condition that ends the training holds.
    private func holds(_ workspace: Workspace) throws(WorkspaceError) -> Bool {
        guard let condition = request.until else { return false }
        let value = try Workspace.value(
            of: condition, number: { name throws(WorkspaceError) in try self.value(named: name, workspace) },
            tensor: { name throws(WorkspaceError) in try present(workspace).tensor(named: name) })
        return value.number.map { $0 != 0 } ?? false
    }

    /// The workspace with the parameters as they are now.
    private func present(_ workspace: Workspace) -> Workspace {
        var present = workspace
        present.restingParameters = trainer.parameters
        return present
    }

    private func value(named name: String, _ workspace: Workspace) throws(WorkspaceError) -> Double {
        switch name.lowercased() {
        case "loss", "e": return standing.loss
        case "epoch": return Double(standing.epoch)
        case "accuracy":
            if let accuracy = standing.accuracy { return accuracy }
        default: break
        }
        if let metric = Metric(named: name) {
            guard metric.part != .test else { throw .endsByTest(of: metric.word) }
            if let value = try metric.value(in: standing) { return value }
        }
        do throws(WorkspaceError) {
            return try present(workspace).value(named: name)
        } catch .noSampleTakenForClass {
            // Training may change that: until then no condition about it holds.
            return .nan
        }
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
            history: history, epochsDone: epochsDone, epochsWanted: request.epochs, samplesPerSecond: samplesPerSecond, space: space)
    }

    /// Has the epochs reached written down about once a second, so that not even a crash loses them; less often where that takes long.
    private mutating func noteDown() {
        guard lastLook >= nextNote else { return }
        let begin = clock.now
        control.note(epochs: epochsDone)
        let end = clock.now
        nextNote = end + max(Duration.seconds(1), (end - begin) * 50)
    }

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

    private mutating func close(_ workspace: inout Workspace, _ ending: TrainingOutcome.Ending) -> TrainingOutcome {
        keepStretch()
        workspace.restingParameters = trainer.parameters
        workspace.optimizer = trainer.optimizer
        workspace.training = history
        let takesBest = best.map { $0.standing.epoch < trainer.epochs } ?? false
        if let best, takesBest { take(best.standing, best.checkpoint, &workspace) }
        return TrainingOutcome(
            network: trainer.network, standing: standing, told: told, epochs: epochsDone, ending: ending, bestEpoch: best?.standing.epoch,
            tookBest: takesBest, passLeft: passLeft, obstacles: obstacles,
            rateFall: rateFall, deadLayer: deadLayer(ending, workspace.restingParameters),
            validationEnding: validationEnding(workspace.restingParameters),
            cameSorted: stretch.setup.takesSortedBatches(of: trainer.samples), samplesPerSecond: samplesPerSecond)
    }

    private var rateFall: TrainingOutcome.RateFall? {
        let optimizer = trainer.optimizer, times = optimizer.plateau.falls - firstFalls
        return times > 0 ? .init(times: times, rate: optimizer.rate(epoch: trainer.epochs)) : nil
    }

    /// Of a training that numbers have ended the number is the cause, no layer; and where the loss is 0 nothing is left to be learnt.
    private func deadLayer(_ ending: TrainingOutcome.Ending, _ parameters: Parameters?) -> DeadLayer? {
        if case .notFinite = ending { return nil }
        return obstacles.isEmpty && standing.loss != 0 ? parameters.flatMap { DeadLayer(trainer.network, $0, trainer.samples) } : nil
    }

    /// The first number of the validation part that is infinite or none, where its loss is.
    private mutating func validationEnding(_ parameters: Parameters?) -> NonFiniteNumber? {
        guard let loss = standing.validationLoss, !loss.isFinite, let parameters else { return nil }
        return validator?.firstNonFinite(parameters)
    }

    /// Puts the best parameters in the place of the last ones. Epochs go on from the last one, by the curve that has been seen.
    private mutating func take(_ best: Standing, _ checkpoint: Checkpoint, _ workspace: inout Workspace) {
        (workspace.restingParameters, workspace.optimizer) = (checkpoint.parameters, checkpoint.optimizer)
        if let stretch = workspace.presentStretch() { workspace.training.keep(stretch) }
        standing = best.counted(to: trainer.epochs)
    }
}
