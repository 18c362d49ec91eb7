// Singular values by one-sided Jacobi rotations: small ones are as right as large ones.

/// Columns of numbers, each of one length: what rotations of columns work on.
struct Columns {
    let length: Int
    /// Column by column.
    var values: [Double]
    var count: Int { length == 0 ? 0 : values.count / length }

    init(length: Int, values: [Double]) { (self.length, self.values) = (length, values) }

    /// The columns of a matrix.
    init(_ matrix: Matrix) {
        self.init(
            length: matrix.rows, values: (0..<matrix.columns).flatMap { column in (0..<matrix.rows).map { matrix[$0, column] } })
    }

    subscript(row: Int, column: Int) -> Double {
        get { values[column * length + row] }
        set { values[column * length + row] = newValue }
    }

    /// The square root of the sum of squares of a part of a column, whatever its size: nothing overflows, nothing is lost below.
    func norm(_ column: Int, from row: Int = 0) -> Double {
        let part = values[column * length + row..<(column + 1) * length]
        guard let most = part.lazy.map(\.magnitude).max(), most > 0 else { return 0 }
        guard most.isFinite else { return most }
        var sum = 0.0
        for value in part { sum = sum.addingProduct(value / most, value / most) }
        return most * sum.squareRoot()
    }
}

/// A = Q R P^T by Householder's reflections, the longest column that is left first (Businger and Golub 1965). It ends where all that is left
/// is 0, so a rank that is lost exactly is found exactly.
struct PivotedQR {
    /// Rows of R: as many as A has rank. Row k begins at column k; the columns are in the order of `order`.
    let r: [[Double]]
    /// Which column of A stands at each place of R.
    let order: [Int]
    private let reflections: [[Double]]
    private let rowCount: Int
    var rank: Int { r.count }

    /// Nil if it is asked to stop on the way.
    init?(_ columns: Columns, unless isCancelled: () -> Bool = { false }) {
        var a = columns, order = Array(0..<columns.count), reflections: [[Double]] = []
        rowCount = columns.length
        for k in 0..<min(a.length, a.count) {
            if isCancelled() { return nil }
            let norms = (k..<a.count).map { a.norm($0, from: k) }
            guard let longest = norms.max(), longest > 0, let place = norms.firstIndex(of: longest) else { break }
            a.exchange(k, k + place)
            order.swapAt(k, k + place)
            // v = x + sign(x1) |x| e1, made so that its greatest entry is about 1.
            var v = (k..<a.length).map { a[$0, k] / longest }
            v[0] += v[0] < 0 ? -1 : 1
            var square = 0.0
            for value in v { square = square.addingProduct(value, value) }
            for column in k..<a.count { a.reflect(column, from: k, v, square) }
            reflections.append(v)
        }
        r = reflections.indices.map { k in (0..<k).map { _ in 0 } + (k..<a.count).map { a[k, $0] } }
        (self.order, self.reflections) = (order, reflections)
    }

    /// The columns of Q, as many as the rank.
    var q: Columns {
        var q = Columns(length: rowCount, values: [Double](repeating: 0, count: rowCount * rank))
        for k in 0..<rank { q[k, k] = 1 }
        for k in (0..<rank).reversed() {
            let v = reflections[k]
            var square = 0.0
            for value in v { square = square.addingProduct(value, value) }
            for column in k..<rank { q.reflect(column, from: k, v, square) }
        }
        return q
    }
}

extension Columns {
    mutating func exchange(_ a: Int, _ b: Int) {
        guard a != b else { return }
        for row in 0..<length { values.swapAt(a * length + row, b * length + row) }
    }

    /// x becomes x - 2 v (v x)/(v v), from a row on.
    mutating func reflect(_ column: Int, from row: Int, _ v: [Double], _ square: Double) {
        let start = column * length + row
        values.withUnsafeMutableBufferPointer { values in
            var sum = 0.0
            for i in v.indices { sum = sum.addingProduct(v[i], values[start + i]) }
            let factor = -2 * (sum / square)
            for i in v.indices { values[start + i] = values[start + i].addingProduct(factor, v[i]) }
        }
    }

