// The trainer: whole passes at full speed, by the same operations that are stepped.

/// Trains a network on samples in mini-batches, taken in order.
public struct Trainer: Sendable {
    public let samples: Samples
    public let batchSize: Int
    public private(set) var parameters: Parameters
    public private(set) var optimizer: Optimizer
    private var pass: Pass
    /// Whether `pass` holds the forward half for the present parameters; true only when one batch is all the data.
    private var forwardIsCurrent = false

    /// - Parameter batchSize: samples a mini-batch, 1...samples.count.
    public init(network: Network, parameters: Parameters, optimizer: Optimizer, samples: Samples, batchSize: Int) {
        precondition(samples.count > 0 && batchSize > 0, "there is something to train on")
        self.samples = samples
        self.batchSize = min(batchSize, samples.count)
        self.parameters = parameters
        self.optimizer = optimizer
        pass = Pass(network: network, capacity: self.batchSize)
    }

    /// One epoch: every mini-batch forward, backward and updated once.
    public mutating func epoch() {
        for batch in 0..<samples.batchCount(ofSize: batchSize) {
            if !forwardIsCurrent {
                pass.load(samples, rows: samples.batch(batch, ofSize: batchSize))
                pass.forward(parameters)
            }
            pass.backward(parameters)
            optimizer.update(&parameters, gradients: pass.gradients, network: pass.network)
            forwardIsCurrent = false
        }
    }

    /// The loss and the accuracy over all samples with the present parameters.
    public mutating func evaluate() -> Evaluation {
        var total = 0.0
        var right: Int? = 0
        for batch in 0..<samples.batchCount(ofSize: batchSize) {
            let rows = samples.batch(batch, ofSize: batchSize)
            if !forwardIsCurrent {
                pass.load(samples, rows: rows)
                pass.forward(parameters)
            }
            total = pass.sampleLosses[..<rows.count].reduce(total, +)
            if let sum = right, let more = pass.rightAnswers() { right = sum + more } else { right = nil }
        }
        forwardIsCurrent = batchSize == samples.count
        return Evaluation(loss: total / Double(samples.count), accuracy: right.map { Double($0) / Double(samples.count) })
    }
}

/// How well a network does on a data set.
public struct Evaluation: Sendable, Equatable {
    public let loss: Double
    /// The share of samples classified rightly, 0...1; nil when the targets are not classes.
    public let accuracy: Double?
}

extension Pass {
    /// How many samples are classified rightly. Targets are classes when they are one-hot, or when a single output should be
    /// 0 or 1 (-1 or 1 for tanh). Nil for other targets.
    func rightAnswers() -> Int? {
        guard let answers = outputs.last else { return nil }
        let low = network.layers.last?.activation == .tanh ? -1.0 : 0.0
        var right = 0
        for s in 0..<sampleCount {
            let target = targets.row(s), answer = answers.row(s)
            if network.outputs == 1, let t = target.first, let a = answer.first {
                guard t == low || t == 1 else { return nil }
                right += (a > (low + 1) / 2) == (t == 1) ? 1 : 0
            } else {
                guard target.allSatisfy({ $0 == 0 || $0 == 1 }), target.reduce(0, +) == 1 else { return nil }
                right += target.placeOfLargest == answer.placeOfLargest ? 1 : 0
            }
        }
        return right
    }
}

extension ArraySlice<Double> {
    /// The place of the largest element, counted from 0; the first, if several.
    fileprivate var placeOfLargest: Int {
        var best = startIndex
        for i in indices where self[i] > self[best] { best = i }
        return best - startIndex
    }
}
