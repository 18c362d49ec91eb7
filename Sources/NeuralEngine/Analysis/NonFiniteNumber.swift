// Where a number first became infinite or no number, and why.

/// The first number of a pass that is infinite or not a number: where it stands and what made it so.
public struct NonFiniteNumber: Error, Sendable, Equatable {
    /// What became infinite or not a number, its value, and the layer and part of the pass; both nil where it came in so.
    public let quantity: Quantity
    public let value: Double
    public let layer: Int?
    public let phase: Phase?
    /// The sample in its batch.
    public let sample: Int
    public let cause: Cause
    /// The epoch (from 0, counted from the network's birth) and the batch in which it happened; nil in a pass on its own.
    public internal(set) var epoch: Int?
    public internal(set) var batch: Int?
    /// Whether it happened while the loss was looked at after the epoch, not in training.
    public internal(set) var isInEvaluation = false

    /// Whether no update had a part in it: it was so in the first batch of all, or gradients alone have made it so.
    public var comesBeforeAnyUpdate: Bool {
        cause == .overflowInMemory || epoch == 0 && batch == 0 && (phase != .update || quantity == .gradientNorm) && !isInEvaluation
    }

    public enum Cause: Sendable, Equatable {
        /// It came in so: an input, a target, a weight, a bias, a running statistic or a center.
        case given
        /// It is larger than the largest double, 1.8e308, though all that it is made of is finite.
        case overflow
        /// The same of what the optimiser remembers of a parameter, as a mean of squares.
        case overflowInMemory
        /// ln 0: an output that should be a probability has become 0 (or 1, where its rest counts).
        case logarithmOfZero
        case divisionByZero
        /// What is calculated has no value there: ln of a negative number, 0/0, inf - inf.
        case undefined
    }

    init(_ quantity: Quantity, value: Double, layer: Int? = nil, phase: Phase? = nil, sample: Int = 0, cause: Cause) {
        self.quantity = quantity
        self.value = value
        self.layer = layer
        self.phase = phase
        self.sample = sample
        self.cause = cause
    }
}

extension NonFiniteNumber.Cause {
    /// Why a calculation whose operands are finite gives a number that is not.
    static func of(_ calculation: Calculation, at moment: Moment, sample: Int) -> NonFiniteNumber.Cause {
        func value(_ part: Calculation) -> Double { part.evaluated(in: moment, sample: sample) }
        if let part = calculation.parts.first(where: { !value($0).isFinite }) { return of(part, at: moment, sample: sample) }
        switch calculation {
        case .logarithm(let a): return value(a) == 0 ? .logarithmOfZero : .undefined
        case .quotient(_, let b) where value(b) == 0: return .divisionByZero
        case .lossShare: return value(calculation).isNaN ? .undefined : .logarithmOfZero
        case .lossSlope: return .divisionByZero
        case .squareRoot: return .undefined
        case .activation, .slope: return value(calculation).isNaN ? .undefined : .overflow
        default: return .overflow
        }
    }
}

extension NonFiniteNumber.Cause {
    /// Why a step made infinity, or no number, of finite ones; nil where its value is finite, and where what is not was taken over.
    /// - Parameter walk: as it stood just before the step.
    public static func ofStep(_ calculation: Calculation, in walk: Stepper, sample: Int) -> NonFiniteNumber.Cause? {
        func isFinite(_ part: Calculation) -> Bool { part.evaluated(in: walk.moment, sample: sample).isFinite }
        guard !isFinite(calculation) else { return nil }
        let operands = calculation.operands(in: walk.network)
        guard !operands.isEmpty, operands.allSatisfy({ isFinite(.quantity($0)) }) else { return nil }
        return of(calculation, at: walk.moment, sample: sample)
    }
}

extension Stepper {
    /// Why the last step made infinity, or no number, of finite ones; nil where its value is finite, and where what is not was taken over.
    public var causeOfEnding: NonFiniteNumber.Cause? {
        guard let step = lastStep, !found(inStep: position.step - 1).isFinite else { return nil }
        // What it was made of stands as it did, but for its own quantity: only where all that is finite it is worth while to step back.
        let operands = Formulas(at: moment, sample: step.sample).calculation(of: step.quantity).operands(in: network)
        guard operands.allSatisfy({ $0 == step.quantity || moment.stored($0, sample: step.sample).isFinite }) else { return nil }
        let before = walk(before: position.step - 1)
        return .ofStep(.of(step.quantity, in: before), in: before, sample: step.sample)
    }
}

