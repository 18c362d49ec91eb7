// One sigmoid neuron that learns slowly with the quadratic cost and fast with cross-entropy.
import Testing

@testable import NeuralEngine

@Suite("A neuron learns as slowly as in the golden table")
struct GoldenSlowDownTests {
    static let runs = Golden.slowDown["runs"].list

    @Test("five runs of 300 epochs are compared")
    func scope() {
        #expect(Self.runs.map { $0["rows"].list.count } == [301, 301, 301, 301, 301])
    }

    @Test("weight, bias, output, cost and slopes of every epoch", arguments: runs.indices)
    func run(index: Int) {
        let golden = Self.runs[index], rows = golden["rows"].rows
        var network = Network(inputs: 1, loss: golden["cost"].text == "quadratic" ? .squaredError : .binaryCrossEntropy)
        network.append(units: 1, activation: .sigmoid)
        var parameters = Parameters(zerosFor: network)
        parameters.values = [golden["w"].double, golden["b"].double]
        let samples = Samples(inputs: Matrix(rows: [[golden["input"].double]]), targets: Matrix(rows: [[golden["target"].double]]))
        let optimizer = Optimizer(learningRate: golden["learning_rate"].double)
        var trainer = Trainer(network: network, parameters: parameters, optimizer: optimizer, samples: samples, batchSize: 1)
        var stepper = Stepper(network: network, parameters: parameters, optimizer: optimizer, samples: samples, batchSize: 1)
        var trained: [[Double]] = [], stepped: [[Double]] = []
        for epoch in rows.indices {
            var pass = stepper.wholePass()
            pass.forward(trainer.parameters)
            pass.backward(trainer.parameters)
            trained.append([Double(epoch)] + trainer.parameters.values + [pass.outputs[0][0, 0], pass.loss] + pass.gradients.values)
            let before = stepper.parameters.values
            repeat { stepper.step() } while !stepper.isAtEndOfPass
            stepped.append([Double(epoch)] + before + [stepper.pass.outputs[0][0, 0], stepper.pass.loss] + stepper.pass.gradients.values)
            trainer.epoch()
        }
        for (column, name) in golden["columns"].list.map(\.text).enumerated() {
            let right = rows.map { $0[column] }
            #expect(distance(trained.map { $0[column] }, right) <= 1e-13, "\(name), trained")
            #expect(distance(stepped.map { $0[column] }, right) <= 1e-13, "\(name), step by step")
        }
    }
}