    /// Rotates pairs of columns until all are at right angles: their lengths are then the singular values, and the columns themselves what
    /// the rows come to along the leading directions (Hestenes 1958; that the small ones are right as well if the columns are only scaled
    /// badly: Demmel and Veselic 1992). False if it is asked to stop on the way.
    mutating func makeOrthogonal(unless isCancelled: () -> Bool = { false }) -> Bool {
        let tolerance = Double(length).squareRoot() * 0x1p-53, count = count, length = length
        var norms = (0..<count).map { norm($0) }
        for _ in 0..<60 {
            var isDone = true
            for p in 0..<count {
                if isCancelled() { return false }
                for q in p + 1..<max(count, p + 1) where norms[p] > 0 && norms[q] > 0 {
                    let hasTurned = values.withUnsafeMutableBufferPointer { values -> Bool in
                        let x = values.start + p * length, y = values.start + q * length
                        let (perX, perY) = (1 / norms[p], 1 / norms[q])
                        var cosine = 0.0
                        for i in 0..<length { cosine = cosine.addingProduct(x[i] * perX, y[i] * perY) }
                        guard abs(cosine) > tolerance else { return false }
                        // tan of the angle: the smaller root of t^2 + 2 zeta t - 1 = 0.
                        let ratio = norms[q] / norms[p], zeta = (ratio - 1 / ratio) / (2 * cosine)
                        let t = (zeta < 0 ? -1 : 1) / (abs(zeta) + (1 + zeta * zeta).squareRoot())
                        let c = 1 / (1 + t * t).squareRoot(), s = c * t
                        for i in 0..<length {
                            let (a, b) = (x[i], y[i])
                            x[i] = (c * a).addingProduct(-s, b)
                            y[i] = (s * a).addingProduct(c, b)
                        }
                        return true
                    }
                    guard hasTurned else { continue }
                    (norms[p], norms[q]) = (norm(p), norm(q))
                    isDone = false
                }
            }
            if isDone { break }
        }
        return true
    }

    /// The columns in falling order of length.
    var byLength: [[Double]] {
        (0..<count).map { (norm($0), $0) }.sorted { $0.0 > $1.0 }.map { _, column in
            Array(values[column * length..<(column + 1) * length])
        }
    }
}

extension Matrix {
    /// Where the rows lie along the two directions in which they are spread widest, their principal components, seen from their mean.
    /// - Parameters:
    ///   - most: of more columns only those that vary most are looked at.
    ///   - others: rows that have no say in the directions; where they lie comes after the rows. Not told of more columns than `most`.
    public func principalDirections(of most: Int, and others: Matrix? = nil) -> (first: [Double], second: [Double]) {
        var spread = Columns(self)
        let means = (0..<spread.count).map { column in
            (0..<rows).reduce(0) { $0 + spread[$1, column] } / Double(max(1, rows))
        }
        for column in 0..<spread.count {
            for row in 0..<rows { spread[row, column] -= means[column] }
        }
        if spread.count > most { spread = Columns(length: rows, values: spread.byLength.prefix(most).flatMap { $0 }) }
        let centred = spread
        _ = spread.makeOrthogonal()
        /// With A v = s the direction is v = A^T s / |s|^2, and a row x lies at (x - mean) v.
        func places(along scores: [Double]) -> [Double] {
            guard let others, others.columns == centred.count, case let size = scores.reduce(0, { $0 + $1 * $1 }), size > 0 else {
                return []
            }
            let direction = (0..<centred.count).map { column in
                (0..<rows).reduce(0) { $0 + centred[$1, column] * scores[$1] } / size
            }
            return (0..<others.rows).map { row in
                direction.indices.reduce(0) { $0 + (others[row, $1] - means[$1]) * direction[$1] }
            }
        }
        // A direction and its opposite are the same: the first point that is not at the mean lies on the positive side.
        let directions = spread.byLength.prefix(2).map { scores -> [Double] in
            let isTurned = scores.first { abs($0) > 1e-12 } ?? 1 < 0
            let turned = isTurned ? scores.map { -$0 } : scores
            return turned + places(along: turned)
        }
        let nothing = [Double](repeating: 0, count: rows)
        return (directions.first ?? nothing, directions.count > 1 ? directions[1] : nothing)
    }
}