extension Calculation {
    /// The calculations that this one is made of.
    fileprivate var parts: [Calculation] {
        switch self {
        case .sumOfProducts(let start, let products): (start.map { [$0] } ?? []) + products.flatMap { $0 }
        case .sum(let parts), .product(let parts), .maximum(let parts): parts
        case .difference(let a, let b), .quotient(let a, let b): [a, b]
        case .square(let a), .squareRoot(let a), .absolute(let a), .negative(let a), .logarithm(let a), .sign(let a): [a]
        case .activation(_, let z), .slope(_, let z), .named(_, let z): [z]
        default: []
        }
    }
}

// MARK: - Finding it

extension Pass {
    /// The first number of the pass that is infinite or not a number, in the order in which a batch is worked: what came in, the layers
    /// forward, the loss, the layers back with their gradients. Nil if all are finite.
    /// - Parameter hasGoneBack: whether the backward half has been done as well.
    public func firstNonFinite(_ parameters: Parameters, hasGoneBack: Bool = true) -> NonFiniteNumber? {
        given(parameters) ?? firstForward(parameters) ?? firstInLoss(parameters) ?? (hasGoneBack ? firstBackward(parameters) : nil)
    }

    private func given(_ parameters: Parameters) -> NonFiniteNumber? {
        func given(_ quantity: Quantity, _ value: Double, sample: Int = 0) -> NonFiniteNumber {
            NonFiniteNumber(quantity, value: value, sample: sample, cause: .given)
        }
        if let place = firstNonFinite(from: layout.inputs, count: sampleCount * network.inputs) {
            return given(
                .output(layer: 0, unit: place % network.inputs), memory[layout.inputs + place], sample: place / network.inputs)
        }
        if let place = firstNonFinite(from: layout.targets, count: sampleCount * network.outputs) {
            return given(.target(unit: place % network.outputs), memory[layout.targets + place], sample: place / network.outputs)
        }
        return parameters.firstNonFinite.map { given($0, parameters.value(of: $0) ?? parameters.statistic($0)) }
    }

    private func firstForward(_ parameters: Parameters) -> NonFiniteNumber? {
        for (index, layer) in network.layers.enumerated() where layer.computes {
            let number = index + 1, record = layout.records[number]
            if isTraining, let found = statistic([.mean, .variance], number, .forward) { return found }
            if let recurrence = layer.recurrence {
                if let found = firstInSteps(recurrence.forwardCount, number, parameters, .forward, recurrence.forward) { return found }
                continue
            }
            if layer.hasNetInputs, let place = firstNonFinite(from: record.netInputs, count: sampleCount * layer.units) {
                return unit(place, record, record.netInputs, parameters, .forward) { .netInput(layer: number, unit: $0) }
            }
            if let place = firstNonFinite(from: record.outputs, count: sampleCount * layer.units) {
                return unit(place, record, record.outputs, parameters, .forward) { .output(layer: number, unit: $0) }
            }
        }
        return nil
    }

    private func firstInLoss(_ parameters: Parameters) -> NonFiniteNumber? {
        let last = layout.records[network.outputLayer]
        if let place = firstNonFinite(from: layout.shares, count: sampleCount * network.outputs) {
            return unit(place, last, layout.shares, parameters, .loss) { .share(unit: $0) }
        }
        if network.centerLoss != nil, let place = firstNonFinite(from: layout.centerLosses, count: sampleCount) {
            return overflow(.centerLoss, memory[layout.centerLosses + place], nil, .loss, sample: place)
        }
        if let place = firstNonFinite(from: layout.sampleLosses, count: sampleCount) {
            return overflow(.sampleLoss, memory[layout.sampleLosses + place], nil, .loss, sample: place)
        }
        return loss.isFinite ? nil : overflow(.batchLoss, loss, nil, .loss, sample: sampleCount - 1)
    }

    private func firstBackward(_ parameters: Parameters) -> NonFiniteNumber? {
        for number in (1..<network.layers.count + 1).reversed() where network[layer: number].computes {
            let layer = network[layer: number], record = layout.records[number]
            if let recurrence = layer.recurrence {
                if let found = firstInSteps(recurrence.backwardCount, number, parameters, .backward, recurrence.backward) { return found }
            } else if let place = firstNonFinite(from: record.deltas, count: sampleCount * layer.units) {
                return unit(place, record, record.deltas, parameters, .backward) { .delta(layer: number, unit: $0) }
            }
            if let found = statistic([.meanDelta, .meanDeltaProduct], number, .backward) { return found }
            if let place = gradients.firstNonFinite(inLayer: number) {
                return overflow(gradients.gradientQuantity(at: place), gradients.values[place], number, .backward, sample: sampleCount - 1)
            }
        }
        return nil
    }

