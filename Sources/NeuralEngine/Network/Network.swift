// A network: its layers in order, and what its outputs cost.

/// The shape of a network: what it computes, without the numbers it has learnt.
public struct Network: Sendable, Equatable {
    /// What one sample looks like.
    public let inputShape: Shape
    /// The layers in order; layer number l (from 1) is `layers[l - 1]`, the input is number 0.
    public private(set) var layers: [Layer]
    public var loss: Loss
    /// How the losses of outputs and samples count.
    public var lossTerms = LossTerms()
    /// What large weights cost besides.
    public var penalty = Penalty()
    /// What it costs besides that the features of a class lie apart; nil for nothing.
    public var centerLoss: CenterLoss?

    public init(inputShape: Shape, layers: [Layer] = [], loss: Loss = .squaredError) {
        self.inputShape = inputShape
        self.layers = layers
        self.loss = loss
    }

    public init(inputs: Int, loss: Loss = .squaredError) { self.init(inputShape: Shape(inputs), loss: loss) }

    /// How many numbers one sample has.
    public var inputs: Int { inputShape.count }

    /// The number of outputs of the last layer.
    public var outputs: Int { outputShape.count }

    /// What the last layer gives.
    public var outputShape: Shape { layers.last?.shape ?? inputShape }

    public var parameterCount: Int { layers.reduce(0) { $0 + $1.parameterCount } }

    /// The layer of a number from 1.
    ///
    /// As of the index of an array it is a mistake of the program, not of its user, to name a layer that is not there: it ends then. Numbers that
    /// a user has typed are held against `layers.count` before.
    /// - Precondition: `number` is in `1...layers.count`.
    public subscript(layer number: Int) -> Layer {
        get { layers[number - 1] }
        set { layers[number - 1] = newValue }
    }

    /// The units of a layer; of the input for number 0.
    public func units(ofLayer number: Int) -> Int { number == 0 ? inputs : layers[number - 1].units }

    /// What a layer gives; number 0 is the input.
    public func shape(ofLayer number: Int) -> Shape { number == 0 ? inputShape : layers[number - 1].shape }

    /// Whether a layer can be appended: it takes in what the last one gives, and what it reads besides is there and of the same shape.
    public func takes(_ layer: Layer) -> Bool {
        guard layer.inputShape == outputShape else { return false }
        return layer.kind.other.map { (0...layers.count).contains($0) && shape(ofLayer: $0) == layer.inputShape } ?? true
    }

    /// Adds a layer after the last one, whose output it takes in.
    ///
    /// A network whose layers do not fit has no meaning, and nothing that is done with it would: a program that appends such a layer ends, as
    /// with an index out of range. What makes layers from a user's words (`Layer.convolution` and its like) throws; `takes` asks before.
    /// - Precondition: `takes(layer)`.
    public mutating func append(_ layer: Layer) {
        precondition(takes(layer), "a layer takes in what the last one gives, and adds what is of the same shape")
        layers.append(layer)
    }

    /// Adds a dense layer after the last one.
    public mutating func append(units: Int, activation: Activation, biasMode: BiasMode = .each) {
        layers.append(.dense(inputs: outputShape, units: units, activation: activation, biasMode: biasMode))
    }

    /// Whether training may move the given parameters of a layer: ranges of indices into its weights or its biases.
    public mutating func setTrainable(_ trainable: Bool, weights: [Range<Int>] = [], biases: [Range<Int>] = [], layer number: Int) {
        func changed(_ ranges: [Range<Int>], _ range: Range<Int>) -> [Range<Int>] {
            trainable ? ranges.inserting(range) : ranges.removing(range)
        }
        for range in weights { self[layer: number].trainableWeights = changed(self[layer: number].trainableWeights, range) }
        for range in biases { self[layer: number].trainableBiases = changed(self[layer: number].trainableBiases, range) }
    }

    /// Whether training may move a weight or a bias.
    func trains(_ parameter: Quantity) -> Bool {
        switch parameter {
        case .weight(let layer, let row, let column):
            self[layer: layer].trainableWeights.place(of: row * self[layer: layer].weightColumns + column) != nil
        case .bias(let layer, let index): self[layer: layer].trainableBiases.place(of: index) != nil
        default: false
        }
    }

    /// Whether no weight and no bias is frozen.
    public var trainsAll: Bool {
        layers.allSatisfy { $0.trainableWeights.total == $0.weightCount && $0.trainableBiases.total == $0.biasCount }
    }

    /// Whether every weight and every bias is frozen, if there are any.
    var trainsNone: Bool { layers.allSatisfy { $0.trainableWeights.total == 0 && $0.trainableBiases.total == 0 } }

    /// The number of the last layer at or before `number` that computes something; 0 is the input.
    public func computingLayer(atOrBefore number: Int) -> Int {
        var number = number
        while number > 0, !layers[number - 1].computes { number -= 1 }
        return number
    }

    /// The layer whose outputs are the network's outputs; 0 if there is none.
    public var outputLayer: Int { computingLayer(atOrBefore: layers.count) }

    /// Whether the shares of the outputs are divided by their number.
    public var averagesOutputs: Bool { loss.isMeanOverOutputs && lossTerms.reduction == .mean }

    /// Whether the activation of the last layer and the loss are computed together, from the net inputs. Where the outputs themselves cost
    /// something, or a next step needs them, the slope of the activation does not cancel.
    public var lossIsFromLogits: Bool {
        outputLayer > 0 && layers[outputLayer - 1].hasNetInputs && layers[outputLayer - 1].recurrence == nil
            && loss.joinedActivations.contains(layers[outputLayer - 1].activation)
            && !(penalty.activity != 0 && penalty.layer == outputLayer)
    }

    /// Whether the outputs are logarithms of probabilities.
    public var givesLogarithms: Bool { outputLayer > 0 && self[layer: outputLayer].activation.ofLayer == .logProbabilities }

    /// Whether a layer drops numbers in training.
    var drops: Bool { layers.contains { $0.kind.isDrawn } }

    /// Whether something is learnt without gradients, from a whole batch at once: statistics or centers.
    var movesStatistics: Bool { centerLoss != nil || layers.contains { $0.statisticCount > 0 } }
}

/// What is added to the loss of a batch: for weights (not biases, nor the scales of batch normalisation) l1 sum |w| + l2/2 sum w^2; for what
/// a layer gives activity times the mean over the samples of sum |a|, which makes a sparse code.
public struct Penalty: Sendable, Equatable {
    public var l1: Double
    public var l2: Double
    public var activity: Double
    /// The layer whose outputs cost; one that computes something.
    public var layer: Int

    public init(l1: Double = 0, l2: Double = 0, activity: Double = 0, layer: Int = 1) {
        (self.l1, self.l2, self.activity, self.layer) = (l1, l2, activity, layer)
    }

    public var isNone: Bool { isOfNoWeight && activity == 0 }
    /// Whether weights cost nothing.
    public var isOfNoWeight: Bool { l1 == 0 && l2 == 0 }
}
