// The trust region of LIPO: a quadratic through all trials, the nearer the truer.

/// Of the quadratics about the best trial, with t = (x - best)/radius, the one that makes least
///     |H|^2 + sum of (q(x_i) - f_i)^2 / m_i,   m_i = e |t_i|^4 max(1, |t_i|)^4:
/// trials within the radius are met nearly, far ones hardly. Few trials leave second derivatives small, many fix them.
struct LocalModel {
    let quadratic: Quadratic

    init?(_ points: [[Double]], _ values: [Double], best: Int, radius: Double) {
        let centre = points[best], n = centre.count
        let most = min((n + 1) * (n + 2), 80) + 1
        let distances = points.map { distance($0, centre) }
        let chosen = points.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }.prefix(most)
        let t = chosen.map { k in zip(points[k], centre).map { ($0 - $1) / radius } }
        let m = t.count, size = m + n + 1
        var matrix = [Double](repeating: 0, count: size * size)
        for i in 0..<m {
            for j in 0...i {
                let product = dot(t[i], t[j])
                matrix[i * size + j] = product * product / 2
                matrix[j * size + i] = matrix[i * size + j]
            }
            let far = dot(t[i], t[i])
            matrix[i * size + i] += 1e-9 * far * far * max(1, far * far)
            matrix[i * size + m] = 1
            matrix[m * size + i] = 1
            for k in 0..<n {
                matrix[i * size + m + 1 + k] = t[i][k]
                matrix[(m + 1 + k) * size + i] = t[i][k]
            }
        }
        guard let system = LinearSystem(matrix, size: size) else { return nil }
        let solution = system.solution(chosen.map { values[$0] - values[best] } + [Double](repeating: 0, count: n + 1))
        guard solution.allSatisfy(\.isFinite) else { return nil }
        var quadratic = Quadratic(centre: centre)
        quadratic.constant = values[best] + solution[m]
        for k in 0..<n { quadratic.gradient[k] = solution[m + 1 + k] / radius }
        for i in 0..<m {
            for row in 0..<n {
                let factor = solution[i] * t[i][row] / (radius * radius)
                for column in 0..<n { quadratic.hessian[row * n + column] += factor * t[i][column] }
            }
        }
        self.quadratic = quadratic
    }
}
