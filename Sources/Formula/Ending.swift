// Where the value of an expression comes to an end: which of its operations made infinity of numbers, or no number at all.
import NeuralEngine

extension Expression {
    /// The operations that the value ends at, with their numbers, and what is built in that does not end there. What the learner's functions
    /// do is part of it. Nil where all is finite, and where what is not was given.
    ///
    /// - Parameter resolve: the value of a name in canonical text.
    public func ending<Failure: Error>(_ resolve: (_ name: String) throws(Failure) -> Double) throws(Failure) -> Ending? {
        var search = EndingSearch()
        let value = try search.value(of: self, resolve)
        return search.ending(of: self, value)
    }
}

extension Expression {
    /// Whether it is one operation on numbers and names, which says by itself what has come of it.
    public var isSingleOperation: Bool {
        if case .call(let function, _) = form, function.body != nil { return false }
        return children.allSatisfy { $0.children.isEmpty }
    }
}

extension Definition {
    /// What its value at x, or its slope there, ends at; nil where all of it is finite.
    public func ending(at x: Double, ofSlope: Bool = false) -> Ending? { (ofSlope ? derivative : body).ending { _ in x } }
}

/// Evaluates as `evaluate` does, and keeps the first operations that end.
private struct EndingSearch {
    private var overflow: String?
    private var undefined: String?
    /// What the function that has overflowed is a function of, and what is built in instead of the learner's function that it stands in.
    private var argument: Expression?
    private var builtIn: Expression?
    private var known: [Expression: Double] = [:]

    /// What was found, of an expression with that value.
    func ending(of whole: Expression, _ value: Double) -> Ending? {
        let operations = [overflow, undefined].compactMap { $0 }
        return operations.isEmpty
            ? nil
            : Ending(
                operations: operations, builtIn: instead(of: whole, value)?.description ?? (whole.holdsSoftmax ? "softmax of a layer" : nil)
            )
    }

    /// What is built in and has a value where this one has none.
    private func instead(of whole: Expression, _ value: Double) -> Expression? {
        guard !value.isFinite else { return nil }
        if let builtIn { return builtIn }
        let names = whole.freeNames
        let parts = (names.count == 1 ? [.quantity(names[0])] : []) + [argument].compactMap { $0 }
        return parts.lazy.compactMap { whole.builtIn(inPlaceOfFunctionOf: $0, known) }.first
    }

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
            return noted(op.apply(operands[0], operands[1]), of: operands, v) {
                operands.map { $0.sign == .minus ? "(\(shortest($0)))" : shortest($0) }.joined(separator: op.spaced)
            }
        case .call(let function, let arguments):
            var operands: [Double] = []
            for argument in arguments { operands.append(try value(of: argument, resolve)) }
            enter(function, arguments, operands)
            return noted(function.apply(operands), of: operands, arguments[0]) {
                "\(function)(\(operands.map(shortest).joined(separator: ", ")))"
            }
        }
    }

    /// Looks into a function of the learner's: what ends there is the cause of what ends outside. A derivative goes round what overflows on
    /// its way, and is looked into only where it ends itself.
    private mutating func enter(_ function: Function, _ arguments: [Expression], _ operands: [Double]) {
        guard overflow == nil, let body = function.body, operands.count == 1 else { return }
        guard function.primes == 0 || !function.apply(operands).isFinite else { return }
        var inside = EndingSearch()
        let value = inside.value(of: body) { _ in operands[0] }
        overflow = inside.overflow
        undefined = undefined ?? inside.undefined
        builtIn = inside.instead(of: body, value).map { found in
            body.freeNames.first.map { found.replacing($0, with: arguments[0]) } ?? found
        }
    }

    /// Keeps an operation if it is the first that ends.
    private mutating func noted(_ value: Double, of operands: [Double], _ part: Expression, text: () -> String) -> Double {
        if !value.isFinite, operands.allSatisfy(\.isFinite) {
            if overflow == nil { (overflow, argument) = ("\(text()) = \(shortest(value))", part) }
        } else if value.isNaN, !operands.contains(where: \.isNaN) {
            undefined = undefined ?? "\(text()) = \(shortest(value))"
        }
        return value
    }
}
