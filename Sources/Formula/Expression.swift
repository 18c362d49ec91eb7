// Expressions: what is between "print" and the end of the line.

/// An expression in the names of quantities: `h1.out * (1 - h1.out)`, `abs(grad(w5)) < 1e-6`, `x * sigmoid(x)`.
///
/// Equal expressions are one node of a graph, so that they are compared, and found in a table, in one step.
public struct Expression: Sendable {
    let node: Node
    /// Where each name first stands in the text that was read, from 1.
    private(set) var columns: [String: Int] = [:]

    init(_ form: Form) { node = Graph.node(form) }

    /// The same expression, with the places of its names.
    func with(columns: [String: Int]) -> Expression {
        var read = self
        read.columns = columns
        return read
    }
}

extension Expression: Hashable {
    public static func == (a: Expression, b: Expression) -> Bool { a.node === b.node }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(node)) }
}

/// The name of a quantity in canonical text, without blanks: `h1.net`, `grad(w5)`, `W1[2,1]`, `h1->o1`, `x`.
public struct QuantityName: Sendable, Hashable {
    public let text: String
    /// Where it first stands in the text of its expression, from 1; nil if it was never typed.
    public let column: Int?
}

extension Expression {
    /// The first part that is a number where a condition is wanted: of `loss and epoch > 3` it is `loss`; nil if all is compared.
    public var numberInPlaceOfCondition: Expression? {
        guard !node.isCondition else { return nil }
        switch form {
        case .binary(let own, let u, let v) where own.precedence == .and || own.precedence == .or:
            return u.numberInPlaceOfCondition ?? v.numberInPlaceOfCondition
        case .not(let u): return u.numberInPlaceOfCondition
        case .conditional(_, let u, let v): return u.numberInPlaceOfCondition ?? v.numberInPlaceOfCondition
        default: return self
        }
    }

    /// The names that need a value, each once with its first place, in the order of the text.
    public var quantities: [QuantityName] {
        var found: [QuantityName] = []
        forEachPart { part in
            if case .quantity(let name) = part.form { found.append(QuantityName(text: name, column: columns[name])) }
        }
        return found
    }

    /// The names that need a value, each once, in the order of the text.
    public var freeNames: [String] { quantities.map(\.text) }

    /// Of `w1 = 3` the name and what it is held against, which has none; nil of everything else.
    public var equation: (name: String, value: Expression)? {
        guard case .binary(.equal, let u, let v) = form, case .quantity = u.form, v.freeNames.isEmpty else { return nil }
        return (u.description, v)
    }

    /// Visits every part once, in the order of the text.
    func forEachPart(_ visit: (Expression) -> Void) {
        var seen: Set<Expression> = []
        func enter(_ part: Expression) {
            guard seen.insert(part).inserted else { return }
            visit(part)
            for child in part.children { enter(child) }
        }
        enter(self)
    }

    /// How many different parts it has, itself included.
    var partCount: Int {
        var count = 0
        forEachPart { _ in count += 1 }
        return count
    }

    /// Whether they are one expression, or the numbers 0 and -0.
    func isSame(as other: Expression) -> Bool { self == other || number != nil && number == other.number }

    /// The same expression with another one in the place of a name.
    public func replacing(_ name: String, with replacement: Expression) -> Expression { replacing(.quantity(name), with: replacement) }

    /// The same expression with another one in the place of a part, wherever that stands in it.
    func replacing(_ sought: Expression, with replacement: Expression) -> Expression {
        var done: [Expression: Expression] = [:]
        func replaced(_ part: Expression) -> Expression {
            if part == sought { return replacement }
            if let known = done[part] { return known }
            let result: Expression =
                switch part.form {
                case .number, .constant, .quantity: part
                case .negation(let u): .negation(replaced(u))
                case .not(let u): .not(replaced(u))
                case .binary(let op, let u, let v): .binary(op, replaced(u), replaced(v))
                case .conditional(let condition, let u, let v): .conditional(replaced(condition), replaced(u), replaced(v))
                case .call(let function, let arguments): .call(function, arguments.map(replaced))
                }
            done[part] = result
            return result
        }
        return replaced(self)
    }
}

// Formulas in Swift read as formulas. These apply the laws of 0 and 1 at once, so that derivatives stay small on the way.
extension Expression {
    static let x = Expression.quantity("x")

    static func + (u: Expression, v: Expression) -> Expression {
        if u.number == 0 { return v }
        return v.number == 0 ? u : .binary(.add, u, v)
    }

    static func - (u: Expression, v: Expression) -> Expression {
        if v.number == 0 { return u }
        return u.number == 0 ? -v : .binary(.subtract, u, v)
    }

    static func * (u: Expression, v: Expression) -> Expression {
        if u.number == 0 || v.number == 0 { return 0 }
        if u.number == 1 { return v }
        return v.number == 1 ? u : .binary(.multiply, u, v)
    }

    static func / (u: Expression, v: Expression) -> Expression {
        u.number == 0 || v.number == 1 ? u : .binary(.divide, u, v)
    }

    static prefix func - (u: Expression) -> Expression {
        if case .negation(let v) = u.form { return v }
        return u.minus
    }

    /// Minus this, where minus a plain number is the negative number: what the parser makes of a minus sign.
    var minus: Expression {
        if let value = number, value.sign == .plus { return .number(-value) }
        return .negation(self)
    }
}

extension Expression: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
}
