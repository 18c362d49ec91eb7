// One pass over a batch: the arrays that it fills.

/// The quantities of one forward and backward pass over a batch of samples.
///
/// Matrices have a row a sample and a column a unit. Layers are numbered from 1; layer 0 is the input.
public struct Pass: Sendable {
    public let network: Network
    /// How many samples the present batch has; arrays may have room for more.
    public private(set) var sampleCount = 0
    /// In training dropout drops, and batch normalisation looks at the batch.
    public var isTraining = true
    let layout: PassLayout
    private let activations: [Activation]
    /// How rows of outputs and targets stand for classes.
    let reading: ClassReading
    /// All arrays, where the layout says.
    var memory: Numbers
    var meanLoss = 0.0
    /// dLoss/dW and dLoss/db.
    public internal(set) var gradients: Parameters
    private var scratch: Numbers

    /// Room for batches of up to `capacity` samples.
    /// - Parameter workers: how many threads will work on it at once.
    public init(network: Network, capacity: Int, workers: Int = 1) {
        self.network = network
        layout = PassLayout(network, capacity: capacity)
        activations = [.identity] + network.layers.map(\.activation)
        reading = ClassReading(network)
        memory = Numbers(repeating: 0, count: layout.count)
        for (layer, record) in zip(network.layers, layout.records.dropFirst()) {
            for (i, number) in layer.initialState.enumerated() { memory[record.recurrent.initialState + i] = number }
        }
        gradients = Parameters(zerosFor: network)
        scratch = Numbers(repeating: 0, count: layout.scratchCount * workers)
    }

    /// The loss of the batch; of a single sample without penalty its own.
    public var loss: Double { hasMeanLoss ? meanLoss : sampleLosses[0] }

    /// Whether the loss of the batch is more than that of its one sample.
    var hasMeanLoss: Bool { network.hasBatchLoss(sampleCount: sampleCount) }

    /// Makes some samples of the data the present batch.
    public mutating func load(_ samples: Samples, rows: some Collection<Int>) {
        let count = rows.count
        sampleCount = count
        memory.withUnsafeMutableBufferPointer { memory in
            samples.withPointers { $0.copy(rows, inputs: memory.start + layout.inputs, targets: memory.start + layout.targets) }
            network.lossTerms.weigh(
                memory.start + layout.targets, outputs: network.outputs, samples: count, reading,
                into: memory.start + layout.sampleWeights)
        }
    }

    /// Draws what dropout drops in this batch.
    mutating func drawDropout(seed: UInt64, update: Int, _ parameters: Parameters) {
        guard network.drops else { return }
        let capacity = layout.capacity
        work(parameters) { $0.drawDropout(seed: seed, update: update, capacity: capacity) }
    }

    /// Everything forward: net inputs and outputs layer by layer, then the loss.
    public mutating func forward(_ parameters: Parameters) { _ = forward(parameters, nil) }

    /// The same, unless it is asked to stop on the way: then some of it, and false.
    mutating func forward(_ parameters: Parameters, _ stop: StopSign?) -> Bool {
        let sections = PassSection.sections(of: network)
        let isDone = work(parameters) { bench in
            sections.allSatisfy { $0.forward(bench, samples: 0..<bench.sampleCount, stop) }
        }
        if isDone { computeLoss(parameters) }
        return isDone
    }

    /// The loss of outputs that are there.
    mutating func computeLoss(_ parameters: Parameters) {
        let outputs = network.outputs
        meanLoss = work(parameters) { bench in
            bench.shares(units: 0..<outputs, samples: 0..<bench.sampleCount)
            bench.centerLosses(samples: 0..<bench.sampleCount)
            bench.sampleLosses(samples: 0..<bench.sampleCount)
            return bench.meanLoss()
        }
    }

    /// Everything backward: from the last layer to the first its deltas, then all gradients.
    public mutating func backward(_ parameters: Parameters) { _ = backward(parameters, nil) }

