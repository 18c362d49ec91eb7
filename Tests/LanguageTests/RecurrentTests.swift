// Recurrent layers by the language: the golden numbers read from JSON, what is refused, and all that commands promise of them.
import Foundation
import NeuralEngine
import Testing

@testable import Language
@testable import Workspaces

@Suite("Recurrent layers in the language")
struct RecurrentTests {
    /// The commands that make a golden case.
    private func commands(_ golden: [String: Any], isBatch: Bool) throws -> [String] {
        let cell = try #require(golden["cell"] as? String), isLast = golden["loss"] as? String == "last step"
        let x = try #require(golden["x"] as? [Any]), targets = try #require(golden["targets"] as? [Any])
        let sequence = try #require((isBatch ? x.first : x) as? [Any]), width = try #require(sequence.first as? [Any]).count
        let units = try #require((golden["W_hidden"] as? [[Any]])?.first).count
        let outputs = try #require(golden["W_output"] as? [Any]).count
        let kind = ["lstm", "gru"].contains(cell) ? "\(cell) \(units)" : "recurrent \(units) \(cell)"
        let goals: Any = isLast ? (isBatch ? targets.compactMap { ($0 as? [Any])?.last } : targets.last ?? []) : targets
        let b = flat(golden["b_input"]), c = flat(golden["b_hidden"])
        var lines = [
            "layer input \(width) steps=\(sequence.count)", "layer \(kind)\(isLast ? " last" : "")", "layer dense \(outputs)",
            "loss squared-error", "input \(typed(x))", "target \(typed(goals))", "set W1 \(typed(golden["W_input"]))",
            "set U1 \(typed(golden["W_hidden"]))", "set W2 \(typed(golden["W_output"]))", "set b2 \(typed(golden["b_output"]))",
        ]
        if cell == "gru" {
            lines += ["set b1 \(typed(b))", "set c1 \(typed(c))"]
        } else {
            lines.append("set b1 \(typed(c.isEmpty ? b : zip(b, c).map { $0 + $1 }))")
        }
        if golden["h0"] != nil { lines.append("set s1 \(typed(golden["h0"]))") }
        if let optimizer = golden["optimizer"] as? String {
            let options = golden["options"] as? [String: Double] ?? [:]
            lines.append("optimizer \(optimizer) " + options.map { "\($0)=\($1)" }.joined(separator: " "))
        }
        return lines
    }

