// The rounds of a batch: between them the workers of a crew wait for one another.

/// Layers that a crew does without waiting. Each worker takes some samples through all of them, forward and then backward; or, of
/// one large dense layer, some units for all samples: then each lays out only its own rows of the weights, and finds those in its
/// own cache that it has updated. Either way the same sums are made, in the same order.
struct BatchRound: Sendable, Equatable {
    enum Split: Sendable { case samples, units }
    enum Directions: Sendable { case forward, backward, both }

    let split: Split
    /// The layers whose outputs are computed, in order, and those whose deltas are, the last one first.
    private(set) var forward: [Int] = []
    private(set) var backward: [Int] = []
    /// The section whose statistics of the batch are needed before the round, or can be had after it.
    var prepared: PassSection?
    private(set) var finished: PassSection?

    /// All rounds of a network for batches of a size.
    static func rounds(of network: Network, _ sections: [PassSection], batchSize: Int, workers: Int) -> [BatchRound] {
        var rounds: [BatchRound] = []
        func begin(_ split: Split, prepared: PassSection? = nil) { rounds.append(BatchRound(split: split, prepared: prepared)) }
        func goOn(_ split: Split) {
            if rounds.last?.goesOn(split) != true { begin(split) }
        }
        func split(_ layer: Layer, across numbers: Int) -> Split {
            workers > 1 && layer.isOneProduct && numbers > batchSize && layer.weightCount * batchSize >= 1 << 20 ? .units : .samples
        }
        for section in sections {
            for number in section.layers {
                let layer = network.layers[number - 1]
                if number == section.normalisation {
                    begin(.samples, prepared: section)
                } else {
                    goOn(layer.activation.ofLayer != nil ? .samples : split(layer, across: layer.units))
                }
                rounds[rounds.count - 1].forward.append(number)
            }
        }
        for section in sections.reversed() {
            for number in section.layers.reversed() {
                let reader = network.layers[number...].first(where: \.computes)
                let isRecurrent = network.layers[number - 1].recurrence != nil
                goOn(isRecurrent ? .samples : reader.map { split($0, across: $0.inputs) } ?? .samples)
                rounds[rounds.count - 1].backward.append(number)
            }
            if section.normalisation != nil { rounds[rounds.count - 1].finished = section }
        }
        return rounds
    }

    private func goesOn(_ next: Split) -> Bool { split == .samples && next == .samples && finished == nil }

    /// One worker's part; less if it is asked to stop on the way.
    func work(_ bench: Workbench, _ directions: Directions, worker: Int, of size: Int, _ stop: StopSign?) {
        let all = 0..<bench.sampleCount
        let samples = split == .samples ? Crew.share(all, worker, of: size) : all
        func units(_ number: Int) -> Range<Int> {
            let units = 0..<(bench.layers + number).units
            return split == .units ? Crew.share(units, worker, of: size, inStepsOf: 16) : units
        }
        if directions != .backward {
            for number in forward {
                guard bench.forward(number, units: units(number), samples: samples, worker: worker, stop) else { return }
            }
        }
        if directions != .forward {
            for number in backward {
                guard bench.backward(number, units: units(number), samples: samples, worker: worker, stop) else { return }
            }
        }
    }
}
