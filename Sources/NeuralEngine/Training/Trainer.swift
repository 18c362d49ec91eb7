// The trainer: whole passes at full speed, by the same operations that are stepped.
import CKernels

/// Trains a network on samples in mini-batches.
public struct Trainer: Sendable {
    public let samples: Samples
    public let order: BatchOrder
    public private(set) var parameters: Parameters
    public private(set) var optimizer: Optimizer
    /// Epochs made since the network's birth; decides the shuffle and the scheduled rate.
    public private(set) var epochs: Int
    private let dropoutSeed: UInt64
    private let trainable: [Range<Int>]
    private let sections: [PassSection]
    private let crew: Crew
    private var pass: Pass
    /// The order of the samples in this epoch.
    private var arranged: [Int]
    /// The batch that `pass` holds, if its samples are loaded and in order; and whether its forward half fits the parameters.
    private var loadedBatch: Int?
    private var forwardIsCurrent = false

    /// - Parameters:
    ///   - order: mini-batches of 1...samples.count samples.
    ///   - epoch: epochs made before.
    ///   - threads: how many threads may share the work; the result does not depend on it.
    ///   - evenIfSmall: whether they do so where it would be faster on one.
    public init(
        network: Network, parameters: Parameters, optimizer: Optimizer, samples: Samples, order: BatchOrder, epoch: Int = 0,
        dropoutSeed: UInt64 = 0, threads: Int = 1, evenIfSmall: Bool = false
    ) {
        precondition(samples.count > 0 && order.size > 0, "there is something to train on")
        self.samples = samples
        self.order = BatchOrder(size: min(order.size, samples.count), shuffleSeed: order.shuffleSeed)
        self.parameters = parameters
        self.optimizer = optimizer
        self.optimizer.prepare(parameterCount: parameters.values.count)
        epochs = epoch
        self.dropoutSeed = dropoutSeed
        trainable = parameters.places.trainable(in: network)
        sections = PassSection.sections(of: network)
        crew = Crew(size: evenIfSmall ? threads : Trainer.worthwhile(threads, network, batchSize: self.order.size))
        pass = Pass(network: network, capacity: self.order.size, workers: crew.size)
        arranged = order.shuffleSeed == nil ? [] : Array(0..<samples.count)
    }

    public init(network: Network, parameters: Parameters, optimizer: Optimizer, samples: Samples, batchSize: Int) {
        self.init(network: network, parameters: parameters, optimizer: optimizer, samples: samples, order: BatchOrder(size: batchSize))
    }

    public var network: Network { pass.network }

    /// How many threads share the work.
    public var threads: Int { crew.size }

    /// Threads cost some microseconds a batch; a small batch is faster on one.
    private static func worthwhile(_ threads: Int, _ network: Network, batchSize: Int) -> Int {
        let products = network.layers.reduce(0) { $0 + $1.products } * batchSize
        return products < 100_000 ? 1 : max(1, threads)
    }

    // MARK: Epochs

    /// One epoch: every mini-batch forward, backward and updated once.
    public mutating func epoch() {
        if order.shuffleSeed != nil {
            order.arrange(&arranged, epoch: epochs)
            (loadedBatch, forwardIsCurrent) = (nil, false)
        }
        for batch in 0..<batchCount { train(on: batch) }
        epochs += 1
    }

    public var batchCount: Int { order.count(for: samples.count) }

    /// One mini-batch of the present epoch.
    private mutating func train(on batch: Int) {
        load(batch)
        let hasForward = forwardIsCurrent
        forwardIsCurrent = false
        if !hasForward { pass.drawDropout(seed: dropoutSeed, update: optimizer.updates, parameters) }
        let (crew, sections, trainable) = (crew, sections, trainable)
        var norm = 0.0
        pass.work(parameters) { bench in
            Batch(bench: bench, crew: crew, sections: sections).findGradients(hasForward: hasForward)
            if optimizer.needsGradientNorm { norm = bench.gradientNorm(over: trainable) }
        }
        let update = optimizer.nextUpdate(epoch: epochs, gradientNorm: norm)
        move(update)
        if network.normalisesBatches { moveStatistics() }
        optimizer.advance()
    }

