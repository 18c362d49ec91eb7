// Cholesky's factors of a positive matrix, with the inverse of the factor: what a Gaussian process computes with. All inner loops run along
// rows, so that many elements are made at once without changing the order of any sum.
import NeuralEngine

/// K = U^T U. Row-major, n x n; the lower part of `factor` is unused.
struct Cholesky: Sendable {
    let n: Int
    let factor: [Double]
    /// (U^T)^-1, lower triangular, row-major.
    let inverse: [Double]
    /// log |K|
    let logDeterminant: Double

    /// Nil if K is not positive.
    init?(_ matrix: [Double], size n: Int) {
        var a = matrix, inverse = [Double](repeating: 0, count: n * n), sum = 0.0
        let isPositive = a.withUnsafeMutableBufferPointer { a in
            for k in 0..<n {
                let square = a[k * n + k]
                guard square > 0, square.isFinite else { return false }
                let pivot = square.squareRoot()
                a[k * n + k] = pivot
                let scale = 1 / pivot
                for j in k + 1..<max(n, k + 1) { a[k * n + j] *= scale }
                guard let base = a.baseAddress else { continue }
                for i in k + 1..<max(n, k + 1) { Cholesky.add(-base[k * n + i], base + k * n + i, to: base + i * n + i, n - i) }
            }
            return true
        }
        guard isPositive else { return nil }
        inverse.withUnsafeMutableBufferPointer { w in
            guard let w = w.baseAddress else { return }
            for i in 0..<n {
                w[i * n + i] = 1
                for k in 0..<i { Cholesky.add(-a[k * n + i], w + k * n, to: w + i * n, k + 1) }
                let scale = 1 / a[i * n + i]
                for j in 0...i { w[i * n + j] *= scale }
            }
        }
        for k in 0..<n { sum += 2 * Elementary.log(a[k * n + k]) }
        (self.n, factor, self.inverse, logDeterminant) = (n, a, inverse, sum)
    }

    /// to += factor * from
    @inline(__always)
    private static func add(_ factor: Double, _ from: UnsafePointer<Double>, to: UnsafeMutablePointer<Double>, _ count: Int) {
        for k in 0..<count { to[k] += factor * from[k] }
    }

    /// (U^T)^-1 b
    func halfSolution(_ b: [Double]) -> [Double] {
        inverse.withUnsafeBufferPointer { w in
            b.withUnsafeBufferPointer { b in
                (0..<n).map { row in
                    // Four chains, of which each takes every fourth product.
                    var s0 = 0.0, s1 = 0.0, s2 = 0.0, s3 = 0.0, k = 0
                    let start = row * n
                    while k + 3 <= row {
                        s0 += w[start + k] * b[k]
                        s1 += w[start + k + 1] * b[k + 1]
                        s2 += w[start + k + 2] * b[k + 2]
                        s3 += w[start + k + 3] * b[k + 3]
                        k += 4
                    }
                    while k <= row {
                        s0 += w[start + k] * b[k]
                        k += 1
                    }
                    return (s0 + s1) + (s2 + s3)
                }
            }
        }
    }

    /// U^-1 b
    func otherHalf(_ b: [Double]) -> [Double] {
        var x = [Double](repeating: 0, count: n)
        x.withUnsafeMutableBufferPointer { x in
            inverse.withUnsafeBufferPointer { w in
                guard let x = x.baseAddress, let w = w.baseAddress else { return }
                for row in 0..<n { Cholesky.add(b[row], w + row * n, to: x, row + 1) }
            }
        }
        return x
    }

    /// K^-1 b
    func solution(_ b: [Double]) -> [Double] { otherHalf(halfSolution(b)) }

    /// K^-1, its lower part.
    func inverseOfMatrix() -> [Double] {
        var x = [Double](repeating: 0, count: n * n)
        x.withUnsafeMutableBufferPointer { x in
            inverse.withUnsafeBufferPointer { w in
                guard let x = x.baseAddress, let w = w.baseAddress else { return }
                for row in 0..<n { for i in 0...row { Cholesky.add(w[row * n + i], w + row * n, to: x + i * n, i + 1) } }
            }
        }
        return x
    }
}
