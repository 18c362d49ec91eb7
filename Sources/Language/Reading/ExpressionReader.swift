// Expressions as they are typed: read, with names that mean something, and as conditions.
import Formula
import NeuralEngine
import Workspaces

extension Expression {
    /// Refuses a number in the place of a condition: `break if loss` would stop at nearly every step.
    func requireCondition(_ text: Word, example: (String) -> String) throws(CommandError) {
        guard let number = numberInPlaceOfCondition else { return }
        throw CommandError(
            "\(number) is a number, not a condition", column: number.freeNames.first.map(text.column) ?? text.column,
            hint: "compare it, for example: \(example("\(number)"))")
    }
}

extension Workspace {
    /// Reads an expression that begins at a column of the command. Its names are quantities of the network, or tell of training.
    /// - Parameter isNumber: whether it is to be one number, or may be a row or a matrix.
    func expression(_ word: Word, isNumber: Bool = true) throws(CommandError) -> Expression {
        let expression: Expression
        do throws(FormulaError) {
            expression = try Expression.parse(word.text, functions: functions)
        } catch {
            throw CommandError(error.message, column: word.column + error.column - 1, hint: error.hint)
        }
        for name in expression.quantities where !Metric.isKnown(name.text) {
            let column = name.column.map { word.column + $0 - 1 } ?? word.column
            if name.text.lowercased() == "de", let written = derivative(in: word.text.dropFirst(column - word.column)) {
                throw CommandError("there is no quantity '\(name.text)' in this network", column: column, hint: "write: \(written)")
            }
            if isTensor(name.text) {
                try worded(at: column, checkParameters(name.parameter))
            } else {
                _ = try worded(at: column, quantity(named: name.text))
            }
        }
        try worded(at: word.column, checkSizes(of: expression, isNumber: isNumber))
        return expression
    }

    /// How a derivative is written that begins a text as formulas name it: `dE/dw1` is `grad(w1)`, `dE/dnet_h1` is `h1.delta`.
    private func derivative(in text: Substring) -> String? {
        guard let names, text.lowercased().hasPrefix("de/d") else { return nil }
        let subject = text.dropFirst(4).prefix { $0.isLetter || $0.isNumber || "_.[]->".contains($0) }
        return switch names.quantity(named: String(subject)) {
        case .weight, .bias: "grad(\(subject))"
        case .netInput(let layer, let unit): names.name(of: .delta(layer: layer, unit: unit))
        case .output(let layer, let unit): names.name(of: .error(layer: layer, unit: unit))
        default: nil
        }
    }

    /// The quantity of a word.
    func quantity(_ word: Word) throws(CommandError) -> Quantity { try worded(at: word.column, quantity(named: word.text)) }
}

extension QuantityName {
    /// The parameter that it is a gradient of; else itself.
    fileprivate var parameter: String { text.lowercased().hasPrefix("grad(") ? String(text.dropFirst(5).dropLast()) : text }
}