    private mutating func load(_ batch: Int) {
        guard loadedBatch != batch else { return }
        let places = order.places(ofBatch: batch, sampleCount: samples.count)
        if order.shuffleSeed == nil { pass.load(samples, rows: places) } else { pass.load(samples, rows: arranged[places]) }
        loadedBatch = batch
        forwardIsCurrent = false
    }

    /// Moves every trainable parameter.
    private mutating func move(_ update: Optimizer.Update) {
        let (crew, trainable) = (crew, trainable)
        parameters.values.withUnsafeMutableBufferPointer { values in
            pass.gradients.values.withUnsafeMutableBufferPointer { gradients in
                optimizer.withMemory { memory in
                    let work = UpdateWork(update: update, values: values.start, gradients: gradients.start, memory: memory)
                    if crew.size == 1 {
                        for range in trainable { work.apply(range) }
                    } else {
                        crew.run { worker in
                            for range in trainable { work.apply(crew.share(range, worker)) }
                        }
                    }
                }
            }
        }
    }

    private mutating func moveStatistics() {
        let moved = pass.work(parameters) { $0.movedStatistics(parameters.statistics) }
        parameters.statistics = moved
    }

    // MARK: Evaluation

    /// The loss and the accuracy over all samples with the present parameters.
    public mutating func evaluate() -> Evaluation {
        let isSpecial = network.layers.contains { $0.differsOutsideTraining }
        var total = 0.0
        var right: Int? = 0
        if order.shuffleSeed != nil {
            for i in arranged.indices { arranged[i] = i }
            loadedBatch = nil
        }
        pass.isTraining = false
        for batch in 0..<batchCount {
            load(batch)
            if !forwardIsCurrent {
                let (crew, sections) = (crew, sections)
                pass.work(parameters) { Batch(bench: $0, crew: crew, sections: sections).forward() }
                pass.computeLoss(parameters)
            }
            for s in 0..<pass.sampleCount { total += pass.memory[pass.layout.sampleLosses + s] }
            if let sum = right, let more = pass.rightAnswers() { right = sum + more } else { right = nil }
        }
        pass.isTraining = true
        let penalty = network.penalty.isNone ? 0 : pass.work(parameters) { $0.penaltyOfWeights() }
        forwardIsCurrent = order.size == samples.count && order.shuffleSeed == nil && !isSpecial
        if order.shuffleSeed != nil { loadedBatch = nil }
        return Evaluation(loss: total / Double(samples.count) + penalty, accuracy: right.map { Double($0) / Double(samples.count) })
    }
}

extension Layer {
    /// Whether it computes something else outside training.
    var differsOutsideTraining: Bool {
        switch kind {
        case .dropout, .batchNormalisation: true
        case .dense, .convolution, .maxPooling, .averagePooling, .flatten: false
        }
    }

    /// Products that the forward pass of one sample takes.
    var products: Int { hasNetInputs ? shape.pixels * weightCount : units }
}

/// The pointers of an update, for the threads that share it.
private struct UpdateWork: @unchecked Sendable {
    let update: Optimizer.Update
    let values: UnsafeMutablePointer<Double>
    let gradients: UnsafeMutablePointer<Double>
    let memory: (UnsafeMutablePointer<Double>?, UnsafeMutablePointer<Double>?)

    func apply(_ range: Range<Int>) {
        let start = range.lowerBound
        update.apply(
            gradients: gradients + start, memory: (memory.0.map { $0 + start }, memory.1.map { $0 + start }), parameters: values + start,
            count: range.count)
    }
}

