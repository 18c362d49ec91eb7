// How the layers went through the past training: the size of their gradients or weights at the epochs that are kept. What is seen while it
// runs, after going back and by `plot ... over=epochs` is this one thing: a function of what leads back to each epoch.
import Charts
import NeuralEngine
import Workspaces

/// A number of each layer over the epochs of the past. It can follow a training that goes on, and then looks only at what is new.
public struct TrainingCourse: Sendable {
    /// What is followed.
    public enum Subject: Sendable {
        /// |dE/dW, dE/db| over the samples, or over as many of them as `NetworkProbe.quickLook` allows.
        case gradients
        /// |W|, the root of the sum of the squares.
        case weights
    }

    /// What was seen at one epoch.
    private struct Look {
        let setup: Setup
        let checkpoint: Checkpoint
        /// The numbers of the layers that have one.
        let sizes: [(layer: Int, size: Double)]
    }

    private let subject: Subject
    private var looks: [Look] = []
    /// What looks at the gradients under some settings.
    private var probe: (setup: Setup, probe: NetworkProbe)?

    /// More epochs than these are thinned out evenly.
    private static let mostEpochs = 160

    public init(_ subject: Subject) { self.subject = subject }

    /// Comes to where a training stands. Moments that were looked at before are known by their parameters, which they share.
    public mutating func follow(_ training: TrainingHistory) {
        let known = Dictionary(looks.map { ($0.checkpoint.epoch, $0) }) { $1 }
        looks = training.moments(most: Self.mostEpochs).compactMap { setup, checkpoint in
            if let look = known[checkpoint.epoch], look.checkpoint.parameters == checkpoint.parameters, look.setup == setup {
                return look
            }
            return sizes(setup, checkpoint.parameters).map { Look(setup: setup, checkpoint: checkpoint, sizes: $0) }
        }
    }

    /// How many epochs are seen.
    public var epochCount: Int { looks.count }

    /// The numbers of the layers; nil without samples to find gradients by.
    private mutating func sizes(_ setup: Setup, _ parameters: Parameters) -> [(layer: Int, size: Double)]? {
        switch subject {
        case .weights:
            let layers = setup.network?.layers ?? []
            return layers.indices.filter { layers[$0].weightCount > 0 }.map { index in
                (index + 1, parameters.weights[index].values.reduce(0) { $0 + $1 * $1 }.squareRoot())
            }
        case .gradients:
            if probe?.setup != setup {
                probe = nil
                if let network = setup.network, let samples = try? setup.samples() {
                    probe = (setup, NetworkProbe(network: network, samples: samples, mostProducts: NetworkProbe.quickLook))
                }
            }
            return probe?.probe.gradientNorms(at: parameters)
        }
    }

    /// A line a layer.
    public func chart(isLogarithmic: Bool) -> LineChart {
        guard let last = looks.last, let network = last.setup.network else {
            return LineChart(series: [], xLabel: "epoch", logY: isLogarithmic)
        }
        let looks = looks.filter { $0.sizes.count == last.sizes.count }, names = Names(network: network)
        let epochs = looks.map { Double($0.checkpoint.epoch) }
        let series = last.sizes.enumerated().prefix(8).map { index, size in
            Series(name: names.layerTitle(size.layer), x: epochs, y: looks.map { $0.sizes[index].size })
        }
        var chart = LineChart(series: series, xLabel: "epoch", logY: isLogarithmic)
        chart.countsX = true
        return chart
    }
}
