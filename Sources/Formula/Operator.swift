// The operators between two values, and how tightly each binds.

/// An operator between two values. Comparisons and connectives give 1 for true and 0 for false.
public enum Operator: String, Sendable, Hashable, CaseIterable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case power = "^"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "="
    case unequal = "!="
    case and
    case or

    /// How tightly an expression holds together, the loosest first.
    enum Precedence: Int, Comparable {
        case or, and, not, comparison, sum, product, negation, power, atom

        static func < (a: Precedence, b: Precedence) -> Bool { a.rawValue < b.rawValue }

        /// The next tighter one.
        var tighter: Precedence { Precedence(rawValue: rawValue + 1) ?? .atom }
    }

    var precedence: Precedence {
        switch self {
        case .or: .or
        case .and: .and
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .unequal: .comparison
        case .add, .subtract: .sum
        case .multiply, .divide: .product
        case .power: .power
        }
    }

    /// The least precedence of what may stand at either side without parentheses.
    /// `a - b - c` is `(a - b) - c`; `a^b^c` is `a^(b^c)`, and `a^-b` needs none; `a < b < c` means nothing.
    var leftPrecedence: Precedence { precedence == .comparison || self == .power ? precedence.tighter : precedence }
    var rightPrecedence: Precedence { self == .power ? .negation : precedence.tighter }

    /// As it stands between its operands.
    var spaced: String { self == .power ? rawValue : " \(rawValue) " }
}
