// Auto-encoders by the language: targets that are the inputs, sparse codes, against results of many digits.
import NeuralEngine
import Testing

@testable import Language
@testable import Sessions

@Suite("Auto-encoders give the golden numbers")
struct AutoEncoderTests {
    @Test("from the commands, stepped and trained", arguments: 0..<14)
    func golden(index: Int) throws {
        let golden = goldenCases("auto-encoders")[index], sizes = flat(golden["sizes"]).map { Int($0) }
        let activations = try #require(golden["activations"] as? [String]), penalty = golden["penalty"] as? [String: Double]
        var talk = Talk("layer input \(sizes[0])")
        for (size, activation) in zip(sizes.dropFirst(), activations) { talk.run("layer dense \(size) \(activation)") }
        var lines = ["loss \(golden["loss"] as? String ?? "")", "input \(typed(golden["x"]))"]
        lines.append(golden["target"] as? String == "input" ? "target input" : "target \(typed(golden["y"]))")
        if let penalty {
            lines.append(
                "penalty " + penalty.map { "\($0.key)=\($0.key == "layer" ? "\(Int($0.value))" : "\($0.value)")" }.joined(separator: " "))
        }
        let options = golden["options"] as? [String: Double] ?? [:]
        let words = options.map { " \($0.key)=\($0.value)" }.sorted().joined()
        lines.append("optimizer \(golden["optimizer"] as? String ?? "sgd")\(words)")
        for layer in 1...activations.count {
            lines.append("set W\(layer) \(typed((golden["W"] as? [Any])?[layer - 1]))")
            lines.append("set b\(layer) \(typed((golden["b"] as? [Any])?[layer - 1]))")
        }
        for line in lines { #expect(talk.error(line) == nil, "\(line.prefix(60))") }
        var stepped = talk
        #expect(isNear([talk.value("loss") ?? .nan], flat([golden["loss_value"] as Any]), 1e-13))
        stepped.run("step layer; finish")
        for layer in 1...activations.count {
            let weights = try #require(stepped.session.workspace.stepper?.pass.gradients.weights[layer - 1].values)
            #expect(isNear(weights, flat((golden["grad_W"] as? [Any])?[layer - 1]), 1e-13), "gradient of W\(layer)")
            let biases = try #require(stepped.session.workspace.stepper?.pass.gradients.biases[layer - 1])
            #expect(isNear(biases, flat((golden["grad_b"] as? [Any])?[layer - 1]), 1e-13), "gradient of b\(layer)")
        }
        let after = try #require(golden["after_updates"] as? [String: [String: Any]])
        var done = 0
        for count in [1, 5, 20] {
            talk.run("train \(count - done)")
            done = count
            if count == 1 { #expect(talk.session.workspace.parameters == stepped.session.workspace.parameters) }
            let right = try #require(after["\(count)"])
            for layer in 1...activations.count {
                let parameters = try #require(talk.session.workspace.parameters)
                #expect(
                    isNear(parameters.weights[layer - 1].values, flat((right["W"] as? [Any])?[layer - 1]), 1e-11),
                    "W\(layer) after \(count)")
                #expect(isNear(parameters.biases[layer - 1], flat((right["b"] as? [Any])?[layer - 1]), 1e-11), "b\(layer) after \(count)")
            }
            #expect(isNear([talk.value("loss") ?? .nan], flat([right["loss"] as Any]), 1e-11), "loss after \(count)")
        }
        #expect(talk.run("check gradients").contains("they agree"))
    }

    @Test("the penalty of a layer's outputs is told with its formula; a layer that is taken away takes it along")
    func told() {
        var talk = Talk("net 3-6-3 sigmoid output=identity; input 1 0 1; target input")
        #expect(talk.run("penalty activity=0.01 layer=1") == "what layer 1 gives costs 0.01·sum |a|, the mean over the samples")
        #expect(talk.run("step 60; print loss").contains("loss ="))
        #expect(
            talk.error("penalty layer=1")?.hint == "write: penalty l1=0.001 l2=0.01, or penalty off" || talk.error("penalty layer=1") != nil
        )
        #expect(talk.error("penalty activity=0.01 layer=9") != nil && talk.error("penalty activity=-1") != nil)
        talk.run("net 3-3-3 tanh; penalty activity=0.1 layer=2; layer remove 2")
        #expect(talk.session.workspace.network?.penalty.activity == 0)
    }
}
