// Parameters that are set to what is computed, targets that a change of layers takes away, errors after an update.
import Language
import Testing

@Suite("What a command makes of the numbers that are there")
struct SettingTests {
    @Test(
        "a parameter is set to what print can compute, and its value is told",
        arguments: [
            ("set b1 ln(0.3/0.7)", "b1[2]", "ln(0.3/0.7)"), ("set w1 w5*2", "w1", "0.8"), ("set w1 w5", "w1", "0.4"),
            ("set w1 1 + w5", "w1", "1.4"), ("set W1 W1*0", "w4", "0"), ("set b2 mean(W2)", "b2[1]", "mean(W2)"),
        ])
    func computed(line: String, name: String, value: String) {
        var talk = Talk.example
        #expect(talk.error(line) == nil)
        #expect(talk.value(name) == talk.value(value))
        var plain = Talk.example
        #expect(plain.run("set b1 ln(0.3/0.7)") == "b1 = [ -0.84729786  -0.84729786 ]")
    }

    @Test(
        "what is no finite number changes nothing",
        arguments: [
            ("set w1 1/0", "1/0 is inf, and a parameter is a finite number"), ("set w1 abc", "'abc' is not a number"),
            ("set w1 W1*2", "w1 is one number, this is 2 x 2"), ("set w1 0,5", "'0,5' is not a number"),
            ("set w1 nan", "a number must be finite, not nan"), ("set w1 w99 * 2", "there is no quantity 'w99' in this network"),
        ])
    func refused(line: String, message: String) {
        var talk = Talk.example
        let before = talk.bits
        let error = talk.error(line)
        #expect(error?.message == message && error?.column == 8 && talk.bits == before)
    }

    @Test("rows that a change of layers has no room for are gone, and that is said")
    func targets() {
        var talk = Talk("net 2-2-1 sigmoid", "input 1 0", "target 1")
        #expect(
            talk.run("layer remove 2").hasSuffix(
                "(the target of 1 number is gone, for there are 2 outputs now; give one anew:\n  target 0.05 0.10)"))
        #expect(!talk.run("layer dense 1 tanh").contains("gone"))
        talk = Talk("net 2-2-1 sigmoid", "input 1 0", "target 1")
        #expect(!talk.run("layer activation tanh").contains("gone") && !talk.run("net 3-1").contains("gone"))
    }

    @Test("an error is what it was when the deltas came back, whatever the update has made of the weights")
    func errors() {
        var talk = Talk.example
        talk.run("step layer; step layer; goto grad(w5)")
        let before = talk.value("h1.error")
        let told = talk.run("explain h1.error")
        talk.run("finish")
        #expect(talk.value("w5") != 0.4)
        #expect(talk.value("h1.error") == before && talk.run("explain h1.error") == told)
    }

    @Test("a center is explained by the rule that moves it, not by the optimizer")
    func centers() {
        var talk = Talk("net 4-3-3 softmax", "loss cross-entropy center=0.1", "optimizer adam", "data iris")
        let text = talk.run("explain center[1,1]").replacing("\n  ", with: " ")
        #expect(text.contains("no optimizer moves it") && !text.contains("running means"))
        #expect(talk.run("step pass; explain w1").contains("running means"))
    }

    @Test("classes that a network has more outputs for are counted as they are")
    func classes() {
        var talk = Talk("net 64-8-64")
        #expect(talk.run("data digits").contains("10 classes: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9"))
        #expect(talk.run("target input") == "target: the inputs")
    }

    @Test("of a network with one input the boundary is the curve of its answers, with the targets as dots")
    func curve() {
        var talk = Talk("net 1-3-1 tanh output=identity")
        #expect(talk.run("plot boundary").contains("o1") && !talk.run("plot boundary").contains("target"))
        talk.run("data sine n=20")
        #expect(talk.run("plot boundary").contains("target"))
        talk.run("net 1-2-3 tanh")
        #expect(talk.run("plot boundary").contains("o3"))
    }

    @Test("the boundary of a network without targets says what its shades mean")
    func scale() {
        var talk = Talk("net 2-1 step", "set W1 [[1,1]]", "set b1 -1", "input 0.9 0.8")
        #expect(talk.run("plot boundary").hasSuffix("o1 from 0 to 1  ● input"))
    }
}
