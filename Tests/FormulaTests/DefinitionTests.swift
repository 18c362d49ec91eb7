import NeuralEngine
import Testing

@testable import Formula

struct DefinitionTests {
    @Test("define mish makes a function with its derivative") func mish() throws {
        var functions = FunctionTable()
        let mish = try functions.define("Mish(x) = x*tanh(softplus(x))")
        #expect(mish.name == "mish")
        #expect(mish.description == "mish(x) = x * tanh(softplus(x))")
        #expect(mish.derivativeDescription == "mish'(x) = tanh(softplus(x)) + x * tanh'(softplus(x)) * sigmoid(x)")
        #expect(functions.names.contains("mish"))
        #expect(try value("MISH(2) - 2*tanh(softplus(2))", functions: functions) == 0)
        #expect(try Expression.parse("(mish(2*x))'", functions: functions).description == "2 * mish'(2 * x)")
        let (slope, body) = (
            try Expression.curve("mish'", functions: functions).compiled(), try Expression.parse("(x*tanh(softplus(x)))'").compiled()
        )
        let second = try Expression.curve("mish''", functions: functions).compiled()
        for x in [-2, 0.3, 5] {
            #expect(slope(x) == body(x))
            #expect(abs(second(x) - (slope(x + 1e-5) - slope(x - 1e-5)) / 2e-5) < 1e-8)
        }
    }

    @Test("A definition is an activation of the engine") func activation() throws {
        let activation = try Definition.parse("cube(t) = t^3").activation()
        #expect(activation.name == "cube")
        #expect(activation.formula == "t^3")
        #expect(activation.derivativeFormula == "3 * t^2")
        #expect(activation.value(2) == 8)
        #expect(activation.derivative(2) == 12)
    }

    @Test("A definition may have dashes, use earlier ones, and keeps them as they were") func others() throws {
        var functions = FunctionTable()
        try functions.define("hard-swish(x) = x*min(max(x+3, 0), 6)/6")
        try functions.define("twice(u) = 2*hard-swish(u)")
        #expect(try value("twice(3)", functions: functions) == 6)
        #expect(try Expression.curve("hard-swish", functions: functions).description == "hard-swish(x)")
        try functions.define("hard_swish(x) = 0")
        #expect(try value("hard-swish(3) + twice(3)", functions: functions) == 6)
        #expect(functions.definitions.map(\.name) == ["twice", "hard_swish"])
    }

    @Test("The prime of a parameter of another name") func otherParameter() throws {
        #expect(try Definition.parse("f(t) = (t*sigmoid(t))'").body.description == "sigmoid(t) + t * sigmoid'(t)")
    }

    @Test(
        "A wrong definition is refused at the right column",
        arguments: [
            ("mish", "'(' is missing after 'mish'", 5), ("mish(x)", "'=' is missing", 8), ("mish(x) = ", "there is no expression", 11),
            ("mish(2) = 2", "a function of one parameter, such as x, can be defined", 6),
            ("mish(x, y) = 2", "')' is missing after 'x'", 7), ("sigmoid(x) = x", "sigmoid is built in", 1),
            ("f(pi) = pi", "pi is built in", 3), ("f(x) = x + w5", "unknown name 'w5'", 12),
            ("f(x) = 1 + f(x)", "f cannot be defined by itself", 12), ("f(x) = sigmod(x)", "unknown function 'sigmod'", 8),
            ("f(x) = x +", "a value is missing after '+'", 11),
            ("3 = x", "the name of the function is missing", 1), ("h1.net(x) = x", "'h1.net' cannot be the name of a function", 1),
        ])
    func refused(text: String, message: String, column: Int) {
        var functions = FunctionTable()
        let error = #expect(throws: FormulaError.self) { try functions.define(text) }
        #expect(error?.message == message)
        #expect(error?.column == column)
        #expect(functions.definitions.isEmpty)
    }

    @Test("functions that call each other twice are calculated as fast as others, however many they are")
    func nested() throws {
        var functions = FunctionTable()
        try functions.define("f0(x) = x*tanh(x)")
        for level in 1...60 { try functions.define("f\(level)(x) = f\(level - 1)(x)*f\(level - 1)(x) + x") }
        for primes in ["", "'"] {
            let last = try Expression.parse("f60\(primes)(x)", functions: functions)
            let half = try Expression.parse("f30\(primes)(x)", functions: functions)
            #expect(Program(last).instructions.count <= 2 * Program(half).instructions.count)
        }
        #expect(try value("f60'(0)", functions: functions) == 1)
    }

    @Test(
        "functions that call themselves inside each other take twice the operations at each level, which are counted no further than allowed"
    )
    func doubling() throws {
        var functions = FunctionTable()
        try functions.define("f0(x) = sin(x)")
        for level in 1...10 { try functions.define("f\(level)(x) = f\(level - 1)(f\(level - 1)(x))") }
        let last = try Expression.parse("f10(x)", functions: functions)
        #expect(Program.canBeWritten(last, most: 1_024))
        #expect(!Program.canBeWritten(last, most: 1_023))
    }

    @Test("a chain of them is refused before charts and slopes of it would take long")
    func tooLong() throws {
        var functions = FunctionTable()
        try functions.define("f0(x) = x*x")
        for level in 1...12 { try functions.define("f\(level)(x) = f\(level - 1)(f\(level - 1)(x))") }
        for text in ["f13(x) = f12(f12(x))", "g(x) = f11(f11(f11(x)))"] {
            let error = #expect(throws: FormulaError.self) { try functions.define(text) }
            #expect(error?.message == "one value of this function would take more than 5000 operations")
        }
    }

    @Test(
        "A slope that is finite is found where its numbers are too large on the way",
        arguments: [
            ("1/(1+exp(-x))", -800, 0), ("1/(1+exp(-x))", 1e6, 0), ("ln(1+exp(x))", 1000, 1), ("ln(1+exp(x))", -1000, 0),
            ("(exp(x)-exp(-x))/(exp(x)+exp(-x))", 1000, 0), ("x/(1+exp(-x))", 5000, 1), ("exp(x)*exp(-x)*x", 800, 1),
            ("(x>0)*x + (x<=0)*(exp(x)-1)", 1000, 1), ("if(x>0, x, exp(x)-1)", 1000, 1), ("sqrt(exp(x))/exp(x/2)", 2000, 0),
            ("exp(x)", 1000, Double.infinity), ("1/x", 0, -Double.infinity),
        ])
    func overflow(body: String, x: Double, slope: Double) throws {
        var functions = FunctionTable()
        let definition = try functions.define("f(x) = \(body)")
        #expect(definition.activation().derivative(x) == slope)
        #expect(try value("f'(x)", x: x, functions: functions) == slope)
        #expect(try Expression.parse("f'(w5)", functions: functions).evaluate { _ in x } == slope)
        #expect(try value("f'(x) + 0", x: x, functions: functions) == slope)
    }
}
