// The value of an expression.
import NeuralEngine

extension Expression {
    /// The value, given the values of the names. Comparisons, `and`, `or` and `not` give 1 or 0, and look no further than they must.
    /// A part that occurs several times is calculated once.
    ///
    /// - Parameter resolve: the value of a name in canonical text; what it throws is thrown on.
    public func evaluate<Failure: Error>(_ resolve: (_ name: String) throws(Failure) -> Double) throws(Failure) -> Double {
        var known: [Expression: Double] = [:]
        return try evaluate(resolve, &known)
    }

    private func evaluate<Failure: Error>(
        _ resolve: (_ name: String) throws(Failure) -> Double, _ known: inout [Expression: Double]
    ) throws(Failure) -> Double {
        if let value = known[self] { return value }
        let value = try newValue(resolve, &known)
        known[self] = value
        return value
    }

    private func newValue<Failure: Error>(
        _ resolve: (_ name: String) throws(Failure) -> Double, _ known: inout [Expression: Double]
    ) throws(Failure) -> Double {
        switch form {
        case .number(let value): return value
        case .constant(let constant): return constant.value
        case .quantity(let name): return try resolve(name)
        case .negation(let u): return -(try u.evaluate(resolve, &known))
        case .not(let u): return try u.evaluate(resolve, &known).isTrue ? 0 : 1
        case .binary(.and, let u, let v):
            guard try u.evaluate(resolve, &known).isTrue else { return 0 }
            return try v.evaluate(resolve, &known).isTrue ? 1 : 0
        case .binary(.or, let u, let v):
            guard try !u.evaluate(resolve, &known).isTrue else { return 1 }
            return try v.evaluate(resolve, &known).isTrue ? 1 : 0
        case .binary(let op, let u, let v): return op.apply(try u.evaluate(resolve, &known), try v.evaluate(resolve, &known))
        case .conditional(let condition, let u, let v):
            return try condition.evaluate(resolve, &known).isTrue ? u.evaluate(resolve, &known) : v.evaluate(resolve, &known)
        case .call(let function, let arguments):
            var values: [Double] = []
            for argument in arguments { values.append(try argument.evaluate(resolve, &known)) }
            return function.apply(values)
        }
    }
}

extension Double {
    /// What counts as true: neither 0 nor "not a number", so that a condition on 0/0 holds nowhere.
    var isTrue: Bool { self != 0 && !isNaN }

    /// x^y. A whole y up to 64 is repeated multiplication from the left, so that x^3 is x*x*x to the last bit; x^-3 is 1/x^3.
    static func power(_ x: Double, _ y: Double) -> Double {
        guard y.magnitude <= 64, y == y.rounded(.towardZero) else { return Elementary.pow(x, y) }
        return power(x, Int(y))
    }

    static func power(_ x: Double, _ n: Int) -> Double {
        guard n != 0 else { return 1 }
        var product = x
        for _ in 1..<n.magnitude { product *= x }
        return n < 0 ? 1 / product : product
    }
}

extension Operator {
    /// The value from both sides.
    func apply(_ a: Double, _ b: Double) -> Double {
        switch self {
        case .add: a + b
        case .subtract: a - b
        case .multiply: a * b
        case .divide: a / b
        case .power: .power(a, b)
        case .less: a < b ? 1 : 0
        case .lessOrEqual: a <= b ? 1 : 0
        case .greater: a > b ? 1 : 0
        case .greaterOrEqual: a >= b ? 1 : 0
        case .equal: a == b ? 1 : 0
        case .unequal: a != b ? 1 : 0
        case .and: a.isTrue && b.isTrue ? 1 : 0
        case .or: a.isTrue || b.isTrue ? 1 : 0
        }
    }
}

extension Function {
    /// The value for as many arguments as it takes.
    func apply(_ arguments: [Double]) -> Double {
        switch value {
        case .unary(let f): f(arguments[0])
        case .binary(let f): f(arguments[0], arguments[1])
        case .fold(let f): arguments.dropFirst().reduce(arguments[0], f)
        case .reduction(let f, _): f(arguments)
        }
    }
}