    private func statistic(_ statistics: [ChannelStatistic], _ number: Int, _ phase: Phase) -> NonFiniteNumber? {
        for statistic in statistics {
            for channel in 0..<network[layer: number].statisticCount {
                let value = memory[layout.records[number].place(of: statistic, channel)]
                if !value.isFinite {
                    return overflow(.statistic(statistic, layer: number, channel: channel), value, number, phase, sample: sampleCount - 1)
                }
            }
        }
        return nil
    }

    /// The first of the numbers of a recurrent layer, step after step of a sample.
    private func firstInSteps(
        _ count: Int, _ number: Int, _ parameters: Parameters, _ phase: Phase, _ quantity: (_ place: Int, _ layer: Int) -> Quantity
    ) -> NonFiniteNumber? {
        let record = layout.records[number]
        // What is found last at each step tells whether there is anything to look for.
        let array = phase == .forward ? record.outputs : record.deltas, width = phase == .forward ? record.units : record.cells
        guard firstNonFinite(from: array, count: sampleCount * width) != nil else { return nil }
        let moment = Moment(pass: self, parameters: parameters, optimizer: Optimizer())
        for sample in 0..<sampleCount {
            for place in 0..<count {
                let quantity = quantity(place, number), value = moment.stored(quantity, sample: sample)
                guard !value.isFinite else { continue }
                let formula = Formulas(at: moment, sample: sample).calculation(of: quantity)
                return NonFiniteNumber(
                    quantity, value: value, layer: number, phase: phase, sample: sample,
                    cause: .of(formula, at: moment, sample: sample))
            }
        }
        return nil
    }

    /// A number of a unit, with the cause found in its formula.
    private func unit(
        _ place: Int, _ record: LayerRecord, _ array: Int, _ parameters: Parameters, _ phase: Phase, _ quantity: (_ unit: Int) -> Quantity
    ) -> NonFiniteNumber {
        let quantity = quantity(place % record.units), sample = place / record.units
        let moment = Moment(pass: self, parameters: parameters, optimizer: Optimizer())
        let formula = Formulas(at: moment, sample: sample).calculation(of: quantity)
        return NonFiniteNumber(
            quantity, value: memory[array + place],
            layer: phase == .loss ? nil : layout.records.firstIndex { $0.outputs == record.outputs },
            phase: phase, sample: sample, cause: .of(formula, at: moment, sample: sample))
    }

    private func overflow(_ quantity: Quantity, _ value: Double, _ layer: Int?, _ phase: Phase, sample: Int) -> NonFiniteNumber {
        NonFiniteNumber(quantity, value: value, layer: layer, phase: phase, sample: sample, cause: .overflow)
    }

    private func firstNonFinite(from start: Int, count: Int) -> Int? { memory[start..<start + count].firstNonFinite }
}

extension Parameters {
    /// The first weight, bias, running statistic or center that is infinite or not a number.
    var firstNonFinite: Quantity? {
        if let place = values[...].firstNonFinite { return gradientQuantity(at: place).ofParameter }
        return statistics[...].firstNonFinite.map(statisticQuantity)
    }

    /// The first place of a layer's parameters.
    func firstNonFinite(inLayer number: Int) -> Int? {
        let layer = places.layers[number - 1]
        return values[layer.weights.lowerBound..<layer.biases.upperBound].firstNonFinite.map { layer.weights.lowerBound + $0 }
    }

    /// The value of a running statistic or of a feature of a center.
    func statistic(_ quantity: Quantity) -> Double {
        switch quantity {
        case .center(let label, let unit): statistics[index(centerOf: label, unit: unit)]
        case .runningStatistic(let statistic, let layer, let channel):
            statistics[places.layers[layer - 1].statistics.lowerBound + statistic.rawValue * places.layers[layer - 1].rows + channel]
        default: .nan
        }
    }

    private func statisticQuantity(at place: Int) -> Quantity {
        for (index, layer) in places.layers.enumerated() where layer.statistics.contains(place) {
            let offset = place - layer.statistics.lowerBound
            return .runningStatistic(offset < layer.rows ? .mean : .variance, layer: index + 1, channel: offset % layer.rows)
        }
        let offset = place - places.centers.lowerBound
        return .center(label: offset / places.features, unit: offset % places.features)
    }
}

extension Quantity {
    /// The parameter that a gradient belongs to.
    var ofParameter: Quantity {
        switch self {
        case .weightGradient(let layer, let unit, let input): .weight(layer: layer, unit: unit, input: input)
        case .biasGradient(let layer, let index): .bias(layer: layer, index: index)
        default: self
        }
    }
}

extension RandomAccessCollection<Double> where Index == Int {
    /// The place, from 0, of the first number that is infinite or not a number.
    var firstNonFinite: Int? {
        if withContiguousStorageIfAvailable(\.areFinite) == true { return nil }
        return firstIndex { !$0.isFinite }.map { $0 - startIndex }
    }
}
