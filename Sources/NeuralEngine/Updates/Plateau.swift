// Plateau: the rate falls when the loss has not fallen for some epochs.

/// After each epoch its loss is looked at, that of the validation part if there is one. It is better if it lies below the best one so far by
/// more than a threshold. If it has not been better for more than `patience` epochs the rate is multiplied by the factor.
public struct Plateau: Sendable, Equatable {
    /// What is looked at: the loss, which should fall, or the accuracy, which should rise.
    public enum Measure: String, Sendable, CaseIterable { case loss, accuracy }

    public var measure = Measure.loss
    public var factor = 0.1
    public var patience = 10
    /// Better is v < best (1 - threshold), or best - threshold if it is absolute; of an accuracy v > best (1 + threshold) likewise.
    public var threshold = 1e-4
    public var isAbsolute = false
    /// Epochs after a fall that do not count.
    public var cooldown = 0
    /// The rate falls no lower.
    public var least = 0.0
    /// A fall by no more than this is not made.
    public var epsilon = 1e-8

    public init() {}

    /// What has been seen so far.
    public struct State: Sendable, Equatable {
        /// The rate that it has come down to; nil before the first fall.
        public internal(set) var rate: Double?
        /// How often it has fallen.
        public internal(set) var falls = 0
        var best: Double?
        /// Epochs that were not better, and those of a cooldown that are left.
        var bad = 0
        var cooling = 0

        init() {}
    }

    func look(at evaluation: Evaluation, _ state: inout State, learningRate: Double) {
        look(at: measure == .loss ? evaluation.loss : evaluation.accuracy ?? .nan, &state, learningRate: learningRate)
    }

    /// Looks at the number of one epoch more. What is not a number is never better.
    func look(at value: Double, _ state: inout State, learningRate: Double) {
        if isBetter(value, than: state.best ?? (measure == .loss ? .infinity : -.infinity)) {
            (state.best, state.bad) = (value, 0)
        } else {
            state.bad += 1
        }
        if state.cooling > 0 {
            state.cooling -= 1
            state.bad = 0
        }
        guard state.bad > patience else { return }
        let rate = state.rate ?? learningRate, lower = max(rate * factor, least)
        if rate - lower > epsilon {
            state.rate = lower
            state.falls += 1
        }
        (state.cooling, state.bad) = (cooldown, 0)
    }

    private func isBetter(_ value: Double, than best: Double) -> Bool {
        switch measure {
        case .loss: value < (isAbsolute ? best - threshold : best * (1 - threshold))
        case .accuracy: value > (isAbsolute ? best + threshold : best * (1 + threshold))
        }
    }
}
