// The shape of what flows between layers.

/// Height x width x channels. A plain list of numbers is 1 x 1 x count. A sequence has a row a step and no width.
///
/// The numbers of an image are stored channel by channel, row by row: (channel, row, column) is at
/// `(channel * height + row) * width + column`. Those of a sequence have time in front: number j of step t is at `t * channels + j`.
public struct Shape: Sendable, Hashable {
    public let height: Int
    public let width: Int
    public let channels: Int
    /// Whether its rows are steps of time, each a list of `channels` numbers.
    public let isSequence: Bool

    public init(height: Int, width: Int, channels: Int) {
        self.height = height
        self.width = width
        self.channels = channels
        isSequence = false
    }

    /// A plain list.
    public init(_ count: Int) { self.init(height: 1, width: 1, channels: count) }

    /// So many steps of so many numbers.
    public init(steps: Int, of channels: Int) {
        (height, width, self.channels) = (steps, 1, channels)
        isSequence = true
    }

    public var count: Int { height * width * channels }

    /// Numbers of one channel.
    public var pixels: Int { height * width }

    /// Whether it is a plain list.
    public var isFlat: Bool { pixels == 1 && !isSequence }

    /// The place of a number.
    public func index(channel: Int, row: Int, column: Int) -> Int { channel * channelStep + (row * width + column) * pixelStep }

    /// Channel, row and column of a place.
    public func position(of index: Int) -> (channel: Int, row: Int, column: Int) {
        isSequence ? (index % channels, index / channels, 0) : (index / pixels, index % pixels / width, index % width)
    }

    /// From a number to the same of the next channel, and to the next of the same channel.
    public var channelStep: Int { isSequence ? 1 : pixels }
    public var pixelStep: Int { isSequence ? channels : 1 }

    /// The channel of a place, and the places of a channel in their order.
    public func channel(of index: Int) -> Int { isSequence ? index % channels : index / pixels }
    public func places(ofChannel channel: Int) -> StrideTo<Int> {
        let first = channel * channelStep
        return stride(from: first, to: first + pixels * pixelStep, by: pixelStep)
    }

    /// How its numbers are written in brackets, from the outside in: an image by channel, row and column, a sequence by step and number.
    public var dimensions: [Int] { isSequence ? [height, channels] : isFlat ? [channels] : [channels, height, width] }
}

extension Shape: CustomStringConvertible {
    /// As it is typed: `28x28x1`, the count of a plain list, `3 steps=12`.
    public var description: String {
        isSequence ? "\(channels) steps=\(height)" : isFlat ? "\(channels)" : "\(height)x\(width)x\(channels)"
    }
}