    /// The same, unless it is asked to stop on the way: then some of it, and false.
    mutating func backward(_ parameters: Parameters, _ stop: StopSign?) -> Bool {
        let sections = PassSection.sections(of: network), layers = network.layers
        return work(parameters) { bench in
            let samples = 0..<bench.sampleCount
            guard sections.reversed().allSatisfy({ $0.backward(bench, samples: samples, stop) }) else { return false }
            for (index, layer) in layers.enumerated() {
                let rows = 0..<layer.weightRows, columns = 0..<layer.weightColumns
                guard bench.weightGradients(index + 1, rows: rows, columns: columns, worker: 0, stop) else { return false }
                bench.biasGradients(index + 1, biases: 0..<layer.biasCount, samples: samples)
            }
            return true
        }
    }

    /// Opens the arrays for work with the present parameters.
    mutating func work<Result>(_ parameters: Parameters, _ body: (Workbench) throws -> Result) rethrows -> Result {
        try parameters.values.withUnsafeBufferPointer { values in
            try parameters.statistics.withUnsafeBufferPointer { statistics in
                try work(parameters: values.start, statistics: statistics.start, body)
            }
        }
    }

    /// Opens the arrays for work with parameters that may change meanwhile.
    mutating func work<Result>(
        parameters: UnsafePointer<Double>, statistics: UnsafePointer<Double>, _ body: (Workbench) throws -> Result
    ) rethrows -> Result {
        let frame = frame
        return try gradients.values.withUnsafeMutableBufferPointer { gradients in
            try scratch.withUnsafeMutableBufferPointer { scratch in
                try memory.withUnsafeMutableBufferPointer { memory in
                    try frame.withBench(
                        memory: memory.start, gradients: gradients.start, scratch: scratch.start, parameters, statistics, body)
                }
            }
        }
    }

    /// Opens the arrays to be read with the present parameters. What a bench is asked here writes only where it is told to and into its
    /// scratch, so that no array needs to be copied, however many samples there are.
    func look<Result>(_ parameters: Parameters, _ body: (Workbench) -> Result) -> Result {
        var scratch = scratch
        return scratch.withUnsafeMutableBufferPointer { scratch in
            memory.withUnsafeBufferPointer { memory in
                gradients.values.withUnsafeBufferPointer { gradients in
                    parameters.values.withUnsafeBufferPointer { values in
                        parameters.statistics.withUnsafeBufferPointer { statistics in
                            frame.withBench(
                                memory: UnsafeMutablePointer(mutating: memory.start),
                                gradients: UnsafeMutablePointer(mutating: gradients.start),
                                scratch: scratch.start, values.start, statistics.start, body)
                        }
                    }
                }
            }
        }
    }

    private var frame: Frame { Frame(pass: self) }

    /// All that a bench knows of a pass besides its arrays.
    private struct Frame {
        let network: Network
        let layout: PassLayout
        let activations: [Activation]
        let sampleCount: Int
        let isTraining: Bool
        let firstCenter: Int
        let sampleWeights: Int?

        init(pass: Pass) {
            (network, layout, activations) = (pass.network, pass.layout, pass.activations)
            (sampleCount, isTraining, firstCenter) = (pass.sampleCount, pass.isTraining, pass.gradients.places.centers.lowerBound)
            sampleWeights = pass.network.lossTerms.classWeights.isEmpty ? nil : pass.layout.sampleWeights
        }

        func withBench<Result>(
            memory start: UnsafeMutablePointer<Double>, gradients: UnsafeMutablePointer<Double>, scratch: UnsafeMutablePointer<Double>,
            _ parameters: UnsafePointer<Double>, _ statistics: UnsafePointer<Double>, _ body: (Workbench) throws -> Result
        ) rethrows -> Result {
            try withUnsafePointer(to: network.loss) { loss in
                try layout.records.withUnsafeBufferPointer { records in
                    try activations.withUnsafeBufferPointer { activations in
                        try body(
                            Workbench(
                                layers: records.start, layerCount: network.layers.count, outputLayer: network.outputLayer,
                                activations: activations.start, memory: start, gradients: gradients, parameters: parameters,
                                statistics: statistics, inputs: start + layout.inputs, targets: start + layout.targets,
                                shares: start + layout.shares, sampleLosses: start + layout.sampleLosses, scratch: scratch,
                                scratchCount: layout.scratchCount, sampleCount: sampleCount, lossFunction: loss,
                                lossIsFromLogits: network.lossIsFromLogits, averagesOutputs: network.averagesOutputs,
                                isSummed: network.lossTerms.reduction == .sum, smoothing: network.smoothing,
                                sampleWeights: sampleWeights.map { start + $0 }, penalty: network.penalty, centerLoss: network.centerLoss,
                                centers: statistics + firstCenter, centerLosses: start + layout.centerLosses, isTraining: isTraining))
                    }
                }
            }
        }
    }
}

