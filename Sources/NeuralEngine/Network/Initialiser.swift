// Where weights start: a distribution whose width follows from the number of inputs and units of the layer.

/// A rule for the first weights of a layer with `fanIn` inputs and `fanOut` units; biases start at 0.
public struct Initialiser: Sendable, Equatable {
    enum Shape: Sendable, Equatable { case uniform, normal, constant, orthogonal }

    public let name: String
    let shape: Shape
    /// The half-width of `uniform`, the deviation of `normal`, the gain of `orthogonal`, where one is given for all layers alike.
    public private(set) var scale: Double?
    /// The variance; for `uniform` of half-width L it is L^2/3. For `constant`, the value.
    let spread: @Sendable (_ fanIn: Double, _ fanOut: Double) -> Double

    /// Whether weights are drawn, and so differ from one another.
    public var isDrawn: Bool { shape != .constant }

    public static func == (a: Initialiser, b: Initialiser) -> Bool {
        a.name == b.name && a.scale == b.scale && a.spread(1, 1) == b.spread(1, 1)
    }

    /// Glorot and Bengio 2010: variance 2/(fanIn + fanOut).
    public static let glorotUniform = Initialiser(name: "glorot-uniform", shape: .uniform) { 2 / ($0 + $1) }
    public static let glorotNormal = Initialiser(name: "glorot-normal", shape: .normal) { 2 / ($0 + $1) }
    /// He et al. 2015: variance 2/fanIn.
    public static let heUniform = Initialiser(name: "he-uniform", shape: .uniform) { fanIn, _ in 2 / fanIn }
    public static let heNormal = Initialiser(name: "he-normal", shape: .normal) { fanIn, _ in 2 / fanIn }
    /// LeCun et al. 1998: variance 1/fanIn.
    public static let lecunUniform = Initialiser(name: "lecun-uniform", shape: .uniform) { fanIn, _ in 1 / fanIn }
    public static let lecunNormal = Initialiser(name: "lecun-normal", shape: .normal) { fanIn, _ in 1 / fanIn }
    /// Uniform in [-0.5, 0.5): variance 1/12.
    public static let uniform = Initialiser(name: "uniform", shape: .uniform) { _, _ in 1.0 / 12 }
    public static let normal = Initialiser(name: "normal", shape: .normal) { _, _ in 1 }
    public static let zeros = constant(0)
    /// Saxe et al. 2014: rows, or if there are more of them columns, of length 1 at right angles.
    public static let orthogonal = orthogonal(gain: 1)

    /// Uniform in [-limit, limit), of the given deviation, of the given length.
    public static func uniform(limit: Double) -> Initialiser { uniform.scaled(limit) }
    public static func normal(deviation: Double) -> Initialiser { normal.scaled(deviation) }
    public static func orthogonal(gain: Double) -> Initialiser {
        Initialiser(name: "orthogonal", shape: .orthogonal, scale: gain) { _, _ in 0 }
    }

    private func scaled(_ scale: Double) -> Initialiser {
        var rule = self
        rule.scale = scale
        return rule
    }

    /// Every weight the same.
    public static func constant(_ value: Double) -> Initialiser {
        Initialiser(name: value == 0 ? "zeros" : "constant", shape: .constant) { _, _ in value }
    }

    public static let builtIn = [
        glorotUniform, glorotNormal, heUniform, heNormal, lecunUniform, lecunNormal, uniform, normal, zeros, orthogonal,
    ]

    /// The rule of a name; `xavier` means glorot, `kaiming` he, and a family alone its uniform rule. Nil if there is none.
    public static func named(_ name: String) -> Initialiser? {
        let name = name.lowercased().replacing("_", with: "-").replacing("xavier", with: "glorot").replacing("kaiming", with: "he")
        return builtIn.first { $0.name == name } ?? builtIn.first { $0.name == name + "-uniform" }
    }

    /// The variance of the weights of a layer; 0 where all are the same.
    public func variance(for layer: Layer) -> Double {
        switch (shape, scale) {
        case (.constant, _): 0
        case (.uniform, let limit?): limit * limit / 3
        case (.orthogonal, let gain?): gain * gain / Double(max(layer.weightRows, layer.weightColumns))
        case (_, let deviation?): deviation * deviation
        case (_, nil): spread(layer.fans.fanIn, layer.fans.fanOut)
        }
    }

    /// What no weight of a layer exceeds, sqrt(3 variance), if the distribution is uniform; nil for others.
    public func limit(for layer: Layer) -> Double? { shape == .uniform ? scale ?? (3 * variance(for: layer)).squareRoot() : nil }

