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

    /// Net inputs and outputs of its layers.
    func forward(_ bench: Workbench, samples: Range<Int>) {
        prepareForward(bench)
        for number in layers {
            bench.netInputs(number, units: 0..<(bench.layers + number).units, samples: samples)
            bench.outputs(number, units: 0..<(bench.layers + number).units, samples: samples)
        }
    }

    /// Deltas of its layers, the last one first.
    func backward(_ bench: Workbench, samples: Range<Int>) {
        for number in layers.reversed() { bench.deltas(number, units: 0..<(bench.layers + number).units, samples: samples) }
        finishBackward(bench)
    }
}
