// The least value of a smooth function within a box: BFGS with projection.

enum BoxMinimiser {
    /// Goes downhill from a start: directions -H g with H the approximation of Broyden, Fletcher, Goldfarb and Shanno to the inverse of the
    /// second derivatives, coordinates at a bound held there while the gradient points outwards, steps halved until they gain (Armijo).
    /// A value that is no number counts as a wall.
    static func minimise(
        from start: [Double], low: [Double], high: [Double], steps: Int, tolerance: Double = 1e-9,
        _ function: ([Double]) -> (Double, [Double])
    ) -> (x: [Double], value: Double) {
        let n = start.count
        var x = start.indices.map { min(max(start[$0], low[$0]), high[$0]) }
        var (value, gradient) = function(x)
        guard value.isFinite else { return (x, value) }
        var inverse: [Double] = []
        var held: [Bool] = []
        var isFirst = true
        for _ in 0..<steps {
            let holds = x.indices.map { (x[$0] <= low[$0] && gradient[$0] > 0) || (x[$0] >= high[$0] && gradient[$0] < 0) }
            if isFirst || holds != held {
                held = holds
                inverse = [Double](repeating: 0, count: n * n)
                let size = x.indices.reduce(0.0) { held[$1] ? $0 : max($0, gradient[$1].magnitude) }
                guard size > 0 else { break }
                let widest = x.indices.map { high[$0] - low[$0] }.max() ?? 1
                for k in 0..<n { inverse[k * n + k] = 0.1 * widest / size }
                isFirst = false
            }
            var direction = [Double](repeating: 0, count: n), slope = 0.0
            for row in 0..<n where !held[row] {
                var sum = 0.0
                for column in 0..<n where !held[column] { sum -= inverse[row * n + column] * gradient[column] }
                direction[row] = sum
                slope += sum * gradient[row]
            }
            if slope >= 0 { break }
            var share = 1.0, next = x, found: (Double, [Double])?
            for _ in 0..<25 {
                next = x.indices.map { min(max(x[$0] + share * direction[$0], low[$0]), high[$0]) }
                var foretold = 0.0
                for k in 0..<n { foretold += gradient[k] * (next[k] - x[k]) }
                let there = function(next)
                if there.0.isFinite, there.0 <= value + 1e-4 * foretold {
                    found = there
                    break
                }
                share *= share > 0.1 ? 0.4 : 0.2
            }
            guard let found else { break }
            let s = zip(next, x).map { $0 - $1 }, y = zip(found.1, gradient).map { $0 - $1 }
            update(&inverse, s, y)
            let gain = value - found.0
            (x, value, gradient) = (next, found.0, found.1)
            if gain <= tolerance * (1 + value.magnitude) { break }
        }
        return (x, value)
    }

    /// H + (1 + y H y / s y) s s / s y - (H y s + s y H) / s y, where s y > 0.
    private static func update(_ h: inout [Double], _ s: [Double], _ y: [Double]) {
        let n = s.count, sy = dot(s, y)
        guard sy > 1e-12 * (dot(s, s) * dot(y, y)).squareRoot() else { return }
        let hy = (0..<n).map { row in (0..<n).reduce(0.0) { $0 + h[row * n + $1] * y[$1] } }
        let factor = (1 + dot(y, hy) / sy) / sy
        for row in 0..<n {
            for column in 0..<n { h[row * n + column] += factor * s[row] * s[column] - (hy[row] * s[column] + s[row] * hy[column]) / sy }
        }
    }
}
