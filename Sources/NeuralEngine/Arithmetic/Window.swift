// A window that slides over an image: which numbers it sees at which place.

/// A window in one direction: its cells, how far they lie apart, how far it moves, and the zeros before and behind the numbers.
public struct WindowSide: Sendable, Hashable {
    /// Cells of the window.
    public let length: Int
    /// How far it moves from place to place, and how far its cells lie apart: 1 for neighbours.
    public let stride: Int
    public let dilation: Int
    /// Zeros before and behind the numbers.
    public let before: Int
    public let after: Int
    /// Whether the number of places is rounded up: a last window may reach beyond the zeros, but does not begin there.
    public let roundsUp: Bool

    /// A window has a cell and moves by one number at least, and there are no zeros less than none: smaller numbers count as those.
    public init(_ length: Int, stride: Int = 1, dilation: Int = 1, before: Int = 0, after: Int = 0, roundsUp: Bool = false) {
        (self.length, self.stride, self.dilation) = (max(1, length), max(1, stride), max(1, dilation))
        (self.before, self.after) = (max(0, before), max(0, after))
        self.roundsUp = roundsUp
    }

    /// Numbers from its first cell to its last: D (F - 1) + 1.
    public var reach: Int { dilation * (length - 1) + 1 }

    /// How many places it has over so many numbers: (W - reach + before + after)/S + 1, rounded down or up; 0 if it does not fit.
    public func places(over size: Int) -> Int {
        let room = size - reach + before + after + (roundsUp ? stride - 1 : 0)
        guard room >= 0 else { return 0 }
        let places = room / stride + 1
        return roundsUp && (places - 1) * stride >= size + before ? places - 1 : places
    }

    /// What a cell looks at from a place; below 0 and beyond the last number there are zeros, if anything.
    public func position(ofCell cell: Int, at place: Int) -> Int { place * stride + cell * dilation - before }

    /// The cells that look, from a place, at some of the numbers.
    public func cells(at place: Int, on numbers: Range<Int>) -> Range<Int> {
        let start = position(ofCell: 0, at: place)
        func steps(_ numbers: Int) -> Int { dilation == 1 ? numbers : numbers / dilation }
        let first = min(length, max(0, steps(numbers.lowerBound - start + dilation - 1)))
        return first..<max(first, min(length, numbers.upperBound > start ? steps(numbers.upperBound - 1 - start) + 1 : 0))
    }

    /// How many of the cells look, from a place, at numbers or at the zeros around them.
    func countedCells(at place: Int, over size: Int) -> Int { cells(at: place, on: -before..<size + after).count }

    /// The place from which a cell looks at a number, among so many; nil if there is none.
    public func place(ofCell cell: Int, on position: Int, among places: Int) -> Int? {
        let moved = position + before - cell * dilation
        return moved >= 0 && moved % stride == 0 && moved / stride < places ? moved / stride : nil
    }

    /// The last place from which all cells see numbers; below 0 if there is none.
    func lastPlaceInside(_ size: Int) -> Int { size - reach + before < 0 ? -1 : (size - reach + before) / stride }
}

/// A window that slides over an image, row by row.
public struct Window: Sendable, Hashable {
    public let rows: WindowSide
    public let columns: WindowSide
    public let fit: Fit

    /// How it is fitted to an image.
    public enum Fit: Sendable, Hashable {
        /// As its numbers say.
        case given
        /// With as few zeros around as give ceil(size/stride) places, half of them before the image, an odd one behind it.
        case same
        /// With all zeros before the steps, so that each place sees those up to its own and none behind.
        case causal
        /// As large as the image.
        case whole
    }

    public init(rows: WindowSide, columns: WindowSide, fit: Fit = .given) {
        self.rows = rows
        self.columns = columns
        self.fit = fit
    }

    public init(height: Int, width: Int, rowStride: Int, columnStride: Int, rowPadding: Int = 0, columnPadding: Int = 0) {
        self.init(
            rows: WindowSide(height, stride: rowStride, before: rowPadding, after: rowPadding),
            columns: WindowSide(width, stride: columnStride, before: columnPadding, after: columnPadding))
    }

    public init(_ size: Int, stride: Int = 1, padding: Int = 0) {
        self.init(height: size, width: size, rowStride: stride, columnStride: stride, rowPadding: padding, columnPadding: padding)
    }

    /// One that is as large as the image.
    public static let whole = Window(rows: WindowSide(1), columns: WindowSide(1), fit: .whole)

    public var height: Int { rows.length }
    public var width: Int { columns.length }

    /// Cells of the window.
    public var count: Int { height * width }

    /// The same with the numbers that its fit demands over an image.
    func fitted(to shape: Shape) -> Window {
        Window(rows: rows.fitted(fit, to: shape.height), columns: columns.fitted(fit, to: shape.width), fit: fit)
    }

    /// Rows and columns of the result over an image.
    public func places(over shape: Shape) -> (rows: Int, columns: Int) {
        (rows.places(over: shape.height), columns.places(over: shape.width))
    }

    /// Whether from each place some cell sees the image, and not only zeros around it.
    func seesSomething(of shape: Shape) -> Bool {
        func sees(_ side: WindowSide, _ size: Int) -> Bool {
            (0..<side.places(over: size)).allSatisfy { !side.cells(at: $0, on: 0..<size).isEmpty }
        }
        return sees(rows, shape.height) && sees(columns, shape.width)
    }
}

extension WindowSide {
    fileprivate func fitted(_ fit: Window.Fit, to size: Int) -> WindowSide {
        switch fit {
        case .given: return self
        case .same:
            let zeros = max(0, ((size + stride - 1) / stride - 1) * stride + reach - size)
            return WindowSide(length, stride: stride, dilation: dilation, before: zeros / 2, after: zeros - zeros / 2)
        case .causal: return WindowSide(length, stride: stride, dilation: dilation, before: reach - 1)
        case .whole: return WindowSide(size, stride: size)
        }
    }
}
