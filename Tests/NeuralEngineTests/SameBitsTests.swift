// The same bits for every number of threads and on every instruction set.
import CKernels
import Testing

@testable import NeuralEngine

extension KernelBitsTests {
    /// A network large enough that its arrays fill vectors and leave some over, of dense layers or over images.
    private func network(isDense: Bool) throws -> Network {
        var network = Network(inputShape: isDense ? Shape(13) : Shape(height: 7, width: 6, channels: 2), loss: .crossEntropy)
        if !isDense {
            network.append(
                try .convolution(inputs: network.outputShape, filters: 5, window: Window(3, stride: 1, padding: 1), activation: .gelu))
            network.append(.batchNormalisation(inputs: network.outputShape, activation: .relu))
            network.append(try .pooling(LayerKind.maxPooling, inputs: network.outputShape, window: Window(2, stride: 2)))
            network.append(try .convolution(inputs: network.outputShape, filters: 3, window: Window(2), activation: .mish))
            network.append(.flatten(inputs: network.outputShape))
        }
        network.append(units: 19, activation: .tanh)
        network.append(.dropout(inputs: network.outputShape, rate: 0.2))
        network.append(units: 11, activation: .elu(), biasMode: .shared)
        network.append(units: 4, activation: .softmax)
        network.penalty = Penalty(l1: 1e-4, l2: 1e-3)
        network.centerLoss = CenterLoss()
        return network
    }

    static let rules: [Optimizer.Rule] = [
        .sgd, .momentum(0.9), .momentum(0.8, dampening: 0.3, nesterov: true), .adagrad(rateDecay: 0.1), .rmsprop(), .rmsprop(momentum: 0.9),
        .rmsprop(momentum: 0.9, centered: true), .adadelta(), .adam(), .adamw(), .nadam(), .adam(amsgrad: true),
    ]

    @Test("training with every optimiser, one to three threads", arguments: rules.indices)
    func training(index: Int) throws {
        for isDense in [true, false] {
            let network = try network(isDense: isDense), parameters = Initialiser.glorotUniform.parameters(for: network, seed: 9)
            var random = RandomStream(seed: 4, purpose: .data)
            let samples = Samples(
                inputs: Matrix(rows: (0..<23).map { _ in (0..<network.inputs).map { _ in random.uniform(-2, 2) } }),
                targets: Matrix(rows: (0..<23).map { s in (0..<4).map { $0 == s % 4 ? 1 : 0 } }))
            var optimizer = Optimizer(Self.rules[index], learningRate: 0.01, weightDecay: 0.01)
            optimizer.clipping = index.isMultiple(of: 2) ? .byNorm(1) : .byValue(0.1)
            expectSame("training") {
                // Two and three threads in turn: crews larger than the machine are slow.
                let trained = [1, 2 + index % 2].map { threads in
                    var trainer = Trainer(
                        network: network, parameters: parameters, optimizer: optimizer, samples: samples,
                        order: BatchOrder(size: 12, shuffleSeed: 2), threads: threads, evenIfSmall: true)
                    trainer.epoch()
                    #expect(trainer.parameters.areFinite && trainer.parameters != parameters)
                    return trainer.parameters.values + trainer.parameters.statistics + [trainer.evaluate().loss]
                }
                #expect(trained[1] == trained[0])
                return trained[0]
            }
        }
    }

    @Test("threads that share a wide layer by its units")
    func wideLayers() throws {
        var network = Network(inputShape: Shape(150), loss: .crossEntropy)
        network.append(units: 301, activation: .tanh)
        network.append(units: 140, activation: .relu)
        network.append(units: 3, activation: .softmax)
        let sections = PassSection.sections(of: network)
        func splits(_ workers: Int) -> [BatchRound.Split] {
            BatchRound.rounds(of: network, sections, batchSize: 27, workers: workers).map(\.split)
        }
        #expect(splits(1) == [.samples] && splits(2) == [.units, .units, .samples, .units])
        let parameters = Initialiser.glorotUniform.parameters(for: network, seed: 9)
        var random = RandomStream(seed: 4, purpose: .data)
        let samples = Samples(
            inputs: Matrix(rows: (0..<54).map { _ in (0..<150).map { _ in random.uniform(-2, 2) } }),
            targets: Matrix(rows: (0..<54).map { s in (0..<3).map { $0 == s % 3 ? 1 : 0 } }))
        let trained = [1, 2, 3].map { threads in
            var trainer = Trainer(
                network: network, parameters: parameters, optimizer: Optimizer(.momentum(0.9), learningRate: 0.01), samples: samples,
                order: BatchOrder(size: 27), threads: threads)
            trainer.train(epochs: 2)
            #expect(trainer.threads == threads)
            return trainer.parameters.values + [trainer.evaluate().loss]
        }
        #expect(trained[1] == trained[0] && trained[2] == trained[0])
    }
}
