// A product of many matrices that is never multiplied out: its small singular values would be lost in the rounding of the large ones.

/// A_l ... A_2 A_1 as Q D T: the columns of Q at right angles, D diagonal and falling, the rows of T of about the same size.
///
/// Each matrix that comes is multiplied to Q D, whose columns differ in size by as much as the singular values do, but each is right in
/// itself; the QR factorisation with pivoting keeps them so (Stewart 1994 "Graded QR decompositions", and the product SVD of Bojanczyk,
/// Ewerbring, Luk and Van Dooren 1991). The singular values come from one-sided Jacobi on D T (Demmel and Veselic 1992; with the QR
/// factorisation before it, Drmac and Veselic 2008), which gets each of them right to its own last digits.
struct GradedProduct {
    private var q: Columns
    private var d: [Double]
    /// Row by row, each as long as the first matrix has columns.
    private var t: [[Double]]
    /// The rows of the last matrix, and the columns of the first.
    private(set) var rows: Int
    let columns: Int

    /// The product of no matrices, of so many numbers.
    init(size: Int) {
        (rows, columns) = (size, size)
        d = [Double](repeating: 1, count: size)
        q = Columns(length: size, values: (0..<size * size).map { $0 % (size + 1) == 0 ? 1 : 0 })
        t = (0..<size).map { row in (0..<size).map { $0 == row ? 1 : 0 } }
    }

    /// Multiplies a matrix from the left. False if it is asked to stop on the way.
    mutating func multiply(by a: Matrix, unless isCancelled: () -> Bool = { false }) -> Bool {
        // Rows of nothing but 0, as those of dead units, are left out: then the rank that they cost is lost exactly. Large rows come first,
        // so that small ones, as those of saturated units, keep their own digits, too (Powell and Reid 1969; Cox and Higham 1998).
        let sizes = (0..<a.rows).map { row in a.row(row).reduce(0) { max($0, abs($1)) } }
        let kept = sizes.indices.filter { sizes[$0] > 0 }.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
        var b = Columns(length: kept.count, values: [Double](repeating: 0, count: kept.count * d.count))
        for column in d.indices {
            if isCancelled() { return false }
            for (place, row) in kept.enumerated() {
                var sum = 0.0
                for k in 0..<a.columns { sum = sum.addingProduct(a[row, k], q[k, column]) }
                b[place, column] = sum * d[column]
            }
        }
        guard let factors = PivotedQR(b, unless: isCancelled) else { return false }
        d = factors.r.enumerated().map { k, row in row[k].magnitude }
        t = factors.r.indices.map { k in
            var row = [Double](repeating: 0, count: columns)
            for place in k..<factors.order.count {
                let weight = factors.r[k][place] / d[k], other = t[factors.order[place]]
                for i in row.indices { row[i] = row[i].addingProduct(weight, other[i]) }
            }
            return row
        }
        let small = factors.q
        q = Columns(length: a.rows, values: [Double](repeating: 0, count: a.rows * d.count))
        for column in d.indices { for (place, row) in kept.enumerated() { q[row, column] = small[place, column] } }
        rows = a.rows
        return true
    }

    /// The singular values in falling order, as many as the smaller side has numbers; nil if it is asked to stop on the way.
    func singularValues(unless isCancelled: () -> Bool = { false }) -> [Double]? {
        let scaled = Columns(length: columns, values: zip(d, t).flatMap { size, row in row.map { $0 * size } })
        guard let factors = PivotedQR(scaled, unless: isCancelled) else { return nil }
        // The columns of R^T are the rows of R.
        var triangle = Columns(length: d.count, values: factors.r.flatMap { $0 })
        guard triangle.makeOrthogonal(unless: isCancelled) else { return nil }
        let found = (0..<triangle.count).map { triangle.norm($0) }.sorted(by: >)
        return found + [Double](repeating: 0, count: max(0, min(rows, columns) - found.count))
    }
}
