// From tokens to an expression, by precedence climbing: a value, then operators as long as they bind tightly enough.
//
//     or < and < not < comparison < + - < * / < unary minus < ^ < prime, call, parentheses
//
// ^ is right-associative and comparisons do not chain. Multiplication is always written.

extension Expression {
    /// Reads an expression.
    ///
    /// - Parameters:
    ///   - functions: what may be called: the built-in functions, the activations and the learner's own.
    ///   - variable: what a prime after parentheses differentiates by; `X` is understood as `x`.
    public static func parse(
        _ text: String, functions: FunctionTable = FunctionTable(), variable: String = "x"
    ) throws(FormulaError) -> Expression {
        var parser = try Parser(text, functions: functions, variable: variable)
        return try parser.wholeText()
    }
}

struct Parser {
    /// Deeper nesting is refused, because every level takes a piece of the stack.
    static let deepest = 200
    /// Longer expressions are refused, because a tree is walked recursively, and a long sum is a deep tree.
    static let longest = 1000
    static let mostPrimes = 20

    let functions: FunctionTable
    let variable: String
    /// The function whose formula this is: it must not call itself, or it would never end.
    let defining: String?
    private var lexer: Lexer
    /// The token to be read next, and the one before it.
    private(set) var token: Token
    private(set) var previous: Token
    private var depth = 0
    private var size = 0
    /// Where each name first stands.
    private var columns: [String: Int] = [:]

    init(_ text: String, functions: FunctionTable, variable: String, defining: String? = nil) throws(FormulaError) {
        self.functions = functions
        self.variable = variable
        self.defining = defining
        lexer = Lexer(text, functions: functions)
        token = try lexer.next()
        previous = Token(kind: .end, text: "", column: 0)
    }

    /// The expression that the whole text is.
    mutating func wholeText() throws(FormulaError) -> Expression {
        if token.kind == .end { throw FormulaError("there is no expression", column: token.column, hint: "for example \(variable)^2 + 1") }
        let expression = try expression()
        switch token.kind {
        case .end:
            if !functions.isForTyping { try expression.requireOperations(column: 1) }
            return expression.with(columns: columns)
        case .close: throw FormulaError("this ')' closes nothing", column: token.column)
        default: throw unexpected()
        }
    }

    // MARK: Operators

    /// An expression whose operators bind at least as tightly as given.
    private mutating func expression(_ loosest: Operator.Precedence = .or) throws(FormulaError) -> Expression {
        guard depth < Self.deepest else {
            throw FormulaError("this is nested more than \(Self.deepest) levels deep", column: token.column)
        }
        depth += 1
        defer { depth -= 1 }
        var left = try operand(loosest)
        while case .binary(let op) = token.kind, op.precedence >= loosest {
            try advance()
            let right = try expression(op.rightPrecedence)
            // e^x is the exponential function itself, to the last bit.
            left = try counted(op == .power && left == .e ? .call(.exp, [right]) : .binary(op, left, right))
            if op.precedence == .comparison { try refuseChain(after: op) }
        }
        if token.beginsValue { throw missingOperator(behind: left) }
        return left
    }

    /// A value with the signs and `not` before it and the primes after it.
    private mutating func operand(_ loosest: Operator.Precedence) throws(FormulaError) -> Expression {
        switch token.kind {
        case .binary(.subtract):
            try advance()
            return try counted(try expression(.negation).minus)
        case .binary(.add):
            try advance()
            return try expression(.negation)
        case .not:
            guard loosest <= .not else {
                throw FormulaError("'not' needs parentheses here", column: token.column, hint: "write (not ...)")
            }
            try advance()
            return try counted(.not(try expression(.not)))
        default:
            let (value, takesPrime) = try value()
            return try primed(value, takesPrime: takesPrime)
        }
    }

