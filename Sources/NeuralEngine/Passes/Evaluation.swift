// How well a network does.

/// How well a network does on a data set.
public struct Evaluation: Sendable, Equatable {
    public let loss: Double
    /// The share of samples classified rightly, 0...1; nil when the targets are not classes.
    public let accuracy: Double?
}

extension Pass {
    /// The class that a row of outputs or targets stands for: the place of the largest; of a single one 1 above the middle, else 0.
    /// The middle is 0.5, or 0 where classes are told by the sign.
    func answeredClass<Row: RandomAccessCollection<Double>>(_ row: Row) -> Int where Row.Index == Int { network.answeredClass(row) }

    /// Whether a row of targets names a class: one-hot, or for a single output 0 or 1 (-1 or 1 for tanh). Under hinge the others are -1 or 0.
    private func isClass(_ target: some RandomAccessCollection<Double>) -> Bool {
        let low = network.lowTarget, isHinge = network.loss == .hinge
        if target.count == 1, let only = target.first { return only == low || only == 1 || isHinge && only == 0 }
        return target.allSatisfy { $0 == 0 || $0 == 1 || isHinge && $0 == low } && target.count { $0 == 1 } == 1
    }

    /// How many samples are classified rightly; nil if the targets are not classes.
    func rightAnswers() -> Int? {
        let count = network.outputs, start = layout.records[network.outputLayer].outputs
        var right = 0
        for s in 0..<sampleCount {
            let target = memory[layout.targets + s * count..<layout.targets + (s + 1) * count]
            guard isClass(target) else { return nil }
            right += answeredClass(target) == answeredClass(memory[start + s * count..<start + (s + 1) * count]) ? 1 : 0
        }
        return right
    }
}

extension Network {
    /// The class that a row of outputs stands for.
    func answeredClass<Row: RandomAccessCollection<Double>>(_ row: Row) -> Int where Row.Index == Int {
        if row.count == 1, let only = row.first { return only > (lowTarget + 1) / 2 ? 1 : 0 }
        return row.placeOfLargest
    }
}

extension RandomAccessCollection<Double> where Index == Int {
    /// The place of the largest element, counted from 0; the first, if several.
    var placeOfLargest: Int {
        var best = startIndex
        for i in indices where self[i] > self[best] { best = i }
        return best - startIndex
    }
}
