// The shape of what flows between layers.

/// Height x width x channels. A plain list of numbers is 1 x 1 x count.
///
/// The numbers of a shape are stored channel by channel, row by row: (channel, row, column) is at
/// `(channel * height + row) * width + column`.
public struct Shape: Sendable, Hashable {
    public let height: Int
    public let width: Int
    public let channels: Int

    public init(height: Int, width: Int, channels: Int) {
        self.height = height
        self.width = width
        self.channels = channels
    }

    /// A plain list.
    public init(_ count: Int) { self.init(height: 1, width: 1, channels: count) }

    public var count: Int { height * width * channels }

    /// Numbers of one channel.
    public var pixels: Int { height * width }

    /// Whether it is a plain list.
    public var isFlat: Bool { pixels == 1 }

    /// The place of a number.
    public func index(channel: Int, row: Int, column: Int) -> Int { (channel * height + row) * width + column }

    /// Channel, row and column of a place.
    public func position(of index: Int) -> (channel: Int, row: Int, column: Int) {
        (index / pixels, index % pixels / width, index % width)
    }
}

extension Shape: CustomStringConvertible {
    /// `28x28x1`, or the count of a plain list.
    public var description: String { isFlat ? "\(channels)" : "\(height)x\(width)x\(channels)" }
}

/// A window that slides over an image: its size, how far it moves, and the border of zeros around the image.
public struct Window: Sendable, Hashable {
    public let height: Int
    public let width: Int
    public let rowStride: Int
    public let columnStride: Int
    public let rowPadding: Int
    public let columnPadding: Int

    public init(height: Int, width: Int, rowStride: Int, columnStride: Int, rowPadding: Int = 0, columnPadding: Int = 0) {
        self.height = height
        self.width = width
        self.rowStride = rowStride
        self.columnStride = columnStride
        self.rowPadding = rowPadding
        self.columnPadding = columnPadding
    }

    public init(_ size: Int, stride: Int = 1, padding: Int = 0) {
        self.init(height: size, width: size, rowStride: stride, columnStride: stride, rowPadding: padding, columnPadding: padding)
    }

    /// Cells of the window.
    public var count: Int { height * width }

    /// How many places the window has in one direction: (W - F + 2P)/S + 1 rounded down; 0 or less if it does not fit.
    static func places(size: Int, window: Int, stride: Int, padding: Int) -> Int {
        let room = size - window + 2 * padding
        return room < 0 ? 0 : room / stride + 1
    }

    /// Rows and columns of the result over an image.
    public func places(over shape: Shape) -> (rows: Int, columns: Int) {
        (
            Window.places(size: shape.height, window: height, stride: rowStride, padding: rowPadding),
            Window.places(size: shape.width, window: width, stride: columnStride, padding: columnPadding)
        )
    }
}
