import Testing

@testable import Formula

struct SimplificationTests {
    @Test(
        "Simplifying",
        arguments: [
            ("x + 0", "x"), ("0*x + y", "y"), ("1*x/1", "x"), ("--x", "x"), ("x*x", "x^2"), ("x^2*x", "x^3"), ("x + x", "2 * x"),
            ("x*y - y*x", "0"), ("2*x*3", "6 * x"),
            ("x - -y", "x + y"), ("-(a - b)", "b - a"), ("-x*y", "-x * y"), ("-(x*y)", "-x * y"), ("a - (b - c)", "a - b + c"),
            ("(x^2)^3", "x^6"), ("(-x)^2", "x^2"),
            ("(-x)^3", "-x^3"), ("4*x/2", "2 * x"), ("x/4*2", "x / 2"), ("x/y/z", "x / (y * z)"), ("x*(1/y)", "x / y"), ("x/x", "1"),
            ("0.1*3", "0.1 * 3"), ("1/3", "1 / 3"), ("2^10", "1024"),
            ("0.5*4", "2"), ("x^1 + y^0", "x + 1"), ("-1 + x", "x - 1"), ("if(1 < 2, a, b)", "a"), ("if(c, a, a)", "a"), ("not 0", "1"),
            ("1 < 2 and x", "1 and x"), ("x*0.1*x", "0.1 * x^2"),
            ("sin(x + 0)", "sin(x)"), ("2*(a+b)", "2 * (a + b)"), ("x/2 + x/2", "x"), ("(2*x)^3", "8 * x^3"), ("sqrt(x)*sqrt(x)", "x"),
            ("1/sqrt(x)^4", "1 / x^2"), ("(x/y)^2", "(x / y)^2"), ("x^40*x^40", "x^40 * x^40"),
        ])
    func simplified(text: String, simple: String) throws {
        #expect(try Expression.parse(text).simplified().description == simple)
    }

    @Test("A simplified expression has the same value") func sameValue() throws {
        var generator = SeededGenerator(state: 4)
        for round in 0..<2000 {
            let expression = Expression.randomSmooth(depth: 1 + round % 5, using: &generator)
            let (before, after) = (try expression.compiled(), try expression.simplified().compiled())
            for x in [-1.3, 0.2, 0.9] where before(x).magnitude < 1e6 {
                #expect(abs(before(x) - after(x)) <= 1e-9 * (1 + abs(before(x))), "\(expression) -> \(expression.simplified()) at \(x)")
            }
        }
    }

    @Test("Simplifying once is enough, and what comes out can be read back") func stable() throws {
        var generator = SeededGenerator(state: 5)
        for round in 0..<3000 {
            let simple = Expression.random(depth: round % 5, using: &generator).simplified()
            #expect(simple.simplified() == simple, "\(simple) -> \(simple.simplified())")
            #expect(try Expression.parse(simple.description) == simple, "\(simple)")
        }
    }
}
