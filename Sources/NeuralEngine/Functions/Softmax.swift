// Softmax over the units of a layer: a_i = e^z_i / sum_k e^z_k, computed so that no exponential overflows.

/// Softmax of one row of logits and what follows from it.
struct Softmax {
    /// The largest logit and its place (the first, if several).
    private let largest: Double
    private let place: Int
    /// The sum of e^(z_k - largest) over the other units, in index order. The denominator is 1 + others.
    private let others: Double
    private let logits: UnsafeBufferPointer<Double>

    init(_ logits: UnsafeBufferPointer<Double>) {
        var place = 0
        for k in logits.indices where logits[k] > logits[place] || logits[k].isNaN { place = k }
        var others = 0.0
        for k in logits.indices where k != place { others += Elementary.exp(logits[k] - logits[place]) }
        self.logits = logits
        self.place = place
        self.others = others
        largest = logits[place]
    }

    /// The probability of one unit.
    func probability(_ unit: Int) -> Double {
        (unit == place && !largest.isNaN ? 1 : Elementary.exp(logits[unit] - largest)) / (1 + others)
    }

    /// ln of it: z_i - largest - ln(1 + others), exact also where the probability is near 1.
    func logProbability(_ unit: Int) -> Double {
        logits[unit] - largest - Elementary.log1p(others)
    }
}

extension Activation.OfLayer {
    /// The outputs of a layer for a row of net inputs.
    public func outputs(_ netInputs: [Double]) -> [Double] {
        netInputs.withUnsafeBufferPointer { row in
            guard !row.isEmpty else { return [] }
            let softmax = Softmax(row)
            return row.indices.map { self == .probabilities ? softmax.probability($0) : softmax.logProbability($0) }
        }
    }
}
