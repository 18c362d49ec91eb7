// How well a network does.

/// How well a network does on a data set.
public struct Evaluation: Sendable, Equatable {
    public let loss: Double
    /// The share of samples classified rightly, 0...1; nil when the targets are not classes.
    public let accuracy: Double?
}

extension Pass {
    /// Adds what the samples lose, each by its weight, to a sum over many batches, and their weights to another.
    func addLosses(to total: inout Double, _ weightSum: inout Double) {
        let weights = sampleWeights
        for s in 0..<sampleCount {
            let weight = weights.isEmpty ? 1 : weights[s]
            total = total.addingProduct(weight, memory[layout.sampleLosses + s])
            weightSum += weight
        }
    }

    /// How many samples are classified rightly; nil if the targets are not classes.
    func rightAnswers() -> Int? {
        let count = network.outputs, start = layout.records[network.outputLayer].outputs
        var right = 0
        for s in 0..<sampleCount {
            let target = memory[layout.targets + s * count..<layout.targets + (s + 1) * count]
            guard reading.isClass(target) else { return nil }
            right += reading.answeredClass(target) == reading.answeredClass(memory[start + s * count..<start + (s + 1) * count]) ? 1 : 0
        }
        return right
    }
}
