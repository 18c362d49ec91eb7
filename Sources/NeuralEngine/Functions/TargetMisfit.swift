// Targets held against the outputs that are to reach them, and against the loss that compares the two.

/// A target that the loss has no meaning for, or that no output can reach.
public struct TargetMisfit: Sendable, Equatable {
    public enum Reason: Sendable, Equatable {
        /// Binary cross-entropy is defined for targets from 0 to 1: beyond them it falls without end.
        case beyondUnitInterval
        /// Cross-entropy and Kullback-Leibler compare distributions: the targets of a sample are not below 0 and add up to 1.
        case noDistribution(Loss, sum: Double)
        /// The outputs of an activation lie in a range; the nearer end of it is as near as they come.
        case outOfReach(Activation, ClosedRange<Double>)
        /// Hinge takes -1 and 1: 1 - t a is 1 for a target of 0, whatever the output.
        case onNeitherSide
    }

    /// The sample, the output and its target.
    public let sample: Int
    public let unit: Int
    public let target: Double
    public let reason: Reason
}

extension Network {
    /// The first target that the loss has no meaning for; nil if it has one for all of them, or if they are as many as another network
    /// gives.
    public func undefinedTarget(in targets: Matrix) -> TargetMisfit? {
        switch loss {
        case .binaryCrossEntropy:
            return firstTarget(in: targets) { target in
                target < 0 || target > 1 ? .beyondUnitInterval : nil
            }
        case _ where loss.comparesDistributions:
            // Of a single output softmax makes 1 whatever comes: that is an obstacle of its own.
            guard targets.columns == outputs, outputs > 1 else { return nil }
            for sample in 0..<targets.rows {
                let row = targets.values[sample * outputs..<(sample + 1) * outputs], sum = row.reduce(0, +)
                let negative = row.firstIndex { $0 < 0 }
                guard negative != nil || abs(sum - 1) > 1e-6 else { continue }
                let place = negative ?? row.startIndex
                return TargetMisfit(
                    sample: sample, unit: place - row.startIndex, target: row[place], reason: .noDistribution(loss, sum: sum))
            }
            return nil
        default: return nil
        }
    }

    /// The first target that no output can come near: it lies beyond the range of the last activation, or hinge knows no side of it. Where
    /// the loss compares distributions the targets are probabilities, and the outputs may be their logarithms.
    public func unreachableTarget(in targets: Matrix) -> TargetMisfit? {
        if loss == .hinge { return firstTarget(in: targets) { abs($0) == 1 ? nil : .onNeitherSide } }
        guard outputLayer > 0, !loss.comparesDistributions, case let activation = self[layer: outputLayer].activation,
            let range = activation.range ?? activation.foundRange
        else { return nil }
        return firstTarget(in: targets) { target in
            // The ends that a survey finds are rounded.
            let rounding = 1e-9 * max(1, abs(target))
            return target < range.lowerBound - rounding || target > range.upperBound + rounding ? .outOfReach(activation, range) : nil
        }
    }

    private func firstTarget(in targets: Matrix, _ reason: (Double) -> TargetMisfit.Reason?) -> TargetMisfit? {
        guard targets.columns == outputs else { return nil }
        for (place, target) in targets.values.enumerated() {
            guard let reason = reason(target) else { continue }
            let (sample, unit) = place.quotientAndRemainder(dividingBy: outputs)
            return TargetMisfit(sample: sample, unit: unit, target: target, reason: reason)
        }
        return nil
    }
}
