// Where numbers end, as a learner is told it.
import Testing

@testable import Language

@Suite("Where numbers end")
struct EndingTests {
    private static func told(_ text: String) -> String { text.split { $0.isWhitespace }.joined(separator: " ") }

    @Test(
        "a step, forward, backward and a training name the operation inside a formula that ended, and what is built in instead",
        arguments: ["step 2", "forward", "backward", "update", "train 3"])
    func insideFormula(command: String) {
        var talk = Talk("define s(x) = exp(x)/(1+exp(x))", "net 1-1 s", "set w1 1", "input 800", "target 1")
        let cause = "exp(800) = inf, inf / inf = nan; sigmoid(x), built in, is the same and does not overflow"
        #expect(Self.told(talk.run(command)).contains(cause))
    }

    @Test(
        "print looks into functions, and names what computes the same without overflow",
        arguments: [
            ("s(800)", "sigmoid(800)"), ("2*s(800)", "sigmoid(800)"), ("p(800)", "softplus(800)"), ("t(-800)", "tanh(-800)"),
            ("q(800)", "sigmoid(2 * 800)"), ("exp(900)/(exp(900)+exp(890))", "sigmoid(900 - 890)"),
            ("exp(900)/(exp(900)+exp(890)+exp(1))", "softmax of a layer"),
        ])
    func printed(expression: String, instead: String) {
        var talk = Talk(
            "define s(x) = exp(x)/(1+exp(x)); define p(x) = ln(1+exp(x)); define t(x) = (exp(x)-exp(-x))/(exp(x)+exp(-x))",
            "define q(x) = exp(x)^2/(1+exp(x)^2)")
        let answer = Self.told(talk.run("print \(expression)"))
        #expect(answer.contains("= inf") && answer.contains("; \(instead), built in"), "\(answer)")
    }

    @Test("the logarithm of 0 is told as one, and is not larger than any number")
    func logarithm() {
        var talk = Talk("define l(x) = ln(x)", "net 1-1 l", "set w1 0", "input 1", "target 1")
        for command in ["step 2", "forward", "train 3"] {
            let answer = Self.told(talk.run(command))
            #expect(answer.contains("ln(0) = -inf") && !answer.contains("larger"), "\(answer)")
        }
    }

    @Test("a slope whose large numbers cancel is the number that is left")
    func slope() {
        var talk = Talk("define q(x) = exp(x)^2/(1+exp(x)^2)", "define t(x) = (exp(x)-exp(-x))/(exp(x)+exp(-x))")
        #expect(talk.value("q'(800)") == 0 && talk.value("q'(-800)") == 0 && talk.value("t'(800)") == 0)
        #expect(talk.value("q'(0)") == 0.5)
    }

    @Test("a weight that an update has made no number was not given so")
    func broughtAlong() {
        var talk = Talk("define s(x) = exp(x)/(1+exp(x))", "net 1-1 s", "set w1 1", "input 800", "target 1", "step pass")
        let answer = Self.told(talk.run("train 3"))
        #expect(answer.contains("the first was w1 = nan") && answer.contains("it was so before, by an update"))
        #expect(!answer.contains("given so") && !answer.contains("dead"))
    }

    @Test("val.loss that is no number does not end a training, and its cause is named")
    func validation() throws {
        let folder = try DataFolder()
        try folder.write("x,y\n" + (1...9).map { "\($0),\($0)\n" }.joined() + "1e200,1\n", to: "far.csv")
        let answers = (1...8).map { seed in
            var talk = Talk("data load \(folder.path)/far.csv answers=numbers", "net 1-1 identity", "optimizer sgd lr=0.001")
            return Self.told(talk.run("split 60/40/0 seed=\(seed); train 5"))
        }
        // The far sample is in one part or the other.
        let told = answers.filter {
            $0.contains("epoch 5 ·") && $0.contains("val.loss is no finite number; in the validation part the first was")
        }
        #expect(!told.isEmpty && told.allSatisfy { $0.contains("E.o1 = inf: loss, after the epoch, sample") }, "\(answers)")
        #expect(answers.contains { $0.contains("stopped: epoch 1 would make the loss infinite") })
    }

    @Test("pictures of weights and outputs count what is no number, and say so")
    func counted() {
        var talk = Talk("define s(x) = exp(x)/(1+exp(x))", "net 2-3-1 s output=sigmoid", "set W1 [[1,0],[1,1],[0,1]]")
        talk.run("input [[800,0],[1,1],[2,2]]; target [[1],[0],[1]]")
        #expect(Self.told(talk.run("plot activations layer=1")).contains("layer 1: 2 nan of 9 are in no column"))
        talk.run("step pass")
        #expect(Self.told(talk.run("plot weights layer=1 as=histogram")).contains("are in no column"))
        #expect(Self.told(talk.run("plot weights layer=1")).contains("are in no shade"))
    }
}
