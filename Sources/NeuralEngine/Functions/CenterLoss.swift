// Center loss (Wen et al. 2016): besides telling the classes apart, the features of each class are pulled together.

/// Adds weight times 1/2 |f - c|^2 to the loss of a sample, f being its features, which are the outputs of the layer before the output
/// layer, and c the center of its class, which is the place of its largest target.
///
/// After each batch a center moves: c <- c - alpha (sum of (c - f) over the samples of the class)/(1 + their number).
public struct CenterLoss: Sendable, Equatable {
    /// How much it counts beside the loss of the outputs: lambda in the paper.
    public var weight: Double
    /// How fast centers move, 0...1.
    public var alpha: Double

    public init(weight: Double = 0.1, alpha: Double = 0.5) {
        self.weight = weight
        self.alpha = alpha
    }
}
