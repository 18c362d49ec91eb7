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
    let movesStatistics: Bool
    let trainable: [Range<Int>]
    let sections: [PassSection]
    let crew: Crew

    /// Every mini-batch forward, backward and updated once.
    /// - Parameters:
    ///   - arranged: the order of the samples, if they are shuffled.
    ///   - loadedBatch: the batch that the pass holds already.
    ///   - hasForward: whether it holds the forward half of it as well.
    func run(
        _ pass: inout Pass, _ parameters: inout Parameters, _ optimizer: inout Optimizer, _ samples: Samples, arranged: [Int],
        loadedBatch: inout Int?, hasForward: Bool
    ) {
        let capacity = pass.layout.capacity
        var count = pass.sampleCount, loaded = loadedBatch, hasForward = hasForward
        var lists = optimizer.memory
        optimizer.memory = []
        lists.withAddresses { memory in
            parameters.values.withUnsafeMutableBufferPointer { values in
                parameters.statistics.withUnsafeMutableBufferPointer { statistics in
                    samples.withPointers { samples in
                        pass.work(parameters: UnsafePointer(values.start), statistics: UnsafePointer(statistics.start)) { bench in
                            var bench = bench
                            for batch in batches {
                                if loaded != batch {
                                    let places = order.places(ofBatch: batch, sampleCount: sampleCount)
                                    count = places.count
                                    bench.sampleCount = count
                                    if order.shuffleSeed == nil {
                                        samples.copy(places, inputs: bench.inputs, targets: bench.targets)
                                    } else {
                                        samples.copy(arranged[places], inputs: bench.inputs, targets: bench.targets)
                                    }
                                    loaded = batch
                                }
                                if drops && !hasForward {
                                    bench.drawDropout(seed: dropoutSeed, update: optimizer.updates, capacity: capacity)
                                }
                                Batch(bench: bench, crew: crew, sections: sections).findGradients(hasForward: hasForward)
                                hasForward = false
                                let norm = optimizer.needsGradientNorm ? bench.gradientNorm(over: trainable) : 0
                                move(
                                    UpdateWork(
                                        update: optimizer.nextUpdate(epoch: epoch, gradientNorm: norm), values: values.start,
                                        gradients: bench.gradients, memory: memory))
                                if movesStatistics { bench.moveStatistics(statistics.start) }
                                optimizer.advance()
                            }
                        }
                    }
                }
            }
        }
        optimizer.memory = lists
        pass.note(sampleCount: count)
        loadedBatch = loaded
    }

    /// Moves every trainable parameter.
    private func move(_ work: UpdateWork) {
        if crew.size == 1 {
            for range in trainable { work.apply(range) }
        } else {
            crew.run(.update(work, trainable))
        }
    }
}

/// The pointers of an update, for the threads that share it.
struct UpdateWork: @unchecked Sendable {
    let update: Optimizer.Update
    let values: UnsafeMutablePointer<Double>
    let gradients: UnsafeMutablePointer<Double>
    let memory: OptimizerMemory

    func apply(_ range: Range<Int>) {
        let start = range.lowerBound
        update.apply(
            gradients: gradients + start, memory: memory + start, parameters: values + start, count: range.count)
    }
}
