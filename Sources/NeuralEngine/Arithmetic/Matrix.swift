// Rows of numbers, and the one sum of products that the engine is built on.
import CKernels

/// A row-major matrix of Float64.
public struct Matrix: Sendable, Equatable {
    public let rows: Int
    public let columns: Int
    /// Element (row, column) is `values[row * columns + column]`.
    public var values: [Double]

    /// A matrix filled with one value.
    public init(rows: Int, columns: Int, filledWith value: Double = 0) {
        self.rows = rows
        self.columns = columns
        values = [Double](repeating: value, count: rows * columns)
    }

    /// A matrix from its values, row by row.
    public init(rows: Int, columns: Int, values: [Double]) {
        precondition(values.count == rows * columns, "a value for every place")
        self.rows = rows
        self.columns = columns
        self.values = values
    }

    /// A matrix from its rows, which must be of one length.
    public init(rows: [[Double]]) {
        self.rows = rows.count
        columns = rows.first?.count ?? 0
        values = rows.flatMap { $0 }
        precondition(values.count == self.rows * columns, "the rows of a matrix are of one length")
    }

    public subscript(row: Int, column: Int) -> Double {
        get { values[row * columns + column] }
        set { values[row * columns + column] = newValue }
    }

    /// One row.
    public func row(_ row: Int) -> ArraySlice<Double> { values[row * columns..<(row + 1) * columns] }

    /// The matrix as a list of rows.
    public var rowList: [[Double]] { (0..<rows).map { Array(row($0)) } }

    /// The first rows.
    public func prefix(_ count: Int) -> Matrix {
        Matrix(rows: count, columns: columns, values: Array(values[..<(count * columns)]))
    }
}

/// A rectangle of numbers inside some storage: where it starts and how far apart its rows and columns are.
struct Strided {
    var start: UnsafePointer<Double>
    var row: Int
    var column: Int

    /// Rows `rows` and on of a row-major matrix, from column `column` on.
    init(_ start: UnsafePointer<Double>, columns: Int, fromRow: Int = 0, fromColumn: Int = 0) {
        self.start = start + fromRow * columns + fromColumn
        row = columns
        column = 1
    }

    init(_ start: UnsafePointer<Double>, row: Int, column: Int) {
        self.start = start
        self.row = row
        self.column = column
    }

    /// The same numbers with rows and columns exchanged.
    var transposed: Strided {
        var other = self
        swap(&other.row, &other.column)
        return other
    }
}

/// The product of two matrices, as one chain of fused multiply-adds an output, in index order:
/// `c[i, j] = fma(a[i, k], b[k, j], ...)` for k = 0 ..< count, begun with `start[i, j]`. Every sum of products of the engine is
/// this one, whether it is a whole layer of a batch or the net input of a single node.
/// - Parameter start: biases, or `c` itself where the product is added to what is there; nil is 0. Its columns are 1 or 0 apart.
func sumProducts(
    rows: Int, columns: Int, count: Int, _ a: Strided, _ b: Strided, from start: Strided?, to c: UnsafeMutablePointer<Double>,
    rowStride: Int
) {
    nnk_multiply_add(
        rows, columns, count, a.start, a.row, a.column, b.start, b.row, b.column, start?.start, start?.row ?? 0, start?.column ?? 0, c,
        rowStride)
}
