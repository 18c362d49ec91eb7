// An expression in one variable as a closure, for plotting and training: a tree of closures, without names to look up.

extension Expression {
    public typealias Closure = @Sendable (Double) -> Double

    /// The expression as a function of its parameter; the same bits as `evaluate`.
    ///
    /// - Throws: an error that tells the name, if the expression needs any other name.
    public func compiled(parameter: String = "x") throws(FormulaError) -> Closure {
        if let other = quantities.first(where: { $0.text != parameter }) {
            let hint = other.text == "e" ? "e^\(parameter) is written exp(\(parameter))" : "this is a function of \(parameter) alone"
            throw FormulaError("unknown name \(quoted(other.text))", column: other.column ?? 1, hint: hint)
        }
        return closure()
    }

    /// The expression as a function of its only name.
    func closure() -> Closure {
        switch self {
        case .number(let value): return { _ in value }
        case .pi: return { _ in .pi }
        case .quantity: return { x in x }
        case .negation(let u):
            let u = u.closure()
            return { x in -u(x) }
        case .not(let u):
            let u = u.closure()
            return { x in u(x).isTrue ? 0 : 1 }
        case .binary(let op, let u, let v): return Self.closure(op, u, v)
        case .conditional(let condition, let u, let v):
            let (condition, u, v) = (condition.closure(), u.closure(), v.closure())
            return { x in condition(x).isTrue ? u(x) : v(x) }
        case .call(let function, let arguments): return Self.closure(function, arguments.map { $0.closure() })
        }
    }

    /// The common operators are told apart here, once, and not at every x.
    private static func closure(_ op: Operator, _ left: Expression, _ right: Expression) -> Closure {
        let (u, v) = (left.closure(), right.closure())
        switch (op, left, right) {
        case (.multiply, .number(let factor), _): return { x in factor * v(x) }
        case (.add, _, _): return { x in u(x) + v(x) }
        case (.subtract, _, _): return { x in u(x) - v(x) }
        case (.multiply, _, _): return { x in u(x) * v(x) }
        case (.divide, _, _): return { x in u(x) / v(x) }
        case (.power, _, .number(let exponent)) where exponent.magnitude <= 64 && exponent == exponent.rounded(.towardZero):
            let n = Int(exponent)
            return { x in .power(u(x), n) }
        default: return { x in op.apply(u(x), v(x)) }
        }
    }

    private static func closure(_ function: Function, _ arguments: [Closure]) -> Closure {
        let u = arguments[0]
        switch function.value {
        case .unary(let f): return { x in f(u(x)) }
        case .binary(let f):
            let v = arguments[1]
            return { x in f(u(x), v(x)) }
        case .fold(let f):
            let others = arguments.dropFirst()
            return { x in others.reduce(u(x)) { f($0, $1(x)) } }
        }
    }
}
