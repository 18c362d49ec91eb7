// Derivatives, by the rules that one learns.

extension Expression {
    /// The derivative with respect to a name, simplified; all other names are constants. Each part is differentiated and simplified once,
    /// however often it occurs.
    ///
    /// At a corner (abs at 0, max of equal arguments) it is the convention of the function's own derivative; a comparison has slope 0.
    public func derivative(withRespectTo name: String) -> Expression {
        var differentiation = Differentiation(variable: name)
        return differentiation.slope(of: self).simplified()
    }
}

/// The slopes by one name, of all parts that have been differentiated.
private struct Differentiation {
    let variable: String
    private var slopes: [Expression: Expression] = [:]

    init(variable: String) { self.variable = variable }

    mutating func slope(of u: Expression) -> Expression {
        if let known = slopes[u] { return known }
        let slope = newSlope(of: u)
        slopes[u] = slope
        return slope
    }

    private mutating func newSlope(of expression: Expression) -> Expression {
        switch expression.form {
        case .number, .constant, .not: return 0
        case .quantity(let name): return name == variable ? 1 : 0
        case .negation(let u): return -slope(of: u)
        case .conditional(let condition, let u, let v):
            let (du, dv) = (slope(of: u), slope(of: v))
            return du.isSame(as: dv) ? du : .conditional(condition, du, dv)
        case .call(let function, let arguments):
            var slopes: [Expression] = []
            for argument in arguments { slopes.append(slope(of: argument)) }
            return slopes.allSatisfy { $0.number == 0 } ? 0 : function.chainRule(arguments, slopes)
        case .binary(let op, let u, let v):
            switch op {
            case .add: return slope(of: u) + slope(of: v)
            case .subtract: return slope(of: u) - slope(of: v)
            case .multiply: return productSlope(expression.factors)
            case .divide: return quotientSlope(u, v)
            case .power: return powerSlope(expression, u, v)
            case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .unequal, .and, .or: return 0
            }
        }
    }

    /// (u v w)' = u' v w + u v' w + u v w': all factors at once, so that the terms of higher derivatives stay products that can be added.
    private mutating func productSlope(_ factors: [Expression]) -> Expression {
        var sum: Expression = 0
        for index in factors.indices {
            let slope = slope(of: factors[index])
            if slope.number == 0 { continue }
            sum = sum + factors.indices.reduce(1) { $0 * ($1 == index ? slope : factors[$1]) }
        }
        return sum
    }

    /// (u/v)' = (u' v - u v')/v^2, and u'/v where v is constant; (u/w^n)' = (u' w - n u w')/w^(n+1), which needs no w^(2n).
    private mutating func quotientSlope(_ u: Expression, _ v: Expression) -> Expression {
        let du = slope(of: u)
        if case .binary(.power, let w, let exponent) = v.form, let n = exponent.number, case let dw = slope(of: w), dw.number != 0 {
            return (du * w - exponent * u * dw) / Self.raised(w, to: .number(n + 1))
        }
        let dv = slope(of: v)
        return dv.number == 0 ? du / v : (du * v - u * dv) / Self.raised(v, to: 2)
    }

    /// (u^c)' = c u^(c-1) u', (c^v)' = c^v ln(c) v', and in general (u^v)' = u^v (v' ln(u) + v u'/u).
    private mutating func powerSlope(_ power: Expression, _ u: Expression, _ v: Expression) -> Expression {
        let (du, dv) = (slope(of: u), slope(of: v))
        if dv.number == 0 {
            if du.number == 0 { return 0 }
            if let c = v.number { return v * Self.raised(u, to: .number(c - 1)) * du }
            return v * Self.raised(u, to: v - 1) * du
        }
        let logarithm = Expression.call(.ln, [u])
        return du.number == 0 ? power * logarithm * dv : power * (dv * logarithm + v * du / u)
    }

    private static func raised(_ u: Expression, to exponent: Expression) -> Expression {
        if exponent.number == 0 { return 1 }
        return exponent.number == 1 ? u : .binary(.power, u, exponent)
    }
}

extension Expression {
    /// The factors of a product, from the left.
    fileprivate var factors: [Expression] {
        if case .binary(.multiply, let u, let v) = form { u.factors + v.factors } else { [self] }
    }
}
