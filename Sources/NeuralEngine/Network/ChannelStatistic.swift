// What batch normalisation knows of a channel.

/// What batch normalisation knows of a channel over the n numbers that it has in a batch, x' being x normalised.
public enum ChannelStatistic: Int, Sendable, CaseIterable {
    /// The sum of x over n, and of (x - mean)^2 over n.
    case mean, variance
    /// The sum of delta over n, and of delta x' over n, which the way back needs.
    case meanDelta, meanDeltaProduct
}
