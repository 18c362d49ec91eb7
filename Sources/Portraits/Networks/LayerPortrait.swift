// What a layer is like: all that is told and drawn of it and depends on its kind. A new kind does not compile before it is told here.
import NeuralEngine
import Workspaces

/// How a layer is told.
package struct LayerPortrait {
    private let layer: Layer

    package init(_ layer: Layer) { self.layer = layer }

    // MARK: Titles

    /// What makes it again, without its activation: `conv 8 3x3 padding=1`.
    package var kindTitle: String {
        switch layer.kind {
        case .dense: "dense \(layer.units)"
        case .convolution(let window):
            "conv \(layer.shape.channels) \(window.size)" + (window.stride == "1" ? "" : " stride=\(window.stride)")
                + (window.padding == "0" ? "" : " padding=\(window.padding)")
        case .maxPooling(let window): "maxpool \(window.poolingTitle)"
        case .averagePooling(let window): "avgpool \(window.poolingTitle)"
        case .flatten: "flatten"
        case .dropout(let rate): "dropout \(rate)"
        case .batchNormalisation(let epsilon, let momentum):
            "batchnorm" + (epsilon == 1e-5 ? "" : " eps=\(epsilon)") + (momentum == 0.1 ? "" : " momentum=\(momentum)")
        }
    }

    /// What stands above its column of a diagram: `sigmoid`, `conv 3x3 relu`, `maxpool 2x2`.
    var columnTitle: String {
        switch layer.kind {
        case .dense: layer.activation.name
        case .convolution(let window): "conv \(window.size) \(layer.activation.name)"
        case .maxPooling(let window): "maxpool \(window.size)"
        case .averagePooling(let window): "avgpool \(window.size)"
        case .flatten: "flatten"
        case .dropout: "dropout"
        case .batchNormalisation: "norm"
        }
    }

    // MARK: Sizes

    /// How the number of parameters comes about: `(3*3*3 + 1)*2 = 56`.
    var parameterFormula: String {
        let one: String
        switch layer.kind {
        case .convolution(let window): one = "\(window.height)*\(window.width)*\(layer.inputShape.channels)"
        case .dense: one = "\(layer.inputs)"
        case .batchNormalisation:
            return layer.biasMode == .each ? "2*\(layer.weightRows) = \(layer.parameterCount)" : "\(layer.parameterCount)"
        case .maxPooling, .averagePooling, .flatten, .dropout: return "0"
        }
        switch layer.biasMode {
        case .each: return "(\(one) + 1)*\(layer.weightRows) = \(layer.parameterCount)"
        case .shared: return "\(one)*\(layer.weightRows) + 1 = \(layer.parameterCount)"
        case .none: return "\(one)*\(layer.weightRows) = \(layer.parameterCount)"
        }
    }

    /// What is worth knowing about a new layer: how its size and its parameters come about.
    package var notes: [String] {
        switch layer.kind {
        case .convolution(let window): [places(of: window), "parameters: \(parameterFormula)"]
        case .maxPooling(let window), .averagePooling(let window): [places(of: window)]
        case .dense:
            layer.inputShape.isFlat
                ? [] : ["the image of \(layer.inputShape) is read as a list of \(layer.inputs) numbers, channel by channel, row by row"]
        case .flatten, .dropout, .batchNormalisation: []
        }
    }

    /// (5 - 3 + 2*0)/2 + 1 = 2, and what is left over at the edge.
    private func places(of window: Window) -> String {
        func formula(_ size: Int, _ length: Int, _ padding: Int, _ stride: Int, _ places: Int) -> String {
            let rest = (size - length + 2 * padding) % stride
            return "(\(size) - \(length) + 2*\(padding))/\(stride) + 1 = \(places)"
                + (rest == 0 ? "" : " rounded down, so \(rest) at the far edge \(rest == 1 ? "is" : "are") not seen")
        }
        let rows = formula(layer.inputShape.height, window.height, window.rowPadding, window.rowStride, layer.shape.height)
        let columns = formula(layer.inputShape.width, window.width, window.columnPadding, window.columnStride, layer.shape.width)
        return rows == columns ? "height and width: \(rows)" : "height: \(rows); width: \(columns)"
    }

    // MARK: Sentences

    /// What a net input is made of.
    var netInput: String {
        switch layer.kind {
        case .convolution: "what the window sees, cell by cell times the filter, plus the bias"
        case .batchNormalisation: "what comes in, with mean 0 and deviation 1 over the batch, then times gamma plus beta"
        case .dense, .maxPooling, .averagePooling, .flatten, .dropout: "what comes in, weighted, plus the bias"
        }
    }

    /// What an output is.
    var output: String {
        switch layer.kind {
        case .maxPooling: "the greatest value of its window"
        case .averagePooling: "the mean of its window"
        case .dropout(let rate):
            "0 with probability \(rate) in training, else what comes in over 1 - \(rate); outside training what comes in"
        case .dense, .convolution, .flatten, .batchNormalisation: "\(layer.activation.name)(x) = \(layer.activation.formula)"
        }
    }

    /// What the weight in a row and a column is.
    func weight(_ row: Int, _ column: Int, ofLayer number: Int, _ names: Names) -> String {
        switch layer.kind {
        case .convolution(let window):
            let place = "row \(column % window.count / window.width + 1), column \(column % window.width + 1)"
            let channel = layer.inputShape.channels > 1 ? "channel \(column / window.count + 1), " : ""
            return "the weight of filter \(row + 1) of layer \(number) at \(channel)\(place)"
        case .batchNormalisation: return "gamma of channel \(row + 1) of layer \(number): the deviation that it gives"
        case .dense, .maxPooling, .averagePooling, .flatten, .dropout:
            let source = names.network.computingLayer(atOrBefore: number - 1)
            return "the weight from \(names.node(layer: source, unit: column)) to \(names.node(layer: number, unit: row))"
        }
    }

    /// What the bias at a place is.
    func bias(_ index: Int, ofLayer number: Int, _ names: Names) -> String {
        if layer.biasMode == .shared { return "the bias of layer \(number)" }
        return switch layer.kind {
        case .convolution: "the bias of filter \(index + 1) of layer \(number)"
        case .batchNormalisation: "beta of channel \(index + 1) of layer \(number): the mean that it gives"
        case .dense, .maxPooling, .averagePooling, .flatten, .dropout: "the bias of \(names.node(layer: number, unit: index))"
        }
    }

    // MARK: Diagrams

    /// How many weights each node of the layer before has to a node of this one; nil where numbers go straight on, node to node.
    func weightsPerEdge(fromImage: Bool, pixels: Int) -> Int? {
        switch layer.kind {
        case .convolution(let window): window.count
        case .dense: fromImage ? pixels : 1
        case .maxPooling, .averagePooling, .flatten, .dropout, .batchNormalisation: nil
        }
    }
}

extension Layer {
    /// What makes it again: `conv 8 3x3 padding=1 relu`.
    public var title: String {
        let kind = LayerPortrait(self).kindTitle
        return activation == .identity ? kind : "\(kind) \(activation.name)"
    }
}

extension Window {
    fileprivate var size: String { "\(height)x\(width)" }

    /// One number, or rows x columns where they differ.
    fileprivate var stride: String { rowStride == columnStride ? "\(rowStride)" : "\(rowStride)x\(columnStride)" }
    fileprivate var padding: String { rowPadding == columnPadding ? "\(rowPadding)" : "\(rowPadding)x\(columnPadding)" }

    /// A pooling window moves by its own size unless it is told otherwise.
    fileprivate var poolingTitle: String { size + (rowStride == height && columnStride == width ? "" : " stride=\(stride)") }
}
