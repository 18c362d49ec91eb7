// How the losses of outputs and samples count in the loss of a batch: mean or sum, smoothed targets, weights of classes.

/// What makes one number of the losses of a batch. The usual ones change nothing.
public struct LossTerms: Sendable, Equatable {
    /// How the losses of the samples of a batch become one.
    public enum Reduction: String, Sendable, CaseIterable {
        /// Their mean, as everywhere else.
        case mean
        /// Their sum, with nothing divided: the shares of the outputs are not averaged either.
        case sum
    }

    public var reduction: Reduction
    /// s: a target t becomes (1 - s) t + s/K, K being the number of classes, so that no class is ever quite certain (Szegedy et al. 2016).
    public var smoothing: Double
    /// How much a sample of each class counts; empty where all count alike. The loss of a batch is then
    /// (sum of w E)/(sum of w) over its samples, w being the weight of the sample's class; with reduction sum the sum of w E.
    public var classWeights: [Double]

    public init(reduction: Reduction = .mean, smoothing: Double = 0, classWeights: [Double] = []) {
        self.reduction = reduction
        self.smoothing = smoothing
        self.classWeights = classWeights
    }
}

extension LossTerms {
    /// Weights that make all classes count alike, however many samples they have: n/(K count), n samples of K classes. Of a class without
    /// samples 0.
    public static func balancedWeights(of classes: [Int], count: Int) -> [Double] {
        var counts = [Int](repeating: 0, count: count)
        for label in classes { counts[label] += 1 }
        return counts.map { $0 == 0 ? 0 : Double(classes.count) / (Double(count) * Double($0)) }
    }

    /// Finds what each sample of a batch counts, by the class of its targets.
    /// - Parameters:
    ///   - targets: the rows of the batch, one after the other.
    ///   - weights: gets what the loss of the batch is divided by, then a weight a sample.
    func weigh(
        _ targets: UnsafePointer<Double>, outputs: Int, samples: Int, _ reading: ClassReading, into weights: UnsafeMutablePointer<Double>
    ) {
        guard !classWeights.isEmpty else { return }
        var sum = 0.0
        for s in 0..<samples {
            let weight = classWeights[reading.answeredClass(UnsafeBufferPointer(start: targets + s * outputs, count: outputs))]
            weights[1 + s] = weight
            sum += weight
        }
        weights[0] = divisor(weightSum: sum)
    }

    /// What the sum of all weighted losses is divided by. Where no sample counts there is nothing to be divided.
    func divisor(weightSum: Double) -> Double { reduction == .sum || weightSum == 0 ? 1 : weightSum }
}

extension Network {
    /// How many classes the outputs tell apart.
    public var classCount: Int { max(2, outputs) }

    /// How many classes share what smoothing takes from the right one: all outputs of a layer together, or yes and no for each of them.
    var smoothedClasses: Int { outputLayer > 0 && self[layer: outputLayer].activation.ofLayer != nil ? outputs : 2 }

    /// What smoothing makes of targets: (1 - s) t + s/K.
    public var smoothing: Smoothing { Smoothing(kept: 1 - lossTerms.smoothing, spread: lossTerms.smoothing / Double(smoothedClasses)) }

    /// Whether the loss of a batch is more than that of its one sample. With weights it is: a sample of weight 0 costs nothing.
    func hasBatchLoss(sampleCount: Int) -> Bool { sampleCount != 1 || !penalty.isNone || !lossTerms.classWeights.isEmpty }

    /// Leaves out what does not fit the loss or the number of classes any more.
    public mutating func fitLossTerms() {
        if loss != .crossEntropy { centerLoss = nil }
        if !loss.canBeSmoothed { lossTerms.smoothing = 0 }
        if !lossTerms.classWeights.isEmpty && lossTerms.classWeights.count != classCount { lossTerms.classWeights = [] }
    }
}

/// Targets that are less certain than those given: kept t + spread.
public struct Smoothing: Sendable {
    public let kept: Double
    public let spread: Double

    var isNone: Bool { spread == 0 }

    @inline(__always)
    func callAsFunction(_ target: Double) -> Double { isNone ? target : spread.addingProduct(kept, target) }
}
