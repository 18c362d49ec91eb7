// The list of steps of a pass, enumerated from the network's shape, never stored.

/// Every step of one pass over a batch, in walking order: for each sample forward, loss and backward, then the updates once.
///
/// Forward goes unit by unit, net input then output (a softmax layer: all net inputs, then all outputs); the loss share by share,
/// then their sum; a recurrent layer step after step, unit by unit, and back from its last step; backward from the last layer to the first its deltas, its weight gradients, its bias gradients. With several
/// samples, or a penalty, the mean loss follows the last sample. Updates run from the first layer on, weights then biases. Frozen
/// parameters have no steps. Center loss adds its step before the loss of a sample, and its centers move last. A batch normalisation interrupts the samples: its statistics need all of them first.
public struct StepPlan: Sendable, Equatable {
    public let network: Network
    public let sampleCount: Int
    private var blocks: [Block] = []
    public private(set) var count = 0

    /// Steps that are done for each sample in turn, or once for the whole batch.
    private struct Block: Sendable, Equatable {
        let isPerSample: Bool
        var segments: [Segment] = []
        /// Steps of the block, of one sample if it is per sample.
        var count = 0
        /// Steps of the pass before the block.
        var start = 0

        mutating func append(_ kind: Kind, _ phase: Phase, _ layer: Int?, _ count: Int) {
            guard count > 0 else { return }
            segments.append(Segment(kind: kind, phase: phase, layer: layer, count: count, start: self.count))
            self.count += count
        }
    }

    /// Steps of one kind in one layer, `start` of them coming before in the block.
    private struct Segment: Sendable, Equatable {
        let kind: Kind
        let phase: Phase
        let layer: Int?
        let count: Int
        let start: Int
    }

    private enum Kind: Sendable, Equatable {
        case netInputsAndOutputs, netInputs, outputs, recurrentForward, recurrentBackward, shares, centerLoss, sampleLoss, deltas,
            weightGradients, biasGradients
        case statistics(ChannelStatistic)
        case batchLoss, gradientNorm, weights, biases, centers
        case runningStatistics(ChannelStatistic)
    }

    /// - Parameters:
    ///   - isForwardOnly: whether the right answers are unknown, so that there is neither loss nor backward pass nor update.
    ///   - needsGradientNorm: whether gradients are clipped by their norm.
    public init(network: Network, sampleCount: Int, isForwardOnly: Bool = false, needsGradientNorm: Bool = false) {
        self.network = network
        self.sampleCount = sampleCount
        let sections = PassSection.sections(of: network)
        var samples = Block(isPerSample: true)
        for section in sections {
            if let number = section.normalisation, !isForwardOnly {
                add(samples)
                add(statistics([.mean, .variance], number, .forward))
                samples = Block(isPerSample: true)
            }
            for number in section.layers { addForward(number, to: &samples) }
        }
        if !isForwardOnly {
            samples.append(.shares, .loss, nil, network.outputs)
            if network.centerLoss != nil { samples.append(.centerLoss, .loss, nil, 1) }
            samples.append(.sampleLoss, .loss, nil, 1)
            for section in sections.reversed() {
                for number in section.layers.reversed() { addBackward(number, to: &samples) }
                if let number = section.normalisation {
                    add(samples)
                    add(statistics([.meanDelta, .meanDeltaProduct], number, .backward))
                    samples = Block(isPerSample: true)
                }
            }
        }
        add(samples)
        if !isForwardOnly { add(updates(needsGradientNorm)) }
    }

    private mutating func add(_ block: Block) {
        guard block.count > 0 else { return }
        var block = block
        block.start = count
        count += block.count * (block.isPerSample ? sampleCount : 1)
        blocks.append(block)
    }

    private func addForward(_ number: Int, to block: inout Block) {
        let layer = network[layer: number]
        if let recurrence = layer.recurrence {
            block.append(.recurrentForward, .forward, number, recurrence.forwardCount)
        } else if !layer.hasNetInputs {
            block.append(.outputs, .forward, number, layer.units)
        } else if layer.activation.ofLayer != nil {
            block.append(.netInputs, .forward, number, layer.units)
            block.append(.outputs, .forward, number, layer.units)
        } else {
            block.append(.netInputsAndOutputs, .forward, number, 2 * layer.units)
        }
    }

