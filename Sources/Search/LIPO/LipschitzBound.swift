// A bound from below: if no slope is steeper than those seen, the function is nowhere less than this.

/// f(x) >= L(x) = max over trials of f(x_i) - sqrt(sum of k_d (x_d - x_id)^2): the constant of Lipschitz, a number for each dimension.
/// The k are those of least sum of squares for which all trials agree with one another:
/// sum of k_d (x_id - x_jd)^2 >= (f_i - f_j)^2 for all pairs.
public struct LipschitzBound: Sendable {
    /// The square of the steepest slope of each dimension, in values for a width of the unit cube.
    public private(set) var squares: [Double]
    public private(set) var points: [[Double]] = []
    public private(set) var values: [Double] = []
    /// Pairs that bind, with their multipliers.
    private var pairs: [Pair] = []
    /// Pairs nearer than this say more of noise than of slopes.
    private static let nearest = 1e-3

    private struct Pair: Sendable {
        /// (x_id - x_jd)^2 and (f_i - f_j)^2
        let squares: [Double]
        let square: Double
        var multiplier = 0.0
    }

    init(count: Int) { squares = [Double](repeating: 0, count: count) }

    /// L(x)
    public func value(at x: [Double]) -> Double {
        var most = -Double.infinity
        for (point, value) in zip(points, values) {
            var square = 0.0
            for k in x.indices {
                let difference = x[k] - point[k]
                square += squares[k] * difference * difference
            }
            // The root is spared where the trial cannot have the greatest bound.
            if value > most {
                let gap = value - most
                if square < gap * gap { most = value - square.squareRoot() }
            }
        }
        return most
    }

    /// Whether x can be no better than what is known.
    public func excludes(_ x: [Double]) -> Bool { value(at: x) >= (values.min() ?? .infinity) }

    mutating func add(_ x: [Double], _ value: Double) {
        for (point, other) in zip(points, values) {
            let differences = zip(x, point).map { ($0 - $1) * ($0 - $1) }
            guard differences.reduce(0, +) > LipschitzBound.nearest * LipschitzBound.nearest else { continue }
            let pair = Pair(squares: differences, square: (value - other) * (value - other))
            if dot(squares, differences) < pair.square { pairs.append(pair) }
        }
        points.append(x)
        values.append(value)
        agree()
    }

    /// Hildreth's method: each pair in turn pushes k along its own differences until it agrees, or lets go as far as it has pushed; a
    /// negative k counts as 0.
    private mutating func agree() {
        guard !pairs.isEmpty else { return }
        var raw = [Double](repeating: 0, count: squares.count)
        for pair in pairs { for k in raw.indices { raw[k] += pair.multiplier * pair.squares[k] } }
        for _ in 0..<30 {
            var worst = 0.0
            for place in pairs.indices {
                let pair = pairs[place]
                var have = 0.0, norm = 0.0
                for k in raw.indices {
                    have += max(raw[k], 0) * pair.squares[k]
                    norm += pair.squares[k] * pair.squares[k]
                }
                guard norm > 0 else { continue }
                let push = max((pair.square - have) / norm, -pair.multiplier)
                if push > 0 { worst = max(worst, 1 - have / pair.square) }
                pairs[place].multiplier += push
                for k in raw.indices { raw[k] += push * pair.squares[k] }
            }
            if worst < 1e-3 { break }
        }
        pairs.removeAll { $0.multiplier == 0 }
        squares = raw.map { max($0, 0) }
    }
}
