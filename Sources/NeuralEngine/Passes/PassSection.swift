// The sections of a pass: what can be done sample by sample without looking at the rest of the batch.

/// Layers between which a pass need not stop for the whole batch. Without batch normalisation there is one section. Each batch
/// normalisation begins a new one, since its layer needs the statistics of all samples first.
struct PassSection: Sendable, Equatable {
    /// The numbers of its layers that compute something, in order.
    let layers: [Int]
    /// The batch normalisation that it begins with, or nil.
    let normalisation: Int?

    static func sections(of network: Network) -> [PassSection] {
        var sections: [PassSection] = []
        var layers: [Int] = [], normalisation: Int?
        for (index, layer) in network.layers.enumerated() where layer.computes {
            if layer.statisticCount > 0 {
                sections.append(PassSection(layers: layers, normalisation: normalisation))
                (layers, normalisation) = ([], index + 1)
            }
            layers.append(index + 1)
        }
        return sections + [PassSection(layers: layers, normalisation: normalisation)]
    }

    /// Statistics of the batch that forward needs before this section.
    func prepareForward(_ bench: Workbench) {
        guard let normalisation, bench.isTraining else { return }
        let channels = 0..<(bench.layers + normalisation).shape.channels
        bench.channelStatistics(normalisation, .mean, channels: channels)
        bench.channelStatistics(normalisation, .variance, channels: channels)
    }

    /// Statistics of the batch that the section before this one needs on the way back.
    func finishBackward(_ bench: Workbench) {
        guard let normalisation else { return }
        let channels = 0..<(bench.layers + normalisation).shape.channels
        bench.channelStatistics(normalisation, .meanDelta, channels: channels)
        bench.channelStatistics(normalisation, .meanDeltaProduct, channels: channels)
    }

    /// Net inputs and outputs of its layers. Returns false if it is asked to stop on the way.
    func forward(_ bench: Workbench, samples: Range<Int>, _ stop: StopSign?) -> Bool {
        prepareForward(bench)
        return layers.allSatisfy { number in
            bench.forward(number, units: 0..<(bench.layers + number).units, samples: samples, worker: 0, stop)
        }
    }

    /// Deltas of its layers, the last one first, likewise.
    func backward(_ bench: Workbench, samples: Range<Int>, _ stop: StopSign?) -> Bool {
        let isDone = layers.reversed().allSatisfy { number in
            bench.backward(number, units: 0..<(bench.layers + number).units, samples: samples, worker: 0, stop)
        }
        if isDone { finishBackward(bench) }
        return isDone
    }
}
