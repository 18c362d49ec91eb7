// `layer dense 10 softmax`, and `layer flatten`, which says openly what a dense layer does of itself.
import NeuralEngine
import Workspaces

extension LayerSyntax {
    static let dense = LayerSyntax(
        "dense", aliases: ["linear"],
        "units that are joined to every number before, of a sequence at every step; "
            + "an image is read channel by channel, row by row",
        example: "dense 3", activationPlace: 2
    ) { reader, shape throws(CommandError) in
        let units = try reader.count("units", most: 1_000_000, hint: "for example: layer dense 3 relu")
        try reader.arguments.expectAtMost(3, synopsis: "layer dense 3 relu")
        let activation = try reader.activation(2)
        return { () throws(CommandError) in
            let layer = Layer.dense(inputs: shape, units: units, activation: activation)
            do throws(WorkspaceError) { try Workspace.checkSoftmaxOverSteps(layer) } catch {
                throw CommandError(error, at: reader.arguments.words[2].column)
            }
            return layer
        }
    }

    static let flatten = LayerSyntax(
        "flatten", "an image as a plain list, channel by channel, row by row; a sequence step by step", example: "flatten"
    ) { reader, shape throws(CommandError) in
        try reader.arguments.expectAtMost(1, synopsis: "layer flatten")
        return { .flatten(inputs: shape) }
    }
}
