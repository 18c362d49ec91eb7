// Where the arrays of a pass lie in its memory, layer by layer.

/// One layer as the operations see it: numbers only, so that reading it costs nothing.
struct LayerRecord: Sendable {
    var kind: LayerKind
    var inputShape: Shape
    var shape: Shape
    /// Numbers that come in and go out for one sample.
    var inputs: Int
    var units: Int
    var hasNetInputs: Bool
    /// Net inputs for one sample: as many as units, but of a recurrent layer a gate of each unit at each step.
    var cells: Int
    /// A recurrent layer along its steps, and where the numbers of a step lie that no other layer has.
    var recurrence: Recurrence?
    var recurrent = RecurrentPlaces()
    /// What its outputs are that depend on all of its net inputs.
    var ofLayer: Activation.OfLayer?
    var biasMode: BiasMode
    /// The weight matrix, and where it and the biases lie among the parameters.
    var weightRows: Int
    var weightColumns: Int
    var weights: Int
    var biases: Int
    var biasCount: Int
    /// The layer whose outputs it reads, and the one that reads its own (0 for the output layer). Flatten layers are left out.
    var source: Int
    var reader: Int
    /// The layer whose outputs it adds to those of its source, if it is an addition; and of the layers that read a layer besides its
    /// reader, which are additions, the first one, and after an addition the next one of the same layer. 0 for none.
    var other: Int
    var firstAddition = 0
    var nextAddition = 0
    /// Where its arrays begin in the memory of a pass: a row a sample, a column a unit; net inputs, slopes and deltas a column a net input.
    var netInputs = 0
    var outputs = 0
    /// f'(z), kept from the forward pass.
    var slopes = 0
    /// dLoss/dz; dLoss/da in layers without net inputs.
    var deltas = 0
    /// What backward needs to remember: winners of max pooling, factors of dropout, x normalised; of lstm at each step tanh(c) and its slope.
    var memory = 0
    /// The statistics of the batch in the memory of the pass, and the running ones among those that are learnt.
    var batchStatistics = 0
    var runningStatistics = 0
    /// Channels with a mean and a variance.
    var statisticCount: Int
    var trainsWeights: Bool
    var trainsBiases: Bool
}

/// Where the arrays of a recurrent layer begin that no other layer has: a row a sample.
struct RecurrentPlaces: Sendable {
    fileprivate(set) var gate = 0
    fileprivate(set) var state = 0
    fileprivate(set) var error = 0
    fileprivate(set) var stateError = 0
    fileprivate(set) var hidden = 0
    /// What the units have given before the first step, the same for all samples.
    fileprivate(set) var initialState = 0

    subscript(part: StepPart) -> Int {
        switch part {
        case .gate: gate
        case .state: state
        case .error: error
        case .stateError: stateError
        case .hidden: hidden
        }
    }
}

/// A layer as the operations are handed it: a record is too large to be copied for each of them.
typealias LayerReference = UnsafePointer<LayerRecord>

extension UnsafePointer<LayerRecord> {
    var kind: LayerKind { pointee.kind }
    var inputShape: Shape { pointee.inputShape }
    var shape: Shape { pointee.shape }
    var inputs: Int { pointee.inputs }
    var units: Int { pointee.units }
    var hasNetInputs: Bool { pointee.hasNetInputs }
    var cells: Int { pointee.cells }
    var isRecurrent: Bool { pointee.recurrence != nil }
    var ofLayer: Activation.OfLayer? { pointee.ofLayer }
    var biasMode: BiasMode { pointee.biasMode }
    var weightRows: Int { pointee.weightRows }
    var weightColumns: Int { pointee.weightColumns }
    var weights: Int { pointee.weights }
    var biases: Int { pointee.biases }
    var biasCount: Int { pointee.biasCount }
    var source: Int { pointee.source }
    var reader: Int { pointee.reader }
    var other: Int { pointee.other }
    var firstAddition: Int { pointee.firstAddition }
    var nextAddition: Int { pointee.nextAddition }
    var trainsWeights: Bool { pointee.trainsWeights }
    var trainsBiases: Bool { pointee.trainsBiases }
    var netInputs: Int { pointee.netInputs }
    var outputs: Int { pointee.outputs }
    var slopes: Int { pointee.slopes }
    var deltas: Int { pointee.deltas }
    var memory: Int { pointee.memory }
    var batchStatistics: Int { pointee.batchStatistics }
    var runningStatistics: Int { pointee.runningStatistics }
    var statisticCount: Int { pointee.statisticCount }

    /// Whether its net inputs are one product of matrices with a row a sample, any columns of which can be found by themselves.
    var isOneProduct: Bool { kind == .dense && !inputShape.isSequence }

    func place(of statistic: ChannelStatistic, _ channel: Int) -> Int { pointee.place(of: statistic, channel) }
    func runningPlace(of statistic: ChannelStatistic, _ channel: Int) -> Int { pointee.runningPlace(of: statistic, channel) }
}

