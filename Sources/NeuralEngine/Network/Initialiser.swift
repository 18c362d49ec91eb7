// Where weights start: a distribution whose width follows from the number of inputs and units of the layer.

/// A rule for the first weights of a layer with `fanIn` inputs and `fanOut` units; biases start at 0.
public struct Initialiser: Sendable, Equatable {
    enum Shape: Sendable, Equatable { case uniform, normal, constant }

    public let name: String
    let shape: Shape
    /// The variance; for `uniform` of half-width L it is L^2/3. For `constant`, the value.
    let spread: @Sendable (_ fanIn: Double, _ fanOut: Double) -> Double

    public static func == (a: Initialiser, b: Initialiser) -> Bool { a.name == b.name && a.spread(1, 1) == b.spread(1, 1) }

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

    /// Every weight the same.
    public static func constant(_ value: Double) -> Initialiser {
        Initialiser(name: value == 0 ? "zeros" : "constant", shape: .constant) { _, _ in value }
    }

    public static let builtIn = [glorotUniform, glorotNormal, heUniform, heNormal, lecunUniform, lecunNormal, uniform, normal, zeros]

    /// The rule of a name; `xavier` means glorot, `kaiming` he, and a family alone its uniform rule. Nil if there is none.
    public static func named(_ name: String) -> Initialiser? {
        let name = name.lowercased().replacing("_", with: "-").replacing("xavier", with: "glorot").replacing("kaiming", with: "he")
        return builtIn.first { $0.name == name } ?? builtIn.first { $0.name == name + "-uniform" }
    }

    /// The variance of the weights of a layer; 0 where all are the same.
    public func variance(for layer: Layer) -> Double { shape == .constant ? 0 : spread(layer.fans.fanIn, layer.fans.fanOut) }

    /// What no weight of a layer exceeds, sqrt(3 variance), if the distribution is uniform; nil for others.
    public func limit(for layer: Layer) -> Double? { shape == .uniform ? (3 * variance(for: layer)).squareRoot() : nil }

    /// Fresh parameters: weights in row-major order from the layer's own random stream, biases 0; gamma of batch normalisation 1.
    public func parameters(for network: Network, seed: UInt64) -> Parameters { parameters(for: network, seed: seed, keeping: 0, of: nil) }

    /// The same, but for the first layers of a network, which keep what they have learnt.
    package func parameters(for network: Network, seed: UInt64, keeping kept: Int, of other: Parameters?) -> Parameters {
        var parameters = Parameters(zerosFor: network)
        if let other { parameters.adopt(layers: kept, from: other) }
        for (index, layer) in network.layers.enumerated().dropFirst(other == nil ? 0 : kept) {
            var random = RandomStream(seed: seed, purpose: .weights, index: index + 1)
            let deviation = variance(for: layer).squareRoot(), limit = limit(for: layer) ?? 0
            for i in parameters.places.layers[index].weights {
                if layer.statisticCount > 0 {
                    parameters.values[i] = 1
                    continue
                }
                switch shape {
                case .uniform: parameters.values[i] = (2 * random.uniform() - 1) * limit
                case .normal: parameters.values[i] = random.normal() * deviation
                case .constant: parameters.values[i] = spread(layer.fans.fanIn, layer.fans.fanOut)
                }
            }
        }
        return parameters
    }
}
