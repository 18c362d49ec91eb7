// The numbers of the course, typed as a learner would: perceptrons, a neuron that learns slowly, convolutions, deep networks.
import Foundation
import NeuralEngine
import Testing

@testable import Language
@testable import Workspaces

@Suite("The course's golden numbers by the language")
struct GoldenCourseTests {
    /// A field of a golden object, an object itself.
    private func object(_ value: Any?) throws -> [String: Any] { try #require(value as? [String: Any]) }

    // MARK: Perceptrons

    /// Net input and output of one step unit for each of some inputs.
    private func unit(_ weights: [Double], bias: Double, inputs: [[Double]]) throws -> [[Double]] {
        var talk = Talk("net \(weights.count)-1 step", "set W1 \(typed([weights])); set b1 \(bias)", "input \(typed(inputs))")
        let forward = try values(&talk, "forward")
        return zip(flat(forward["z1"]), flat(forward["a1"])).map { [$0, $1] }
    }

    @Test("three judges and a threshold", arguments: ["judges", "at_the_threshold"])
    func judges(name: String) throws {
        let golden = try object(goldenFile("perceptron")[name])
        let answers = try unit(flat(golden["weights"]), bias: flat([golden["bias"] as Any])[0], inputs: [flat(golden["scores"])])
        #expect(answers == [flat([golden["net"] as Any, golden["output"] as Any])])
    }

    @Test("gates, and xor of two layers")
    func gates() throws {
        let golden = goldenFile("perceptron"), gates = try object(golden["gates"]), xor = try object(golden["xor_two_layers"])
        let hidden = try #require(xor["hidden"] as? [Any])
        for gate in try Array(gates.values) + hidden + [object(xor["output"])] {
            let gate = try object(gate), weights = flat(gate["weights"]), rows = try #require(gate["rows"] as? [[Double]])
            let answers = try unit(weights, bias: flat([gate["bias"] as Any])[0], inputs: rows.map { Array($0.prefix(weights.count)) })
            #expect(answers == rows.map { Array($0.suffix(2)) })
        }
        func numbers(_ gates: [Any], _ key: String) throws -> String { typed(try gates.map { try object($0)[key] as Any }) }
        let output = [xor["output"] as Any]
        var talk = Talk("net 2-2-1 step", "data xor")
        talk.run("set W1 \(try numbers(hidden, "weights")); set b1 \(try numbers(hidden, "bias"))")
        talk.run("set W2 \(try numbers(output, "weights")); set b2 \(try numbers(output, "bias"))")
        #expect(talk.value("accuracy") == 1 && talk.value("loss") == 0)
    }

    /// A layer for each depth of units, in which units of weight 1 pass on what comes from farther back.
    @Test("adders of NAND units, every net input", arguments: ["half_adder", "full_adder"])
    func adders(name: String) throws {
        let adder = try object(goldenFile("perceptron")[name]), rows = try #require(adder["rows"] as? [[String: Any]])
        let units = try #require(adder["units"] as? [String: [String]]), inputs = try #require(adder["inputs"] as? [String])
        func depth(_ unit: String) -> Int { (units[unit]?.map(depth).max() ?? -1) + 1 }
        var talk = Talk("layer input \(inputs.count)"), before = inputs, layers: [[String]] = []
        for layer in 1...(units.keys.map(depth).max() ?? 1) {
            let new = units.keys.filter { depth($0) == layer }.sorted(), all = new + before
            let weights = all.map { unit in
                before.map { source in
                    new.contains(unit) ? -2 * Double((units[unit] ?? []).count { $0 == source }) : unit == source ? 1 : 0
                }
            }
            let biases = all.map { new.contains($0) ? 3.0 : -0.5 }
            talk.run("layer dense \(all.count) step; set W\(layer) \(typed(weights)); set b\(layer) \(typed(biases))")
            layers.append(new)
            before = all
        }
        talk.run("input \(typed(rows.map { $0["input"] as Any }))")
        let forward = try values(&talk, "forward")
        for (place, row) in rows.enumerated() {
            let nets = try #require(row["net"] as? [String: Double])
            for (index, new) in layers.enumerated() {
                let got = flat((forward["z\(index + 1)"] as? [Any])?[place])
                #expect(Array(got.prefix(new.count)) == new.map { nets[$0] ?? .nan }, "\(name), row \(place)")
            }
        }
    }

    @Test("the perceptron's rule, epoch by epoch", arguments: ["and", "or", "nand", "xor", "majority of three"])
    func perceptronRule(name: String) throws {
        let golden = try object(object(goldenFile("perceptron")["learning"])[name])
        let samples = try #require(golden["samples"] as? [[Any]]), width = flat(samples[0][0]).count
        var talk = Talk(
            "net \(width)-1 step", "init zeros; optimizer perceptron lr=1", "input \(typed(samples.map { $0[0] }))",
            "target \(typed(samples.map { [$0[1]] }))", "set batch 1")
        for epoch in try #require(golden["epochs"] as? [[String: Any]]) {
            talk.run("train 1")
            #expect((0..<width).map { talk.value("w\($0 + 1)") } == flat(epoch["weights"]).map(Optional.some))
            #expect(talk.value("b1[1]") == epoch["bias"] as? Double)
        }
        #expect((talk.value("accuracy") == 1) == (golden["converged"] as? Bool))
    }

