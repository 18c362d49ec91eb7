// How far a training run has come.

/// A snapshot of a training run, cheap enough to be taken many times a second.
public struct TrainingProgress: Sendable {
    /// Epochs made so far in this run, and asked for.
    public var epochsDone: Int
    public var epochsWanted: Int
    /// The epoch counted from the network's birth.
    public var epoch: Int
    /// Loss over the training data after some epochs since the network's birth, the newest last: `losses[i]` belongs to `epochs[i]`.
    public var epochs: [Double]
    public var losses: [Double]
    /// The share of samples classified rightly, 0...1; nil when the targets are not classes.
    public var accuracy: Double?
    public var samplesPerSecond: Double

    public init(
        epochsDone: Int, epochsWanted: Int, epoch: Int, epochs: [Double], losses: [Double], accuracy: Double?,
        samplesPerSecond: Double
    ) {
        self.epochsDone = epochsDone
        self.epochsWanted = epochsWanted
        self.epoch = epoch
        self.epochs = epochs
        self.losses = losses
        self.accuracy = accuracy
        self.samplesPerSecond = samplesPerSecond
    }
}
