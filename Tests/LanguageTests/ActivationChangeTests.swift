// Another activation in the middle of learning: what stays, what changes, and what is refused.
import NeuralEngine
import Testing

@testable import Language
@testable import Workspaces

@Suite("Another activation")
struct ActivationChangeTests {
    private func trained() -> Talk {
        Talk("net 2-4-1 tanh output=sigmoid", "init glorot-normal seed=3", "data xor", "optimizer adam lr=0.05", "train 20")
    }

    @Test("keeps weights, the optimizer's memory and the epochs, and is undone to the bit")
    func stays() {
        var talk = trained()
        let before = talk.session.workspace, bits = talk.bits
        #expect(talk.run("layer activation 1 relu").hasPrefix("2-4-1: 2 inputs, 4 relu, 1 sigmoid; 17 parameters"))
        let after = talk.session.workspace
        #expect(after.parameters == before.parameters && after.optimizer == before.optimizer && after.epoch == 20)
        #expect(after.training.losses == before.training.losses)
        talk.run("undo")
        #expect(talk.bits == bits)
    }

    @Test("trains on as a network that had it from the beginning would from these weights")
    func onwards() throws {
        var talk = trained()
        talk.run("layer activation 1 relu")
        let here = try #require(talk.session.workspace.parameters)
        talk.run("optimizer sgd lr=0.3; train 7")
        var other = Talk("net 2-4-1 relu output=sigmoid", "data xor", "optimizer sgd lr=0.3")
        for (name, matrix) in [("W1", here.weights[0]), ("W2", here.weights[1])] {
            let rows = (0..<matrix.rows).map { "[" + matrix.row($0).map { "\($0)" }.joined(separator: ",") + "]" }
            other.run("set \(name) [\(rows.joined(separator: ","))]")
        }
        for (name, biases) in [("b1", here.biases[0]), ("b2", here.biases[1])] {
            other.run("set \(name) [\(biases.map { "\($0)" }.joined(separator: ","))]")
        }
        other.run("train 7")
        #expect(talk.session.workspace.parameters == other.session.workspace.parameters)
    }

    @Test("is stepped as well: the pass begins anew with it")
    func stepped() {
        var talk = trained()
        talk.run("step 3; layer activation 1 relu")
        #expect(talk.session.workspace.stepper == nil)
        #expect(talk.run("step 2").contains("out_h1 = relu(net_h1)"))
    }

    @Test("rewind leads back before it, with the activation of then")
    func rewound() {
        var talk = trained()
        let then = talk.session.workspace
        talk.run("layer activation relu; train 10; rewind 20")
        #expect(talk.session.workspace.network?.layers[0].activation.name == "relu")
        talk.run("rewind 19; train 1")
        #expect(talk.session.workspace.network == then.network && talk.session.workspace.parameters == then.parameters)
    }

    @Test("without a number all layers but the last have it; an activation of one's own and one with a number fit too")
    func allHidden() {
        var talk = Talk("define bump(x) = exp(-x^2)", "net 3-5-4-2 tanh output=softmax")
        talk.run("layer activation bump")
        let names = { talk.session.workspace.network?.layers.map(\.activation.name) ?? [] }
        #expect(names() == ["bump", "bump", "softmax"])
        talk.run("layer activation 2 leaky-relu(0.2)")
        #expect(names() == ["bump", "leaky-relu(0.2)", "softmax"])
        talk.run("net 2-1 sigmoid; layer activation tanh")
        #expect(names() == ["tanh"])
    }

    @Test("the last layer as softmax selects cross-entropy, and gives it back")
    func softmax() {
        var talk = Talk("net 2-3-2 tanh output=sigmoid")
        #expect(talk.run("layer activation 2 softmax").contains("the loss is cross-entropy now"))
        #expect(talk.run("layer activation 2 tanh").contains("the loss is squared-error now"))
        #expect(!talk.run("layer activation 2 sigmoid").contains("the loss"))
    }

    @Test("softmax in the middle is one rule: it can be made in every way, and a word says what it does")
    func hiddenSoftmax() {
        for line in ["net 2-3-1 softmax output=sigmoid", "layer input 2; layer dense 3 softmax; layer dense 1 sigmoid"] {
            var talk = Talk()
            #expect(talk.run(line).contains("softmax in the middle, in layer 1"), "\(line)")
            talk.run("input 1 2; target 1")
            #expect(talk.run("check gradients").contains("they agree"))
            #expect(!talk.run("layer activation 1 tanh").contains("in the middle"))
            #expect(talk.run("layer activation 1 softmax").contains("softmax in the middle, in layer 1"))
        }
        var lone = Talk("data xor; net 2-2-1 sigmoid output=softmax")
        #expect(lone.run("forward").contains("softmax over one single output is always 1"))
        var binary = Talk("net 2-3-2 tanh output=softmax")
        #expect(binary.run("loss binary-cross-entropy").contains("`loss cross-entropy` fits softmax"))
        #expect(!binary.run("loss cross-entropy").contains("fits softmax"))
    }

    @Test("what cannot be is refused, with its place, and changes nothing")
    func refused() {
        var talk = Talk(
            "layer input 6x6x1", "layer conv 2 3x3 relu", "layer maxpool 2x2", "layer dense 1 sigmoid", "loss binary-cross-entropy")
        let bits = talk.bits
        for (command, message, column) in [
            ("layer activation 2 tanh", "layer 2 (maxpool 2x2) has no activation", 18),
            ("layer activation 3 tanh", "binary-cross-entropy needs outputs between 0 and 1, and the last layer would be tanh", 20),
            ("layer activation 4 tanh", "the layer is at most 3, not 4", 18),
            ("layer activation 1 tahn", "unknown activation 'tahn'", 20), ("layer activation", "the activation is missing", 17),
            ("layer activation 1", "the activation is missing", 19),
        ] {
            let error = talk.error(command)
            #expect(error?.message == message && error?.column == column, "\(command)")
            #expect(talk.bits == bits)
        }
        #expect(talk.error("layer input 3; layer activation tanh")?.message == "no layer has an activation yet")
    }

    @Test("completion offers the layers that have one, then the activations")
    func completed() {
        let desk = Talk("layer input 6x6x1", "layer conv 2 3x3 relu", "layer maxpool 2x2", "layer dense 3 softmax").session.desk
        let texts = { (line: String) in Completion.candidates(for: line, in: desk).1.map(\.text) }
        #expect(texts("layer act") == ["activation"])
        #expect(texts("layer activation ").prefix(3) == ["1", "3", "identity"])
        #expect(texts("layer activation 3 ta") == ["tanh"] && texts("layer activation tanh ") == [])
    }

    @Test("a function that is defined anew says which layers keep the old one, and what gives it to them")
    func definedAnew() {
        var talk = Talk()
        talk.run("define f(x) = x; net 2-3-1 f; set W1 [[1,1],[1,1],[1,1]]; set W2 [[1,1,1]]; input 1 1")
        let answer = talk.run("define f(x) = tanh(x)").split { $0.isWhitespace }.joined(separator: " ")
        #expect(answer.contains("layers 1, 2 keep the f of before") && answer.contains("`layer activation 1 f; layer activation 2 f`"))
        #expect(talk.run("show network").contains("the f of layers 1, 2 is that of before: x"))
        talk.run("layer activation 1 f; layer activation 2 f; forward")
        #expect(talk.run("print h1.out").hasPrefix("h1.out = 0.964") && talk.run("print o1.out").hasPrefix("o1.out = 0.99"))
        #expect(!talk.run("show network").contains("of before"))
    }
}
