// The past of a training, so that every epoch can be reached again to the bit.
import NeuralEngine

/// Epochs trained one after the other under an unchanged setup.
struct Stretch: Sendable, Equatable {
    let setup: Setup
    var checkpoints: Checkpoints
    /// The last epoch that it reaches.
    var end: Int
    /// How it ended, if at the end of an epoch: a training that begins there goes on with this stretch.
    var ending: Checkpoint?

    var reaches: ClosedRange<Int> { checkpoints.start.epoch...max(end, checkpoints.start.epoch) }
}

extension Trainer {
    /// A trainer that begins at a checkpoint, under the setup of then.
    init(from checkpoint: Checkpoint, under setup: Setup, threads: Int) throws(WorkspaceError) {
        guard let network = setup.network else { throw .noNetwork(for: setup.dataset) }
        let samples = try setup.samples()
        try setup.checkMemory(
            for: .training(checkpoint.optimizer), capacity: min(setup.order(for: samples).size, samples.count), workers: threads)
        self.init(
            network: network, parameters: checkpoint.parameters, optimizer: checkpoint.optimizer, samples: samples,
            order: setup.order(for: samples), epoch: checkpoint.epoch, dropoutSeed: setup.seed, validation: try setup.validation(),
            threads: threads)
    }
}

extension TrainingHistory {
    /// Puts a stretch at the end, in the place of the one that it goes on with.
    mutating func keep(_ stretch: Stretch) {
        if let last = stretches.last, last.checkpoints.start == stretch.checkpoints.start, last.setup == stretch.setup {
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

    /// The checkpoints of all stretches with the setup of then, in order and each epoch once: where two tell of one, the later is what went
    /// on. Of more than so many as many, evenly.
    package func moments(most: Int) -> [(setup: Setup, checkpoint: Checkpoint)] {
        var all: [(setup: Setup, checkpoint: Checkpoint)] = []
        for stretch in stretches {
            let start = stretch.checkpoints.start.epoch
            while let last = all.last, last.checkpoint.epoch >= start { all.removeLast() }
            all += stretch.checkpoints.kept.map { (stretch.setup, $0) }
            if let ending = stretch.ending, ending.epoch > all.last?.checkpoint.epoch ?? -1 { all.append((stretch.setup, ending)) }
        }
        guard all.count > most else { return all }
        return (0..<most).map { all[$0 * (all.count - 1) / (most - 1)] }
    }
}
