// What is wrong with a text that is no formula, and how it is written instead.

extension Parser {
    /// The token that comes next cannot come here.
    func unexpected() -> FormulaError {
        switch (token.kind, previous.kind) {
        case (.end, _): FormulaError("a value is missing after \(quoted(previous.text))", column: token.column)
        case (.binary(.multiply), .binary(.multiply)):
            FormulaError("a value is missing between '*' and '*'", column: token.column, hint: "a power is written \(variable)^2")
        case (.arrow, _):
            FormulaError("unexpected '->'", column: token.column, hint: "it stands between two units: h1->o1")
        case (.prime, _):
            FormulaError(
                "unexpected prime", column: token.column,
                hint: "it follows a function or parentheses: sigmoid'(\(variable)), (\(variable)^2)'")
        default: FormulaError("unexpected \(quoted(token.text))", column: token.column)
        }
    }

    /// Two values stand side by side.
    func missingOperator(behind left: Expression) -> FormulaError {
        let short = previous.text.count + token.text.count <= 30
        let hint: String? =
            switch (previous.kind, token.kind) {
            case (.number, .number) where token.text.count == 3 && token.text.allSatisfy(\.isNumber):
                "thousands are not parted: write \(previous.text)\(token.text)"
            case (.number, .word) where token.text.hasPrefix("_"):
                "thousands are not parted: write \(previous.text)\(token.text.replacing("_", with: ""))"
            case (.number, .word) where previous.text == "0" && token.text.lowercased().hasPrefix("x"):
                "numbers are decimal" + (Int(token.text.dropFirst(), radix: 16).map { ": write \($0)" } ?? "")
            case (.number, .word) where previous.text == "0" && token.text.lowercased().hasPrefix("b"):
                "numbers are decimal" + (Int(token.text.dropFirst(), radix: 2).map { ": write \($0)" } ?? "")
            case (_, .word) where token.text.lowercased() == "if": "write if(condition, then, else)"
            case (_, .word) where ["mod", "rem", "div"].contains(token.text.lowercased()):
                "there is no remainder; the operators are + - * / ^, comparisons, and, or, not"
            case (.close, .open) where functionOfMore(left) != nil: functionOfMore(left)
            case (.number, .word), (.number, .number), (.word, .number), (.word, .word):
                short ? "write \(previous.text)*\(token.text)" : nil
            case (.number, .open), (.word, .open): short ? "write \(previous.text)*(...)" : nil
            case (.close, .open): "write (...)*(...)"
            case (.close, .word), (.close, .number): short ? "write (...)*\(token.text)" : nil
            case (_, .not): "write and not"
            default: nil
            }
        return FormulaError("an operator is missing before \(quoted(token.text))", column: token.column, hint: hint)
    }

    /// How a function is called with one more number that another pair of parentheses was to give: leaky-relu(x, 0.5) of leaky-relu(0.5)(x).
    private func functionOfMore(_ left: Expression) -> String? {
        guard case .call(let function, let arguments) = left.form, arguments.count == 1,
            functions.function(named: function.name, argumentCount: 2) != nil
        else { return nil }
        return "write \(function.name)(\(variable), \(arguments[0]))"
    }

    /// What other languages have and no formula here stands for in general.
    private static let missingFunctions: Set<String> = [
        "asin", "acos", "atan", "arcsin", "arccos", "arctan", "atan2", "floor", "ceil", "round", "mod", "gamma", "erf",
    ]

    /// Functions of other languages, as they are written here.
    private static let writtenOtherwise = [
        "log2": "ln(x)/ln(2)", "pow": "x^y", "power": "x^y", "square": "x^2", "log1p": "ln(1 + x)", "expm1": "exp(x) - 1", "fabs": "abs(x)",
        "tan": "sin(x)/cos(x)", "sinh": "(exp(x) - exp(-x))/2", "cosh": "(exp(x) + exp(-x))/2", "avg": "mean(x, y)",
        "average": "mean(x, y)",
        "cbrt": "x^(1/3)", "if_else": "if(x > 0, x, 0)", "where": "if(x > 0, x, 0)", "clip": "min(max(x, 0), 1)",
        "clamp": "min(max(x, 0), 1)", "isnan": "x != x", "is_nan": "x != x", "factorial": "1*2*3",
    ]

    func unknownFunction(_ name: String, _ word: Token) -> FormulaError {
        if name.lowercased() == variable.lowercased() {
            return FormulaError("an operator is missing after \(quoted(name))", column: token.column, hint: "write \(name)*(...)")
        }
        let isKnownElsewhere = Parser.missingFunctions.contains(name.lowercased())
        let near = isKnownElsewhere ? nil : closest(to: name, among: functions.names + ["grad", "if"])
        return FormulaError(
            "unknown function \(quoted(name))", column: word.column,
            hint: Parser.writtenOtherwise[name.lowercased()].map { "write \($0)" } ?? near.map { "did you mean '\($0)'?" }
                ?? (defining == nil && !isKnownElsewhere && (name.last?.isNumber == true && name.count <= 30 || name.count <= 2)
                    ? "for a product write \(name)*(...)" : "`help functions` lists those that there are"))
    }

    func notGradient() -> FormulaError {
        FormulaError("grad takes the name of one quantity", column: token.column, hint: "for example grad(w5) or grad(h1->o1)")
    }
}
