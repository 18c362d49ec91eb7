// `layer maxpool 2x2 stride=2`, `layer avgpool 2x2`.
import NeuralEngine

extension LayerSyntax {
    static let maxPooling = pooling(
        "maxpool", aliases: ["maxpool2d", "maxpooling2d"], "the greatest value of each window of each channel", LayerKind.maxPooling)
    static let averagePooling = pooling(
        "avgpool", aliases: ["avgpool2d", "averagepooling2d"], "the mean of each window of each channel", LayerKind.averagePooling)

    private static func pooling(
        _ name: String, aliases: [String], _ summary: String, _ kind: @escaping @Sendable (Window) -> LayerKind
    ) -> LayerSyntax {
        LayerSyntax(name, aliases: aliases, summary, example: "\(name) 2x2", options: ["stride"]) { reader, shape throws(CommandError) in
            try reader.arguments.expectAtMost(2, synopsis: "layer \(name) 2x2 stride=2")
            let words = reader.arguments.words, size = words.count > 1 ? words[1] : Word("2x2", column: words[0].column)
            let window = try reader.window(size, usualStride: try reader.pair(size, "the window", from: 1))
            return reader.fitted(size, shape) { () throws(ShapeError) in try .pooling(kind, inputs: shape, window: window) }
        }
    }
}
