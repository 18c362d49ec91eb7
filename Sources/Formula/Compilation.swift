// An expression in one variable as a closure, for plotting and training.

extension Expression {
    public typealias Closure = @Sendable (Double) -> Double

    /// The expression as a function of its parameter; the same bits as `evaluate`. Its program is written when the first value is asked for.
    ///
    /// - Throws: an error that tells the name, if the expression needs any other name.
    public func compiled(parameter: String = "x") throws(FormulaError) -> Closure {
        if let other = quantities.first(where: { $0.text != parameter }) {
            throw FormulaError(
                "unknown name \(quoted(other.text))", column: other.column ?? 1, hint: "this is a function of \(parameter) alone")
        }
        let program = Lazy { Program(self) }
        return { program.value.value($0) }
    }
}
