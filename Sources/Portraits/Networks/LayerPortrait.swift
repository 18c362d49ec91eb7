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
        case .dense: "dense \(layer.weightRows)"
        case .convolution(let window, let groups):
            "conv \(layer.shape.channels) \(words(of: window, usualStride: (1, 1)))" + (groups == 1 ? "" : " groups=\(groups)")
        case .maxPooling(let window): poolingTitle("max", window)
        case .averagePooling(let window, let counts): poolingTitle("avg", window) + (counts ? " padding-counts=on" : "")
        case .flatten: "flatten"
        case .dropout(let rate): "dropout \(rate)"
        case .noise(let deviation): "noise \(deviation)"
        case .addition(let other): "add \(other)"
        case .recurrent(let cell, let isLast): "\(cell.word) \(layer.shape.channels)\(isLast ? " last" : "")"
        case .batchNormalisation(let epsilon, let momentum):
            "batchnorm" + (epsilon == 1e-5 ? "" : " eps=\(epsilon)") + (momentum == 0.1 ? "" : " momentum=\(momentum)")
        }
    }

    private func poolingTitle(_ what: String, _ window: Window) -> String {
        window.fit == .whole
            ? "global\(what)pool" : "\(what)pool \(words(of: window, usualStride: (window.height, window.width)))"
    }

    /// A window as it is typed, without what it is unless it is told otherwise: `3x3 stride=2 padding=same dilation=2 ceil=on`.
    private func words(of window: Window, usualStride: (Int, Int)) -> String {
        let isSequence = layer.inputShape.isSequence, rows = window.rows, columns = window.columns
        /// One number, or rows x columns where they differ.
        func pair(_ name: String, _ row: Int, _ column: Int, usual: (Int, Int)) -> String {
            if row == usual.0 && (isSequence || column == usual.1) { return "" }
            return " \(name)=" + (isSequence || row == column ? "\(row)" : "\(row)x\(column)")
        }
        let padding =
            switch window.fit {
            case .same: "same"
            case .causal: "causal"
            case .given, .whole:
                if isSequence {
                    rows.before == rows.after ? "\(rows.before)" : "\(rows.before)x\(rows.after)"
                } else if rows.before != rows.after || columns.before != columns.after {
                    "\(rows.before)x\(columns.before)x\(rows.after)x\(columns.after)"
                } else {
                    rows.before == columns.before ? "\(rows.before)" : "\(rows.before)x\(columns.before)"
                }
            }
        return size(of: window) + pair("stride", rows.stride, columns.stride, usual: usualStride)
            + (padding == "0" ? "" : " padding=\(padding)") + pair("dilation", rows.dilation, columns.dilation, usual: (1, 1))
            + (rows.roundsUp ? " ceil=on" : "")
    }

    private func size(of window: Window) -> String {
        layer.inputShape.isSequence ? "\(window.height)" : "\(window.height)x\(window.width)"
    }

    /// What stands above its column of a diagram: `sigmoid`, `conv 3x3 relu`, `maxpool 2x2`.
    var columnTitle: String {
        switch layer.kind {
        case .dense: layer.activation.name
        case .convolution(let window, _): "conv \(size(of: window)) \(layer.activation.name)"
        case .maxPooling(let window): window.fit == .whole ? "globalmaxpool" : "maxpool \(size(of: window))"
        case .averagePooling(let window, _): window.fit == .whole ? "globalavgpool" : "avgpool \(size(of: window))"
        case .flatten: "flatten"
        case .dropout: "dropout"
        case .noise: "noise"
        case .addition(let other): "+ \(added(other))"
        case .recurrent(let cell, _): cell == .plain ? "recurrent \(layer.activation.name)" : cell.word
        case .batchNormalisation: "norm"
        }
    }

    /// The layer that an addition adds.
    private func added(_ number: Int) -> String { number == 0 ? "the input" : "layer \(number)" }

    // MARK: Sizes

    /// How the number of parameters comes about: `(3*3*3 + 1)*2 = 56`.
    var parameterFormula: String {
        let one: String
        switch layer.kind {
        case .convolution(let window, let groups):
            let cells = layer.inputShape.isSequence ? "\(window.height)" : "\(window.height)*\(window.width)"
            one = "\(cells)*\(layer.inputShape.channels / groups)"
        case .dense: one = "\(layer.weightColumns)"
        case .recurrent(let cell, _):
            let inputs = layer.inputShape.channels, units = layer.shape.channels, gates = cell.gates.count
            let biases = layer.biasMode == .each ? cell.hasInnerBiases ? " + 2" : " + 1" : ""
            let shared = layer.biasMode == .shared ? " + \(layer.biasCount)" : ""
            return "(\(inputs) + \(units)\(biases))*\(gates == 1 ? "" : "\(gates)*")\(units)\(shared) = \(layer.parameterCount)"
        case .batchNormalisation:
            return layer.biasMode == .each ? "2*\(layer.weightRows) = \(layer.parameterCount)" : "\(layer.parameterCount)"
        case .maxPooling, .averagePooling, .flatten, .dropout, .noise, .addition: return "0"
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
        case .convolution(let window, let groups): windowNotes(window) + groupNotes(groups) + ["parameters: \(parameterFormula)"]
        case .maxPooling(let window), .averagePooling(let window, _): windowNotes(window)
        case .dense where layer.inputShape.isSequence:
            ["the same weights at each of the \(layer.inputShape.height) steps; parameters: \(parameterFormula)"]
        case .dense:
            layer.inputShape.isFlat
                ? [] : ["the image of \(layer.inputShape) is read as a list of \(layer.inputs) numbers, channel by channel, row by row"]
        case .addition(let other): ["what comes in plus what \(added(other)) gives, number by number: a residual connection"]
        case .recurrent(let cell, let isLast):
            [
                "the same weights at each of the \(layer.inputShape.height) steps: W for what comes in, U for what the step before has given"
                    + (isLast ? "; only the last step goes on" : "")
            ] + (cell == .plain ? [] : ["rows of W and U, \(layer.shape.channels) of each: \(cell.gates.joined(separator: " "))"])
                + ["parameters: \(parameterFormula)"]
        case .flatten, .dropout, .noise, .batchNormalisation: []
        }
    }

    /// What is padded where that follows from the size, and how many places there are.
    private func windowNotes(_ window: Window) -> [String] {
        let shape = layer.inputShape, rows = window.rows, columns = window.columns
        let padding = shape.isSequence ? "\(rows.before) before, \(rows.after) behind" : window.borderText
        switch window.fit {
        case .given: return [places(of: window)]
        case .same: return ["padding same: \(padding)", places(of: window)]
        case .causal: return ["padding causal: \(padding), so that a place sees no later step", places(of: window)]
        case .whole where shape.pixels == 1: return ["each of the \(shape.channels) channels has one place: its number stays as it is"]
        case .whole:
            let size = shape.isSequence ? "\(shape.height) steps" : "\(shape.height)x\(shape.width)"
            return ["the \(size) of each of the \(shape.channels) channels become one number"]
        }
        func places(of window: Window) -> String {
            if shape.isSequence { return "steps: \(rows.placesText(over: shape.height))" }
            let inHeight = rows.placesText(over: shape.height), inWidth = columns.placesText(over: shape.width)
            return inHeight == inWidth ? "height and width: \(inHeight)" : "height: \(inHeight); width: \(inWidth)"
        }
    }

    /// Who reads what where filters do not read all channels.
    private func groupNotes(_ groups: Int) -> [String] {
        guard groups > 1 else { return [] }
        let filters = layer.shape.channels / groups, channels = layer.inputShape.channels / groups
        func first(_ count: Int, _ what: String) -> String { count == 1 ? "\(what) 1" : "\(what)s 1 to \(count)" }
        let verb = filters == 1 ? "reads" : "read"
        return [
            "\(groups) groups of \(channels) channel\(channels == 1 ? "" : "s") and \(filters) filter\(filters == 1 ? "" : "s"): "
                + "\(first(filters, "filter")) \(verb) \(first(channels, "channel")), and so on"
        ]
    }

    // MARK: Sentences

    /// What a net input is made of.
    var netInput: String {
        switch layer.kind {
        case .convolution: "what the window sees, cell by cell times the filter, plus the bias"
        case .batchNormalisation: "what comes in, with mean 0 and deviation 1 over the batch, then times gamma plus beta"
        case .recurrent: "what comes in at this step and what the step before has given, both weighted, plus the bias"
        case .dense, .maxPooling, .averagePooling, .flatten, .dropout, .noise, .addition: "what comes in, weighted, plus the bias"
        }
    }

    /// What an output is.
    var output: String {
        switch layer.kind {
        case .maxPooling(let window): "the greatest value of its \(window.fit == .whole ? "channel" : "window")"
        case .averagePooling(let window, _): "the mean of its \(window.fit == .whole ? "channel" : "window")"
        case .dropout(let rate):
            "0 with probability \(rate) in training, else what comes in over 1 - \(rate); outside training what comes in"
        case .noise(let deviation):
            "in training what comes in plus noise of deviation \(deviation); outside training what comes in"
        case .addition(let other): "what comes in plus what \(added(other)) gives"
        case .recurrent(.lstm, _): "the gate o lets out of the cell: o·tanh(c)"
        case .recurrent(.gru, _): "a mixture of what it gave before and the candidate n, by the gate z: (1 - z)·n + z·h"
        case .recurrent(.plain, _), .dense, .convolution, .flatten, .batchNormalisation:
            "\(layer.activation.name)(x) = \(layer.activation.formula)"
        }
    }

    /// What the weight in a row and a column is.
    func weight(_ row: Int, _ column: Int, ofLayer number: Int, _ names: Names) -> String {
        switch layer.kind {
        case .convolution(let window, _):
            let place = layer.inputShape.placeName(row: column % window.count / window.width, column: column % window.width)
            let read = layer.channels(ofFilter: row).lowerBound + column / window.count + 1
            let channel = layer.inputShape.channels > 1 ? "channel \(read), " : ""
            return "the weight of filter \(row + 1) of layer \(number) at \(channel)\(place)"
        case .batchNormalisation: return "gamma of channel \(row + 1) of layer \(number): the deviation that it gives"
        case .recurrent(let cell, _):
            let inputs = layer.inputShape.channels, units = layer.shape.channels
            let source = column < inputs ? "number \(column + 1) of the step" : "unit \(column - inputs + 1) at the step before"
            let gate = cell == .plain ? "" : "gate \(cell.gates[row / units]) of "
            return "the weight from \(source) to \(gate)unit \(row % units + 1) of layer \(number), at every step"
        case .dense where layer.inputShape.isSequence:
            return "the weight from number \(column + 1) to number \(row + 1) of layer \(number), at every step"
        case .dense, .maxPooling, .averagePooling, .flatten, .dropout, .noise, .addition:
            let source = names.network.computingLayer(atOrBefore: number - 1)
            return "the weight from \(names.node(layer: source, unit: column)) to \(names.node(layer: number, unit: row))"
        }
    }

    /// What the bias at a place is.
    func bias(_ index: Int, ofLayer number: Int, _ names: Names) -> String {
        if layer.biasMode == .shared { return "the bias of layer \(number)" }
        return switch layer.kind {
        case .recurrent(let cell, _):
            "the bias of \(cell == .plain ? "" : "gate \(cell.gates[index / layer.shape.channels % cell.gates.count]) of ")unit "
                + "\(index % layer.shape.channels + 1) of layer \(number), at every step"
                + (index >= layer.weightRows ? ", with what the step before gives" : "")
        case .convolution: "the bias of filter \(index + 1) of layer \(number)"
        case .dense where layer.inputShape.isSequence: "the bias of number \(index + 1) of layer \(number), at every step"
        case .batchNormalisation: "beta of channel \(index + 1) of layer \(number): the mean that it gives"
        case .dense, .maxPooling, .averagePooling, .flatten, .dropout, .noise, .addition:
            "the bias of \(names.node(layer: number, unit: index))"
        }
    }

    // MARK: Diagrams

    /// How many weights each node of the layer before has to a node of this one; nil where numbers go straight on, node to node.
    func weightsPerEdge(fromImage: Bool, pixels: Int) -> Int? {
        switch layer.kind {
        case .convolution(let window, _): window.count
        case .dense where layer.inputShape.isSequence, .recurrent: 1
        case .dense: fromImage ? pixels : 1
        case .maxPooling, .averagePooling, .flatten, .dropout, .noise, .batchNormalisation, .addition: nil
        }
    }
}

