// A workload in the engine: the one file of the benchmark that knows how the engine is told what to train.
import NeuralEngine

/// A workload ready to be trained.
struct EngineRun {
    private var trainer: Trainer
    /// How many threads train: fewer than asked for where a batch is too small to share.
    var threads: Int { trainer.threads }

    /// - Throws: `BenchmarkError` where the workload needs something that the engine does not have.
    init(_ workload: Workload, threads: Int) throws {
        let network = try Self.network(of: workload)
        var parameters = Parameters(zerosFor: network)
        let layers = network.layers.indices.filter { network.layers[$0].weightCount > 0 }
        for (layer, (weights, biases)) in zip(layers, zip(workload.weights, workload.biases)) {
            if network.layers[layer].recurrence == nil {
                parameters.weights[layer].values = network.layers[layer].kind == .dense ? weights.transposed : weights.values
            }
            parameters.biases[layer] = biases.values
        }
        if let recurrent = workload.recurrentWeights {
            parameters.weights[0] = Matrix(rows: zip(workload.weights[0].columns, recurrent.columns).map { $0 + $1 })
        }
        trainer = Trainer(
            network: network, parameters: parameters, optimizer: try Self.optimizer(of: workload),
            samples: Samples(inputs: Matrix(workload.inputs), targets: Matrix(workload.targets)),
            order: BatchOrder(size: workload.batchSize), threads: threads)
    }

    private static func network(of workload: Workload) throws -> Network {
        guard let loss = Loss.named(workload.loss) else {
            throw BenchmarkError("\(workload.name) needs the loss \(workload.loss), which the engine does not have")
        }
        switch workload.kind {
        case .dense(let sizes, let hidden, let output):
            var network = Network(inputs: sizes[0], loss: loss)
            for (place, units) in sizes.enumerated().dropFirst() {
                let name = place == sizes.count - 1 ? output : hidden
                guard let activation = Activation.named(name) else {
                    throw BenchmarkError("\(workload.name) needs the activation \(name), which the engine does not have")
                }
                network.append(units: units, activation: activation)
            }
            return network
        case .lstm:
            let steps = workload.inputs.shape[1], numbers = workload.inputs.shape[2], units = workload.weights[1].shape[0]
            var network = Network(inputShape: Shape(steps: steps, of: numbers), loss: loss)
            do {
                network.append(try .recurrent(.lstm, inputs: network.inputShape, units: units, isLast: true))
            } catch {
                throw BenchmarkError("\(workload.name): \(error.message)")
            }
            network.append(units: workload.targets.shape[1], activation: .identity)
            return network
        case .convolutional:
            let image = workload.inputs.shape
            var network = Network(inputShape: Shape(height: image[2], width: image[3], channels: image[1]), loss: loss)
            do {
                for weights in workload.weights.dropLast() {
                    network.append(
                        try .convolution(
                            inputs: network.outputShape, filters: weights.shape[0], window: Window(weights.shape[2], padding: 1),
                            activation: .relu))
                    network.append(try .pooling(LayerKind.maxPooling, inputs: network.outputShape, window: Window(2, stride: 2)))
                }
            } catch {
                throw BenchmarkError("\(workload.name): \(error.message)")
            }
            network.append(.flatten(inputs: network.outputShape))
            network.append(units: workload.targets.shape[1], activation: .softmax)
            return network
        }
    }

    private static func optimizer(of workload: Workload) throws -> Optimizer {
        switch workload.optimizer {
        case "sgd": return Optimizer(.sgd, learningRate: workload.learningRate)
        case "adam": return Optimizer(.adam(), learningRate: workload.learningRate)
        case let other: throw BenchmarkError("\(workload.name) needs the optimiser \(other), which the engine does not have")
        }
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

    /// Every mini-batch once in each epoch.
    mutating func train(epochs: Int) { trainer.train(epochs: epochs) }

    /// The mean loss over all samples.
    mutating func loss() -> Double { trainer.evaluate().loss }
}

extension NumberArray {
    fileprivate var columns: [[Double]] { (0..<shape[1]).map { column in (0..<shape[0]).map { values[$0 * shape[1] + column] } } }

    /// A matrix with rows and columns exchanged: the files have a row an input, the engine a row an output.
    fileprivate var transposed: [Double] {
        (0..<shape[1]).flatMap { column in (0..<shape[0]).map { values[$0 * shape[1] + column] } }
    }
}

extension Matrix {
    fileprivate init(_ array: NumberArray) {
        self.init(rows: array.shape[0], columns: array.shape[1...].reduce(1, *), values: array.values)
    }
}
