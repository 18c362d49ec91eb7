// What one update of two dense layers asks of the processor, and which limit it comes nearest.

/// The work of one update of a network of two dense tanh layers of one width.
struct UpdateCost {
    let width: Int
    let batch: Int

    private var weights: Double { 2 * Double(width) * Double(width) }

    /// Floating-point operations, two a multiply-add: forward, gradients and errors (none for the input) of each sample, then the update.
    var operations: Double { Double(batch) * (2 + 2 + 1) * weights + 2 * weights }

    /// Evaluations of tanh: one a unit and sample.
    var activations: Double { Double(batch) * 2 * Double(width) }

    /// Bytes of weights and gradients: the weights read forward and backward, the gradients written, both read and the weights written.
    var traffic: Double { 6 * 8 * weights }

    /// Bytes of all weights and gradients, which decide the cache they live in.
    var workingSet: Int { Int(2 * 8 * weights) }

    /// The limit that comes nearest to the time that an update took. Speeds are operations, bytes and evaluations a second.
    func bound(peak: Double, memory: Double, tanh: Double, seconds: Double) -> Bound {
        let candidates = [
            Bound(limit: .multiplyAdd, share: operations / peak / seconds), Bound(limit: .memory, share: traffic / memory / seconds),
            Bound(limit: .tanh, share: activations / tanh / seconds),
        ]
        let nearest = candidates.max { $0.share < $1.share } ?? candidates[0]
        return nearest.share < 0.25 ? Bound(limit: .overhead, share: nearest.share) : nearest
    }
}

/// A limit, and the share of the time that it would take alone.
struct Bound: Equatable {
    enum Limit: String {
        case multiplyAdd = "multiply-add", memory, tanh = "exp", overhead
    }

    let limit: Limit
    let share: Double

    /// `62f`: 62 % of the time is explained by multiply-adds.
    var text: String {
        let letter =
            switch limit {
            case .multiplyAdd: "f"
            case .memory: "m"
            case .tanh: "e"
            case .overhead: "o"
            }
        return "\(Int((share * 100).rounded()))\(letter)"
    }
}
