// Derivatives, by the rules that one learns.

extension Expression {
    /// The derivative with respect to a name, simplified; all other names are constants.
    ///
    /// At a corner (abs at 0, max of equal arguments) it is the convention of the function's own derivative; a comparison has slope 0.
    public func derivative(withRespectTo name: String) -> Expression { slope(name).simplified() }

    private func slope(_ name: String) -> Expression {
        switch self {
        case .number, .pi, .not: return 0
        case .quantity(let own): return own.text == name ? 1 : 0
        case .negation(let u): return -u.slope(name)
        case .conditional(let condition, let u, let v):
            let (du, dv) = (u.slope(name), v.slope(name))
            return du == dv ? du : .conditional(condition, du, dv)
        case .call(let function, let arguments):
            let slopes = arguments.map { $0.slope(name) }
            return slopes.allSatisfy { $0 == 0 } ? 0 : function.chainRule(arguments, slopes)
        case .binary(let op, let u, let v):
            switch op {
            case .add: return u.slope(name) + v.slope(name)
            case .subtract: return u.slope(name) - v.slope(name)
            case .multiply: return Self.productSlope(factors, name)
            case .divide:
                if case .binary(.power, let w, .number(let n)) = v, case let dw = w.slope(name), dw != 0 {
                    return Self.quotientSlope(u, power: n, of: w, u.slope(name), dw)
                }
                return Self.quotientSlope(u, v, u.slope(name), v.slope(name))
            case .power: return Self.powerSlope(u, v, u.slope(name), v.slope(name))
            case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .unequal, .and, .or: return 0
            }
        }
    }

    /// (u v w)' = u' v w + u v' w + u v w': all factors at once, so that the terms of higher derivatives stay products that can be added.
    private static func productSlope(_ factors: [Expression], _ name: String) -> Expression {
        factors.indices.reduce(0) { sum, index in
            let slope = factors[index].slope(name)
            guard slope != 0 else { return sum }
            return sum + factors.indices.reduce(1) { $0 * ($1 == index ? slope : factors[$1]) }
        }
    }

    /// The factors of a product, from the left.
    private var factors: [Expression] {
        if case .binary(.multiply, let u, let v) = self { u.factors + v.factors } else { [self] }
    }

    /// (u/v)' = (u' v - u v')/v^2, and u'/v where v is constant.
    private static func quotientSlope(_ u: Expression, _ v: Expression, _ du: Expression, _ dv: Expression) -> Expression {
        dv == 0 ? du / v : (du * v - u * dv) / raised(v, to: 2)
    }

    /// (u/w^n)' = (u' w - n u w')/w^(n+1), which needs no w^(2n).
    private static func quotientSlope(
        _ u: Expression, power n: Double, of w: Expression, _ du: Expression, _ dw: Expression
    ) -> Expression {
        (du * w - .number(n) * u * dw) / raised(w, to: .number(n + 1))
    }

    /// (u^c)' = c u^(c-1) u', (c^v)' = c^v ln(c) v', and in general (u^v)' = u^v (v' ln(u) + v u'/u).
    private static func powerSlope(_ u: Expression, _ v: Expression, _ du: Expression, _ dv: Expression) -> Expression {
        let power = Expression.binary(.power, u, v)
        if dv == 0 {
            if du == 0 { return 0 }
            if case .number(let c) = v { return v * raised(u, to: .number(c - 1)) * du }
            return v * raised(u, to: v - 1) * du
        }
        let logarithm = Expression.call(.ln, [u])
        return du == 0 ? power * logarithm * dv : power * (dv * logarithm + v * du / u)
    }

    private static func raised(_ u: Expression, to exponent: Expression) -> Expression {
        if exponent == 0 { return 1 }
        return exponent == 1 ? u : .binary(.power, u, exponent)
    }
}
