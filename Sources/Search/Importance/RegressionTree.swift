// A regression tree over the unit cube, and the mean of its leaves when some coordinates are held.
import NeuralEngine

/// A tree that cuts the cube into boxes, each with the mean value of its trials.
struct RegressionTree: Sendable {
    /// A box of the cube: low and high of each coordinate, and the value in it.
    struct Leaf: Sendable {
        var low: [Double]
        var high: [Double]
        var value = 0.0

        /// The volume along all coordinates but some.
        func volume(without held: [Int]) -> Double {
            low.indices.reduce(1.0) { held.contains($1) ? $0 : $0 * (high[$1] - low[$1]) }
        }

        func contains(_ x: Double, along k: Int) -> Bool { low[k] <= x && (x < high[k] || high[k] == 1) }
    }

    private(set) var leaves: [Leaf] = []

    /// Splits where the sum of squares falls most, among all coordinates but a drawn part of them, until a box holds few trials.
    init(_ points: [[Double]], _ values: [Double], chosen: [Int], leastInLeaf: Int, random: inout RandomStream) {
        let d = points.first?.count ?? 0
        let whole = Leaf(low: [Double](repeating: 0, count: d), high: [Double](repeating: 1, count: d))
        var waiting = [(whole, chosen)]
        while let (box, inside) = waiting.popLast() {
            guard let split = RegressionTree.split(points, values, inside, leastInLeaf: leastInLeaf, random: &random) else {
                var leaf = box
                leaf.value = inside.reduce(0.0) { $0 + values[$1] } / Double(max(inside.count, 1))
                leaves.append(leaf)
                continue
            }
            var (left, right) = (box, box)
            left.high[split.axis] = split.place
            right.low[split.axis] = split.place
            waiting.append((left, inside.filter { points[$0][split.axis] < split.place }))
            waiting.append((right, inside.filter { points[$0][split.axis] >= split.place }))
        }
    }

    private static func split(
        _ points: [[Double]], _ values: [Double], _ inside: [Int], leastInLeaf: Int, random: inout RandomStream
    ) -> (axis: Int, place: Double)? {
        guard inside.count >= 2 * leastInLeaf, let d = points.first?.count else { return nil }
        // Five sixths of the coordinates are looked at, as in Hutter's forests.
        var axes = Array(0..<d)
        for i in stride(from: d - 1, to: 0, by: -1) { axes.swapAt(i, Int(random.next() % UInt64(i + 1))) }
        axes = axes.prefix(max(1, (5 * d + 5) / 6)).sorted()
        var best: (axis: Int, place: Double)?, most = 1e-12
        let count = Double(inside.count), sum = inside.reduce(0.0) { $0 + values[$1] }
        let middle = sum / count
        for axis in axes {
            let order = inside.sorted { (points[$0][axis], $0) < (points[$1][axis], $1) }
            var left = 0.0
            for k in 1..<order.count {
                left += values[order[k - 1]] - middle
                let (x, y) = (points[order[k - 1]][axis], points[order[k]][axis])
                guard x < y, k >= leastInLeaf, order.count - k >= leastInLeaf else { continue }
                // What the squares fall by: n_left n_right / n (mean_left - mean_right)^2, as the left sum of differences from the middle has it.
                let gain = left * left * (1 / Double(k) + 1 / (count - Double(k)))
                if gain > most { (best, most) = ((axis, x + (y - x) / 2), gain) }
            }
        }
        return best
    }

    /// The mean over the whole cube.
    var mean: Double { leaves.reduce(0.0) { $0 + $1.value * $1.volume(without: []) } }

    /// The variance over the whole cube.
    var variance: Double {
        let mean = mean
        return leaves.reduce(0.0) { $0 + ($1.value - mean) * ($1.value - mean) * $1.volume(without: []) }
    }

    /// Where the leaves' boxes end along a coordinate, 0 and 1 included.
    private func cuts(_ axis: Int) -> [Double] { Set(leaves.flatMap { [$0.low[axis], $0.high[axis]] }).sorted() }

    /// The mean over all other coordinates when one is held at x.
    func marginal(_ axis: Int, at x: Double) -> Double {
        leaves.reduce(0.0) { $1.contains(x, along: axis) ? $0 + $1.value * $1.volume(without: [axis]) : $0 }
    }

    /// The variance of that mean along the coordinate.
    func variance(of axis: Int) -> Double {
        let mean = mean
        return pieces(axis).reduce(0.0) { sum, piece in
            let difference = marginal(axis, at: piece.middle) - mean
            return sum + difference * difference * piece.width
        }
    }

    /// The variance of the mean when two coordinates are held, beyond what each alone brings.
    func variance(of first: Int, with second: Int) -> Double {
        let mean = mean, columns = pieces(second)
        let alone = columns.map { marginal(second, at: $0.middle) - mean }
        var sum = 0.0
        for row in pieces(first) {
            let here = leaves.filter { $0.contains(row.middle, along: first) }
            let own = marginal(first, at: row.middle) - mean
            for (column, other) in zip(columns, alone) {
                var both = 0.0
                for leaf in here where leaf.contains(column.middle, along: second) {
                    both += leaf.value * leaf.volume(without: [first, second])
                }
                let difference = both - mean - own - other
                sum += difference * difference * row.width * column.width
            }
        }
        return sum
    }

    private func pieces(_ axis: Int) -> [(middle: Double, width: Double)] {
        let cuts = cuts(axis)
        return zip(cuts, cuts.dropFirst()).map { ($0 + ($1 - $0) / 2, $1 - $0) }
    }
}
