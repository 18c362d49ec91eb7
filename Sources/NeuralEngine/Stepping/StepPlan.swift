// The list of steps of a pass, enumerated from the network's shape, never stored.

/// Every step of one pass over a batch, in walking order: for each sample forward, loss and backward, then the updates once.
///
/// Forward goes unit by unit, net input then output (a softmax layer: all net inputs, then all outputs); the loss share by share,
/// then their sum; backward from the last layer to the first its deltas, its weight gradients, its bias gradients. With several
/// samples the mean loss follows the last sample. Updates run from the first layer on, weights then biases. Frozen parameters have no steps.
public struct StepPlan: Sendable, Equatable {
    public let network: Network
    public let sampleCount: Int
    private let sampleSegments: [Segment]
    private let finalSegments: [Segment]
    private let stepsPerSample: Int
    public let count: Int

    /// Steps of one kind in one layer, `start` of them coming before in the sample or in the final part.
    private struct Segment: Sendable, Equatable {
        let kind: Kind
        let phase: Phase
        let layer: Int?
        let count: Int
        let start: Int
    }

    private enum Kind: Sendable, Equatable {
        case netInputsAndOutputs, netInputs, outputs, shares, sampleLoss, deltas, weightGradients, biasGradients
        case batchLoss, weights, biases
    }

    /// - Parameter isForwardOnly: whether the right answers are unknown, so that there is neither loss nor backward pass nor update.
    public init(network: Network, sampleCount: Int, isForwardOnly: Bool = false) {
        self.network = network
        self.sampleCount = sampleCount
        var each = SegmentList(), final = SegmentList()
        for (index, layer) in network.layers.enumerated() {
            if layer.activation.isSoftmax {
                each.append(.netInputs, .forward, index + 1, layer.units)
                each.append(.outputs, .forward, index + 1, layer.units)
            } else {
                each.append(.netInputsAndOutputs, .forward, index + 1, 2 * layer.units)
            }
        }
        if !isForwardOnly {
            each.append(.shares, .loss, nil, network.outputs)
            each.append(.sampleLoss, .loss, nil, 1)
            for (index, layer) in network.layers.enumerated().reversed() {
                each.append(.deltas, .backward, index + 1, layer.units)
                each.append(.weightGradients, .backward, index + 1, layer.trainableWeights.total)
                each.append(.biasGradients, .backward, index + 1, layer.trainableBiases.total)
            }
            if sampleCount > 1 { final.append(.batchLoss, .loss, nil, 1) }
            for (index, layer) in network.layers.enumerated() {
                final.append(.weights, .update, index + 1, layer.trainableWeights.total)
                final.append(.biases, .update, index + 1, layer.trainableBiases.total)
            }
        }
        sampleSegments = each.segments
        finalSegments = final.segments
        stepsPerSample = each.count
        count = sampleCount * each.count + final.count
    }

    private struct SegmentList {
        var segments: [Segment] = []
        var count = 0

        mutating func append(_ kind: Kind, _ phase: Phase, _ layer: Int?, _ count: Int) {
            guard count > 0 else { return }
            segments.append(Segment(kind: kind, phase: phase, layer: layer, count: count, start: self.count))
            self.count += count
        }
    }

    /// The index of the first update; `count` if nothing is updated.
    public var firstUpdate: Int {
        finalSegments.first { $0.phase == .update }.map { sampleCount * stepsPerSample + $0.start } ?? count
    }

    /// The step of an index 0 ..< count.
    public subscript(index: Int) -> Step {
        let (segment, place, sample) = locate(index)
        return Step(quantity: quantity(segment, place), phase: segment.phase, sample: sample, layer: segment.layer)
    }

    private func locate(_ index: Int) -> (Segment, place: Int, sample: Int) {
        let isFinal = index >= sampleCount * stepsPerSample
        let offset = isFinal ? index - sampleCount * stepsPerSample : index % stepsPerSample
        let segments = isFinal ? finalSegments : sampleSegments
        guard let segment = segments.last(where: { $0.start <= offset }) else { preconditionFailure("no step \(index)") }
        return (segment, offset - segment.start, isFinal ? sampleCount - 1 : index / stepsPerSample)
    }

    private func quantity(_ segment: Segment, _ place: Int) -> Quantity {
        let number = segment.layer ?? network.layers.count
        func weight(_ make: (_ layer: Int, _ unit: Int, _ input: Int) -> Quantity) -> Quantity {
            let layer = network[layer: number]
            let index = layer.trainableWeights.index(at: place)
            return make(number, index / layer.inputs, index % layer.inputs)
        }
        switch segment.kind {
        case .netInputsAndOutputs where place % 2 == 0: return .netInput(layer: number, unit: place / 2)
        case .netInputsAndOutputs: return .output(layer: number, unit: place / 2)
        case .netInputs: return .netInput(layer: number, unit: place)
        case .outputs: return .output(layer: number, unit: place)
        case .shares: return .share(unit: place)
        case .sampleLoss: return .sampleLoss
        case .batchLoss: return .batchLoss
        case .deltas: return .delta(layer: number, unit: place)
        case .weightGradients: return weight(Quantity.weightGradient)
        case .weights: return weight(Quantity.weight)
        case .biasGradients: return .biasGradient(layer: number, index: network[layer: number].trainableBiases.index(at: place))
        case .biases: return .bias(layer: number, index: network[layer: number].trainableBiases.index(at: place))
        }
    }

    /// The index of the step that computes a quantity for a sample; nil if no step does.
    /// A weight's or bias's step is its update.
    public func index(of quantity: Quantity, sample: Int) -> Int? {
        func find(_ kind: Kind, _ number: Int?, _ place: Int?) -> Int? {
            guard let place else { return nil }
            if let segment = sampleSegments.first(where: { $0.kind == kind && (number == nil || $0.layer == number) }) {
                return sample * stepsPerSample + segment.start + place
            }
            let segment = finalSegments.first { $0.kind == kind && (number == nil || $0.layer == number) }
            return segment.map { sampleCount * stepsPerSample + $0.start + place }
        }
        func weightPlace(_ number: Int, _ unit: Int, _ input: Int) -> Int? {
            network[layer: number].trainableWeights.place(of: unit * network[layer: number].inputs + input)
        }
        switch quantity {
        case .netInput(let layer, let unit):
            return find(.netInputsAndOutputs, layer, 2 * unit) ?? find(.netInputs, layer, unit)
        case .output(let layer, let unit):
            return find(.netInputsAndOutputs, layer, 2 * unit + 1) ?? find(.outputs, layer, unit)
        case .share(let unit): return find(.shares, nil, unit)
        case .sampleLoss: return find(.sampleLoss, nil, 0)
        case .batchLoss: return find(.batchLoss, nil, 0)
        case .delta(let layer, let unit): return find(.deltas, layer, unit)
        case .weightGradient(let layer, let unit, let input): return find(.weightGradients, layer, weightPlace(layer, unit, input))
        case .weight(let layer, let unit, let input): return find(.weights, layer, weightPlace(layer, unit, input))
        case .biasGradient(let layer, let index):
            return find(.biasGradients, layer, network[layer: layer].trainableBiases.place(of: index))
        case .bias(let layer, let index): return find(.biases, layer, network[layer: layer].trainableBiases.place(of: index))
        case .target, .error, .learningRate: return nil
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
