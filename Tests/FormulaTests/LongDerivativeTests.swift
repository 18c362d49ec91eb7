// Derivatives that are too long are refused before they are taken.
import Testing

@testable import Formula

@Suite("Long derivatives")
struct LongDerivativeTests {
    private func product(_ factors: Int) -> String { (0..<factors).map { "(x-\($0))" }.joined(separator: "*") }

    @Test("the third derivative of twenty factors is refused at once, that of ten is a number")
    func products() throws {
        var functions = FunctionTable()
        try functions.define("f(x) = \(product(20))")
        #expect(throws: FormulaError.self) { try Expression.parse("f'''(1)", functions: functions) }
        // It is the second derivative that is refused, before the third is taken.
        let second = try functions.definitions[0].body.derivative(2, by: "x", column: 1)
        #expect(throws: FormulaError.self) { try second.requireFewProducts(column: 1) }
        try functions.define("g(x) = \(product(10))")
        // 6 times the coefficient of x^3 in x (x - 1) ... (x - 9).
        #expect(try Expression.parse("g'''(0)", functions: functions).evaluate { _ in 0 } == -7_036_200)
    }
}
