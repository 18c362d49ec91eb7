// How far a training run has come.
import NeuralEngine

/// A snapshot of a training run: all that is needed to draw it, so that the drawing need not be done by the thread that trains.
public struct TrainingProgress: Sendable {
    public var network: Network
    /// What it trains on.
    public var samples: Samples
    public var parameters: Parameters
    /// Without what it remembers for each parameter.
    public var optimizer: Optimizer
    /// Epochs since the network's birth, with what they reached.
    public var history: TrainingHistory
    /// Epochs made so far in this run, and asked for.
    public var epochsDone: Int
    public var epochsWanted: Int
    public var samplesPerSecond: Double
    /// Samples between two updates.
    public var batchSize: Int { history.batchSize ?? samples.count }
    /// The space that pictures of it are drawn over; nil stands for that of its inputs.
    public var space: InputSpace?
    /// How the network did at an epoch of the past that is looked back at; nil tells of the present.
    public var past: Standing?

    public init(
        network: Network, samples: Samples, parameters: Parameters, optimizer: Optimizer, history: TrainingHistory, epochsDone: Int,
        epochsWanted: Int, samplesPerSecond: Double, space: InputSpace? = nil
    ) {
        self.network = network
        self.samples = samples
        self.parameters = parameters
        self.optimizer = optimizer.withoutMemory
        self.history = history
        self.epochsDone = epochsDone
        self.epochsWanted = epochsWanted
        self.samplesPerSecond = samplesPerSecond
        self.space = space
    }

    /// The epoch that it tells of.
    public var epoch: Int { past?.epoch ?? history.epoch }

    /// Seconds until all epochs are done, if it goes on at this speed; nil before there is a speed.
    public var secondsLeft: Double? {
        samplesPerSecond > 0 ? Double(epochsWanted - epochsDone) * Double(samples.count) / samplesPerSecond : nil
    }
}

extension TrainingProgress {
    /// How a training stands that is not running; nil without a network and something to train on.
    public init?(resting workspace: Workspace, epochsDone: Int = 0, epochsWanted: Int = 0) {
        guard let network = workspace.network, let parameters = workspace.parameters, let samples = workspace.samples else { return nil }
        self.init(
            network: network, samples: samples, parameters: parameters, optimizer: workspace.optimizer, history: workspace.training,
            epochsDone: epochsDone, epochsWanted: epochsWanted, samplesPerSecond: 0, space: workspace.setup.inputSpace(of: samples))
    }
}
