// Judging a network on samples that it does not learn from.

/// Finds loss, accuracy and confusion over some samples.
public struct Evaluator: Sendable {
    public let samples: Samples
    private var trainer: Trainer

    /// - Parameter threads: how many threads may share the work; the result does not depend on it.
    public init(network: Network, parameters: Parameters, samples: Samples, threads: Int = 1) {
        self.samples = samples
        trainer = Trainer(
            network: network, parameters: parameters, optimizer: Optimizer(), samples: samples,
            order: BatchOrder(size: min(samples.count, Evaluator.batchSize)), threads: threads)
    }

    /// Samples that pass at a time: enough for speed, few enough for memory.
    public static let batchSize = 256

    public mutating func evaluate(_ parameters: Parameters) -> Evaluation {
        trainer.take(parameters)
        return trainer.evaluate()
    }

    /// The same, or nil if it is asked to stop on the way.
    public mutating func evaluate(_ parameters: Parameters, unless isToStop: () -> Bool) -> Evaluation? {
        trainer.take(parameters)
        return trainer.evaluate(unless: isToStop)
    }

    /// The first number that is infinite or no number on the way to the loss of these samples.
    public mutating func firstNonFinite(_ parameters: Parameters) -> NonFiniteNumber {
        trainer.take(parameters)
        return trainer.firstNonFiniteInEvaluation(epoch: 0)
    }

    /// How the classes are told apart; nil if the targets are not classes, or there are more than `Confusion.mostClasses`.
    public func confusion(_ parameters: Parameters) -> Confusion? { confusion(parameters, unless: { false }) }

    /// The same; nil, too, if it was asked to stop on the way.
    public func confusion(_ parameters: Parameters, unless isToStop: () -> Bool) -> Confusion? {
        guard trainer.network.outputLayer > 0, trainer.network.outputs <= Confusion.mostClasses else { return nil }
        let network = trainer.network, outputs = network.outputs
        var pass = Pass(network: network, capacity: min(samples.count, Evaluator.batchSize))
        pass.isTraining = false
        var confusion = Confusion(classCount: max(2, outputs))
        for start in stride(from: 0, to: samples.count, by: Evaluator.batchSize) {
            let rows = start..<min(start + Evaluator.batchSize, samples.count)
            pass.load(samples, rows: rows)
            guard StopSign.with(isToStop, { pass.forward(parameters, $0) }), pass.rightAnswers() != nil else { return nil }
            let answers = pass.outputs[network.outputLayer - 1]
            for (place, row) in rows.enumerated() {
                confusion.count(
                    truth: pass.reading.answeredClass(samples.targets.row(row)), answer: pass.reading.answeredClass(answers.row(place)))
            }
        }
        return confusion
    }
}

/// A confusion matrix: how many samples of each class were taken for which.
public struct Confusion: Sendable, Equatable {
    /// Row: the true class; column: the class answered.
    public private(set) var counts: [[Int]]

    /// A table of more classes is not made: nobody could read it, and it grows by the square of their number.
    public static let mostClasses = 1000

    public init(classCount: Int) { counts = [[Int]](repeating: [Int](repeating: 0, count: classCount), count: classCount) }

    public var classCount: Int { counts.count }

    public mutating func count(truth: Int, answer: Int) { counts[truth][answer] += 1 }

    /// Of the samples of a class the share that was recognised; nil without samples.
    public func recall(of k: Int) -> Double? { share(counts[k][k], of: counts[k].reduce(0, +)) }

    /// Of the samples taken for a class the share that is of it; nil without such samples.
    public func precision(of k: Int) -> Double? { share(counts[k][k], of: counts.reduce(0) { $0 + $1[k] }) }

    /// The share of all samples that was recognised; nil without samples.
    public var accuracy: Double? {
        share(counts.indices.reduce(0) { $0 + counts[$1][$1] }, of: counts.reduce(0) { $0 + $1.reduce(0, +) })
    }

    private func share(_ part: Int, of whole: Int) -> Double? { whole > 0 ? Double(part) / Double(whole) : nil }
}