    /// Fresh parameters: weights in row-major order from the layer's own random stream, biases 0; gamma of batch normalisation 1.
    public func parameters(for network: Network, seed: UInt64) -> Parameters {
        // Nothing asks it to stop.
        parameters(for: network, seed: seed, keeping: 0, of: nil, unless: { false }) ?? Parameters(zerosFor: network)
    }

    /// The same, but for the first layers of a network, which keep what they have learnt. Nil if it was asked to stop on the way.
    package func parameters(
        for network: Network, seed: UInt64, keeping kept: Int, of other: Parameters?, unless isToStop: () -> Bool
    ) -> Parameters? {
        var parameters = Parameters(zerosFor: network)
        if let other { parameters.adopt(layers: kept, from: other) }
        for index in network.layers.indices.dropFirst(other == nil ? 0 : kept) {
            guard draw(&parameters, network.layers[index], number: index + 1, seed: seed, unless: isToStop) else { return nil }
        }
        return parameters
    }

    /// The same parameters with fresh ones in one layer: those that it would get if all layers got fresh ones.
    public func parameters(_ parameters: Parameters, renewing number: Int, of network: Network, seed: UInt64) -> Parameters {
        // Nothing asks it to stop.
        self.parameters(parameters, renewing: number, of: network, seed: seed, unless: { false }) ?? parameters
    }

    /// The same; nil if it was asked to stop on the way.
    package func parameters(
        _ parameters: Parameters, renewing number: Int, of network: Network, seed: UInt64, unless isToStop: () -> Bool
    ) -> Parameters? {
        var parameters = parameters
        for i in parameters.places.layers[number - 1].biases { parameters.values[i] = 0 }
        return draw(&parameters, network[layer: number], number: number, seed: seed, unless: isToStop) ? parameters : nil
    }

    /// Refuses what would take too long: rows at right angles take as many products as a row has numbers, for each pair of rows.
    public func check(_ network: Network) throws(MemoryError) {
        for (index, layer) in network.layers.enumerated() where shape == .orthogonal && layer.statisticCount == 0 {
            let (short, long) = (min(layer.weightRows, layer.weightColumns), max(layer.weightRows, layer.weightColumns))
            guard Int.saturatedProduct(short, short, long) > Initialiser.mostProducts else { continue }
            throw MemoryError(
                message: "\(layer.weightRows) x \(layer.weightColumns) weights of layer \(index + 1) at right angles would take too long",
                hint: "init normal std=\(Double(Int(1000 / Double(long).squareRoot())) / 1000) is nearly the same for so many")
        }
    }

    private static let mostProducts = 1 << 32

    /// Gives a layer its weights; returns false, with a part of them drawn, if it was asked to stop on the way.
    private func draw(
        _ parameters: inout Parameters, _ layer: Layer, number: Int, seed: UInt64, unless isToStop: () -> Bool
    ) -> Bool {
        let weights = parameters.places.layers[number - 1].weights
        var random = RandomStream(seed: seed, purpose: .weights, index: number)
        let deviation = scale ?? variance(for: layer).squareRoot(), limit = limit(for: layer) ?? 0
        let same = layer.statisticCount > 0 ? 1 : spread(layer.fans.fanIn, layer.fans.fanOut)
        let isDrawn = parameters.values.withUnsafeMutableBufferPointer { values in
            for some in StopSign.portions(weights, products: Self.productsADraw) {
                if isToStop() { return false }
                switch layer.statisticCount > 0 ? .constant : shape {
                case .uniform: for i in some { values[i] = (2 * random.uniform() - 1) * limit }
                case .normal: for i in some { values[i] = random.normal() * deviation }
                case .constant: for i in some { values[i] = same }
                case .orthogonal: for i in some { values[i] = random.normal() }
                }
            }
            return true
        }
        guard isDrawn, shape == .orthogonal, layer.statisticCount == 0, !weights.isEmpty else { return isDrawn }
        let drawn = Matrix(rows: layer.weightRows, columns: layer.weightColumns, values: Array(parameters.values[weights]))
        guard let orthogonal = drawn.orthogonalised(unless: isToStop) else { return false }
        parameters.values.withUnsafeMutableBufferPointer { values in
            for (i, weight) in zip(weights, orthogonal.values) { values[i] = weight * deviation }
        }
        return true
    }

    /// A draw takes as long as so many products.
    private static let productsADraw = 1 << 9
}
