// Going back to an epoch, and judging.
import Testing

@testable import NeuralEngine

@Suite("Checkpoints")
struct CheckpointTests {
    @Test("from the nearest checkpoint every epoch is reached with the same bits", arguments: UInt64(1)...40)
    func everyEpoch(seed: UInt64) {
        let scene = RandomScene(seed: seed)
        var trainer = Trainer(
            network: scene.network, parameters: scene.parameters, optimizer: scene.optimizer, samples: scene.samples, order: scene.order,
            epoch: 3, dropoutSeed: seed)
        var checkpoints = Checkpoints(from: trainer.checkpoint)
        var moments = [trainer.checkpoint]
        for _ in 0..<150 {
            trainer.epoch()
            checkpoints.offer(trainer)
            moments.append(trainer.checkpoint)
        }
        let last = trainer.checkpoint
        #expect(checkpoints.kept.count <= 65)
        for epoch in [0, 1, 2, 63, 64, 65, 66, 67, 100, 127, 128, 129, 149, 150] {
            let nearest = checkpoints.nearest(to: epoch + 3)
            #expect(nearest.epoch <= epoch + 3 && nearest.epoch + 4 > epoch + 3)
            trainer.go(to: nearest)
            if seed.isMultiple(of: 3) { _ = trainer.evaluate() }
            while trainer.epochs < epoch + 3 { trainer.epoch() }
            #expect(trainer.checkpoint.isSame(as: moments[epoch]))
        }
        trainer.go(to: moments[70])
        for _ in 70..<150 { trainer.epoch() }
        #expect(trainer.checkpoint.isSame(as: last))
    }

    @Test("of a large network two are kept, and no epoch is farther from the nearest than half of those trained")
    func large() {
        let scene = RandomScene(seed: 7)
        var trainer = scene.trainer, checkpoints = Checkpoints(from: trainer.checkpoint, mostNumbers: 1), moments = [trainer.checkpoint]
        for epoch in 1...70 {
            trainer.epoch()
            checkpoints.offer(trainer)
            moments.append(trainer.checkpoint)
            #expect(checkpoints.kept.count <= 2 && epoch - checkpoints.nearest(to: epoch).epoch <= epoch / 2)
        }
        for epoch in [0, 1, 63, 64, 69] {
            trainer.go(to: checkpoints.nearest(to: epoch))
            while trainer.epochs < epoch { trainer.epoch() }
            #expect(trainer.checkpoint.isSame(as: moments[epoch]))
        }
    }

    @Test("any number of epochs keeps few checkpoints, the first one always")
    func bounded() {
        var network = Network(inputs: 1)
        network.append(units: 1, activation: .identity)
        let samples = Samples(inputs: Matrix(rows: [[1]]), targets: Matrix(rows: [[0.5]]))
        var trainer = Trainer(
            network: network, parameters: Parameters(zerosFor: network), optimizer: Optimizer(.sgd, learningRate: 0.01), samples: samples,
            batchSize: 1)
        var checkpoints = Checkpoints(from: trainer.checkpoint)
        for epoch in 1...20_000 {
            trainer.epoch()
            checkpoints.offer(trainer)
            #expect(checkpoints.kept.count <= 64 && checkpoints.kept[0].epoch == 0)
            #expect(epoch - checkpoints.nearest(to: epoch).epoch <= epoch / 16)
        }
        checkpoints.forget(after: 1000)
        #expect(checkpoints.kept.allSatisfy { $0.epoch <= 1000 } && checkpoints.kept[0].epoch == 0)
    }
}

extension Checkpoint {
    /// Whether every number has the same bits; NaN is like NaN.
    fileprivate func isSame(as other: Checkpoint) -> Bool {
        epoch == other.epoch && parameters.values.map(\.bitPattern) == other.parameters.values.map(\.bitPattern)
            && parameters.statistics.map(\.bitPattern) == other.parameters.statistics.map(\.bitPattern)
            && optimizer.memory.map { $0.map(\.bitPattern) } == other.optimizer.memory.map { $0.map(\.bitPattern) }
            && optimizer.updates == other.optimizer.updates
    }
}

@Suite("Judging")
struct EvaluatorTests {
    @Test("an evaluator tells what a trainer tells of the same samples, in batches of any size", arguments: UInt64(1)...30)
    func sameNumbers(seed: UInt64) {
        let scene = RandomScene(seed: seed)
        var trainer = Trainer(
            network: scene.network, parameters: scene.parameters, optimizer: scene.optimizer, samples: scene.samples, order: scene.order,
            dropoutSeed: seed)
        var evaluator = Evaluator(network: scene.network, parameters: scene.parameters, samples: scene.samples)
        for _ in 0..<3 {
            let (a, b) = (trainer.evaluate(), evaluator.evaluate(trainer.parameters))
            #expect(a.loss.bitPattern == b.loss.bitPattern && a.accuracy == b.accuracy)
            trainer.epoch()
        }
    }

    @Test("the confusion matrix counts each sample once, and its diagonal is the accuracy")
    func confusion() throws {
        let iris = try Dataset.iris()
        var network = Network(inputs: 4)
        network.append(units: 3, activation: .softmax)
        network.loss = .crossEntropy
        let samples = iris.samples(for: network)
        var trainer = Trainer(
            network: network, parameters: Parameters(zerosFor: network), optimizer: Optimizer(.sgd, learningRate: 0.1), samples: samples,
            batchSize: 150)
        for _ in 0..<300 { trainer.epoch() }
        let confusion = try #require(
            Evaluator(network: network, parameters: trainer.parameters, samples: samples).confusion(trainer.parameters))
        #expect(confusion.counts.map { $0.reduce(0, +) } == [50, 50, 50])
        #expect(confusion.accuracy == trainer.evaluate().accuracy)
        #expect(confusion.recall(of: 0) == Double(confusion.counts[0][0]) / 50)
        let answered = confusion.counts.map { $0[2] }
        #expect(confusion.precision(of: 2) == Double(answered[2]) / Double(answered.reduce(0, +)))
    }

    @Test("a class that never occurs has no recall, one that is never answered no precision")
    func emptyClasses() {
        var confusion = Confusion(classCount: 3)
        confusion.count(truth: 0, answer: 1)
        #expect(confusion.recall(of: 0) == 0 && confusion.recall(of: 2) == nil && confusion.precision(of: 0) == nil)
        #expect(Confusion(classCount: 2).accuracy == nil)
    }
}
