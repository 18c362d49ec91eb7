// Expressions as text, with no more parentheses than reading it back needs.

extension Expression: CustomStringConvertible {
    /// The text of the expression: `tanh(softplus(x)) + x * tanh'(softplus(x)) * sigmoid(x)`. Parsing it gives the expression again.
    /// A text of more than 20 000 characters ends there in `...`: what shares its parts is short in memory and endless on paper.
    public var description: String { text(most: 20_000) }

    /// The text, as far as it has no more bytes than a limit.
    func text(most: Int) -> String {
        var text = ""
        write(to: &text, most: most, inside: .or)
        return text.utf8.count <= most ? text : text.prefix(most) + "..."
    }

    /// How tightly the text of this expression holds together.
    private var precedence: Operator.Precedence {
        switch form {
        case .number(let value): value.sign == .minus ? .negation : .atom
        case .negation: .negation
        case .not: .not
        case .binary(let op, _, _): op.precedence
        case .constant, .quantity, .conditional, .call: .atom
        }
    }

    /// Appends the text, in parentheses if the surroundings bind tighter.
    private func write(to text: inout String, most: Int, inside surroundings: Operator.Precedence) {
        guard text.utf8.count <= most else { return }
        guard precedence >= surroundings else {
            text += "("
            write(to: &text, most: most, inside: .or)
            text += ")"
            return
        }
        switch form {
        case .number(let value): text += shortest(value)
        case .constant(let constant): text += constant.rawValue
        case .quantity(let name): text += name
        case .negation(let u):
            text += "-"
            u.write(to: &text, most: most, inside: .negation)
        case .not(let u):
            text += "not "
            u.write(to: &text, most: most, inside: .not)
        case .binary(let op, let u, let v):
            u.write(to: &text, most: most, inside: op.leftPrecedence)
            text += op.spaced
            v.write(to: &text, most: most, inside: op.rightPrecedence)
        case .conditional(let condition, let u, let v): Self.write("if", [condition, u, v], to: &text, most: most)
        case .call(let function, let arguments): Self.write(function.description, arguments, to: &text, most: most)
        }
    }

    private static func write(_ function: String, _ arguments: [Expression], to text: inout String, most: Int) {
        text += function + "("
        for (index, argument) in arguments.enumerated() {
            if index > 0 { text += ", " }
            argument.write(to: &text, most: most, inside: .or)
        }
        text += ")"
    }
}

/// The shortest text that reads back as the same number; whole numbers without `.0`.
func shortest(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
