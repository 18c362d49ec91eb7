import Testing

@testable import Formula

struct ErrorTests {
    @Test(
        "A wrong expression is refused at the right column",
        arguments: [
            ("", "there is no expression", 1), ("   ", "there is no expression", 4), ("1 +", "a value is missing after '+'", 4),
            ("(1 + 2", "this '(' is never closed", 1), ("2 * max(1, (2)", "this '(' is never closed", 8),
            ("1 + 2)", "this ')' closes nothing", 6),
            ("1 $ 2", "unexpected character '$'", 3), ("x \u{1B}[2J", "unexpected character U+1B", 3),
            ("a ** b", "a value is missing between '*' and '*'", 4),
            ("* 2", "unexpected '*'", 1), ("()", "unexpected ')'", 2), ("(1, 2)", "unexpected ','", 3),
            ("sigmod(x)", "unknown function 'sigmod'", 1),
            ("1 + sigmoid(x, 2)", "sigmoid takes 1 argument, not 2", 5), ("exp()", "exp takes 1 argument, not 0", 1),
            ("min()", "min takes at least 1 argument, not 0", 1),
            ("leaky-relu(1, 2, 3)", "leaky-relu takes 1 or 2 arguments, not 3", 1), ("if(1, 2)", "if takes 3 arguments, not 2", 1),
            ("sigmoid + 1", "sigmoid needs something to work on", 1), ("2x", "an operator is missing before 'x'", 2),
            ("2(x)", "an operator is missing before '('", 2),
            ("x y", "an operator is missing before 'y'", 3), ("x(2)", "an operator is missing after 'x'", 2),
            ("(x)(x)", "an operator is missing before '('", 4),
            ("1 < x < 2", "comparisons cannot be chained", 7), ("1 + not x", "'not' needs parentheses here", 5),
            ("x'", "a prime follows a function or parentheses", 2),
            ("(w5^2)'", "the prime is the derivative by x, which is not in these parentheses", 7), ("'x", "unexpected prime", 1),
            ("grad(w1 + w2)", "grad takes the name of one quantity", 9), ("grad(w1", "this '(' is never closed", 5),
            ("grad(grad(w1))", "grad takes the name of one quantity", 10),
            ("h1->", "a unit's name must follow '->'", 5), ("x->5", "a unit's name must follow '->'", 4), ("-> x", "unexpected '->'", 1),
            ("W1[2,", "an index is one or more whole numbers in brackets", 3),
            ("W1[a]", "an index is one or more whole numbers in brackets", 3),
            ("W1[]", "an index is one or more whole numbers in brackets", 3), ("1..2", "a number has one decimal point", 3),
            ("if x", "'(' is missing after if", 4), ("1e999", "the number '1e999' is too large", 1),
            ("x''", "a prime follows a function or parentheses", 2), ("sigmoid' + 1", "'(' is missing after sigmoid", 10),
            ("max'(x, 1)", "max' could be the derivative by any of the arguments", 1),
            ("sigmoid'''''''''''''''''''''(x)", "more than 20 primes in a row", 28),
        ])
    func refused(text: String, message: String, column: Int) {
        let error = refusal(text)
        #expect(error?.message == message)
        #expect(error?.column == column)
    }

    @Test(
        "The hint says what would be right",
        arguments: [
            ("sigmod(x)", "did you mean 'sigmoid'?"), ("tnah(x)", "did you mean 'tanh'?"), ("2x", "write 2*x"), ("2(x+1)", "write 2*(...)"),
            ("(x)(x)", "write (...)*(...)"), ("x(x+1)", "write x*(...)"), ("w(3)", "for a product write w*(...)"),
            ("sigmoid", "write sigmoid(x)"),
            ("x ** 2", "a power is written x^2"), ("a && b", "write and"), ("1 < x < 2", "write a < b and b < c"),
            ("grid(w5)", "did you mean 'grad'?"), ("tnah'", "did you mean 'tanh'?"),
            ("grad w5", "for example grad(w5)"), ("|x|", "write or; |x| is abs(x)"), ("x²", "write ^2"),
        ])
    func hints(text: String, hint: String) {
        #expect(refusal(text)?.hint == hint)
    }

