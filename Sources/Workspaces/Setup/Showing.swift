// What a network is shown, and in which order.
import NeuralEngine

/// What a network is shown.
public enum Shown: Sendable {
    /// One sample or a batch of them, a row a sample. They take the place of a data set.
    case inputs(Matrix)
    /// What the outputs should be.
    case targets(Matrix)
    case dataset(Dataset)
}

extension Workspace {
    /// Shows it other data. Nothing is refused that a later network could take.
    public mutating func show(_ shown: Shown) {
        restart()
        shownCount += 1
        setup.split = nil
        switch shown {
        case .inputs(let rows): (setup.inputRows, setup.dataset) = (rows, nil)
        case .targets(let rows): (setup.targetRows, setup.dataset) = (rows, nil)
        case .dataset(let dataset): (setup.inputRows, setup.targetRows, setup.dataset) = (nil, nil, dataset)
        }
    }

    /// Sets samples apart, or all together again; no part that was asked for may be empty.
    /// - Parameter shares: of training, validation and test.
    /// - Parameter isStratified: whether every part has the classes in the same proportions.
    public mutating func split(shares: (training: Double, validation: Double, test: Double), seed: UInt64, isStratified: Bool = false)
        throws(WorkspaceError)
    {
        guard let dataset else { throw .noDataset }
        if isStratified, dataset.classes == nil { throw .noClasses(dataset) }
        let split =
            isStratified
            ? Split(stratifiedBy: dataset.classes ?? [], shares: shares, seed: seed) : Split(of: dataset.count, shares: shares, seed: seed)
        for (part, share) in zip(Split.Part.allCases, [shares.training, shares.validation, shares.test])
        where share > 0 && split.rows(of: part).isEmpty {
            throw .emptyPart(part, count: dataset.count)
        }
        restart()
        setup.split = split
    }

    /// Takes all samples for training.
    public mutating func joinParts() {
        restart()
        setup.split = nil
    }

    /// Brings the inputs to one scale, by numbers found on the training part alone.
    public mutating func normalise(by rule: Normalisation.Rule) throws(WorkspaceError) -> Normalisation {
        guard let dataset else { throw .noDataset }
        let normalisation = Normalisation(rule, of: dataset.inputs, rows: split?.training ?? Array(0..<dataset.count))
        let changed = dataset.normalised(normalisation)
        guard changed.inputs.values.allSatisfy(\.isFinite) else { throw .tooLargeToNormalise }
        restart()
        setup.dataset = changed
        return normalisation
    }

    /// Samples a mini-batch; nil takes all of them.
    public mutating func batch(_ size: Int?) {
        restart()
        setup.batchSize = size
    }

    /// The seed of an order of the samples that is drawn anew each epoch; nil takes them as they come.
    public mutating func shuffle(_ seed: UInt64?) {
        restart()
        setup.shuffleSeed = seed
    }

    /// A batch normalisation that sees one number of each channel: less its own mean it is always 0. Its layer, and whether that is for want
    /// of several samples (nil where nothing is shown yet).
    package var loneNumbers: (layer: Int, samplesAreShown: Bool)? {
        guard let index = network?.layers.firstIndex(where: { $0.statisticCount > 0 && $0.shape.pixels == 1 }) else { return nil }
        guard let samples = dataset?.count ?? inputRows?.rows else { return (index + 1, false) }
        return min(batchSize ?? samples, samples) == 1 ? (index + 1, true) : nil
    }
}
