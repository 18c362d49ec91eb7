// The quantities of a network: everything that has one number and a name.

/// One number of a network or of its present pass. Layers are numbered from 1, 0 is the input; units, inputs and outputs from 0.
public enum Quantity: Hashable, Sendable {
    /// z of a unit, and a = f(z). `output` of layer 0 is an input. `netInput` and `delta` of a recurrent layer count the rows of its weights, at
    /// each step.
    case netInput(layer: Int, unit: Int)
    case output(layer: Int, unit: Int)
    case target(unit: Int)
    /// A number of a recurrent layer at a step that no other layer has.
    case ofStep(StepPart, layer: Int, place: Int)
    /// What one output adds to the loss of the sample, the loss of the sample, and the mean over the batch with the penalty.
    case share(unit: Int)
    case sampleLoss
    /// 1/2 |features - center|^2 of the sample.
    case centerLoss
    case batchLoss
    /// dLoss/da and dLoss/dz of a unit; `error` of layer 0 is dLoss/dx.
    case error(layer: Int, unit: Int)
    case delta(layer: Int, unit: Int)
    /// The weight in a row (a unit's, a filter's, a channel's) and column of a layer's weights, and the bias at a place of its biases
    /// (0 if shared).
    case weight(layer: Int, unit: Int, input: Int)
    case bias(layer: Int, index: Int)
    case weightGradient(layer: Int, unit: Int, input: Int)
    case biasGradient(layer: Int, index: Int)
    /// What batch normalisation knows of a channel: over the batch, and its running mean or variance.
    case statistic(ChannelStatistic, layer: Int, channel: Int)
    case runningStatistic(ChannelStatistic, layer: Int, channel: Int)
    /// A feature of the center of a class, both from 0.
    case center(label: Int, unit: Int)
    /// The length of all gradients as one vector.
    case gradientNorm
    case learningRate
}

/// The four parts of a pass.
public enum Phase: String, Sendable {
    case forward, loss, backward, update
}
