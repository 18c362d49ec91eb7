import Testing

@testable import Formula

struct ParsingTests {
    @Test(
        "An expression prints with no more parentheses than it needs",
        arguments: [
            ("1+2*3", "1 + 2 * 3"), ("(1+2)*3", "(1 + 2) * 3"), ("a-(b-c)", "a - (b - c)"), ("a-b-c", "a - b - c"),
            ("a/(b*c)", "a / (b * c)"),
            ("-x^2", "-x^2"), ("(-x)^2", "(-x)^2"), ("(-2)^2", "(-2)^2"), ("2^3^2", "2^3^2"), ("(2^3)^2", "(2^3)^2"), ("2^-x", "2^-x"),
            ("--x", "--x"), ("+x", "x"), ("a*-b", "a * -b"), ("not a<b", "not a < b"), ("(not a)<b", "(not a) < b"),
            ("a<1 and b>2 or c=3", "a < 1 and b > 2 or c = 3"), ("a and (b or c)", "a and (b or c)"), ("a == b", "a = b"),
            ("a<>b", "a != b"),
            ("a \u{2265} b", "a >= b"), ("2·x × y \u{2212} 1", "2 * x * y - 1"), ("1e-6", "1e-06"), (".5", "0.5"), ("5.", "5"),
            ("1E3", "1000"),
            ("NOT a AND b", "not a and b"), ("log(x)", "ln(x)"), ("SIGMOID(x)", "sigmoid(x)"), ("swoosh", "swoosh"), ("true", "1"),
            ("Pi", "pi"),
            ("max( 1 ,x,2)", "max(1, x, 2)"), ("if(x>0,1,2)", "if(x > 0, 1, 2)"), ("leaky_relu(x)", "leaky-relu(x)"),
            ("leaky-relu'(x)", "leaky-relu'(x)"),
            ("leaky-relu(x, 0.3)", "leaky-relu(x, 0.3)"), ("leaky - relu(x)", "leaky - relu(x)"), ("X + 1", "x + 1"),
            ("sigmoid''(x)", "sigmoid''(x)"), ("(x*sigmoid(x))'", "sigmoid(x) + x * sigmoid'(x)"), ("(x^3)''", "6 * x"),
            ("sin(x)'", "cos(x)"),
        ])
    func prints(text: String, printed: String) throws {
        let expression = try Expression.parse(text)
        #expect(expression.description == printed)
        #expect(try Expression.parse(printed) == expression)
    }

    @Test(
        "The name of a quantity is one name, without blanks",
        arguments: [
            ("h1.net", "h1.net"), ("h2[3].out", "h2[3].out"), ("in[ 1 ]", "in[1]"), ("conv1[2, 1, 3].net", "conv1[2,1,3].net"),
            ("W1[2,1]", "W1[2,1]"),
            ("E.o1", "E.o1"), ("h1->o1", "h1->o1"), ("h1 -> o1", "h1->o1"), ("h1[2]->h2[1]", "h1[2]->h2[1]"), ("grad(w5)", "grad(w5)"),
            ("Grad( h1 -> o1 )", "grad(h1->o1)"), ("grad(h1.bias)", "grad(h1.bias)"), ("grad(W1[2,1])", "grad(W1[2,1])"),
            ("target_o1", "target_o1"),
        ])
    func quantities(text: String, name: String) throws {
        #expect(try Expression.parse(text) == .quantity(name))
    }

    @Test("Names are listed once, in the order of the text, with their columns")
    func names() throws {
        let expression = try Expression.parse("w5 + grad(w5)*h1->o1 - w5^pi")
        #expect(expression.freeNames == ["w5", "grad(w5)", "h1->o1"])
        #expect(expression.quantities.map(\.column) == [1, 6, 15])
    }

    @Test("Case tells W1 from w1") func upperAndLowerCase() throws {
        #expect(try Expression.parse("W1 + w1").freeNames == ["W1", "w1"])
    }

    @Test("Reading what is printed gives the same expression again") func roundTrip() throws {
        var generator = SeededGenerator(state: 1)
        for round in 0..<3000 {
            let expression = Expression.random(depth: round % 5, using: &generator)
            #expect(try Expression.parse(expression.description) == expression, "\(expression)")
        }
    }

    @Test(
        "A curve may be a bare name, with primes, with a parameter",
        arguments: [
            ("sigmoid", "sigmoid(x)"), ("tanh''", "tanh''(x)"), ("ReLU", "relu(x)"), ("x*sigmoid(x)", "x * sigmoid(x)"),
            ("leaky-relu", "leaky-relu(x)"),
            ("leaky-relu(0.5)", "leaky-relu(x, 0.5)"), ("leaky-relu(0.5)'", "leaky-relu'(x, 0.5)"),
            ("leaky-relu'(0.5)", "leaky-relu'(x, 0.5)"),
            ("leaky-relu(-1)", "leaky-relu(x, -1)"), ("leaky-relu(x)", "leaky-relu(x)"), ("leaky-relu(x, 0.3)", "leaky-relu(x, 0.3)"),
            ("leaky-relu(0.5) + x", "leaky-relu(0.5) + x"), ("linear", "identity(x)"), ("sin", "sin(x)"), ("sigmoid(2)", "sigmoid(2)"),
            ("max", "max(x)"),
            ("(x*sigmoid(x))'", "sigmoid(x) + x * sigmoid'(x)"),
        ])
    func curves(text: String, printed: String) throws {
        #expect(try Expression.curve(text).description == printed)
    }
}
