// Learning-rate schedules: the rate of each epoch.

/// How the learning rate changes with the epoch e, the first being 0.
public enum Schedule: Sendable, Equatable {
    case constant
    /// rate gamma^floor(e/every)
    case step(every: Int, gamma: Double)
    /// rate gamma^e
    case exponential(gamma: Double)
    /// end + (rate - end)(1 + cos(pi e/epochs))/2, and end from then on
    case cosine(epochs: Int, end: Double)
    /// rate (e + 1)/epochs, up to the rate
    case warmUp(epochs: Int)
    /// rate (e + 1)/warmUp for e < warmUp, then cosine from there to `end` in epoch `epochs`
    case warmUpThenCosine(warmUp: Int, epochs: Int, end: Double)

    /// The rate in an epoch.
    public func rate(_ rate: Double, epoch: Int) -> Double {
        switch self {
        case .constant: return rate
        case .step(let every, let gamma): return rate * Elementary.pow(gamma, Double(epoch / max(1, every)))
        case .exponential(let gamma): return rate * Elementary.pow(gamma, Double(epoch))
        case .cosine(let epochs, let end):
            if epoch >= epochs { return end }
            return end + (rate - end) * (1 + Elementary.cos(Double.pi * Double(epoch) / Double(epochs))) / 2
        case .warmUpThenCosine(let warmUp, let epochs, let end):
            if epoch < warmUp { return Schedule.warmUp(epochs: warmUp).rate(rate, epoch: epoch) }
            return Schedule.cosine(epochs: epochs - warmUp, end: end).rate(rate, epoch: epoch - warmUp)
        case .warmUp(let epochs): return epoch + 1 >= epochs ? rate : rate * Double(epoch + 1) / Double(epochs)
        }
    }
}
