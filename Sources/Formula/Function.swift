// Functions: each is one value that holds its name, its value and its derivative, like an activation.

/// A function that an expression may call: built in, an activation, one of the learner's, or a derivative of these.
public struct Function: Sendable {
    enum Value: Sendable {
        case unary(@Sendable (Double) -> Double)
        case binary(@Sendable (Double, Double) -> Double)
        /// Any number of arguments, two at a time from the left: min and max.
        case fold(@Sendable (Double, Double) -> Double)
        /// Any number of arguments at once: sum, mean and norm. The same as a formula of them.
        case reduction(@Sendable ([Double]) -> Double, formula: @Sendable ([Expression]) -> Expression)
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
    /// The function of one number beyond the largest and the smallest ones; nil if it comes to an end there.
    let beyond: (@Sendable (Wide) -> Wide)?
    /// Whether it is the derivative of a function of the learner's.
    let isSlopeOfDefinition: Bool
    /// Whether its values are true or false.
    let isCondition: Bool
    /// How many operations one value takes if nothing is shared, those of the functions that it calls included.
    let cost: Int
    /// How deep one value is calculated in the other.
    let depth: Int
    private let makeDerivative: (@Sendable () -> Function)?

    init(
        _ name: String, aliases: [String] = [], primes: Int = 0, argumentCount: ClosedRange<Int> = 1...1, value: Value,
        body: Expression? = nil, beyond: (@Sendable (Wide) -> Wide)? = nil, isSlopeOfDefinition: Bool = false, isCondition: Bool = false,
        chainRule: @escaping ChainRule, derivative: (@Sendable () -> Function)? = nil
    ) {
        self.name = name
        self.aliases = aliases
        self.primes = primes
        self.argumentCount = argumentCount
        self.value = value
        self.body = body
        self.chainRule = chainRule
        self.beyond = beyond
        self.isSlopeOfDefinition = isSlopeOfDefinition
        self.isCondition = body?.node.isCondition ?? isCondition
        makeDerivative = derivative
        cost = body?.cost ?? 1
        depth = body?.depth ?? 1
    }

    /// The derivative by the first argument, as a function; nil for those of many equal arguments.
    var derivative: Function? { makeDerivative?() }

    /// Whether it makes one number of many: of the elements of its argument, where that is a row or a matrix.
    var reduces: Bool {
        switch value {
        case .fold, .reduction: true
        case .unary, .binary: false
        }
    }

    /// Whether it has a derivative by the first argument; asking takes no time.
    var canBeDifferentiated: Bool { makeDerivative != nil }

    /// What stands between the parentheses of an example.
    var argumentsHint: String { argumentCount.upperBound == 1 ? "x" : "x, y" }
}

extension Function {
    /// A function of one number, its slope f'(u) as a formula in u.
    init(
        _ name: String, aliases: [String] = [], value: @escaping @Sendable (Double) -> Double,
        beyond: (@Sendable (Wide) -> Wide)? = nil, isCondition: Bool = false, slope: @escaping @Sendable (Expression) -> Expression
    ) {
        self.init(
            name, aliases: aliases, value: .unary(value), beyond: beyond, isCondition: isCondition, chainRule: { slope($0[0]) * $1[0] },
            derivative: { Function(name, primes: 1, slope: slope) })
    }

    /// The derivative of a function of one number, given by a formula. Differentiating it once more shows the formula's derivative,
    /// not another prime, since that is what a reader wants to see.
    init(_ name: String, primes: Int, slope: @Sendable (Expression) -> Expression) {
        let body = slope(.x).simplified()
        let next = Lazy { body.derivative(withRespectTo: "x") }
        let nextSlope: @Sendable (Expression) -> Expression = { u in next.value.replacing("x", with: u) }
        self.init(
            name, primes: primes, value: .program(of: body), body: body, chainRule: { nextSlope($0[0]) * $1[0] },
            derivative: { Function(name, primes: primes + 1, slope: nextSlope) })
    }
}

extension Function.Value {
    /// The value of a formula, whose program is written when it is first asked for: a function that is only called by others needs none.
    static func program(of body: Expression, isSlope: Bool = false) -> Function.Value {
        let program = Lazy { Program(body, isSlope: isSlope) }
        return .unary { program.value.value($0) }
    }
}

extension Function: Hashable, CustomStringConvertible {
    /// Functions are the same when they have the same name, the same primes and the same formula.
    public static func == (a: Function, b: Function) -> Bool {
        a.name == b.name && a.primes == b.primes && a.argumentCount == b.argumentCount && a.body == b.body
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(primes)
    }

    /// The name with its primes: `tanh''`.
    public var description: String { name + String(repeating: "'", count: primes) }
}
