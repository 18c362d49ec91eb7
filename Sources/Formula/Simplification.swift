// Simpler expressions of the same value: the laws of 0 and 1, signs collected, like factors and like terms put together.
//
// Numbers are only put together where that is exact, so that no rounding is hidden: 2 * 3 becomes 6, but 0.1 * 3 stays.
// Where the old expression has a finite value, the new one has the same up to the rounding of another order of operations.

extension Expression {
    /// A simpler expression with the same value: `0 * a + x * (1 * y) * x` is `x^2 * y`.
    public func simplified() -> Expression {
        switch self {
        case .number, .pi, .quantity: return self
        case .negation(let u):
            var sum = Sum()
            sum.add(u.simplified(), times: -1)
            return sum.expression
        case .binary(.add, let u, let v), .binary(.subtract, let u, let v):
            var sum = Sum()
            sum.add(u.simplified(), times: 1)
            sum.add(v.simplified(), times: isSubtraction ? -1 : 1)
            return sum.expression
        case .binary(.multiply, let u, let v), .binary(.divide, let u, let v):
            var product = Product()
            product.multiply(by: u.simplified(), power: 1)
            product.multiply(by: v.simplified(), power: isDivision ? -1 : 1)
            return product.expression
        case .binary(.power, let u, let v): return Self.power(u.simplified(), v.simplified())
        case .binary(let op, let u, let v):
            let (u, v) = (u.simplified(), v.simplified())
            if case .number(let a) = u, case .number(let b) = v { return .number(op.apply(a, b)) }
            return .binary(op, u, v)
        case .not(let u):
            let u = u.simplified()
            if case .number(let value) = u { return value.isTrue ? 0 : 1 }
            return .not(u)
        case .conditional(let condition, let u, let v):
            let (condition, u, v) = (condition.simplified(), u.simplified(), v.simplified())
            if case .number(let value) = condition { return value.isTrue ? u : v }
            return u == v ? u : .conditional(condition, u, v)
        case .call(let function, let arguments): return .call(function, arguments.map { $0.simplified() })
        }
    }

    private var isSubtraction: Bool {
        if case .binary(.subtract, _, _) = self { true } else { false }
    }

    private var isDivision: Bool {
        if case .binary(.divide, _, _) = self { true } else { false }
    }

    /// u^0 = 1, u^1 = u, 1^v = 1, (u^m)^n = u^(m n), and powers of whole numbers as long as they are exact.
    private static func power(_ u: Expression, _ v: Expression) -> Expression {
        if v == 0 || u == 1 { return 1 }
        if v == 1 { return u }
        guard case .number(let exponent) = v else { return .binary(.power, u, v) }
        if case .number(let base) = u, base.isWhole, exponent.isWhole, exponent > 0 {
            let value = Double.power(base, exponent)
            if value.isWhole { return .number(value) }
        }
        var product = Product()
        product.multiply(by: .binary(.power, u, v), power: 1)
        return product.expression
    }
}

extension Double {
    /// Whether it is a whole number of at most 53 bits, the range where sums and products of such numbers are exact.
    var isWhole: Bool { magnitude <= 0x1p53 && self == rounded(.towardZero) }
}
