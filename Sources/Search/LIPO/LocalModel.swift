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
        let slack: ([Double]) -> Double = { t in
            let far = dot(t, t)
            return 1e-9 * far * far * max(1, far * far)
        }
        guard let model = Interpolation(chosen.map { points[$0] }, centre: centre, scale: radius, slack: slack) else { return nil }
        var quadratic = model.quadratic(chosen.map { values[$0] - values[best] })
        quadratic.constant += values[best]
        guard ([quadratic.constant] + quadratic.gradient + quadratic.hessian).allSatisfy(\.isFinite) else { return nil }
        self.quadratic = quadratic
    }
}
