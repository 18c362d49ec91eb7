// A small dense system solved by elimination, and the eigenvectors of a small symmetric matrix.

/// The factors of P A = L U with row exchanges. Values are row-major, n x n.
struct LinearSystem {
    private let n: Int
    private var a: [Double]
    private var order: [Int]

    /// Nil if a pivot is 0: A has no inverse.
    init?(_ matrix: [Double], size n: Int) {
        (self.n, a, order) = (n, matrix, Array(0..<n))
        for k in 0..<n {
            var pivot = k
            for row in k..<n where a[row * n + k].magnitude > a[pivot * n + k].magnitude { pivot = row }
            guard a[pivot * n + k].magnitude > 1e-300, a[pivot * n + k].isFinite else { return nil }
            if pivot != k {
                for column in 0..<n { a.swapAt(k * n + column, pivot * n + column) }
                order.swapAt(k, pivot)
            }
            for row in k + 1..<max(n, k + 1) {
                let factor = a[row * n + k] / a[k * n + k]
                a[row * n + k] = factor
                if factor == 0 { continue }
                for column in k + 1..<n { a[row * n + column] -= factor * a[k * n + column] }
            }
        }
    }

    /// x of A x = b.
    func solution(_ b: [Double]) -> [Double] {
        var x = order.map { b[$0] }
        for row in 0..<n { for k in 0..<row { x[row] -= a[row * n + k] * x[k] } }
        for row in stride(from: n - 1, through: 0, by: -1) {
            for k in row + 1..<max(n, row + 1) { x[row] -= a[row * n + k] * x[k] }
            x[row] /= a[row * n + row]
        }
        return x
    }
}

/// Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations.
struct SymmetricEigen {
    let values: [Double]
    /// Vector k is column k, row-major.
    let vectors: [Double]
    private let n: Int

    init(_ matrix: [Double], size n: Int) {
        var a = matrix, v = [Double](repeating: 0, count: n * n)
        for k in 0..<n { v[k * n + k] = 1 }
        for _ in 0..<40 {
            var off = 0.0, all = 0.0
            for row in 0..<n {
                for column in 0..<n {
                    if row != column {
                        off += a[row * n + column] * a[row * n + column]
                    } else {
                        all += a[row * n + column] * a[row * n + column]
                    }
                }
            }
            if off <= 1e-30 * (all + off) || !off.isFinite { break }
            for p in 0..<n {
                for q in p + 1..<max(n, p + 1) where a[p * n + q] != 0 {
                    // The rotation that makes a[p, q] 0: t the smaller root of t^2 + 2 theta t - 1 = 0.
                    let theta = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q])
                    let t = (theta < 0 ? -1.0 : 1.0) / (theta.magnitude + (theta * theta + 1).squareRoot())
                    let c = 1 / (t * t + 1).squareRoot(), s = t * c
                    for k in 0..<n {
                        let (x, y) = (a[k * n + p], a[k * n + q])
                        a[k * n + p] = c * x - s * y
                        a[k * n + q] = s * x + c * y
                    }
                    for k in 0..<n {
                        let (x, y) = (a[p * n + k], a[q * n + k])
                        a[p * n + k] = c * x - s * y
                        a[q * n + k] = s * x + c * y
                        let (z, w) = (v[k * n + p], v[k * n + q])
                        v[k * n + p] = c * z - s * w
                        v[k * n + q] = s * z + c * w
                    }
                }
            }
        }
        self.n = n
        values = (0..<n).map { a[$0 * n + $0] }
        vectors = v
    }

    /// The coordinates of a vector along the eigenvectors.
    func turned(_ x: [Double]) -> [Double] { (0..<n).map { k in (0..<n).reduce(0.0) { $0 + vectors[$1 * n + k] * x[$1] } } }
    /// The vector of some coordinates along the eigenvectors.
    func back(_ x: [Double]) -> [Double] { (0..<n).map { row in (0..<n).reduce(0.0) { $0 + vectors[row * n + $1] * x[$1] } } }
}

func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for k in a.indices { sum += a[k] * b[k] }
    return sum
}

func distance(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for k in a.indices { sum += (a[k] - b[k]) * (a[k] - b[k]) }
    return sum.squareRoot()
}
