// What a network is shown, and in which order.
import NeuralEngine

/// What a network is shown.
public enum Shown: Sendable {
    /// One sample or a batch of them, a row a sample. They take the place of a data set.
    case inputs(Matrix)
    /// What the outputs should be.
    case targets(Matrix)
    case dataset(Dataset)
    /// What comes in should come out again.
    case inputsAsTargets
    /// Nothing is said about what the outputs should be. A data set has answers of its own.
    case noTargets
}

extension Workspace {
    /// Shows it other data. Nothing is refused that a later network could take. Single rows go through the scaling that the data before
    /// them went through.
    public mutating func show(_ shown: Shown) {
        restart()
        shownCount += 1
        switch shown {
        case .inputs, .targets, .dataset: setup.split = nil
        case .inputsAsTargets, .noTargets: break
        }
        switch shown {
        case .inputs(let rows):
            leaveDataset()
            setup.inputRows = setup.read(given: rows)
            if features != nil { setup.given.rows = setup.given.scaled(rows) }
        case .targets(let rows):
            leaveDataset()
            setup.targetsAreInputs = false
            setup.targetRows = setup.pastPreparation?.scaled(targets: rows) ?? rows
        case .dataset(let dataset):
            (setup.inputRows, setup.targetRows, setup.pastPreparation) = (nil, nil, nil)
            setup.targetsAreInputs = false
            setup.dataset = dataset.read(for: network)
            let names = GivenNames(count: dataset.inputs.columns, names: dataset.inputNames), features = features?.of(names)
            (setup.features, setup.given) = (nil, GivenInputs())
            // Features that cannot be made of these data go.
            if let features { try? setup.put(features) }
        case .inputsAsTargets: (setup.targetsAreInputs, setup.targetRows) = (true, nil)
        case .noTargets: (setup.targetsAreInputs, setup.targetRows) = (false, nil)
        }
    }

    /// Puts a data set aside, and keeps what it went through.
    private mutating func leaveDataset() {
        guard let dataset else { return }
        setup.pastPreparation = dataset.preparation
        setup.pastPreparation?.classNames = dataset.classNames
        setup.dataset = nil
    }

    /// Takes single rows as they are, whatever earlier data went through.
    public mutating func forgetPreparation() { (setup.pastPreparation, setup.given.scales) = (nil, []) }

    /// Sets samples apart; no part that was asked for may be empty. Gaps are filled anew by what the training part has.
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
        try divide(by: split)
    }

    /// Takes all samples for training, and fills gaps by what all of them have.
    public mutating func joinParts() throws(WorkspaceError) { try divide(by: nil) }

    private mutating func divide(by split: Split?) throws(WorkspaceError) {
        var changed = setup
        changed.split = split
        try changed.fillGaps()
        restart()
        if changed.dataset?.inputs != setup.dataset?.inputs { shownCount += 1 }
        setup = changed
    }

    /// Whether gaps are filled by what the samples for training have; inputs on another scale stay as they were filled before.
    public var fillsGapsByTraining: Bool { setup.fillsGapsByTraining }

    /// Brings the inputs to one scale, by numbers found on the training part alone; the answers too, if they are numbers and that is asked
    /// for.
    public mutating func normalise(by rule: Normalisation.Rule, targets: Bool = false) throws(WorkspaceError) -> (
        inputs: Normalisation, targets: Normalisation?
    ) {
        guard let dataset else { throw .noDataset }
        let rows = split?.training ?? Array(0..<dataset.count)
        let inputs = Normalisation(rule, of: dataset.inputs, rows: rows)
        var changed = dataset.normalised(inputs)
        guard changed.inputs.values.allSatisfy(\.isFinite) else { throw .tooLargeToNormalise }
        var scale: Normalisation?
        if targets {
            guard case .values(let answers) = dataset.answers else { throw .answersAreClasses(dataset) }
            let found = Normalisation(rule, of: answers, rows: rows, keepsConstants: true)
            changed = changed.targetsNormalised(found)
            guard case .values(let scaled) = changed.answers, scaled.values.allSatisfy(\.isFinite) else { throw .tooLargeToNormalise }
            scale = found
        }
        restart()
        setup.dataset = changed
        return (inputs, scale)
    }

    /// Answers for new rows in the units of the data: they become features, if there are some, and go through the scaling of the inputs; what
    /// the network gives comes back through that of the targets. Nothing is learnt or moved.
    public func predict(_ rows: Matrix, unless isToStop: () -> Bool = { false }) throws(WorkspaceError) -> Prediction {
        let network = try requireNetwork(), parameters = try requireParameters()
        guard network.outputLayer > 0 else { throw network.layers.isEmpty ? .noLayer : .noComputingLayer }
        try setup.checkMemory(for: .looking, capacity: min(rows.rows, Evaluator.batchSize))
        try requireFittingFeatures()
        try check(given: rows)
        guard let prediction = network.prediction(for: setup.read(given: rows), parameters, unless: isToStop) else {
            throw .stoppedOnTheWay
        }
        return Prediction(
            outputs: preparation?.inOwnUnits(prediction.outputs, areInputs: setup.targetsAreInputs) ?? prediction.outputs,
            classes: prediction.classes)
    }

    /// What comes out of layers that only read the numbers in another shape: the samples as they are shown, a row each. Nil where a layer
    /// computes something, and where nothing is shown.
    package var passedOn: Matrix? {
        guard let network, !network.layers.isEmpty, network.outputLayer == 0 else { return nil }
        guard let dataset else { return inputRows }
        return dataset.fits(network) ? dataset.inputs : nil
    }

    /// What the classes are called that the outputs stand for; nil where they stand for numbers.
    public var outputClasses: [String]? {
        guard let network, let names = dataset?.classNames ?? setup.pastPreparation?.classNames, !names.isEmpty else { return nil }
        // One output is on the side of the single class, or not.
        if names.count == 1, network.outputs == 1 { return ["not \(names[0])", names[0]] }
        return names.count == network.outputs || names.count == 2 && network.outputs == 1 ? names : nil
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
