// The layers of a network as columns of a picture: units are nodes, the channels of an image are one node each.
import Charts
import NeuralEngine

/// Which layers have a column, which nodes it has, and how heavy the edges between them are.
struct LayerGraph {
    let network: Network
    /// The layer of each column. A flatten layer has none: it only reads the numbers before it in another shape.
    let layers: [Int]

    init(_ network: Network) {
        self.network = network
        layers = (0...network.layers.count).filter { $0 == 0 || network[layer: $0].kind != .flatten }
    }

    func shape(ofLayer layer: Int) -> Shape { layer == 0 ? network.inputShape : network[layer: layer].shape }

    func isImage(_ layer: Int) -> Bool { !shape(ofLayer: layer).isFlat }

    func nodeCount(ofLayer layer: Int) -> Int { isImage(layer) ? shape(ofLayer: layer).channels : shape(ofLayer: layer).count }

    func column(ofLayer layer: Int) -> Int? { layers.lastIndex { $0 <= layer } }

    func node(ofUnit unit: Int, layer: Int) -> Int {
        let source = column(ofLayer: layer).map { layers[$0] } ?? layer
        return isImage(source) ? shape(ofLayer: source).channel(of: unit) : unit
    }

    /// The ways of the residual connections, from the column whose outputs they add to that in which they are added: the shortest first.
    var bows: [NetworkDiagram.Bow] {
        let all = layers.enumerated().compactMap { place, layer -> NetworkDiagram.Bow? in
            guard layer > 0, let other = network[layer: layer].kind.other, let from = column(ofLayer: other), from < place else {
                return nil
            }
            return .init(from: from, to: place)
        }
        return all.sorted { $0.to - $0.from < $1.to - $1.from }
    }

    /// `input`, `hidden`, `hidden 2` where there are several, `output`; of other kinds what they do: `conv 3x3 relu`, `maxpool 2x2`.
    func title(ofLayer layer: Int) -> String {
        guard layer > 0 else { return "input" }
        guard network[layer: layer].kind == .dense else { return LayerPortrait(network[layer: layer]).columnTitle }
        guard layer < network.outputLayer else { return "output" }
        let isOnlyOne = !network.layers.indices.contains {
            $0 + 1 != layer && $0 + 1 < network.outputLayer && network.layers[$0].kind == .dense
        }
        return isOnlyOne ? "hidden" : "hidden \(layer)"
    }

    /// What stands below the title where there is room: the activation of a dense layer.
    func activation(ofLayer layer: Int) -> String {
        layer > 0 && network[layer: layer].kind == .dense ? network[layer: layer].activation.name : ""
    }

    /// The weight between the nodes of two columns: of several, their mean; 0 where numbers pass without one, nan where nothing passes.
    func weights(intoColumn column: Int, _ parameters: Parameters, most: Int) -> [[Double]] {
        let number = layers[column], source = layers[column - 1], layer = network[layer: number]
        let targets = min(most, nodeCount(ofLayer: number)), sources = min(most, nodeCount(ofLayer: source))
        guard layer.weightRows > 0, case let matrix = parameters.weights[number - 1] else {
            return (0..<targets).map { to in (0..<sources).map { $0 == to ? 0 : .nan } }
        }
        guard let share = weightsPerEdge(intoLayer: number) else {
            return (0..<targets).map { to in (0..<sources).map { $0 == to ? matrix[to, 0] : .nan } }
        }
        return (0..<targets).map { to in
            let row = matrix.row(to), read = channelsRead(by: to, layer)
            return (0..<sources).map { from in
                guard read?.contains(from) != false else { return .nan }
                let part = row[(row.startIndex + (from - (read?.lowerBound ?? 0)) * share)...].prefix(share)
                let mean = part.reduce(0, +) / Double(share)
                return mean.isNaN ? .infinity : mean
            }
        }
    }

    /// The weights between the nodes of two columns as a map that is small enough to be made for every frame: of very many, the means of
    /// neighbours. A row is a target, a column a source.
    func strip(intoColumn column: Int, _ parameters: Parameters) -> HeatMap? {
        let number = layers[column]
        guard network[layer: number].weightRows > 0, weightsPerEdge(intoLayer: number) != nil else { return nil }
        let matrix = parameters.weights[number - 1]
        let high = (matrix.rows + Self.mostStripRows - 1) / Self.mostStripRows
        let wide = (matrix.columns + Self.mostStripColumns - 1) / Self.mostStripColumns
        // Of a block so many weights are looked at, evenly spread.
        let step = max(1, high * wide / Self.mostLooks)
        let values = stride(from: 0, to: matrix.rows, by: high).map { top in
            stride(from: 0, to: matrix.columns, by: wide).map { left in
                var sum = 0.0, count = 0
                let width = min(wide, matrix.columns - left), height = min(high, matrix.rows - top)
                for place in stride(from: 0, to: width * height, by: step) {
                    sum += matrix[top + place / width, left + place % width]
                    count += 1
                }
                return sum / Double(count)
            }
        }
        return HeatMap(values: values)
    }

    private static let mostStripRows = 64, mostStripColumns = 64, mostLooks = 64

    /// What a channel of a convolution looks with: its weights, one channel that it reads beside the other. Nil for other layers.
    func filter(_ channel: Int, ofLayer layer: Int, _ parameters: Parameters) -> HeatMap? {
        guard layer > 0, case .convolution(let window, _) = network[layer: layer].kind else { return nil }
        let weights = Array(parameters.weights[layer - 1].row(channel)), channels = min(4, weights.count / window.count)
        let values = (0..<window.height).map { row in
            (0..<channels).flatMap { channel -> [Double] in
                let start = channel * window.count + row * window.width
                return (channel > 0 ? [.nan] : []) + weights[start..<start + window.width]
            }
        }
        var map = HeatMap(values: values, keepsShape: true)
        map.isBare = true
        return map
    }

    /// The edge that a weight or its gradient belongs to.
    func edge(of quantity: Quantity) -> NetworkDiagram.Edge? {
        guard case .weight(let layer, let row, let place) = quantity.weightOfGradient, let column = column(ofLayer: layer), column > 0
        else {
            return nil
        }
        guard let share = weightsPerEdge(intoLayer: layer) else { return .init(column: column - 1, from: row, to: row) }
        return .init(
            column: column - 1, from: (channelsRead(by: row, network[layer: layer])?.lowerBound ?? 0) + place / share, to: row)
    }

    /// The channels that a filter reads, where that is not all of them.
    private func channelsRead(by filter: Int, _ layer: Layer) -> Range<Int>? {
        layer.groups > 1 ? layer.channels(ofFilter: filter) : nil
    }

    private func weightsPerEdge(intoLayer number: Int) -> Int? {
        let source = column(ofLayer: number).map { layers[$0 - 1] } ?? 0
        return LayerPortrait(network[layer: number]).weightsPerEdge(fromImage: isImage(source), pixels: shape(ofLayer: source).pixels)
    }
}

extension Quantity {
    /// The weight that a gradient is of; itself if it is none.
    fileprivate var weightOfGradient: Quantity {
        if case .weightGradient(let layer, let unit, let input) = self { return .weight(layer: layer, unit: unit, input: input) }
        return self
    }
}
