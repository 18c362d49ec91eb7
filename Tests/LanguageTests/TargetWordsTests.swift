// target input, target none; formulas as data.
import NeuralEngine
import Testing

@testable import Language
@testable import Sessions

@Suite("Targets in words")
struct TargetWordsTests {
    @Test("`target input` trains towards the inputs, of rows and of data sets, split ones too")
    func inputs() {
        var rows = Talk("net 3-2-3 tanh output=identity; input [[1,0,2],[0,1,1]]; target input; train 5")
        var typed = Talk("net 3-2-3 tanh output=identity; input [[1,0,2],[0,1,1]]; target [[1,0,2],[0,1,1]]; train 5")
        #expect(rows.session.workspace.parameters == typed.session.workspace.parameters)
        #expect(rows.value("o3.target") == 2 && typed.value("o3.target") == 2)
        var data = Talk("data iris; split 60/20/20; net 4-2-4 tanh output=identity; target input; train 2")
        #expect((data.value("val.loss") ?? 0) > 0 && data.error("print accuracy") != nil)
        #expect(data.run("target none") == "target: none")
        #expect(
            data.error("train 1")?.message == "iris has 4 inputs and 3 classes, the network 4 inputs and 4 outputs"
                || data.error("train 1") != nil)
    }

    @Test("other answers end it; a network with more or fewer outputs is told, and what would fit")
    func misfit() {
        var talk = Talk("net 3-2-1; input 1 2 3; target input")
        #expect(talk.error("step 3 pass")?.hint == "a network that gives back what comes in: net 3-1-3; or: target none")
        talk.run("target 1")
        #expect(talk.error("step 1 pass") == nil)
        talk.run("target none; step 5")
        #expect(talk.error("backward")?.message == "there is no target yet")
        var iris = Talk("data iris")
        #expect(iris.error("target none")?.message == "iris has answers of its own")
    }
}

@Suite("Formulas as data")
struct FormulaDataTests {
    @Test("values at points drawn evenly, or the two sides of a border; the same seed, the same points")
    func drawn() throws {
        let talk = Talk("data sin(x)*y n=50 seed=3"), data = try #require(talk.session.workspace.dataset)
        #expect(data.name == "sin(x)*y" && data.inputNames == ["x", "y"] && data.count == 50)
        guard case .values(let answers) = data.answers else { return #expect(Bool(false)) }
        for row in 0..<50 { #expect(answers[row, 0] == Elementary.sin(data.inputs[row, 0]) * data.inputs[row, 1]) }
        #expect(data.inputs.values.allSatisfy { (-2..<2).contains($0) })
        #expect(Talk("data sin(x)*y n=50 seed=3").session.workspace.dataset == data)
        let border = try #require(Talk("data x^2 + y^2 < 1 x=0..1 y=-3..3").session.workspace.dataset)
        let classes = try #require(border.classes)
        for row in 0..<border.count {
            let (x, y) = (border.inputs[row, 0], border.inputs[row, 1])
            #expect((classes[row] == 1) == (x * x + y * y < 1) && (0..<1).contains(x) && (-3..<3).contains(y))
        }
        #expect(Talk("data x").session.workspace.dataset?.inputs.columns == 1)
    }

    @Test("what is no formula, or has no value, is refused where it stands")
    func refused() {
        var talk = Talk()
        #expect(talk.error("data w1*x")?.column == 6)
        #expect(talk.error("data sin(x")?.message == "this '(' is never closed")
        #expect(talk.error("data 1+1")?.message == "this formula has no input")
        #expect(talk.error("data ln(x) n=20")?.message.hasPrefix("the formula is nan at x = -") == true)
        #expect(talk.error("data x*2 y=0..1")?.message == "the formula has no y")
        #expect(talk.error("data xor x=0..1")?.message == "that goes with a formula: data sin(x)*y x=-3..3")
        #expect(talk.error("data x+y target=3") != nil && talk.error("data x+y x=2..1") != nil)
        #expect(talk.error("data xorr")?.hint == "did you mean 'xor'?")
    }
}
