// A training that is likely to learn, where nobody has chosen one.
import NeuralEngine

/// Rule, rate, mini-batches and their order, chosen by data and network. The rule is Adam: its steps hardly depend on how large the gradients
/// are, and so not on the scale of data and loss.
public struct TrainingRecipe: Sendable, Equatable {
    public let rate: Double
    /// Samples a mini-batch; nil takes all of them, and needs no order.
    public let batch: Int?
    public let epochs: Int
    /// Whether it begins with other first weights: a training before has taught nothing, or has left a layer in which nothing can be learnt.
    public let beginsAnew: Bool
    /// Whether the data are brought to one scale first, and whether that goes for the targets as well; nil leaves them as they are.
    public let normalisesTargets: Bool?

    /// - Parameters:
    ///   - samples: the samples of the training part.
    ///   - parameters: what is to be learnt. The more there are, the smaller the steps: all of them move at once.
    init(samples: Int, parameters: Int, beginsAnew: Bool = false, normalisesTargets: Bool? = nil) {
        (self.beginsAnew, self.normalisesTargets) = (beginsAnew, normalisesTargets)
        batch = samples <= 32 ? nil : samples < 1_000 ? 16 : samples < 10_000 ? 32 : 64
        let updatesAnEpoch = batch.map { (samples + $0 - 1) / $0 } ?? 1
        rate = parameters > 100_000 ? 0.001 : parameters > 2_000 ? 0.003 : batch == nil ? 0.05 : 0.01
        epochs = max(10, min(1_000, 6_000 / updatesAnEpoch))
    }
}

extension Workspace {
    /// The training that suits the data and the network.
    public func recipe() throws(WorkspaceError) -> TrainingRecipe {
        let samples = try setup.samples(), parameters = try requireParameters(), beginsAnew = hasTaughtNothing
        // Weights that have learnt something have learnt it on the scale of the data as they are.
        let far = beginsAnew || epoch == 0 ? farNumbers : nil
        return TrainingRecipe(
            samples: samples.count, parameters: parameters.values.count, beginsAnew: beginsAnew,
            normalisesTargets: far.flatMap(normalisesTargets))
    }

    /// Whether there was a training whose loss has not fallen or is no less than that of guesses, or after which some layer is dead. What is
    /// frozen nobody wants to be drawn anew.
    private var hasTaughtNothing: Bool {
        guard training.losses.count > 1, let first = training.losses.first, let last = training.losses.last,
            let network, network.trainsAll, let parameters, let samples = try? setup.samples()
        else { return false }
        if last >= first || network.isNoBetterThanGuesses(last, samples.targets) { return true }
        return DeadLayer(network, parameters, samples)?.cause.isOfWeights ?? false
    }
}

extension Network {
    /// Whether a loss is no less than that of who does not look at the inputs, or so near to it that it is no better.
    /// - Parameter part: the part of that loss which is still as near.
    package func isNoBetterThanGuesses(_ loss: Double, _ targets: Matrix, from part: Double = 0.98) -> Bool {
        lossOfGuessing(targets).map { $0 > 0 && loss >= part * $0 } ?? false
    }
}

extension Setup {
    /// Whether mini-batches are taken in the order of the samples, and those of the same answer come one after the other, as in many a file:
    /// each update then learns a few answers and forgets the others.
    func takesSortedBatches(of samples: Samples) -> Bool {
        guard let batchSize, batchSize < samples.count, shuffleSeed == nil, samples.hasTargets else { return false }
        let targets = samples.targets
        let changes = (1..<samples.count).filter { targets.row($0) != targets.row($0 - 1) }
        // Answers that all differ are no classes, and have no order that harms.
        guard !changes.isEmpty, changes.count < samples.count / 8 else { return false }
        return changes.count < 2 * Set(([0] + changes).map { Array(targets.row($0)) }).count
    }
}
