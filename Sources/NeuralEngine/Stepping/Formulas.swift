// The formula of every quantity, from the shape of the network.

/// The formulas of one network for one sample of a batch.
struct Formulas {
    let network: Network
    let sample: Int
    let sampleCount: Int
    let targetTotal: Double
    let isTraining: Bool
    private let optimizer: Optimizer
    private let records: [LayerRecord]
    /// The class of the sample.
    private let label: Int
    private let winner: (_ layer: LayerRecord, _ unit: Int) -> Int

    init(stepper: Stepper, sample: Int) {
        network = stepper.network
        self.sample = sample
        sampleCount = stepper.pass.sampleCount
        targetTotal = stepper.pass.targetTotal(of: sample)
        isTraining = stepper.pass.isTraining
        optimizer = stepper.optimizer
        records = stepper.pass.layout.records
        let memory = stepper.pass.memory
        label = network.centerLoss == nil ? 0 : stepper.pass.label(of: sample)
        winner = { layer, unit in Int(memory[layer.memory + sample * layer.units + unit]) }
    }

    func calculation(of quantity: Quantity) -> Calculation {
        switch quantity {
        case .netInput(let layer, let unit): return netInput(layer, unit)
        case .output(0, _), .target, .learningRate: return .quantity(quantity)
        case .output(let layer, let unit): return output(layer, unit)
        case .share(let unit): return share(unit)
        case .centerLoss: return centerLoss
        case .sampleLoss: return sampleLoss
        case .batchLoss: return batchLoss
        case .error(let layer, let unit): return error(network.computingLayer(atOrBefore: layer), unit)
        case .delta(let layer, let unit): return delta(layer, unit)
        case .weightGradient(let layer, let unit, let input): return weightGradient(quantity, layer, unit, input)
        case .biasGradient(let layer, let index): return biasGradient(quantity, layer, index)
        case .weight(let layer, let unit, let input):
            return UpdateFormula(optimizer, quantity, gradient: .weightGradient(layer: layer, unit: unit, input: input)).calculation
        case .bias(let layer, let index):
            return UpdateFormula(optimizer, quantity, gradient: .biasGradient(layer: layer, index: index)).calculation
        case .statistic(let statistic, let layer, let channel): return .channelMean(statistic, layer: layer, channel: channel)
        case .runningStatistic(let statistic, let layer, let channel): return running(statistic, layer, channel)
        case .center(let label, let unit): return center(label, unit)
        case .gradientNorm: return .gradientNorm
        }
    }

    /// What a layer reads at a place.
    func input(_ layer: Int, _ place: Int) -> Calculation { .quantity(.output(layer: records[layer].source, unit: place)) }

    // MARK: Forward

    private func netInput(_ number: Int, _ unit: Int) -> Calculation {
        let layer = network[layer: number]
        let bias = layer.biasIndex(ofUnit: unit).map { Calculation.quantity(.bias(layer: number, index: $0)) }
        func weight(_ input: Int) -> Calculation { .quantity(.weight(layer: number, unit: layer.weightRow(ofUnit: unit), input: input)) }
        switch layer.kind {
        case .convolution(let window):
            let cells = (0..<layer.weightColumns).compactMap { cell in
                place(ofCell: cell, window, unit, layer).map { [weight(cell), input(number, $0)] }
            }
            return .sumOfProducts(start: bias, cells)
        case .batchNormalisation: return .sumOfProducts(start: bias, [[weight(0), normalisation(number, unit)]])
        default: return .sumOfProducts(start: bias, (0..<layer.inputs).map { [weight($0), input(number, $0)] })
        }
    }

    /// (x - mean)/sqrt(variance + epsilon).
    func normalisation(_ number: Int, _ unit: Int) -> Calculation {
        let layer = network[layer: number], channel = layer.weightRow(ofUnit: unit)
        guard case .batchNormalisation(let epsilon, _) = layer.kind else { preconditionFailure("layer \(number) does not normalise") }
        let mean = statistic(.mean, number, channel)
        return .quotient(.difference(input(number, unit), mean), deviation(number, channel, epsilon))
    }

    /// sqrt(variance + epsilon).
    private func deviation(_ number: Int, _ channel: Int, _ epsilon: Double) -> Calculation {
        .squareRoot(.sum([statistic(.variance, number, channel), .number(epsilon)]))
    }

    /// A statistic of the batch; outside training the running one.
    private func statistic(_ statistic: ChannelStatistic, _ number: Int, _ channel: Int) -> Calculation {
        isTraining
            ? .quantity(.statistic(statistic, layer: number, channel: channel))
            : .quantity(.runningStatistic(statistic, layer: number, channel: channel))
    }

