// Training that stops where numbers end, and keeps what it had.

extension Trainer {
    /// Whether all that training moves, and moves by, is finite: the parameters, running statistics, what the optimiser remembers, the length
    /// of gradients that are clipped by it. A mean of squares or a length that is infinite would silently move nothing.
    public var isFinite: Bool {
        parameters.areFinite && optimizer.memory.allSatisfy(\.areFinite) && !optimizer.hasInfiniteNorm
    }

    /// One epoch and the loss after it. If that makes the loss or a number that training moves infinite or not a number, the trainer is put
    /// back to where the epoch began, and the error says which number was the first, and why.
    public mutating func finiteEpoch() throws(NonFiniteNumber) -> Evaluation {
        keep()
        epoch()
        let evaluation = evaluate()
        if evaluation.loss.isFinite && isFinite {
            forgetKept()
            return evaluation
        }
        returnToKept()
        throw firstNonFinite()
    }

    /// The first number of the next epoch that is infinite or not a number: goes through it on a copy, batch by batch.
    private func firstNonFinite() -> NonFiniteNumber {
        var copy = self
        copy.beginEpoch()
        for batch in 0..<batchCount {
            if var found = copy.firstNonFinite(inBatch: batch) {
                (found.epoch, found.batch) = (epochs, batch)
                return found
            }
        }
        return copy.firstNonFiniteInEvaluation(epoch: epochs)
    }

    /// The first one while the loss is looked at after an epoch; if no batch has any, their sum is too large.
    mutating func firstNonFiniteInEvaluation(epoch: Int) -> NonFiniteNumber {
        let parameters = parameters
        var found =
            forwardInEvaluation { pass, batch in
                var found = pass.firstNonFinite(parameters, hasGoneBack: false)
                found?.batch = batch
                return found
            } ?? NonFiniteNumber(.batchLoss, value: .infinity, phase: .loss, cause: .overflow)
        (found.epoch, found.isInEvaluation) = (epoch, true)
        return found
    }

    /// Trains on a batch, looking at every number.
    private mutating func firstNonFinite(inBatch batch: Int) -> NonFiniteNumber? {
        var pass = wholePass(ofBatch: batch)
        if let found = pass.firstNonFinite(parameters) { return found }
        if optimizer.needsGradientNorm {
            let trainable = parameters.places.trainable(in: network)
            let norm = pass.work(parameters) { $0.gradientNorm(over: trainable) }
            if !norm.isFinite {
                return NonFiniteNumber(.gradientNorm, value: norm, phase: .update, sample: pass.sampleCount - 1, cause: .overflow)
            }
        }
        train(on: batch..<batch + 1)
        guard let moved = parameters.firstNonFinite else { return firstRemembered(sample: pass.sampleCount - 1) }
        let value = parameters.value(of: moved) ?? parameters.statistic(moved)
        return NonFiniteNumber(
            moved, value: value, layer: moved.layer ?? network.outputLayer, phase: .update, sample: pass.sampleCount - 1, cause: .of(value))
    }

    /// The first number that the optimiser remembers and that is not finite.
    private func firstRemembered(sample: Int) -> NonFiniteNumber? {
        for list in optimizer.memory {
            guard let place = list.firstNonFinite else { continue }
            let parameter = parameters.gradientQuantity(at: place).ofParameter
            return NonFiniteNumber(
                parameter, value: list[place], layer: parameter.layer, phase: .update, sample: sample, cause: .overflowInMemory)
        }
        return nil
    }
}

extension Quantity {
    /// The layer of a parameter or a running statistic.
    var layer: Int? {
        switch self {
        case .weight(let layer, _, _), .bias(let layer, _), .runningStatistic(_, let layer, _): layer
        default: nil
        }
    }
}
