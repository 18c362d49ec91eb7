// The value of a calculation at a moment of a pass, and the terms in which it is reached.

extension Calculation {
    /// The value, with quantities as they stand just before the step.
    public func evaluated(in moment: Moment, sample: Int) -> Double {
        func value(_ part: Calculation) -> Double { part.evaluated(in: moment, sample: sample) }
        switch self {
        case .quantity(let quantity): return moment.stored(quantity, sample: sample)
        case .number(let number): return number
        case .sumOfProducts(let start, let products):
            return products.reduce(start.map(value) ?? 0) { sum, factors in
                sum.addingProduct(value(factors[0]), value(factors[1]))
            }
        case .sum(let parts): return parts.reduce(0) { $0 + value($1) }
        case .difference(let a, let b): return value(a) - value(b)
        case .product(let factors): return factors.dropFirst().reduce(value(factors[0])) { $0 * value($1) }
        case .meanOfSampleLosses:
            var sum = 0.0, weights = 0.0
            moment.pass.addLosses(to: &sum, &weights)
            return sum / moment.pass.divisor
        case .squareRoot(let a): return value(a).squareRoot()
        case .absolute(let a): return abs(value(a))
        case .sign(let a):
            let number = value(a)
            return number > 0 ? 1 : number < 0 ? -1 : number
        case .bySign(let a, let above, let below, let other):
            let number = value(a)
            return value(number > 0 ? above : number < 0 ? below : other)
        case .ifNothing(let a, let instead):
            let number = value(a)
            return number == 0 ? value(instead) : number
        case .maximum(let parts):
            return parts.dropFirst().reduce(value(parts[0])) { best, part in
                let number = value(part)
                return number > best || number.isNaN ? number : best
            }
        case .logisticShare(let z, let target):
            return Loss.Joined.logistic.share(z: value(z), output: 0, target: value(target))
        case .logisticDelta(let z, let output, let target):
            return Loss.Joined.logistic.delta(z: value(z), output: value(output), target: value(target))
        case .lossShare(let loss, let output, let target, let isMean):
            return loss.share(value(output), value(target)) / (isMean ? Double(moment.network.outputs) : 1)
        case .lossSlope(let loss, let output, let target, let isMean):
            return loss.slope(value(output), value(target)) / (isMean ? Double(moment.network.outputs) : 1)
        case .timesLogarithm(let a): return NeuralEngine.timesLogarithm(value(a))
        case .minimum(let parts):
            return parts.dropFirst().reduce(value(parts[0])) { best, part in
                let number = value(part)
                return number < best ? number : best
            }
        case .clipped(let a, let limit): return max(-limit, min(limit, value(a)))
        case .power(let a, let exponent): return Elementary.pow(value(a), Double(exponent))
        case .dropoutFactor(let layer, let unit), .noise(let layer, let unit):
            return moment.pass.memory[moment.pass.index(\.memory, layer: layer, unit: unit, sample: sample)]
        case .normalised(let layer, let unit):
            return value(Formulas(at: moment, sample: sample).normalisation(layer, unit))
        case .remembered(_, let list, let parameter): return moment.remembered(list: list, of: parameter)
        case .named(_, let a), .through(_, let a): return value(a)
        case .penalty: return moment.penalty
        case .activityPenalty: return moment.activityPenalty
        case .centerShift(let label, let unit): return moment.centerShift(label, unit: unit)
        case .channelMean(let statistic, let layer, let channel): return moment.channelMean(statistic, layer, channel)
        case .gradientNorm: return moment.lengthOfGradients
        case .quotient(let a, let b): return value(a) / value(b)
        case .square(let a): return value(a) * value(a)
        case .negative(let a): return -value(a)
        case .logarithm(let a): return Elementary.log(value(a))
        case .activation(let activation, let z): return activation.value(value(z))
        case .slope(let activation, let z): return activation.derivative(value(z))
        case .softmax(let layer, let unit): return moment.softmax(layer: layer, sample: sample) { $0.probability(unit) }
        case .logSoftmax(let layer, let unit): return moment.softmax(layer: layer, sample: sample) { $0.logProbability(unit) }
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
    public func terms(in moment: Moment, sample: Int) -> [Term] {
        func value(_ part: Calculation) -> Double { part.evaluated(in: moment, sample: sample) }
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
            var terms = factors[0].terms(in: moment, sample: sample)
            var total = value(factors[0])
            for factor in factors.dropFirst() {
                total *= value(factor)
                terms.append(Term(part: factor, total: total))
            }
            return terms
        case .quotient(let a, let b) where a.termCount > 1:
            return a.terms(in: moment, sample: sample) + [Term(part: b, total: value(self), isDivisor: true)]
        case .maximum(let parts) where !parts.isEmpty:
            return parts.indices.map { Term(part: parts[$0], total: value(.maximum(Array(parts[...$0])))) }
        case .through(let parts, let result):
            return parts.map { Term(part: $0, total: value($0)) } + [Term(part: result, total: value(result))]
        default: return [Term(part: self, total: value(self))]
        }
    }
}

extension Moment {
    fileprivate func softmax(layer: Int, sample: Int, _ body: (Softmax) -> Double) -> Double {
        pass.look(parameters) { body($0.softmax($0.layers + layer, sample)) }
    }

    fileprivate func remembered(list: Int, of parameter: Quantity) -> Double {
        parameterIndex(parameter).map { optimizer.memory[list][$0] } ?? .nan
    }

    fileprivate func centerShift(_ label: Int, unit: Int) -> Double {
        let members = (0..<pass.sampleCount).lazy.filter { pass.label(of: $0) == label }
        return pass.look(parameters) { $0.centerShift(label, unit: unit, samples: members) }
    }

    fileprivate var activityPenalty: Double { pass.look(parameters) { $0.penaltyOfActivity() } }

    fileprivate var penalty: Double {
        pass.look(parameters) { $0.penaltyOfWeights() }
    }

    fileprivate func channelMean(_ statistic: ChannelStatistic, _ layer: Int, _ channel: Int) -> Double {
        var copy = pass
        copy.work(parameters) { $0.channelStatistics(layer, statistic, channels: channel..<channel + 1) }
        return copy.memory[copy.layout.records[layer].place(of: statistic, channel)]
    }

    fileprivate var lengthOfGradients: Double {
        let trainable = parameters.places.trainable(in: network)
        return pass.look(parameters) { $0.gradientNorm(over: trainable) }
    }
}
