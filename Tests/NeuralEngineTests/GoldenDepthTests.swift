// Deep networks against results of 130 digits: gradients that vanish and explode, Jacobians that lose their rank, a plane that is folded.
import Testing

@testable import NeuralEngine

@Suite("Deep networks have the golden gradients and spectra")
struct GoldenDepthTests {
    static var cases: [Golden] { Golden.depth["cases"].list }
    static let names = cases.map { $0["name"].text }

    @Test("seven deep networks, three trainings, two foldings and four chains are compared")
    func scope() {
        #expect(
            [Self.cases, Golden.depth["learning"].list, Golden.depth["folding"].list, Golden.depth["overflow"].list].map(\.count) == [
                7, 3, 2, 4,
            ])
    }

    private func network(
        inputs: Int, _ activations: [String], _ golden: Golden, loss: Loss = .squaredError
    ) throws -> (Network, Parameters) {
        var network = Network(inputs: inputs, loss: loss)
        for (rows, activation) in zip(golden["W"].list, activations) {
            network.append(units: rows.list.count, activation: try #require(Activation.named(activation)))
        }
        var parameters = Parameters(zerosFor: network)
        for index in network.layers.indices {
            parameters.weights[index] = Matrix(rows: golden["W"][index].rows)
            parameters.biases[index] = golden["b"][index].doubles
        }
        return (network, parameters)
    }

    private func deep(_ name: String) throws -> (Golden, Network, Parameters) {
        let golden = try #require(Self.cases.first { $0["name"].text == name })
        let activations = [String](repeating: golden["activation"].text, count: golden["depth"].int)
        let (network, parameters) = try network(inputs: golden["width"].int, activations, golden)
        return (golden, network, parameters)
    }

    private func norm(_ values: some Sequence<Double>) -> Double { values.reduce(0) { $0 + $1 * $1 }.squareRoot() }

    @Test("the sizes of deltas and gradients, layer by layer", arguments: names)
    func norms(name: String) throws {
        let (golden, network, parameters) = try deep(name)
        var pass = Pass(network: network, capacity: 1)
        pass.load(Samples(inputs: Matrix(rows: [golden["x"].doubles]), targets: Matrix(rows: [golden["target"].doubles])), rows: 0..<1)
        pass.forward(parameters)
        pass.backward(parameters)
        func expect(_ got: Double, _ right: Golden, _ what: String) {
            #expect(excess(got, right.double, allowed: 1e-12 * abs(right.double)) <= 1, "\(what): \(got), not \(right.double)")
        }
        expect(pass.loss, golden["loss_value"], "loss")
        for index in network.layers.indices {
            expect(norm(pass.deltas[index].values), golden["delta_norm"][index], "delta of layer \(index + 1)")
            expect(norm(pass.gradients.weights[index].values), golden["grad_W_norm"][index], "gradient of W\(index + 1)")
            expect(norm(pass.gradients.biases[index]), golden["grad_b_norm"][index], "gradient of b\(index + 1)")
            #expect(Double(pass.outputs[index].values.count { $0 == 0 }) / golden["width"].double == golden["fraction_zero"][index].double)
        }
    }

    @Test("every singular value of every Jacobian is right to its own digits, however small it is", arguments: names)
    func spectra(name: String) throws {
        let (golden, network, parameters) = try deep(name)
        let spectra = try #require(network.jacobianSpectra(at: golden["x"].doubles, parameters))
        #expect(spectra.map(\.layer) == Array(1...network.layers.count))
        for right in golden["jacobian"].list {
            let spectrum = spectra[right["after_layer"].int - 1], values = right["singular_values"].doubles
            #expect(spectrum.singularValues.count == values.count)
            for (got, value) in zip(spectrum.singularValues, values) {
                #expect(excess(got, value, allowed: 1e-10 * value) <= 1, "layer \(spectrum.layer): \(got), not \(value)")
            }
            #expect(spectrum.rank == values.count { $0 > 0 })
            #expect(excess(spectrum.stableRank, right["stable_rank"].double, allowed: 1e-11) <= 1)
            #expect(excess(spectrum.effectiveRank, right["effective_rank"].double, allowed: 1e-10) <= 1)
        }
    }

    @Test("how fast each layer learns along a training", arguments: Golden.depth["learning"].list.map { $0["name"].text })
    func learning(name: String) throws {
        let golden = try #require(Golden.depth["learning"].list.first { $0["name"].text == name })
        let activations = golden["activations"].list.map(\.text)
        var (network, parameters) = try network(
            inputs: golden["sizes"][0].int, activations, golden, loss: try #require(Loss.named(golden["loss"].text)))
        let samples = Samples(inputs: Matrix(rows: golden["x"].rows), targets: Matrix(rows: golden["y"].rows))
        var optimizer = Optimizer(), updates = 0
        optimizer.learningRate = golden["learning_rate"].double
        for right in golden["learning_speed"].list {
            var trainer = Trainer(
                network: network, parameters: parameters, optimizer: optimizer, samples: samples, batchSize: samples.count)
            while updates < right["updates"].int {
                trainer.epoch()
                updates += 1
            }
            (parameters, optimizer) = (trainer.parameters, trainer.optimizer)
            var pass = Pass(network: network, capacity: samples.count)
            pass.load(samples, rows: 0..<samples.count)
            pass.forward(parameters)
            pass.backward(parameters)
            #expect(distance([pass.loss], [right["loss"].double]) <= 1e-10)
            for index in network.layers.indices {
                let got = [norm(pass.gradients.weights[index].values), norm(pass.gradients.biases[index])]
                for (got, key) in zip(got, ["grad_W_norm", "grad_b_norm"]) {
                    #expect(distance([got], [right[key][index].double]) <= 1e-10, "\(key) of layer \(index + 1) after \(updates)")
                }
            }
        }
    }

    @Test("the plane as each layer folds it", arguments: Golden.depth["folding"].list.map { $0["name"].text })
    func folding(name: String) throws {
        let golden = try #require(Golden.depth["folding"].list.first { $0["name"].text == name })
        let activations = [String](repeating: golden["activation"].text, count: golden["depth"].int)
        let (network, parameters) = try network(inputs: 2, activations, golden)
        let points = golden["points"].list
        let folded = network.layerOutputs(for: Matrix(rows: points.map { $0["input"].doubles }), parameters)
        for (place, point) in points.enumerated() {
            let spectra = try #require(network.jacobianSpectra(at: point["input"].doubles, parameters))
            for (index, right) in point["after_layer"].list.enumerated() {
                #expect(distance(Array(folded[index].row(place)), right["point"].doubles) <= 1e-12)
                let values = right["singular_values"].doubles
                for (got, value) in zip(spectra[index].singularValues, values) {
                    #expect(excess(got, value, allowed: 1e-12 * values[0]) <= 1, "layer \(index + 1): \(got), not \(value)")
                }
            }
        }
    }

    @Test("where a chain of linear units first overflows", arguments: Golden.depth["overflow"].list.map { $0["name"].text })
    func overflow(name: String) throws {
        let golden = try #require(Golden.depth["overflow"].list.first { $0["name"].text == name }), depth = golden["depth"].int
        var network = Network(inputs: 1)
        for _ in 0..<depth { network.append(units: 1, activation: .identity, biasMode: .none) }
        var parameters = Parameters(zerosFor: network)
        for index in 0..<depth { parameters.weights[index] = Matrix(rows: [[golden["weight"].double]]) }
        var pass = Pass(network: network, capacity: 1)
        pass.load(Samples(inputs: Matrix(rows: [[1]]), targets: Matrix(rows: [[0]])), rows: 0..<1)
        pass.forward(parameters)
        pass.backward(parameters)
        #expect(pass.outputs.flatMap(\.values) == golden["a"].doubles)
        #expect(pass.loss == golden["loss_value"].double && pass.loss.isFinite == golden["loss_finite"].isTrue)
        #expect(pass.deltas.flatMap(\.values) == golden["delta"].doubles)
        let gradients = pass.gradients.weights.flatMap(\.values)
        #expect(gradients == golden["grad_W"].doubles)
        let forward = pass.outputs.firstIndex { !$0.values[0].isFinite }.map { $0 + 1 }
        let backward = gradients.lastIndex { !$0.isFinite }.map { $0 + 1 }
        #expect(forward == (golden["first_layer_not_finite_forward"].isNothing ? nil : golden["first_layer_not_finite_forward"].int))
        #expect(
            backward
                == (golden["first_gradient_not_finite_going_back"].isNothing ? nil : golden["first_gradient_not_finite_going_back"].int))
    }

    @Test("a Jacobian that is not finite has no singular values, nor have those behind it")
    func notFinite() throws {
        var network = Network(inputs: 1)
        for _ in 0..<3 { network.append(units: 1, activation: .identity) }
        var parameters = Parameters(zerosFor: network)
        for (index, weight) in [2, Double.infinity, 3].enumerated() { parameters.weights[index] = Matrix(rows: [[weight]]) }
        let spectra = try #require(network.jacobianSpectra(at: [1], parameters))
        #expect(spectra[0].singularValues == [2] && spectra[1].singularValues[0].isNaN && spectra[2].stableRank.isNaN)
    }

    @Test("convolutions, pooling, batch normalisation and softmax have spectra, too: those of their Jacobians, as differences measure them")
    func otherKinds() throws {
        var network = Network(inputShape: Shape(height: 4, width: 4, channels: 1))
        network.append(
            try .convolution(
                inputs: network.outputShape, filters: 2, window: Window(height: 3, width: 3, rowStride: 1, columnStride: 1),
                activation: .tanh))
        network.append(.batchNormalisation(inputs: network.outputShape, activation: .identity))
        network.append(.flatten(inputs: network.outputShape))
        network.append(units: 3, activation: .softmax)
        var parameters = Parameters(zerosFor: network)
        for place in parameters.values.indices { parameters.values[place] = Elementary.cos(3 * Double(place)) }
        let input = (0..<16).map { Elementary.sin(Double($0)) }
        let spectra = try #require(network.jacobianSpectra(at: input, parameters))
        #expect(spectra.map(\.layer) == [1, 2, 4] && spectra.map(\.singularValues.count) == [8, 8, 3])
        // The sum of the squares of the singular values is that of the entries of the Jacobian.
        for spectrum in spectra {
            var squares = 0.0
            for place in input.indices {
                var moved = [input, input]
                moved[0][place] -= 1e-6
                moved[1][place] += 1e-6
                let outputs = network.layerOutputs(for: Matrix(rows: moved), parameters)[spectrum.layer - 1]
                squares += zip(outputs.row(0), outputs.row(1)).reduce(0) { $0 + ($1.1 - $1.0) * ($1.1 - $1.0) / 4e-12 }
            }
            let sum = spectrum.singularValues.reduce(0) { $0 + $1 * $1 }
            #expect(abs(sum - squares) <= 1e-6 * squares)
        }
        #expect(spectra[2].singularValues[2] <= 1e-15, "probabilities have a fixed sum: one direction is lost")
    }
}