    /// The place that a cell of the window of a unit sees; nil in the border of zeros.
    private func place(ofCell cell: Int, _ window: Window, _ unit: Int, _ layer: Layer) -> Int? {
        let (_, row, column) = layer.shape.position(of: unit)
        let r = row * window.rowStride + cell % window.count / window.width - window.rowPadding
        let c = column * window.columnStride + cell % window.width - window.columnPadding
        guard r >= 0, r < layer.inputShape.height, c >= 0, c < layer.inputShape.width else { return nil }
        return layer.inputShape.index(channel: cell / window.count, row: r, column: c)
    }

    /// The places of the window of a pooling unit.
    private func places(of window: Window, _ unit: Int, _ layer: Layer) -> [Int] {
        let (channel, row, column) = layer.shape.position(of: unit)
        return (0..<window.count).map { cell in
            layer.inputShape.index(
                channel: channel, row: row * window.rowStride + cell / window.width,
                column: column * window.columnStride + cell % window.width)
        }
    }

    private func output(_ number: Int, _ unit: Int) -> Calculation {
        let layer = network[layer: number]
        switch layer.kind {
        case .dense, .convolution, .batchNormalisation:
            if layer.activation.isSoftmax { return .softmax(layer: number, unit: unit) }
            return .activation(layer.activation, .quantity(.netInput(layer: number, unit: unit)))
        case .maxPooling(let window): return .maximum(places(of: window, unit, layer).map { input(number, $0) })
        case .averagePooling(let window):
            return .quotient(.sum(places(of: window, unit, layer).map { input(number, $0) }), .number(Double(window.count)))
        case .dropout: return isTraining ? .product([input(number, unit), .dropoutFactor(layer: number, unit: unit)]) : input(number, unit)
        case .flatten: return input(number, unit)
        }
    }

    private func share(_ unit: Int) -> Calculation {
        let last = network.outputLayer
        let target = Calculation.quantity(.target(unit: unit))
        let output = Calculation.quantity(.output(layer: last, unit: unit))
        if network.lossIsFromLogits {
            return network.loss == .crossEntropy
                ? .negative(.product([target, .logSoftmax(layer: last, unit: unit)]))
                : .logisticShare(z: .quantity(.netInput(layer: last, unit: unit)), target: target)
        }
        switch network.loss {
        case .crossEntropy: return .negative(.product([target, .logarithm(output)]))
        case .squaredError: return .quotient(.square(.difference(target, output)), .number(2))
        case .meanSquaredError: return .quotient(.square(.difference(target, output)), .number(Double(network.outputs)))
        case .meanAbsoluteError: return .quotient(.absolute(.difference(target, output)), .number(Double(network.outputs)))
        default: return .lossShare(network.loss, output: output, target: target, count: network.outputs)
        }
    }

    private var sampleLoss: Calculation {
        let shares = Calculation.sum((0..<network.outputs).map { .quantity(.share(unit: $0)) })
        guard let centerLoss = network.centerLoss else { return shares }
        return .sumOfProducts(start: shares, [[.number(centerLoss.weight), .quantity(.centerLoss)]])
    }

    /// f - c of a feature.
    private func distanceFromCenter(_ unit: Int) -> Calculation {
        .difference(.quantity(.output(layer: network.featureLayer, unit: unit)), .quantity(.center(label: label, unit: unit)))
    }

    private var centerLoss: Calculation {
        let distances = (0..<network.units(ofLayer: network.featureLayer)).map(distanceFromCenter)
        return .quotient(.sumOfProducts(start: nil, distances.map { [$0, $0] }), .number(2))
    }

    private var batchLoss: Calculation {
        if sampleCount == 1 && network.penalty.isNone { return calculation(of: .sampleLoss) }
        return network.penalty.isNone ? .meanOfSampleLosses : .sum([.meanOfSampleLosses, .penalty])
    }

    // MARK: Backward

    /// dLoss/da.
    private func error(_ number: Int, _ unit: Int) -> Calculation {
        let reader = records[number].reader
        guard reader > 0 else { return lossSlope(number, unit) }
        guard let centerLoss = network.centerLoss, reader == network.outputLayer else { return passedBack(number, unit) }
        return .sumOfProducts(start: passedBack(number, unit), [[perSample(.number(centerLoss.weight)), distanceFromCenter(unit)]])
    }

