import NeuralEngine
import Testing

@testable import Formula

struct DerivativeTests {
    @Test(
        "A derivative reads as one would write it",
        arguments: [
            ("sin(x)/x^2", "(x * cos(x) - 2 * sin(x)) / x^3"), ("sin(x^2)", "2 * x * cos(x^2)"),
            ("x*tanh(softplus(x))", "tanh(softplus(x)) + x * tanh'(softplus(x)) * sigmoid(x)"), ("x^2", "2 * x"), ("x^3/3", "x^2"),
            ("3*x^2 - x/2 + 7", "6 * x - 1 / 2"),
            ("1/x", "-1 / x^2"), ("x^-2", "-2 / x^3"), ("x^0.5", "0.5 * x^-0.5"), ("x*ln(x)", "ln(x) + 1"), ("ln(x)", "1 / x"),
            ("log10(x)", "1 / (x * ln(10))"),
            ("exp(-x)", "-exp(-x)"), ("exp(-x^2/2)", "-x * exp(-x^2 / 2)"), ("1/(1+exp(-x))", "exp(-x) / (1 + exp(-x))^2"),
            ("sqrt(x)", "1 / (2 * sqrt(x))"),
            ("sin(x)", "cos(x)"), ("cos(2*x)", "-2 * sin(2 * x)"), ("abs(x)", "sign(x)"), ("max(0, x)", "if(0 >= x, 0, 1)"),
            ("min(x, 1)", "if(x < 1, 1, 0)"), ("max(x, 0)", "if(x > 0, 1, 0)"), ("max(x, -x)", "if(x > -x, 1, if(-x > x, -1, 0))"),
            ("max(x, x)", "1"), ("max(x, 1, -x)", "if(x >= max(1, -x), 1, if(1 >= -x, 0, -1))"), ("2^x", "2^x * ln(2)"),
            ("x^x", "x^x * (ln(x) + 1)"),
            ("sigmoid(x)", "sigmoid'(x)"), ("sigmoid'(x)", "sigmoid'(x) * (1 - 2 * sigmoid(x))"), ("tanh'(x)", "-2 * tanh(x) * tanh'(x)"),
            ("softplus(x)", "sigmoid(x)"),
            ("softplus'(x)", "sigmoid'(x)"), ("relu(x)", "relu'(x)"), ("relu'(x)", "0"), ("step(x)", "0"), ("identity(3*x)", "3"),
            ("leaky-relu(x)", "leaky-relu'(x)"),
            ("leaky-relu(x, 0.5)", "leaky-relu'(x, 0.5)"), ("w5*x", "w5"), ("w5", "0"), ("x > 0", "0"),
            ("if(x > 0, x^2, -x)", "if(x > 0, 2 * x, -1)"), ("0.1*x^3", "0.1 * 3 * x^2"),
            ("(2*x+1)^5", "10 * (2 * x + 1)^4"), ("sin'(x)", "-sin(x)"), ("x^w5", "w5 * x^(w5 - 1)"), ("a*(x + b)", "a"),
        ])
    func reads(text: String, derivative: String) throws {
        #expect(try Expression.parse(text).derivative(withRespectTo: "x").description == derivative)
    }

    /// |f'(x) - (f(x + h) - f(x - h)) / 2h| is small compared with the sizes of f, f' and the error of the quotient itself.
    private func agrees(_ f: (Double) -> Double, _ slope: (Double) -> Double, at x: Double) -> Bool {
        let h = 0x1p-14
        let (quotient, wider) = ((f(x + h) - f(x - h)) / (2 * h), (f(x + 2 * h) - f(x - 2 * h)) / (4 * h))
        // Richardson's extrapolation, and its correction as the measure of its error.
        let best = quotient + (quotient - wider) / 3
        let scale = 1 + abs(best) + abs(f(x))
        guard best.isFinite, scale < 1e6 else { return true }
        return abs(slope(x) - best) <= 1e-7 * scale + 0.1 * abs(quotient - wider)
    }

