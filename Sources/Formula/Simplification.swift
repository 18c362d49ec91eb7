// Simpler expressions of the same value: the laws of 0 and 1, signs collected, like factors and like terms put together.
//
// Numbers are only put together where that is exact, so that no rounding is hidden: 2 * 3 becomes 6, but 0.1 * 3 stays.
// Where the old expression has a finite value, the new one has the same up to the rounding of another order of operations.

extension Expression {
    /// A simpler expression with the same value: `0 * a + x * (1 * y) * x` is `x^2 * y`. Each part is simplified once.
    public func simplified() -> Expression {
        var simplification = Simplification()
        return simplification.simplified(self)
    }
}

/// What all parts that have been simplified came to.
private struct Simplification {
    private var done: [Expression: Expression] = [:]
    /// The terms of sums that more may be added to.
    private var sums: [Expression: Sum] = [:]

    mutating func simplified(_ u: Expression) -> Expression {
        if let known = done[u] { return known }
        let simple = newlySimplified(u)
        done[u] = simple
        return simple
    }

    private mutating func newlySimplified(_ expression: Expression) -> Expression {
        switch expression.form {
        case .number, .constant, .quantity: return expression
        case .negation(let u):
            var sum = Sum()
            sum.add(simplified(u), times: -1)
            return sum.expression
        case .binary(.add, let u, let v): return sum(u, v, times: 1)
        case .binary(.subtract, let u, let v): return sum(u, v, times: -1)
        case .binary(.multiply, _, _), .binary(.divide, _, _): return product(expression).expression
        case .binary(.power, let u, let v): return Self.power(simplified(u), simplified(v))
        case .binary(let op, let u, let v):
            let (u, v) = (simplified(u), simplified(v))
            if let a = u.number, let b = v.number { return .number(op.apply(a, b)) }
            return .binary(op, u, v)
        case .not(let u):
            let u = simplified(u)
            return u.number.map { $0.isTrue ? 0 : 1 } ?? .not(u)
        case .conditional(let condition, let u, let v):
            let (condition, u, v) = (simplified(condition), simplified(u), simplified(v))
            if let value = condition.number { return value.isTrue ? u : v }
            return u.isSame(as: v) ? u : .conditional(condition, u, v)
        case .call(let function, let arguments):
            var simple: [Expression] = []
            for argument in arguments { simple.append(simplified(argument)) }
            return .call(function, simple)
        }
    }

    private mutating func sum(_ u: Expression, _ v: Expression, times sign: Double) -> Expression {
        let (u, v) = (simplified(u), simplified(v))
        var sum = sums.removeValue(forKey: u) ?? Sum(u)
        sum.add(v, times: sign)
        if let written = sum.written { sums[written] = sum }
        return sum.expression
    }

    /// A product of n factors is one of n - 1, n - 2 ... factors, none of which is written out on the way.
    private mutating func product(_ expression: Expression) -> Product {
        switch expression.form {
        case .binary(.multiply, let u, let v): return product(u, times: v, power: 1)
        case .binary(.divide, let u, let v): return product(u, times: v, power: -1)
        default: return Product(simplified(expression))
        }
    }

    private mutating func product(_ u: Expression, times v: Expression, power: Int) -> Product {
        var product = done[u].map(Product.init) ?? product(u)
        product.settle()
        product.multiply(by: simplified(v), power: power)
        return product
    }

    /// u^0 = 1, u^1 = u, 1^v = 1, (u^m)^n = u^(m n), and powers of whole numbers as long as they are exact.
    private static func power(_ u: Expression, _ v: Expression) -> Expression {
        if v.number == 0 || u.number == 1 { return 1 }
        if v.number == 1 { return u }
        guard let exponent = v.number else { return .binary(.power, u, v) }
        if let base = u.number, base.isWhole, exponent.isWhole, exponent > 0 {
            let value = Double.power(base, exponent)
            if value.isWhole { return .number(value) }
        }
        return Product(.binary(.power, u, v)).expression
    }
}

extension Double {
    /// Whether it is a whole number of at most 53 bits, the range where sums and products of such numbers are exact.
    var isWhole: Bool { magnitude <= 0x1p53 && self == rounded(.towardZero) }
}
