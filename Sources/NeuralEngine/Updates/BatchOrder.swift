// In which order samples come: mini-batches, in order or shuffled anew each epoch.

/// How the samples of an epoch are cut into mini-batches.
public struct BatchOrder: Sendable, Equatable {
    /// Samples a mini-batch, 1 at least; the last one may be short.
    public let size: Int
    /// The seed of the shuffle; nil takes the samples in order.
    public let shuffleSeed: UInt64?

    public init(size: Int, shuffleSeed: UInt64? = nil) {
        self.size = max(1, size)
        self.shuffleSeed = shuffleSeed
    }

    /// Mini-batches an epoch.
    public func count(for sampleCount: Int) -> Int { sampleCount / size + (sampleCount % size == 0 ? 0 : 1) }

    /// The places of a mini-batch in the order of the epoch.
    func places(ofBatch batch: Int, sampleCount: Int) -> Range<Int> { batch * size..<batch * size + min(size, sampleCount - batch * size) }

    /// Puts 0 ..< count in the order of an epoch: by Fisher and Yates, from the stream of that epoch.
    func arrange(_ order: inout [Int], epoch: Int) {
        for i in order.indices { order[i] = i }
        guard let shuffleSeed else { return }
        var random = RandomStream(seed: shuffleSeed, purpose: .shuffle, index: 0, step: epoch)
        for i in stride(from: order.count - 1, to: 0, by: -1) {
            order.swapAt(i, Int(random.next() % UInt64(i + 1)))
        }
    }
}