    /// What the reader of a layer passes back.
    private func passedBack(_ number: Int, _ unit: Int) -> Calculation {
        let reader = records[number].reader
        let next = network[layer: reader]
        func delta(_ unit: Int) -> Calculation { .quantity(.delta(layer: reader, unit: unit)) }
        switch next.kind {
        case .dense:
            return .sumOfProducts(
                start: nil, (0..<next.units).map { [delta($0), .quantity(.weight(layer: reader, unit: $0, input: unit))] })
        case .convolution(let window): return convolutionError(reader, next, window, unit)
        case .maxPooling:
            return added(unitsOfChannel(of: unit, next).filter { winner(records[reader], $0) == unit }.map(delta))
        case .averagePooling(let window):
            let windows = unitsOfChannel(of: unit, next).filter { places(of: window, $0, next).contains(unit) }
            return added(windows.map { .quotient(delta($0), .number(Double(window.count))) })
        case .dropout: return isTraining ? .product([delta(unit), .dropoutFactor(layer: reader, unit: unit)]) : delta(unit)
        case .batchNormalisation(let epsilon, _): return normalisationError(reader, next, epsilon, unit)
        case .flatten: preconditionFailure("flatten layers are left out")
        }
    }

    private func added(_ parts: [Calculation]) -> Calculation { parts.isEmpty ? .number(0) : .sum(parts) }

    private func unitsOfChannel(of input: Int, _ layer: Layer) -> Range<Int> {
        let channel = input / layer.inputShape.pixels
        return channel * layer.shape.pixels..<(channel + 1) * layer.shape.pixels
    }

    private func lossSlope(_ number: Int, _ unit: Int) -> Calculation {
        let target = Calculation.quantity(.target(unit: unit))
        let output = Calculation.quantity(.output(layer: number, unit: unit))
        let outputs = Calculation.number(Double(network.outputs))
        switch network.loss {
        case .crossEntropy: return perSample(.quotient(.negative(target), output))
        case .squaredError: return perSample(.difference(output, target))
        case .meanSquaredError: return perSample(.quotient(.product([.number(2), .difference(output, target)]), outputs))
        case .meanAbsoluteError: return perSample(.quotient(.sign(.difference(output, target)), outputs))
        default: return perSample(.lossSlope(network.loss, output: output, target: target, count: network.outputs))
        }
    }

    /// The sum over filters and window cells of delta w, for the cells whose window has a place.
    private func convolutionError(_ number: Int, _ layer: Layer, _ window: Window, _ unit: Int) -> Calculation {
        let (channel, row, column) = layer.inputShape.position(of: unit)
        var products: [[Calculation]] = []
        for filter in 0..<layer.shape.channels {
            for cell in 0..<window.count {
                let r = row + window.rowPadding - cell / window.width, c = column + window.columnPadding - cell % window.width
                guard r >= 0, c >= 0, r % window.rowStride == 0, c % window.columnStride == 0,
                    r / window.rowStride < layer.shape.height, c / window.columnStride < layer.shape.width
                else { continue }
                let place = layer.shape.index(channel: filter, row: r / window.rowStride, column: c / window.columnStride)
                products.append([
                    .quantity(.delta(layer: number, unit: place)),
                    .quantity(.weight(layer: number, unit: filter, input: channel * window.count + cell)),
                ])
            }
        }
        return .sumOfProducts(start: nil, products)
    }

    private func normalisationError(_ number: Int, _ layer: Layer, _ epsilon: Double, _ unit: Int) -> Calculation {
        let channel = layer.weightRow(ofUnit: unit)
        let delta = Calculation.quantity(.delta(layer: number, unit: unit))
        let scale = Calculation.quotient(
            .quantity(.weight(layer: number, unit: channel, input: 0)), deviation(number, channel, epsilon))
        guard isTraining else { return .product([scale, delta]) }
        let rest = Calculation.sum([
            statistic(.meanDelta, number, channel),
            .product([.normalised(layer: number, unit: unit), statistic(.meanDeltaProduct, number, channel)]),
        ])
        return .product([scale, .difference(delta, rest)])
    }

    /// A slope of one sample's loss as a slope of the mean over the batch.
    private func perSample(_ slope: Calculation) -> Calculation {
        let divisor = network.divisor(sampleCount: sampleCount)
        return divisor == 1 ? slope : .quotient(slope, .number(divisor))
    }

    private func delta(_ layer: Int, _ unit: Int) -> Calculation {
        let factors = deltaFactors(layer, unit)
        return factors.count == 1 ? factors[0] : .product(factors)
    }

