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
    case negative(Calculation)
    case logarithm(Calculation)
    /// f(z) and f'(z).
    case activation(Activation, Calculation)
    case slope(Activation, Calculation)
    /// The probability of a unit of a softmax layer, and its logarithm.
    case softmax(layer: Int, unit: Int)
    case logSoftmax(layer: Int, unit: Int)
    /// (E of sample 1 + E of sample 2 + ...)/samples.
    case meanOfSampleLosses
}

// MARK: - The formula of every quantity

extension Calculation {
    /// How a quantity is calculated where a walk stands: its operands have the values from before its step.
    public static func of(_ quantity: Quantity, in stepper: Stepper) -> Calculation {
        Formulas(stepper: stepper, sample: stepper.sample(of: quantity)).calculation(of: quantity)
    }

    /// A gradient by the chain rule: its factors multiplied out, delta taken apart into dLoss/da and f'(z).
    /// Nil for quantities that are no gradient, and where the slope of softmax has cancelled.
    public static func chainRule(of quantity: Quantity, in stepper: Stepper) -> [Calculation]? {
        let formulas = Formulas(stepper: stepper, sample: stepper.sample(of: quantity))
        switch quantity {
        case .weightGradient(let layer, let unit, let input):
            return formulas.deltaFactors(layer, unit) + [.quantity(.output(layer: layer - 1, unit: input))]
        case .biasGradient(let layer, let index) where stepper.network[layer: layer].biasMode == .each:
            return formulas.deltaFactors(layer, index)
        case .delta(let layer, let unit): return formulas.deltaFactors(layer, unit)
        default: return nil
        }
    }
}

/// The formulas of one network for one sample of a batch.
private struct Formulas {
    let network: Network
    let sample: Int
    let sampleCount: Int
    let targetTotal: Double

    init(stepper: Stepper, sample: Int) {
        network = stepper.network
        self.sample = sample
        sampleCount = stepper.pass.sampleCount
        targetTotal = stepper.pass.targets.row(sample).reduce(0, +)
    }

    func calculation(of quantity: Quantity) -> Calculation {
        switch quantity {
        case .netInput(let layer, let unit): return netInput(layer, unit)
        case .output(0, _), .target, .learningRate: return .quantity(quantity)
        case .output(let layer, let unit):
            if network[layer: layer].activation.isSoftmax { return .softmax(layer: layer, unit: unit) }
            return .activation(network[layer: layer].activation, .quantity(.netInput(layer: layer, unit: unit)))
        case .share(let unit): return share(unit)
        case .sampleLoss: return .sum((0..<network.outputs).map { .quantity(.share(unit: $0)) })
        case .batchLoss: return sampleCount == 1 ? calculation(of: .sampleLoss) : .meanOfSampleLosses
        case .error(let layer, let unit): return error(layer, unit)
        case .delta(let layer, let unit): return delta(layer, unit)
        case .weightGradient(let layer, let unit, let input):
            let product: [Calculation] = [
                .quantity(.delta(layer: layer, unit: unit)), .quantity(.output(layer: layer - 1, unit: input)),
            ]
            return sample == 0 ? .product(product) : .sumOfProducts(start: .quantity(quantity), [product])
        case .biasGradient(let layer, let index):
            let units = network[layer: layer].biasMode == .shared ? 0..<network[layer: layer].units : index..<index + 1
            let deltas = units.map { Calculation.quantity(.delta(layer: layer, unit: $0)) }
            return .sum(sample == 0 ? deltas : [.quantity(quantity)] + deltas)
        case .weight(let layer, let unit, let input):
            return update(quantity, .weightGradient(layer: layer, unit: unit, input: input))
        case .bias(let layer, let index): return update(quantity, .biasGradient(layer: layer, index: index))
        }
    }

    /// w x + b.
    private func netInput(_ layer: Int, _ unit: Int) -> Calculation {
        let bias = network[layer: layer].biasIndex(ofUnit: unit).map { Calculation.quantity(.bias(layer: layer, index: $0)) }
        return .sumOfProducts(
            start: bias,
            (0..<network[layer: layer].inputs).map {
                [.quantity(.weight(layer: layer, unit: unit, input: $0)), .quantity(.output(layer: layer - 1, unit: $0))]
            })
    }

    /// p - rate gradient.
    private func update(_ parameter: Quantity, _ gradient: Quantity) -> Calculation {
        .sumOfProducts(start: .quantity(parameter), [[.negative(.quantity(.learningRate)), .quantity(gradient)]])
    }

    private func share(_ unit: Int) -> Calculation {
        let target = Calculation.quantity(.target(unit: unit))
        let output = Calculation.quantity(.output(layer: network.layers.count, unit: unit))
        if network.lossIsFromLogits {
            return .negative(.product([target, .logSoftmax(layer: network.layers.count, unit: unit)]))
        }
        if network.loss.isJoinedToSoftmax { return .negative(.product([target, .logarithm(output)])) }
        let divisor = network.loss == .squaredError ? 2 : Double(network.outputs)
        return .quotient(.square(.difference(target, output)), .number(divisor))
    }

