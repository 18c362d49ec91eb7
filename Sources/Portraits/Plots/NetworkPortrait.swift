// What a network looks like inside, as pictures: for the plots of the language and for the view of a training alike.
import Charts
import Documents
import NeuralEngine
import Workspaces

/// Makes pictures of one network with ever new parameters. What they need besides, such as the arrays of a pass, is kept between them.
public struct NetworkPortrait: Sendable {
    public let network: Network
    let names: Names
    private let samples: Samples?
    private let space: InputSpace?
    private var probe: NetworkProbe?
    private var grid: DecisionGrid?

    /// How finely the plane is looked at. The costs of a picture are bounded: where a pass takes long, fewer points are.
    private static let gridSize = (columns: 64, rows: 40)

    /// - Parameters:
    ///   - samples: what the network is shown; without it only weights can be seen.
    ///   - space: what the plane is that it is looked at over; nil stands for its inputs.
    ///   - mostProducts: about so many products a picture may take.
    public init(network: Network, samples: Samples?, space: InputSpace? = nil, mostProducts: Int = .max) {
        self.network = network
        self.samples = samples
        self.space = space ?? InputSpace(network, samples: samples)
        names = Names(network: network)
        let most = NetworkProbe.mostPasses(of: network, products: mostProducts)
        if let samples, !network.layers.isEmpty {
            probe = NetworkProbe(network: network, samples: samples, mostProducts: mostProducts)
        }
        if let space, let places = space.places, space.dimensions == 2, network.outputs > 0, !network.layers.isEmpty {
            let (x, y) = (range(places, 0), range(places, 1))
            var (columns, rows) = Self.gridSize
            while columns * rows > most, columns > 8 { (columns, rows) = (columns / 2, rows / 2) }
            grid = DecisionGrid(network: network, x: x, y: y, columns: columns, rows: rows, inputs: space.inputs)
        }
    }

    /// How many samples the layers are looked at with; 0 without any.
    public var sampleCount: Int { probe?.sampleCount ?? 0 }

    /// What the layers do with the samples.
    public mutating func look(_ parameters: Parameters) -> [NetworkProbe.LayerLook] { probe?.look(at: parameters) ?? [] }

    /// The same; nil if it was asked to stop on the way.
    mutating func look(_ parameters: Parameters, unless isToStop: () -> Bool) -> [NetworkProbe.LayerLook]? {
        probe == nil ? [] : probe?.look(at: parameters, unless: isToStop)
    }

    // MARK: The plane

    /// What the network answers all over the plane, with the data; nil unless that has two axes.
    public mutating func boundary(_ parameters: Parameters) -> PlaneMap? {
        boundaryWithOutputs(parameters)?.map
    }

    /// The same, with the numbers behind it: the places of the grid, and the outputs at each of them row by row from the top.
    mutating func boundaryWithOutputs(
        _ parameters: Parameters, unless isToStop: () -> Bool = { false }
    ) -> (map: PlaneMap, xs: [Double], ys: [Double], outputs: Matrix)? {
        guard let samples, let places = space?.places, let outputs = grid?.outputs(parameters, unless: isToStop),
            let (xs, ys) = grid.map({ ($0.xs, $0.ys) })
        else { return nil }
        let answer = Answer(network, samples)
        let strongest = outputs.values.lazy.filter(\.isFinite).map(\.magnitude).max() ?? 1
        let tiles = ys.indices.map { row in
            xs.indices.map { column in answer.tile(outputs.row(row * xs.count + column), strongest: strongest) }
        }
        let spots = (0..<min(samples.count, Self.mostSpots)).map { s in
            PlaneMap.Spot(
                x: places[s, 0], y: places[s, 1], group: samples.hasTargets ? answer.group(samples.targets.row(s)) : 0)
        }
        var map = PlaneMap(
            x: range(places, 0), y: range(places, 1), tiles: tiles, spots: spots,
            groups: answer.groups(names))
        map.scale = strongest
        (map.xLabel, map.yLabel) = (space?.names.first, space?.names.last)
        return (map, xs, ys, outputs)
    }