extension RecurrentCell {
    /// As it is typed behind `layer`.
    package var word: String { self == .plain ? "recurrent" : rawValue }
}

extension Layer {
    /// What makes it again: `conv 8 3x3 padding=1 relu`.
    public var title: String {
        let kind = LayerPortrait(self).kindTitle
        if let cell = recurrence?.cell {
            return cell == .plain
                ? kind.replacing(" last", with: "") + " \(activation.name)" + (recurrence?.isLast == true ? " last" : "") : kind
        }
        return activation == .identity ? kind : "\(kind) \(activation.name)"
    }
}

extension Window {
    /// `1 above, 2 below, 0 left, 1 right`; `1 on each side`.
    fileprivate var borderText: String {
        let sides = [rows.before, rows.after, columns.before, columns.after]
        if Set(sides).count == 1 { return "\(sides[0]) on each side" }
        return zip(sides, ["above", "below", "left", "right"]).map { "\($0) \($1)" }.joined(separator: ", ")
    }
}

extension WindowSide {
    /// (5 - 3 + 2*0)/2 + 1 = 2, and what is left over at the edge, or what the last window lacks.
    fileprivate func placesText(over size: Int) -> String {
        let rest = (size - reach + before + after) % stride, places = places(over: size)
        let text = "\(placesNumbers(over: size)) = \(places)"
        if rest == 0 { return text }
        guard roundsUp else {
            return text + " rounded down, so \(rest) at the far edge \(rest == 1 ? "is" : "are") not seen"
        }
        let lacks = position(ofCell: length - 1, at: places - 1) - (size + after - 1)
        return text
            + (lacks > 0 ? " rounded up, so the last window reaches \(lacks) beyond the edge" : ", since none begins behind the numbers")
    }
}
