// Functions of the learner's own: define mish(x) = x*tanh(softplus(x)).
import NeuralEngine

/// A function that the learner has defined, with its derivative; also an activation of that name.
public struct Definition: Sendable, CustomStringConvertible {
    /// In lower case.
    public let name: String
    /// What the body calls its argument: x.
    public let parameter: String
    public let body: Expression
    /// The simplified derivative of the body by the parameter.
    public let derivative: Expression

    /// Checks that the body needs nothing but the parameter. Columns of errors are those of the body's text.
    public init(name: String, parameter: String, body: Expression, functions: FunctionTable = FunctionTable()) throws(FormulaError) {
        try body.requireOperations(most: Expression.mostOperationsOfDefinition, column: 1)
        guard body.depth < Expression.deepest else {
            throw FormulaError(
                "one value of this function would be calculated more than \(Expression.deepest) levels deep", column: 1,
                hint: "functions that call one another add their levels")
        }
        _ = try body.compiled(parameter: parameter)
        self.name = name.lowercased()
        self.parameter = parameter
        self.body = body
        derivative = try functions.derivative(of: body, 1, by: parameter, column: 1)
    }

    /// Reads `name(parameter) = expression`; it may use what has been defined before. Columns of errors are those of the text.
    public static func parse(_ text: String, functions: FunctionTable = FunctionTable()) throws(FormulaError) -> Definition {
        let (name, parameter, start) = try head(text, functions)
        // Blanks in the place of the head keep the columns right.
        let text = String(repeating: " ", count: start) + text.dropFirst(start)
        var parser = try Parser(text, functions: functions, variable: parameter, defining: name)
        return try Definition(name: name, parameter: parameter, body: try parser.wholeText(), functions: functions)
    }

    /// The name, the parameter and the number of characters before the expression.
    private static func head(_ text: String, _ functions: FunctionTable) throws(FormulaError) -> (String, String, Int) {
        let form = "write define mish(x) = x*tanh(softplus(x))"
        var lexer = Lexer(text, functions: functions)
        let (name, nameColumn) = try definedName(&lexer, functions, form)
        var tokens: [Token] = []
        for _ in 0..<4 { tokens.append(try lexer.next()) }
        guard tokens[0].kind == .open else {
            throw FormulaError("'(' is missing after \(quoted(name))", column: tokens[0].column, hint: form)
        }
        guard case .word(let parameter) = tokens[1].kind, parameter.isPlainName, tokens[1].text == parameter else {
            throw FormulaError("a function of one parameter, such as x, can be defined", column: tokens[1].column, hint: form)
        }
        guard tokens[2].kind == .close else {
            throw FormulaError("')' is missing after \(quoted(parameter))", column: tokens[2].column, hint: form)
        }
        guard tokens[3].text == "=" else { throw FormulaError("'=' is missing", column: tokens[3].column, hint: form) }
        for (word, column) in [(name, nameColumn), (parameter, tokens[1].column)] {
            guard !reserved.contains(word.lowercased()), !functions.isBuiltIn(word) else {
                throw FormulaError("\(word) is built in", column: column, hint: "choose another name")
            }
        }
        if isQuantity(name) {
            throw FormulaError(
                "\(name) is the name of a quantity, which could not be asked for any more", column: nameColumn,
                hint: text.count <= 60 ? "write: define my_\(text.drop(while: \.isWhitespace))" : "choose another name")
        }
        return (name, parameter, tokens[3].column)
    }

    /// The function's name, which may have dashes in it.
    private static func definedName(
        _ lexer: inout Lexer, _ functions: FunctionTable, _ form: String
    ) throws(FormulaError) -> (String, column: Int) {
        let first = try lexer.next()
        guard case .word(var name) = first.kind else {
            throw FormulaError("the name of the function is missing", column: first.column, hint: form)
        }
        var ahead = lexer
        while name.utf8.count <= 40, try ahead.next().text == "-", case .word(let part) = try ahead.next().kind {
            name += "-" + part
            lexer = ahead
        }
        guard name.allSatisfy({ $0.isLetter || $0.isNumber || "_-".contains($0) }), name.utf8.count <= 40 else {
            throw FormulaError("\(quoted(name)) cannot be the name of a function", column: first.column, hint: form)
        }
        return (name, first.column)
    }

    /// Whether a name is that of a quantity of training, or of one of any network: w5, W1, b1, i1, h1, o1.
    private static func isQuantity(_ name: String) -> Bool {
        let lower = name.lowercased()
        if ["e", "loss", "epoch", "rate", "lr", "accuracy", "gradient_norm"].contains(lower) { return true }
        guard let first = lower.first, "wbiho".contains(first), lower.count > 1 else { return false }
        return lower.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
    }

    private static let reserved: Set<String> = ["grad", "if", "and", "or", "not", "pi", "π", "true", "false"]

    /// `mish(x) = x * tanh(softplus(x))`
    public var description: String { "\(name)(\(parameter)) = \(body)" }

    /// `mish'(x) = tanh(softplus(x)) + x * tanh'(softplus(x)) * sigmoid(x)`; of a derivative that fills pages no more than the beginning.
    public var derivativeDescription: String {
        let most = 8_000, text = derivative.text(most: most)
        return "\(name)'(\(parameter)) = \(text)" + (text.utf8.count <= most ? "" : " (the first \(most) characters)")
    }

    /// The same as an activation for the engine.
    public func activation() -> Activation {
        Activation(
            name: name, formula: body.description, derivativeFormula: derivative.description, value: Program(body).value,
            derivative: Program(derivative, isSlope: true).value, ending: { ending(at: $0, ofSlope: $1) })
    }
}

extension Definition: Hashable {
    /// Definitions are the same when they read the same and call the same functions.
    public static func == (a: Definition, b: Definition) -> Bool {
        a.name == b.name && a.parameter == b.parameter && a.body == b.body
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(body)
    }
}

extension Function {
    /// The learner's function f; f' and f'' are printed with primes, and stand for derivatives of the body.
    init(_ definition: Definition) {
        self.init(definition.name, primes: 0, parameter: definition.parameter, body: definition.body)
    }

    /// The derivative is found once: functions that call others twice would else find it twice as often at each level.
    private init(_ name: String, primes: Int, parameter: String, body: Expression) {
        let derivative = Lazy {
            Function(name, primes: primes + 1, parameter: parameter, body: body.derivative(withRespectTo: parameter))
        }
        self.init(
            name, primes: primes, value: .program(of: body, isSlope: primes > 0), body: body, isSlopeOfDefinition: primes > 0,
            chainRule: { .call(derivative.value, $0) * $1[0] }, derivative: { derivative.value })
    }
}

extension String {
    /// Whether it is a name without dots and indices.
    fileprivate var isPlainName: Bool { allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } }
}
