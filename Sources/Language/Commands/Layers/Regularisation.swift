// `layer dropout 0.2`, `layer batchnorm relu`.
import NeuralEngine

extension LayerSyntax {
    static let dropout = LayerSyntax(
        "dropout", "in training each number is 0 with this probability", example: "dropout 0.2"
    ) { reader, shape throws(CommandError) in
        let word = try reader.arguments.word(1, "the probability", hint: "for example: layer dropout 0.2")
        try reader.arguments.expectAtMost(2, synopsis: "layer dropout 0.2")
        let rate = try Arguments.number(word, "the probability")
        guard (0..<1).contains(rate) else {
            throw CommandError(
                "a probability of dropping is from 0 to below 1, not \(word.text)", column: word.column,
                hint: "for example: layer dropout 0.2")
        }
        return { .dropout(inputs: shape, rate: rate) }
    }

    static let noise = LayerSyntax(
        "noise", aliases: ["gaussiannoise"], "in training a normal random number of this deviation is added to each", example: "noise 0.3"
    ) { reader, shape throws(CommandError) in
        let word = try reader.arguments.word(1, "the deviation", hint: "for example: layer noise 0.3")
        try reader.arguments.expectAtMost(2, synopsis: "layer noise 0.3")
        let deviation = try Arguments.number(word, "the deviation")
        guard (0...1e6).contains(deviation) else {
            throw CommandError(
                "a deviation is from 0 to 1000000, not \(word.text)", column: word.column, hint: "for example: layer noise 0.3")
        }
        return { .noise(inputs: shape, deviation: deviation) }
    }

    static let batchNormalisation = LayerSyntax(
        "batchnorm", aliases: ["batchnorm1d", "batchnorm2d", "batchnormalization"],
        "each channel with mean 0 and deviation 1 over the batch",
        example: "batchnorm", options: ["eps", "momentum"], activationPlace: 1
    ) { reader, shape throws(CommandError) in
        let arguments = reader.arguments
        try arguments.expectAtMost(2, synopsis: "layer batchnorm relu")
        let activation = try reader.activation(1)
        guard activation.ofLayer == nil else {
            throw CommandError(.softmaxBehindNormalisation(activation), at: arguments.words[1].column)
        }
        let epsilon = try arguments.number(option: "eps") ?? 1e-5, momentum = try arguments.number(option: "momentum") ?? 0.1
        guard epsilon > 0 else { throw CommandError("eps is above 0", column: arguments.option("eps")?.column, hint: "usually 1e-5") }
        guard (0...1).contains(momentum) else {
            throw CommandError("momentum is from 0 to 1", column: arguments.option("momentum")?.column, hint: "usually 0.1")
        }
        return { .batchNormalisation(inputs: shape, epsilon: epsilon, momentum: momentum, activation: activation) }
    }
}