    private func refuseChain(after op: Operator) throws(FormulaError) {
        guard case .binary(let next) = token.kind, next.precedence == .comparison else { return }
        throw FormulaError(
            "comparisons cannot be chained", column: token.column, hint: "write a \(op.rawValue) b and b \(next.rawValue) c")
    }

    // MARK: Values

    /// A number, a name, a call or parentheses; and whether a prime after it means its derivative.
    private mutating func value() throws(FormulaError) -> (Expression, takesPrime: Bool) {
        switch token.kind {
        case .number(let value):
            try advance()
            return (try counted(.number(value)), false)
        case .word(let name):
            try advance()
            let word = previous
            let isCall = token.kind == .open || token.kind == .prime && looksLikeFunction(name)
            return isCall ? try call(name, word) : (try counted(try nameAlone(name, word)), false)
        case .open:
            let open = token
            try advance()
            let inner = try expression()
            try close(open)
            return (inner, true)
        default: throw unexpected()
        }
    }

    /// A name that no parenthesis follows.
    private mutating func nameAlone(_ name: String, _ word: Token) throws(FormulaError) -> Expression {
        switch name.lowercased() {
        case "pi", "π": return .pi
        case "true": return .number(1)
        case "false": return .number(0)
        case "grad": throw FormulaError("'(' is missing after grad", column: token.column, hint: "for example grad(w5)")
        case "nan" where variable.lowercased() != "nan":
            throw FormulaError("nan is no name: it is what has no value", column: word.column, hint: "write 0/0")
        case "inf", "infinity":
            throw FormulaError("infinity has no name: it is what is larger than all numbers", column: word.column, hint: "write 1/0")
        case "if": throw FormulaError("'(' is missing after if", column: token.column, hint: "write if(condition, then, else)")
        case variable.lowercased() where token.kind != .arrow: return quantity(variable, at: word)
        // E is the loss.
        case "e" where name == "e" && token.kind != .arrow: return .e
        default: break
        }
        if let function = functions.function(named: name), token.kind != .arrow {
            throw FormulaError(
                "\(function.name) needs something to work on", column: word.column, hint: "write \(name)(\(function.argumentsHint))")
        }
        return quantity(try quantity(name), at: word)
    }

    /// Whether a name with a prime is a function, perhaps mistyped.
    private func looksLikeFunction(_ name: String) -> Bool {
        functions.function(named: name) != nil || closest(to: name, among: functions.names) != nil
    }

    /// The rest of the name of a quantity: `h1->o1` after `h1`.
    private mutating func quantity(_ name: String) throws(FormulaError) -> String {
        guard token.kind == .arrow else { return name }
        try advance()
        guard case .word(let destination) = token.kind else {
            throw FormulaError("a unit's name must follow '->'", column: token.column, hint: "for example h1->o1")
        }
        try advance()
        return name + "->" + destination
    }

    // MARK: Calls

    /// The primes and arguments after the name of a function; `if` and `grad` look like functions.
    private mutating func call(_ name: String, _ word: Token) throws(FormulaError) -> (Expression, takesPrime: Bool) {
        switch name.lowercased() {
        case "grad": return (try counted(try gradient(word)), false)
        case "if":
            let arguments = try arguments()
            guard arguments.count == 3 else {
                throw FormulaError(
                    "if takes 3 arguments, not \(arguments.count)", column: word.column, hint: "write if(condition, then, else)")
            }
            return (try counted(.conditional(arguments[0], arguments[1], arguments[2])), true)
        default: break
        }
        if let defining, FunctionTable.plain(name) == FunctionTable.plain(defining) {
            throw FormulaError("\(defining) cannot be defined by itself", column: word.column)
        }
        guard functions.function(named: name) != nil else { throw unknownFunction(name, word) }
        let primes = try primes()
        guard token.kind == .open else {
            throw FormulaError("'(' is missing after \(name)", column: token.column, hint: "write \(name)(\(variable))")
        }
        let arguments = try arguments()
        return (try counted(try call(name, primes: primes, arguments, column: word.column)), true)
    }

