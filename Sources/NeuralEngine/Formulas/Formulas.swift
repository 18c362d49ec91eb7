// The formula of every quantity, from the shape of the network.

/// The formulas of one network for one sample of a batch.
struct Formulas {
    let network: Network
    let sample: Int
    let sampleCount: Int
    let targetTotal: Double
    /// What the sample counts, where classes have weights, and what the losses of the batch are divided by.
    let sampleWeight: Double?
    let divisor: Double
    let isTraining: Bool
    private let optimizer: Optimizer
    private let epoch: Int
    private let records: [LayerRecord]
    /// The class of the sample.
    let label: Int
    private let winner: (_ layer: LayerRecord, _ unit: Int) -> Int

    init(at moment: Moment, sample: Int) {
        let pass = moment.pass
        network = pass.network
        self.sample = sample
        sampleCount = pass.sampleCount
        targetTotal = pass.targetTotal(of: sample)
        sampleWeight = network.lossTerms.classWeights.isEmpty ? nil : pass.sampleWeights[sample]
        divisor = pass.divisor
        isTraining = pass.isTraining
        optimizer = moment.optimizer
        epoch = moment.epoch
        records = pass.layout.records
        let memory = pass.memory
        label = network.centerLoss == nil ? 0 : pass.label(of: sample)
        winner = { layer, unit in Int(memory[layer.memory + sample * layer.units + unit]) }
    }

    func calculation(of quantity: Quantity) -> Calculation {
        if let number = network.recurrentLayer(of: quantity), case let layer = network[layer: number], let line = layer.recurrence,
            let (part, step, unit) = line.part(of: quantity)
        {
            return recurrentPart(part, number, layer, line, step, unit)
        }
        switch quantity {
        case .netInput(let layer, let unit): return netInput(layer, unit)
        case .output(0, _), .target, .ofStep, .learningRate: return .quantity(quantity)
        case .output(let layer, let unit): return output(layer, unit)
        case .share(let unit): return share(unit)
        case .centerLoss: return centerLoss
        case .sampleLoss: return sampleLoss
        case .batchLoss: return batchLoss
        case .error(let layer, let unit): return errorFromBehind(network.computingLayer(atOrBefore: layer), unit)
        case .delta(let layer, let unit): return delta(layer, unit)
        case .weightGradient(let layer, let unit, let input): return weightGradient(quantity, layer, unit, input)
        case .biasGradient(let layer, let index): return biasGradient(quantity, layer, index)
        case .weight(let layer, let unit, let input):
            return UpdateFormula(optimizer, epoch: epoch, quantity, gradient: .weightGradient(layer: layer, unit: unit, input: input))
                .calculation
        case .bias(let layer, let index):
            return UpdateFormula(optimizer, epoch: epoch, quantity, gradient: .biasGradient(layer: layer, index: index)).calculation
        case .statistic(let statistic, let layer, let channel): return .channelMean(statistic, layer: layer, channel: channel)
        case .runningStatistic(let statistic, let layer, let channel): return running(statistic, layer, channel)
        case .center(let label, let unit): return center(label, unit)
        case .gradientNorm: return .gradientNorm
        }
    }

    func delta(_ number: Int, unit: Int) -> Calculation { .quantity(.delta(layer: number, unit: unit)) }

    /// The place, among the numbers that a layer with winners reads, of the one that has won a unit's window.
    func winner(_ number: Int, _ unit: Int) -> Int { winner(records[number], unit) }

    /// What the layer that an addition adds gives at a place; and the additions that read a layer besides its reader, in their order.
    func other(_ layer: Int, _ place: Int) -> Calculation { .quantity(.output(layer: records[layer].other, unit: place)) }
    func additions(reading layer: Int) -> [Int] {
        Array(sequence(first: records[layer].firstAddition) { records[$0].nextAddition }.prefix { $0 > 0 })
    }

    /// What a layer reads at a place.
    func input(_ layer: Int, _ place: Int) -> Calculation { .quantity(.output(layer: records[layer].source, unit: place)) }

