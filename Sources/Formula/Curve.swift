// What `plot` draws: an expression in x, or just the name of a function.

extension Expression {
    /// Reads a curve: an expression in x, or a function's bare name, with primes or without.
    ///
    /// `tanh''` is `tanh''(x)`. Of a function with a parameter, a number in parentheses is the parameter, because a curve that does
    /// not depend on x is never meant: `leaky-relu(0.5)` is `leaky-relu(x, 0.5)`, and `leaky-relu(0.5)'` is `leaky-relu'(x, 0.5)`.
    public static func curve(_ text: String, functions: FunctionTable = FunctionTable()) throws(FormulaError) -> Expression {
        var parser = try Parser(text, functions: functions, variable: "x")
        if let curve = try parser.bareFunction() { return curve }
        let curve = try parser.wholeText()
        if case .quantity(let name) = curve.form, name != "x", let near = closest(to: name, among: functions.names) {
            throw FormulaError("unknown function \(quoted(name))", column: curve.columns[name] ?? 1, hint: "did you mean '\(near)'?")
        }
        return curve
    }
}

extension Parser {
    /// The whole text, if it is a function's name with primes and perhaps a parameter. Nothing is read otherwise.
    fileprivate mutating func bareFunction() throws(FormulaError) -> Expression? {
        guard case .word(let name) = token.kind, functions.function(named: name) != nil else { return nil }
        var ahead = self
        try ahead.advance()
        let primes = try ahead.primes()
        if ahead.token.kind == .end { return try call(name, primes: primes, [.x], column: token.column) }
        return try ahead.parameter().flatMap { parameter throws(FormulaError) in
            guard functions.function(named: name, argumentCount: 2) != nil, functions.function(named: name)?.argumentCount == 1...1 else {
                return nil
            }
            return try call(name, primes: primes + parameter.primes, [.x, parameter.value], column: token.column)
        }
    }

    /// `(0.5)` and primes at the end of the text.
    private mutating func parameter() throws(FormulaError) -> (value: Expression, primes: Int)? {
        guard token.kind == .open else { return nil }
        try advance()
        let isNegative = token.kind == .binary(.subtract)
        if isNegative { try advance() }
        guard case .number(let value) = token.kind else { return nil }
        try advance()
        guard token.kind == .close else { return nil }
        try advance()
        let primes = try primes()
        return token.kind == .end ? (.number(isNegative ? -value : value), primes) : nil
    }
}
