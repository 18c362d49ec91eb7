// One cycle: the rate goes up to its greatest and down again, while the momentum goes the other way (Smith and Topin 2017).

/// With w = warmUp epochs - 1: from start = greatest/div up to the greatest rate at e = w, then down to start/finalDiv at e = epochs - 1.
/// In three phases down to start at 2w first.
public struct OneCycle: Sendable, Equatable {
    /// How it goes from one rate to another.
    public enum Shape: String, Sendable, CaseIterable {
        /// b + (a - b)(1 + cos(pi x))/2 for x from 0 to 1
        case cosine
        /// a + (b - a) x
        case linear
    }

    public var epochs: Int
    /// The greatest rate; nil takes the learning rate.
    public var greatest: Double?
    /// The part of all epochs in which the rate rises.
    public var warmUp = 0.3
    public var shape = Shape.cosine
    public var div = 25.0
    public var finalDiv = 1e4
    public var hasThreePhases = false
    /// Where the momentum is led: it is least where the rate is greatest.
    public var momentum: ClosedRange<Double>?

    public init(epochs: Int, greatest: Double? = nil) { (self.epochs, self.greatest) = (epochs, greatest) }

    func rate(_ rate: Double, at e: Int) -> Double {
        let top = greatest ?? rate, start = top / div, end = start / finalDiv
        return value(hasThreePhases ? [start, top, start, end] : [start, top, end], at: e)
    }

    func momentum(at e: Int) -> Double? {
        momentum.map { momentum in
            let (low, high) = (momentum.lowerBound, momentum.upperBound)
            return value(hasThreePhases ? [high, low, high, high] : [high, low, high], at: e)
        }
    }

    /// The value at a time, going from stop to stop; after the last one it stays.
    private func value(_ stops: [Double], at e: Int) -> Double {
        let up = warmUp * Double(epochs) - 1, last = Double(epochs - 1)
        let times = hasThreePhases ? [0, up, 2 * up, last] : [0, up, last]
        // e belongs to the first phase that it does not lie beyond.
        let phase = (1..<times.count).first { Double(e) <= times[$0] } ?? times.count - 1
        let length = times[phase] - times[phase - 1]
        let x = length > 0 ? min(1, (Double(e) - times[phase - 1]) / length) : 1
        let (a, b) = (stops[phase - 1], stops[phase])
        return switch shape {
        case .cosine: b + (a - b) / 2 * (1 + Elementary.cos(Double.pi * x))
        case .linear: a + (b - a) * x
        }
    }
}
