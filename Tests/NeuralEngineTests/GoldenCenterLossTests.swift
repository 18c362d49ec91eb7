// Center loss alone and joined to softmax, with the moves of the centers, against results of many digits.
import Testing

@testable import NeuralEngine

@Suite("Center loss gives the golden numbers")
struct GoldenCenterLossTests {
    static let aloneCases = Golden.centerLoss["alone"].list
    static let jointCases = Golden.centerLoss["joint"].list

    @Test("five batches alone and five joined are compared")
    func scope() {
        #expect([Self.aloneCases.count, Self.jointCases.count] == [5, 5])
    }

    /// One-hot targets.
    private func targets(_ labels: [Int], classes: Int) -> Matrix {
        Matrix(rows: labels.map { label in (0..<classes).map { $0 == label ? 1 : 0 } })
    }

    /// The features are the inputs, and the outputs do not depend on them: all that is left is the center loss.
    @Test("alone: the loss, its slopes, and how centers move", arguments: aloneCases.indices)
    func alone(index: Int) {
        let golden = Self.aloneCases[index], classes = golden["centers"].list.count
        var network = Network(inputs: golden["features"][0].list.count)
        network.append(units: classes, activation: .identity, biasMode: .none)
        network.centerLoss = CenterLoss(weight: 1, alpha: golden["alpha"].double)
        network.lossTerms.reduction = .sum
        var parameters = Parameters(zerosFor: network)
        parameters.centers = Matrix(rows: golden["centers"].rows)
        let samples = Samples(
            inputs: Matrix(rows: golden["features"].rows), targets: targets(golden["labels"].ints, classes: classes))
        bothWays(network, parameters, samples) { pass, stepper, how in
            #expect(distance([pass.centerLosses.reduce(0, +)], [golden["loss"].double]) <= 1e-13, how)
            #expect(distance(stepper.inputGradients(of: pass).values, golden["grad_features"].flat) <= 1e-13, how)
        }
        var stepper = Stepper(network: network, parameters: parameters, optimizer: Optimizer(), samples: samples, batchSize: samples.count)
        stepper.travel(to: Stepper.Position(step: stepper.plan.firstUpdate))
        let shifts = parameters.centers.values.indices.map {
            let (label, unit) = ($0 / parameters.centers.columns, $0 % parameters.centers.columns)
            return Calculation.centerShift(label: label, unit: unit).evaluated(in: stepper.moment, sample: 0)
        }
        #expect(distance(shifts, golden["delta_c"].flat) <= 1e-13)
        stepper.travel(to: Stepper.Position(step: .max))
        #expect(distance(stepper.parameters.centers.values, golden["centers_after"].flat) <= 1e-13)
    }

    private func scene(_ golden: Golden) throws -> (Network, Parameters, Samples) {
        let sizes = golden["sizes"].ints
        var network = Network(inputs: sizes[0], loss: .crossEntropy)
        for (units, activation) in zip(sizes.dropFirst(), golden["activations"].list) {
            network.append(units: units, activation: try #require(Activation.named(activation.text)))
        }
        network.centerLoss = CenterLoss(weight: golden["center_weight"].double, alpha: golden["alpha"].double)
        network.lossTerms.reduction = try #require(LossTerms.Reduction(rawValue: golden["reduction"].text))
        var parameters = Parameters(zerosFor: network)
        for index in network.layers.indices {
            parameters.weights[index] = Matrix(rows: golden["W"][index].rows)
            parameters.biases[index] = golden["b"][index].doubles
        }
        parameters.centers = Matrix(rows: golden["centers"].rows)
        return (
            network, parameters,
            Samples(inputs: Matrix(rows: golden["x"].rows), targets: targets(golden["labels"].ints, classes: sizes[3]))
        )
    }

    @Test("joined to softmax: losses and all gradients", arguments: jointCases.indices)
    func joint(index: Int) throws {
        let golden = Self.jointCases[index], (network, parameters, samples) = try scene(golden)
        let divisor = golden["reduction"].text == "sum" ? 1 : Double(samples.count)
        bothWays(network, parameters, samples) { pass, _, how in
            #expect(distance(pass.outputs[1].values, golden["features"].flat) <= 1e-13, how)
            #expect(distance(pass.outputs[2].values, golden["softmax"].flat) <= 1e-13, how)
            #expect(distance([pass.shares.values.reduce(0, +) / divisor], [golden["cross_entropy"].double]) <= 1e-13, how)
            #expect(distance([pass.centerLosses.reduce(0, +) / divisor], [golden["center_loss"].double]) <= 1e-13, how)
            #expect(distance([pass.loss], [golden["loss_value"].double]) <= 1e-13, how)
            #expect(distance(pass.deltas[1].values, golden["grad_features"].flat) <= 1e-13, how)
            for index in network.layers.indices {
                #expect(distance(pass.gradients.weights[index].values, golden["grad_W"][index].flat) <= 1e-13, how)
                #expect(distance(pass.gradients.biases[index], golden["grad_b"][index].flat) <= 1e-13, how)
            }
        }
    }

    @Test("joined to softmax: weights, biases and centers after updates", arguments: jointCases.indices)
    func updates(index: Int) throws {
        let golden = Self.jointCases[index], (network, parameters, samples) = try scene(golden)
        let optimizer = Optimizer(learningRate: golden["learning_rate"].double), marks = golden["after_updates"].fields
        #expect(marks.keys.sorted() == ["1", "2", "20", "5"])
        var trainer = Trainer(network: network, parameters: parameters, optimizer: optimizer, samples: samples, batchSize: samples.count)
        for update in 1...20 {
            trainer.epoch()
            guard let right = marks["\(update)"] else { continue }
            for index in network.layers.indices {
                #expect(distance(trainer.parameters.weights[index].values, right["W"][index].flat) <= 1e-12)
                #expect(distance(trainer.parameters.biases[index], right["b"][index].flat) <= 1e-12)
            }
            #expect(distance(trainer.parameters.centers.values, right["centers"].flat) <= 1e-12)
            #expect(distance([trainer.evaluate().loss], [right["loss"].double]) <= 1e-12)
        }
    }

    @Test("other weights keep what the layers have learnt; centers begin anew")
    func freshCenters() throws {
        var (network, parameters, _) = try scene(Self.jointCases[0])
        network.centerLoss = nil
        let plain = parameters.withFreshCenters(for: network)
        #expect(plain.values == parameters.values)
        #expect(plain.centers.values.isEmpty)
        network.centerLoss = CenterLoss()
        #expect(plain.withFreshCenters(for: network).centers.values == [0, 0, 0, 0, 0, 0])
    }
}
