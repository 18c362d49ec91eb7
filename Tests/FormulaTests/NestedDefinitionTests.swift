// Definitions that call one another: what they cost is bounded, in time, in depth and on the screen.
import Testing

@testable import Formula

@Suite("Definitions that call one another")
struct NestedDefinitionTests {
    private static let nested = {
        var table = FunctionTable()
        for text in ["a(x) = x*tanh(softplus(x))", "b(x) = a(a(x))*sin(x)/(1+x^2)", "c(x) = b(b(x))/(1+exp(-x))", "m(x) = c(c(x))*b(x)"] {
            _ = try? table.define(text)
        }
        return table
    }()

    @Test("have derivatives as long as none of them fills pages", arguments: 1...3)
    func derivatives(primes: Int) throws {
        let slope = try Expression.parse("m" + String(repeating: "'", count: primes) + "(x)", functions: Self.nested).compiled()
        let lower = try Expression.parse("m" + String(repeating: "'", count: primes - 1) + "(x)", functions: Self.nested).compiled()
        let h = 0x1p-18, measured = (lower(1 + h) - lower(1 - h)) / (2 * h)
        #expect(abs(slope(1) - measured) <= 1e-4 * max(abs(measured), 1e-6))
    }

    @Test("have no derivative that takes for ever: it is refused before it is looked for", arguments: ["m''''''''(1)", "(m(x))''''''''"])
    func refused(text: String) {
        #expect(throws: FormulaError("this derivative is too long to be written down", column: text.hasPrefix("(") ? 7 : 1)) {
            try Expression.parse(text, functions: Self.nested)
        }
    }

    @Test("are chained as long as the stack allows")
    func chained() throws {
        var table = FunctionTable()
        try table.define("f0(x) = x")
        var refusal: FormulaError?
        for n in 1...1_200 where refusal == nil {
            do throws(FormulaError) { try table.define("f\(n)(x) = f\(n - 1)(x)+1") } catch { refusal = error }
        }
        #expect(refusal?.message == "one value of this function would be calculated more than 2000 levels deep")
        #expect(try Expression.parse("f900(1)", functions: table).evaluate { _ in 0 } == 901)
        #expect(try Expression.parse("f900'(1)", functions: table).evaluate { _ in 0 } == 1)
    }
}
