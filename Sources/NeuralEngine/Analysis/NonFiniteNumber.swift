// Where a number first became infinite or no number, and why.

/// The first number of a pass that is infinite or not a number: where it stands and what made it so.
public struct NonFiniteNumber: Error, Sendable, Equatable {
    /// What became infinite or not a number, its value, and the layer and part of the pass; both nil where it came in so.
    public let quantity: Quantity
    public let value: Double
    public let layer: Int?
    public let phase: Phase?
    /// The sample in its batch.
    public let sample: Int
    public let cause: Cause
    /// The epoch (from 0, counted from the network's birth) and the batch in which it happened; nil in a pass on its own.
    public internal(set) var epoch: Int?
    public internal(set) var batch: Int?
    /// Whether it happened while the loss was looked at after the epoch, not in training.
    public internal(set) var isInEvaluation = false

    /// Whether no update had a part in it: it was so in the first batch of all, or gradients alone have made it so.
    public var comesBeforeAnyUpdate: Bool {
        guard cause != .broughtAlong else { return false }
        return cause == .overflowInMemory || epoch == 0 && batch == 0 && (phase != .update || quantity == .gradientNorm) && !isInEvaluation
    }

    /// Whether the learner's own function has no value there, as sqrt or ln of a negative number: its first operation that ends gives none.
    public var hasNoValue: Bool {
        if case .insideFormula(let ending) = cause { value.isNaN && ending.operations.count == 1 } else { false }
    }

    public enum Cause: Sendable, Equatable {
        /// It came in so: an input or a target.
        case given
        /// It was so before the pass began: a weight, a bias, a running statistic or a center, which an update before has moved there.
        case broughtAlong
        /// It is larger than the largest double, 1.8e308, though all that it is made of is finite.
        case overflow
        /// The same of what the optimiser remembers of a parameter, as a mean of squares.
        case overflowInMemory
        /// ln 0: an output that should be a probability has become 0 (or 1, where its rest counts).
        case logarithmOfZero
        case divisionByZero
        /// What is calculated has no value there: ln of a negative number, 0/0, inf - inf.
        case undefined
        /// An operation inside a function of the learner's, or inside its slope, is the cause.
        case insideFormula(Ending)
    }

    init(_ quantity: Quantity, value: Double, layer: Int? = nil, phase: Phase? = nil, sample: Int = 0, cause: Cause) {
        self.quantity = quantity
        self.value = value
        self.layer = layer
        self.phase = phase
        self.sample = sample
        self.cause = cause
    }
}

extension NonFiniteNumber.Cause {
    /// Why a calculation whose operands are finite gives a number that is not.
    static func of(_ calculation: Calculation, at moment: Moment, sample: Int) -> NonFiniteNumber.Cause {
        func value(_ part: Calculation) -> Double { part.evaluated(in: moment, sample: sample) }
        if let part = calculation.parts.first(where: { !value($0).isFinite }) { return of(part, at: moment, sample: sample) }
        switch calculation {
        case .logarithm(let a): return value(a) == 0 ? .logarithmOfZero : .undefined
        case .quotient(_, let b) where value(b) == 0: return .divisionByZero
        case .lossShare: return value(calculation).isNaN ? .undefined : .logarithmOfZero
        case .lossSlope: return .divisionByZero
        case .squareRoot: return .undefined
        case .activation(let activation, let z): return inside(activation, value(z), ofSlope: false) ?? of(value(calculation))
        case .slope(let activation, let z): return inside(activation, value(z), ofSlope: true) ?? of(value(calculation))
        default: return of(value(calculation))
        }
    }

    private static func inside(_ activation: Activation, _ z: Double, ofSlope: Bool) -> NonFiniteNumber.Cause? {
        activation.ending?(z, ofSlope).map(insideFormula)
    }

    /// Of a number of which nothing else is known.
    static func of(_ value: Double) -> NonFiniteNumber.Cause { value.isNaN ? .undefined : .overflow }
}

extension NonFiniteNumber.Cause {
    /// Why a step made infinity, or no number, of finite ones; nil where its value is finite, and where what is not was taken over.
    /// - Parameter walk: as it stood just before the step.
    public static func ofStep(_ calculation: Calculation, in walk: Stepper, sample: Int) -> NonFiniteNumber.Cause? {
        func isFinite(_ part: Calculation) -> Bool { part.evaluated(in: walk.moment, sample: sample).isFinite }
        guard !isFinite(calculation) else { return nil }
        let operands = calculation.operands(in: walk.network)
        guard !operands.isEmpty, operands.allSatisfy({ isFinite(.quantity($0)) }) else { return nil }
        return of(calculation, at: walk.moment, sample: sample)
    }
}

extension Stepper {
    /// Why the last step made infinity, or no number, of finite ones; nil where its value is finite, and where what is not was taken over.
    public var causeOfEnding: NonFiniteNumber.Cause? {
        guard let step = lastStep, !found(inStep: position.step - 1).isFinite else { return nil }
        // What it was made of stands as it did, but for its own quantity: only where all that is finite it is worth while to step back.
        let operands = Formulas(at: moment, sample: step.sample).calculation(of: step.quantity).operands(in: network)
        guard operands.allSatisfy({ $0 == step.quantity || moment.stored($0, sample: step.sample).isFinite }) else { return nil }
        let before = walk(before: position.step - 1)
        return .ofStep(.of(step.quantity, in: before), in: before, sample: step.sample)
    }
}

extension Calculation {
    /// The calculations that this one is made of.
    fileprivate var parts: [Calculation] {
        switch self {
        case .sumOfProducts(let start, let products): (start.map { [$0] } ?? []) + products.flatMap { $0 }
        case .sum(let parts), .product(let parts), .maximum(let parts): parts
        case .difference(let a, let b), .quotient(let a, let b): [a, b]
        case .square(let a), .squareRoot(let a), .absolute(let a), .negative(let a), .logarithm(let a), .sign(let a): [a]
        case .activation(_, let z), .slope(_, let z), .named(_, let z): [z]
        default: []
        }
    }
}
