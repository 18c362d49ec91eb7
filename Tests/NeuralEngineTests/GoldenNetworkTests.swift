// Whole networks, forward and backward, against results of many digits.
import Testing

@testable import NeuralEngine

@Suite("Networks give the golden outputs, losses and gradients")
struct GoldenNetworkTests {
    static let names = Golden.networksExact["cases"].list.map { $0["name"].text }

    @Test("thirty-six networks are compared")
    func scope() {
        #expect(Self.names.count == 36)
    }

    @Test("forward, loss and backward", arguments: names)
    func forwardAndBackward(name: String) throws {
        let golden = try #require(Golden.networksExact["cases"].list.first { $0["name"].text == name })
        var network = Network(inputs: golden["sizes"][0].int, loss: try #require(Loss.named(golden["loss"].text)))
        for (units, activation) in zip(golden["sizes"].ints.dropFirst(), golden["activations"].list) {
            network.append(units: units, activation: try #require(Activation.named(activation.text)))
        }
        if !golden["penalty"].isNothing {
            network.penalty = Penalty(l1: golden["penalty"]["l1"].double, l2: golden["penalty"]["l2"].double)
        }
        var parameters = Parameters(zerosFor: network)
        for index in network.layers.indices {
            parameters.weights[index] = Matrix(rows: golden["W"][index].rows)
            parameters.biases[index] = golden["b"][index].doubles
        }
        let samples = Samples(inputs: Matrix(rows: golden["x"].rows), targets: Matrix(rows: golden["y"].rows))
        var stepper = Stepper(
            network: network, parameters: parameters, optimizer: Optimizer(), samples: samples, batchSize: samples.count)
        expect(stepper.wholePass(), stepper, equals: golden, "all at once")
        stepper.travel(to: Stepper.Position(step: stepper.plan.firstUpdate))
        expect(stepper.pass, stepper, equals: golden, "step by step")
    }

    private func expect(_ pass: Pass, _ stepper: Stepper, equals golden: Golden, _ how: String) {
        func expectNear(_ got: [Double], _ right: [[Double]], _ what: String) {
            let distance = distance(got, right.flatMap { $0 })
            #expect(distance <= 1e-13, "\(what), \(how): \(distance) from the golden values")
        }
        for index in pass.network.layers.indices {
            expectNear(pass.netInputs[index].values, golden["z"][index].rows, "z\(index + 1)")
            expectNear(pass.outputs[index].values, golden["a"][index].rows, "a\(index + 1)")
            expectNear(pass.deltas[index].values, golden["delta"][index].rows, "delta of layer \(index + 1)")
            expectNear(pass.gradients.weights[index].values, golden["grad_W"][index].rows, "gradient of W\(index + 1)")
            expectNear(pass.gradients.biases[index], [golden["grad_b"][index].doubles], "gradient of b\(index + 1)")
        }
        expectNear([pass.loss], [[golden["loss_value"].double]], "loss")
        expectNear(stepper.inputGradients(of: pass).values, golden["grad_x"].rows, "gradient of x")
    }
}
