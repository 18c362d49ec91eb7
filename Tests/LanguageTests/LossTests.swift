// Losses as they are typed: deltas, smoothed targets, weights of classes, sums.
import NeuralEngine
import Testing

@testable import Language
@testable import Workspaces

@Suite("A loss")
struct LossTests {
    private static let iris = Talk("net 4-5-3 tanh output=softmax", "data iris", "split 70/30 seed=1", "init glorot-uniform seed=2")
    private static let one = Talk("net 1-1 identity", "bias none", "set w1 1", "input 2", "target 0")

    @Test(
        "of one output costs what its formula says",
        arguments: [
            ("loss huber", 1.5), ("loss huber delta=0.5", 0.875), ("loss huber delta=3", 2), ("loss log-cosh", 1.3250027473578645),
            ("loss mse reduction=sum", 4), ("loss huberloss delta=1", 1.5), ("loss smooth-l1", 1.5),
        ])
    func value(line: String, right: Double) {
        var talk = Self.one
        #expect(talk.error(line) == nil)
        #expect(talk.value("loss") == right)
    }

    @Test(
        "is explained with its numbers, and what is divided or smoothed is seen",
        arguments: [
            ("loss huber delta=0.5", "E.o1", "(d^2/2 if |d| <= 0.5 else 0.5 (|d| - 0.25))/1 with d = 2 - 0"),
            ("loss huber delta=0.5 reduction=sum", "E.o1", "(d^2/2 if |d| <= 0.5 else 0.5 (|d| - 0.25)) with d = 2 - 0"),
            ("loss log-cosh", "E.o1", "ln(cosh(2 - 0))/1"), ("loss log-cosh", "o1.delta", "tanh(2 - 0)/1"),
        ])
    func explained(line: String, quantity: String, formula: String) {
        var talk = Self.one
        talk.run(line)
        #expect(talk.run("explain \(quantity)").contains(formula), "\(talk.run("explain \(quantity)"))")
    }

    @Test("smoothing and weights stand in the formulas of cross-entropy")
    func explainedTerms() {
        var talk = Talk("net 2-2 softmax", "input [[1,0],[0,1]]", "target [[1,0],[0,1]]", "loss cross-entropy smoothing=0.1 weights=1,3")
        let share = talk.run("explain E.o1"), delta = talk.run("explain grad(o1.net)"), loss = talk.run("explain loss")
        #expect(share.contains("(0.05 + 0.9·1)"), "\(share)")
        #expect(delta.contains("(0.05 + 0.9·target_o1)") && delta.contains("/4"), "\(delta)")
        #expect(loss.contains("(1·E(1) + 3·E(2))/4"), "\(loss)")
        #expect(talk.run("explain loss").contains("each times the weight of its"))
    }

    @Test("weights are balanced over the training part, and are told")
    func balanced() throws {
        var talk = Self.iris
        let reply = talk.run("loss cross-entropy weights=balanced")
        let weights = try #require(talk.session.workspace.network?.lossTerms.classWeights)
        let classes = try talk.session.workspace.setup.samples().classes(for: try talk.session.workspace.requireNetwork())
        let counts = (0..<3).map { label in Double(classes?.count { $0 == label } ?? 0) }
        for (weight, count) in zip(weights, counts) { #expect(abs(weight - 105 / (3 * count)) < 1e-12) }
        #expect(reply.contains("samples count by their class"))
        #expect(talk.json("loss cross-entropy weights=1,2,3")[0].contains("\"weights\":[1"))
    }

    @Test("that is there keeps what is not said; chosen anew it counts as usual")
    func keeps() {
        var talk = Self.iris
        talk.run("loss cross-entropy weights=1,2,3; loss cross-entropy smoothing=0.2; loss cross-entropy reduction=sum center=0.1")
        var network = talk.session.workspace.network
        #expect(network?.lossTerms == LossTerms(reduction: .sum, smoothing: 0.2, classWeights: [1, 2, 3]) && network?.centerLoss != nil)
        talk.run("loss cross-entropy weights=none")
        network = talk.session.workspace.network
        #expect(network?.lossTerms == LossTerms(reduction: .sum, smoothing: 0.2) && network?.centerLoss?.weight == 0.1)
        talk.run("loss cross-entropy")
        #expect(talk.session.workspace.network?.lossTerms == LossTerms() && talk.session.workspace.network?.centerLoss == nil)
    }

    @Test("loses with the layer what does not fit any more")
    func fits() {
        var talk = Self.iris
        talk.run("loss cross-entropy weights=1,2,3 smoothing=0.2; layer activation 2 identity")
        #expect(talk.session.workspace.network?.loss == .squaredError)
        #expect(talk.session.workspace.network?.lossTerms == LossTerms(classWeights: [1, 2, 3]))
        talk.run("layer dense 2 tanh")
        #expect(talk.session.workspace.network?.lossTerms == LossTerms())
    }

    @Test(
        "with an option that does not fit is refused at its place, and what the hint says works",
        arguments: [
            ("loss mse delta=2", 10, "write: loss huber delta=2"), ("loss huber delta=0", 18, nil), ("loss huber delta=x", 18, nil),
            ("loss smooth-l1 delta=2", 16, "write: loss huber delta=2"),
            ("loss mse smoothing=0.1", 10, "write: loss cross-entropy smoothing=0.1"), ("loss cross-entropy smoothing=1", 30, nil),
            ("loss cross-entropy weights=1,2", 28, "one for each class: weights=1,2,3, or weights=balanced"),
            ("loss cross-entropy weights=1,x,3", 30, nil), ("loss cross-entropy weights=1,-2,3", 30, nil),
            ("loss cross-entropy weights=0,0,0", 28, nil), ("loss mse reduction=none", 20, "reduction=mean or reduction=sum"),
            ("loss kl center=0.1", 9, nil),
        ])
    func refused(line: String, column: Int, hint: String?) {
        var talk = Self.iris
        let before = talk.bits, error = talk.error(line)
        #expect(error?.column == column, "\(error.map { "\($0)" } ?? "none")")
        if let hint {
            #expect(error?.hint == hint)
            if hint.hasPrefix("write: ") { #expect(talk.error(String(hint.dropFirst(7))) == nil) }
        }
        #expect(talk.bits == before || hint?.hasPrefix("write: ") == true)
    }

    @Test("has weights of classes only where targets are classes")
    func numbers() {
        var talk = Talk("net 1-2-1 tanh output=identity", "data sine")
        #expect(talk.error("loss mse weights=balanced")?.column == 18)
        #expect(talk.error("loss mse weights=1,2")?.message == "weights are of classes, and these targets are numbers")
        #expect(Talk("net 2-2 softmax").session.workspace.network?.loss == .crossEntropy)
    }

    @Test(
        "steps and trains to the same bits, and undo takes it back exactly",
        arguments: [
            "loss huber delta=0.3", "loss log-cosh reduction=sum", "loss cross-entropy smoothing=0.1 weights=balanced",
            "loss kullback-leibler weights=1,2,3", "layer activation 2 log-softmax",
        ])
    func stepping(line: String) {
        var stepped = Self.iris, before = stepped.bits
        stepped.run(line)
        stepped.run("undo")
        #expect(stepped.bits == before)
        before = stepped.bits
        stepped.run("redo; set batch 40")
        var trained = stepped
        stepped.run("step epoch")
        trained.run("train 1")
        #expect(stepped.session.workspace.parameters == trained.session.workspace.parameters)
    }
}