    // MARK: Forward

    private func netInput(_ number: Int, _ unit: Int) -> Calculation {
        let layer = network[layer: number]
        guard layer.hasNetInputs else { return output(number, unit) }
        let bias = layer.biasIndex(ofUnit: unit).map { Calculation.quantity(.bias(layer: number, index: $0)) }
        return .sumOfProducts(start: bias, netInputProducts(number, layer, unit))
    }

    /// A weight of a unit.
    func weight(_ number: Int, _ unit: Int, _ input: Int) -> Calculation {
        .quantity(.weight(layer: number, unit: network[layer: number].weightRow(ofUnit: unit), input: input))
    }

    private func output(_ number: Int, _ unit: Int) -> Calculation {
        let layer = network[layer: number]
        guard layer.hasNetInputs else { return outputWithoutNetInput(number, layer, unit) }
        switch layer.activation.ofLayer {
        case .probabilities: return .softmax(layer: number, unit: unit)
        case .logProbabilities: return .logSoftmax(layer: number, unit: unit)
        case nil: break
        }
        return .activation(layer.activation, .quantity(.netInput(layer: number, unit: unit)))
    }

    // MARK: Backward

    /// dLoss/da, or of a recurrent layer what the layers behind it pass back of that.
    func errorFromBehind(_ number: Int, _ unit: Int) -> Calculation {
        let reader = records[number].reader
        guard reader > 0 else { return withActivity(lossSlope(number, unit), ofLayer: number, unit) }
        let passedBack = withAdditions(passedBack(by: reader, unit), ofLayer: number, unit)
        guard let centerLoss = network.centerLoss, reader == network.outputLayer else {
            return withActivity(passedBack, ofLayer: number, unit)
        }
        let withCenter = Calculation.sumOfProducts(
            start: passedBack, [[perSample(.number(centerLoss.weight)), distanceFromCenter(unit)]])
        return withActivity(withCenter, ofLayer: number, unit)
    }

    private func delta(_ layer: Int, _ unit: Int) -> Calculation {
        let factors = deltaFactors(layer, unit)
        return factors.count == 1 ? factors[0] : .product(factors)
    }

    /// dLoss/da and f'(z); or the one factor that is left of them where the slope of the activation has cancelled, or is no part.
    func deltaFactors(_ number: Int, _ unit: Int) -> [Calculation] {
        let layer = network[layer: number]
        if let line = layer.recurrence, let (part, step, node) = line.part(of: .delta(layer: number, unit: unit)),
            case .delta(let gate) = part
        {
            return recurrentDeltaFactors(number, layer, line, gate: gate, step, node)
        }
        let output = Calculation.quantity(.output(layer: number, unit: unit)), target = target(unit)
        if number == network.outputLayer && network.lossIsFromLogits {
            guard let kind = layer.activation.ofLayer else {
                return [
                    perSample(
                        network.loss.ofNetInput == .criterion
                            ? .difference(output, target)
                            : .logisticDelta(z: .quantity(.netInput(layer: number, unit: unit)), output: output, target: target))
                ]
            }
            let probability = kind == .probabilities ? output : .softmax(layer: number, unit: unit)
            let share = targetTotal == 1 ? probability : .product([.number(targetTotal), probability])
            return [perSample(.difference(share, target))]
        }
        let errors = (0..<(layer.activation.ofLayer == nil ? 0 : layer.units)).map { Calculation.quantity(.error(layer: number, unit: $0)) }
        switch layer.activation.ofLayer {
        case .probabilities:
            let products = errors.enumerated().map { k, error in [error, .quantity(.output(layer: number, unit: k))] }
            return [output, .difference(errors[unit], .sumOfProducts(start: nil, products))]
        case .logProbabilities:
            return [.sumOfProducts(start: errors[unit], [[.negative(.softmax(layer: number, unit: unit)), .sum(errors)]])]
        case nil: break
        }
        if !layer.hasNetInputs { return [errorFromBehind(number, unit)] }
        return [errorFromBehind(number, unit), .slope(layer.activation, .quantity(.netInput(layer: number, unit: unit)))]
    }

