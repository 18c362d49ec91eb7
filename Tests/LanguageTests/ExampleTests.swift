// The 2-2-2 example: what every course of neural networks computes by hand.
import Testing

@testable import Language

@Suite("The 2-2-2 example")
struct ExampleTests {
    @Test("the chain rule for w5, factor by factor")
    func chainRule() {
        var talk = Talk.example
        #expect(talk.run("explain grad(w5)").contains("= 0.741365070 * 0.186815602 * 0.593269992 = 0.082167041"))
    }

    @Test(
        "quantities have the values of the course, to nine digits, before and after they are stepped",
        arguments: [
            ("h1.net", "0.3775"), ("h2.net", "0.3925"), ("h1.out", "0.593269992"), ("h2.out", "0.596884378"), ("o1.net", "1.10590597"),
            ("o1.out", "0.75136507"), ("o2.out", "0.772928465"), ("E.o1", "0.274811083"), ("E.o2", "0.0235600256"), ("E", "0.298371109"),
            ("grad(w5)", "0.0821670406"),
        ])
    func values(name: String, numeral: String) {
        var talk = Talk.example
        #expect(talk.run("print \(name)").hasPrefix("\(name) = \(numeral)\n(not stepped yet"))
        talk.run("goto \(name)")
        #expect(talk.run("print \(name)") == "\(name) = \(numeral)")
    }

    /// Steps of a pass, and the loss after 1, 10, 100 and 1000 updates: both depend on whether biases learn.
    @Test(
        "the number of steps, and how the loss falls",
        arguments: [
            ("bias each", 39, [0.28047144679143016, 0.12552703804413207, 0.006083131061206281, 0.0002707045878957418]),
            ("bias shared", 35, [0.2857508866992965, 0.17523801077512838, 0.009997164794094121, 0.0003460750103483236]),
            ("freeze b1 b2", 31, [0.29102777369359933, 0.22091859205390407, 0.020046828249425205, 0.0011143494537337393]),
        ])
    func losses(mode: String, steps: Int, losses: [Double]) {
        var talk = Talk.example
        talk.run(mode)
        #expect(talk.run("step").hasPrefix("step 1 of \(steps) · forward"))
        talk.run("undo")
        for (epochs, expected) in zip([1, 9, 90, 900], losses) {
            talk.run("train \(epochs)")
            let loss = talk.value("loss") ?? .nan
            #expect(abs(loss - expected) <= 1e-12 * expected)
        }
    }
}
