// What to say of a name that a network has not: those that it has of the same kind.
import NeuralEngine
import Workspaces

extension Names {
    /// `weights are w1 to w8`: the names that exist of the kind that a name is of; nil if it is of none.
    func likes(of text: String) -> String? {
        let isGradient = text.lowercased().hasPrefix("grad(") && text.hasSuffix(")")
        return likes(ofValue: isGradient ? String(text.dropFirst(5).dropLast()) : text)
    }

    /// What to say where a name of all weights of a layer was read as that of one weight, for there is no such layer: of `W3` in a network of
    /// two.
    func remark(onCapital name: String) -> String? {
        let isGradient = name.lowercased().hasPrefix("grad(") && name.hasSuffix(")")
        if isGradient { return remark(onCapital: String(name.dropFirst(5).dropLast())) }
        guard name.first == "W", let number = Names.number(name.dropFirst()), case .weight? = quantity(named: name) else { return nil }
        return "read as w\(number), a single weight: W\(number) would be all weights of layer \(number), and there is none"
    }

    private func likes(ofValue text: String) -> String? {
        let lower = text.lowercased()
        if let arrow = text.firstRange(of: "->") { return edges(String(text[..<arrow.lowerBound]), String(text[arrow.upperBound...])) }
        if lower.hasPrefix("e.") { return nodes(String(lower.dropFirst(2))) }
        let course = lower.split(separator: "_", omittingEmptySubsequences: false)
        if course.count == 2, ["net", "out", "delta", "error", "target", "e", "b"].contains(course[0]) { return nodes(String(course[1])) }
        return weights(text) ?? biases(lower) ?? nodes(lower.split(separator: ".").first.map(String.init) ?? lower)
    }

    /// An edge that is not there: of a node that is missing, or between layers that are not joined.
    private func edges(_ from: String, _ to: String) -> String? {
        for end in [from, to] where node(named: end) == nil { return nodes(end.lowercased()) }
        return "weights lead from one layer to the next"
    }

    private func weights(_ text: String) -> String? {
        let (stem, indices) = Names.split(text)
        guard let stem, let first = stem.first, "wWuU".contains(first), let number = Names.number(stem.dropFirst()) else { return nil }
        let letter: Character = first.lowercased() == "u" ? "U" : "W"
        let all = network.layers.reduce(0) { $0 + $1.weightCount },
            layers = network.layers.indices.filter { network.layers[$0].weightCount > 0 }
        guard all > 0 else { return "the network has no weights" }
        if !indices.isEmpty, layers.contains(number - 1),
            let last = network[layer: number].parameterBlocks.first(where: { $0.letter == letter })?.dimensions
        {
            let first = last.map { _ in 1 }
            func place(_ indices: [Int]) -> String { "\(letter)\(number)[\(indices.map(String.init).joined(separator: ","))]" }
            return "numbers of \(letter)\(number) are \(Self.span(place(first), place(last), count: last.reduce(1, *)))"
        }
        if letter == "U" { return "the weights of layer \(number) have no U: that is of recurrent layers, for the step before" }
        if first == "W" || !indices.isEmpty { return "weights of whole layers are \(Self.list(layers.map { "W\($0 + 1)" }))" }
        return all == 1 ? "the only weight is w1" : "weights are \(Self.span("w1", "w\(all)", count: all))"
    }

    private func biases(_ text: String) -> String? {
        let (stem, _) = Names.split(text)
        guard let stem, stem.first == "b", let number = Names.number(stem.dropFirst()) else { return nil }
        let layers = network.layers.indices.filter { network.layers[$0].biasCount > 0 }
        if layers.contains(number - 1) {
            let count = network[layer: number].parameterBlocks.first { $0.letter == "b" }?.count ?? 0
            return count == 1
                ? "layer \(number) has one bias, b\(number)"
                : "biases of layer \(number) are \(Self.span("b\(number)[1]", "b\(number)[\(count)]", count: count))"
        }
        return layers.isEmpty ? "the network has no biases" : "biases are \(Self.list(layers.map { "b\($0 + 1)" }))"
    }

    /// Units: `inputs are i1 and i2`, `units of layer 2 are h2[1] to h2[5]`.
    private func nodes(_ text: String) -> String? {
        let (stem, indices) = Names.split(text)
        guard let stem, node(named: text) == nil else { return nil }
        let layers = 0...network.layers.count
        if !indices.isEmpty, let layer = layers.first(where: { layerName($0) == stem }) { return units(ofLayer: layer) }
        guard let number = stem.firstIndex(where: \.isNumber), Int(stem[number...]) != nil else { return nil }
        switch stem[..<number] {
        case "i": return units(ofLayer: 0)
        case "o": return units(ofLayer: network.outputLayer)
        case "h":
            let hidden = layers.filter { layerName($0).hasPrefix("h") }
            return hidden.isEmpty ? "the network has no hidden layer" : hidden.prefix(3).map(units).joined(separator: "; ")
        case "conv", "pool", "norm", "drop", "flat":
            return layers.contains { layerName($0) == stem } ? nil : "layers are \(Self.list(layers.map(layerName)))"
        default: return nil
        }
    }

    private func units(ofLayer layer: Int) -> String {
        let count = network.units(ofLayer: layer)
        guard count > 0 else { return "layer \(layer) has no units" }
        let (one, many) =
            switch layer {
            case 0: ("input", "inputs")
            case network.outputLayer: ("output", "outputs")
            default: hasOneHiddenLayer ? ("hidden unit", "hidden units") : ("unit of \(layerTitle(layer))", "units of \(layerTitle(layer))")
            }
        let first = node(layer: layer, unit: 0)
        if count == 1 { return "the only \(one) is \(first)" }
        return "\(many) are \(Self.span(first, node(layer: layer, unit: count - 1), count: count))"
    }

    // MARK: Lists

    private static func span(_ first: String, _ last: String, count: Int) -> String { "\(first) \(count == 2 ? "and" : "to") \(last)" }

    private static func list(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        let most = 8
        return names.count > most
            ? names.prefix(most).joined(separator: ", ") + " ... \(last)" : names.dropLast().joined(separator: ", ") + " and \(last)"
    }
}
