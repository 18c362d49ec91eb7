// Convolution and pooling against results of many digits, with gradients for a given slope, alone and in networks.
import Testing

@testable import NeuralEngine

@Suite("Convolution and pooling give the golden numbers")
struct GoldenConvolutionTests {
    static let convolutions = Golden.convolutionLayers["convolution"].list
    static let poolings = Golden.convolutionLayers["pooling"].list
    static let networks = Golden.convolutionLayers["networks"].list

    @Test("twelve convolutions, thirteen poolings and three networks are compared")
    func scope() {
        #expect([Self.convolutions.count, Self.poolings.count, Self.networks.count] == [12, 13, 3])
    }

    @Test("convolution forward and backward", arguments: convolutions.indices)
    func convolution(index: Int) throws {
        let golden = Self.convolutions[index]
        let layer = try Layer.convolution(
            inputs: Shape(lengths: Array(golden["x"].lengths.dropFirst())), filters: golden["weights"].list.count,
            window: Window(
                size: (golden["weights"].lengths[2], golden["weights"].lengths[3]), stride: golden["stride"].pair,
                padding: golden["padding"].pair), activation: .identity)
        #expect(layer.shape == Shape(lengths: Array(golden["y"].lengths.dropFirst())))
        let network = Network(only: layer)
        var parameters = Parameters(zerosFor: network)
        parameters.weights[0].values = golden["weights"].flat
        parameters.biases[0] = golden["bias"].doubles
        bothWays(network, parameters, samples(golden)) { pass, stepper, how in
            #expect(distance(pass.outputs[0].values, golden["y"].flat) <= 1e-13, how)
            #expect(distance(pass.gradients.weights[0].values, golden["grad_weights"].flat) <= 1e-13, how)
            #expect(distance(pass.gradients.biases[0], golden["grad_bias"].flat) <= 1e-13, how)
            #expect(distance(stepper.inputGradients(of: pass).values, golden["grad_x"].flat) <= 1e-13, how)
        }
    }

    @Test("pooling forward and backward, and who has won", arguments: poolings.indices)
    func pooling(index: Int) throws {
        let golden = Self.poolings[index], isMaximum = golden["kind"].text == "max"
        let layer = try Layer.pooling(
            isMaximum ? LayerKind.maxPooling : { .averagePooling($0, countsPadding: false) },
            inputs: Shape(lengths: Array(golden["x"].lengths.dropFirst())),
            window: Window(size: golden["size"].pair, stride: golden["stride"].pair, padding: (0, 0)))
        let network = Network(only: layer)
        bothWays(network, Parameters(zerosFor: network), samples(golden)) { pass, stepper, how in
            #expect(distance(pass.outputs[0].values, golden["y"].flat) <= 1e-13, how)
            #expect(distance(stepper.inputGradients(of: pass).values, golden["grad_x"].flat) <= 1e-13, how)
            if isMaximum { #expect(pass.winners(ofLayer: 1) == golden["winner"].flat.map { Int($0) }, how) }
        }
    }

    @Test("networks from input to gradients", arguments: networks.indices)
    func network(index: Int) throws {
        let golden = Self.networks[index]
        let network = try network(golden)
        #expect(network.parameterCount == golden["parameters"].int)
        var parameters = Parameters(zerosFor: network)
        for index in network.layers.indices where !golden["W"][index].isNothing {
            parameters.weights[index].values = golden["W"][index].flat
            parameters.biases[index] = golden["b"][index].flat
        }
        let samples = Samples(inputs: Matrix(samples: golden["x"]), targets: Matrix(rows: golden["y"].rows))
        bothWays(network, parameters, samples) { pass, stepper, how in
            for (index, layer) in network.layers.enumerated() {
                #expect(layer.shape == Shape(lengths: golden["layers"][index]["output_shape"].ints))
                #expect(distance(pass.outputs[index].values, golden["a"][index].flat) <= 1e-13, how)
                guard layer.hasNetInputs else { continue }
                #expect(distance(pass.netInputs[index].values, golden["z"][index].flat) <= 1e-13, how)
                #expect(distance(pass.gradients.weights[index].values, golden["grad_W"][index].flat) <= 1e-13, how)
                #expect(distance(pass.gradients.biases[index], golden["grad_b"][index].flat) <= 1e-13, how)
            }
            #expect(distance([pass.loss], [golden["loss_value"].double]) <= 1e-13, how)
            #expect(distance(stepper.inputGradients(of: pass).values, golden["grad_x"].flat) <= 1e-13, how)
        }
    }

    private func network(_ golden: Golden) throws -> Network {
        var network = Network(
            inputShape: Shape(lengths: golden["input_shape"].ints), loss: try #require(Loss.named(golden["loss"].text)))
        for layer in golden["layers"].list {
            func window(_ size: String) -> Window {
                Window(
                    size: layer[size].pair, stride: layer["stride"].pair,
                    padding: layer["padding"].isNothing ? (0, 0) : layer["padding"].pair)
            }
            let shape = network.outputShape
            let activation = Activation.named(layer["activation"].text)
            switch layer["layer"].text {
            case "conv":
                network.append(
                    try .convolution(
                        inputs: shape, filters: layer["filters"].int, window: window("kernel"), activation: try #require(activation)))
            case "maxpool": network.append(try .pooling(LayerKind.maxPooling, inputs: shape, window: window("size")))
            case "avgpool":
                network.append(try .pooling({ .averagePooling($0, countsPadding: false) }, inputs: shape, window: window("size")))
            case "flatten": network.append(.flatten(inputs: shape))
            default: network.append(units: layer["units"].int, activation: try #require(activation))
            }
        }
        return network
    }

    /// The inputs, and as targets dLoss/dy before it is divided by the number of samples.
    private func samples(_ golden: Golden) -> Samples {
        let upstream = Matrix(samples: golden["upstream"])
        return Samples(inputs: Matrix(samples: golden["x"]), targets: upstream.times(Double(upstream.rows)))
    }
}

extension Pass {
    /// Row and column of the winner of each unit of a max pooling layer, for all samples, one after the other.
    func winners(ofLayer number: Int) -> [Int] {
        let record = layout.records[number]
        return (0..<sampleCount * record.units).flatMap { place -> [Int] in
            let (_, row, column) = record.inputShape.position(of: Int(memory[record.memory + place]))
            return [row, column]
        }
    }
}