    private func expectParameters(
        _ got: [String: Any], _ right: [String: Any], _ tolerance: Double, _ what: String, _ cell: String
    ) {
        var names = [("W1", "W_input"), ("U1", "W_hidden"), ("b1", "b_input"), ("W2", "W_output"), ("b2", "b_output")]
        if cell == "gru" { names.append(("c1", "b_hidden")) }
        for (name, golden) in names { #expect(isNear(flat(got[name]), flat(right[golden]), tolerance), "\(name) \(what)") }
    }

    @Test("states, gradients and gradients by time from commands", arguments: 0..<10)
    func backThroughTime(index: Int) throws {
        let golden = goldenCases("recurrent")[index], cell = try #require(golden["cell"] as? String)
        var talk = Talk()
        for line in try commands(golden, isBatch: false) { #expect(talk.error(line) == nil, "\(line)") }
        let forward = try values(&talk, "forward")
        #expect(isNear(flat([forward["loss"] as Any]), flat([golden["loss_value"] as Any]), 1e-12))
        #expect(talk.error("backward") == nil)
        expectParameters(try values(&talk, "show gradients"), try #require(golden["gradients"] as? [String: Any]), 1e-12, "gradient", cell)
        let h = try #require(golden["h"] as? [[Double]]), slopes = try #require(golden["grad_h"] as? [[Double]])
        for (t, row) in h.enumerated() {
            func read(_ property: String) -> [Double] { row.indices.compactMap { talk.value("r1[\(t + 1),\($0 + 1)]\(property)") } }
            #expect(isNear(read(".out"), row, 1e-12), "h at step \(t + 1)")
            #expect(isNear(read(".error"), slopes[t], 1e-11), "dLoss/dh at step \(t + 1)")
        }
    }

    /// A second bias, as PyTorch has it, by the means of the language: the weight of an input that is always 1.
    private func withSecondBias(_ golden: [String: Any]) throws -> [String: Any] {
        func joined(_ parameters: [String: Any]) throws -> [String: Any] {
            var parameters = parameters
            let rows = try #require(parameters["W_input"] as? [[Double]])
            parameters["W_input"] = zip(rows, flat(parameters["b_input"])).map { (row: [Double], bias: Double) -> [Double] in row + [bias] }
            parameters["b_input"] = parameters.removeValue(forKey: "b_hidden")
            return parameters
        }
        var all = try joined(golden)
        let x = try #require(golden["x"] as? [[[Double]]])
        all["x"] = x.map { (sequence: [[Double]]) in sequence.map { (step: [Double]) -> [Double] in step + [1] } }
        all["gradients"] = try joined(try #require(golden["gradients"] as? [String: Any]))
        all["after_updates"] = try #require(golden["after_updates"] as? [String: [String: Any]]).mapValues(joined)
        return all
    }

    @Test("a second bias, as PyTorch has it, is the weight of an input that is always 1", arguments: 0..<3)
    func twoBiases(index: Int) throws {
        let golden = try withSecondBias(goldenCases("lstm-training", "two_biases")[index])
        var talk = Talk()
        for line in try commands(golden, isBatch: true) { #expect(talk.error(line) == nil, "\(line)") }
        let forward = try values(&talk, "forward"), cell = try #require(golden["cell"] as? String)
        #expect(isNear(flat([forward["loss"] as Any]), flat([golden["loss_value"] as Any]), 1e-12))
        talk.run("backward")
        expectParameters(try values(&talk, "show gradients"), try #require(golden["gradients"] as? [String: Any]), 1e-12, "gradient", cell)
        try expectUpdates(golden)
    }

    @Test("batches of sequences, and what they are after 1, 5 and 20 updates", arguments: 0..<12)
    func training(index: Int) throws { try expectUpdates(goldenCases("lstm-training")[index]) }

    private func expectUpdates(_ golden: [String: Any]) throws {
        let cell = try #require(golden["cell"] as? String)
        var talk = Talk()
        for line in try commands(golden, isBatch: true) { #expect(talk.error(line) == nil, "\(line)") }
        #expect(talk.error("set batch \((golden["x"] as? [Any])?.count ?? 1)") == nil)
        var right = try #require(golden["after_updates"] as? [String: [String: Any]])
        for update in 1...20 {
            talk.run("train 1")
            guard let state = right.removeValue(forKey: "\(update)") else { continue }
            expectParameters(try values(&talk, "show weights"), state, 1e-11, "after \(update)", cell)
        }
        #expect(right.isEmpty)
    }

    private func lstm(_ lines: String...) -> Talk {
        var talk = Talk()
        for line in ["layer input 2 steps=3", "layer lstm 2 last", "layer dense 1", "init uniform seed=1"] + lines {
            #expect(talk.error(line) == nil, "\(line)")
        }
        return talk
    }

    @Test("each gate, cell and error of a unit at a step is named, explained and broken at")
    func names() {
        var talk = lstm("input [[0.5,0.1],[-0.7,1],[0.2,0.3]]", "target 1", "break r1[2,1].c; continue")
        #expect(talk.run("explain r1[2,1].c").contains("f_r1[2,1]·c_r1[1,1] + i_r1[2,1]·g_r1[2,1]"))
        #expect(talk.run("explain r1[2,1].error").contains("delta_i_r1[3,1]·w3"))
        #expect(talk.value("f_r1[2,1]*c_r1[1,1] + i_r1[2,1]*g_r1[2,1]") == talk.value("r1[2,1].c"))
        #expect(talk.value("r1[3,2]") == talk.value("r1[2]") && talk.value("r1[3,2]") != nil)
        #expect(talk.value("U1[8,2]") == talk.value("w32"))
        #expect(talk.error("print r1[4,1]") != nil && talk.error("print r1[1,1].r") != nil && talk.error("print U2[1,1]") != nil)
    }

    @Test("a gru has two rows of biases, a plain layer one, and U is set like W")
    func blocks() throws {
        var talk = Talk()
        talk.run("layer input 1 steps=2; layer gru 2; set U1 [[1,2],[3,4],[5,6],[7,8],[9,10],[11,12]]; set b1 0.5; set c1 [1,2,3,4,5,6]")
        let weights = try values(&talk, "show weights")
        #expect(flat(weights["U1"]) == (1...12).map(Double.init))
        #expect(flat(weights["b1"]) == Array(repeating: 0.5, count: 6) && flat(weights["c1"]) == (1...6).map(Double.init))
        #expect(talk.value("U1[6,1]") == 11 && talk.value("c1[6]") == 6 && talk.value("b1[6]") == 0.5)
        #expect(talk.error("freeze U1") == nil && talk.error("unfreeze U1") == nil)
        talk.run("bias shared")
        #expect(flat(try values(&talk, "show weights")["c1"]).count == 1)
        talk.run("bias none")
        #expect(try values(&talk, "show weights")["b1"] == nil)
    }

    @Test("one error with its column, and a hint that works")
    func refusals() throws {
        for (lines, message) in [
            (["layer input 4", "layer lstm 2"], "goes along a sequence"),
            (["layer input 4 steps=2", "layer lstm 2 relu"], "activations of its own"),
            (["layer input 4 steps=2", "layer recurrent 2 softmax"], "looks at a whole layer"),
            (["layer input 4 steps=2", "layer gru"], "missing"),
            (["layer input 4 steps=2", "layer gru 0"], "at least 1"),
            (["layer input 4 steps=2", "layer recurrent 2 tanh last 3"], "too many"),
            (["layer input 2 steps=2", "layer lstm 2", "set s1 [1,2,3]"], "s1 has 2 numbers"),
            (["layer input 2 steps=2", "layer lstm 2", "set W1 [[1,2],[3,4]]"], "W1 is 8 x 2"),
            (["layer input 2 steps=2", "layer lstm 2", "layer activation 1 relu"], "no layer has an activation"),
            (["data echo noise=1"], "has no noise"),
            (["data xor length=3"], "goes with sequences"),
        ] {
            var talk = Talk()
            for line in lines.dropLast() { #expect(talk.error(line) == nil) }
            let refused = talk.error(lines[lines.count - 1])
            let error = try #require(refused, "\(lines)")
            #expect(error.message.contains(message), "\(error.message)")
        }
        var talk = lstm()
        #expect(talk.error("layer remove 1") == nil)
    }

    @Test("sequences of unequal length are refused with what makes them equal: steps of 0 before the shorter one")
    func unequal() {
        var talk = Talk("layer input 2 steps=3", "layer lstm 2 last", "layer dense 1")
        for (typed, padded) in [
            ("[[[1,2],[3,4],[5,6]],[[1,0.5]]]", "[[0,0],[0,0],[1,0.5]]"), ("[[[3,4],[5,6]],[[1,2],[3,4],[5,6]]]", "[[0,0],[3,4],[5,6]]"),
        ] {
            let refused = talk.error("input \(typed)"), whole = "[[1,2],[3,4],[5,6]]"
            #expect(refused?.hint?.hasSuffix("; a shorter sequence begins with steps of 0: \(padded)") == true, "\(refused?.hint ?? "")")
            #expect(refused?.column != nil && talk.error("input [\(whole),\(padded)]") == nil)
        }
    }

    @Test("undo, save and replay, and the gradient check hold for every cell", arguments: ["recurrent 3 tanh", "lstm 3", "gru 3 last"])
    func promises(layer: String) throws {
        var talk = Talk()
        talk.run("layer input 2 steps=4; layer \(layer); layer dense 1\(layer.hasSuffix("last") ? "" : "; layer flatten; layer dense 1")")
        talk.run("input [[[1,2],[0,1],[-1,0.5],[0.2,0.1]],[[0,1],[1,1],[0,0],[-2,1]]]; target [[1],[0]]; set s1 0.1")
        #expect(talk.run("check gradients").contains("they agree"))
        let before = try values(&talk, "show weights")
        talk.run("step 40")
        talk.run("train 3")
        talk.run("undo 2")
        #expect(flat(try values(&talk, "show weights")["U1"]) == flat(before["U1"]))
    }

    @Test("toy sequences are learnt by the network that the hint names", arguments: SequenceTask.allCases)
    func toySequences(task: SequenceTask) throws {
        var talk = Talk()
        talk.run("data \(task.rawValue) n=40 length=4 seed=2")
        let dataset = try #require(talk.session.workspace.dataset)
        talk.run(Examples.network(for: dataset))
        #expect(try #require(talk.session.workspace.network).outputs == (task.hasAnswerAtEachStep ? 4 : 1))
        talk.run("data \(task.rawValue) n=40 length=4 seed=2; optimizer adam lr=0.05; init seed=1")
        let start = talk.value("loss")
        talk.run("train 60")
        let end = talk.value("loss")
        #expect(try #require(end) < #require(start) / 2, "\(task)")
    }
}
