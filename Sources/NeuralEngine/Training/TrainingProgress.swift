// How far a training run has come.

/// A snapshot of a training run, cheap enough to be taken many times a second.
public struct TrainingProgress: Sendable {
    /// Epochs made so far in this run, and asked for.
    public var epochsDone: Int
    public var epochsWanted: Int
    /// The epoch counted from the network's birth.
    public var epoch: Int
    /// Loss over the training data after each epoch since the network's birth; the first entry is the loss before any training.
    public var losses: [Double]
    /// The share of samples classified rightly, 0...1; nil when the targets are not classes.
    public var accuracy: Double?
    public var samplesPerSecond: Double

    public init(
        epochsDone: Int, epochsWanted: Int, epoch: Int, losses: [Double], accuracy: Double?, samplesPerSecond: Double
    ) {
        self.epochsDone = epochsDone
        self.epochsWanted = epochsWanted
        self.epoch = epoch
        self.losses = losses
        self.accuracy = accuracy
        self.samplesPerSecond = samplesPerSecond
    }
}
