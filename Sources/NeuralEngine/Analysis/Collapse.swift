// Why networks need activations that bend: a stack of linear layers is one linear layer.

/// The one layer that a stack of linear dense layers amounts to: W_l (... W_2 (W_1 x + b_1) + b_2 ...) + b_l = W x + b.
public struct Collapse: Sendable, Equatable {
    /// W = W_l ... W_2 W_1: a row an output, a column an input.
    public let weights: Matrix
    /// b = W_l (... W_2 b_1 + b_2 ...) + b_l: one an output.
    public let biases: [Double]

    /// - Parameter network: one of which every layer is linear.
    /// - Returns: nil if it was asked to stop on the way.
    public init?(of network: Network, _ parameters: Parameters, unless isToStop: () -> Bool = { false }) {
        var product: Matrix?, shift: [Double] = []
        for (index, layer) in network.layers.enumerated() where layer.kind == .dense {
            let weights = parameters.weights[index], biases = parameters.biases[index]
            let own = (0..<layer.units).map { unit in layer.biasIndex(ofUnit: unit).map { biases[$0] } ?? 0 }
            guard let before = product else {
                (product, shift) = (weights, own)
                continue
            }
            shift = own.enumerated().map { row, bias in
                shift.indices.reduce(bias) { $0.addingProduct(weights[row, $1], shift[$1]) }
            }
            guard let next = weights.times(before, unless: isToStop) else { return nil }
            product = next
        }
        self.weights = product ?? Matrix(rows: 0, columns: 0)
        self.biases = shift
    }

    /// W x + b.
    public func outputs(of input: some RandomAccessCollection<Double>) -> [Double] {
        biases.enumerated().map { row, bias in
            zip(input, weights.row(row)).reduce(bias) { $0.addingProduct($1.0, $1.1) }
        }
    }
}

extension Network {
    /// The first layer that is not linear, or not dense: one that has no place in a collapse. Layers that only read the numbers in another
    /// shape are in nobody's way, nor are dropout and noise, which do nothing when the network is used.
    public var firstLayerThatIsNotLinear: Int? {
        layers.firstIndex { layer in
            if layer.kind.isDrawn { return false }
            return layer.computes && !(layer.isOneProduct && layer.activation == .identity)
        }.map { $0 + 1 }
    }
}
