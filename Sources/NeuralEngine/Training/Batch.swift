// A mini-batch at work on a crew of threads.
import CKernels

/// One mini-batch at work on a crew, round by round: net inputs, outputs and deltas, then all gradients. Gradients split the rows of
/// weights (of convolutions the columns), so that each sum of products is one thread's, in order.
struct Batch: @unchecked Sendable {
    var bench: Workbench
    let crew: Crew
    let rounds: [BatchRound]
    /// Asked on the way whether to stop; nil where nobody can.
    var stop: StopSign?

    func forward() { run(.forward) }

    /// All gradients, and the update that they make, if it is known before all of them are. If it is asked to stop on the way, some of both.
    func findGradients(hasForward: Bool, update: UpdateReference?) {
        run(hasForward ? .backward : .both)
        if stop?.isUp == true { return }
        // One worker is not told through the crew, which would cost as much as the work of a small batch.
        if crew.size > 1 {
            shareGradients(update: update)
        } else if let update, update.pointee.isSmall {
            gradients(bench, worker: 0, update: nil)
            update.pointee.apply(worker: 0, of: 1)
        } else {
            gradients(bench, worker: 0, update: update)
        }
    }

    private func run(_ directions: BatchRound.Directions) {
        for round in rounds {
            if directions == .forward && round.forward.isEmpty || directions == .backward && round.backward.isEmpty { continue }
            if stop?.isUp == true { return }
            if let section = round.prepared, directions != .backward { section.prepareForward(bench) }
            if crew.size == 1 { round.work(bench, directions, worker: 0, of: 1, stop) } else { share(round, directions) }
            if stop?.isUp == true { return }
            if let section = round.finished, directions != .forward { section.finishBackward(bench) }
        }
    }

    // What goes to the crew is a copy, and only who has one pays for it.

    @inline(never)
    private func share(_ round: BatchRound, _ directions: BatchRound.Directions) { crew.run(.round(self, round, directions)) }

    @inline(never)
    private func shareGradients(update: UpdateReference?) { crew.run(.gradients(self, update)) }

    func work(_ round: BatchRound, _ directions: BatchRound.Directions, worker: Int) {
        round.work(bench.forWorker(worker), directions, worker: worker, of: crew.size, stop)
    }

    /// A worker's part of all gradients. All deltas are there, so nobody else reads the parameters that it moves.
    func gradients(worker: Int, update: UpdateReference?) { gradients(bench.forWorker(worker), worker: worker, update: update) }

    private func gradients(_ bench: Workbench, worker: Int, update: UpdateReference?) {
        for number in 1..<bench.layerCount + 1 {
            guard gradients(number, bench, worker: worker, update: update) else { return }
        }
    }

    /// A worker's part of the gradients of a layer: rows of weights, a few at a time, so that an update finds their gradients in the
    /// cache; of convolutions, which have few rows, columns.
    private func gradients(_ number: Int, _ bench: Workbench, worker: Int, update: UpdateReference?) -> Bool {
        let layer = bench.layers + number, samples = 0..<bench.sampleCount
        var rows = 0..<layer.weightRows, columns = 0..<layer.weightColumns
        if case .convolution = layer.kind { columns = crew.share(columns, worker) } else { rows = crew.share(rows, worker) }
        if layer.trainsWeights && !columns.isEmpty {
            let rowsAtOnce = update == nil ? rows.count : max(1, Self.gradientsAtOnce / columns.count)
            while !rows.isEmpty {
                let some = rows.prefix(rowsAtOnce)
                guard bench.weightGradients(number, rows: some, columns: columns, worker: worker, stop) else { return false }
                update?.pointee.apply(rows: some, columns: columns, of: layer)
                rows.removeFirst(some.count)
            }
        }
        if layer.trainsBiases {
            let biases = crew.share(0..<layer.biasCount, worker)
            bench.biasGradients(number, biases: biases, samples: samples)
            update?.pointee.apply(layer.biases + biases.lowerBound..<layer.biases + biases.upperBound)
        }
        return true
    }

    /// Gradients that are found before an update uses them: fewer would lay out the products of a large layer anew too often, more
    /// would leave the cache before they are used.
    private static let gradientsAtOnce = 1 << 18
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
            for statistic in [ChannelStatistic.mean, .variance] {
                for channel in 0..<layer.statisticCount {
                    moved[layer.runningPlace(of: statistic, channel)] = runningStatistic(number, statistic, channel: channel)
                }
            }
        }
        moveCenters(moved + (centers - statistics))
    }
}
