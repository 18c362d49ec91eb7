// Which class a row of outputs or targets stands for.

/// How rows of outputs and targets stand for classes: worked out once for many rows.
struct ClassReading: Sendable {
    /// The target of an output for samples that are not of its class.
    private let low: Double
    /// Under hinge 0 stands for -1 as well.
    private let isHinge: Bool
    /// Of a single output class 1 lies above.
    private let middle: Double

    init(_ network: Network) {
        low = network.lowTarget
        isHinge = network.loss == .hinge
        middle = (low + 1) / 2
    }

    /// The class that a row of outputs or targets stands for: the place of the largest; of a single one 1 above the middle, else 0.
    /// The middle is 0.5, or 0 where classes are told by the sign.
    func answeredClass<Row: RandomAccessCollection<Double>>(_ row: Row) -> Int where Row.Index == Int {
        if row.count == 1, let only = row.first { return only > middle ? 1 : 0 }
        return row.placeOfLargest
    }

    /// Whether a row of targets names a class: one-hot, or for a single output 0 or 1 (-1 or 1 for tanh). Under hinge the others are -1 or 0.
    func isClass(_ target: some RandomAccessCollection<Double>) -> Bool {
        if target.count == 1, let only = target.first { return only == low || only == 1 || isHinge && only == 0 }
        return target.allSatisfy { $0 == 0 || $0 == 1 || isHinge && $0 == low } && target.count { $0 == 1 } == 1
    }
}

extension Samples {
    /// The class of each sample; nil if the targets are no classes.
    public func classes(for network: Network) -> [Int]? {
        let reading = ClassReading(network)
        var classes: [Int] = []
        for row in 0..<count {
            let target = targets.row(row)
            guard reading.isClass(target) else { return nil }
            classes.append(reading.answeredClass(target))
        }
        return classes
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
