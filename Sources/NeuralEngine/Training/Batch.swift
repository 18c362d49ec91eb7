// A mini-batch at work on a crew of threads.
import CKernels

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
            crew.run(.forward(self, section))
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
            crew.run(.bothWays(self, sections[0], hasForward: hasForward))
        } else {
            if !hasForward { forward() }
            for section in sections.reversed() {
                crew.run(.backward(self, section))
                section.finishBackward(bench, channels: section.channels(bench))
            }
        }
        crew.run(.gradients(self))
    }

    /// The samples that a worker takes.
    private func samples(of worker: Int) -> Range<Int> { crew.share(0..<bench.sampleCount, worker) }

    /// What a worker does of a section.
    func forward(_ section: PassSection, worker: Int) {
        section.forwardLayers(bench.forWorker(worker), samples: samples(of: worker))
    }

    func backward(_ section: PassSection, worker: Int) {
        section.backwardLayers(bench.forWorker(worker), samples: samples(of: worker))
    }

    /// A worker's part of all gradients.
    func gradients(worker: Int) {
        for number in 1..<bench.layerCount + 1 { gradients(number, bench.forWorker(worker), whole: false, worker: worker) }
    }

    /// A worker's part of the gradients of a layer.
    private func gradients(_ number: Int, _ bench: Workbench, whole: Bool, worker: Int) {
        let layer = bench.layers + number, samples = 0..<bench.sampleCount
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

    /// Moves the running statistics towards those of this batch, and the centers towards its features.
    func moveStatistics(_ moved: UnsafeMutablePointer<Double>) {
        for number in 1..<layerCount + 1 {
            let layer = layers + number
            guard case .batchNormalisation = layer.kind else { continue }
            for statistic in [ChannelStatistic.mean, .variance] {
                for channel in 0..<layer.shape.channels {
                    moved[layer.runningPlace(of: statistic, channel)] = runningStatistic(number, statistic, channel: channel)
                }
            }
        }
        moveCenters(moved + (centers - statistics))
    }
}
