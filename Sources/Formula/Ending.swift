// Where the value of an expression comes to an end: which of its operations made infinity of numbers, or no number at all.

extension Expression {
    /// The operations that the value ends at, with their numbers: the first that makes infinity or no number of finite ones,
    /// `exp(800) = inf`, and the first that makes no number of infinite ones, `inf/inf = nan`. What the learner's functions do is part of
    /// it. Empty where all is finite, and where what is not was given.
    ///
    /// - Parameter resolve: the value of a name in canonical text.
    public func endings<Failure: Error>(_ resolve: (_ name: String) throws(Failure) -> Double) throws(Failure) -> [String] {
        var search = EndingSearch()
        _ = try search.value(of: self, resolve)
        return [search.overflow, search.undefined].compactMap { $0 }
    }
}

extension Expression {
    /// Whether it is one operation on numbers and names, which says by itself what has come of it.
    public var isSingleOperation: Bool { children.allSatisfy { $0.children.isEmpty } }
}

extension Definition {
    /// The operations that its value at x ends at, with their numbers; empty where all of it is finite.
    public func endings(at x: Double) -> [String] { body.endings { _ in x } }
}

/// Evaluates as `evaluate` does, and keeps the first operations that end.
private struct EndingSearch {
    private(set) var overflow: String?
    private(set) var undefined: String?
    private var known: [Expression: Double] = [:]

    mutating func value<Failure: Error>(
        of part: Expression, _ resolve: (String) throws(Failure) -> Double
    ) throws(Failure) -> Double {
        if let value = known[part] { return value }
        let value = try newValue(of: part, resolve)
        known[part] = value
        return value
    }

    private mutating func newValue<Failure: Error>(
        of part: Expression, _ resolve: (String) throws(Failure) -> Double
    ) throws(Failure) -> Double {
        switch part.form {
        case .number(let value): return value
        case .constant(let constant): return constant.value
        case .quantity(let name): return try resolve(name)
        case .negation(let u): return -(try value(of: u, resolve))
        case .not(let u): return try value(of: u, resolve).isTrue ? 0 : 1
        case .binary(.and, let u, let v):
            return try value(of: u, resolve).isTrue ? (try value(of: v, resolve).isTrue ? 1 : 0) : 0
        case .binary(.or, let u, let v):
            return try value(of: u, resolve).isTrue ? 1 : (try value(of: v, resolve).isTrue ? 1 : 0)
        case .conditional(let condition, let u, let v):
            return try value(of: try value(of: condition, resolve).isTrue ? u : v, resolve)
        case .binary(let op, let u, let v):
            let operands = [try value(of: u, resolve), try value(of: v, resolve)]
            return noted(op.apply(operands[0], operands[1]), of: operands) {
                operands.map { $0.sign == .minus ? "(\(shortest($0)))" : shortest($0) }.joined(separator: op.spaced)
            }
        case .call(let function, let arguments):
            var operands: [Double] = []
            for argument in arguments { operands.append(try value(of: argument, resolve)) }
            enter(function, operands)
            return noted(function.apply(operands), of: operands) {
                "\(function)(\(operands.map(shortest).joined(separator: ", ")))"
            }
        }
    }

    /// Looks into a function of the learner's: what ends there is the cause of what ends outside. A derivative goes round what overflows on
    /// its way, and is looked at from outside alone.
    private mutating func enter(_ function: Function, _ operands: [Double]) {
        guard let body = function.body, function.primes == 0, operands.count == 1 else { return }
        var inside = EndingSearch()
        _ = inside.value(of: body) { _ in operands[0] }
        overflow = overflow ?? inside.overflow
        undefined = undefined ?? inside.undefined
    }

    /// Keeps an operation if it is the first that ends.
    private mutating func noted(_ value: Double, of operands: [Double], text: () -> String) -> Double {
        if !value.isFinite, operands.allSatisfy(\.isFinite) {
            overflow = overflow ?? "\(text()) = \(shortest(value))"
        } else if value.isNaN, !operands.contains(where: \.isNaN) {
            undefined = undefined ?? "\(text()) = \(shortest(value))"
        }
        return value
    }
}
