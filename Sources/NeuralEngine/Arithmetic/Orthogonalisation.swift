// Rows at right angles, by Gram and Schmidt.
import CKernels

extension Matrix {
    /// The same with rows of length 1 at right angles to each other; with more rows than columns with such columns.
    ///
    /// Each row in turn loses what lies along those before it, x = x - sum over i of (q_i x) q_i, twice, since once leaves errors of rounding
    /// (Kahan and Parlett: "twice is enough"), and is divided by its length. Of numbers from a normal distribution this makes every rotation
    /// equally likely: the Q of the factors Q R where R has a positive diagonal (Mezzadri 2007).
    ///
    /// Nil if it was asked to stop on the way.
    func orthogonalised(unless isToStop: () -> Bool) -> Matrix? {
        if rows > columns { return transposed.orthogonalised(unless: isToStop)?.transposed }
        var numbers = values
        var along = [Double](repeating: 0, count: rows)
        let isDone = numbers.withUnsafeMutableBufferPointer { numbers in
            guard let first = numbers.baseAddress else { return true }
            for row in 0..<rows {
                if isToStop() { return false }
                let x = first + row * columns
                for _ in 0..<2 {
                    nnk_multiply_add(1, row, columns, x, columns, 1, first, 1, columns, nil, 0, 0, &along, rows)
                    for i in 0..<row { along[i] = -along[i] }
                    nnk_multiply_add(1, columns, row, along, rows, 1, first, columns, 1, x, columns, 1, x, columns)
                }
                let length = nnk_sum_of_squares(0, x, columns).squareRoot()
                for k in 0..<columns { x[k] /= length }
            }
            return true
        }
        return isDone ? Matrix(rows: rows, columns: columns, values: numbers) : nil
    }

    private var transposed: Matrix {
        Matrix(rows: columns, columns: rows, values: (0..<columns).flatMap { column in (0..<rows).map { self[$0, column] } })
    }
}
