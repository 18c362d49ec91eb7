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
        let clock = ContinuousClock(), begin = clock.now
        #expect(throws: FormulaError.self) { try Expression.parse("f'''(1)", functions: functions) }
        #expect(clock.now - begin < .seconds(5))
        try functions.define("g(x) = \(product(10))")
        // 6 times the coefficient of x^3 in x (x - 1) ... (x - 9).
        #expect(try Expression.parse("g'''(0)", functions: functions).evaluate { _ in 0 } == -7_036_200)
    }
}