    /// dLoss/da.
    private func error(_ layer: Int, _ unit: Int) -> Calculation {
        if layer < network.layers.count {
            return .sumOfProducts(
                start: nil,
                (0..<network[layer: layer + 1].units).map {
                    [.quantity(.delta(layer: layer + 1, unit: $0)), .quantity(.weight(layer: layer + 1, unit: $0, input: unit))]
                })
        }
        let target = Calculation.quantity(.target(unit: unit))
        let output = Calculation.quantity(.output(layer: layer, unit: unit))
        if network.loss.isJoinedToSoftmax { return perSample(.quotient(.negative(target), output)) }
        if network.loss == .squaredError { return perSample(.difference(output, target)) }
        return perSample(.quotient(.product([.number(2), .difference(output, target)]), .number(Double(network.outputs))))
    }

    /// A slope of one sample's loss as a slope of the mean over the batch.
    private func perSample(_ slope: Calculation) -> Calculation {
        sampleCount == 1 ? slope : .quotient(slope, .number(Double(sampleCount)))
    }

    private func delta(_ layer: Int, _ unit: Int) -> Calculation {
        let factors = deltaFactors(layer, unit)
        return factors.count == 1 ? factors[0] : .product(factors)
    }

    /// dLoss/da and f'(z); or the one factor that is left of them under softmax with cross-entropy.
    func deltaFactors(_ layer: Int, _ unit: Int) -> [Calculation] {
        let output = Calculation.quantity(.output(layer: layer, unit: unit))
        if layer == network.layers.count && network.lossIsFromLogits {
            let probability = targetTotal == 1 ? output : .product([.number(targetTotal), output])
            return [perSample(.difference(probability, .quantity(.target(unit: unit))))]
        }
        if network[layer: layer].activation.isSoftmax {
            let products = (0..<network[layer: layer].units).map { k -> [Calculation] in
                [.quantity(.error(layer: layer, unit: k)), .quantity(.output(layer: layer, unit: k))]
            }
            return [output, .difference(.quantity(.error(layer: layer, unit: unit)), .sumOfProducts(start: nil, products))]
        }
        return [
            error(layer, unit), .slope(network[layer: layer].activation, .quantity(.netInput(layer: layer, unit: unit))),
        ]
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
            return stepper.pass.sampleLosses[..<stepper.pass.sampleCount].reduce(0, +) / Double(stepper.pass.sampleCount)
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
        /// The result after this term; that of the last one is the value.
        public let total: Double
    }

    /// The finer terms of the calculation, in the order in which the engine takes them.
    public func terms(in stepper: Stepper, sample: Int) -> [Term] {
        func value(_ part: Calculation) -> Double { part.evaluated(in: stepper, sample: sample) }
        switch self {
        case .sumOfProducts(let start, let products):
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
        default: return [Term(part: self, total: value(self))]
        }
    }

    /// How many terms it has, without looking at values.
    public var termCount: Int {
        switch self {
        case .sumOfProducts(let start, let products): (start == nil ? 0 : 1) + products.count
        case .sum(let parts): max(1, parts.count)
        case .product(let factors) where factors[0].termCount > 1: factors[0].termCount + factors.count - 1
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
        let units = network[layer: layer].units
        return pass.netInputs[layer - 1].values.withUnsafeBufferPointer { z in
            body(Softmax(UnsafeBufferPointer(rebasing: z[sample * units..<(sample + 1) * units])))
        }
    }

    /// The walk as it stood just before the step of an index in this pass.
    public func moment(before index: Int) -> Stepper {
        var copy = self
        copy.travel(to: Position(pass: position.pass, step: index))
        return copy
    }
}

// MARK: - Operands

extension Calculation {
    /// The quantities that it reads, in the order in which they are written; of softmax those of the layer's first units are enough
    /// for a picture, so that a huge layer stays cheap.
    public func operands(in network: Network) -> [Quantity] {
        switch self {
        case .quantity(let quantity): [quantity]
        case .number, .meanOfSampleLosses: []
        case .sumOfProducts(let start, let products):
            products.flatMap { $0.flatMap { $0.operands(in: network) } } + (start?.operands(in: network) ?? [])
        case .sum(let parts), .product(let parts): parts.flatMap { $0.operands(in: network) }
        case .difference(let a, let b), .quotient(let a, let b): a.operands(in: network) + b.operands(in: network)
        case .square(let a), .negative(let a), .logarithm(let a), .activation(_, let a), .slope(_, let a): a.operands(in: network)
        case .softmax(let layer, _), .logSoftmax(let layer, _):
            (0..<min(64, network[layer: layer].units)).map { .netInput(layer: layer, unit: $0) }
        }
    }
}