extension Optimizer {
    /// Opens what the rule remembers.
    mutating func withMemory<Result>(
        _ body: ((UnsafeMutablePointer<Double>?, UnsafeMutablePointer<Double>?)) -> Result
    ) -> Result {
        switch memory.count {
        case 0: body((nil, nil))
        case 1: memory[0].withUnsafeMutableBufferPointer { body(($0.baseAddress, nil)) }
        default:
            memory.withUnsafeMutableBufferPointer { lists in
                lists[0].withUnsafeMutableBufferPointer { first in
                    lists[1].withUnsafeMutableBufferPointer { second in body((first.baseAddress, second.baseAddress)) }
                }
            }
        }
    }
}

/// One mini-batch at work on a crew.
///
/// Forward and deltas split the samples; gradients split the rows of weights (of convolutions the columns), so that each sum of
/// products is one thread's, in order.
struct Batch: @unchecked Sendable {
    let bench: Workbench
    let crew: Crew
    let sections: [PassSection]

    func forward() {
        let all = 0..<bench.sampleCount
        guard crew.size > 1 else {
            for section in sections { section.forward(bench, samples: all) }
            return
        }
        for section in sections {
            section.prepareForward(bench, channels: section.channels(bench))
            crew.run { section.forwardLayers(bench.forWorker($0), samples: crew.share(all, $0)) }
        }
    }

    /// All gradients. The passes of one section need not wait for one another between forward and backward.
    func findGradients(hasForward: Bool) {
        let all = 0..<bench.sampleCount
        guard crew.size > 1 else {
            if !hasForward { forward() }
            for section in sections.reversed() { section.backward(bench, samples: all) }
            for number in 1..<bench.layerCount + 1 { gradients(number, bench, whole: true, worker: 0) }
            return
        }
        if sections.count == 1 {
            crew.run { worker in
                let bench = bench.forWorker(worker), samples = crew.share(all, worker)
                if !hasForward { sections[0].forwardLayers(bench, samples: samples) }
                sections[0].backwardLayers(bench, samples: samples)
            }
        } else {
            if !hasForward { forward() }
            for section in sections.reversed() {
                crew.run { section.backwardLayers(bench.forWorker($0), samples: crew.share(all, $0)) }
                section.finishBackward(bench, channels: section.channels(bench))
            }
        }
        crew.run { worker in
            for number in 1..<bench.layerCount + 1 { gradients(number, bench.forWorker(worker), whole: false, worker: worker) }
        }
    }

    /// A worker's part of the gradients of a layer.
    private func gradients(_ number: Int, _ bench: Workbench, whole: Bool, worker: Int) {
        let layer = bench.layers[number], samples = 0..<bench.sampleCount
        var rows = 0..<layer.weightRows, columns = 0..<layer.weightColumns, biases = 0..<layer.biasCount
        if !whole {
            if case .convolution = layer.kind { columns = crew.share(columns, worker) } else { rows = crew.share(rows, worker) }
            biases = crew.share(biases, worker)
        }
        if layer.trainsWeights && !rows.isEmpty && !columns.isEmpty {
            bench.weightGradients(number, rows: rows, columns: columns, samples: samples)
        }
        if layer.trainsBiases { bench.biasGradients(number, biases: biases, samples: samples) }
    }
}

extension Workbench {
    /// The square root of the sum of squares of the trainable gradients, in their order.
    func gradientNorm(over ranges: [Range<Int>]) -> Double {
        var sum = 0.0
        for range in ranges { sum = nnk_sum_of_squares(sum, gradients + range.lowerBound, range.count) }
        return sum.squareRoot()
    }

    /// The running statistics after this batch.
    func movedStatistics(_ statistics: [Double]) -> [Double] {
        var moved = statistics
        for number in 1..<layerCount + 1 {
            let layer = layers[number]
            guard case .batchNormalisation = layer.kind else { continue }
            for statistic in [ChannelStatistic.mean, .variance] {
                for channel in 0..<layer.shape.channels {
                    moved[layer.runningPlace(of: statistic, channel)] = runningStatistic(number, statistic, channel: channel)
                }
            }
        }
        return moved
    }
}