    /// What each hidden unit answers all over the plane, a small map each; none unless the data have two axes.
    public mutating func units(_ parameters: Parameters) -> [Chart] {
        guard let places = space?.places, let outputs = grid?.layerOutputs(parameters), let columns = grid?.xs.count else { return [] }
        let maps = UnitMaps(outputs, ofLayers: network.layersOfFeatures, names, columns: columns)
        return maps.charts(x: range(places, 0), y: range(places, 1), axes: space?.names ?? [])
    }

    private static let mostSpots = 2000

    /// From the least to the greatest input, with a margin of a tenth.
    private func range(_ places: Matrix, _ axis: Int) -> ClosedRange<Double> {
        // Beyond this the width of the plane would not be a number.
        let most = Double.greatestFiniteMagnitude / 8
        let values = (0..<places.rows).map { places[$0, axis] }.filter(\.isFinite).map { min(max($0, -most), most) }
        let low = values.min() ?? -1, high = values.max() ?? 1
        let margin = high > low ? high / 10 - low / 10 : max(1, low.magnitude)
        return (low - margin)...(high + margin)
    }

    // MARK: Layers

    /// How large the gradient of each layer is.
    public func gradients(_ looks: [NetworkProbe.LayerLook], numerals: Numerals) -> BarChart {
        let bars = looks.compactMap { look in
            look.gradientNorm.map { BarChart.Bar(name: names.layerTitle(look.layer), value: $0, text: numerals.text($0)) }
        }
        let positive = bars.map(\.value).filter { $0 > 0 && $0.isFinite }
        return BarChart(bars: bars, isLogarithmic: (positive.max() ?? 1) > 20 * (positive.min() ?? 1))
    }

    /// How the outputs of a layer are spread, and its dead units, the first ones by name.
    public func activations(_ look: NetworkProbe.LayerLook, named most: Int = 6) -> Histogram {
        let layer = network[layer: look.layer]
        return Histogram(
            title: "\(names.layerTitle(look.layer)) \(layer.activation.name)", low: look.outputs.low, high: look.outputs.high,
            counts: look.outputs.counts,
            note: [deadText(look, most: most), look.outputs.remark].compactMap { $0 }.joinedOrNil(separator: "; "))
    }

    /// `2 of 8 dead: h1 h7`; nil if none is.
    public func deadText(_ look: NetworkProbe.LayerLook, most: Int = 6) -> String? {
        guard !look.deadUnits.isEmpty else { return nil }
        let named = deadNames(look)
        let list = ": " + named.prefix(most).joined(separator: " ") + (named.count > most ? " ..." : "")
        return "\(named.count) of \(look.unitCount) dead" + (most > 0 ? list : "")
    }

    /// The names of the units of a layer that are dead; channels of a convolution by their number.
    func deadNames(_ look: NetworkProbe.LayerLook) -> [String] {
        look.deadUnits.map { unit in
            network[layer: look.layer].isOneProduct
                ? names.node(layer: look.layer, unit: unit) : "\(names.layerName(look.layer))[\(unit + 1)]"
        }
    }

    /// The weights of a layer by sign and size: a row a unit, a column an input.
    public func weights(layer number: Int, _ parameters: Parameters) -> HeatMap {
        let weights = parameters.weights[number - 1]
        return HeatMap(ofLayer: number, names) { weights[$0, $1] }
    }

    /// How the weights of a layer are spread.
    public func weightHistogram(layer number: Int, _ parameters: Parameters) -> Histogram {
        histogram(ofWeights: number, Distribution(of: parameters.weights[number - 1].values))
    }

    func histogram(ofWeights number: Int, _ spread: Distribution) -> Histogram {
        Histogram(title: "W\(number)", low: spread.low, high: spread.high, counts: spread.counts, note: spread.remark)
    }

    /// The layers that have weights.
    public var weightedLayers: [Int] { network.layers.indices.filter { network.layers[$0].weightCount > 0 }.map { $0 + 1 } }

    // MARK: Features

