// How a quantity is calculated, as a tree that can be shown in symbols, shown in numbers, and evaluated.

/// A formula over quantities. Evaluating it gives the same bits as the operation that it describes; a test holds it to that.
public indirect enum Calculation: Sendable, Equatable {
    case quantity(Quantity)
    case number(Double)
    /// start + the sum of products, one chain of fused multiply-adds in this order.
    case sumOfProducts(start: Calculation?, [[Calculation]])
    case sum([Calculation])
    case difference(Calculation, Calculation)
    case product([Calculation])
    case quotient(Calculation, Calculation)
    case square(Calculation)
    case squareRoot(Calculation)
    case absolute(Calculation)
    case negative(Calculation)
    case logarithm(Calculation)
    /// The greatest of several, the first of equal ones.
    case maximum([Calculation])
    case minimum([Calculation])
    /// Cut off beyond -limit and limit.
    case clipped(Calculation, limit: Double)
    case power(Calculation, Int)
    /// f(z) and f'(z).
    case activation(Activation, Calculation)
    case slope(Activation, Calculation)
    /// The probability of a unit of a softmax layer, and its logarithm.
    case softmax(layer: Int, unit: Int)
    case logSoftmax(layer: Int, unit: Int)
    /// ln(1 + e^z) - t z: the share of a sigmoid output from its net input.
    case logisticShare(z: Calculation, target: Calculation)
    /// sigmoid(z) - t, arranged so that a target of 1 keeps its digits.
    case logisticDelta(z: Calculation, output: Calculation, target: Calculation)
    /// The share and its slope for losses that have no formula of their own here.
    case lossShare(Loss, output: Calculation, target: Calculation, isMean: Bool)
    case lossSlope(Loss, output: Calculation, target: Calculation, isMean: Bool)
    /// t ln t, and 0 for t = 0.
    case timesLogarithm(Calculation)
    /// -1, 0 or 1.
    case sign(Calculation)
    /// One of three by the sign of a number.
    case bySign(of: Calculation, above: Calculation, below: Calculation, else: Calculation)
    /// A number, or another one while it is 0.
    case ifNothing(Calculation, instead: Calculation)
    /// The factor of dropout: 0 or 1/(1 - rate).
    case dropoutFactor(layer: Int, unit: Int)
    /// What a layer of noise has drawn.
    case noise(layer: Int, unit: Int)
    /// x normalised over the batch.
    case normalised(layer: Int, unit: Int)
    /// (E of sample 1 + E of sample 2 + ...)/samples, each times the weight of its class, over their sum, or with nothing divided.
    case meanOfSampleLosses
    /// The sum of c - f over the samples of a class, over one more than their number.
    case centerShift(label: Int, unit: Int)
    case penalty
    /// What a layer costs for what it gives.
    case activityPenalty
    /// A sum over all numbers of a channel in the batch, over their count.
    case channelMean(ChannelStatistic, layer: Int, channel: Int)
    /// What the optimiser remembers of a parameter from the updates before: a number of one of its lists.
    case remembered(String, list: Int, of: Quantity)
    /// An intermediate result, written by its name where it is used.
    case named(String, Calculation)
    /// A calculation by way of intermediate results.
    case through([Calculation], Calculation)
    /// The length of all gradients as one vector.
    case gradientNorm
}

extension Calculation {
    /// How many terms it has, without looking at values.
    public var termCount: Int {
        switch self {
        case .sumOfProducts(let start, let products): max(1, (start == nil ? 0 : 1) + products.count)
        case .sum(let parts): max(1, parts.count)
        case .product(let factors) where factors[0].termCount > 1: factors[0].termCount + factors.count - 1
        case .quotient(let a, _) where a.termCount > 1: a.termCount + 1
        case .maximum(let parts): max(1, parts.count)
        case .through(let parts, _): parts.count + 1
        default: 1
        }
    }

    /// The quantities that it reads, in the order in which they are written; of softmax those of the layer's first units are enough
    /// for a picture, so that a huge layer stays cheap.
    public func operands(in network: Network) -> [Quantity] {
        switch self {
        case .quantity(let quantity): [quantity]
        case .number, .meanOfSampleLosses, .penalty, .activityPenalty, .gradientNorm, .dropoutFactor, .noise, .remembered: []
        case .named(_, let a), .clipped(let a, _), .power(let a, _): a.operands(in: network)
        case .through(let parts, let result): result.operands(in: network) + parts.flatMap { $0.operands(in: network) }
        case .centerShift(let label, let unit):
            [.center(label: label, unit: unit), .output(layer: network.featureLayer, unit: unit)]
        case .normalised(let layer, let unit): [.output(layer: network.computingLayer(atOrBefore: layer - 1), unit: unit)]
        case .channelMean(_, let layer, let channel):
            network[layer: layer].shape.places(ofChannel: channel).map {
                .output(layer: network.computingLayer(atOrBefore: layer - 1), unit: $0)
            }
        case .bySign(let a, let b, _, _): a.operands(in: network) + b.operands(in: network)
        case .maximum(let parts), .minimum(let parts): parts.flatMap { $0.operands(in: network) }
        case .logisticShare(let a, let b), .lossShare(_, let a, let b, _), .lossSlope(_, let a, let b, _):
            a.operands(in: network) + b.operands(in: network)
        case .logisticDelta(_, let a, let b): a.operands(in: network) + b.operands(in: network)
        case .sumOfProducts(let start, let products):
            products.flatMap { $0.flatMap { $0.operands(in: network) } } + (start?.operands(in: network) ?? [])
        case .sum(let parts), .product(let parts): parts.flatMap { $0.operands(in: network) }
        case .difference(let a, let b), .quotient(let a, let b): a.operands(in: network) + b.operands(in: network)
        case .square(let a), .squareRoot(let a), .absolute(let a), .sign(let a), .negative(let a), .logarithm(let a),
            .timesLogarithm(let a),
            .ifNothing(let a, _), .activation(_, let a), .slope(_, let a):
            a.operands(in: network)
        case .softmax(let layer, _), .logSoftmax(let layer, _):
            (0..<min(64, network[layer: layer].units)).map { .netInput(layer: layer, unit: $0) }
        }
    }
}
