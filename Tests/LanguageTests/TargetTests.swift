// Targets against loss and outputs, and what keeps a training from learning.
import Testing

@testable import Language

@Suite("Targets and obstacles")
struct TargetTests {
    @Test(
        "a target for which the loss has no meaning is refused when it is worked with, and remarked on when it is given",
        arguments: [
            ("net 1-1 sigmoid; loss binary-cross-entropy; input 1", "target -1", "target -1 lies beyond 0..1"),
            ("net 1-1 sigmoid; loss binary-cross-entropy; input 1", "target 2", "target 2 lies beyond 0..1"),
            ("net 2-2 output=softmax; input 1 1", "target -1 1", "target -1 is below 0"),
            ("net 2-2 output=softmax; input 1 1", "target 1 1", "the targets add up to 2"),
        ])
    func undefined(scene: String, target: String, message: String) throws {
        var talk = Talk(scene)
        #expect(talk.run(target).contains(message))
        for line in ["train 5", "forward", "train 5 until=loss<0.1"] {
            #expect(talk.error(line)?.message.hasPrefix(message) == true, "\(line)")
        }
        #expect(talk.session.workspace.epoch == 0)
        var soft = Talk("net 2-2 output=softmax", "input 1 1", "target 0.25 0.75")
        #expect(soft.error("train 5") == nil)
    }

    @Test(
        "what keeps a training from learning is named, and no unit is called dead for it",
        arguments: [
            ("net 1-4-1 tanh; input 1; target 3", "target 3 is out of reach: outputs of tanh lie between -1 and 1"),
            ("net 1-4-1 relu; input 1; target -3", "target -3 is out of reach: outputs of relu are not below 0"),
            ("net 1-1 identity; loss hinge; input 1; target 0", "target 0 is on neither side: hinge takes -1 and 1"),
            ("net 1-3-1 tanh output=tanh; loss hinge; input 1; target 3", "target 3 is neither -1 nor 1, the two sides that hinge takes"),
            ("net 2-3 identity; loss hinge; input 1 2; target 1 0 0", "targets of -1 and 1, as in target 1 -1 -1"),
            ("net 1-3-1 tanh output=step; input 1; target 0.5", "step has the slope 0 everywhere"),
            ("data xor; net 2-4-1 step output=sigmoid", "layer activation 1 sigmoid"),
            ("data xor; net 2-2-1 sigmoid output=softmax", "softmax over one single output is always 1"),
            ("data iris; net 4-5-3 tanh output=softmax; init constant value=0.3", "begin with the same weights"),
            ("data iris; net 4-5-3 relu output=softmax; init zeros", "begin with the same weights"),
            ("data xor; net 2-2-1; set lr 0", "the learning rate is 0, so nothing moves; train auto"),
            ("data xor; net 2-2-1; freeze all", "frozen, so nothing moves; unfreeze all"),
            ("define f(x)=2*sigmoid(x); net 2-2-1 output=f; input 1 2; target 5", "out of reach: outputs of f lie between 0 and 2"),
            ("define f(x)=sqrt(1+x*x); net 2-2-1 output=f; input 1 2; target -1", "outputs of f are not below 1"),
        ])
    func obstacles(scene: String, sentence: String) {
        var talk = Talk(scene)
        let told = talk.run("train 20").split { $0.isWhitespace }.joined(separator: " ")
        #expect(told.contains(sentence) && !told.contains("dead"), "\(told)")
    }

    @Test(
        "the way out that is told can be typed, and leads out: for every kind of last layer",
        arguments: [
            "net 1-4-1 tanh; input 1; target 3", "net 1-1 relu; input 1; target -3", "net 1-1 step; loss perceptron; input 1; target 3",
            "layer input 1 steps=3; layer gru 2 last; input [[1],[2],[3]]; target 3 0",
            "layer input 1 steps=3; layer lstm 2; input [[1],[2],[3]]; target [[3,0],[0,0],[0,0]]",
            "layer input 1 steps=3; layer recurrent 2 last; input [[1],[2],[3]]; target 3 0",
            "layer input 2x2; layer conv 1 2x2 sigmoid; input 1 2 3 4; target 3",
        ])
    func wayOut(scene: String) throws {
        var talk = Talk()
        talk.run(scene)
        let told = talk.run("train 5").split { $0.isWhitespace }.joined(separator: " ")
        let way = try #require(told.firstMatch(of: /an output that reaches it: ([^)]+)\)/)?.1)
        #expect(talk.error(String(way)) == nil, "\(way)")
        #expect(!talk.run("train 5").contains("out of reach"))
    }

