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
    case lossShare(Loss, output: Calculation, target: Calculation, count: Int)
    case lossSlope(Loss, output: Calculation, target: Calculation, count: Int)
    /// -1, 0 or 1.
    case sign(Calculation)
    /// The factor of dropout: 0 or 1/(1 - rate).
    case dropoutFactor(layer: Int, unit: Int)
    /// x normalised over the batch.
    case normalised(layer: Int, unit: Int)
    /// (E of sample 1 + E of sample 2 + ...)/samples, or their sum with center loss summed; and the penalty of the weights.
    case meanOfSampleLosses
    /// The sum of c - f over the samples of a class, over one more than their number.
    case centerShift(label: Int, unit: Int)
    case penalty
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

// MARK: - The formula of every quantity

extension Calculation {
    /// How a quantity is calculated where a walk stands: its operands have the values from before its step.
    public static func of(_ quantity: Quantity, in stepper: Stepper) -> Calculation {
        Formulas(stepper: stepper, sample: stepper.sample(of: quantity)).calculation(of: quantity)
    }

    /// A gradient by the chain rule: its factors multiplied out, delta taken apart into dLoss/da and f'(z).
    /// Nil for quantities that are no gradient, where the slope of softmax has cancelled, and where a penalty adds to the product.
    public static func chainRule(of quantity: Quantity, in stepper: Stepper) -> [Calculation]? {
        let formulas = Formulas(stepper: stepper, sample: stepper.sample(of: quantity))
        switch quantity {
        case .weightGradient(let layer, let unit, let input)
        where stepper.network[layer: layer].kind == .dense && stepper.network.penalty.isNone:
            return formulas.deltaFactors(layer, unit) + [formulas.input(layer, input)]
        case .biasGradient(let layer, let index)
        where stepper.network[layer: layer].biasMode == .each && stepper.network[layer: layer].kind == .dense:
            return formulas.deltaFactors(layer, index)
        case .delta(let layer, let unit): return formulas.deltaFactors(layer, unit)
        default: return nil
        }
    }
}

// MARK: - Values

extension Calculation {
    /// The value, with quantities as they stand in a walk just before the step.
    public func evaluated(in stepper: Stepper, sample: Int) -> Double {
        func value(_ part: Calculation) -> Double { part.evaluated(in: stepper, sample: sample) }
        switch self {
        case .quantity(let quantity): return stepper.stored(quantity, sample: sample)
        case .number(let number): return number
        case .sumOfProducts(let start, let products):
            return products.reduce(start.map(value) ?? 0) { sum, factors in
                sum.addingProduct(value(factors[0]), value(factors[1]))
            }
        case .sum(let parts): return parts.reduce(0) { $0 + value($1) }
        case .difference(let a, let b): return value(a) - value(b)
        case .product(let factors): return factors.dropFirst().reduce(value(factors[0])) { $0 * value($1) }
        case .meanOfSampleLosses:
            return stepper.pass.sampleLosses[..<stepper.pass.sampleCount].reduce(0, +)
                / stepper.network.divisor(sampleCount: stepper.pass.sampleCount)
        case .squareRoot(let a): return value(a).squareRoot()
        case .absolute(let a): return abs(value(a))
        case .sign(let a):
            let number = value(a)
            return number > 0 ? 1 : number < 0 ? -1 : number
        case .maximum(let parts):
            return parts.dropFirst().reduce(value(parts[0])) { best, part in
                let number = value(part)
                return number > best || number.isNaN ? number : best
            }
        case .logisticShare(let z, let target): return Loss.shareOfSigmoid(z: value(z), target: value(target))
        case .logisticDelta(let z, let output, let target):
            return Loss.deltaOfSigmoid(z: value(z), output: value(output), target: value(target))
        case .lossShare(let loss, let output, let target, let count): return loss.share(value(output), value(target), count)
        case .lossSlope(let loss, let output, let target, let count): return loss.slope(value(output), value(target), count)
        case .minimum(let parts):
            return parts.dropFirst().reduce(value(parts[0])) { best, part in
                let number = value(part)
                return number < best ? number : best
            }
        case .clipped(let a, let limit): return max(-limit, min(limit, value(a)))
        case .power(let a, let exponent): return Elementary.pow(value(a), Double(exponent))
        case .dropoutFactor(let layer, let unit):
            return stepper.pass.memory[stepper.pass.index(\.memory, layer: layer, unit: unit, sample: sample)]
        case .normalised(let layer, let unit):
            return value(Formulas(stepper: stepper, sample: sample).normalisation(layer, unit))
        case .remembered(_, let list, let parameter): return stepper.remembered(list: list, of: parameter)
        case .named(_, let a), .through(_, let a): return value(a)
        case .penalty: return stepper.penalty
        case .centerShift(let label, let unit): return stepper.centerShift(label, unit: unit)
        case .channelMean, .gradientNorm: return stepper.valueAfterNextStep
        case .quotient(let a, let b): return value(a) / value(b)
        case .square(let a): return value(a) * value(a)
        case .negative(let a): return -value(a)
        case .logarithm(let a): return Elementary.log(value(a))
        case .activation(let activation, let z): return activation.value(value(z))
        case .slope(let activation, let z): return activation.derivative(value(z))
        case .softmax(let layer, let unit): return stepper.softmax(layer: layer, sample: sample) { $0.probability(unit) }
        case .logSoftmax(let layer, let unit): return stepper.softmax(layer: layer, sample: sample) { $0.logProbability(unit) }
        }
    }

