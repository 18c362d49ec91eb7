// Learning-rate schedules: the rate of each epoch, or of each update.

/// How the learning rate changes with the epoch e, the first being 0; or with the updates made, where it counts those.
public enum Schedule: Sendable, Equatable {
    /// What e counts.
    public enum Unit: String, Sendable, CaseIterable { case epoch, update }

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
    /// cosine from the rate to `end` in `first` epochs, then again in first factor, first factor^2, ... epochs (Loshchilov and Hutter 2017)
    case warmRestarts(first: Int, factor: Int, end: Double)
    /// up to a greatest rate and down again, once
    case oneCycle(OneCycle)
    /// the rate falls when the loss has not: by what has been seen of it, not by e
    case plateau(Plateau)

    /// The rate at a time e; of a plateau the one that it begins with.
    public func rate(_ rate: Double, at e: Int) -> Double {
        switch self {
        case .constant, .plateau: return rate
        case .step(let every, let gamma): return rate * Elementary.pow(gamma, Double(e / max(1, every)))
        case .exponential(let gamma): return rate * Elementary.pow(gamma, Double(e))
        case .cosine(let epochs, let end):
            if e >= epochs { return end }
            return end + (rate - end) * (1 + Elementary.cos(Double.pi * Double(e) / Double(epochs))) / 2
        case .warmUpThenCosine(let warmUp, let epochs, let end):
            if e < warmUp { return Schedule.warmUp(epochs: warmUp).rate(rate, at: e) }
            return Schedule.cosine(epochs: epochs - warmUp, end: end).rate(rate, at: e - warmUp)
        case .warmUp(let epochs): return e + 1 >= epochs ? rate : rate * Double(e + 1) / Double(epochs)
        case .warmRestarts(let first, let factor, let end):
            let (place, period) = Schedule.place(of: e, first: first, factor: factor)
            return Schedule.cosine(epochs: period, end: end).rate(rate, at: place)
        case .oneCycle(let cycle): return cycle.rate(rate, at: e)
        }
    }

    /// Whether the rate depends on how well the network does after each epoch.
    var looksAtLoss: Bool { if case .plateau = self { true } else { false } }

    /// The momentum at a time e; nil where the schedule does not lead it.
    func momentum(at e: Int) -> Double? { if case .oneCycle(let cycle) = self { cycle.momentum(at: e) } else { nil } }

    /// How far e lies in its period, and how long that is: first, first factor, first factor^2 ...
    static func place(of e: Int, first: Int, factor: Int) -> (place: Int, period: Int) {
        var place = e, period = max(1, first)
        if factor <= 1 { return (place % period, period) }
        while place >= period {
            place -= period
            let (longer, isTooLong) = period.multipliedReportingOverflow(by: factor)
            period = isTooLong ? .max : longer
        }
        return (place, period)
    }
}
