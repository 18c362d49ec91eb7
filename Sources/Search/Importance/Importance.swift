// Which hyper-parameter matters: functional analysis of variance over the trials (Hutter, Hoos and Leyton-Brown 2014).
import NeuralEngine

/// The share of each dimension in what the values vary by.
///
/// A forest of regression trees is grown on the trials; a tree is constant on boxes, so its mean over all coordinates but some is known
/// exactly. The variance of f is the sum over sets of dimensions U of V_U; the importance of a dimension is V_{k}/V, of a pair V_{k,l}/V,
/// each the mean over trees.
public struct Importance: Sendable, Equatable {
    public struct Pair: Sendable, Equatable {
        public let first, second: Int
        public let share: Double
    }

    /// The share of each dimension by itself, in the order of the space.
    public let shares: [Double]
    /// The share of each pair of dimensions beyond their own, the greatest first; empty unless they were asked for.
    public let pairs: [Pair]

    /// Nil with fewer than four trials that came to their end, or if all values are equal. Others are left out: they were measured otherwise.
    /// - Parameters:
    ///   - trees: how many trees.
    ///   - withPairs: whether pairs are looked at too; their number is that of dimensions squared.
    public init?(_ search: Search, trees: Int = 32, withPairs: Bool = false) {
        let trials = (search.guesses + search.trials).filter { $0.state == .complete }
        let points = trials.map { search.space.unit($0.setting) }, values = trials.map(\.value)
        guard trials.count >= 4, let least = values.min(), let most = values.max(), least < most else { return nil }
        // Scaled, so that squares neither overflow nor vanish.
        let scaled = values.map { $0 / (most / 2 - least / 2) / 2 - least / (most / 2 - least / 2) / 2 }
        let d = search.space.count
        var sums = [Double](repeating: 0, count: d), grown = 0.0
        var pairSums: [[Double]] = Array(repeating: Array(repeating: 0, count: d), count: d)
        for number in 0..<max(trees, 1) {
            var random = RandomStream(seed: 1, purpose: .split, index: number)
            let chosen = points.indices.map { _ in Int(random.next() % UInt64(points.count)) }
            let tree = RegressionTree(points, scaled, chosen: chosen, leastInLeaf: 3, random: &random)
            let variance = tree.variance
            guard variance > 0 else { continue }
            grown += 1
            for k in 0..<d { sums[k] += tree.variance(of: k) / variance }
            guard withPairs else { continue }
            for k in 0..<d { for l in k + 1..<max(d, k + 1) { pairSums[k][l] += tree.variance(of: k, with: l) / variance } }
        }
        guard grown > 0 else { return nil }
        shares = sums.map { $0 / grown }
        var pairs: [Pair] = []
        if withPairs {
            for k in 0..<d { for l in k + 1..<max(d, k + 1) { pairs.append(Pair(first: k, second: l, share: pairSums[k][l] / grown)) } }
        }
        self.pairs = pairs.sorted { ($1.share, $0.first, $0.second) < ($0.share, $1.first, $1.second) }
    }
}
