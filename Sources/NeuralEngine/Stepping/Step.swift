// One step of a pass.

/// One step: the quantity it computes, for which sample, in which part of the pass.
public struct Step: Hashable, Sendable {
    public let quantity: Quantity
    public let phase: Phase
    /// The sample of the batch, from 0; the last one in steps that belong to the whole batch.
    public let sample: Int
    /// The layer being worked on, from 1; nil in the loss.
    public let layer: Int?
}
