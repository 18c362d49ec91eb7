// Matrices in expressions, and the names of the course beside those that are typed.
import Testing

@testable import Language
@testable import Workspaces

@Suite("Names and numbers at hand")
struct WholeTensorTests {
    @Test(
        "a matrix in an expression is laid out like show weights",
        arguments: [
            ("print W1*2", "W1*2 = [ 0.3  0.4 ]\n       [ 0.5  0.6 ]"), ("print -b1", "-b1 = [ -0.35  -0.35 ]"),
            ("W1", "W1 = [ 0.15  0.2 ]\n     [ 0.25  0.3 ]"),
            ("mean(W1)", "mean(W1) = 0.225"), ("print norm(b1)^2", "norm(b1)^2 = 0.245"),
            ("show weights W2", "W2 = [ 0.4  0.45 ]\n     [ 0.5  0.55 ]"),
        ])
    func printed(line: String, text: String) {
        var talk = Talk.example
        #expect(talk.run(line) == text)
    }

    @Test("softmax of a matrix is that of each row, as the layer gives it")
    func softmaxOfRows() {
        var talk = Talk("net 2-2-3 tanh output=softmax", "input [[1,2],[3,4]]", "forward")
        #expect(talk.json("print softmax(z2)")[0].split(separator: "[[").last == talk.json("print a2*1")[0].split(separator: "[[").last)
        #expect(talk.value("sum(log-softmax(z2)) - sum(ln(a2))")?.magnitude ?? 1 < 1e-12)
    }

    @Test("gradients are those of the whole pass, as show gradients has them; programs get nested lists")
    func gradients() throws {
        var talk = Talk.example
        let all = talk.run("show gradients"), one = talk.run("show gradients W1")
        for line in one.split(separator: "\n") { #expect(all.contains(line.drop { $0 != "[" })) }
        #expect(talk.json("print grad(W2)*1")[0].contains("\"grad(W2)*1\":[[0.08216704"))
        #expect(talk.value("max(abs(grad(W2)))") == talk.value("max(abs(grad(w5)), abs(grad(w6)), abs(grad(w7)), abs(grad(w8)))"))
        #expect(talk.value("sum(a1)") == talk.value("h1.out + h2.out") && talk.value("max(z2)") == talk.value("o2.net"))
        #expect(talk.run("print norm(grad(W1))").hasSuffix("(not stepped yet: step 25 of this pass will compute it)"))
    }

    @Test("conditions may make one number of many")
    func conditions() {
        var talk = Talk.example
        talk.run("break if max(abs(grad(W2))) > 0")
        #expect(talk.run("continue").contains("step 17 of 39"))
        #expect(talk.run("train 1000 until=norm(W2)>2").contains("norm(W2)>2"))
    }

    @Test(
        "what is no number where one is needed is refused at its place",
        arguments: [
            ("break if W1 > 0", "this is 2 x 2 numbers, and one is needed here"),
            ("train 5 until=W1>0", "this is 2 x 2 numbers, and one is needed here"),
            ("print W1 + b1", "2 x 2 numbers and 2 do not go together"), ("print mean(W9)", "there is no quantity 'W9' in this network"),
        ])
    func refused(line: String, message: String) {
        var talk = Talk.example
        let error = talk.error(line)
        #expect(error?.message == message && error?.hint != nil && error?.column != nil)
    }

    @Test(
        "the course's names mean what the typed ones do",
        arguments: [
            ("net_h1", "h1.net"), ("out_o1", "o1.out"), ("b_h1", "h1.bias"), ("delta_h2", "h2.delta"), ("E_o1", "E.o1"),
            ("target_o2", "o2.target"),
            ("grad(b_o1)", "grad(o1.bias)"), ("net_h₁", "h1.net"), ("h₁->o₂", "h1->o2"),
        ])
    func courseNames(course: String, typed: String) {
        var talk = Talk.example
        #expect(talk.value(course) == talk.value(typed) && talk.value(typed) != nil)
        #expect(talk.error("explain \(course)") == nil)
    }

    @Test("walks stop at the course's names", arguments: ["net_h1", "net_h₁", "out_o1"])
    func stops(name: String) {
        var talk = Talk.example
        #expect(talk.error("break \(name)") == nil && talk.error("watch b_h1") == nil)
    }
}
