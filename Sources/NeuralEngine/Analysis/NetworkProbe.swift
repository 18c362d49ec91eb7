// What one pass over some samples tells of each layer: how fast it learns, how its outputs are spread, which of its units are dead.
import CKernels

/// Looks at networks of one shape with ever new parameters; the arrays of the pass are kept between looks.
public struct NetworkProbe: Sendable {
    /// What is seen of one layer that has weights.
    public struct LayerLook: Sendable, Equatable {
        /// The number of the layer, from 1.
        public let layer: Int
        /// The square root of the sum of squares of dLoss/dw and dLoss/db over the layer; nil without targets.
        public let gradientNorm: Double?
        /// The outputs of all units for all samples.
        public let outputs: Distribution
        /// Units whose slope f'(z) is 0 for every sample, so that none of these samples can teach them anything; of a convolution the
        /// channels of which that is true. Softmax has no slope of its own and never counts.
        public let deadUnits: [Int]
        /// How many units (of a convolution channels) could be dead.
        public let unitCount: Int
    }

    public let network: Network
    public let samples: Samples
    private var pass: Pass

    /// - Parameter mostSamples: so many samples at most are looked at, spread evenly over all.
    public init(network: Network, samples: Samples, mostSamples: Int = .max) {
        self.network = network
        let count = min(samples.count, max(1, mostSamples))
        let rows = (0..<count).map { $0 * samples.count / count }
        pass = Pass(network: network, capacity: count)
        // As it is after training: dropout keeps all, batch normalisation uses its running statistics.
        pass.isTraining = false
        pass.load(samples, rows: rows)
        self.samples = samples
    }

    /// A probe whose look takes about so many products, forward, backward and for the gradients together.
    public init(network: Network, samples: Samples, mostProducts: Int) {
        self.init(network: network, samples: samples, mostSamples: Self.mostPasses(of: network, products: mostProducts) / 3)
    }

    /// Products that a look may take that is taken again and again: some milliseconds.
    public static let quickLook = 4_000_000

    /// How many samples can go forward with so many products.
    public static func mostPasses(of network: Network, products: Int) -> Int {
        max(16, products / max(1, network.layers.reduce(0) { $0 + max($1.units, $1.weightCount * $1.shape.pixels) }))
    }

    /// How many samples are looked at.
    public var sampleCount: Int { pass.sampleCount }

    /// One look with the given parameters, layer by layer.
    public mutating func look(at parameters: Parameters) -> [LayerLook] {
        // Nothing asks it to stop.
        look(at: parameters, unless: { false }) ?? []
    }

    /// The same; nil if it was asked to stop on the way.
    public mutating func look(at parameters: Parameters, unless isToStop: () -> Bool) -> [LayerLook]? {
        guard StopSign.with(isToStop, { pass(parameters, $0) }) else { return nil }
        let gradients = samples.hasTargets ? pass.gradients : nil
        return network.layers.indices.filter { network.layers[$0].hasNetInputs }.map { index in
            let layer = network.layers[index], record = pass.layout.records[index + 1]
            let count = pass.sampleCount * layer.units
            return LayerLook(
                layer: index + 1, gradientNorm: gradients.map { norm(of: $0, layer: index) },
                outputs: Distribution(of: pass.memory[record.outputs..<record.outputs + count]),
                deadUnits: learnsBySlopes(index + 1) ? deadChannels(record) : [], unitCount: layer.shape.channels)
        }
    }

    /// The sizes of the gradients alone, as `look` finds them; nil without targets.
    public mutating func gradientNorms(at parameters: Parameters) -> [(layer: Int, size: Double)]? {
        guard pass(parameters, nil), samples.hasTargets else { return nil }
        let gradients = pass.gradients
        return network.layers.indices.filter { network.layers[$0].hasNetInputs }.map { ($0 + 1, norm(of: gradients, layer: $0)) }
    }

    /// Forward, and back again where there are targets. Returns false if it was asked to stop on the way.
    private mutating func pass(_ parameters: Parameters, _ stop: StopSign?) -> Bool {
        pass.forward(parameters, stop) && (!samples.hasTargets || pass.backward(parameters, stop))
    }

    private func norm(of gradients: Parameters, layer: Int) -> Double {
        let place = gradients.places.layers[layer]
        // Its weights, then its biases.
        let all = place.weights.lowerBound..<place.biases.upperBound
        return gradients.values.withUnsafeBufferPointer { nnk_sum_of_squares(0, $0.start + all.lowerBound, all.count).squareRoot() }
    }

    /// Whether the slopes of a layer's activation decide what it learns: not where softmax or the loss is computed from the net inputs.
    private func learnsBySlopes(_ layer: Int) -> Bool {
        pass.layout.records[layer].ofLayer == nil && !(layer == network.outputLayer && network.lossIsFromLogits)
    }

    /// Channels whose slopes are all 0.
    private func deadChannels(_ record: LayerRecord) -> [Int] {
        let line = record.recurrence, shape = line.map { Shape(steps: $0.steps, of: $0.units) } ?? record.shape
        // A gate that is shut for all samples still learns by the others.
        if let line, line.cell != .plain { return [] }
        return (0..<record.shape.channels).filter { channel in
            (0..<pass.sampleCount).allSatisfy { sample in
                let start = record.slopes + sample * record.cells
                return shape.places(ofChannel: channel).allSatisfy { pass.memory[start + $0] == 0 }
            }
        }
    }
}