    @Test(
        "Deep nesting and great length are refused, not run into",
        arguments: [
            "(", "-", "+", "not ", "max(", "2^", "1+", "x*", "sin(", "((x)'+", "x->", "a.", "a[1]", "a-b-", "'", "1", "x", " ",
            "sigmoid''''", "leaky-relu-",
        ])
    func huge(piece: String) {
        let text = String(repeating: piece, count: 200_000 / piece.count)
        _ = refusal(text)
        _ = try? Expression.curve(text)
        _ = try? Definition.parse("f(x) = " + text)
        _ = try? Definition.parse(text)
    }

    @Test("Nesting is allowed up to 200 levels") func nesting() {
        func nested(_ levels: Int) -> String { String(repeating: "(", count: levels) + "x" + String(repeating: ")", count: levels) }
        #expect(refusal(nested(199)) == nil)
        #expect(refusal(nested(200)) == FormulaError("this is nested more than 200 levels deep", column: 201))
    }

    @Test("A sum of 500 terms is allowed, one of 501 is too long") func length() {
        #expect(refusal("x" + String(repeating: "+x", count: 499)) == nil)
        #expect(
            refusal("x" + String(repeating: "+x", count: 500))
                == FormulaError("this expression is too long: it has more than 1000 parts", column: 1001))
    }

    @Test("A derivative that grows without end is refused") func growth() {
        let deep = (1...2_000).reduce(Expression.x) { .binary(.add, $0, .number(Double($1))) }
        let error = FormulaError("this derivative is too long to be written down", column: 7)
        #expect(throws: error) { try deep.requireShortness(column: 7) }
        #expect(refusal("(" + String(repeating: "x*", count: 40) + "x)'") == nil)
    }

    @Test("A curve must not need any other name than x") func otherNames() throws {
        #expect(throws: FormulaError("unknown name 'w5'", column: 5, hint: "this is a function of x alone")) {
            try Expression.curve("x + w5").compiled(parameter: "x")
        }
        #expect(throws: FormulaError("unknown name 'E'", column: 1, hint: "this is a function of x alone")) {
            try Expression.curve("E^x").compiled()
        }
        #expect(throws: FormulaError("unknown function 'sigmod'", column: 1, hint: "did you mean 'sigmoid'?")) {
            try Expression.curve("sigmod")
        }
    }

    @Test("The nearest known word is proposed, and none if none is near")
    func didYouMean() {
        #expect(closest(to: "stpe", among: ["stop", "step", "set"]) == "step")
        #expect(closest(to: "SIGMOD", among: ["sin", "sigmoid"]) == "sigmoid")
        #expect(closest(to: "banana", among: ["sigmoid", "tanh"]) == nil)
        #expect(closest(to: "f", among: ["if"]) == nil)
        #expect(closest(to: "x", among: []) == nil)
    }

    @Test("No text whatever stops the program") func fuzz() {
        var generator = SeededGenerator(state: 7)
        let pieces = [
            "x", "1", "2.5e3", "(", ")", "+", "-", "*", "/", "^", "'", "''", "->", "<", "=", "and ", "or ", "not ", "sigmoid", "tanh(",
            "grad(", "max(", ",", "[", "]", "W1[2,1]", ".", "h1.net", " ", "leaky-relu", "if(", "pi", "e", "\u{2265}", "\u{301}", "🙂", "\0",
        ]
        for round in 0..<20_000 {
            let length = Int.random(in: 0..<24, using: &generator)
            let text =
                round.isMultiple(of: 2)
                ? (0..<length).map { _ in pieces.randomElement(using: &generator)! }.joined()
                : String(decoding: (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }, as: UTF8.self)
            if let error = refusal(text) {
                #expect((1...text.count + 1).contains(error.column), "\(text): \(error)")
            }
            if let curve = try? Expression.curve(text), let f = try? curve.compiled() { _ = f(0.5) }
            _ = try? Definition.parse(text)
        }
    }
}
