// A network: its layers in order, and the loss.

/// The shape of a network: what it computes, without the numbers it has learnt.
public struct Network: Sendable, Equatable {
    /// How many numbers one sample has.
    public let inputs: Int
    /// The layers in order; layer number l (from 1) is `layers[l - 1]`, the input is number 0.
    public private(set) var layers: [DenseLayer]
    public var loss: Loss

    public init(inputs: Int, layers: [DenseLayer] = [], loss: Loss = .squaredError) {
        self.inputs = inputs
        self.layers = layers
        self.loss = loss
    }

    /// The number of outputs of the last layer.
    public var outputs: Int { layers.last?.units ?? inputs }

    public var parameterCount: Int { layers.reduce(0) { $0 + $1.parameterCount } }

    /// The layer of a number from 1.
    public subscript(layer number: Int) -> DenseLayer {
        get { layers[number - 1] }
        set { layers[number - 1] = newValue }
    }

    /// The units of a layer; of the input for number 0.
    public func units(ofLayer number: Int) -> Int { number == 0 ? inputs : layers[number - 1].units }

    /// Adds a dense layer after the last one.
    public mutating func append(units: Int, activation: Activation, biasMode: BiasMode = .each) {
        layers.append(DenseLayer(inputs: outputs, units: units, activation: activation, biasMode: biasMode))
    }

    /// Whether training may move the given parameters of a layer: ranges of indices into its weights or its biases.
    public mutating func setTrainable(_ trainable: Bool, weights: Range<Int>? = nil, biases: Range<Int>? = nil, layer number: Int) {
        func changed(_ ranges: [Range<Int>], _ range: Range<Int>) -> [Range<Int>] {
            trainable ? ranges.inserting(range) : ranges.removing(range)
        }
        if let weights { self[layer: number].trainableWeights = changed(self[layer: number].trainableWeights, weights) }
        if let biases { self[layer: number].trainableBiases = changed(self[layer: number].trainableBiases, biases) }
    }

    /// Whether the softmax of the last layer and the loss are computed together, from the logits.
    public var lossIsFromLogits: Bool { loss.isJoinedToSoftmax && layers.last?.activation.isSoftmax == true }
}

/// What a network has learnt: its weights and biases.
public struct Parameters: Sendable, Equatable {
    /// The weights of layer l are `weights[l - 1]`: a row a unit, a column an input.
    public var weights: [Matrix]
    /// The biases of layer l are `biases[l - 1]`: one a unit, one, or none.
    public var biases: [[Double]]

    /// All zeros, in the shapes of a network.
    public init(zerosFor network: Network) {
        weights = network.layers.map { Matrix(rows: $0.units, columns: $0.inputs) }
        biases = network.layers.map { [Double](repeating: 0, count: $0.biasCount) }
    }

    /// Whether every number is finite.
    public var areFinite: Bool {
        weights.allSatisfy { $0.values.allSatisfy(\.isFinite) } && biases.allSatisfy { $0.allSatisfy(\.isFinite) }
    }
}
