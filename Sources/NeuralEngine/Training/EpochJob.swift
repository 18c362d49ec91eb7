// An epoch at full speed: the arrays are opened once, and nothing is allocated from batch to batch.
import CKernels

/// What an epoch needs to know besides the numbers.
struct EpochJob {
    let epoch: Int
    let batches: Range<Int>
    let order: BatchOrder
    let sampleCount: Int
    let dropoutSeed: UInt64
    let drops: Bool
    /// What each sample of a batch counts, by its class.
    let lossTerms: LossTerms
    let reading: ClassReading
    let outputs: Int
    let movesStatistics: Bool
    let trainable: [Range<Int>]
    let rounds: [BatchRound]
    let crew: Crew
    /// Asked on the way whether to stop; nil where nobody can.
    let stop: StopSign?

    /// Every mini-batch forward, backward and updated once. If it is asked to stop on the way, the numbers are those of no moment of the
    /// training: who asks has kept some to go back to.
    /// - Parameters:
    ///   - arranged: the order of the samples, if they are shuffled.
    ///   - loadedBatch: the batch that the pass holds already; others in the order of the samples are read where they lie.
    ///   - hasForward: whether it holds the forward half of it as well.
    func run(
        _ pass: inout Pass, _ parameters: inout Parameters, _ optimizer: inout Optimizer, _ samples: Samples, arranged: [Int],
        loadedBatch: inout Int?, hasForward: Bool
    ) {
        let layout = pass.layout
        var hasForward = hasForward
        var lists = optimizer.memory
        optimizer.memory = []
        lists.withAddresses { memory in
            parameters.values.withUnsafeMutableBufferPointer { values in
                parameters.statistics.withUnsafeMutableBufferPointer { statistics in
                    samples.withPointers { samples in
                        pass.work(parameters: UnsafePointer(values.start), statistics: UnsafePointer(statistics.start)) { bench in
                            var work = Batch(bench: bench, crew: crew, rounds: rounds, stop: stop)
                            for batch in batches {
                                if loadedBatch != batch {
                                    let places = order.places(ofBatch: batch, sampleCount: sampleCount)
                                    work.bench.sampleCount = places.count
                                    if order.shuffleSeed == nil {
                                        (work.bench.inputs, work.bench.targets) = samples.rows(from: places.lowerBound)
                                    } else {
                                        samples.copy(
                                            arranged[places], inputs: bench.memory + layout.inputs, targets: bench.memory + layout.targets)
                                    }
                                    if let weights = bench.sampleWeights {
                                        lossTerms.weigh(
                                            work.bench.targets, outputs: outputs, samples: work.bench.sampleCount, reading,
                                            into: weights)
                                    }
                                    loadedBatch = nil
                                }
                                if drops && !hasForward {
                                    work.bench.drawDropout(seed: dropoutSeed, update: optimizer.updates, capacity: layout.capacity)
                                }
                                func update(gradientNorm: Double) -> UpdateWork {
                                    UpdateWork(
                                        update: optimizer.nextUpdate(epoch: epoch, gradientNorm: gradientNorm), values: values.start,
                                        gradients: bench.gradients, memory: memory, trainable: trainable)
                                }
                                if optimizer.needsGradientNorm {
                                    work.findGradients(hasForward: hasForward, update: nil)
                                    if stop?.isUp == true { break }
                                    let norm = work.bench.gradientNorm(over: trainable)
                                    if !norm.isFinite { optimizer.hasInfiniteNorm = true }
                                    crew.run(.update(update(gradientNorm: norm)))
                                } else {
                                    withUnsafePointer(to: update(gradientNorm: 0)) {
                                        work.findGradients(hasForward: hasForward, update: $0)
                                    }
                                }
                                hasForward = false
                                if stop?.isUp == true { break }
                                if movesStatistics { work.bench.moveStatistics(statistics.start) }
                                optimizer.advance(epoch: epoch)
                            }
                        }
                    }
                }
            }
        }
        optimizer.memory = lists
    }
}

/// An update as a batch is handed it: it is too large to be copied for each layer.
typealias UpdateReference = UnsafePointer<UpdateWork>

/// The pointers of an update, for the threads that share it.
struct UpdateWork: @unchecked Sendable {
    let update: Optimizer.Update
    let values: UnsafeMutablePointer<Double>
    let gradients: UnsafeMutablePointer<Double>
    let memory: OptimizerMemory
    let trainable: [Range<Int>]

    /// Whether all parameters and gradients stay in the cache anyway: they are best moved all at once.
    var isSmall: Bool { (trainable.last?.upperBound ?? 0) <= 1 << 13 }

    /// A worker's part of all parameters that may learn.
    func apply(worker: Int, of size: Int) {
        for range in trainable { move(Crew.share(range, worker, of: size)) }
    }

    /// Those of some parameters that may learn.
    func apply(_ places: Range<Int>) {
        for range in trainable where range.overlaps(places) { move(range.clamped(to: places)) }
    }

    /// Those of a rectangle of a layer's weights.
    func apply(rows: Range<Int>, columns: Range<Int>, of layer: LayerReference) {
        let width = layer.weightColumns
        if columns.count == width {
            apply(layer.weights + rows.lowerBound * width..<layer.weights + rows.upperBound * width)
        } else {
            for row in rows {
                let start = layer.weights + row * width
                apply(start + columns.lowerBound..<start + columns.upperBound)
            }
        }
    }

    private func move(_ range: Range<Int>) {
        let start = range.lowerBound
        update.apply(
            gradients: gradients + start, memory: memory + start, parameters: values + start, count: range.count)
    }
}