    @Test("units that differ, and targets at the ends of the range, are no obstacle")
    func none() {
        var talk = Talk("data xor; net 2-3-1 tanh output=sigmoid; init glorot-uniform seed=1")
        #expect(!talk.run("train 5").contains("("))
    }

    @Test(
        "no remark where the loss is taken from the net inputs, where outputs are logarithms, and where nothing is left to be learnt",
        arguments: [
            "net 1-1 sigmoid; loss binary-cross-entropy; set w1 1000; input 1; target 0", "data iris; net 4-3 log-softmax; seed 1; init",
            "net 1-4-1 tanh output=relu; set b2 -5; input 1; target 0",
        ])
    func silence(scene: String) {
        var talk = Talk()
        talk.run(scene)
        let told = talk.run("train 10")
        #expect(!told.contains("dead") && !told.contains("out of reach"), "\(told)")
    }

    @Test("inputs far from 0 are named as the cause, and normalising them is the way out")
    func farInputs() throws {
        let folder = try DataFolder()
        let file = try folder.write("a,y\n" + (0..<20).map { "\(1000 + 10 * $0),\(5 * $0)\n" }.joined(), to: "far.csv")
        var talk = Talk("data load \(file)", "net 1-4-1 tanh output=identity")
        #expect(
            talk.run("train 100").split { $0.isWhitespace }.joined(separator: " ").contains(
                "inputs reach 1190, where units saturate, and targets reach 95, too far from 0"))
        talk.run("normalise; init; train auto")
        #expect(talk.value("loss") ?? 1000 < 10)
    }

    @Test("an optimiser remembers through a change of its numbers, as PyTorch's does; another rule begins anew and says so")
    func memory() {
        var talk = Talk(
            "net 1-1 identity", "bias none", "set w1 0.5", "input 1", "target 2", "optimizer sgd lr=0.1 momentum=0.9", "train 3",
            "optimizer momentum=0.5", "train 3")
        #expect(talk.run("print w1") == "w1 = 1.808624")
        #expect(talk.run("optimizer adam").contains("forgotten"))
        #expect(!talk.run("optimizer adam lr=0.2").contains("forgotten"))
    }

    @Test(
        "an equation alone compares, and says how a weight is set",
        arguments: [
            ("w1 = 3", "set w1 3"), ("w1=0.4", "set w1 0.4"), ("w1=0.4+1", nil), ("b_h1 = -1", "set b_h1 -1"), ("h1.net = 3", nil),
            ("1 = 3", nil),
        ])
    func equation(line: String, says: String?) {
        var talk = Talk.example
        let reply = talk.run(line)
        #expect(says.map { reply.hasSuffix("(this compares; to set it: \($0))") } ?? !reply.contains("this compares"), "\(reply)")
        if let says { #expect(talk.error(says) == nil) }
    }

    @Test("an expression that stands alone is printed", arguments: ["1+1", "sigmoid(0)", "w5", "h1.net * 2", "E", "-w1", "(w1 + w2)/2"])
    func bare(line: String) {
        var talk = Talk("net 2-2-2 sigmoid", "input 0.05 0.10", "target 0.01 0.99")
        let printed = talk.run("print \(line)")
        #expect(talk.run(line) == printed)
    }

    @Test("what is near to a command is told so, expression or not", arguments: ["net2-2", "stpe 3", "trian(5)"])
    func near(line: String) {
        var talk = Talk()
        #expect(talk.error(line)?.message.hasPrefix("unknown command") == true)
    }
}
