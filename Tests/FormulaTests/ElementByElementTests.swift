// Expressions over rows and matrices: element by element, and one number of many.
import NeuralEngine
import Testing

@testable import Formula

@Suite("Expressions over rows and matrices")
struct ElementByElementTests {
    private struct Mismatch: Error, Equatable { var a, b: [Int] }

    private static let names = [
        "W1": Tensor(dimensions: [2, 2], values: [3, 0, -1, 4]), "W2": Tensor(dimensions: [2, 2], values: [1, 2, 3, 4]),
        "b1": Tensor(row: [1, 2]), "w1": Tensor(number: 3),
    ]

    private func value(_ text: String) throws -> Tensor {
        try Expression.parse(text).evaluate(
            elementByElement: { name throws(Mismatch) in Self.names[name] ?? Tensor(number: .nan) },
            mismatch: { Mismatch(a: $0.dimensions, b: $1.dimensions) })
    }

    @Test(
        "operations and functions are taken element by element; a number goes with each",
        arguments: [
            ("W1*2", [6, 0, -2, 8]), ("2 - W1", [-1, 2, 3, -2]), ("W1 + W2", [4, 2, 2, 8]), ("W1^2", [9, 0, 1, 16]),
            ("-W1", [-3, -0.0, 1, -4]),
            ("abs(W1)", [3, 0, 1, 4]), ("relu(W1)", [3, 0, 0, 4]), ("W1 > 0", [1, 0, 0, 1]), ("not W1", [0, 1, 0, 0]),
            ("max(W1, W2)", [3, 2, 3, 4]), ("max(W1, 1)", [3, 1, 1, 4]), ("if(W1 > 0, W1, 0)", [3, 0, 0, 4]),
            ("mean(W1, W2)", [2, 1, 1, 4]),
        ])
    func elements(text: String, expected: [Double]) throws {
        #expect(try value(text) == Tensor(dimensions: [2, 2], values: expected))
    }

    @Test(
        "mean, sum, min, max and norm make one number of the elements",
        arguments: [
            ("mean(W1)", 1.5), ("sum(W1)", 6), ("min(W1)", -1), ("max(abs(W1))", 4), ("norm(b1*2)^2", 20), ("norm(w1)", 3),
            ("max(W1) + w1", 7), ("sum(W1*W2)", 16), ("norm(3, 4)", 5), ("sum(1, 2, 3)", 6), ("mean(1, 2)", 1.5),
        ])
    func reductions(text: String, expected: Double) throws {
        let number = try #require(try value(text).number)
        #expect(abs(number - expected) < 1e-12)
    }

    @Test("what has different sizes does not go together")
    func sizes() throws {
        #expect(throws: Mismatch(a: [2, 2], b: [2])) { try value("W1 + b1") }
        #expect(throws: Mismatch(a: [2, 2], b: [2])) { try value("max(W1, b1)") }
    }

    @Test(
        "of numbers alone the bits are those of the plain value",
        arguments: ["sum(x, 2, x)", "mean(x, x^2)", "norm(x)", "norm(x, 2)", "max(x, 1)"])
    func numbers(text: String) throws {
        let expression = try Expression.parse(text), slope = try Expression.parse("(\(text))'").compiled()
        for x in [-1.7, 0.3, 2.5] {
            let plain = expression.evaluate { _ in x }
            #expect(try expression.compiled()(x) == plain)
            #expect(expression.evaluate(elementByElement: { _ in Tensor(number: x) }, mismatch: { _, _ in fatalError() }).number == plain)
            let h = 0x1p-20, measured = try (expression.compiled()(x + h) - expression.compiled()(x - h)) / (2 * h)
            #expect(abs(slope(x) - measured) < 1e-5)
        }
    }

    @Test(
        "digits below the line are digits",
        arguments: [("h₁.net", "h1.net"), ("net_h₁₂", "net_h12"), ("h₁->o₂", "h1->o2"), ("grad(w₅)", "grad(w5)")])
    func below(text: String, name: String) throws {
        #expect(try Expression.parse(text).freeNames == [name])
    }
}