    // MARK: The slow-down

    @Test("a neuron learns as slowly as it should: weight, bias, output, cost and slopes", arguments: 0..<5)
    func slowDown(index: Int) throws {
        let golden = goldenCases("slow-down", "runs")[index], rows = try #require(golden["rows"] as? [[Double]])
        func number(_ key: String) -> Double { golden[key] as? Double ?? .nan }
        let loss = golden["cost"] as? String == "quadratic" ? "squared-error" : "binary-cross-entropy"
        var talk = Talk(
            "net 1-1 sigmoid", "loss \(loss)", "set w1 \(number("w")); set b1 \(number("b"))", "input \(number("input"))",
            "target \(number("target"))", "optimizer sgd lr=\(number("learning_rate"))")
        let largest = rows[0].indices.map { column in rows.map { $0[column].magnitude }.max() ?? 0 }
        for epoch in stride(from: 0, through: 300, by: 30) {
            if epoch > 0 { talk.run("train 30") }
            for (column, name) in ["epoch", "w1", "b1[1]", "o1.out", "loss", "grad(w1)", "grad(b1[1])"].enumerated()
            where column > 0 || epoch > 0 {
                let got = talk.value(name) ?? .nan
                #expect(abs(got - rows[epoch][column]) <= 1e-13 * largest[column], "\(name) at epoch \(epoch)")
            }
        }
    }

    // MARK: Convolutions

    /// An image of one channel is typed without its channel.
    private func image(_ value: Any?) -> String {
        let channels = value as? [Any] ?? []
        return typed(channels.count == 1 ? channels[0] : channels)
    }

    private func shape(_ value: Any?) throws -> String {
        let channels = try #require(value as? [[[Double]]])
        return "\(channels[0].count)x\(channels[0][0].count)x\(channels.count)"
    }

    @Test("every net input of the course's convolutions, and what relu makes of it", arguments: 0..<6)
    func convolutions(index: Int) throws {
        let golden = goldenCases("convolution-course", "convolution")[index], weights = try #require(golden["weights"] as? [[[[Double]]]])
        let stride = try #require(golden["stride"] as? Int), padding = try #require(golden["padding"] as? Int)
        var talk = Talk("layer input \(try shape(golden["input"]))")
        talk.run("layer conv \(weights.count) \(weights[0][0].count)x\(weights[0][0][0].count) stride=\(stride) padding=\(padding) relu")
        let filters = weights[0].count == 1 ? typed(weights.map { $0[0] }) : typed(weights)
        for line in ["set W1 \(filters)", "set b1 \(typed(golden["bias"]))", "input \(image(golden["input"]))"] {
            #expect(talk.error(line) == nil, "\(line)")
        }
        let forward = try values(&talk, "forward"), network = try values(&talk, "show network")
        #expect(flat(forward["z1"]) == flat(golden["net"]) && flat(forward["a1"]) == flat(golden["relu"]))
        #expect(network["parameters"] as? Int == golden["parameters"] as? Int)
    }

