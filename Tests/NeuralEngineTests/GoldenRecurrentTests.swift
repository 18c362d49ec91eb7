// Recurrent layers against results of many digits: forward, back through time, and after some updates.
import Testing

@testable import NeuralEngine

@Suite("Recurrent layers give the golden numbers")
struct GoldenRecurrentTests {
    static let cases = Golden.recurrent["cases"].list
    static let trainings = Golden.recurrentTraining["cases"].list

    @Test("ten networks and twelve trainings are compared")
    func scope() { #expect(Self.cases.count == 10 && Self.trainings.count == 12) }

    @Test("states, outputs, loss and gradients by time", arguments: cases.indices)
    func backThroughTime(index: Int) throws {
        let golden = Self.cases[index]
        let scene = try Scene(golden, x: [golden["x"]], targets: [golden["targets"]])
        try expect(scene, golden, h: golden["h"], outputs: golden["outputs"], gradH: golden["grad_h"])
    }

    @Test("batches of sequences, and what they are after 1, 5 and 20 updates", arguments: trainings.indices)
    func batches(index: Int) throws {
        let golden = Self.trainings[index]
        let scene = try Scene(golden, x: golden["x"].list, targets: golden["targets"].list)
        try expect(scene, golden, h: golden["h"], outputs: golden["outputs"], gradH: golden["grad_h"])
        var trainer = Trainer(
            network: scene.network, parameters: scene.parameters, optimizer: scene.optimizer, samples: scene.samples,
            batchSize: scene.samples.count)
        var updates = golden["after_updates"].fields
        for update in 1...20 {
            trainer.epoch()
            guard let right = updates.removeValue(forKey: "\(update)") else { continue }
            var state = scene
            state.parameters = trainer.parameters
            state.expectParameters(state.parameters, right, 1e-11, "after \(update)")
            var pass = Pass(network: state.network, capacity: state.samples.count)
            pass.load(state.samples, rows: 0..<state.samples.count)
            pass.forward(state.parameters)
            #expect(distance([pass.loss], [right["loss"].double]) <= 1e-11, "loss after \(update)")
        }
        #expect(updates.isEmpty)
    }

    private func expect(_ scene: Scene, _ golden: Golden, h: Golden, outputs: Golden, gradH: Golden) throws {
        let recurrence = try #require(scene.network.layers[0].recurrence)
        bothWays(scene.network, scene.parameters, scene.samples) { pass, _, how in
            func expectNear(_ got: [Double], _ right: Golden, _ what: String) {
                #expect(distance(got, right.flat) <= 1e-12, "\(what), \(how)")
            }
            func along(_ quantity: (_ step: Int, _ unit: Int) -> Quantity) -> [Double] {
                let moment = Moment(pass: pass, parameters: scene.parameters, optimizer: Optimizer())
                return (0..<pass.sampleCount).flatMap { sample in
                    (0..<recurrence.steps).flatMap { step in
                        (0..<recurrence.units).map { moment.stored(quantity(step, $0), sample: sample) }
                    }
                }
            }
            expectNear(along { recurrence.output($0, $1, layer: 1) }, h, "h")
            if !golden["c"].isNothing { expectNear(along { recurrence.quantity(.state, $0, $1, layer: 1) }, golden["c"], "c") }
            let width = pass.network.outputShape.channels
            let given = scene.isLastOnly ? outputs.list.flatMap { scene.isBatch ? Array($0.flat.suffix(width)) : [] } : outputs.flat
            #expect(
                distance(pass.outputs[1].values, scene.isLastOnly && !scene.isBatch ? Array(outputs.flat.suffix(width)) : given) <= 1e-12,
                "outputs, \(how)")
            expectNear([pass.loss], golden["loss_value"], "loss")
            scene.expectParameters(pass.gradients, golden["gradients"], 1e-12, "gradient, \(how)")
            expectNear(along { recurrence.quantity(.error, $0, $1, layer: 1) }, gradH, "dLoss/dh")
        }
    }

    /// A recurrent layer with a dense one that reads every step or the last, and sequences for it.
    private struct Scene {
        var network: Network
        var parameters: Parameters
        var samples: Samples
        var optimizer: Optimizer
        let isLastOnly: Bool
        let isBatch: Bool
        let cell: RecurrentCell

        init(_ golden: Golden, x: [Golden], targets: [Golden]) throws {
            let name = golden["cell"].text
            cell = RecurrentCell(rawValue: name) ?? .plain
            isLastOnly = golden["loss"].text == "last step"
            isBatch = x.count > 1
            let rows = golden["W_input"].rows, recurrent = golden["W_hidden"].rows
            network = Network(inputShape: Shape(steps: x[0].list.count, of: rows[0].count))
            var layer = try Layer.recurrent(
                cell, inputs: network.inputShape, units: recurrent[0].count, activation: Activation.named(name) ?? .tanh,
                isLast: isLastOnly)
            if !golden["h0"].isNothing { layer.initialState = golden["h0"].doubles }
            network.append(layer)
            network.append(units: golden["W_output"].rows.count, activation: .identity)
            parameters = Parameters(zerosFor: network)
            parameters.weights[0] = Matrix(rows: zip(rows, recurrent).map { $0 + $1 })
            parameters.weights[1] = Matrix(rows: golden["W_output"].rows)
            parameters.biases[1] = golden["b_output"].doubles
            let b = golden["b_input"].doubles, c = golden["b_hidden"].isNothing ? [] : golden["b_hidden"].doubles
            parameters.biases[0] = cell == .gru ? b + c : c.isEmpty ? b : zip(b, c).map { $0 + $1 }
            let width = network.outputs, isLastOnly = isLastOnly
            samples = Samples(
                inputs: Matrix(rows: x.map(\.flat)),
                targets: Matrix(rows: targets.map { isLastOnly ? Array($0.flat.suffix(width)) : $0.flat }))
            let options = golden["options"]
            optimizer =
                golden["optimizer"].text == "adam"
                ? Optimizer(
                    .adam(
                        beta1: options.fields["beta1"]?.double ?? 0.9, beta2: options.fields["beta2"]?.double ?? 0.999,
                        epsilon: options.fields["eps"]?.double ?? 1e-8))
                : Optimizer(options["momentum"].isNothing ? .sgd : .momentum(options["momentum"].double))
            if !options.isNothing { optimizer.learningRate = options["lr"].double }
        }

        /// Parameters, or gradients of them, against golden ones.
        func expectParameters(_ got: Parameters, _ right: Golden, _ tolerance: Double, _ what: String) {
            let inputs = network.inputShape.channels, rows = (0..<got.weights[0].rows).map { got.weights[0].row($0) }
            func expect(_ got: [Double], _ name: String) {
                #expect(distance(got, right[name].flat) <= tolerance, "\(name) \(what)")
            }
            expect(rows.flatMap { $0.prefix(inputs) }, "W_input")
            expect(rows.flatMap { $0.dropFirst(inputs) }, "W_hidden")
            expect(Array(got.biases[0].prefix(rows.count)), "b_input")
            if cell == .gru { expect(Array(got.biases[0].dropFirst(rows.count)), "b_hidden") }
            expect(got.weights[1].values, "W_output")
            expect(got.biases[1], "b_output")
        }
    }
}
