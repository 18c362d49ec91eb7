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

/// One layer of a network: a value whose copies share what they are made of, since a network is copied with every line that adds to it.
public struct Layer: Sendable, Equatable {
    private var parts: Parts

    /// Changed only while one layer alone has it.
    private final class Parts: @unchecked Sendable {
        let kind: LayerKind
        let inputShape: Shape
        let shape: Shape
        var activation: Activation
        var biasMode: BiasMode
        var initialState: [Double] = []
        var trainableWeights: [Range<Int>] = []
        var trainableBiases: [Range<Int>] = []

        init(_ kind: LayerKind, _ inputShape: Shape, _ shape: Shape, _ activation: Activation, _ biasMode: BiasMode) {
            (self.kind, self.inputShape, self.shape, self.activation, self.biasMode) = (kind, inputShape, shape, activation, biasMode)
        }

        var copy: Parts {
            let copy = Parts(kind, inputShape, shape, activation, biasMode)
            (copy.initialState, copy.trainableWeights, copy.trainableBiases) = (initialState, trainableWeights, trainableBiases)
            return copy
        }
    }

    public var kind: LayerKind { parts.kind }
    /// What comes in and what goes out.
    public var inputShape: Shape { parts.inputShape }
    public var shape: Shape { parts.shape }

    /// f in a = f(z); the identity in layers that have no net inputs.
    public var activation: Activation {
        get { parts.activation }
        set { change { $0.activation = newValue } }
    }

    public var biasMode: BiasMode {
        get { parts.biasMode }
        set { change { $0.biasMode = newValue } }
    }

    /// What the units of a recurrent layer have given before the first step; it is not learnt. Empty in other layers.
    public var initialState: [Double] {
        get { parts.initialState }
        set { change { $0.initialState = newValue } }
    }

    /// The weights (row-major) and biases that training may move, as sorted ranges of their indices.
    public var trainableWeights: [Range<Int>] {
        get { parts.trainableWeights }
        set { change { $0.trainableWeights = newValue } }
    }

    public var trainableBiases: [Range<Int>] {
        get { parts.trainableBiases }
        set { change { $0.trainableBiases = newValue } }
    }

    private mutating func change(_ change: (Parts) -> Void) {
        if !isKnownUniquelyReferenced(&parts) { parts = parts.copy }
        change(parts)
    }

    public static func == (a: Layer, b: Layer) -> Bool {
        a.parts === b.parts
            || a.kind == b.kind && a.inputShape == b.inputShape && a.shape == b.shape && a.activation == b.activation
                && a.biasMode == b.biasMode && a.initialState == b.initialState && a.trainableWeights == b.trainableWeights
                && a.trainableBiases == b.trainableBiases
    }

    init(kind: LayerKind, inputShape: Shape, shape: Shape, activation: Activation, biasMode: BiasMode) {
        parts = Parts(kind, inputShape, shape, activation, biasMode)
        trainableWeights = [0..<weightCount].filter { !$0.isEmpty }
        trainableBiases = [0..<biasCount].filter { !$0.isEmpty }
    }

    /// How many numbers come in for one sample, and how many go out.
    public var inputs: Int { inputShape.count }
    public var units: Int { shape.count }

    public var weightCount: Int { weightRows * weightColumns }

    /// How many numbers the bias has: one a row of weights (unit, filter, channel, gate of a unit), one, or none; of gru twice as many, since
    /// what comes from the step before has biases of its own.
    public var biasCount: Int {
        guard weightRows > 0 else { return 0 }
        let kinds = recurrence?.cell.hasInnerBiases == true ? 2 : 1
        switch biasMode {
        case .each: return kinds * weightRows
        case .shared: return kinds
        case .none: return 0
        }
    }

    /// How many net inputs there are for one sample: one a unit, or a gate of a unit at each step.
    public var netInputCount: Int { recurrence.map { $0.steps * $0.rows } ?? (hasNetInputs ? units : 0) }

    public var parameterCount: Int { weightCount + biasCount }

