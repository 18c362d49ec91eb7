// Any epoch of a training as it was, exact to the bit: looked back at without going there, or gone back to.
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
        guard let stretch = then.training.stretch(reaching: epoch), var trainer = try? Trainer(reaching: epoch, in: stretch, control) else {
            return nil
        }
        then.setup = stretch.setup
        (then.restingParameters, then.optimizer) = (trainer.parameters, trainer.optimizer)
        guard let standing = training.standing(at: epoch) ?? (try? then.standing(of: &trainer)) else { return nil }
        var progress = TrainingProgress(
            network: trainer.network, samples: trainer.samples, parameters: trainer.parameters, optimizer: trainer.optimizer,
            history: training, epochsDone: 0, epochsWanted: 0, samplesPerSecond: 0, space: then.setup.inputSpace(of: trainer.samples))
        progress.past = standing
        return progress
    }

    /// Goes back to an epoch: parameters, optimiser and setup are those of then; what came after it is forgotten.
    public mutating func rewind(to epoch: Int, _ control: RunControl = RunControl()) throws(WorkspaceError) -> Standing {
        var then = self
        then.restart()
        guard then.training.epoch > 0 else { throw .noEpochs }
        guard let stretch = then.training.stretch(reaching: epoch) else { throw .unreachable(epoch: epoch) }
        var trainer = try Trainer(reaching: epoch, in: stretch, control)
        then.setup = stretch.setup
        (then.restingParameters, then.optimizer) = (trainer.parameters, trainer.optimizer)
        then.training.goBack(to: trainer.checkpoint, in: stretch)
        let standing = try then.standing(of: &trainer)
        // Of a long training not every epoch has been judged.
        if then.training.standing(at: epoch) == nil { then.training.record(standing) }
        self = then
        return standing
    }

    /// How a trainer that has come to the present state of this workspace does.
    private func standing(of trainer: inout Trainer) throws(WorkspaceError) -> Standing {
        let validation = setup.hasValidation ? try evaluation(of: .validation) : nil
        return Standing(epoch: trainer.epochs, trainer.evaluate(), validation: validation)
    }

    /// Where training stands between two passes.
    var restingCheckpoint: Checkpoint? {
        restingParameters.map { Checkpoint(epoch: training.epoch, parameters: $0, optimizer: optimizer) }
    }

    /// The stretch that a training from here goes on with, or a new one.
    func presentStretch() -> Stretch? {
        guard network != nil, let here = restingCheckpoint else { return nil }
        if let last = training.stretches.last, last.ending == here, last.setup == setup { return last }
        return Stretch(setup: setup, checkpoints: Checkpoints(from: here), end: training.epoch, ending: here)
    }
}

extension Trainer {
    /// A trainer that has come to an epoch of a stretch.
    fileprivate init(reaching epoch: Int, in stretch: Stretch, _ control: RunControl) throws(WorkspaceError) {
        try self.init(from: stretch.checkpoints.nearest(to: epoch), under: stretch.setup, threads: control.threads)
        while epochs < epoch {
            guard !control.isCancelled, self.epoch(unless: { control.isUrgent }) else { throw .stoppedOnTheWay }
        }
    }
}
