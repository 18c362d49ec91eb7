// Residual connections by the language: the golden numbers read from JSON, what is refused, and all that commands promise of them.
import Foundation
import NeuralEngine
import Testing

@testable import Language
@testable import Workspaces

private func rows(_ samples: Any?) -> String {
    "[" + (samples as? [Any] ?? []).map { "[" + flat($0).map { "\($0)" }.joined(separator: ",") + "]" }.joined(separator: ",") + "]"
}

@Suite("Residual connections in the language")
struct ResidualTests {
    @Test("the golden numbers from the commands that the file names", arguments: 0..<13)
    func golden(index: Int) throws {
        let golden = goldenCases("residual")[index], weights = try #require(golden["W"] as? [Any])
        let lines = try #require(golden["language"] as? [String]), rate = try #require(golden["lr"] as? Double)
        var talk = Talk()
        for line in lines { #expect(talk.error(line) == nil) }
        let given = ["loss \(golden["loss"] as? String ?? "")", "optimizer sgd lr=\(rate)"]
        for line in given + ["input \(rows(golden["x"]))", "target \(rows(golden["y"]))"] { #expect(talk.error(line) == nil) }
        let layers = weights.indices.filter { weights[$0] is [Any] }.map { $0 + 1 }
        func list(_ key: String, _ layer: Int, of part: [String: Any]) -> Any? { (part[key] as? [Any])?[layer - 1] }
        for layer in layers {
            #expect(talk.error("set W\(layer) \(typed(weights[layer - 1]))") == nil)
            #expect(talk.error("set b\(layer) \(typed(list("b", layer, of: golden)))") == nil)
        }
        let forward = try values(&talk, "forward")
        #expect(isNear(flat([forward["loss"] as Any]), flat([golden["loss_value"] as Any]), 1e-13))
        for layer in 1...weights.count {
            let outputs = flat(list("a", layer, of: golden))
            #expect(isNear(flat(forward["a\(layer)"]), outputs, 1e-13) || lines[layer] == "layer flatten", "a\(layer)")
            if layers.contains(layer) {
                #expect(isNear(flat(forward["z\(layer)"]), flat(list("z", layer, of: golden)), 1e-13), "z\(layer)")
            }
        }
        #expect(talk.error("backward") == nil)
        let gradients = try values(&talk, "show gradients")
        for layer in layers {
            #expect(isNear(flat(gradients["W\(layer)"]), flat(list("grad_W", layer, of: golden)), 1e-13), "gradient of W\(layer)")
            #expect(isNear(flat(gradients["b\(layer)"]), flat(list("grad_b", layer, of: golden)), 1e-13), "gradient of b\(layer)")
        }
        #expect(isNear(flat(gradients["x"]), flat(golden["grad_x"]), 1e-13), "gradient of x")
        #expect(talk.run("check gradients").contains("they agree"))
        talk.run("finish")
        var trained = talk, right = try #require(golden["after_updates"] as? [String: [String: Any]])
        for update in 1...5 {
            if update > 1 { trained.run("train 1") }
            guard let state = right.removeValue(forKey: "\(update)") else { continue }
            let learnt = try values(&trained, "show weights")
            for layer in layers {
                #expect(isNear(flat(learnt["W\(layer)"]), flat(list("W", layer, of: state)), 1e-12), "W\(layer) after \(update)")
                #expect(isNear(flat(learnt["b\(layer)"]), flat(list("b", layer, of: state)), 1e-12), "b\(layer) after \(update)")
            }
        }
        #expect(right.isEmpty)
    }

    /// 2 - 3 tanh - 3 tanh - add 1 - 2.
    private static let block = ["layer input 2", "layer dense 3 tanh", "layer dense 3 tanh", "layer add 1", "layer dense 2 identity"]

    private func block(_ lines: String...) -> Talk {
        var talk = Talk()
        for line in Self.block + lines { #expect(talk.error(line) == nil) }
        return talk
    }

    @Test("a sum is stepped node by node, and a layer that is read twice gets both errors")
    func steps() throws {
        var talk = block("input 0.5 -1", "target 1 0")
        let plan = try #require(talk.session.workspace.names)
        #expect(plan.node(layer: 3, unit: 1) == "add3[2]")
        talk.run("break add3[2]; continue")
        #expect(talk.run("explain add3[2].out").contains("h2[2] + out_h1[2]"))
        talk.run("goto grad(w1)")
        let error = talk.value("h1[1].error"), passedBack = "h2[1].delta*W2[1,1] + h2[2].delta*W2[2,1] + h2[3].delta*W2[3,1]"
        let sum = talk.value("\(passedBack) + add3[1].delta")
        #expect(isNear([try #require(error)], [try #require(sum)], 1e-14))
        #expect(talk.value("add3[1].out") == talk.value("h2[1].out + h1[1].out"))
    }

    @Test("one error with its column, and a hint that works")
    func refusals() throws {
        for (line, column, message) in [
            ("layer add 1", 11, "layer 1 has the shape 3 and layer 4 the shape 2: they cannot be added"),
            ("layer add 5", 11, "the layer to add is at most 4, not 5"), ("layer add", nil, "the number of the layer to add is missing"),
            ("layer add x", 11, "'x' is not a whole number"), ("layer add 1 2", 13, nil as String?),
        ] {
            var talk = block()
            let before = talk.bits, refusal = talk.error(line), error = try #require(refusal)
            #expect(column == nil || error.column == column, "\(line): \(error)")
            if let message { #expect(error.message == message) }
            #expect(talk.bits == before)
        }
        var talk = block()
        #expect(talk.error("layer add 1")?.hint == "layer add 0")
        #expect(talk.error("layer add 0") == nil)
        #expect(Talk().session.workspace.network == nil)
        var empty = Talk()
        #expect(empty.error("layer add 0") != nil)
    }

    @Test("layers that are taken away keep additions right, or stay")
    func removing() throws {
        var talk = block()
        let refusal = talk.error("layer remove 1"), error = try #require(refusal)
        #expect(error.message == "without layer 1, layer 3 (add 1) does not fit: it adds what layer 1 gives")
        var wide = Talk("layer input 3", "layer dense 3 tanh", "layer dense 3 relu", "layer dense 3 tanh", "layer add 2", "layer add 0")
        let before = wide.bits
        wide.run("layer remove 1")
        #expect(wide.session.workspace.network?.layers.compactMap(\.kind.other) == [1, 0])
        wide.run("undo")
        #expect(wide.bits == before)
    }

    @Test("what is added is told, offered and explained")
    func words() throws {
        var talk = block()
        #expect(talk.run("show network").contains("add 1"))
        let told = try values(&talk, "show network")
        #expect(told["reads"] as? [[Int]] == [[0], [1], [2, 1], [3]])
        #expect(Completion.candidates(for: "layer add ", in: talk.session.desk).1.map(\.text) == ["0", "4"])
        #expect(talk.run("help residual").contains("layer add 1"))
        #expect(talk.error("layer residual input") == nil)
    }
}

@Suite("The spectrum of a residual network")
struct ResidualSpectrumTests {
    @Test("counts both ways that lead to a sum; where the layers between give nothing, it is that of what is added")
    func sums() throws {
        var talk = Talk(
            "layer input 2; layer dense 2; layer dense 2; layer add 1; layer dense 1", "set W1 [[3,0],[0,0.5]]; set W2 [[0,0],[0,0]]")
        talk.run("set W4 [[1,1]]; input 0.3 -0.2")
        let json = try #require(talk.json("show spectrum").first)
        #expect(json.contains("\"layer\":1,\"name\":\"h1\",\"singular_values\":[3,0.5]") || json.contains("[3,0.5]"), "\(json)")
        #expect(json.contains("\"ok\":true") && talk.error("plot spectrum") == nil && talk.error("plot folding") == nil)
        #expect(talk.error("collapse") != nil)
        let deep = "layer input 2; layer dense 8 tanh" + (1...7).map { "; layer dense 8 tanh; layer add \(2 * $0 - 1)" }.joined()
        var long = Talk(deep + "; layer dense 1; init uniform seed=1; input 0.5 -0.5; target 1")
        #expect(long.run("show spectrum").contains("stable rank") && long.error("plot spectrum") == nil && long.error("plot units") == nil)
    }
}
