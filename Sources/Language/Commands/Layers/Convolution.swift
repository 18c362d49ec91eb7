// `layer conv 8 3x3 stride=1 padding=1 relu`.
import NeuralEngine

extension LayerSyntax {
    static let convolution = LayerSyntax(
        "conv", aliases: ["conv2d", "convolution"], "filters that slide over an image; each gives a channel",
        example: "conv 2 3x3 padding=1",
        options: ["stride", "padding"], activationPlace: 3
    ) { reader, shape throws(CommandError) in
        let example = "for example: layer conv 8 3x3 relu"
        let filters = try reader.count("filters", most: 100_000, hint: example)
        let size = try reader.arguments.word(2, "the size of the filters", hint: example)
        try reader.arguments.expectAtMost(4, synopsis: "layer conv 8 3x3 stride=1 padding=1 relu")
        let window = try reader.window(size, usualStride: (1, 1)), activation = try reader.activation(3)
        return reader.fitted(size, shape) { () throws(ShapeError) in
            try .convolution(inputs: shape, filters: filters, window: window, activation: activation)
        }
    }
}
