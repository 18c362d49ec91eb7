// A layer: what it computes, from which shape to which.

/// How the units of a layer get their biases.
public enum BiasMode: String, Sendable, CaseIterable {
    /// Each unit (each filter of a convolution) has its own.
    case each
    /// The layer has one, added in every unit; its gradient is the sum of the layer's deltas.
    case shared
    /// There is none.
    case none
}

/// One layer of a network.
public struct Layer: Sendable, Equatable {
    public let kind: LayerKind
    /// What comes in and what goes out.
    public let inputShape: Shape
    public let shape: Shape
    /// f in a = f(z); the identity in layers that have no net inputs.
    public var activation: Activation
    public var biasMode: BiasMode
    /// The weights (row-major) and biases that training may move, as sorted ranges of their indices.
    public var trainableWeights: [Range<Int>] = []
    public var trainableBiases: [Range<Int>] = []

    init(kind: LayerKind, inputShape: Shape, shape: Shape, activation: Activation, biasMode: BiasMode) {
        self.kind = kind
        self.inputShape = inputShape
        self.shape = shape
        self.activation = activation
        self.biasMode = biasMode
        trainableWeights = [0..<weightCount].filter { !$0.isEmpty }
        trainableBiases = [0..<biasCount].filter { !$0.isEmpty }
    }

    /// How many numbers come in for one sample, and how many go out.
    public var inputs: Int { inputShape.count }
    public var units: Int { shape.count }

    public var weightCount: Int { weightRows * weightColumns }

    /// How many numbers the bias has: one a unit (filter, channel), one, or none.
    public var biasCount: Int {
        guard weightRows > 0 else { return 0 }
        switch biasMode {
        case .each: return weightRows
        case .shared: return 1
        case .none: return 0
        }
    }

    public var parameterCount: Int { weightCount + biasCount }

    /// The weight row that a unit uses.
    public func weightRow(ofUnit unit: Int) -> Int { unit / unitsPerRow }

    /// The place of a unit's bias in the bias vector; nil if it has none.
    public func biasIndex(ofUnit unit: Int) -> Int? {
        guard biasCount > 0 else { return nil }
        return biasMode == .shared ? 0 : weightRow(ofUnit: unit)
    }

    /// Whether its units have a net input z besides the output a.
    public var hasNetInputs: Bool { weightRows > 0 }
}

/// Why a layer cannot be added.
public struct ShapeError: Error, Sendable, Equatable {
    public let message: String
    public let hint: String
}

// MARK: - Layers of each kind

extension Layer {
    public static func dense(inputs: Shape, units: Int, activation: Activation, biasMode: BiasMode = .each) -> Layer {
        Layer(kind: .dense, inputShape: inputs, shape: Shape(units), activation: activation, biasMode: biasMode)
    }

    public static func convolution(
        inputs: Shape, filters: Int, window: Window, activation: Activation, biasMode: BiasMode = .each
    ) throws(ShapeError) -> Layer {
        let (rows, columns) = try fitted(window, over: inputs, "the filter")
        return Layer(
            kind: .convolution(window), inputShape: inputs, shape: Shape(height: rows, width: columns, channels: filters),
            activation: activation, biasMode: biasMode)
    }

    public static func pooling(_ kind: (Window) -> LayerKind, inputs: Shape, window: Window) throws(ShapeError) -> Layer {
        let (rows, columns) = try fitted(window, over: inputs, "the window")
        return Layer(
            kind: kind(window), inputShape: inputs, shape: Shape(height: rows, width: columns, channels: inputs.channels),
            activation: .identity, biasMode: .none)
    }

    public static func flatten(inputs: Shape) -> Layer {
        Layer(kind: .flatten, inputShape: inputs, shape: Shape(inputs.count), activation: .identity, biasMode: .none)
    }

    public static func dropout(inputs: Shape, rate: Double) -> Layer {
        Layer(kind: .dropout(rate: rate), inputShape: inputs, shape: inputs, activation: .identity, biasMode: .none)
    }

    public static func batchNormalisation(
        inputs: Shape, epsilon: Double = 1e-5, momentum: Double = 0.1, activation: Activation = .identity
    ) -> Layer {
        Layer(
            kind: .batchNormalisation(epsilon: epsilon, momentum: momentum), inputShape: inputs, shape: inputs, activation: activation,
            biasMode: .each)
    }

    /// The same layer over another shape. What was frozen stays so where the parameters keep their number.
    public func over(_ inputs: Shape) throws(ShapeError) -> Layer {
        var layer = try remade(over: inputs)
        layer.biasMode = biasMode
        layer.trainableBiases = [0..<layer.biasCount].filter { !$0.isEmpty }
        if layer.weightCount == weightCount { layer.trainableWeights = trainableWeights }
        if layer.biasCount == biasCount { layer.trainableBiases = trainableBiases }
        return layer
    }

    /// The places of a window over an image, or an error that shows the formula.
    private static func fitted(_ window: Window, over shape: Shape, _ what: String) throws(ShapeError) -> (rows: Int, columns: Int) {
        let (rows, columns) = window.places(over: shape)
        guard rows > 0, columns > 0 else {
            func formula(_ size: Int, _ length: Int, _ padding: Int, _ stride: Int) -> String {
                "(\(size) - \(length) + 2*\(padding))/\(stride) + 1"
            }
            let (name, text) =
                rows > 0
                ? ("width", formula(shape.width, window.width, window.columnPadding, window.columnStride))
                : ("height", formula(shape.height, window.height, window.rowPadding, window.rowStride))
            throw ShapeError(
                message: "\(what) of \(window.height)x\(window.width) does not fit into \(shape): "
                    + "the \(name) (W - F + 2P)/S + 1 = \(text) is below 1",
                hint: "a smaller window, or more padding")
        }
        return (rows, columns)
    }
}
