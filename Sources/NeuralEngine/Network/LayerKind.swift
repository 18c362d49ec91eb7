// The kinds of layers, and what of a layer's shape depends on its kind: with the operations and formulas in Layers all that makes a kind.
// No switch over the kinds has a default: what a new one lacks does not compile.

/// What kind of computation a layer makes. With x what comes in:
public enum LayerKind: Sendable, Hashable {
    /// z = W x + b, a = f(z): every unit is joined to every number that comes in, of a sequence at every step.
    case dense
    /// z = filter * x + b at every place of a window, a = f(z): each filter gives a channel. Filters and channels are cut into `groups`
    /// blocks, in order: each block of filters reads its block of channels.
    case convolution(Window, groups: Int)
    /// The greatest, or the mean, of each window of each channel. Of cells outside the image none is the greatest; a mean is taken over the
    /// cells on the image, or over those on the zeros around it too.
    case maxPooling(Window)
    case averagePooling(Window, countsPadding: Bool)
    /// The same numbers as a plain list, channel by channel, row by row.
    case flatten
    /// In training each number is 0 with probability `rate`, else divided by 1 - rate; otherwise it is as it came.
    case dropout(rate: Double)
    /// In training a = x + n, n drawn from the normal distribution with mean 0 and this deviation; otherwise it is as it came.
    case noise(deviation: Double)
    /// z = gamma (x - mean)/sqrt(variance + epsilon) + beta, a = f(z), with mean and variance of the channel over the batch; outside
    /// training the running ones, which move towards the batch's by `momentum`.
    case batchNormalisation(epsilon: Double, momentum: Double)
    /// a = x + y: what comes in plus what another layer before it gives, y (0: the input). A residual connection.
    case addition(of: Int)
    /// Along a sequence, each step with what the step before has given. Where only the last step goes on, the layer gives a plain list.
    case recurrent(RecurrentCell, isLast: Bool)
}

// MARK: - Shapes

extension Layer {
    /// The weights as a matrix. Dense: a row a unit, a column an input. Convolution: a row a filter, its columns channel by channel,
    /// row by row. Batch normalisation: gamma, a row a channel. Recurrent: gate by gate a row a unit; columns for what comes in (W), then for
    /// what the units have given at the step before (U).
    public var weightRows: Int {
        switch kind {
        case .dense, .convolution, .batchNormalisation: shape.channels
        case .recurrent(let cell, _): cell.gates.count * shape.channels
        case .maxPooling, .averagePooling, .flatten, .dropout, .noise, .addition: 0
        }
    }

    public var weightColumns: Int {
        switch kind {
        case .dense: inputShape.isSequence ? inputShape.channels : inputs
        case .convolution(let window, let groups): inputShape.channels / groups * window.count
        case .batchNormalisation: 1
        case .recurrent: inputShape.channels + shape.channels
        case .maxPooling, .averagePooling, .flatten, .dropout, .noise, .addition: 0
        }
    }

    /// How the weights are written, from the outside in: dense by unit and input, a convolution by filter, channel of its group, row and
    /// column (over a sequence: step), batch normalisation by channel.
    public var weightDimensions: [Int] {
        switch kind {
        case .convolution(let window, let groups):
            [weightRows, inputShape.channels / groups] + (inputShape.isSequence ? [window.height] : [window.height, window.width])
        case .batchNormalisation: [weightRows]
        case .dense, .maxPooling, .averagePooling, .flatten, .dropout, .noise, .addition, .recurrent: [weightRows, weightColumns]
        }
    }

    /// Numbers that a unit is made of, and units that a number goes into; of a convolution at one place of the window, of a gate alone.
    public var fans: (fanIn: Double, fanOut: Double) {
        switch kind {
        case .convolution(let window, let groups): (Double(weightColumns), Double(shape.channels / groups * window.count))
        case .dense: (Double(weightColumns), Double(weightRows))
        case .recurrent: (Double(weightColumns), Double(shape.channels))
        case .maxPooling, .averagePooling, .flatten, .dropout, .noise, .batchNormalisation, .addition: (Double(inputs), Double(units))
        }
    }

    /// Channels with a mean and a variance; 0 but for batch normalisation.
    public var statisticCount: Int {
        switch kind {
        case .batchNormalisation: shape.channels
        case .dense, .convolution, .maxPooling, .averagePooling, .flatten, .dropout, .noise, .addition, .recurrent: 0
        }
    }