    @Test("Derivatives of random expressions agree with central differences") func random() throws {
        var generator = SeededGenerator(state: 3)
        for round in 0..<1500 {
            let expression = Expression.randomSmooth(depth: 1 + round % 4, using: &generator)
            let (f, slope) = (try expression.compiled(), try expression.derivative(withRespectTo: "x").compiled())
            for x in [-1.3, -0.4, 0.2, 0.9] { #expect(agrees(f, slope, at: x), "\(expression) at \(x)") }
        }
    }

    @Test(
        "So do those of every activation and function, up to the fourth",
        arguments: Activation.builtIn.map { String($0.name.prefix { $0 != "(" }) } + [
            "exp", "ln", "log10", "sqrt", "sin", "cos", "abs", "sign",
        ])
    func functions(name: String) throws {
        for order in 0..<4 {
            let primes = String(repeating: "'", count: order)
            let (f, slope) = (try Expression.curve(name + primes).compiled(), try Expression.curve(name + primes + "'").compiled())
            let symbolic = try Expression.curve(name + primes).derivative(withRespectTo: "x").compiled()
            for x in [0.3, 0.7, 1.9] + (f(-1).isNaN ? [] : [-0.3, -1.1, -2.3]) {
                #expect(agrees(f, slope, at: x), "\(name + primes) at \(x)")
                #expect(agrees(f, symbolic, at: x), "\(name + primes) at \(x)")
            }
        }
    }

    @Test(
        "Derivatives with kinks agree beside the kinks",
        arguments: [
            "max(x, -x, 0.1)", "min(x^2, 1)", "abs(x - 1)*x", "leaky-relu(x, x^2)", "leaky-relu'(x, x^2)", "if(x > 0, x^2, x)",
            "(max(x, 1)*x)'",
        ])
    func kinks(text: String) throws {
        let expression = try Expression.parse(text)
        let (f, slope) = (try expression.compiled(), try expression.derivative(withRespectTo: "x").compiled())
        for x in [-2.3, -0.7, 0.4, 2.2] { #expect(agrees(f, slope, at: x), "\(text) at \(x)") }
    }

    @Test(
        "At a kink the slope is the one nearer to 0, and 0 between a falling and a rising one, however the kink is written",
        arguments: [
            ("max(0, x)", 0, 0), ("max(x, 0)", 0, 0), ("relu(x)", 0, 0), ("(x + abs(x))/2 - x/2", 0, 0), ("abs(x)", 0, 0),
            ("max(x, -x)", 0, 0), ("max(-2*x, x)", 0, 0), ("-min(x, -x)", 0, 0), ("min(0, x)", 0, 0), ("min(x, 0)", 0, 0),
            ("max(x, x/10)", 0, 0.1), ("max(x/10, x)", 0, 0.1), ("leaky-relu(x, 0.1)", 0, 0.1), ("min(max(x, 0), 6)", 6, 0),
            ("min(6, max(0, x))", 6, 0), ("max(sin(x), 0)", 0, 0),
        ])
    func conventions(text: String, x: Double, slope: Double) throws {
        #expect(try value("(\(text))'", x: x) == slope)
    }

    @Test("The derivative of mish is finite wherever it is", arguments: [-1e300, -1e10, -800, 0, 800, 1e10, 1e300])
    func mishTails(x: Double) throws {
        let slope = try Expression.parse("(x*tanh(softplus(x)))'").compiled()
        #expect(x > 100 ? slope(x) == 1 : x < -100 ? slope(x) == 0 : slope(x) == Activation.tanh.value(Elementary.log(2)))
    }

    @Test("Higher derivatives of the activations can be had", arguments: ["sigmoid", "tanh", "softplus", "relu", "sin", "exp"])
    func manyPrimes(name: String) throws {
        for order in 1...5 { _ = try Expression.curve(name + String(repeating: "'", count: order)) }
    }
}