extension UnsafeMutableBufferPointer {
    /// Where the buffer of an array begins.
    var start: UnsafeMutablePointer<Element> {
        guard let baseAddress else { preconditionFailure("an array has an address, even an empty one") }
        return baseAddress
    }
}

extension UnsafeBufferPointer {
    var start: UnsafePointer<Element> {
        guard let baseAddress else { preconditionFailure("an array has an address, even an empty one") }
        return baseAddress
    }
}

// MARK: - Looking

extension Pass {
    /// What goes in, and what should come out.
    public var inputs: Matrix { matrix(at: layout.inputs, columns: network.inputs) }
    public var targets: Matrix { matrix(at: layout.targets, columns: network.outputs) }
    /// z and a = f(z) of layer l at index l - 1. Layers without net inputs have no columns of z.
    public var netInputs: [Matrix] { layers(\.cells) { $0.hasNetInputs ? $0.netInputs : nil } }
    public var outputs: [Matrix] { layers(\.units, \.outputs) }
    /// dLoss/dz of layer l at index l - 1 (dLoss/da without net inputs), where Loss is the mean over the batch.
    public var deltas: [Matrix] { layers(\.cells, \.deltas) }
    /// What each output adds to its sample's loss, and the loss of each sample.
    public var shares: Matrix { matrix(at: layout.shares, columns: network.outputs) }
    public var sampleLosses: [Double] { Array(memory[layout.sampleLosses..<layout.sampleLosses + layout.capacity]) }
    /// 1/2 |features - center|^2 of each sample; none without center loss.
    public var centerLosses: [Double] {
        network.centerLoss == nil ? [] : Array(memory[layout.centerLosses..<layout.centerLosses + layout.capacity])
    }

    /// What each sample of the batch counts, where classes have weights; else none.
    public var sampleWeights: [Double] {
        network.lossTerms.classWeights.isEmpty
            ? [] : Array(memory[layout.sampleWeights + 1..<layout.sampleWeights + 1 + sampleCount])
    }

    /// What the sum of the losses of the samples is divided by.
    public var divisor: Double {
        if network.lossTerms.reduction == .sum { return 1 }
        return network.lossTerms.classWeights.isEmpty ? Double(sampleCount) : memory[layout.sampleWeights]
    }

    private func matrix(at place: Int, columns: Int) -> Matrix {
        Matrix(rows: layout.capacity, columns: columns, values: Array(memory[place..<place + layout.capacity * columns]))
    }

    private func layers(_ columns: (LayerRecord) -> Int, _ place: (LayerRecord) -> Int?) -> [Matrix] {
        layout.records.dropFirst().map { record in
            place(record).map { matrix(at: $0, columns: columns(record)) } ?? Matrix(rows: layout.capacity, columns: 0)
        }
    }

    /// The place of a net input's number in one of the arrays that have one for each.
    func cellIndex(_ array: KeyPath<LayerRecord, Int>, layer number: Int, cell: Int, sample: Int) -> Int {
        let record = layout.records[number]
        return record[keyPath: array] + sample * record.cells + cell
    }

    /// The place of a unit's number in one of the arrays of a layer.
    func index(_ array: KeyPath<LayerRecord, Int>, layer number: Int, unit: Int, sample: Int) -> Int {
        let record = layout.records[number]
        return record[keyPath: array] + sample * record.units + unit
    }
}