    /// A call of a function or of one of its derivatives.
    func call(_ name: String, primes: Int, _ arguments: [Expression], column: Int) throws(FormulaError) -> Expression {
        guard let function = functions.function(named: name, argumentCount: arguments.count) else {
            let known = functions.function(named: name)
            throw FormulaError(
                "\(name) takes \(functions.argumentCounts(of: name)), not \(arguments.count)", column: column,
                hint: "write \(name)(\(known?.argumentsHint ?? variable))")
        }
        if functions.isForTyping, primes > 0, function.canBeDifferentiated,
            !Expression.call(function, arguments).isQuicklyDifferentiated(primes)
        {
            return .call(function, arguments)
        }
        var derivative = function
        for number in 0..<primes {
            if number > 0 { try derivative.body?.requireFewProducts(column: column) }
            guard let next = derivative.derivative else {
                throw FormulaError(
                    "\(function.name)' could be the derivative by any of the arguments", column: column,
                    hint: "write (\(function.name)(...))' for the derivative by \(variable)")
            }
            try next.body?.requireShortness(column: column)
            derivative = next
        }
        return .call(derivative, arguments)
    }

    /// `(a, b, ...)`
    private mutating func arguments() throws(FormulaError) -> [Expression] {
        let open = token
        try advance()
        var arguments: [Expression] = []
        if token.kind != .close {
            arguments.append(try expression())
            while token.kind == .comma {
                try advance()
                arguments.append(try expression())
            }
        }
        try close(open)
        return arguments
    }

    /// `grad(w5)`: one name with another one inside.
    private mutating func gradient(_ word: Token) throws(FormulaError) -> Expression {
        let open = token
        try advance()
        guard case .word(let name) = token.kind else { throw notGradient() }
        try advance()
        let quantity = try quantity(name)
        guard token.kind == .close || token.kind == .end else { throw notGradient() }
        try close(open)
        return self.quantity("grad(\(quantity))", at: word)
    }

    /// The quantity of a name; of a name that occurs again the first place is kept.
    private mutating func quantity(_ name: String, at word: Token) -> Expression {
        columns[name] = columns[name] ?? word.column
        return .quantity(name)
    }

    // MARK: Primes

    mutating func primes() throws(FormulaError) -> Int {
        var count = 0
        while token.kind == .prime {
            count += 1
            guard count <= Self.mostPrimes else {
                throw FormulaError("more than \(Self.mostPrimes) primes in a row", column: token.column)
            }
            try advance()
        }
        return count
    }

    /// The derivative by the variable, once for each prime that follows.
    private mutating func primed(_ value: Expression, takesPrime: Bool) throws(FormulaError) -> Expression {
        guard token.kind == .prime else { return value }
        let column = token.column
        guard takesPrime else {
            throw FormulaError(
                "a prime follows a function or parentheses", column: column, hint: "for example sigmoid'(\(variable)) or (\(variable)^2)'")
        }
        let names = value.freeNames
        guard names.isEmpty || names.contains(variable) else {
            throw FormulaError("the prime is the derivative by \(variable), which is not in these parentheses", column: column)
        }
        return try functions.derivative(of: value, try primes(), by: variable, column: column)
    }

    // MARK: Reading on

    mutating func advance() throws(FormulaError) {
        previous = token
        token = try lexer.next()
    }

    private mutating func close(_ open: Token) throws(FormulaError) {
        switch token.kind {
        case .close: try advance()
        case .end: throw FormulaError("this '(' is never closed", column: open.column, hint: "put a ')' at the end")
        default: throw unexpected()
        }
    }

    /// Passes a new part of the tree on, if the tree is not too large with it.
    private mutating func counted(_ expression: Expression) throws(FormulaError) -> Expression {
        size += 1
        guard size <= Self.longest else {
            throw FormulaError("this expression is too long: it has more than \(Self.longest) parts", column: previous.column)
        }
        return expression
    }
}
