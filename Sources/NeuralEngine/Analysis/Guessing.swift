// What an answer costs that does not look at the inputs: the mark that a training has to come below.

extension Network {
    /// The loss over some targets where every output is the mean of its targets, whatever comes in: the least that constant answers cost. Nil
    /// for a loss whose best constant is not the mean, and where other things cost something.
    public func lossOfGuessing(_ targets: Matrix) -> Double? {
        let losses: [Loss] = [.squaredError, .meanSquaredError, .crossEntropy, .kullbackLeibler, .binaryCrossEntropy]
        guard losses.contains(loss), lossTerms == LossTerms(), penalty.isNone, centerLoss == nil, targets.rows > 1 else { return nil }
        var cost = 0.0
        for unit in 0..<targets.columns {
            let column = (0..<targets.rows).map { targets[$0, unit] }, count = Double(targets.rows)
            let mean = column.reduce(0, +) / count
            // An answer that is always right costs nothing.
            guard column.contains(where: { $0 != mean }) else { continue }
            cost += column.reduce(0) { $0 + loss.share(mean, $1) } / count
        }
        return averagesOutputs ? cost / Double(targets.columns) : cost
    }
}
