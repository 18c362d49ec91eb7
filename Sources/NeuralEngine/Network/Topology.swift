// Who reads whom: a network is layers in topological order, and this is the one place that says what a layer reads.

extension Network {
    /// The layers whose outputs a layer reads: the one before it, and where it is an addition the one that it adds. Each stands for a
    /// flatten layer behind it, which only reads its numbers in another shape; 0 is the input.
    public func reads(_ number: Int) -> [Int] {
        [computingLayer(atOrBefore: number - 1)] + (self[layer: number].kind.other.map { [computingLayer(atOrBefore: $0)] } ?? [])
    }
}

// MARK: - Additions

extension Layer {
    /// What comes in plus what a layer of the network gives, to stand behind its last layer. `number` 0 is the input.
    public static func addition(of number: Int, in network: Network) throws(ShapeError) -> Layer {
        let layer = addition(inputs: network.outputShape, of: number)
        try network.check(layer)
        return layer
    }
}

extension Network {
    /// Takes a layer away. Those behind it are numbered anew, and so is what they read.
    /// - Throws: which of the layers behind it, by its number until now, does not fit any more, and why.
    public func removing(layer number: Int) throws(LayerMisfit) -> Network {
        var rest = Network(inputShape: inputShape, layers: Array(layers.prefix(number - 1)), loss: loss)
        (rest.lossTerms, rest.penalty, rest.centerLoss) = (lossTerms, penalty, centerLoss)
        if penalty.layer == number { rest.penalty.activity = 0 }
        if penalty.layer > number { rest.penalty.layer -= 1 }
        for (index, layer) in layers.enumerated().dropFirst(number) {
            do throws(ShapeError) {
                rest.append(try layer.without(layer: number).behind(rest))
            } catch {
                throw LayerMisfit(number: index + 1, layer: layer, error: error)
            }
        }
        return rest
    }

    /// What an addition adds has the shape of what comes in.
    fileprivate func check(_ layer: Layer) throws(ShapeError) {
        guard let other = layer.kind.other, case let added = shape(ofLayer: other), added != layer.inputShape else { return }
        let fitting = (0...layers.count).filter { shape(ofLayer: $0) == layer.inputShape && $0 != layers.count }
        let last = layers.isEmpty ? "the input" : "layer \(layers.count)"
        throw ShapeError(
            message: "\(other == 0 ? "the input" : "layer \(other)") has the shape \(added) and \(last) the shape \(layer.inputShape): "
                + "they cannot be added", hint: hint(fitting, added), part: .other)
    }

    /// Layers that can be added; without any, one that makes the last as large as the other.
    private func hint(_ fitting: [Int], _ added: Shape) -> String {
        if let last = fitting.last {
            let rest = fitting.dropLast().suffix(3).map { $0 == 0 ? "0 (the input)" : "\($0)" }.joined(separator: ", ")
            return "layer add \(last)" + (rest.isEmpty ? "" : "; also \(rest)")
        }
        if added.isFlat { return "layer dense \(added.count) makes as many first" }
        let image = outputShape
        if image.isFlat { return "images are added before they become a list" }
        if image.height == added.height, image.width == added.width, image.isSequence == added.isSequence {
            return "layer conv \(added.channels) \(image.isSequence ? "1" : "1x1") makes as many channels first"
        }
        return "convolutions with padding=same and stride 1 keep the size"
    }
}

extension Layer {
    /// The same layer behind the last one of a network.
    fileprivate func behind(_ network: Network) throws(ShapeError) -> Layer {
        let layer = try over(network.outputShape)
        try network.check(layer)
        return layer
    }

    /// The same layer where one before it is taken away.
    fileprivate func without(layer number: Int) throws(ShapeError) -> Layer {
        guard let other = kind.other else { return self }
        guard other != number else { throw ShapeError(message: "it adds what layer \(number) gives", hint: "", part: .other) }
        return other < number ? self : .addition(inputs: inputShape, of: other - 1)
    }
}

/// A layer that would not fit any more where one before it is taken away.
public struct LayerMisfit: Error, Sendable, Equatable {
    /// Its number until now.
    public let number: Int
    public let layer: Layer
    public let error: ShapeError
}
