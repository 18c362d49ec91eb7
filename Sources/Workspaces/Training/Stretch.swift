// The past of a training, so that every epoch can be reached again to the bit.
import NeuralEngine

/// What training depends on besides the parameters and the optimiser.
struct TrainingSettings: Sendable, Equatable {
    var network: Network
    var dataset: Dataset?
    var split: Split?
    var inputRows: Matrix?
    var targetRows: Matrix?
    var batchSize: Int?
    var shuffleSeed: UInt64?
    var seed: UInt64
}

/// Epochs trained one after the other under unchanged settings.
struct Stretch: Sendable, Equatable {
    let settings: TrainingSettings
    var checkpoints: Checkpoints
    /// The last epoch that it reaches.
    var end: Int
    /// How it ended, if at the end of an epoch: a training that begins there goes on with this stretch.
    var ending: Checkpoint?

    var reaches: ClosedRange<Int> { checkpoints.start.epoch...max(end, checkpoints.start.epoch) }
}

extension Workspace {
    /// The settings of the training, as they are or as they were. Nil without a network.
    var trainingSettings: TrainingSettings? {
        get {
            network.map {
                TrainingSettings(
                    network: $0, dataset: dataset, split: split, inputRows: inputRows, targetRows: targetRows, batchSize: batchSize,
                    shuffleSeed: shuffleSeed, seed: seed)
            }
        }
        set {
            guard let newValue else { return }
            network = newValue.network
            (dataset, split, inputRows, targetRows) = (newValue.dataset, newValue.split, newValue.inputRows, newValue.targetRows)
            (batchSize, shuffleSeed, seed) = (newValue.batchSize, newValue.shuffleSeed, newValue.seed)
        }
    }

    /// Where training stands between two passes.
    var restingCheckpoint: Checkpoint? {
        restingParameters.map { Checkpoint(epoch: training.epoch, parameters: $0, optimizer: optimizer) }
    }

    /// The stretch that a training from here goes on with, or a new one.
    func presentStretch() -> Stretch? {
        guard let settings = trainingSettings, let here = restingCheckpoint else { return nil }
        if let last = training.stretches.last, last.ending == here, last.settings == settings { return last }
        return Stretch(settings: settings, checkpoints: Checkpoints(from: here), end: training.epoch, ending: here)
    }

    /// A trainer that begins at a checkpoint, under the settings of then.
    func trainer(from checkpoint: Checkpoint, of settings: TrainingSettings, threads: Int) throws(CommandError) -> Trainer {
        var then = self
        then.stepper = nil
        then.trainingSettings = settings
        let samples = try then.requireSamples()
        try then.requireMemory(
            for: .training(checkpoint.optimizer), capacity: min(then.order(for: samples).size, samples.count), workers: threads)
        return Trainer(
            network: settings.network, parameters: checkpoint.parameters, optimizer: checkpoint.optimizer, samples: samples,
            order: then.order(for: samples), epoch: checkpoint.epoch, dropoutSeed: settings.seed, threads: threads)
    }
}

extension TrainingHistory {
    /// Puts a stretch at the end, in the place of the one that it goes on with.
    mutating func keep(_ stretch: Stretch) {
        if let last = stretches.last, last.checkpoints.start == stretch.checkpoints.start, last.settings == stretch.settings {
            stretches.removeLast()
        }
        stretches.append(stretch)
    }

    /// The last stretch that reaches an epoch.
    func stretch(reaching epoch: Int) -> Stretch? { stretches.last { $0.reaches.contains(epoch) } }

    /// Forgets what came after an epoch that a stretch has led back to.
    mutating func goBack(to checkpoint: Checkpoint, in stretch: Stretch) {
        let index = stretches.lastIndex(of: stretch) ?? stretches.count
        stretches.removeSubrange(index...)
        var stretch = stretch
        stretch.checkpoints.forget(after: checkpoint.epoch)
        (stretch.end, stretch.ending) = (checkpoint.epoch, checkpoint)
        stretches.append(stretch)
        forget(after: checkpoint.epoch)
        epoch = checkpoint.epoch
    }
}
