// Formulas: whatever is accepted is printed as a text that reads as the same, and so is its derivative.
import Formula
import Language

extension FuzzTarget {
    static let formulas = FuzzTarget(
        name: "formulas", summary: "expressions and definitions as text",
        words: signs + FunctionTable().names,
        seeds: inputs(formulaTexts)
    ) { bytes, tell throws(BrokenLaw) in
        let text = String(decoding: bytes.prefix(400), as: UTF8.self)
        tell(text)
        var functions = FunctionTable()
        if let definition = try? functions.define(text) {
            try law((try? Definition.parse(definition.description, functions: functions)) == definition, "\(definition) is read as another")
            _ = (definition.activation(), definition.derivativeDescription)
        }
        if let curve = try? Expression.curve(text, functions: functions) { try hold(curve, functions) }
        guard let expression = try? Expression.parse(text, functions: functions) else { return }
        try hold(expression, functions)
        try hold(expression.derivative(withRespectTo: "x"), functions)
    }

    private static let signs: [String] = ["'", "(", ")", " and ", " or ", "not ", "if(", "grad(", "->", "pi", "<=", "==", "f(x) = ", "e-"]

    private static let formulaTexts: [String] = [
        "1 + 2 * x ^ 3", "tanh(softplus(x))'", "x*sigmoid(x)", "if(x < 0, -x, x^2)", "max(x, 0, 1) - min(1, x)", "not x and 1 < 2 or 0",
        "grad(h1->o1) * W1[2,1]", "-x^-2^x", "leaky-relu(x, 0.5)", "f(x) = x*exp(-x^2/2)", "sin'(cos''(x))", "1e-300/1e300 - -0",
        "ln(2 + cos(x))'", "abs(x)' / sign(x)", "2x", "h2[3].out - target_o1",
    ]

    private static func hold(_ expression: Expression, _ functions: FunctionTable) throws(BrokenLaw) {
        let text = expression.description
        // What the program itself would not print that long is not read either.
        guard text.utf8.count < 20_000 else { return }
        let again: Expression
        do {
            again = try Expression.parse(text, functions: functions)
        } catch {
            throw BrokenLaw("'\(text)' is not read: \(error.message)")
        }
        try law(again == expression, "'\(text)' is read as '\(again)'")
        let value = expression.evaluate { _ in 0.75 }, other = again.evaluate { _ in 0.75 }
        try law(value.bitPattern == other.bitPattern || value.isNaN && other.isNaN, "'\(text)' is \(value), read again \(other)")
        guard expression.freeNames.allSatisfy({ $0 == "x" }), let compiled = try? expression.compiled() else { return }
        let fast = compiled(0.75)
        try law(value.bitPattern == fast.bitPattern || value.isNaN && fast.isNaN, "'\(text)' is \(value), compiled \(fast)")
    }
}
