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

    @Test("have derivatives", arguments: 1...5)
    func derivatives(primes: Int) throws {
        let slope = try Expression.parse("m" + String(repeating: "'", count: primes) + "(x)", functions: Self.nested).compiled()
        let lower = try Expression.parse("m" + String(repeating: "'", count: primes - 1) + "(x)", functions: Self.nested).compiled()
        let h = 0x1p-18, measured = (lower(1 + h) - lower(1 - h)) / (2 * h)
        #expect(abs(slope(1) - measured) <= 1e-4 * max(abs(measured), 1e-6))
    }

    @Test("have derivatives that share their parts: each order takes little more than the last")
    func shared() throws {
        let sizes = try (1...6).map { primes in
            let derivative = try Expression.parse("m" + String(repeating: "'", count: primes) + "(x)", functions: Self.nested)
            return Program(derivative).instructions.count
        }
        #expect(sizes == [164, 406, 944, 1959, 3968, 7470])
        #expect(try value("m''''(1)", functions: Self.nested) == -3.578185596992639e-06)
    }

    @Test("are not differentiated at every key when that takes long; the names beside them are still read")
    func typing() throws {
        var table = Self.nested
        table.isForTyping = true
        #expect(try Expression.parse("m''''''''(w5) + w6", functions: table).freeNames == ["w5", "w6"])
        #expect(try Expression.parse("(m(x))'''''''' + w6", functions: table).freeNames == ["w6"])
        #expect(try Expression.parse("tanh''(x)", functions: table).description == "tanh''(x)")
        #expect(throws: FormulaError("unknown function 'n'", column: 9, hint: "for a product write n*(...)")) {
            try Expression.parse("m''''''(n(1))", functions: table)
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
        let instructions = try Program(Expression.parse("f900(x)", functions: table)).instructions.count
        #expect(instructions <= 2_000, "linear in the levels")
    }
}
