// Expressions as text, with no more parentheses than reading it back needs.

extension Expression: CustomStringConvertible {
    /// The text of the expression: `tanh(softplus(x)) + x * tanh'(softplus(x)) * sigmoid(x)`. Parsing it gives the expression again.
    public var description: String {
        var text = ""
        write(to: &text, inside: .or)
        return text
    }

    /// How tightly the text of this expression holds together.
    private var precedence: Operator.Precedence {
        switch self {
        case .number(let value): value.sign == .minus ? .negation : .atom
        case .negation: .negation
        case .not: .not
        case .binary(let op, _, _): op.precedence
        case .pi, .quantity, .conditional, .call: .atom
        }
    }

    /// Appends the text, in parentheses if the surroundings bind tighter.
    private func write(to text: inout String, inside surroundings: Operator.Precedence) {
        guard precedence >= surroundings else {
            text += "("
            write(to: &text, inside: .or)
            text += ")"
            return
        }
        switch self {
        case .number(let value): text += shortest(value)
        case .pi: text += "pi"
        case .quantity(let name): text += name.text
        case .negation(let u):
            text += "-"
            u.write(to: &text, inside: .negation)
        case .not(let u):
            text += "not "
            u.write(to: &text, inside: .not)
        case .binary(let op, let u, let v):
            u.write(to: &text, inside: op.leftPrecedence)
            text += op.spaced
            v.write(to: &text, inside: op.rightPrecedence)
        case .conditional(let condition, let u, let v): Self.write("if", [condition, u, v], to: &text)
        case .call(let function, let arguments): Self.write(function.description, arguments, to: &text)
        }
    }

    private static func write(_ function: String, _ arguments: [Expression], to text: inout String) {
        text += function + "("
        for (index, argument) in arguments.enumerated() {
            if index > 0 { text += ", " }
            argument.write(to: &text, inside: .or)
        }
        text += ")"
    }
}

/// The shortest text that reads back as the same number; whole numbers without `.0`.
private func shortest(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
