import NeuralEngine
import Testing

@testable import Formula

struct EvaluationTests {
    @Test(
        "Values are exact",
        arguments: [
            ("1 + 2 * 3", 7), ("2^3^2", 512), ("-2^2", -4), ("(-2)^2", 4), ("2^-2", 0.25), ("7 - 2 - 1", 4), ("8 / 4 / 2", 1),
            ("0.1 + 0.2", 0.30000000000000004),
            ("1 < 2", 1), ("2 <= 1", 0), ("1 = 1", 1), ("1 != 1", 0), ("not 0", 1), ("1 and 0 or 1", 1), ("true and not false", 1),
            ("0/0 or 0", 0),
            ("min(3, 1, 2)", 1), ("max(3)", 3), ("max(1, 2)", 2), ("abs(-3)", 3), ("sign(-3)", -1), ("sqrt(2)", 2.0.squareRoot()),
            ("if(2 > 1, 10, 20)", 10),
            ("0^0", 1), ("pi", Double.pi), ("relu(-1)", 0), ("leaky-relu(-1)", -0.01), ("leaky-relu(-1, 0.5)", -0.5),
            ("leaky-relu'(-1, 0.5)", 0.5),
            ("leaky-relu''(-1, 0.5)", 0), ("step(2)", 1), ("identity(5)", 5), ("sigmoid(0)", 0.5), ("sigmoid'(0)", 0.25),
            ("sigmoid''(0)", 0), ("tanh'(0)", 1),
            ("relu''(3)", 0), ("(3)'", 0),
        ])
    func exact(text: String, expected: Double) throws {
        #expect(try value(text) == expected)
        let expression = try Expression.parse(text)
        #expect(expression.evaluate { _ in 0 } == expected)
    }

    @Test(
        "An extreme of something that is not a number is not a number",
        arguments: ["max(0/0, 1)", "max(1, 0/0)", "min(0/0, 1)", "min(1, 0/0, 2)"])
    func notANumber(text: String) throws {
        #expect(try value(text).isNaN)
    }

    @Test("A small whole power is repeated multiplication, to the last bit") func powers() throws {
        for x in [0.1, -1.7, 3.3, 1e-3] {
            #expect(try value("x^3", x: x) == x * x * x)
            #expect(try value("x^-3", x: x) == 1 / (x * x * x))
            #expect(try value("x^5", x: x) == value("x*x*x*x*x", x: x))
        }
        #expect(try value("x^65", x: 1.1) == Elementary.pow(1.1, 65))
        #expect(try value("x^0.5", x: 2) == Elementary.pow(2, 0.5))
    }

    @Test("Every activation has the engine's bits", arguments: Activation.builtIn.map(\.name))
    func activations(name: String) throws {
        let activation = try #require(Activation.named(name))
        for alias in [name] + activation.aliases {
            let (f, slope) = (try Expression.curve(alias).compiled(), try Expression.curve(alias + "'").compiled())
            for x in [-800, -2.5, -1e-9, 0, 0.3, 7, 1e300] {
                #expect(f(x) == activation.value(x))
                #expect(slope(x) == activation.derivative(x))
            }
        }
    }

    @Test("leaky-relu with a slope is the engine's leaky relu") func leakyRelu() throws {
        let activation = Activation.leakyRelu(slope: 0.3)
        let (f, slope) = (try Expression.curve("leaky-relu(0.3)").compiled(), try Expression.curve("leaky-relu(0.3)'").compiled())
        for x in [-2.5, -0.1, 0, 0.1, 3] {
            #expect(f(x) == activation.value(x))
            #expect(slope(x) == activation.derivative(x))
        }
    }

    @Test("A compiled expression has the bits of the evaluated one") func compiled() throws {
        var generator = SeededGenerator(state: 2)
        for round in 0..<1000 {
            let expression = Expression.random(depth: round % 5, using: &generator)
            let inX = Expression.someNames.reduce(expression) { $0.replacing($1, with: .x) }
            let f = try inX.compiled()
            for x in [-1.5, 0, 0.3, 40] {
                #expect(f(x).bitPattern == expression.evaluate { _ in x }.bitPattern || f(x).isNaN, "\(expression)")
            }
        }
    }

    @Test("e is Euler's number, e^x the exponential function to the last bit, and E a quantity") func euler() throws {
        #expect(try value("e") == Elementary.exp(1))
        #expect(try value("ln(e)") == 1)
        for x in [-3, 0.7, 2, 700] { #expect(try value("e^x - exp(x)", x: x) == 0) }
        #expect(try value("1/(1 + e^-x) - sigmoid(x)", x: 0.5).magnitude <= 0x1p-53)
        #expect(try Expression.parse("(e^(2*x))'").description == "2 * exp(2 * x)")
        #expect(try Expression.parse("E + e").freeNames == ["E"])
        #expect(try Definition.parse("f(e) = e^2").body.description == "e^2")
    }

    @Test("isnan and isinf tell what a number is, and are conditions") func isNotANumber() throws {
        #expect(try value("isnan(0/0)") == 1)
        #expect(try value("isnan(1/0)") == 0)
        #expect(try value("isinf(-1/0)") == 1)
        #expect(try Expression.parse("isnan(w5) or isinf(w5)").numberInPlaceOfCondition == nil)
    }

    struct Unknown: Error {}

    @Test("What the resolver throws comes out; what need not be known is not asked for") func resolver() throws {
        let resolve = { (name: String) throws(Unknown) -> Double in if name == "a" { 1 } else { throw Unknown() } }
        #expect(throws: Unknown.self) { try Expression.parse("a + b").evaluate(resolve) }
        #expect(try Expression.parse("a or b").evaluate(resolve) == 1)
        #expect(try Expression.parse("a = 0 and b").evaluate(resolve) == 0)
        #expect(try Expression.parse("if(a, 5, b)").evaluate(resolve) == 5)
    }
}