/// The memory of a pass: which arrays it holds, and where. Each begins at a line of the cache.
struct PassLayout: Sendable {
    /// Record l is layer l; record 0 is the input.
    private(set) var records: [LayerRecord] = []
    private(set) var inputs = 0
    private(set) var targets = 0
    private(set) var shares = 0
    private(set) var sampleLosses = 0
    private(set) var centerLosses = 0
    /// Where classes have weights: what the loss of the batch is divided by, then the weight of each sample.
    private(set) var sampleWeights = 0
    private(set) var count = 0
    /// Numbers that one worker needs besides.
    private(set) var scratchCount = 0
    let capacity: Int

    init(_ network: Network, capacity: Int) {
        self.capacity = capacity
        let places = ParameterPlaces(network)
        func take(_ numbers: Int) -> Int {
            defer { count += Numbers.roomFor(numbers) }
            return count
        }
        inputs = take(capacity * network.inputs)
        targets = take(capacity * network.outputs)
        shares = take(capacity * network.outputs)
        sampleLosses = take(capacity)
        centerLosses = take(network.centerLoss == nil ? 0 : capacity)
        sampleWeights = take(network.lossTerms.classWeights.isEmpty ? 0 : capacity + 1)
        var input = LayerRecord(.dense(inputs: network.inputShape, units: network.inputs, activation: .identity), places: nil, reads: [0])
        (input.outputs, input.hasNetInputs) = (inputs, false)
        input.shape = network.inputShape
        records.append(input)
        for (index, layer) in network.layers.enumerated() {
            var record = LayerRecord(layer, places: places.layers[index], reads: network.reads(index + 1))
            if layer.computes {
                let numbers = capacity * layer.units, netInputs = capacity * layer.netInputCount
                record.netInputs = take(netInputs)
                record.outputs = take(numbers)
                record.slopes = take(netInputs)
                record.deltas = take(layer.hasNetInputs ? netInputs : numbers)
                record.memory = take(layer.kind.remembers ? numbers : 0)
                if let recurrence = layer.recurrence { placeSteps(of: recurrence, in: &record, take) }
                record.batchStatistics = take(ChannelStatistic.allCases.count * layer.statisticCount)
                records[record.source].reader = index + 1
                if layer.kind.other != nil { join(addition: index + 1, to: record.other) }
            } else {
                let source = records[record.source]
                (record.outputs, record.deltas) = (source.outputs, source.deltas)
            }
            scratchCount = max(scratchCount, Numbers.roomFor(layer.scratchCount))
            records.append(record)
        }
    }

    private func placeSteps(of recurrence: Recurrence, in record: inout LayerRecord, _ take: (Int) -> Int) {
        func array(_ part: StepPart) -> Int { take(capacity * recurrence.count(part)) }
        record.recurrent = RecurrentPlaces(
            gate: array(.gate), state: array(.state), error: array(.error), stateError: array(.stateError), hidden: array(.hidden),
            initialState: take(recurrence.units))
        if recurrence.cell == .lstm { record.memory = take(capacity * 2 * recurrence.count(.state)) }
    }

    /// An addition comes after those that read the same layer.
    private mutating func join(addition number: Int, to layer: Int) {
        guard records[layer].firstAddition > 0 else { return records[layer].firstAddition = number }
        var last = records[layer].firstAddition
        while records[last].nextAddition > 0 { last = records[last].nextAddition }
        records[last].nextAddition = number
    }
}

extension LayerRecord {
    fileprivate init(_ layer: Layer, places: ParameterPlaces.OfLayer?, reads: [Int]) {
        self.init(
            kind: layer.kind, inputShape: layer.inputShape, shape: layer.shape, inputs: layer.inputs, units: layer.units,
            hasNetInputs: layer.hasNetInputs, cells: layer.hasNetInputs ? layer.netInputCount : layer.units, recurrence: layer.recurrence,
            ofLayer: layer.activation.ofLayer, biasMode: layer.biasMode,
            weightRows: layer.weightRows, weightColumns: layer.weightColumns, weights: places?.weights.lowerBound ?? 0,
            biases: places?.biases.lowerBound ?? 0, biasCount: layer.biasCount, source: reads[0], reader: 0,
            other: reads.count > 1 ? reads[1] : 0,
            runningStatistics: places?.statistics.lowerBound ?? 0, statisticCount: layer.statisticCount,
            trainsWeights: !layer.trainableWeights.isEmpty,
            trainsBiases: !layer.trainableBiases.isEmpty)
    }
}

extension LayerRecord {
    /// Where a statistic of the batch lies in the memory of the pass, and a running one (mean, variance) among the statistics.
    func place(of statistic: ChannelStatistic, _ channel: Int) -> Int { batchStatistics + statistic.rawValue * shape.channels + channel }
    func runningPlace(of statistic: ChannelStatistic, _ channel: Int) -> Int {
        runningStatistics + statistic.rawValue * shape.channels + channel
    }

    /// Where a number of a step lies in the memory of the pass.
    func place(of part: StepPart, _ place: Int, sample: Int) -> Int {
        recurrent[part] + sample * (recurrence?.count(part) ?? 0) + place
    }
}
