// What a network and its layers are like, for those who read and write them.

extension Network {
    /// Whether it is a stack of dense layers over a plain list, which its sizes describe.
    public var isPlain: Bool { inputShape.isFlat && layers.allSatisfy { $0.kind == .dense } }
}

extension Layer {
    /// How the weights are written, from the outside in: dense by unit and input, a convolution by filter, channel, row and column, batch
    /// normalisation by channel.
    public var weightDimensions: [Int] {
        switch kind {
        case .convolution(let window): [weightRows, inputShape.channels, window.height, window.width]
        case .batchNormalisation: [weightRows]
        case .dense, .maxPooling, .averagePooling, .flatten, .dropout: [weightRows, weightColumns]
        }
    }
}
