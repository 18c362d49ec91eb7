// Expressions: what is between "print" and the end of the line, as a tree.

/// An expression in the names of quantities: `h1.out * (1 - h1.out)`, `abs(grad(w5)) < 1e-6`, `x * sigmoid(x)`.
public indirect enum Expression: Sendable, Hashable {
    case number(Double)
    case pi
    case quantity(QuantityName)
    case negation(Expression)
    case binary(Operator, Expression, Expression)
    case not(Expression)
    /// `if(condition, a, b)`: a where the condition holds, else b. Derivatives of `min` and `max` need it.
    case conditional(Expression, Expression, Expression)
    case call(Function, [Expression])
}

/// The name of a quantity in canonical text, without blanks: `h1.net`, `grad(w5)`, `W1[2,1]`, `h1->o1`, `x`.
/// Names are equal when their text is, wherever they stand.
public struct QuantityName: Sendable, Hashable, ExpressibleByStringLiteral {
    public let text: String
    /// Where it stands in the text of its expression, from 1; nil if it was never typed.
    public let column: Int?

    public init(_ text: String, column: Int? = nil) {
        self.text = text
        self.column = column
    }

    public init(stringLiteral text: String) { self.init(text) }

    public static func == (a: QuantityName, b: QuantityName) -> Bool { a.text == b.text }
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension Expression {
    /// The expressions directly inside this one.
    var children: [Expression] {
        switch self {
        case .number, .pi, .quantity: []
        case .negation(let u), .not(let u): [u]
        case .binary(_, let u, let v): [u, v]
        case .conditional(let condition, let u, let v): [condition, u, v]
        case .call(_, let arguments): arguments
        }
    }

    /// How many operations one value takes, those of the functions that are called included; at most the largest number.
    var cost: Int {
        let own = if case .call(let function, _) = self { function.cost } else { 1 }
        return children.reduce(own) { sum, child in
            let (total, isTooMuch) = sum.addingReportingOverflow(child.cost)
            return isTooMuch ? .max : total
        }
    }

    /// How many parts the longest formula has that a derivative of this one is made from: itself, and those of the functions that it calls.
    var longest: Int {
        var size = 0, longest = 0
        func visit(_ expression: Expression) {
            size += 1
            if case .call(let function, _) = expression { longest = max(longest, function.longest) }
            for child in expression.children { visit(child) }
        }
        visit(self)
        return max(size, longest)
    }

    /// How deep one value is calculated in the other, in the functions that are called too: each level takes a piece of the stack.
    var depth: Int {
        let inside = children.reduce(0) { max($0, $1.depth) }
        return if case .call(let function, _) = self { 1 + max(inside, function.depth) } else { 1 + inside }
    }

    /// The first part that is a number where a condition is wanted: of `loss and epoch > 3` it is `loss`; nil if all is compared.
    public var numberInPlaceOfCondition: Expression? {
        switch self {
        case .binary(let own, let u, let v):
            switch own.precedence {
            case .comparison: return nil
            case .and, .or: return u.numberInPlaceOfCondition ?? v.numberInPlaceOfCondition
            default: return self
            }
        case .not(let u): return u.numberInPlaceOfCondition
        case .conditional(_, let u, let v): return u.numberInPlaceOfCondition ?? v.numberInPlaceOfCondition
        case .call(let function, _): return function.body.map { $0.numberInPlaceOfCondition == nil } == true ? nil : self
        case .number, .pi, .quantity, .negation: return self
        }
    }

    /// The names that need a value, each once with its first place, in the order of the text.
    public var quantities: [QuantityName] {
        var seen: Set<QuantityName> = []
        var found: [QuantityName] = []
        func visit(_ expression: Expression) {
            if case .quantity(let name) = expression, seen.insert(name).inserted { found.append(name) }
            for child in expression.children { visit(child) }
        }
        visit(self)
        return found
    }

    /// The names that need a value, each once, in the order of the text.
    public var freeNames: [String] { quantities.map(\.text) }

    /// The same expression with another one in the place of a name.
    public func replacing(_ name: String, with replacement: Expression) -> Expression {
        func replaced(_ child: Expression) -> Expression { child.replacing(name, with: replacement) }
        switch self {
        case .number, .pi: return self
        case .quantity(let own): return own.text == name ? replacement : self
        case .negation(let u): return .negation(replaced(u))
        case .not(let u): return .not(replaced(u))
        case .binary(let op, let u, let v): return .binary(op, replaced(u), replaced(v))
        case .conditional(let condition, let u, let v): return .conditional(replaced(condition), replaced(u), replaced(v))
        case .call(let function, let arguments): return .call(function, arguments.map(replaced))
        }
    }

    /// Whether it has more parts than a limit; takes no longer than the limit, however large it is.
    func isLarger(than limit: Int) -> Bool {
        var rest = limit
        func fits(_ expression: Expression) -> Bool {
            rest -= 1
            return rest >= 0 && expression.children.allSatisfy(fits)
        }
        return !fits(self)
    }
}

// Formulas in Swift read as formulas. These apply the laws of 0 and 1 at once, so that derivatives stay small on the way.
extension Expression {
    static let x = Expression.quantity("x")

    static func + (u: Expression, v: Expression) -> Expression {
        if u == .number(0) { return v }
        return v == .number(0) ? u : .binary(.add, u, v)
    }

    static func - (u: Expression, v: Expression) -> Expression {
        if v == .number(0) { return u }
        return u == .number(0) ? -v : .binary(.subtract, u, v)
    }

    static func * (u: Expression, v: Expression) -> Expression {
        if u == .number(0) || v == .number(0) { return .number(0) }
        if u == .number(1) { return v }
        return v == .number(1) ? u : .binary(.multiply, u, v)
    }

    static func / (u: Expression, v: Expression) -> Expression {
        u == .number(0) || v == .number(1) ? u : .binary(.divide, u, v)
    }

    static prefix func - (u: Expression) -> Expression {
        if case .negation(let v) = u { return v }
        return u.minus
    }

    /// Minus this, where minus a plain number is the negative number: what the parser makes of a minus sign.
    var minus: Expression {
        if case .number(let value) = self, value.sign == .plus { return .number(-value) }
        return .negation(self)
    }
}

extension Expression: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
}