    /// Numbers that one worker lays out anew for a sample: of a convolution its patches, or the deltas around each pixel that came in and
    /// the weights by channel. The largest number if they are too many to be counted.
    var scratchCount: Int {
        switch kind {
        case .convolution(let window, let groups):
            max(
                Int.saturatedProduct(weightColumns, shape.pixels),
                Int.saturatedProduct(shape.channels / groups, window.count, inputShape.pixels + inputShape.channels))
        case .dense, .maxPooling, .averagePooling, .flatten, .dropout, .noise, .batchNormalisation, .addition, .recurrent: 0
        }
    }

    /// A layer of the same kind over another shape, with biases as they usually are.
    func remade(over inputs: Shape) throws(ShapeError) -> Layer {
        switch kind {
        case .dense: .dense(inputs: inputs, units: shape.channels, activation: activation, biasMode: biasMode)
        case .convolution(let window, let groups):
            try .convolution(
                inputs: inputs, filters: shape.channels, window: window, groups: groups, activation: activation, biasMode: biasMode)
        case .maxPooling(let window): try .pooling(LayerKind.maxPooling, inputs: inputs, window: window)
        case .averagePooling(let window, let counts):
            try .pooling({ .averagePooling($0, countsPadding: counts) }, inputs: inputs, window: window)
        case .flatten: .flatten(inputs: inputs)
        case .dropout(let rate): .dropout(inputs: inputs, rate: rate)
        case .noise(let deviation): .noise(inputs: inputs, deviation: deviation)
        case .batchNormalisation(let epsilon, let momentum):
            .batchNormalisation(inputs: inputs, epsilon: epsilon, momentum: momentum, activation: activation)
        case .addition(let other): .addition(inputs: inputs, of: other)
        case .recurrent(let cell, let isLast):
            try .recurrent(
                cell, inputs: inputs, units: shape.channels, activation: activation, isLast: isLast, biasMode: biasMode)
        }
    }
}

// MARK: - Traits

extension Layer {
    /// Whether it computes anything; a flatten layer only reads the numbers before it in another shape.
    public var computes: Bool { kind != .flatten }
}

extension LayerKind {
    /// Whether it keeps a number a unit for the way back: the winner of a window, the factor of dropout, x normalised.
    var remembers: Bool {
        switch self {
        case .maxPooling, .dropout, .noise, .batchNormalisation: true
        case .dense, .convolution, .averagePooling, .flatten, .addition, .recurrent: false
        }
    }

    /// Whether what it remembers is the place of the number that has won a window.
    public var hasWinners: Bool {
        switch self {
        case .maxPooling: true
        case .dense, .convolution, .averagePooling, .flatten, .dropout, .noise, .batchNormalisation, .addition, .recurrent: false
        }
    }

    /// Whether what it remembers is drawn anew for each batch of a training.
    var isDrawn: Bool {
        switch self {
        case .dropout, .noise: true
        case .dense, .convolution, .maxPooling, .averagePooling, .flatten, .batchNormalisation, .addition, .recurrent: false
        }
    }

    /// Whether it computes something else outside training.
    var differsOutsideTraining: Bool {
        switch self {
        case .dropout, .noise, .batchNormalisation: true
        case .dense, .convolution, .maxPooling, .averagePooling, .flatten, .addition, .recurrent: false
        }
    }

    /// The layer that it reads besides the one before it, as it is numbered; nil where it reads that one alone.
    public var other: Int? {
        switch self {
        case .addition(let other): other
        case .dense, .convolution, .maxPooling, .averagePooling, .flatten, .dropout, .noise, .batchNormalisation, .recurrent: nil
        }
    }

    /// Whether the penalty of weights counts its weights: those that numbers are multiplied by and added up. The scale of a channel that was
    /// normalised is none of them: drawn to 0 it would silence the channel, whatever the weights before it are.
    public var hasChargedWeights: Bool {
        switch self {
        case .dense, .convolution, .recurrent: true
        case .maxPooling, .averagePooling, .flatten, .dropout, .noise, .batchNormalisation, .addition: false
        }
    }

    /// The window that it moves over an image.
    public var window: Window? {
        switch self {
        case .convolution(let window, _), .maxPooling(let window), .averagePooling(let window, _): window
        case .dense, .flatten, .dropout, .noise, .batchNormalisation, .addition, .recurrent: nil
        }
    }
}
