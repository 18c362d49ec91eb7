// What a method thinks when it proposes a trial: values to be told and drawn.

/// What a method thinks when it proposes a trial. Points are those of the unit cube; values are such that the least is sought: minus the
/// trials' where the goal is the greatest.
public enum Thinking: Sendable {
    /// The start that was given.
    case start
    case grid(GridThinking)
    /// Points drawn before a method knows enough: how many of how many.
    case random(drawn: Int, of: Int?)
    case bayes(BayesThinking)
    case tpe(TPEThinking)
    case bobyqa(BOBYQAThinking)
    case lipo(LIPOThinking)
}

/// Where a grid stands.
public struct GridThinking: Sendable, Equatable {
    /// Values an axis.
    public let axes: [[Value]]
    /// Which value of each axis is next; nil for a dimension without a value.
    public let places: [Int?]
    /// How many points come before, and how many there are.
    public let done: Int
    public let count: Int
}

/// What Bayesian optimisation thinks.
public struct BayesThinking: Sendable {
    public let surrogate: Surrogate
    /// Where the acquisition is greatest, and its logarithm there.
    public let maximum: [Double]
    public let logImprovement: Double
}

/// What TPE thinks.
public struct TPEThinking: Sendable {
    /// How many trials count as good.
    public let good: Int
    /// The densities of good and of other trials: l and g.
    public let goodDensity: ParzenDensity
    public let otherDensity: ParzenDensity
    /// log l - log g at the point proposed: the greatest of the candidates drawn from l.
    public let logRatio: Double

    /// log l(x) - log g(x): greater where the expected improvement is greater.
    public func logRatio(at unit: [Double?]) -> Double { goodDensity.logDensity(unit) - otherDensity.logDensity(unit) }
}

/// What BOBYQA thinks.
public struct BOBYQAThinking: Sendable {
    /// Why the next point is where it is.
    public enum Reason: Sendable, Equatable {
        /// One of the first 2n + 1 points, which one from 0.
        case first(Int)
        /// The least value of the model within the trust region, and what the model foretells there.
        case step(foretold: Double)
        /// A point that lies far away is replaced, so that the model is right nearby.
        case geometry(replaces: [Double])
    }

    public let reason: Reason
    /// From 1; greater after a restart.
    public let run: Int
    /// The points of the model and their values, the best among them.
    public let points: [[Double]]
    public let values: [Double]
    public let best: Int
    /// Nil while the first points are drawn.
    public let model: Quadratic?
    /// The radius of the trust region, and the least that it may be at present.
    public let radius: Double
    public let resolution: Double
}

/// What LIPO thinks.
public struct LIPOThinking: Sendable {
    /// Why the next point is where it is.
    public enum Reason: Sendable, Equatable {
        /// The bound is least there, and how low.
        case bound(Double)
        /// The least value of a quadratic within the trust region, and what it foretells.
        case step(foretold: Double)
        /// About the best trial, where too few trials lie for a quadratic.
        case geometry
    }

    public let reason: Reason
    public let bound: LipschitzBound
    /// The place of the best trial among the bound's points; nil before the first.
    public let best: Int?
    /// The quadratic about it, if there is one, and the radius of the trust region.
    public let model: Quadratic?
    public let radius: Double
}