    private func addBackward(_ number: Int, to block: inout Block) {
        let layer = network[layer: number]
        if let recurrence = layer.recurrence {
            block.append(.recurrentBackward, .backward, number, recurrence.backwardCount)
        } else {
            block.append(.deltas, .backward, number, layer.units)
        }
        block.append(.weightGradients, .backward, number, layer.trainableWeights.total)
        block.append(.biasGradients, .backward, number, layer.trainableBiases.total)
    }

    private func statistics(_ statistics: [ChannelStatistic], _ number: Int, _ phase: Phase) -> Block {
        var block = Block(isPerSample: false)
        for statistic in statistics { block.append(.statistics(statistic), phase, number, network[layer: number].statisticCount) }
        return block
    }

    private func updates(_ needsGradientNorm: Bool) -> Block {
        var block = Block(isPerSample: false)
        if network.hasBatchLoss(sampleCount: sampleCount) { block.append(.batchLoss, .loss, nil, 1) }
        if needsGradientNorm { block.append(.gradientNorm, .update, nil, 1) }
        for (index, layer) in network.layers.enumerated() {
            block.append(.weights, .update, index + 1, layer.trainableWeights.total)
            block.append(.biases, .update, index + 1, layer.trainableBiases.total)
            for statistic in [ChannelStatistic.mean, .variance] {
                block.append(.runningStatistics(statistic), .update, index + 1, layer.statisticCount)
            }
        }
        block.append(.centers, .update, network.outputLayer, network.centerCount)
        return block
    }

    /// The index of the first update; `count` if nothing is updated.
    public var firstUpdate: Int {
        guard let last = blocks.last, !last.isPerSample, let segment = last.segments.first(where: { $0.phase == .update }) else {
            return count
        }
        return last.start + segment.start
    }

    /// The index of the first step back of the last sample; nil where none goes back.
    public var firstBackward: Int? {
        let block = blocks.first { $0.segments.contains { $0.phase == .backward } }
        guard let block, let segment = block.segments.first(where: { $0.phase == .backward }) else { return nil }
        return block.start + (block.isPerSample ? (sampleCount - 1) * block.count : 0) + segment.start
    }

    /// The step of an index 0 ..< count.
    public subscript(index: Int) -> Step {
        let (segment, place, sample) = locate(index)
        return Step(quantity: quantity(segment, place), phase: segment.phase, sample: sample, layer: segment.layer)
    }

    private func locate(_ index: Int) -> (Segment, place: Int, sample: Int) {
        precondition(0..<count ~= index, "a step of the pass")
        let block = blocks[blocks.lastPlace { $0.start <= index }]
        let offset = (index - block.start) % block.count
        let segment = block.segments[block.segments.lastPlace { $0.start <= offset }]
        return (segment, offset - segment.start, block.isPerSample ? (index - block.start) / block.count : sampleCount - 1)
    }

    private func quantity(_ segment: Segment, _ place: Int) -> Quantity {
        let number = segment.layer ?? network.outputLayer
        func weight(_ make: (_ layer: Int, _ unit: Int, _ input: Int) -> Quantity) -> Quantity {
            let layer = network[layer: number]
            let index = layer.trainableWeights.index(at: place)
            return make(number, index / layer.weightColumns, index % layer.weightColumns)
        }
        switch segment.kind {
        case .netInputsAndOutputs where place % 2 == 0: return .netInput(layer: number, unit: place / 2)
        case .netInputsAndOutputs: return .output(layer: number, unit: place / 2)
        case .netInputs: return .netInput(layer: number, unit: place)
        case .outputs: return .output(layer: number, unit: place)
        case .recurrentForward: return recurrence(number).forward(place, layer: number)
        case .recurrentBackward: return recurrence(number).backward(place, layer: number)
        case .shares: return .share(unit: place)
        case .centerLoss: return .centerLoss
        case .sampleLoss: return .sampleLoss
        case .batchLoss: return .batchLoss
        case .deltas: return .delta(layer: number, unit: place)
        case .weightGradients: return weight(Quantity.weightGradient)
        case .weights: return weight(Quantity.weight)
        case .biasGradients: return .biasGradient(layer: number, index: network[layer: number].trainableBiases.index(at: place))
        case .biases: return .bias(layer: number, index: network[layer: number].trainableBiases.index(at: place))
        case .statistics(let statistic): return .statistic(statistic, layer: number, channel: place)
        case .runningStatistics(let statistic): return .runningStatistic(statistic, layer: number, channel: place)
        case .centers:
            let features = network.units(ofLayer: network.featureLayer)
            return .center(label: place / features, unit: place % features)
        case .gradientNorm: return .gradientNorm
        }
    }

