// What would take too long or too much is refused before it is begun.

extension Expression {
    /// Expressions that take longer for one value are refused.
    static let mostOperations = 1_000_000
    /// So are definitions, sooner: charts, slopes and units of a network ask for thousands of values of one.
    static let mostOperationsOfDefinition = 5_000
    /// What is nested deeper is refused: each level takes a piece of the stack.
    static let deepest = 2_000
    /// Derivatives of more different parts are refused.
    static let mostParts = 3_000

    /// Refuses what takes too many operations for one value, those of the functions that are called included, each once.
    func requireOperations(most: Int = mostOperations, column: Int) throws(FormulaError) {
        // Without sharing there would be more of them: most expressions need not be looked at.
        guard cost > most, !Program.canBeWritten(self, most: most) else { return }
        throw FormulaError(
            "one value of this function would take more than \(most) operations", column: column,
            hint: "functions that call themselves inside each other double the work with every level")
    }

    /// The derivative, taken so many times.
    func derivative(_ order: Int, by variable: String, column: Int) throws(FormulaError) -> Expression {
        var derivative = self
        for number in 0..<order {
            if number > 0 { try derivative.requireFewProducts(column: column) }
            derivative = derivative.derivative(withRespectTo: variable)
            try derivative.requireShortness(column: column)
        }
        return derivative
    }

    /// Refuses a derivative that has too many different parts, or is too deep.
    func requireShortness(column: Int) throws(FormulaError) {
        guard depth < Self.deepest, partCount <= Self.mostParts else {
            throw FormulaError("this derivative is too long to be written down", column: column)
        }
    }

    /// Refuses to differentiate a simplified expression whose derivative begins with too many products, one for each factor of each term: to put
    /// like ones together would take long, and what is left would be too long all the same.
    func requireFewProducts(column: Int) throws(FormulaError) {
        guard productsOfDerivative <= Self.mostParts else {
            throw FormulaError("this derivative is too long to be written down", column: column)
        }
    }

    private var productsOfDerivative: Int {
        switch form {
        case .binary(.add, let u, let v), .binary(.subtract, let u, let v): u.productsOfDerivative.addingOrMost(v.productsOfDerivative)
        case .negation(let u): u.productsOfDerivative
        default: factorCount
        }
    }

    /// How many factors it has besides numbers.
    private var factorCount: Int {
        switch form {
        case .binary(.multiply, let u, let v), .binary(.divide, let u, let v): u.factorCount.addingOrMost(v.factorCount)
        case .number: 0
        default: 1
        }
    }

    /// Whether a derivative takes no longer than may pass between two keys: the work is at most about the square of the operations, those
    /// of the functions that are called included, and each order takes three times that of the last.
    func isQuicklyDifferentiated(_ order: Int) -> Bool {
        let most = 100_000 / (0..<order).reduce(1) { power, _ in min(3 * power, 100_000) }
        return cost <= most && cost * cost <= most
    }
}
