// What a network is, what it is shown and in which order: all that a training depends on besides parameters and optimiser.
import NeuralEngine

/// The conditions of a training: under the same ones the same parameters go the same way, to the bit.
public struct Setup: Sendable, Equatable {
    public internal(set) var network: Network?
    /// What the network is shown: a data set, or the rows of inputs and targets.
    public internal(set) var dataset: Dataset?
    /// The parts of the data set; nil trains on all of it.
    public internal(set) var split: Split?
    public internal(set) var inputRows: Matrix?
    public internal(set) var targetRows: Matrix?
    /// Whether the targets are the inputs, whatever answers there are besides: an auto-encoder gives back what comes in.
    public internal(set) var targetsAreInputs = false
    /// What the data went through that single rows have taken the place of; new rows go the same way.
    public internal(set) var pastPreparation: Preparation?
    /// Formulas of the inputs that the data set and the rows hold in their place; nil where they hold the inputs themselves.
    public internal(set) var features: Features?
    var given = GivenInputs()
    /// Samples a mini-batch; nil means all of them.
    public internal(set) var batchSize: Int?
    /// Shuffles the samples of each epoch anew; nil takes them in order.
    public internal(set) var shuffleSeed: UInt64?
    /// Where the random numbers begin.
    public internal(set) var seed: UInt64 = 1

    public init() {}

    /// The samples in the form that the network takes; without targets if none are given. Of a split data set those of a part.
    public func samples(of part: Split.Part = .training) throws(WorkspaceError) -> Samples {
        guard let network else { throw .noNetwork(for: dataset) }
        guard network.outputLayer > 0 else { throw network.layers.isEmpty ? .noLayer : .noComputingLayer }
        if let misfit = network.loss.misfit(network) { throw .lossMisfit(misfit) }
        if let features, features.count != network.inputs { throw .featuresMisfit(features, network, dataset) }
        guard part == .training || split?.rows(of: part).isEmpty == false else { throw .noPart(part) }
        if targetsAreInputs {
            let inputs = try inputs(of: part, network)
            guard network.inputs == network.outputs else { throw .outputsAreNotAsManyAsInputs(network) }
            return try defined(Samples(inputs: inputs, targets: inputs), network)
        }
        if let dataset {
            guard dataset.fits(network) else { throw .datasetMisfit(dataset, network) }
            try Setup.checkMemory(forTargetsOf: dataset)
            return try defined((split.map { dataset.subset($0.rows(of: part)) } ?? dataset).samples(for: network), network)
        }
        guard let inputRows else { throw .noInput(network) }
        guard let targetRows else { return Samples(inputs: inputRows, outputs: network.outputs) }
        guard targetRows.rows == inputRows.rows else { throw .unequalSamples(inputs: inputRows.rows, targets: targetRows.rows) }
        return try defined(Samples(inputs: inputRows, targets: targetRows), network)
    }

    /// The inputs of a part, whatever their answers are.
    private func inputs(of part: Split.Part, _ network: Network) throws(WorkspaceError) -> Matrix {
        guard let dataset else {
            guard let inputRows else { throw .noInput(network) }
            return inputRows
        }
        guard dataset.inputs.columns == network.inputs else { throw .datasetMisfit(dataset, network) }
        return split.map { dataset.subset($0.rows(of: part)).inputs } ?? dataset.inputs
    }

    var fillsGapsByTraining: Bool { given.scales.isEmpty && dataset?.preparation.inputScales.isEmpty == true }

    /// Fills the gaps of a data set by what the samples for training have, and makes its features anew.
    mutating func fillGaps() throws(WorkspaceError) {
        guard fillsGapsByTraining else { return }
        let features = features
        removeFeatures()
        dataset = dataset.map { $0.fillingGaps(from: split?.training ?? Array(0..<$0.count)) }
        if let features { try put(features) }
    }

    /// The samples of the validation part; nil without one.
    func validation() throws(WorkspaceError) -> Samples? { hasValidation ? try samples(of: .validation) : nil }

    /// The samples, if the loss has a meaning for all of their targets.
    private func defined(_ samples: Samples, _ network: Network) throws(WorkspaceError) -> Samples {
        if samples.hasTargets, let misfit = network.undefinedTarget(in: samples.targets) { throw .undefinedTarget(misfit, network) }
        return samples
    }

    /// Classes become rows of 0 and 1, in the data set and in each part of it.
    private static func checkMemory(forTargetsOf dataset: Dataset) throws(WorkspaceError) {
        var need = MemoryNeed()
        need.add(
            "\(dataset.count) samples of \(dataset.answerWidth) targets", numbers: 2, dataset.count, dataset.answerWidth,
            remedy: "answers=numbers takes classes as numbers: data load FILE answers=numbers")
        do throws(MemoryError) { try need.check() } catch { throw .tooMuchWork(error) }
    }

    /// Refuses work on the network that would take too much memory.
    package func checkMemory(for work: Network.Work, capacity: Int, workers: Int = 1) throws(WorkspaceError) {
        guard let network else { return }
        do throws(MemoryError) {
            try network.memoryNeed(for: work, capacity: capacity, workers: workers).check()
        } catch {
            throw .tooMuchWork(error)
        }
    }

    /// How the samples of an epoch are cut into mini-batches.
    func order(for samples: Samples) -> BatchOrder { BatchOrder(size: batchSize ?? samples.count, shuffleSeed: shuffleSeed) }

    /// Whether a part of the data is set apart to choose by.
    package var hasValidation: Bool { split?.validation.isEmpty == false }
}
