// A stack of linear layers is one linear layer.
import Testing

@testable import NeuralEngine

@Suite("Linear layers collapse")
struct CollapseTests {
    @Test("W is the product, b what the network answers to 0, and all outputs agree")
    func product() throws {
        var network = Network(inputs: 2)
        network.append(units: 3, activation: .identity)
        network.append(units: 3, activation: .identity, biasMode: .shared)
        network.append(units: 2, activation: .identity, biasMode: .none)
        var parameters = Parameters(zerosFor: network)
        for place in parameters.values.indices { parameters.values[place] = Double(place % 5) - 1.5 }
        let collapse = try #require(Collapse(of: network, parameters))
        #expect(network.firstLayerThatIsNotLinear == nil && collapse.weights.rows == 2 && collapse.weights.columns == 2)
        let inputs = Matrix(rows: [[0, 0], [1, 0], [0.5, -3]])
        let outputs = network.layerOutputs(for: inputs, parameters)[2]
        #expect(collapse.biases == Array(outputs.row(0)))
        for row in 0..<3 { #expect(collapse.outputs(of: inputs.row(row)) == Array(outputs.row(row))) }
    }

    @Test("the first layer that bends is named; dropout and flatten are in nobody's way")
    func first() {
        var network = Network(inputShape: Shape(height: 2, width: 1, channels: 1))
        network.append(.flatten(inputs: network.outputShape))
        network.append(units: 2, activation: .identity)
        network.append(.dropout(inputs: network.outputShape, rate: 0.5))
        #expect(network.firstLayerThatIsNotLinear == nil)
        network.append(units: 2, activation: .relu)
        network.append(units: 2, activation: .tanh)
        #expect(network.firstLayerThatIsNotLinear == 4)
    }
}
