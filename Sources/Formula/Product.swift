// Products in normal form: one coefficient, one divisor, and powers of different bases in the order of their first appearance.
import NeuralEngine

/// coefficient / divisor · base^exponent · base^exponent ...
struct Product {
    private(set) var coefficient = 1.0
    private(set) var divisor = 1.0
    private var bases: [Expression] = []
    private var exponents: [Expression: Int] = [:]

    /// What two products have in common that differ in their coefficients only.
    struct Kind: Hashable {
        let divisor: Double
        let exponents: [Expression: Int]
    }

    var kind: Kind { Kind(divisor: divisor, exponents: exponents) }

    init() {}

    /// The factors of an expression that is simplified already.
    init(_ expression: Expression) { multiply(by: expression, power: 1) }

    /// Puts the factors as they are read when the product has been written out.
    mutating func settle() {
        if !readsBackTheSame { self = Product(expression) }
    }

    /// Multiplies by an expression that is simplified already, or by its power.
    mutating func multiply(by expression: Expression, power: Int) {
        let isPlain = power == 1 || power == -1
        switch expression.form {
        case .number(let value) where power == 1:
            if let exact = exactProduct(coefficient, value) { coefficient = exact } else { addFactor(expression, power) }
        case .number(let value) where power == -1 && value != 0:
            if let exact = exactProduct(divisor, value) { divisor = exact } else { addFactor(expression, power) }
        case .negation(let u):
            if !power.isMultiple(of: 2) { coefficient = -coefficient }
            multiply(by: u, power: power)
        case .binary(.multiply, let u, let v):
            multiply(by: u, power: power)
            multiply(by: v, power: power)
        case .binary(.divide, let u, let v) where isPlain:
            multiply(by: u, power: power)
            multiply(by: v, power: -power)
        case .binary(.power, let u, let v):
            guard let exponent = v.number, exponent.isWhole, (exponent * Double(power)).magnitude <= 64 else {
                addFactor(expression, power)
                break
            }
            multiply(by: u, power: Int(exponent) * power)
        default: addFactor(expression, power)
        }
        reduce()
    }

    mutating func scale(by value: Double) -> Bool {
        guard let exact = exactProduct(coefficient, value) else { return false }
        coefficient = exact
        return true
    }

    /// Adds the coefficient of a product of the same kind; says whether that was exact.
    mutating func addCoefficient(of other: Product) -> Bool {
        guard let exact = exactSum(coefficient, other.coefficient) else { return false }
        coefficient = exact
        reduce()
        return true
    }

    /// x^2 · x is x^3, up to the powers that are repeated multiplications; sqrt(u)^2 is u.
    private mutating func addFactor(_ base: Expression, _ power: Int) {
        let exponent = (exponents[base] ?? 0) + power
        if exponents[base] == nil { bases.append(base) }
        if case .call(.sqrt, let radicand) = base.form, exponent.isMultiple(of: 2) {
            remove(base)
            multiply(by: radicand[0], power: exponent / 2)
        } else if exponent == 0 {
            remove(base)
        } else if exponent.magnitude <= 64 {
            exponents[base] = exponent
        } else {
            // Too high for one power: the new part stands as a base of its own.
            addFactor(.binary(.power, base, .number(Double(power))), 1)
        }
    }

    private mutating func remove(_ base: Expression) {
        exponents[base] = nil
        bases.removeAll { $0 == base }
    }

    /// 6/4 is 3/2, 4/2 is 2, 1/-2 is -1/2.
    private mutating func reduce() {
        guard divisor != 1 else { return }
        if divisor < 0 { (coefficient, divisor) = (-coefficient, -divisor) }
        guard coefficient.isWhole, divisor.isWhole else { return }
        var (a, b) = (coefficient.magnitude, divisor)
        while b != 0 { (a, b) = (b, a.truncatingRemainder(dividingBy: b)) }
        (coefficient, divisor) = (coefficient / a, divisor / a)
    }

    /// Whether the factors stand in the order in which they are written, and none is written as something else.
    private var readsBackTheSame: Bool {
        var last = 0
        for base in bases {
            guard let exponent = exponents[base], base.staysFactor else { return false }
            let place = (exponent > 0 ? 0 : 2) + (base.isAtom ? 0 : 1)
            guard place >= last else { return false }
            last = place
        }
        // -(a - b) is written b - a.
        return coefficient != -1 && coefficient != 0
    }

    /// Written out: the coefficient first, then names before other factors, then what they are divided by.
    var expression: Expression {
        guard coefficient != 0 else { return 0 }
        let bases = bases.filter(\.isAtom) + bases.filter { !$0.isAtom }
        var above = bases.compactMap { base in exponents[base].flatMap { $0 > 0 ? Self.raised(base, to: $0) : nil } }
        var below = bases.compactMap { base in exponents[base].flatMap { $0 < 0 ? Self.raised(base, to: -$0) : nil } }
        if let first = above.first, coefficient == -1 {
            above[0] = Self.opposite(first)
        } else if above.isEmpty || coefficient != 1 {
            above.insert(.number(coefficient), at: 0)
        }
        if divisor != 1 { below.insert(.number(divisor), at: 0) }
        let numerator = Self.joined(above)
        return below.isEmpty ? numerator : .binary(.divide, numerator, Self.joined(below))
    }

    private static func raised(_ base: Expression, to exponent: Int) -> Expression {
        if let value = base.number, value.isWhole, case let power = Double.power(value, exponent), power.isWhole {
            return .number(power)
        }
        return exponent == 1 ? base : .binary(.power, base, .number(Double(exponent)))
    }

    /// Minus a factor; minus a sum is the sum of the opposite terms.
    private static func opposite(_ factor: Expression) -> Expression {
        switch factor.form {
        case .binary(.add, _, _), .binary(.subtract, _, _):
            var sum = Sum()
            sum.add(factor, times: -1)
            return sum.expression
        default: return factor.minus
        }
    }

    private static func joined(_ factors: [Expression]) -> Expression {
        factors.dropFirst().reduce(factors[0]) { .binary(.multiply, $0, $1) }
    }
}

extension Expression {
    /// Whether it is read as one factor, to whatever power it is written.
    fileprivate var staysFactor: Bool {
        switch form {
        case .number, .negation, .binary(.multiply, _, _), .binary(.divide, _, _): false
        case .binary(.power, _, let exponent): exponent.number == nil
        default: true
        }
    }

    /// Whether it is a number or a name, which one writes before the other factors: `x * exp(x)`.
    fileprivate var isAtom: Bool {
        switch form {
        case .number, .constant, .quantity: true
        default: false
        }
    }
}

/// a b, if no rounding is needed: then fma(a, b, -p) is 0. Near the smallest numbers that test says nothing.
private func exactProduct(_ a: Double, _ b: Double) -> Double? {
    let product = a * b
    if a == 0 || b == 0 { return a.isFinite && b.isFinite ? 0 : nil }
    guard product.isFinite, product.magnitude > 0x1p-900 else { return nil }
    return (-product).addingProduct(a, b) == 0 ? product : nil
}

/// a + b, if no rounding is needed.
private func exactSum(_ a: Double, _ b: Double) -> Double? {
    let sum = a + b
    guard sum.isFinite else { return nil }
    let bPart = sum - a
    return (a - (sum - bPart)) + (b - bPart) == 0 ? sum : nil
}