    private func weightGradient(_ quantity: Quantity, _ number: Int, _ row: Int, _ column: Int) -> Calculation {
        let products = gradientProducts(number, network[layer: number], row, column)
        if sample > 0 { return .sumOfProducts(start: .quantity(quantity), products) }
        if let start = penaltySlope(ofWeight: .quantity(.weight(layer: number, unit: row, input: column)), in: network[layer: number]) {
            return .sumOfProducts(start: start, products)
        }
        return products.count == 1 ? .product(products[0]) : .sumOfProducts(start: nil, products)
    }

    private func biasGradient(_ quantity: Quantity, _ number: Int, _ index: Int) -> Calculation {
        let layer = network[layer: number]
        let units =
            layer.biasMode == .shared || layer.recurrence != nil ? Array(0..<layer.units) : Array(layer.shape.places(ofChannel: index))
        let deltas =
            layer.recurrence.map { recurrentBiasTerms(number, layer, $0, index) }
            ?? units.map { Calculation.quantity(.delta(layer: number, unit: $0)) }
        return .sum(sample == 0 ? deltas : [.quantity(quantity)] + deltas)
    }

}

// MARK: - Of each kind of layer

extension Formulas {
    /// The products whose sum, with the bias, is z of a unit.
    private func netInputProducts(_ number: Int, _ layer: Layer, _ unit: Int) -> [[Calculation]] {
        switch layer.kind {
        case .dense: denseProducts(number, layer, unit)
        case .convolution(let window, _): convolutionProducts(number, layer, window, unit)
        case .batchNormalisation: [[weight(number, unit, 0), normalisation(number, unit)]]
        case .recurrent: []
        case .maxPooling, .averagePooling, .flatten, .dropout, .noise, .addition: []
        }
    }

    /// a of a unit that has no z.
    private func outputWithoutNetInput(_ number: Int, _ layer: Layer, _ unit: Int) -> Calculation {
        switch layer.kind {
        case .maxPooling(let window): maximum(number, layer, window, unit)
        case .averagePooling(let window, let counts): mean(number, layer, window, countsPadding: counts, unit)
        case .dropout: dropped(number, unit)
        case .noise: noisy(number, unit)
        case .addition: addedOutput(number, unit)
        case .flatten, .dense, .convolution, .batchNormalisation, .recurrent: input(number, unit)
        }
    }

    /// What a layer passes back to a number that it reads.
    private func passedBack(by number: Int, _ input: Int) -> Calculation {
        let layer = network[layer: number]
        switch layer.kind {
        case .dense: return denseError(number, layer, input)
        case .convolution(let window, _): return convolutionError(number, layer, window, input)
        case .maxPooling: return maximumError(number, layer, input)
        case .averagePooling(let window, let counts): return meanError(number, layer, window, countsPadding: counts, input)
        case .dropout: return droppedError(number, input)
        case .noise: return delta(number, unit: input)
        case .addition: return delta(number, unit: input)
        case .batchNormalisation(let epsilon, _): return normalisationError(number, layer, epsilon, input)
        case .recurrent: return layer.recurrence.map { recurrentPassedBack(number, layer, $0, input) } ?? .number(0)
        case .flatten: preconditionFailure("flatten layers are left out")
        }
    }

    /// The products whose sum over the samples is the gradient of a weight.
    private func gradientProducts(_ number: Int, _ layer: Layer, _ row: Int, _ column: Int) -> [[Calculation]] {
        switch layer.kind {
        case .dense: denseGradientProducts(number, layer, row, column)
        case .convolution(let window, _): convolutionGradientProducts(number, layer, window, row, column)
        case .batchNormalisation: scaleGradientProducts(number, layer, row)
        case .recurrent: layer.recurrence.map { recurrentGradientProducts(number, layer, $0, row, column) } ?? []
        case .maxPooling, .averagePooling, .flatten, .dropout, .noise, .addition: []
        }
    }
}
