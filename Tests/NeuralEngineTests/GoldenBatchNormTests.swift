// Batch normalisation against results of many digits: the batch, the running statistics, evaluation and gradients.
import Testing

@testable import NeuralEngine

@Suite("Batch normalisation gives the golden numbers")
struct GoldenBatchNormTests {
    static let cases = Golden.batchNorm["cases"].list

    @Test("five batches are compared")
    func scope() {
        #expect(Self.cases.count == 5)
    }

    /// A network of that layer alone, its parameters, and dLoss/dy times the number of samples as targets.
    private func scene(_ golden: Golden) -> (Network, Parameters, Samples) {
        let network = Network(
            only: .batchNormalisation(
                inputs: Shape(lengths: Array(golden["x"].lengths.dropFirst())), epsilon: golden["eps"].double,
                momentum: golden["momentum"].double))
        var parameters = Parameters(zerosFor: network)
        parameters.weights[0].values = golden["gamma"].doubles
        parameters.biases[0] = golden["beta"].doubles
        parameters.statistics = golden["running_mean"].doubles + golden["running_variance"].doubles
        let upstream = Matrix(samples: golden["upstream"])
        return (
            network, parameters, Samples(inputs: Matrix(samples: golden["x"]), targets: upstream.times(Double(upstream.rows)))
        )
    }

    @Test("in training, forward and backward", arguments: cases.indices)
    func training(index: Int) {
        let golden = Self.cases[index], (network, parameters, samples) = scene(golden)
        bothWays(network, parameters, samples) { pass, stepper, how in
            func statistics(_ statistic: ChannelStatistic) -> [Double] {
                (0..<network.layers[0].statisticCount).map { pass.memory[pass.layout.records[1].place(of: statistic, $0)] }
            }
            #expect(distance(statistics(.mean), golden["batch_mean"].doubles) <= 1e-12, how)
            #expect(distance(statistics(.variance), golden["batch_variance"].doubles) <= 1e-12, how)
            #expect(distance(pass.outputs[0].values, golden["y"].flat) <= 1e-12, how)
            #expect(distance(pass.gradients.weights[0].values, golden["grad_gamma"].doubles) <= 1e-12, how)
            #expect(distance(pass.gradients.biases[0], golden["grad_beta"].doubles) <= 1e-12, how)
            #expect(distance(stepper.inputGradients(of: pass).values, golden["grad_x"].flat) <= 1e-11, how)
        }
    }

    @Test("the running statistics move towards the batch's", arguments: cases.indices)
    func runningStatistics(index: Int) {
        let golden = Self.cases[index], (network, parameters, samples) = scene(golden)
        let right = golden["running_mean_after"].doubles + golden["running_variance_after"].doubles
        var trainer = Trainer(network: network, parameters: parameters, optimizer: Optimizer(), samples: samples, batchSize: samples.count)
        trainer.epoch()
        #expect(distance(trainer.parameters.statistics, right) <= 1e-12)
        var stepper = Stepper(network: network, parameters: parameters, optimizer: Optimizer(), samples: samples, batchSize: samples.count)
        stepper.travel(to: Stepper.Position(step: .max))
        #expect(stepper.parameters.statistics == trainer.parameters.statistics)
    }

    @Test("outside training the running statistics are used", arguments: cases.indices)
    func evaluation(index: Int) {
        let golden = Self.cases[index], (network, parameters, samples) = scene(golden)
        var pass = Pass(network: network, capacity: samples.count)
        pass.load(samples, rows: 0..<samples.count)
        pass.isTraining = false
        pass.forward(parameters)
        #expect(distance(pass.outputs[0].values, golden["y_in_evaluation"].flat) <= 1e-12)
    }
}
