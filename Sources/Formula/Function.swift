// Functions: each is one value that holds its name, its value and its derivative, like an activation.

/// A function that an expression may call: built in, an activation, one of the learner's, or a derivative of these.
public struct Function: Sendable {
    enum Value: Sendable {
        case unary(@Sendable (Double) -> Double)
        case binary(@Sendable (Double, Double) -> Double)
        /// Any number of arguments, two at a time from the left: min and max.
        case fold(@Sendable (Double, Double) -> Double)
    }

    /// The arguments u of a call and their derivatives u' give the derivative of the call: for a function of one number f'(u) u'.
    typealias ChainRule = @Sendable (_ arguments: [Expression], _ slopes: [Expression]) -> Expression

    /// As the language prints it, without primes.
    public let name: String
    /// Other names that mean the same.
    public let aliases: [String]
    /// 1 for the derivative, 2 for the second one ...
    public let primes: Int
    /// How many arguments it takes.
    public let argumentCount: ClosedRange<Int>
    let value: Value
    let chainRule: ChainRule
    /// The learner's formula, or what a derivative comes to, in x or the learner's own parameter; nil if `value` says all.
    let body: Expression?
    /// How many operations one value takes, those of the functions that it calls included.
    let cost: Int
    /// The parts of its formula, or of the longest one among those of the functions that it calls.
    let longest: Int
    /// How deep one value is calculated in the other.
    let depth: Int
    private let makeDerivative: (@Sendable () -> Function)?
    /// The same for copies of one function of the learner's; nil for others.
    private let identity: ObjectIdentifier?

    init(
        _ name: String, aliases: [String] = [], primes: Int = 0, argumentCount: ClosedRange<Int> = 1...1, value: Value,
        body: Expression? = nil, chainRule: @escaping ChainRule, derivative: (@Sendable () -> Function)? = nil,
        identity: ObjectIdentifier? = nil
    ) {
        self.name = name
        self.aliases = aliases
        self.primes = primes
        self.argumentCount = argumentCount
        self.value = value
        self.body = body
        self.chainRule = chainRule
        self.makeDerivative = derivative
        self.identity = identity
        cost = body?.cost ?? 1
        longest = body?.longest ?? 1
        depth = body?.depth ?? 1
    }

    /// The derivative by the first argument, as a function; nil for those of many equal arguments.
    var derivative: Function? { makeDerivative?() }

    /// What stands between the parentheses of an example.
    var argumentsHint: String { argumentCount.upperBound == 1 ? "x" : "x, y" }
}

extension Function {
    /// A function of one number, its slope f'(u) as a formula in u.
    init(
        _ name: String, aliases: [String] = [], value: @escaping @Sendable (Double) -> Double,
        slope: @escaping @Sendable (Expression) -> Expression
    ) {
        self.init(
            name, aliases: aliases, value: .unary(value), chainRule: { slope($0[0]) * $1[0] },
            derivative: { Function(name, primes: 1, slope: slope) })
    }

    /// The derivative of a function of one number, given by a formula. Differentiating it once more shows the formula's derivative,
    /// not another prime, since that is what a reader wants to see.
    init(_ name: String, primes: Int, slope: @Sendable (Expression) -> Expression) {
        let body = slope(.x).simplified()
        let next = Lazy { body.derivative(withRespectTo: "x") }
        let nextSlope: @Sendable (Expression) -> Expression = { u in next.value.replacing("x", with: u) }
        self.init(
            name, primes: primes, value: .unary(body.closure()), body: body, chainRule: { nextSlope($0[0]) * $1[0] },
            derivative: { Function(name, primes: primes + 1, slope: nextSlope) })
    }
}

extension Function: Hashable, CustomStringConvertible {
    /// Functions are the same when they have the same name, the same primes and the same formula.
    public static func == (a: Function, b: Function) -> Bool {
        // Bodies that call others twice would be compared twice as long at each level.
        if let identity = a.identity, identity == b.identity { return true }
        return a.name == b.name && a.primes == b.primes && a.argumentCount == b.argumentCount && a.body == b.body
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(primes)
    }

    /// The name with its primes: `tanh''`.
    public var description: String { name + String(repeating: "'", count: primes) }
}
