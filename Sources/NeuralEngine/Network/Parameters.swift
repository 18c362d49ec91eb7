// What a network has learnt: its weights and biases, all in one list.

/// The weights and biases of a network, or as many numbers that belong to them: gradients, what an optimiser remembers.
///
/// All are in one list, layer by layer: the weights row by row, then the biases.
public struct Parameters: Sendable, Equatable {
    public internal(set) var values: Numbers
    /// What is learnt without gradients: mean and variance of the channels of batch normalisation, layer by layer, all means, then all
    /// variances; then the centers of center loss.
    public internal(set) var statistics: [Double]
    let places: ParameterPlaces

    /// All zeros (variances 1), in the shapes of a network.
    public init(zerosFor network: Network) {
        places = ParameterPlaces(network)
        values = Numbers(repeating: 0, count: places.count)
        statistics = []
        for layer in network.layers {
            for value in [0.0, 1] { statistics += [Double](repeating: value, count: layer.statisticCount) }
        }
        statistics += [Double](repeating: 0, count: network.centerCount)
    }

    /// The same weights and biases for a network whose center loss is another; its centers begin at 0.
    public func withFreshCenters(for network: Network) -> Parameters {
        var fresh = Parameters(zerosFor: network)
        fresh.values = values
        fresh.statistics.replaceSubrange(..<places.centers.lowerBound, with: statistics[..<places.centers.lowerBound])
        return fresh
    }

    /// The centers of center loss: a row a class, a column a feature. No rows without center loss.
    public var centers: Matrix {
        get { Matrix(rows: places.classes, columns: places.features, values: Array(statistics[places.centers])) }
        set { statistics.replaceSubrange(places.centers, with: newValue.values) }
    }

    /// The weights of layer l are `weights[l - 1]`: a row a unit or filter, a column an input. No rows in layers without weights.
    public var weights: Weights {
        get { Weights(parameters: self) }
        set { values = newValue.parameters.values }
    }

    /// The biases of layer l are `biases[l - 1]`: one a unit, one, or none.
    public var biases: Biases {
        get { Biases(parameters: self) }
        set { values = newValue.parameters.values }
    }

    /// The weights at some places of a layer, counted row by row, or its biases.
    package func numbers(at ranges: [Range<Int>], areWeights: Bool, ofLayer number: Int) -> [Double] {
        let place = places.layers[number - 1], start = (areWeights ? place.weights : place.biases).lowerBound
        var numbers: [Double] = []
        for range in ranges { numbers += values[range.lowerBound + start..<range.upperBound + start] }
        return numbers
    }

    /// The weights as a list of matrices.
    public struct Weights: RandomAccessCollection, MutableCollection, Sendable {
        fileprivate var parameters: Parameters
        public var startIndex: Int { 0 }
        public var endIndex: Int { parameters.places.layers.count }

        public subscript(index: Int) -> Matrix {
            get {
                let layer = parameters.places.layers[index]
                return Matrix(rows: layer.rows, columns: layer.columns, values: Array(parameters.values[layer.weights]))
            }
            set { parameters.values.overwrite(parameters.places.layers[index].weights, with: newValue.values) }
        }
    }

    /// The biases as a list of lists.
    public struct Biases: RandomAccessCollection, MutableCollection, Sendable {
        fileprivate var parameters: Parameters
        public var startIndex: Int { 0 }
        public var endIndex: Int { parameters.places.layers.count }

        public subscript(index: Int) -> [Double] {
            get { Array(parameters.values[parameters.places.layers[index].biases]) }
            set { parameters.values.overwrite(parameters.places.layers[index].biases, with: newValue) }
        }
    }

    /// The value of a weight or bias; nil for other quantities.
    public func value(of quantity: Quantity) -> Double? {
        switch quantity {
        case .weight(let layer, let unit, let input): values[index(weightOf: unit, input: input, layer: layer)]
        case .bias(let layer, let bias): values[index(bias: bias, layer: layer)]
        default: nil
        }
    }

    /// The running mean or variance of a channel of batch normalisation.
    public func runningStatistic(_ statistic: ChannelStatistic, layer: Int, channel: Int) -> Double {
        let place = places.layers[layer - 1].statistics
        return statistics[place.lowerBound + (statistic == .variance ? place.count / 2 : 0) + channel]
    }

    /// Sets it for some channels: a value each. Variances are at least 0.
    public mutating func setRunningStatistic(_ statistic: ChannelStatistic, layer: Int, channels: Range<Int>, to values: [Double]) {
        let place = places.layers[layer - 1].statistics, start = place.lowerBound + (statistic == .variance ? place.count / 2 : 0)
        statistics.replaceSubrange(start + channels.lowerBound..<start + channels.upperBound, with: values)
    }

