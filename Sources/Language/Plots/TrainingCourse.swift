// How the layers went through the past training: the size of their gradients or weights at the epochs that are kept.
import Charts
import NeuralEngine

/// A number of each layer over the epochs of the past.
struct TrainingCourse {
    /// What is followed.
    enum Subject {
        /// |dE/dW, dE/db| over the samples.
        case gradients
        /// |W|, the root of the sum of the squares.
        case weights
    }

    private(set) var layers: [Int] = []
    private(set) var epochs: [Double] = []
    /// `sizes[i]` belongs to `epochs[i]`: a number a layer.
    private var sizes: [[Double]] = []
    private let names: Names

    /// More epochs than these are thinned out evenly.
    private static let mostEpochs = 160
    /// Products that all the looks together may take: about a second.
    private static let mostProducts = 1_000_000_000

    /// Looks at every epoch of the past that is kept.
    init(_ subject: Subject, _ workspace: Workspace, column: Int) throws(CommandError) {
        var then = workspace
        then.restart()
        guard let names = then.names, then.training.epoch > 0, !then.training.stretches.isEmpty else {
            throw CommandError("there is no training to look back at", column: column, hint: "`train 100` first")
        }
        self.names = names
        let moments = Self.moments(then.training)
        for (number, stretch) in then.training.stretches.enumerated() {
            let kept = moments.filter { $0.stretch == number }.map(\.checkpoint)
            guard !kept.isEmpty else { continue }
            then.trainingSettings = stretch.settings
            switch subject {
            case .weights: for moment in kept { note(moment.epoch, Self.weightSizes(stretch.settings.network, moment.parameters)) }
            case .gradients:
                let samples = try then.requireSamples()
                var portrait = NetworkPortrait(
                    network: stretch.settings.network, samples: samples, mostProducts: Self.mostProducts / moments.count)
                for moment in kept { note(moment.epoch, portrait.look(moment.parameters).map { ($0.layer, $0.gradientNorm ?? .nan) }) }
            }
        }
    }

    /// The checkpoints of all stretches by the number of theirs, in order and each epoch once: where two tell of one, the later is
    /// what went on.
    private static func moments(_ training: TrainingHistory) -> [(stretch: Int, checkpoint: Checkpoint)] {
        var all: [(stretch: Int, checkpoint: Checkpoint)] = []
        for (number, stretch) in training.stretches.enumerated() {
            let start = stretch.checkpoints.start.epoch
            while let last = all.last, last.checkpoint.epoch >= start { all.removeLast() }
            all += stretch.checkpoints.kept.map { (number, $0) }
            if let ending = stretch.ending, ending.epoch > all.last?.checkpoint.epoch ?? -1 { all.append((number, ending)) }
        }
        guard all.count > mostEpochs else { return all }
        return (0..<mostEpochs).map { all[$0 * (all.count - 1) / (mostEpochs - 1)] }
    }

    private static func weightSizes(_ network: Network, _ parameters: Parameters) -> [(layer: Int, size: Double)] {
        network.layers.indices.filter { network.layers[$0].weightCount > 0 }.map { index in
            (index + 1, parameters.weights[index].values.reduce(0) { $0 + $1 * $1 }.squareRoot())
        }
    }

    private mutating func note(_ epoch: Int, _ found: [(layer: Int, size: Double)]) {
        layers = found.map(\.layer)
        epochs.append(Double(epoch))
        sizes.append(found.map(\.size))
    }

    /// A line a layer.
    func chart(isLogarithmic: Bool) -> LineChart {
        let series = layers.enumerated().prefix(8).map { index, layer in
            Series(name: names.layerName(layer), x: epochs, y: sizes.map { $0[index] })
        }
        return LineChart(series: series, xLabel: "epoch", logY: isLogarithmic)
    }
}