    private func recurrence(_ number: Int) -> Recurrence {
        guard let recurrence = network[layer: number].recurrence else { preconditionFailure("a recurrent layer has steps") }
        return recurrence
    }

    /// The index of the step that computes a quantity for a sample; nil if no step does.
    /// A weight's or bias's step is its update.
    public func index(of quantity: Quantity, sample: Int) -> Int? {
        func find(_ kind: Kind, _ number: Int?, _ place: Int?) -> Int? {
            guard let place else { return nil }
            for block in blocks {
                guard let segment = block.segments.first(where: { $0.kind == kind && (number == nil || $0.layer == number) }) else {
                    continue
                }
                return block.start + (block.isPerSample ? sample * block.count : 0) + segment.start + place
            }
            return nil
        }
        func weightPlace(_ number: Int, _ unit: Int, _ input: Int) -> Int? {
            network[layer: number].trainableWeights.place(of: unit * network[layer: number].weightColumns + input)
        }
        func recurrent(_ layer: Int) -> Int? {
            guard layer > 0, let recurrence = network[layer: layer].recurrence else { return nil }
            return find(.recurrentForward, layer, recurrence.place(forward: quantity))
                ?? find(.recurrentBackward, layer, recurrence.place(backward: quantity))
        }
        switch quantity {
        case .netInput(let layer, _) where network[layer: layer].recurrence != nil: return recurrent(layer)
        case .ofStep(_, let layer, _), .error(let layer, _): return recurrent(layer)
        case .output(let layer, _) where layer > 0 && network[layer: layer].recurrence != nil: return recurrent(layer)
        case .delta(let layer, _) where network[layer: layer].recurrence != nil: return recurrent(layer)
        case .netInput(let layer, let unit):
            return find(.netInputsAndOutputs, layer, 2 * unit) ?? find(.netInputs, layer, unit)
        case .output(let layer, let unit):
            return find(.netInputsAndOutputs, layer, 2 * unit + 1) ?? find(.outputs, layer, unit)
        case .share(let unit): return find(.shares, nil, unit)
        case .sampleLoss: return find(.sampleLoss, nil, 0)
        case .centerLoss: return find(.centerLoss, nil, 0)
        case .center(let label, let unit): return find(.centers, nil, label * network.units(ofLayer: network.featureLayer) + unit)
        case .batchLoss: return find(.batchLoss, nil, 0)
        case .delta(let layer, let unit): return find(.deltas, layer, unit)
        case .weightGradient(let layer, let unit, let input): return find(.weightGradients, layer, weightPlace(layer, unit, input))
        case .weight(let layer, let unit, let input): return find(.weights, layer, weightPlace(layer, unit, input))
        case .biasGradient(let layer, let index):
            return find(.biasGradients, layer, network[layer: layer].trainableBiases.place(of: index))
        case .bias(let layer, let index): return find(.biases, layer, network[layer: layer].trainableBiases.place(of: index))
        case .statistic(let statistic, let layer, let channel): return find(.statistics(statistic), layer, channel)
        case .runningStatistic(let statistic, let layer, let channel): return find(.runningStatistics(statistic), layer, channel)
        case .gradientNorm: return find(.gradientNorm, nil, 0)
        case .target, .learningRate: return nil
        }
    }

    /// The index after the last step that works on the same layer in the same part of the pass as the step of an index.
    public func endOfLayer(_ index: Int) -> Int {
        var (segment, place, sample) = locate(index)
        var end = index
        while true {
            end += segment.count - place
            guard end < count else { return count }
            let (next, _, nextSample) = locate(end)
            guard next.layer == segment.layer, next.phase == segment.phase, nextSample == sample else { return end }
            (segment, place, sample) = (next, 0, nextSample)
        }
    }

    /// The index of the first step of the layer that the step of an index works on.
    public func startOfLayer(_ index: Int) -> Int {
        let step = self[index]
        var start = index
        while start > 0 {
            let (segment, place, sample) = locate(start - 1)
            guard segment.layer == step.layer, segment.phase == step.phase, sample == step.sample else { return start }
            start -= place + 1
        }
        return start
    }
}

extension Array {
    /// The place of the last element that fulfils a condition, by halving: the first elements do, those behind them do not.
    fileprivate func lastPlace(where fulfils: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if fulfils(self[middle]) { low = middle } else { high = middle }
        }
        return low
    }
}