    /// What each unit or filter of the first layer looks for: its weights in the shape of what it reads, channel below channel. Inputs
    /// that are a plain list of a square number of values count as an image.
    public func features(_ parameters: Parameters) -> [HeatMap] {
        // Batch normalisation has weights and looks for nothing.
        guard let first = weightedLayers.first(where: { network[layer: $0].statisticCount == 0 }) else { return [] }
        let layer = network[layer: first], matrix = parameters.weights[first - 1]
        let (height, width) = patch(layer)
        return (0..<matrix.rows).map { row in
            let weights = Array(matrix.row(row))
            let name = layer.isOneProduct ? names.node(layer: first, unit: row) : "\(names.layerName(first))[\(row + 1)]"
            return HeatMap(
                title: name, values: (0..<height).map { Array(weights[$0 * width..<($0 + 1) * width]) }, keepsShape: true,
                rowLabels: channelNames(layer, rows: height, readBy: row))
        }
    }

    /// The channel that is read, beside the first of its rows; none where there is only one.
    private func channelNames(_ layer: Layer, rows: Int, readBy row: Int) -> [String] {
        let channels = layer.inputShape.channels / layer.groups, first = layer.groups > 1 ? layer.channels(ofFilter: row).lowerBound : 0
        guard !layer.inputShape.isFlat, layer.inputShape.channels > 1, case let high = rows / channels, high > 0 else { return [] }
        return (0..<rows).map { $0 % high == 0 ? "\(first + $0 / high + 1)" : "" }
    }

    /// Rows and columns of the picture of a feature.
    private func patch(_ layer: Layer) -> (height: Int, width: Int) {
        if case .convolution(let window, _) = layer.kind {
            // Of a sequence a row a channel, its steps side by side.
            let width = layer.inputShape.isSequence ? window.height : window.width
            return (layer.weightColumns / width, width)
        }
        // What works channel by channel has a weight or none for all that it reads.
        guard layer.kind == .dense else { return (1, max(1, layer.weightColumns)) }
        let shape = layer.inputShape
        if !shape.isFlat && !shape.isSequence { return (shape.channels * shape.height, shape.width) }
        let side = Int(nearest: Double(layer.weightColumns).squareRoot())
        return side > 1 && side * side == layer.weightColumns ? (side, side) : (1, max(1, layer.weightColumns))
    }
}

/// How the outputs of a network are read: as two classes about a middle, as one of several classes, or as a number.
struct Answer {
    private enum Kind {
        case twoClasses(low: Double)
        case classes(Int)
        case number
    }

    private let kind: Kind

    init(_ network: Network, _ samples: Samples) {
        let isTanh = network.layers.last?.activation == .tanh, low = isTanh ? -1.0 : 0
        if network.outputs > 1 {
            kind = .classes(network.outputs)
        } else if samples.hasTargets, samples.targets.values.allSatisfy({ $0 == low || $0 == 1 }) {
            kind = .twoClasses(low: low)
        } else {
            kind = .number
        }
    }

    func groups(_ names: Names) -> [String] {
        let outputs = names.network.outputLayer
        switch kind {
        case .twoClasses(let low):
            let name = names.node(layer: outputs, unit: 0), middle = low < 0 ? "0" : "0.5"
            return ["\(name) < \(middle)", "\(name) > \(middle)"]
        case .classes(let count): return (0..<count).map { names.node(layer: outputs, unit: $0) }
        case .number: return [names.node(layer: outputs, unit: 0)]
        }
    }

    func group(_ row: ArraySlice<Double>) -> Int {
        switch kind {
        case .twoClasses(let low): (row.first ?? 0) > (low + 1) / 2 ? 1 : 0
        case .classes: row.indices.reduce(row.startIndex) { row[$1] > row[$0] ? $1 : $0 } - row.startIndex
        case .number: 0
        }
    }

    /// A tile; sure is how far the answer is from the middle, or above the second best class, or the number itself beside the largest.
    func tile(_ row: ArraySlice<Double>, strongest: Double) -> PlaneMap.Tile {
        let group = group(row), first = row.first ?? .nan
        switch kind {
        case .twoClasses(let low):
            return PlaneMap.Tile(group: group, strength: min(1, abs(first - (low + 1) / 2) / ((1 - low) / 2)))
        case .classes:
            let sorted = row.sorted(by: >)
            return PlaneMap.Tile(group: group, strength: min(1, sorted[0] - sorted[1]))
        case .number: return PlaneMap.Tile(group: group, strength: strongest > 0 ? first / strongest : 0)
        }
    }
}

extension [String] {
    /// All of them in one; nil where there are none.
    fileprivate func joinedOrNil(separator: String) -> String? { isEmpty ? nil : joined(separator: separator) }
}
