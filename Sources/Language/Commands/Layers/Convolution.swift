// `layer conv 8 3x3 stride=1 padding=1 dilation=1 groups=1 relu`; along a sequence `layer conv 8 3 padding=causal relu`.
import NeuralEngine

extension LayerSyntax {
    static let convolution = LayerSyntax(
        "conv", aliases: ["conv2d", "conv1d", "convolution", "convolution1d", "convolution2d"],
        "filters that slide over an image or along a sequence; each gives a channel",
        example: "conv 2 3x3 padding=1",
        options: ["stride", "padding", "dilation", "groups"], activationPlace: 3
    ) { reader, shape throws(CommandError) in
        let example = "for example: layer conv 8 \(shape.isSequence ? "3" : "3x3") relu"
        let filters = try reader.count("filters", most: 100_000, hint: example)
        let size = try reader.arguments.word(2, "the size of the filters", hint: example)
        try reader.arguments.expectAtMost(
            4, synopsis: "layer conv 8 \(shape.isSequence ? "3" : "3x3") stride=1 padding=1 relu")
        let window = try reader.window(size, over: shape, usualStride: (1, 1)), activation = try reader.activation(3)
        let groups = try reader.arguments.integer(option: "groups", in: 1...100_000) ?? 1
        return reader.fitted(size, shape) { () throws(ShapeError) in
            try .convolution(inputs: shape, filters: filters, window: window, groups: groups, activation: activation)
        }
    }
}