    /// The weight row that a unit, or a net input of a recurrent layer, uses.
    public func weightRow(ofUnit unit: Int) -> Int { recurrence.map { unit % $0.rows } ?? shape.channel(of: unit) }

    /// The place of a unit's bias in the bias vector; nil if it has none.
    public func biasIndex(ofUnit unit: Int) -> Int? {
        guard biasCount > 0 else { return nil }
        return biasMode == .shared ? 0 : weightRow(ofUnit: unit)
    }

    /// The shape of its net inputs: that of what it gives, but of a recurrent layer the rows of its weights at each step.
    public var netInputShape: Shape { recurrence.map { Shape(steps: $0.steps, of: $0.rows) } ?? shape }

    /// Whether each weight leads from one number to one unit: a dense layer that does not go along a sequence.
    public var isOneProduct: Bool { kind == .dense && !inputShape.isSequence }

    /// Whether its units have a net input z besides the output a.
    public var hasNetInputs: Bool { weightRows > 0 }
}

/// Why a layer cannot be added.
public struct ShapeError: Error, Sendable, Equatable {
    /// What of the layer it is about.
    public enum Part: Sendable { case window, groups, padding, other, sequence }

    public let message: String
    public let hint: String
    public var part = Part.window
}

// MARK: - Layers of each kind

extension Layer {
    public static func dense(inputs: Shape, units: Int, activation: Activation, biasMode: BiasMode = .each) -> Layer {
        let shape = inputs.isSequence ? Shape(steps: inputs.height, of: units) : Shape(units)
        return Layer(kind: .dense, inputShape: inputs, shape: shape, activation: activation, biasMode: biasMode)
    }

    public static func convolution(
        inputs: Shape, filters: Int, window: Window, groups: Int = 1, activation: Activation, biasMode: BiasMode = .each
    ) throws(ShapeError) -> Layer {
        guard filters.isMultiple(of: groups), inputs.channels.isMultiple(of: groups) else {
            throw ShapeError(
                message: "\(inputs.channels) channels and \(filters) filters cannot both be cut into \(groups) groups",
                hint: "each group has as many channels and filters as the others: groups=\(greatestDivisor(inputs.channels, filters))",
                part: .groups)
        }
        let window = window.fitted(to: inputs), shape = try result(of: window, over: inputs, channels: filters, "the filter")
        return Layer(
            kind: .convolution(window, groups: groups), inputShape: inputs, shape: shape, activation: activation, biasMode: biasMode)
    }

    private static func greatestDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : greatestDivisor(b, a % b) }

    public static func pooling(_ kind: (Window) -> LayerKind, inputs: Shape, window: Window) throws(ShapeError) -> Layer {
        let window = window.fitted(to: inputs), shape = try result(of: window, over: inputs, channels: inputs.channels, "the window")
        guard window.seesSomething(of: inputs) else {
            throw ShapeError(
                message: "from some places all of the window would lie outside the image of \(inputs)",
                hint: "less padding than the window is long: padding=same", part: .padding)
        }
        return Layer(kind: kind(window), inputShape: inputs, shape: shape, activation: .identity, biasMode: .none)
    }

    public static func flatten(inputs: Shape) -> Layer {
        Layer(kind: .flatten, inputShape: inputs, shape: Shape(inputs.count), activation: .identity, biasMode: .none)
    }

    /// Normal noise with this deviation, in training.
    public static func noise(inputs: Shape, deviation: Double) -> Layer {
        Layer(kind: .noise(deviation: deviation), inputShape: inputs, shape: inputs, activation: .identity, biasMode: .none)
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

    static func addition(inputs: Shape, of other: Int) -> Layer {
        Layer(kind: .addition(of: other), inputShape: inputs, shape: inputs, activation: .identity, biasMode: .none)
    }

    /// The same layer over another shape. What was frozen stays so where the parameters keep their number.
    public func over(_ inputs: Shape) throws(ShapeError) -> Layer {
        var layer = try remade(over: inputs)
        layer.biasMode = biasMode
        layer.initialState = initialState
        layer.trainableBiases = [0..<layer.biasCount].filter { !$0.isEmpty }
        if layer.weightCount == weightCount { layer.trainableWeights = trainableWeights }
        if layer.biasCount == biasCount { layer.trainableBiases = trainableBiases }
        return layer
    }

    /// What a window makes of an image, or an error that shows the formula. A window as large as the image leaves a plain list.
    private static func result(
        of window: Window, over inputs: Shape, channels: Int, _ what: String
    ) throws(ShapeError) -> Shape {
        let (rows, columns) = window.places(over: inputs)
        guard rows > 0, columns > 0 else {
            let (name, text) =
                rows > 0
                ? ("width", window.columns.placesFormula(over: inputs.width))
                : (inputs.isSequence ? "number of steps" : "height", window.rows.placesFormula(over: inputs.height))
            let size = inputs.isSequence ? "\(window.height)" : "\(window.height)x\(window.width)"
            throw ShapeError(
                message: "\(what) of \(size) does not fit into \(inputs): the \(name) \(text) is below 1",
                hint: "a smaller window, or more padding")
        }
        if window.fit == .whole { return Shape(channels) }
        return inputs.isSequence ? Shape(steps: rows, of: channels) : Shape(height: rows, width: columns, channels: channels)
    }
}

