// Rosenblatt's rule, as it is typed.
import NeuralEngine
import Testing

@testable import Language
@testable import Sessions

@Suite("The perceptron's rule")
struct PerceptronTests {
    /// Of each gate the weights, the bias and the mistakes of every epoch from weights 0, by hand: w += (t - a) x, b += t - a.
    @Test(
        "learns and, or and nand in the epochs that the rule takes; weights stay whole numbers",
        arguments: [
            ("and", [[1, 1, 1], [2, 1, 0], [2, 1, -1], [2, 2, -1], [2, 1, -2], [2, 1, -2]]),
            ("or", [[0, 1, 1], [1, 1, 1], [1, 1, 0], [1, 1, 0]]),
        ])
    func gates(name: String, course: [[Double]]) {
        var talk = Talk("net 2-1 step; init zeros; data \(name); optimizer perceptron lr=1")
        for numbers in course {
            talk.run("train 1")
            #expect([talk.value("w1"), talk.value("w2"), talk.value("b1[1]")] == numbers.map(Optional.some))
        }
        #expect(talk.value("accuracy") == 1 && talk.value("loss") == 0)
    }

    @Test("never comes to an end with xor")
    func xor() {
        var talk = Talk("net 2-1 step; init zeros; data xor; optimizer perceptron; train 60")
        #expect((talk.value("accuracy") ?? 1) < 1)
    }

    @Test("stepped it says a - t, and the update is w + lr (t - a) x; what is stepped is what trains")
    func stepped() {
        var talk = Talk("net 2-1 step; set W1 [[2,2]]; set b1 -1; data xor; optimizer perceptron lr=0.5; step 3 pass")
        #expect(talk.run("step 20").contains("out_o1 - target_o1"))
        var whole = Talk("net 2-1 step; set W1 [[2,2]]; set b1 -1; data xor; optimizer perceptron lr=0.5; train 1")
        #expect(talk.session.workspace.parameters == whole.session.workspace.parameters)
        #expect(whole.run("check gradients").contains("they agree"))
    }

    @Test("is refused where it has no meaning, with a network that it is for")
    func refused() {
        var talk = Talk("net 2-3-1 sigmoid")
        let error = talk.error("optimizer perceptron")
        #expect(error?.message == "the perceptron's rule is for one layer of step units" && error?.hint == "write: net 2-1 step")
        #expect(talk.error("optimizer perceptron momentum=0.9")?.hint == "it has lr=")
        #expect(talk.error("loss perceptron")?.hint == "define the network with output=step")
        talk.run("net 2-1 step")
        #expect(talk.error("optimizer perceptron lr=0.2") == nil)
        // The loss stays as long as the units do.
        #expect(talk.error("layer activation sigmoid")?.hint != nil)
        talk.run("net 2-1 sigmoid")
        #expect(talk.session.workspace.network?.loss == .squaredError)
    }
}
