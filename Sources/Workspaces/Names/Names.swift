// The names of quantities, read and written.
import Formula
import NeuralEngine

/// How the quantities of one network are called: `h1.net`, `w5`, `h1->o1`, `W1[2,1]`, `grad(w5)`, `E.o1`.
///
/// In a network with one hidden layer its units are h1, h2 ...; otherwise the units of layer l are h\(l)[1], h\(l)[2] ...
/// Inputs are i1 ..., outputs o1 ...; in[1], h2[3] and out[1] are always understood. A number of an image has channel, row and column:
/// in[1,2,3], conv1[2,1,3], pool2[1,1,1]; of a sequence step and number: in[4,1], conv1[2,3]. A flatten layer has no numbers of its own: flat3[5] is the fifth of the image before it.
public struct Names: Sendable, Equatable {
    public let network: Network
    /// The number of weights before each layer.
    private let weightStarts: [Int]

    public init(network: Network) {
        self.network = network
        weightStarts = network.layers.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.weightCount) }
    }

    /// Whether hidden units are called h1, h2 ... without their layer.
    public var hasOneHiddenLayer: Bool { network.layers.count == 2 && network.layers.allSatisfy { $0.isOneProduct } }

    // MARK: Writing

    /// A unit: `i1`, `h1`, `h2[3]`, `o1`.
    public func node(layer: Int, unit: Int) -> String {
        if layer > 0, let recurrence = network[layer: layer].recurrence {
            return node(
                layer: layer, step: recurrence.isLast ? recurrence.steps - 1 : unit / recurrence.units, unit: unit % recurrence.units)
        }
        let shape = layer == 0 ? network.inputShape : network[layer: layer].shape
        if !shape.isFlat {
            let (channel, row, column) = shape.position(of: unit)
            if shape.isSequence { return "\(layerName(layer))[\(row + 1),\(channel + 1)]" }
            return "\(layerName(layer))[\(channel + 1),\(row + 1),\(column + 1)]"
        }
        if layer == 0 { return "i\(unit + 1)" }
        if layer == network.outputLayer { return "o\(unit + 1)" }
        if network[layer: layer].kind != .dense { return "\(layerName(layer))[\(unit + 1)]" }
        return hasOneHiddenLayer ? "h\(unit + 1)" : "h\(layer)[\(unit + 1)]"
    }

    /// The name of a quantity as it is typed.
    public func name(of quantity: Quantity) -> String {
        if let name = recurrentName(of: quantity) { return name }
        return switch quantity {
        case .netInput(let layer, let unit): node(layer: layer, unit: unit) + ".net"
        case .output(0, let unit): node(layer: 0, unit: unit)
        case .output(let layer, let unit): node(layer: layer, unit: unit) + ".out"
        case .target(let unit): node(layer: network.outputLayer, unit: unit) + ".target"
        case .share(let unit): "E." + node(layer: network.outputLayer, unit: unit)
        case .sampleLoss: "E"
        case .centerLoss: "E.center"
        case .batchLoss: "loss"
        case .error(let layer, let unit): node(layer: layer, unit: unit) + ".error"
        case .delta(let layer, let unit): node(layer: layer, unit: unit) + ".delta"
        case .weight(let layer, let unit, let input): weight(layer, unit, input)
        case .bias(let layer, let index): bias(layer, index)
        case .weightGradient(let layer, let unit, let input): "grad(\(weight(layer, unit, input)))"
        case .biasGradient(let layer, let index): "grad(\(bias(layer, index)))"
        case .statistic(let statistic, let layer, let channel): "\(layerName(layer)).\(statistic.memberName)[\(channel + 1)]"
        case .runningStatistic(let statistic, let layer, let channel):
            "\(layerName(layer)).running_\(statistic.memberName)[\(channel + 1)]"
        case .center(let label, let unit): "center[\(label + 1),\(unit + 1)]"
        case .gradientNorm: "gradient_norm"
        case .learningRate: "rate"
        case .ofStep: ""
        }
    }

    /// The name of a quantity inside a formula, as the course writes it: `net_h1`, `out_h1`, `target_o1`, `E_o1`, `b_h1`.
    public func symbol(of quantity: Quantity) -> String {
        if let symbol = recurrentSymbol(of: quantity) { return symbol }
        return switch quantity {
        case .netInput(let layer, let unit): "net_" + node(layer: layer, unit: unit)
        case .output(let layer, let unit) where layer > 0: "out_" + node(layer: layer, unit: unit)
        case .target(let unit): "target_" + node(layer: network.outputLayer, unit: unit)
        case .share(let unit): "E_" + node(layer: network.outputLayer, unit: unit)
        case .error(let layer, let unit): "error_" + node(layer: layer, unit: unit)
        case .delta(let layer, let unit): "delta_" + node(layer: layer, unit: unit)
        case .bias(let layer, let index) where network[layer: layer].isOneProduct && network[layer: layer].biasMode == .each:
            "b_" + node(layer: layer, unit: index)
        case .biasGradient(let layer, let index): "grad(\(symbol(of: .bias(layer: layer, index: index))))"
        default: name(of: quantity)
        }
    }

    /// A layer as it is spoken of: `layer 1`, for h1 is a unit; those that do one thing alone by that: `conv1`, `pool2`.
    public func layerTitle(_ number: Int) -> String {
        number > 0 && network[layer: number].kind == .dense ? "layer \(number)" : layerName(number)
    }

    /// A layer by what it does: conv1, pool2, norm3, drop4, flat5, add6, r7, h8; in and out.
    public func layerName(_ number: Int) -> String {
        if number == 0 { return "in" }
        switch network[layer: number].kind {
        case .convolution: return "conv\(number)"
        case .maxPooling, .averagePooling: return "pool\(number)"
        case .batchNormalisation: return "norm\(number)"
        case .dropout: return "drop\(number)"
        case .noise: return "noise\(number)"
        case .flatten: return "flat\(number)"
        case .addition: return "add\(number)"
        case .recurrent: return "r\(number)"
        case .dense: return number == network.outputLayer ? "out" : "h\(number)"
        }
    }

    private func weight(_ layer: Int, _ unit: Int, _ input: Int) -> String {
        "w\(weightStarts[layer - 1] + unit * network[layer: layer].weightColumns + input + 1)"
    }

    private func bias(_ layer: Int, _ index: Int) -> String {
        if let recurrence = network[layer: layer].recurrence {
            let ofOneKind = network[layer: layer].biasMode == .shared ? 1 : recurrence.rows, name = index < ofOneKind ? "b" : "c"
            return ofOneKind == 1 ? "\(name)\(layer)" : "\(name)\(layer)[\(index % ofOneKind + 1)]"
        }
        return switch network[layer: layer].kind {
        case _ where network[layer: layer].biasMode == .shared: "b\(layer)"
        case .dense where network[layer: layer].isOneProduct: node(layer: layer, unit: index) + ".bias"
        default: network[layer: layer].biasCount == 1 ? "b\(layer)" : "b\(layer)[\(index + 1)]"
        }
    }

    /// The name of what a step computes; an updated parameter is `w5 after`.
    public func name(of step: Step) -> String { name(of: step.quantity) + (step.phase == .update ? " after" : "") }

    /// The same as the course writes it: `net_h1`, `b_h1 after`.
    public func symbol(of step: Step) -> String { symbol(of: step.quantity) + (step.phase == .update ? " after" : "") }

    // MARK: Reading

    /// The quantity of a name, or nil if the network has none such. Upper and lower case count only between W1 and w1.
    public func quantity(named text: String) -> Quantity? {
        let text = Names.withoutAfter(String(text.map(\.raised)))
        guard text.lowercased().hasPrefix("grad("), text.hasSuffix(")") else { return value(named: text) }
        // A gradient has none of its own: what it is of is looked up as a value, however deep the brackets go.
        switch value(named: Names.withoutAfter(String(text.dropFirst(5).dropLast()))) {
        case .weight(let layer, let unit, let input): return .weightGradient(layer: layer, unit: unit, input: input)
        case .bias(let layer, let index): return .biasGradient(layer: layer, index: index)
        case .netInput(let layer, let unit): return .delta(layer: layer, unit: unit)
        case .output(let layer, let unit): return .error(layer: layer, unit: unit)
        default: return nil
        }
    }

    private static func withoutAfter(_ text: String) -> String { text.hasSuffix(" after") ? String(text.dropLast(6)) : text }

    /// The quantity of a name that is not written as a gradient.
    private func value(named text: String) -> Quantity? {
        let lower = text.lowercased()
        switch lower {
        case "e": return .sampleLoss
        case "loss": return .batchLoss
        case "gradient_norm": return .gradientNorm
        case "e.center" where network.centerLoss != nil: return .centerLoss
        case "rate", "lr": return .learningRate
        default: break
        }
        if let arrow = text.firstRange(of: "->") {
            guard let (from, input) = node(named: String(text[..<arrow.lowerBound])),
                let (to, unit) = node(named: String(text[arrow.upperBound...])), to > 0, network[layer: to].isOneProduct,
                from == network.computingLayer(atOrBefore: to - 1)
            else { return nil }
            return .weight(layer: to, unit: unit, input: input)
        }
        return recurrentQuantity(lower) ?? courseName(lower) ?? member(lower) ?? statistic(lower) ?? parameter(text) ?? center(lower)
    }

    /// `h1.net`, `o1.target`, `E.o1`, `h1`.
    private func member(_ text: String) -> Quantity? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if parts.count == 2, parts[0] == "e", let (layer, unit) = node(named: parts[1]), layer == network.outputLayer {
            return .share(unit: unit)
        }
        guard parts.count <= 2, let (layer, unit) = node(named: parts[0]) else { return nil }
        return property(parts.count == 2 ? parts[1] : "out", layer, unit)
    }

    /// `norm2.mean[1]`, `norm2.running_variance[3]`.
    private func statistic(_ text: String) -> Quantity? {
        let (stem, indices) = Names.split(text)
        guard let parts = stem?.split(separator: ".", omittingEmptySubsequences: false), parts.count == 2, indices.count == 1,
            let layer = network.layers.indices.map({ $0 + 1 }).first(where: { layerName($0) == parts[0] }),
            indices[0] >= 1, indices[0] <= network[layer: layer].statisticCount
        else { return nil }
        let isRunning = parts[1].hasPrefix("running_"), name = isRunning ? parts[1].dropFirst(8) : parts[1]
        guard let statistic = ChannelStatistic.allCases.first(where: { $0.memberName == name }) else { return nil }
        guard isRunning else { return .statistic(statistic, layer: layer, channel: indices[0] - 1) }
        return [.mean, .variance].contains(statistic) ? .runningStatistic(statistic, layer: layer, channel: indices[0] - 1) : nil
    }

    /// `center[2,1]`: class and feature.
    private func center(_ text: String) -> Quantity? {
        let (stem, indices) = Names.split(text)
        guard stem == "center", network.centerLoss != nil, indices.count == 2, (1...network.outputs).contains(indices[0]),
            (1...network.units(ofLayer: network.featureLayer)).contains(indices[1])
        else { return nil }
        return .center(label: indices[0] - 1, unit: indices[1] - 1)
    }

    /// The names of the course: `net_h1`, `out_h1`, `target_o1`, `E_o1`, `delta_o1`, `b_h1`.
    private func courseName(_ text: String) -> Quantity? {
        let parts = text.split(separator: "_", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let (layer, unit) = node(named: parts[1]) else { return nil }
        switch parts[0] {
        case "e": return layer == network.outputLayer ? .share(unit: unit) : nil
        case "b": return property("bias", layer, unit)
        default: return property(parts[0], layer, unit)
        }
    }

    private func property(_ name: String, _ layer: Int, _ unit: Int) -> Quantity? {
        switch name {
        case "out": return .output(layer: layer, unit: unit)
        case "error": return .error(layer: layer, unit: unit)
        case "target": return layer == network.outputLayer ? .target(unit: unit) : nil
        case "net": return layer > 0 && network[layer: layer].hasNetInputs ? .netInput(layer: layer, unit: unit) : nil
        case "delta": return layer > 0 ? .delta(layer: layer, unit: unit) : nil
        case "bias": return layer > 0 ? network[layer: layer].biasIndex(ofUnit: unit).map { .bias(layer: layer, index: $0) } : nil
        default: return nil
        }
    }

    /// `w5`, `W1[2,1]`, `b1[2]`, and `b1` where the layer has a single bias.
    private func parameter(_ text: String) -> Quantity? {
        let (stem, indices) = Names.split(text)
        guard let stem, let first = stem.first, let number = Names.number(stem.dropFirst()), number > 0 else { return nil }
        switch (first, indices.count) {
        // W5 means w5 where no layer 5 makes the two differ.
        case ("w", 0), ("W", 0):
            guard first == "w" || number > network.layers.count, let layer = weightStarts.lastIndex(where: { $0 < number }),
                layer < network.layers.count
            else { return nil }
            let index = number - 1 - weightStarts[layer], columns = network.layers[layer].weightColumns
            return .weight(layer: layer + 1, unit: index / columns, input: index % columns)
        case ("W", 1...), ("w", 2...): return weight(at: indices, ofLayer: number)
        case ("u", 2), ("U", 2): return weight(at: indices, ofLayer: number, isRecurrent: true)
        case ("c", 0...1), ("C", 0...1): return innerBias(indices, ofLayer: number)
        case ("b", 0), ("B", 0):
            return number <= network.layers.count && biases("b", ofLayer: number)?.count == 1 ? .bias(layer: number, index: 0) : nil
        case ("b", 1), ("B", 1):
            guard number <= network.layers.count, let block = biases("b", ofLayer: number), (1...block.count).contains(indices[0]) else {
                return nil
            }
            return .bias(layer: number, index: indices[0] - 1)
        default: return nil
        }
    }

    /// `W1[2,1]`: row and column; of a convolution also filter, channel of its group, row and column (over a sequence filter, channel and
    /// step); of a normalisation the channel alone.
    private func weight(at indices: [Int], ofLayer number: Int, isRecurrent: Bool = false) -> Quantity? {
        guard number <= network.layers.count, case let layer = network[layer: number], layer.weightCount > 0 else { return nil }
        if isRecurrent || layer.recurrence != nil { return recurrentWeight(at: indices, number, layer, isRecurrent: isRecurrent) }
        var row = indices[0], column = indices.count > 1 ? indices[1] : 1
        let lengths = layer.weightDimensions
        if layer.kind.window != nil, indices.count == lengths.count {
            guard zip(indices, lengths).allSatisfy({ (1...$1).contains($0) }) else { return nil }
            column = zip(indices, lengths).dropFirst().reduce(0) { $0 * $1.1 + $1.0 - 1 } + 1
        } else if indices.count != (layer.weightColumns == 1 && layer.statisticCount > 0 ? 1 : 2) {
            return nil
        }
        row -= 1
        column -= 1
        guard (0..<layer.weightRows).contains(row), (0..<layer.weightColumns).contains(column) else { return nil }
        return .weight(layer: number, unit: row, input: column)
    }

    /// The layer whose bias a name means, whether or not it has one: `b1`, `b1[2]`, `h1.bias`, `b_h1`. Inputs are no layer's: nil.
    package func layer(ofBias text: String) -> Int? {
        let text = text.lowercased()
        let number: Int?
        if text.hasSuffix(".bias") {
            number = node(named: String(text.dropLast(5)))?.layer
        } else if text.hasPrefix("b_") {
            number = node(named: String(text.dropFirst(2)))?.layer
        } else {
            number = text.hasPrefix("b") ? Names.number(text.dropFirst().prefix { $0 != "[" }) : nil
        }
        return number.flatMap { network.layers.indices.contains($0 - 1) ? $0 : nil }
    }

    /// The layer and unit of a node's name; nil if there is none.
    public func node(named text: String) -> (layer: Int, unit: Int)? {
        let (stem, indices) = Names.split(String(text.lowercased().map(\.raised)))
        guard let stem else { return nil }
        let last = network.outputLayer
        // The numbers of a flatten layer are those of the layer before it.
        func checked(_ layer: Int, _ number: Int) -> (layer: Int, unit: Int)? {
            number >= 1 && number <= network.units(ofLayer: layer) ? (network.computingLayer(atOrBefore: layer), number - 1) : nil
        }
        func position(_ shape: Shape) -> [Int]? {
            switch indices.count {
            case 2 where shape.isSequence: [indices[1], indices[0], 1]
            case 3 where !shape.isSequence: indices
            default: nil
            }
        }
        if let (layer, step, unit) = recurrentNode(named: text), let recurrence = network[layer: layer].recurrence {
            guard recurrence.isLast else { return (layer, step * recurrence.units + unit) }
            return step == recurrence.steps - 1 ? (layer, unit) : nil
        }
        if indices.count > 1,
            let layer = (0...network.layers.count).first(where: { layerName($0) == stem }) ?? (stem == "out" ? last : nil)
        {
            let shape = layer == 0 ? network.inputShape : network[layer: layer].shape
            let lengths = [shape.channels, shape.height, shape.width]
            guard let place = position(shape), zip(place, lengths).allSatisfy({ (1...$1).contains($0) }) else { return nil }
            return (layer, shape.index(channel: place[0] - 1, row: place[1] - 1, column: place[2] - 1))
        }
        if indices.count == 1 {
            if stem == "in" { return checked(0, indices[0]) }
            if let layer = (0...network.layers.count).first(where: { layerName($0) == stem }) { return checked(layer, indices[0]) }
            if stem == "out" { return checked(last, indices[0]) }
            guard stem.first == "h", let layer = Names.number(stem.dropFirst()), layer >= 1, layer < last else { return nil }
            return checked(layer, indices[0])
        }
        guard indices.isEmpty, let number = Names.number(stem.dropFirst()) else { return nil }
        switch stem.first {
        case "i": return checked(0, number)
        case "o": return checked(last, number)
        case "h" where hasOneHiddenLayer: return checked(1, number)
        default: return nil
        }
    }

    /// A number in a name. They count from 1: one below that names nothing, whatever it is, and is 0 here, so that one less is a number too.
    package static func number(_ text: some StringProtocol) -> Int? { Int(text).map { max($0, 0) } }

    /// `W1[2,1]` as W1 and [2, 1]. The stem is nil if the brackets are not in order.
    package static func split(_ text: String) -> (stem: String?, indices: [Int]) {
        guard let bracket = text.firstIndex(of: "[") else { return (text, []) }
        guard text.hasSuffix("]") else { return (nil, []) }
        let inside = text[text.index(after: bracket)..<text.index(before: text.endIndex)]
        let indices = inside.split(separator: ",", omittingEmptySubsequences: false).map(number)
        guard indices.allSatisfy({ $0 != nil }) else { return (nil, []) }
        return (String(text[..<bracket]), indices.compactMap { $0 })
    }
}

extension ChannelStatistic {
    /// As it stands in names, in lower case and without dashes, which would be minus signs.
    package var memberName: String {
        switch self {
        case .mean: "mean"
        case .variance: "variance"
        case .meanDelta: "mean_delta"
        case .meanDeltaProduct: "mean_delta_normal"
        }
    }
}