    @Test("greatest and mean of the course's poolings", arguments: 0..<4, [("maxpool", "max"), ("avgpool", "average")])
    func poolings(index: Int, kind: (layer: String, golden: String)) throws {
        let golden = goldenCases("convolution-course", "pooling")[index]
        let size = try #require(golden["size"] as? Int), stride = try #require(golden["stride"] as? Int)
        var talk = Talk("layer input \(try shape(golden["input"]))", "layer \(kind.layer) \(size)x\(size) stride=\(stride)")
        #expect(talk.error("input \(image(golden["input"]))") == nil)
        #expect(flat(try values(&talk, "forward")["a1"]) == flat(golden[kind.golden]))
    }

    @Test("the size of the result is (W - F + 2P)/S + 1, rounded down")
    func sizes() throws {
        let rows = try #require(try object(goldenFile("convolution-course")["output_size"])["rows"] as? [[Any]])
        #expect(rows.count == 20)
        for row in rows.map({ $0.map { $0 as? Int ?? -1 } }) {
            var talk = Talk("layer input \(row[0])x\(row[0])x1")
            let made = try values(&talk, "layer conv 1 \(row[1])x\(row[1]) padding=\(row[2]) stride=\(row[3])")
            #expect((made["shapes"] as? [String])?.last == (row[4] == 1 ? "1" : "\(row[4])x\(row[4])x1"))
        }
    }

    // MARK: Depth

    /// A network whose layers have one activation, or one each.
    private func deep(_ golden: [String: Any], _ activations: [String], inputs: Int) throws -> Talk {
        let weights = try #require(golden["W"] as? [[[Double]]]), biases = try #require(golden["b"] as? [[Double]])
        var talk = Talk("layer input \(inputs)")
        for (index, matrix) in weights.enumerated() {
            talk.run("layer dense \(matrix.count) \(activations[index])")
            talk.run("set W\(index + 1) \(typed(matrix)); set b\(index + 1) \(typed(biases[index]))")
        }
        return talk
    }

    @Test("deep networks: loss, gradients and singular values, layer by layer", arguments: 0..<7)
    func depth(index: Int) throws {
        let golden = goldenCases("depth")[index], count = try #require(golden["depth"] as? Int)
        let activation = try #require(golden["activation"] as? String)
        var talk = try deep(golden, Array(repeating: activation, count: count), inputs: try #require(golden["width"] as? Int))
        talk.run("loss squared-error; input \(typed(golden["x"])); target \(typed(golden["target"])); backward")
        func expect(_ expression: String, _ right: Double) {
            let got = talk.value(expression) ?? .nan
            #expect(got == right || abs(got - right) <= 1e-12 * abs(right), "\(expression): \(got), not \(right)")
        }
        expect("loss", golden["loss_value"] as? Double ?? .nan)
        for (key, name) in [("grad_W_norm", "W"), ("grad_b_norm", "b")] {
            for (layer, right) in flat(golden[key]).enumerated() { expect("norm(grad(\(name)\(layer + 1)))", right) }
        }
        try expectSpectra(of: &talk, golden["jacobian"], tolerance: 1e-10)
    }

    /// - Parameter tolerance: of each value; where the plane is folded, of the largest.
    private func expectSpectra(of talk: inout Talk, _ golden: Any?, sample: Int = 1, tolerance: Double, ofLargest: Bool = false) throws {
        let layers = try #require(try values(&talk, "show spectrum sample=\(sample)")["layers"] as? [[String: Any]])
        for (place, right) in try #require(golden as? [[String: Any]]).enumerated() {
            let layer = right["after_layer"] as? Int ?? place + 1, values = flat(right["singular_values"])
            let got = try #require(layers.first { $0["layer"] as? Int == layer }.map { flat($0["singular_values"]) })
            #expect(got.count == values.count)
            for (a, b) in zip(got, values) {
                #expect(abs(a - b) <= tolerance * (ofLargest ? values[0] : b), "layer \(layer): \(a), not \(b)")
            }
        }
    }

