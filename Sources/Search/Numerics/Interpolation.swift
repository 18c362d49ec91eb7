// A quadratic through points: of all that take the values there, the one whose second derivatives change least (Powell 2004).

/// Points with values, and the system that makes quadratics through them: with y_i' = (y_i - centre)/scale,
/// A_ij = (y_i' y_j')^2 / 2, P_i = (1, y_i'):   [A P; P^T 0] [lambda; p] = [values; 0],
/// the quadratic p0 + p s + sum of lambda_k (y_k' s)^2 / 2.
struct Interpolation {
    let centre: [Double]
    let scale: Double
    private let scaled: [[Double]]
    private let system: LinearSystem
    private var n: Int { centre.count }
    private var m: Int { scaled.count }

    /// - Parameters:
    ///   - scale: the farthest point's distance unless another is given.
    ///   - slack: how far the quadratic may pass a point by, from y_i': what is added to A_ii.
    /// - Returns: nil where the points lie so that no system of equations comes out.
    init?(_ points: [[Double]], centre: [Double], scale given: Double? = nil, slack: (_ point: [Double]) -> Double = { _ in 0 }) {
        self.centre = centre
        let scale = given ?? points.map { distance($0, centre) }.max() ?? 0
        guard scale > 0 else { return nil }
        self.scale = scale
        scaled = points.map { zip($0, centre).map { ($0 - $1) / scale } }
        let (n, m) = (centre.count, points.count), size = m + n + 1
        var matrix = [Double](repeating: 0, count: size * size)
        for i in 0..<m {
            for j in 0...i {
                let product = dot(scaled[i], scaled[j])
                matrix[i * size + j] = product * product / 2
                matrix[j * size + i] = matrix[i * size + j]
            }
            matrix[i * size + i] += slack(scaled[i])
            matrix[i * size + m] = 1
            matrix[m * size + i] = 1
            for k in 0..<n {
                matrix[i * size + m + 1 + k] = scaled[i][k]
                matrix[(m + 1 + k) * size + i] = scaled[i][k]
            }
        }
        guard let system = LinearSystem(matrix, size: size) else { return nil }
        self.system = system
    }

    /// The quadratic of least second derivatives with some values at the points.
    func quadratic(_ values: [Double]) -> Quadratic {
        let solution = system.solution(values + [Double](repeating: 0, count: n + 1))
        var quadratic = Quadratic(centre: centre)
        quadratic.constant = solution[m]
        for k in 0..<n { quadratic.gradient[k] = solution[m + 1 + k] / scale }
        for i in 0..<m where solution[i] != 0 {
            for row in 0..<n {
                let factor = solution[i] * scaled[i][row] / (scale * scale)
                for column in 0..<n { quadratic.hessian[row * n + column] += factor * scaled[i][column] }
            }
        }
        return quadratic
    }

    /// Lagrange's functions at x: the k-th is 1 at point k and 0 at the others.
    func lagrange(at x: [Double]) -> [Double] {
        let s = zip(x, centre).map { ($0 - $1) / scale }
        var right = scaled.map { point in
            let product = dot(point, s)
            return product * product / 2
        }
        right.append(1)
        right += s
        return Array(system.solution(right).prefix(m))
    }

    /// Lagrange's function of one point.
    func lagrange(of place: Int) -> Quadratic {
        var values = [Double](repeating: 0, count: m)
        values[place] = 1
        return quadratic(values)
    }
}
