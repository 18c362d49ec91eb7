// A workload in the engine: the one file of the benchmark that knows how the engine is told what to train.
import NeuralEngine

/// A workload ready to be trained.
struct EngineRun {
    private var trainer: Trainer
    /// How many threads train; so far the engine has one.
    let threads = 1

    /// - Throws: `BenchmarkError` where the workload needs something that the engine does not have.
    init(_ workload: Workload, threads: Int) throws {
        guard case .dense(let sizes, let hidden, let output) = workload.kind else {
            throw BenchmarkError("\(workload.name) needs convolutions, which the engine does not have yet")
        }
        guard workload.optimizer == "sgd" else {
            throw BenchmarkError("\(workload.name) needs the optimiser \(workload.optimizer), which the engine does not have yet")
        }
        guard let loss = Loss.named(workload.loss) else {
            throw BenchmarkError("\(workload.name) needs the loss \(workload.loss), which the engine does not have")
        }
        var network = Network(inputs: sizes[0], loss: loss)
        for (place, units) in sizes.enumerated().dropFirst() {
            let name = place == sizes.count - 1 ? output : hidden
            guard let activation = Activation.named(name) else {
                throw BenchmarkError("\(workload.name) needs the activation \(name), which the engine does not have")
            }
            network.append(units: units, activation: activation)
        }
        var parameters = Parameters(zerosFor: network)
        for (layer, (weights, biases)) in zip(workload.weights, workload.biases).enumerated() {
            parameters.weights[layer].values = weights.transposed
            parameters.biases[layer] = biases.values
        }
        trainer = Trainer(
            network: network, parameters: parameters, optimizer: Optimizer(learningRate: workload.learningRate),
            samples: Samples(inputs: Matrix(workload.inputs), targets: Matrix(workload.targets)), batchSize: workload.batchSize)
    }

    /// Two dense tanh layers of one width, for the table of widths and batches; its data are one batch.
    init(width: Int, batchSize: Int) {
        var network = Network(inputs: width, loss: .squaredError)
        for _ in 1...2 { network.append(units: width, activation: .tanh) }
        let inputs = Matrix(rows: batchSize, columns: width, filledWith: 0.5)
        trainer = Trainer(
            network: network, parameters: Initialiser.glorotUniform.parameters(for: network, seed: 1),
            optimizer: Optimizer(learningRate: 0.001), samples: Samples(inputs: inputs, targets: inputs), batchSize: batchSize)
    }

    /// Every mini-batch once.
    mutating func epoch() { trainer.epoch() }

    /// The mean loss over all samples.
    mutating func loss() -> Double { trainer.evaluate().loss }
}

extension NumberArray {
    /// A matrix with rows and columns exchanged: the files have a row an input, the engine a row an output.
    fileprivate var transposed: [Double] {
        (0..<shape[1]).flatMap { column in (0..<shape[0]).map { values[$0 * shape[1] + column] } }
    }
}

extension Matrix {
    fileprivate init(_ array: NumberArray) {
        self.init(rows: array.shape[0], columns: array.shape[1])
        values = array.values
    }
}