    @Test("how fast each layer learns, before and during a training", arguments: 0..<3)
    func learningSpeed(index: Int) throws {
        let golden = goldenCases("depth", "learning")[index], inputs = try #require(golden["x"] as? [[Double]])
        var talk = try deep(golden, try #require(golden["activations"] as? [String]), inputs: inputs[0].count)
        talk.run("loss \(golden["loss"] as? String ?? ""); optimizer sgd lr=\(golden["learning_rate"] as? Double ?? 0)")
        talk.run("input \(typed(golden["x"])); target \(typed(golden["y"])); set batch \(inputs.count)")
        var updates = 0
        for right in try #require(golden["learning_speed"] as? [[String: Any]]) {
            let wanted = try #require(right["updates"] as? Int)
            if wanted > updates { talk.run("train \(wanted - updates)") }
            updates = wanted
            #expect(isNear([talk.value("loss") ?? .nan], [right["loss"] as? Double ?? 0], 1e-10))
            for (key, name) in [("grad_W_norm", "W"), ("grad_b_norm", "b")] {
                for (layer, right) in flat(right[key]).enumerated() {
                    #expect(isNear([talk.value("norm(grad(\(name)\(layer + 1)))") ?? .nan], [right], 1e-10), "\(key) after \(updates)")
                }
            }
        }
    }

    @Test("the plane as each layer folds it", arguments: 0..<2)
    func folding(index: Int) throws {
        let golden = goldenCases("depth", "folding")[index], points = try #require(golden["points"] as? [[String: Any]])
        let activation = try #require(golden["activation"] as? String), count = try #require(golden["depth"] as? Int)
        var talk = try deep(golden, Array(repeating: activation, count: count), inputs: 2)
        talk.run("input \(typed(points.map { $0["input"] as Any }))")
        let forward = try values(&talk, "forward")
        for (place, point) in points.enumerated() {
            let layers = try #require(point["after_layer"] as? [[String: Any]])
            for (layer, right) in layers.enumerated() {
                #expect(isNear(flat((forward["a\(layer + 1)"] as? [Any])?[place]), flat(right["point"]), 1e-12))
            }
            try expectSpectra(of: &talk, layers, sample: place + 1, tolerance: 1e-12, ofLargest: true)
        }
    }

    @Test("where a chain of linear units first overflows", arguments: 0..<4)
    func overflow(index: Int) throws {
        func number(_ value: Any) -> Double { value as? Double ?? ["inf": .infinity, "-inf": -.infinity][value as? String, default: .nan] }
        func isSame(_ got: Double?, _ right: Double) -> Bool { got == right || got?.isNaN == true && right.isNaN }
        let golden = goldenCases("depth", "overflow")[index], depth = try #require(golden["depth"] as? Int)
        var talk = Talk(
            "layer input 1", (1...depth).map { _ in "layer dense 1" }.joined(separator: "; "), "bias none", "loss squared-error")
        for layer in 1...depth { talk.run("set w\(layer) \(golden["weight"] as? Double ?? 0)") }
        talk.run("input 1; target 0; backward")
        #expect(isSame(talk.value("loss"), number(golden["loss_value"] as Any)))
        let outputs = try #require(golden["a"] as? [Any]), gradients = try #require(golden["grad_W"] as? [Any])
        for layer in 1...depth {
            #expect(isSame(talk.value("sum(a\(layer))"), number(outputs[layer - 1])), "a\(layer)")
            #expect(isSame(talk.value("grad(w\(layer))"), number(gradients[layer - 1])), "grad(w\(layer))")
        }
    }
}
