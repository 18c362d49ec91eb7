// Center loss by the language: the golden numbers, and all that commands promise of it.
// swift-format-ignore-file: AlwaysUseLowerCamelCase
import Foundation
import NeuralEngine
import Testing

@testable import Language
@testable import Workspaces

private struct GoldenCenters: Decodable {
    struct Alone: Decodable {
        let features: [[Double]], labels: [Int], centers: [[Double]], alpha: Double, loss: Double, centers_after: [[Double]]
    }
    struct State: Decodable { let W: [[[Double]]], b: [[Double]], centers: [[Double]], loss: Double }
    struct Joint: Decodable {
        let sizes: [Int], activations: [String], W: [[[Double]]], b: [[Double]], x: [[Double]], labels: [Int]
        let centers: [[Double]], alpha: Double, center_weight: Double, reduction: String, learning_rate: Double
        let center_loss: Double, loss_value: Double, after_updates: [String: State]
    }
    let alone: [Alone], joint: [Joint]

    static let all: GoldenCenters? = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("NeuralEngineTests/Golden/center-loss-joint.json")
        return (try? Data(contentsOf: file)).flatMap { try? JSONDecoder().decode(GoldenCenters.self, from: $0) }
    }()
}

private func text(_ rows: [[Double]]) -> String {
    "[" + rows.map { "[" + $0.map { "\($0)" }.joined(separator: ",") + "]" }.joined(separator: ",") + "]"
}

private func oneHot(_ labels: [Int], _ classes: Int) -> String { text(labels.map { label in (0..<classes).map { $0 == label ? 1 : 0 } }) }

@Suite("Center loss in the language")
struct CenterLossTests {
    private func centers(_ talk: Talk) -> [Double] { talk.session.workspace.parameters?.centers.values ?? [] }

    @Test("alone: the golden losses, and where a batch moves the centers", arguments: 0..<5)
    func alone(index: Int) throws {
        let golden = try #require(GoldenCenters.all?.alone[index]), classes = golden.centers.count
        var talk = Talk(
            "net \(golden.features[0].count)-\(classes) softmax", "bias none; init zeros",
            "loss cross-entropy center=1 center-rate=\(golden.alpha) reduction=sum", "set centers \(text(golden.centers))",
            "input \(text(golden.features))", "target \(oneHot(golden.labels, classes))", "forward")
        let crossEntropy = Double(golden.labels.count) * log(Double(classes))
        let loss = talk.value("loss")
        #expect(isNear([try #require(loss) - crossEntropy], [golden.loss], 1e-13 * (1 + crossEntropy / golden.loss)))
        talk.run("finish")
        #expect(isNear(centers(talk), golden.centers_after.flatMap { $0 }, 1e-13))
    }

    @Test("joined: the golden losses, weights, biases and centers after stepped and trained updates", arguments: 0..<5)
    func joint(index: Int) throws {
        let golden = try #require(GoldenCenters.all?.joint[index])
        var talk = Talk(
            "layer input \(golden.sizes[0])",
            (0..<3).map { "layer dense \(golden.sizes[$0 + 1]) \(golden.activations[$0])" }.joined(separator: "; "),
            "loss cross-entropy center=\(golden.center_weight) center-rate=\(golden.alpha) reduction=\(golden.reduction)",
            "optimizer sgd lr=\(golden.learning_rate)", "set centers \(text(golden.centers))", "input \(text(golden.x))",
            "target \(oneHot(golden.labels, golden.sizes[3]))")
        for layer in 0..<3 { talk.run("set W\(layer + 1) \(text(golden.W[layer])); set b\(layer + 1) \(text([golden.b[layer]]))") }
        #expect(talk.run("check gradients").contains("they agree"))
        let loss = talk.value("loss")
        #expect(isNear([try #require(loss)], [golden.loss_value], 1e-13))
        var trained = talk
        for update in 1...20 {
            talk.run(update == 1 ? "step pass" : "step 1; finish")
            trained.run("train 1")
            #expect(centers(talk) == centers(trained))
            guard let right = golden.after_updates["\(update)"], let parameters = talk.session.workspace.parameters else { continue }
            #expect(isNear(centers(talk), right.centers.flatMap { $0 }, 1e-12))
            for layer in 0..<3 {
                #expect(isNear(parameters.weights[layer].values, right.W[layer].flatMap { $0 }, 1e-12))
                #expect(isNear(parameters.biases[layer], right.b[layer], 1e-12))
            }
            let reached = trained.value("loss")
            #expect(isNear([try #require(reached)], [right.loss], 1e-12))
        }
    }

    private static let lines = [
        "net 2-3-2-3 tanh output=softmax", "loss cross-entropy center=0.2", "input [[1,2],[0,1],[-1,1]]",
        "target [[1,0,0],[0,1,0],[0,0,1]]",
    ]

    @Test("every command with it is undone exactly, and replays to the same")
    func undo() {
        var talk = Talk()
        for line in Self.lines + [
            "set center[2,1] 0.5", "step 20", "train 3", "loss cross-entropy center=1 center-rate=1", "train 2", "loss cross-entropy",
        ] {
            let before = talk.bits
            talk.run(line)
            let after = talk.bits
            talk.run("undo")
            #expect(talk.bits == before, "\(line)")
            talk.run("redo")
            #expect(talk.bits == after, "\(line)")
        }
    }

    @Test("its numbers can be changed while its centers stay; without it there are none")
    func changes() {
        var talk = Talk()
        for line in Self.lines + ["train 3"] { talk.run(line) }
        let moved = centers(talk)
        #expect(moved.contains { $0 != 0 })
        talk.run("loss cross-entropy center=0.5 center-rate=0.1")
        #expect(centers(talk) == moved)
        talk.run("bias shared")
        #expect(centers(talk) == moved)
        talk.run("loss cross-entropy")
        #expect(centers(talk).isEmpty && talk.error("print centers")?.hint == "write: loss cross-entropy center=0.1")
        talk.run("loss cross-entropy center=0.5")
        #expect(centers(talk).allSatisfy { $0 == 0 } && centers(talk).count == 6)
        talk.run("train 1")
        let rate = "loss cross-entropy center-rate=0"
        talk.run(rate)
        #expect(talk.session.workspace.network?.centerLoss?.alpha == 0 && talk.session.workspace.network?.centerLoss?.weight == 0.5)
        talk.run("layer remove 1")
        #expect(talk.session.workspace.network?.centerLoss?.weight == 0.5)
        talk.run("layer activation \(talk.session.workspace.network?.layers.count ?? 0) tanh")
        #expect(talk.session.workspace.network?.centerLoss == nil && talk.error("print centers") != nil)
        talk.run("undo; layer dense 2 tanh")
        #expect(talk.session.workspace.network?.centerLoss == nil)
    }

    @Test("rewind brings the centers back to the bit")
    func rewind() {
        var talk = Talk()
        for line in Self.lines + ["train 5"] { talk.run(line) }
        let five = centers(talk)
        talk.run("train 5; rewind 5")
        #expect(centers(talk) == five)
    }
}
