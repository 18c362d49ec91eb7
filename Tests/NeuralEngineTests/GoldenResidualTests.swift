// Residual connections against results of many digits: forward, backward, and after some updates.
import Testing

@testable import NeuralEngine

@Suite("Residual connections give the golden numbers")
struct GoldenResidualTests {
    static let cases = Golden.residual["cases"].list
    static let names = cases.map { $0["name"].text }

    @Test("thirteen networks are compared")
    func scope() { #expect(Set(Self.names).count == 13) }

    @Test("all at once, step by step, and after updates", arguments: names)
    func network(name: String) throws {
        let golden = try #require(Self.cases.first { $0["name"].text == name })
        let network = try network(golden)
        var parameters = Parameters(zerosFor: network)
        for index in network.layers.indices where !golden["W"][index].isNothing {
            parameters.weights[index].values = golden["W"][index].flat
            parameters.biases[index] = golden["b"][index].flat
        }
        let samples = Samples(inputs: Matrix(samples: golden["x"]), targets: Matrix(samples: golden["y"]))
        bothWays(network, parameters, samples) { pass, stepper, how in
            func expectNear(_ got: [Double], _ right: Golden, _ what: String) {
                #expect(distance(got, right.flat) <= 1e-13, "\(what), \(how)")
            }
            for (index, layer) in network.layers.enumerated() {
                #expect(layer.shape == Shape(lengths: golden["layers"][index]["output_shape"].ints))
                expectNear(pass.outputs[index].values, golden["a"][index], "a\(index + 1)")
                if layer.computes { expectNear(pass.deltas[index].values, golden["delta"][index], "delta of layer \(index + 1)") }
                guard layer.hasNetInputs else { continue }
                expectNear(pass.netInputs[index].values, golden["z"][index], "z\(index + 1)")
                expectNear(pass.gradients.weights[index].values, golden["grad_W"][index], "gradient of W\(index + 1)")
                expectNear(pass.gradients.biases[index], golden["grad_b"][index], "gradient of b\(index + 1)")
            }
            expectNear([pass.loss], golden["loss_value"], "loss")
            expectNear(stepper.inputGradients(of: pass).values, golden["grad_x"], "gradient of x")
        }
        var trainer = Trainer(
            network: network, parameters: parameters, optimizer: Optimizer(.sgd, learningRate: golden["lr"].double), samples: samples,
            batchSize: samples.count)
        for update in 1...5 {
            trainer.epoch()
            guard case let right = golden["after_updates"]["\(update)"], !right.isNothing else { continue }
            for (index, layer) in network.layers.enumerated() where layer.hasNetInputs {
                #expect(
                    distance(trainer.parameters.weights[index].values, right["W"][index].flat) <= 1e-12, "W\(index + 1) after \(update)")
                #expect(distance(trainer.parameters.biases[index], right["b"][index].flat) <= 1e-12, "b\(index + 1) after \(update)")
            }
            #expect(distance([trainer.evaluate().loss], [right["loss"].double]) <= 1e-12, "loss after \(update)")
        }
    }

    private func network(_ golden: Golden) throws -> Network {
        var network = Network(
            inputShape: Shape(lengths: golden["input_shape"].ints), loss: try #require(Loss.named(golden["loss"].text)))
        for layer in golden["layers"].list {
            let shape = network.outputShape, activation = Activation.named(layer["activation"].text)
            switch layer["layer"].text {
            case "add": network.append(try .addition(of: layer["reads"].int, in: network))
            case "conv":
                let window = Window(layer["kernel"].int, stride: layer["stride"].int, padding: layer["padding"].int)
                network.append(
                    try .convolution(inputs: shape, filters: layer["filters"].int, window: window, activation: try #require(activation)))
            case "avgpool":
                let window = Window(layer["size"].int, stride: layer["stride"].int)
                network.append(try .pooling({ .averagePooling($0, countsPadding: false) }, inputs: shape, window: window))
            case "flatten": network.append(.flatten(inputs: shape))
            default: network.append(units: layer["units"].int, activation: try #require(activation))
            }
        }
        return network
    }
}

@Suite("A network is layers in topological order")
struct TopologyTests {
    /// 3 - 3 tanh - 3 tanh - add 1 - 2.
    private func block() throws -> Network {
        var network = Network(inputs: 3)
        network.append(units: 3, activation: .tanh)
        network.append(units: 3, activation: .tanh)
        network.append(try .addition(of: 1, in: network))
        network.append(units: 2, activation: .identity)
        return network
    }

    @Test("every layer reads the one before it, an addition one more; flatten layers are left out")
    func reads() throws {
        #expect(try (1...4).map(block().reads) == [[0], [1], [2, 1], [3]])
        var image = Network(inputShape: Shape(height: 2, width: 2, channels: 1))
        image.append(.flatten(inputs: image.outputShape))
        image.append(units: 4, activation: .relu)
        image.append(try .addition(of: 1, in: image))
        #expect(image.reads(3) == [2, 0])
    }

    @Test("shapes that differ are refused, with a layer that fits")
    func misfit() throws {
        let network = try block()
        #expect(throws: ShapeError.self) { try Layer.addition(of: 1, in: network) }
        do {
            _ = try Layer.addition(of: 1, in: network)
        } catch {
            #expect(error.message == "layer 1 has the shape 3 and layer 4 the shape 2: they cannot be added")
            #expect(error.hint == "layer dense 3 makes as many first")
        }
    }

    @Test("what is taken away takes its number along: additions go on reading what they read, or refuse")
    func removing() throws {
        var network = Network(inputs: 3)
        for _ in 0..<3 { network.append(units: 3, activation: .tanh) }
        network.append(try .addition(of: 2, in: network))
        network.append(try .addition(of: 0, in: network))
        #expect(try network.removing(layer: 1).layers.compactMap(\.kind.other) == [1, 0])
        #expect(try network.removing(layer: 3).layers.compactMap(\.kind.other) == [2, 0])
        #expect(try network.removing(layer: 4).layers.compactMap(\.kind.other) == [0])
        #expect(throws: LayerMisfit.self) { try network.removing(layer: 2) }
    }
}
