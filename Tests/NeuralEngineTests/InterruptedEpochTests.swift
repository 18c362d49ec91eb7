// An epoch that is stopped on the way leaves no trace.
import Testing

@testable import NeuralEngine

@Suite("An epoch stopped on the way")
struct InterruptedEpochTests {
    /// A trainer with all that moves in an epoch: shuffled batches, an optimizer's memory, dropout, running statistics.
    private func trainer(_ optimizer: Optimizer, threads: Int) throws -> Trainer {
        var random = RandomStream(seed: 5, purpose: .data)
        var network = Network(inputs: 6, loss: .crossEntropy)
        network.append(units: 8, activation: .tanh)
        network.append(.batchNormalisation(inputs: network.outputShape, activation: .relu))
        network.append(.dropout(inputs: network.outputShape, rate: 0.3))
        network.append(units: 3, activation: .softmax)
        let count = 50
        let inputs = Matrix(rows: count, columns: 6, values: (0..<count * 6).map { _ in Double.random(in: -1...1, using: &random) })
        let targets = Matrix(rows: count, columns: 3, values: (0..<count).flatMap { s in (0..<3).map { $0 == s % 3 ? 1 : 0 } })
        return Trainer(
            network: network, parameters: Initialiser.glorotNormal.parameters(for: network, seed: 3), optimizer: optimizer,
            samples: Samples(inputs: inputs, targets: targets), order: BatchOrder(size: 4, shuffleSeed: 9), dropoutSeed: 7,
            threads: threads,
            evenIfSmall: true)
    }

    private static let optimizers = [Optimizer(.momentum(0.9), learningRate: 0.1), Optimizer(.adam(), learningRate: 0.01)]

    @Test("is none: the trainer is where it was, and goes on to the same bits", arguments: 0..<2, [1, 2])
    func noTrace(rule: Int, threads: Int) throws {
        var whole = try trainer(Self.optimizers[rule], threads: threads), stopped = whole
        for epoch in 0..<4 {
            for looks in 0..<3 {
                let before = stopped.checkpoint
                var left = looks
                let isDone = stopped.epoch(unless: {
                    left -= 1
                    return left < 0
                })
                #expect(!isDone && stopped.checkpoint == before)
            }
            let looked = stopped.evaluate(unless: { true })
            #expect(looked == nil)
            whole.epoch()
            let isDone = stopped.epoch(unless: { false })
            #expect(isDone && stopped.checkpoint == whole.checkpoint && stopped.epochs == epoch + 1)
            let (a, b) = (stopped.evaluate(), whole.evaluate())
            #expect(a == b)
        }
    }

    @Test("of one long batch can be stopped on its way, and is none", arguments: [1, 2])
    func longBatch(threads: Int) {
        let width = 300, count = 100
        var random = RandomStream(seed: 6, purpose: .data), network = Network(inputs: width)
        network.append(units: width, activation: .tanh)
        network.append(.batchNormalisation(inputs: network.outputShape))
        let matrix = Matrix(rows: count, columns: width, values: (0..<count * width).map { _ in random.uniform() })
        let samples = Samples(inputs: matrix, targets: matrix)
        var stopped = Trainer(
            network: network, parameters: Initialiser.glorotNormal.parameters(for: network, seed: 3), optimizer: Optimizer(.adam()),
            samples: samples, order: BatchOrder(size: count), threads: threads, evenIfSmall: true)
        var whole = stopped
        let before = stopped.checkpoint
        for looks in [0, 2, 5] {
            var left = looks
            let isDone = stopped.epoch(unless: {
                left -= 1
                return left < 0
            })
            #expect(!isDone && stopped.checkpoint == before)
        }
        let check = GradientCheck(network: network, parameters: before.parameters, samples: samples, limit: 1, unless: { true })
        #expect(check == nil)
        whole.epoch()
        let isDone = stopped.epoch(unless: { false })
        #expect(isDone && stopped.checkpoint == whole.checkpoint)
    }

    @Test("of one short batch is done before anybody could ask")
    func oneBatch() throws {
        let samples = Samples(inputs: Matrix(rows: 2, columns: 1, values: [0, 1]), targets: Matrix(rows: 2, columns: 1, values: [1, 0]))
        var network = Network(inputs: 1)
        network.append(units: 1, activation: .sigmoid)
        var trainer = Trainer(
            network: network, parameters: Parameters(zerosFor: network), optimizer: Optimizer(), samples: samples, batchSize: 2)
        let isDone = trainer.epoch(unless: { true })
        #expect(isDone && trainer.epochs == 1)
    }
}
