// Products of matrices that may be large: they go through the kernel, in portions between which they can be stopped.

extension Matrix {
    /// The product with a matrix on the right, each sum one chain in index order; nil if it was asked to stop on the way.
    func times(_ other: Matrix, unless isToStop: () -> Bool) -> Matrix? {
        precondition(columns == other.rows, "a product has as many columns on its left as rows on its right")
        var product = Matrix(rows: rows, columns: other.columns)
        let isDone = values.withUnsafeBufferPointer { left in
            other.values.withUnsafeBufferPointer { right in
                product.values.withUnsafeMutableBufferPointer { sums in
                    guard let left = left.baseAddress, let right = right.baseAddress, let sums = sums.baseAddress else { return true }
                    for some in StopSign.portions(0..<rows, products: columns * other.columns) {
                        if isToStop() { return false }
                        sumProducts(
                            rows: some.count, columns: other.columns, count: columns,
                            Strided(left, columns: columns, fromRow: some.lowerBound), Strided(right, columns: other.columns), from: nil,
                            to: sums + some.lowerBound * other.columns, rowStride: other.columns)
                    }
                    return true
                }
            }
        }
        return isDone ? product : nil
    }
}