    /// One part of a calculation and what is reached with it.
    public struct Term: Sendable {
        public let part: Calculation
        /// The result after this term, or the value of a named part; that of the last term is the value of the calculation.
        public let total: Double
        /// Whether the result so far is divided by it.
        public var isDivisor = false
    }

    /// The finer terms of the calculation, in the order in which the engine takes them.
    public func terms(in stepper: Stepper, sample: Int) -> [Term] {
        func value(_ part: Calculation) -> Double { part.evaluated(in: stepper, sample: sample) }
        switch self {
        case .sumOfProducts(let start, let products) where start != nil || !products.isEmpty:
            var total = start.map(value) ?? 0
            return (start.map { [Term(part: $0, total: total)] } ?? [])
                + products.map { factors in
                    total = total.addingProduct(value(factors[0]), value(factors[1]))
                    return Term(part: .product(factors), total: total)
                }
        case .sum(let parts) where parts.count > 1:
            var total = 0.0
            return parts.map { part in
                total += value(part)
                return Term(part: part, total: total)
            }
        case .product(let factors) where factors[0].termCount > 1:
            var terms = factors[0].terms(in: stepper, sample: sample)
            var total = value(factors[0])
            for factor in factors.dropFirst() {
                total *= value(factor)
                terms.append(Term(part: factor, total: total))
            }
            return terms
        case .quotient(let a, let b) where a.termCount > 1:
            return a.terms(in: stepper, sample: sample) + [Term(part: b, total: value(self), isDivisor: true)]
        case .maximum(let parts) where !parts.isEmpty:
            return parts.indices.map { Term(part: parts[$0], total: value(.maximum(Array(parts[...$0])))) }
        case .through(let parts, let result):
            return parts.map { Term(part: $0, total: value($0)) } + [Term(part: result, total: value(result))]
        default: return [Term(part: self, total: value(self))]
        }
    }

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
}

extension Stepper {
    /// The sample that a quantity of the next step belongs to, or the one in view.
    func sample(of quantity: Quantity) -> Int {
        if let next = nextStep, next.quantity == quantity { return next.sample }
        return sample
    }

    fileprivate func softmax(layer: Int, sample: Int, _ body: (Softmax) -> Double) -> Double {
        pass.look(parameters) { body($0.softmax($0.layers + layer, sample)) }
    }

    fileprivate func remembered(list: Int, of parameter: Quantity) -> Double {
        parameterIndex(parameter).map { optimizer.memory[list][$0] } ?? .nan
    }

    fileprivate func centerShift(_ label: Int, unit: Int) -> Double {
        pass.look(parameters) { $0.centerShift(label, unit: unit, samples: members(ofClass: label)) }
    }

    fileprivate var penalty: Double {
        pass.look(parameters) { $0.penaltyOfWeights() }
    }

    /// What the next step will compute: for quantities that take in a whole batch.
    fileprivate var valueAfterNextStep: Double {
        guard let next = nextStep else { return .nan }
        var copy = self
        copy.step()
        return copy.stored(next.quantity, sample: next.sample)
    }
}

// MARK: - Operands

extension Calculation {
    /// The quantities that it reads, in the order in which they are written; of softmax those of the layer's first units are enough
    /// for a picture, so that a huge layer stays cheap.
    public func operands(in network: Network) -> [Quantity] {
        switch self {
        case .quantity(let quantity): [quantity]
        case .number, .meanOfSampleLosses, .penalty, .gradientNorm, .dropoutFactor, .remembered: []
        case .named(_, let a), .clipped(let a, _), .power(let a, _): a.operands(in: network)
        case .through(let parts, let result): result.operands(in: network) + parts.flatMap { $0.operands(in: network) }
        case .centerShift(let label, let unit):
            [.center(label: label, unit: unit), .output(layer: network.featureLayer, unit: unit)]
        case .normalised(let layer, let unit): [.output(layer: network.computingLayer(atOrBefore: layer - 1), unit: unit)]
        case .channelMean(_, let layer, let channel):
            (0..<network[layer: layer].shape.pixels).map {
                .output(layer: network.computingLayer(atOrBefore: layer - 1), unit: channel * network[layer: layer].shape.pixels + $0)
            }
        case .maximum(let parts), .minimum(let parts): parts.flatMap { $0.operands(in: network) }
        case .logisticShare(let a, let b), .lossShare(_, let a, let b, _), .lossSlope(_, let a, let b, _):
            a.operands(in: network) + b.operands(in: network)
        case .logisticDelta(_, let a, let b): a.operands(in: network) + b.operands(in: network)
        case .sumOfProducts(let start, let products):
            products.flatMap { $0.flatMap { $0.operands(in: network) } } + (start?.operands(in: network) ?? [])
        case .sum(let parts), .product(let parts): parts.flatMap { $0.operands(in: network) }
        case .difference(let a, let b), .quotient(let a, let b): a.operands(in: network) + b.operands(in: network)
        case .square(let a), .squareRoot(let a), .absolute(let a), .sign(let a), .negative(let a), .logarithm(let a), .activation(_, let a),
            .slope(_, let a):
            a.operands(in: network)
        case .softmax(let layer, _), .logSoftmax(let layer, _):
            (0..<min(64, network[layer: layer].units)).map { .netInput(layer: layer, unit: $0) }
        }
    }
}
