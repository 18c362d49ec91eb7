// Perceptrons: weighing evidence, gates, and what gates are joined to. Exact, for all numbers are small and whole.
import Testing

@testable import NeuralEngine

@Suite("Perceptrons decide as in the golden table")
struct GoldenPerceptronTests {
    @Test("three judges and a threshold", arguments: ["judges", "at_the_threshold"])
    func judges(name: String) {
        let golden = Golden.perceptron[name]
        let bias = name == "judges" ? golden["bias"].double : -golden["threshold"].double
        let (net, output) = unit(golden["weights"].doubles, bias: bias, input: golden["scores"].doubles)
        #expect(net == golden["net"].double)
        #expect(output == golden["output"].double)
    }

    @Test("gates", arguments: ["nand", "and", "or", "nor", "not", "majority of three"])
    func gates(name: String) {
        let gate = Golden.perceptron["gates"][name]
        expectTruthTable(gate)
        #expect(gate["rows"].list.count == 1 << gate["weights"].list.count)
    }

    @Test("half adder and full adder of NAND units, every net input", arguments: ["half_adder", "full_adder"])
    func adders(name: String) {
        let adder = Golden.perceptron[name]
        #expect(!adder["rows"].list.isEmpty)
        for row in adder["rows"].list {
            var values = Dictionary(uniqueKeysWithValues: zip(adder["inputs"].list.map(\.text), row["input"].doubles))
            var waiting = adder["units"].fields
            while let (unitName, sources) = waiting.first(where: { $1.list.allSatisfy { values[$0.text] != nil } }) {
                let (net, output) = unit([-2, -2], bias: 3, input: sources.list.map { values[$0.text]! })
                #expect(net == row["net"][unitName].double)
                #expect(output == row["output_of_unit"][unitName].double)
                values[unitName] = output
                waiting[unitName] = nil
            }
            #expect(waiting.isEmpty)
            for (result, source) in adder["outputs"].fields { #expect(values[source.text] == row["result"][result].double) }
        }
    }

    @Test("xor of two layers: or and nand, joined by and")
    func xorOfTwoLayers() {
        let golden = Golden.perceptron["xor_two_layers"], hidden = golden["hidden"].list
        hidden.forEach(expectTruthTable)
        expectTruthTable(golden["output"])
        var network = Network(inputs: 2)
        network.append(units: 2, activation: .step)
        network.append(units: 1, activation: .step)
        var parameters = Parameters(zerosFor: network)
        parameters.weights[0] = Matrix(rows: hidden.map { $0["weights"].doubles })
        parameters.biases[0] = hidden.map { $0["bias"].double }
        parameters.weights[1] = Matrix(rows: [golden["output"]["weights"].doubles])
        parameters.biases[1] = [golden["output"]["bias"].double]
        var pass = Pass(network: network, capacity: 4)
        pass.load(Dataset.xor.samples(for: network), rows: 0..<4)
        pass.forward(parameters)
        #expect(pass.outputs[1].values == [0, 1, 1, 0])
        #expect(pass.loss == 0)
        #expect(pass.rightAnswers() == 4)
    }

    /// Rows of inputs, net input and output.
    private func expectTruthTable(_ gate: Golden) {
        let weights = gate["weights"].doubles
        for row in gate["rows"].rows {
            let (net, output) = unit(weights, bias: gate["bias"].double, input: Array(row.prefix(weights.count)))
            #expect([net, output] == Array(row.suffix(2)))
        }
    }

    /// Net input and output of one step unit.
    private func unit(_ weights: [Double], bias: Double, input: [Double]) -> (Double, Double) {
        var network = Network(inputs: weights.count)
        network.append(units: 1, activation: .step)
        var parameters = Parameters(zerosFor: network)
        parameters.weights[0] = Matrix(rows: [weights])
        parameters.biases[0] = [bias]
        var pass = Pass(network: network, capacity: 1)
        pass.load(Samples(inputs: Matrix(rows: [input]), outputs: 1), rows: 0..<1)
        pass.forward(parameters)
        return (pass.netInputs[0][0, 0], pass.outputs[0][0, 0])
    }
}