extension WindowSide {
    /// How the number of places comes about, in symbols and numbers: `(W - F + 2P)/S + 1 = (5 - 3 + 2*1)/2 + 1`.
    fileprivate func placesFormula(over size: Int) -> String { "\(placesSymbols) = \(placesNumbers(over: size))" }

    private var placesSymbols: String {
        "(W - \(dilation == 1 ? "F" : "D(F - 1) - 1") + \(before == after ? "2P" : "P before + P after"))/S + 1"
    }

    /// `(5 - 3 + 2*1)/2 + 1`; with uneven padding `(5 - 3 + 0 + 1)/2 + 1`, dilated `(5 - 2*(3 - 1) - 1 + 2*0)/1 + 1`.
    public func placesNumbers(over size: Int) -> String {
        let length = dilation == 1 ? "\(length)" : "\(dilation)*(\(length) - 1) - 1"
        return "(\(size) - \(length) + \(before == after ? "2*\(before)" : "\(before) + \(after)"))/\(stride) + 1"
    }
}

// MARK: - Blocks of parameters

/// A block of a layer's parameters that is spoken of by a letter: W, U (of recurrent layers, from the step before), b, c (of gru, with U).
public struct ParameterBlock: Sendable, Equatable {
    public let letter: Character
    public let areWeights: Bool
    /// Where it lies among the layer's weights (row-major), or among its biases.
    public let places: [Range<Int>]
    /// How it is written, from the outside in.
    public let dimensions: [Int]

    public var count: Int { dimensions.reduce(1, *) }
}

extension Layer {
    /// All parameters of the layer: blocks of weights, then of biases.
    public var parameterBlocks: [ParameterBlock] {
        guard weightRows > 0 else { return [] }
        guard recurrence != nil else {
            return [ParameterBlock(letter: "W", areWeights: true, places: [0..<weightCount], dimensions: weightDimensions)]
                + (biasCount > 0 ? [ParameterBlock(letter: "b", areWeights: false, places: [0..<biasCount], dimensions: [biasCount])] : [])
        }
        let width = weightColumns, inputs = inputShape.channels
        func weights(_ letter: Character, _ columns: Range<Int>) -> ParameterBlock {
            ParameterBlock(
                letter: letter, areWeights: true,
                places: (0..<weightRows).map { $0 * width + columns.lowerBound..<$0 * width + columns.upperBound },
                dimensions: [weightRows, columns.count])
        }
        let ofOneKind = biasMode == .shared ? 1 : weightRows
        let biases = stride(from: 0, to: biasCount, by: ofOneKind).map { start in
            ParameterBlock(
                letter: start == 0 ? "b" : "c", areWeights: false, places: [start..<start + ofOneKind], dimensions: [ofOneKind])
        }
        return [weights("W", 0..<inputs), weights("U", inputs..<width)] + biases
    }
}
