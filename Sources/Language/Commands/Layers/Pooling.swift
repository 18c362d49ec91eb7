// `layer maxpool 2x2 stride=2 padding=1 dilation=1 ceil=on`, `layer avgpool 2x2`, `layer globalavgpool`.
import NeuralEngine

extension LayerSyntax {
    static let maxPooling = pooling(
        "maxpool", aliases: ["maxpool2d", "maxpool1d", "maxpooling2d", "maxpooling1d"], "the greatest value of each window of each channel"
    ) { _ throws(CommandError) in { .maxPooling($0) } }
    static let averagePooling = pooling(
        "avgpool", aliases: ["avgpool2d", "avgpool1d", "averagepool", "averagepooling2d", "averagepooling1d"],
        "the mean of each window of each channel", options: ["padding-counts"]
    ) { arguments throws(CommandError) in
        let counts = try arguments.option("padding-counts")?.isOn("padding-counts") ?? false
        return { .averagePooling($0, countsPadding: counts) }
    }

    static let globalMaxPooling = globalPooling(
        "globalmaxpool", ofPyTorch: "adaptivemaxpool", aliases: ["globalmaxpooling"], "the greatest value of each channel"
    ) { .maxPooling($0) }
    static let globalAveragePooling = globalPooling(
        "globalavgpool", ofPyTorch: "adaptiveavgpool", aliases: ["globalaveragepool", "globalaveragepooling"], "the mean of each channel"
    ) { .averagePooling($0, countsPadding: false) }

    private static func pooling(
        _ name: String, aliases: [String], _ summary: String, options: [String] = [],
        _ kind: @escaping @Sendable (Arguments) throws(CommandError) -> @Sendable (Window) -> LayerKind
    ) -> LayerSyntax {
        LayerSyntax(
            name, aliases: aliases, summary, example: "\(name) 2x2", options: ["stride", "padding", "dilation", "ceil"] + options
        ) { reader, shape throws(CommandError) in
            try reader.arguments.expectAtMost(2, synopsis: "layer \(name) \(shape.isSequence ? "2" : "2x2") stride=2")
            let words = reader.arguments.words
            let size = words.count > 1 ? words[1] : Word(shape.isSequence ? "2" : "2x2", column: words[0].column)
            let window = try reader.window(
                size, over: shape, usualStride: try reader.pair(size, "the window", from: 1, over: shape))
            if window.fit == .causal {
                throw CommandError(
                    "causal is for convolutions", column: reader.arguments.option("padding")?.column, hint: "padding=same, or zeros")
            }
            let kind = try kind(reader.arguments)
            return reader.fitted(size, shape) { () throws(ShapeError) in try .pooling(kind, inputs: shape, window: window) }
        }
    }

    /// A window as large as the image. PyTorch's name has the size of the result behind it, which is 1 here.
    private static func globalPooling(
        _ name: String, ofPyTorch adaptive: String, aliases: [String], _ summary: String,
        _ kind: @escaping @Sendable (Window) -> LayerKind
    ) -> LayerSyntax {
        let names = [name, adaptive] + aliases
        return LayerSyntax(
            name, aliases: Array(names.dropFirst()) + names.flatMap { ["\($0)1d", "\($0)2d"] }, summary, example: name
        ) { reader, shape throws(CommandError) in
            let words = reader.arguments.words
            try reader.arguments.expectAtMost(2, synopsis: "layer \(name)")
            if words.count > 1, !["1", "1x1"].contains(words[1].text) {
                throw CommandError(
                    "each channel becomes one number, not \(words[1].text)", column: words[1].column, hint: "write: layer \(name)")
            }
            return reader.fitted(words[0], shape) { () throws(ShapeError) in try .pooling(kind, inputs: shape, window: .whole) }
        }
    }
}
