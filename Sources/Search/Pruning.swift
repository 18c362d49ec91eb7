// Rules that give up hopeless trials early, from their curves alone.

/// When a trial is given up. A curve is what was measured after each epoch.
public enum Pruning: Sendable, Hashable {
    /// Successive halving (Jamieson and Talwalkar 2016, asynchronous as of Li and others 2020): there are rungs after `first`, `first * factor`,
    /// `first * factor^2` ... epochs, and at each the best 1/factor of those that came there go on.
    case halving(first: Int, factor: Int)
    /// From epoch `after` on a trial is given up when its best value so far is worse than the middle one of what the others had at the same
    /// epoch (Golovin and others 2017).
    case median(after: Int)

    /// Whether a trial is given up after the last epoch of its curve.
    /// - Parameters:
    ///   - curve: its values by epoch so far; a value that is not finite is the worst.
    ///   - others: the curves of earlier trials, whole or as far as they came.
    public func givesUp(_ curve: [Double], among others: [[Double]], goal: Search.Goal) -> Bool {
        guard !curve.isEmpty else { return false }
        let own = costs(curve, goal), epoch = own.count - 1
        let rivals = others.filter { $0.count > epoch }.map { costs($0, goal) }
        switch self {
        case .halving(let first, let factor):
            guard isRung(own.count, first: max(first, 1), factor: max(factor, 2)) else { return false }
            let all = rivals.map { $0[epoch] } + [own[epoch]]
            // While fewer than `factor` came here nobody is given up: there is nothing to compare with.
            guard all.count >= max(factor, 2) else { return own[epoch] == .infinity }
            let better = all.filter { $0 < own[epoch] }.count
            return own[epoch] == .infinity || better >= max(all.count / max(factor, 2), 1)
        case .median(let after):
            guard own.count >= max(after, 1), !rivals.isEmpty else { return false }
            let theirs = rivals.map { $0[epoch] }.sorted()
            let middle = (theirs[(theirs.count - 1) / 2] + theirs[theirs.count / 2]) / 2
            return (own.min() ?? .infinity) > middle || own[epoch] == .infinity
        }
    }

    /// The epochs at which a trial may be given up, up to a last one.
    public func rungs(upTo last: Int) -> [Int] {
        switch self {
        case .halving(let first, let factor): (1...max(last, 1)).filter { isRung($0, first: max(first, 1), factor: max(factor, 2)) }
        case .median(let after): max(last, 0) < max(after, 1) ? [] : Array(max(after, 1)...last)
        }
    }

    private func isRung(_ epoch: Int, first: Int, factor: Int) -> Bool {
        var rung = first
        while rung < epoch {
            let (next, overflow) = rung.multipliedReportingOverflow(by: factor)
            if overflow { return false }
            rung = next
        }
        return rung == epoch
    }

    /// Small is good; what is not finite is worst.
    private func costs(_ curve: [Double], _ goal: Search.Goal) -> [Double] {
        curve.map { $0.isFinite ? (goal == .minimise ? $0 : -$0) : .infinity }
    }
}
