// The search for the first number of a pass that is infinite or no number.

extension Pass {
    /// Whether all its numbers are finite, also those that no batch has filled: soon seen, where none need be looked for.
    public var isFinite: Bool { loss.isFinite && memory.areFinite && gradients.areFinite }

    /// The first number of the pass that is infinite or not a number, in the order in which a batch is worked: what came in, the layers
    /// forward, the loss, the layers back with their gradients. Nil if all are finite.
    /// - Parameter hasGoneBack: whether the backward half has been done as well.
    public func firstNonFinite(_ parameters: Parameters, hasGoneBack: Bool = true) -> NonFiniteNumber? {
        given(parameters) ?? firstForward(parameters) ?? firstInLoss(parameters) ?? (hasGoneBack ? firstBackward(parameters) : nil)
    }

    private func given(_ parameters: Parameters) -> NonFiniteNumber? {
        func given(_ quantity: Quantity, _ value: Double, sample: Int) -> NonFiniteNumber {
            NonFiniteNumber(quantity, value: value, sample: sample, cause: .given)
        }
        if let place = firstNonFinite(from: layout.inputs, count: sampleCount * network.inputs) {
            return given(
                .output(layer: 0, unit: place % network.inputs), memory[layout.inputs + place], sample: place / network.inputs)
        }
        if let place = firstNonFinite(from: layout.targets, count: sampleCount * network.outputs) {
            return given(.target(unit: place % network.outputs), memory[layout.targets + place], sample: place / network.outputs)
        }
        return parameters.firstNonFinite.map {
            NonFiniteNumber($0, value: parameters.value(of: $0) ?? parameters.statistic($0), cause: .broughtAlong)
        }
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
            return ended(.centerLoss, memory[layout.centerLosses + place], nil, .loss, sample: place)
        }
        if let place = firstNonFinite(from: layout.sampleLosses, count: sampleCount) {
            return ended(.sampleLoss, memory[layout.sampleLosses + place], nil, .loss, sample: place)
        }
        return loss.isFinite ? nil : ended(.batchLoss, loss, nil, .loss, sample: sampleCount - 1)
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
                return ended(gradients.gradientQuantity(at: place), gradients.values[place], number, .backward, sample: sampleCount - 1)
            }
        }
        return nil
    }

    private func statistic(_ statistics: [ChannelStatistic], _ number: Int, _ phase: Phase) -> NonFiniteNumber? {
        for statistic in statistics {
            for channel in 0..<network[layer: number].statisticCount {
                let value = memory[layout.records[number].place(of: statistic, channel)]
                if !value.isFinite {
                    return ended(.statistic(statistic, layer: number, channel: channel), value, number, phase, sample: sampleCount - 1)
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

    private func ended(_ quantity: Quantity, _ value: Double, _ layer: Int?, _ phase: Phase, sample: Int) -> NonFiniteNumber {
        NonFiniteNumber(quantity, value: value, layer: layer, phase: phase, sample: sample, cause: .of(value))
    }

    private func firstNonFinite(from start: Int, count: Int) -> Int? { memory[start..<start + count].firstNonFinite }
}

extension Parameters {
    /// The first number that an update has made infinite or no number; nil if all are finite.
    public var firstNonFiniteAfterUpdate: NonFiniteNumber? {
        firstNonFinite.map { moved in
            let value = value(of: moved) ?? statistic(moved)
            return NonFiniteNumber(moved, value: value, layer: moved.layer, phase: .update, cause: .of(value))
        }
    }

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
    /// Whether it is the gradient of a weight or a bias, to which each sample of a batch adds its share.
    public var isParameterGradient: Bool { ofParameter != self }

    /// The parameter that a gradient belongs to.
    public var ofParameter: Quantity {
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