    /// dLoss/da and f'(z); or the one factor that is left of them where the slope of the activation has cancelled, or is no part.
    func deltaFactors(_ number: Int, _ unit: Int) -> [Calculation] {
        let layer = network[layer: number]
        let output = Calculation.quantity(.output(layer: number, unit: unit)), target = Calculation.quantity(.target(unit: unit))
        if number == network.outputLayer && network.lossIsFromLogits {
            if !layer.activation.isSoftmax {
                return [perSample(.logisticDelta(z: .quantity(.netInput(layer: number, unit: unit)), output: output, target: target))]
            }
            let probability = targetTotal == 1 ? output : .product([.number(targetTotal), output])
            return [perSample(.difference(probability, target))]
        }
        if layer.activation.isSoftmax {
            let products = (0..<layer.units).map { k -> [Calculation] in
                [.quantity(.error(layer: number, unit: k)), .quantity(.output(layer: number, unit: k))]
            }
            return [output, .difference(.quantity(.error(layer: number, unit: unit)), .sumOfProducts(start: nil, products))]
        }
        if !layer.hasNetInputs { return [error(number, unit)] }
        return [error(number, unit), .slope(layer.activation, .quantity(.netInput(layer: number, unit: unit)))]
    }

    private func weightGradient(_ quantity: Quantity, _ number: Int, _ row: Int, _ column: Int) -> Calculation {
        let layer = network[layer: number]
        func delta(_ unit: Int) -> Calculation { .quantity(.delta(layer: number, unit: unit)) }
        let units = row * layer.unitsPerRow..<(row + 1) * layer.unitsPerRow
        let products: [[Calculation]]
        switch layer.kind {
        case .convolution(let window):
            products = units.compactMap { unit in place(ofCell: column, window, unit, layer).map { [delta(unit), input(number, $0)] } }
        case .batchNormalisation: products = units.map { [delta($0), .normalised(layer: number, unit: $0)] }
        default: products = [[delta(row), input(number, column)]]
        }
        if sample > 0 { return .sumOfProducts(start: .quantity(quantity), products) }
        if let start = penaltySlope(.quantity(.weight(layer: number, unit: row, input: column))) {
            return .sumOfProducts(start: start, products)
        }
        return products.count == 1 ? .product(products[0]) : .sumOfProducts(start: nil, products)
    }

    /// l1 sign(w) + l2 w; nil without penalty.
    private func penaltySlope(_ weight: Calculation) -> Calculation? {
        let (l1, l2) = (Calculation.number(network.penalty.l1), Calculation.number(network.penalty.l2))
        switch (network.penalty.l1, network.penalty.l2) {
        case (0, 0): return nil
        case (0, _): return .product([l2, weight])
        case (_, 0): return .product([l1, .sign(weight)])
        default: return .sumOfProducts(start: .product([l1, .sign(weight)]), [[l2, weight]])
        }
    }

    private func biasGradient(_ quantity: Quantity, _ number: Int, _ index: Int) -> Calculation {
        let layer = network[layer: number]
        let units = layer.biasMode == .shared ? 0..<layer.units : index * layer.unitsPerRow..<(index + 1) * layer.unitsPerRow
        let deltas = units.map { Calculation.quantity(.delta(layer: number, unit: $0)) }
        return .sum(sample == 0 ? deltas : [.quantity(quantity)] + deltas)
    }

    // MARK: Update

    /// c - alpha shift.
    private func center(_ label: Int, _ unit: Int) -> Calculation {
        .sumOfProducts(
            start: .quantity(.center(label: label, unit: unit)),
            [[.negative(.number(network.centerLoss?.alpha ?? 0)), .centerShift(label: label, unit: unit)]])
    }

    /// r + momentum (batch - r), where the variance of the batch is divided by n - 1.
    private func running(_ statistic: ChannelStatistic, _ number: Int, _ channel: Int) -> Calculation {
        let layer = network[layer: number]
        guard case .batchNormalisation(_, let momentum) = layer.kind else { return .number(0) }
        let running = Calculation.quantity(.runningStatistic(statistic, layer: number, channel: channel))
        var batch = Calculation.quantity(.statistic(statistic, layer: number, channel: channel))
        let count = Double(sampleCount * layer.shape.pixels)
        if statistic == .variance && count > 1 { batch = .quotient(.product([batch, .number(count)]), .number(count - 1)) }
        return .sumOfProducts(start: running, [[.number(momentum), .difference(batch, running)]])
    }
}

extension Pass {
    /// The sum of the targets of a sample.
    func targetTotal(of sample: Int) -> Double {
        let start = layout.targets + sample * network.outputs
        return memory[start..<start + network.outputs].reduce(0, +)
    }

    /// The class of a sample: the place of its largest target.
    public func label(of sample: Int) -> Int {
        let start = layout.targets + sample * network.outputs
        return memory[start..<start + network.outputs].placeOfLargest
    }
}
