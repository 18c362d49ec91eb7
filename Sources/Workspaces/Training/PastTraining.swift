// Looking back at a training: any epoch of it as it was, exact to the bit, without going there.
import NeuralEngine

extension Workspace {
    /// The epoch nearest to one that can be reached again; nil before any training.
    public func reachableEpoch(near epoch: Int) -> Int? {
        let ranges = training.stretches.map(\.reaches)
        if ranges.contains(where: { $0.contains(epoch) }) { return epoch }
        return ranges.flatMap { [$0.lowerBound, $0.upperBound] }.min { abs($0 - epoch) < abs($1 - epoch) }
    }

    /// The training as it stood after an epoch: from the nearest checkpoint before it, trained again by the same operations. Nil if the
    /// epoch cannot be reached, or it was asked to stop on the way.
    public func look(backTo epoch: Int, control: RunControl = RunControl()) -> TrainingProgress? {
        var then = self
        then.restart()
        guard let stretch = then.training.stretch(reaching: epoch), var trainer = try? then.trainer(reaching: epoch, in: stretch, control)
        else { return nil }
        then.trainingSettings = stretch.settings
        (then.restingParameters, then.optimizer) = (trainer.parameters, trainer.optimizer)
        guard let standing = training.standing(at: epoch) ?? then.standing(of: &trainer) else { return nil }
        var progress = TrainingProgress(
            network: trainer.network, samples: trainer.samples, parameters: trainer.parameters, optimizer: trainer.optimizer,
            history: training, epochsDone: 0, epochsWanted: 0, samplesPerSecond: 0)
        progress.past = standing
        return progress
    }

    /// How a trainer that has come to the present state of this workspace does.
    private func standing(of trainer: inout Trainer) -> Standing? {
        let validation = split?.validation.isEmpty == false ? try? evaluation(of: .validation) : nil, training = trainer.evaluate()
        return Standing(
            epoch: trainer.epochs, loss: training.loss, accuracy: training.accuracy, validationLoss: validation?.loss,
            validationAccuracy: validation?.accuracy)
    }

    /// A trainer that has come to an epoch of a stretch.
    func trainer(reaching epoch: Int, in stretch: Stretch, _ control: RunControl) throws(CommandError) -> Trainer {
        var trainer = try trainer(from: stretch.checkpoints.nearest(to: epoch), of: stretch.settings, threads: control.threads)
        while trainer.epochs < epoch {
            guard !control.isCancelled, trainer.epoch(unless: { control.isUrgent }) else {
                throw .stoppedOnTheWay
            }
        }
        return trainer
    }
}
