// Numbers in brackets within brackets: a row [1,2], a matrix [[1,2],[3,4]], an image, the filters of a convolution.

/// Numbers and how many stand at each level of brackets, from the outside in.
public struct Tensor: Sendable, Equatable {
    public var dimensions: [Int]
    /// In the order in which they are written.
    public var values: [Double]

    public init(dimensions: [Int], values: [Double]) {
        self.dimensions = dimensions
        self.values = values
    }

    public init(_ matrix: Matrix) { self.init(dimensions: [matrix.rows, matrix.columns], values: matrix.values) }

    public init(row: [Double]) { self.init(dimensions: [row.count], values: row) }

    /// `3x3`, as messages call it.
    public var size: String { dimensions.map(String.init).joined(separator: " x ") }

    /// The samples that it holds for a network side of a shape, a row a sample; nil if it does not fit.
    ///
    /// An image may be written as a flat list, as [[rows]] where it has one channel, or as [channel][row][column], a sequence as a flat list
    /// or as [step][number]; a batch is a list of those.
    public func samples(of shape: Shape) -> Matrix? {
        let isImageOfOneChannel = !shape.isFlat && !shape.isSequence && shape.channels == 1
        func isOne(_ dimensions: [Int]) -> Bool {
            dimensions == [shape.count] || dimensions == shape.dimensions
                || isImageOfOneChannel && dimensions == Array(shape.dimensions.dropFirst())
        }
        if isOne(dimensions) { return Matrix(rows: 1, columns: shape.count, values: values) }
        guard isOne(Array(dimensions.dropFirst())) else { return nil }
        return Matrix(rows: dimensions[0], columns: shape.count, values: values)
    }
}