    /// The first weight or bias, layer by layer, that differs from the one of other parameters of the same network; nil if none does.
    public func firstDifference(from other: Parameters) -> Quantity? {
        guard values != other.values, let index = values.indices.first(where: { values[$0] != other.values[$0] }),
            let layer = places.layers.firstIndex(where: { index < $0.biases.upperBound })
        else { return nil }
        let place = places.layers[layer]
        guard place.weights.contains(index) else { return .bias(layer: layer + 1, index: index - place.biases.lowerBound) }
        let (unit, input) = (index - place.weights.lowerBound).quotientAndRemainder(dividingBy: place.columns)
        return .weight(layer: layer + 1, unit: unit, input: input)
    }

    /// Takes over all that the first layers of another network's parameters have learnt; their shapes are the same.
    public mutating func adopt(layers count: Int, from other: Parameters) {
        guard count > 0 else { return }
        // Layers that are the same stand at the same places.
        let last = places.layers[count - 1]
        values.overwrite(0..<last.biases.upperBound, with: other.values[..<last.biases.upperBound])
        statistics.replaceSubrange(0..<last.statistics.upperBound, with: other.statistics[..<last.statistics.upperBound])
    }

    /// Takes over all that is learnt without gradients from parameters of the same layers.
    public mutating func adoptStatistics(from other: Parameters) { statistics = other.statistics }

    /// The place of a weight or bias in `values`.
    func index(weightOf unit: Int, input: Int, layer: Int) -> Int {
        let place = places.layers[layer - 1]
        return place.weights.lowerBound + unit * place.columns + input
    }

    func index(bias: Int, layer: Int) -> Int { places.layers[layer - 1].biases.lowerBound + bias }

    /// The place of a feature of a center in `statistics`.
    func index(centerOf label: Int, unit: Int) -> Int { places.centers.lowerBound + label * places.features + unit }

    /// Whether every number is finite.
    public var areFinite: Bool { values.areFinite && statistics.areFinite }

    public static func == (a: Parameters, b: Parameters) -> Bool { a.values == b.values && a.statistics == b.statistics }
}

extension [Double] {
    /// Whether all numbers are finite. An exponent of all ones, to which one is added, reaches the sign: many are looked at together.
    var areFinite: Bool { withUnsafeBufferPointer { $0.areFinite } }
}

extension UnsafeBufferPointer<Double> {
    var areFinite: Bool {
        var seen: UInt64 = 0
        for number in self { seen |= (number.bitPattern & 0x7FF0_0000_0000_0000) &+ 0x0010_0000_0000_0000 }
        return seen < 0x8000_0000_0000_0000
    }
}

/// Where the weights and biases of each layer lie in the one list.
struct ParameterPlaces: Sendable {
    struct OfLayer: Sendable {
        let rows: Int
        let columns: Int
        let weights: Range<Int>
        let biases: Range<Int>
        let statistics: Range<Int>
    }

    let layers: [OfLayer]
    let count: Int
    /// Where the centers of center loss lie among the statistics; how many classes have one, of how many features.
    let centers: Range<Int>
    let classes: Int
    let features: Int

    init(_ network: Network) {
        var layers: [OfLayer] = []
        var place = 0, statistic = 0
        for layer in network.layers {
            let weights = place..<place + layer.weightCount
            place = weights.upperBound + layer.biasCount
            layers.append(
                OfLayer(
                    rows: layer.weightRows, columns: layer.weightColumns, weights: weights, biases: weights.upperBound..<place,
                    statistics: statistic..<statistic + 2 * layer.statisticCount))
            statistic += 2 * layer.statisticCount
        }
        self.layers = layers
        count = place
        centers = statistic..<statistic + network.centerCount
        classes = network.centerLoss == nil ? 0 : network.outputs
        features = network.centerLoss == nil ? 0 : network.units(ofLayer: network.featureLayer)
    }

    /// The ranges of the list that training may move, in order; neighbours are joined.
    func trainable(in network: Network) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        func add(_ range: Range<Int>, from start: Int) {
            let range = range.lowerBound + start..<range.upperBound + start
            if let last = ranges.last, last.upperBound == range.lowerBound {
                ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
            } else {
                ranges.append(range)
            }
        }
        for (layer, place) in zip(network.layers, layers) {
            for range in layer.trainableWeights { add(range, from: place.weights.lowerBound) }
            for range in layer.trainableBiases { add(range, from: place.biases.lowerBound) }
        }
        return ranges
    }
}
