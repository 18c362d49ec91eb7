// The names of recurrent layers: r1[2,3] is unit 3 at step 2, r1[2,3].i a gate of it.
import NeuralEngine

extension Names {
    /// A unit of a recurrent layer at a step: `r1[2,3]`.
    package func node(layer: Int, step: Int, unit: Int) -> String { "\(layerName(layer))[\(step + 1),\(unit + 1)]" }

    /// A number of a recurrent layer as it is typed: `r1[2,3].net`, `r1[2,3].i`, `r1[2,3].i.delta`, `r1[2,3].c.error`; nil for others.
    func recurrentName(of quantity: Quantity) -> String? {
        guard let (layer, recurrence, part, step, unit) = place(of: quantity) else { return nil }
        return ([node(layer: layer, step: step, unit: unit)] + recurrence.cell.words(of: part)).joined(separator: ".")
    }

    /// The same inside a formula: `net_r1[2,3]`, `i_r1[2,3]`, `delta_i_r1[2,3]`.
    func recurrentSymbol(of quantity: Quantity) -> String? {
        guard let (layer, recurrence, part, step, unit) = place(of: quantity) else { return nil }
        return (recurrence.cell.words(of: part).reversed() + [node(layer: layer, step: step, unit: unit)]).joined(separator: "_")
    }

    private func place(of quantity: Quantity) -> (layer: Int, Recurrence, RecurrentPart, step: Int, unit: Int)? {
        guard let layer = network.recurrentLayer(of: quantity), let recurrence = network[layer: layer].recurrence,
            let (part, step, unit) = recurrence.part(of: quantity)
        else { return nil }
        return (layer, recurrence, part, step, unit)
    }

    // MARK: Reading

    /// `r1[2,3].i.net` or `net_i_r1[2,3]`; nil for other names.
    func recurrentQuantity(_ text: String) -> Quantity? {
        let isDotted = text.contains("."),
            parts = text.split(separator: isDotted ? "." : "_", omittingEmptySubsequences: false).map(String.init)
        guard let name = isDotted ? parts.first : parts.last, let (layer, step, unit) = recurrentNode(named: name),
            let recurrence = network[layer: layer].recurrence
        else { return nil }
        let words = isDotted ? Array(parts.dropFirst()) : parts.dropLast().reversed()
        let last = (step == recurrence.steps - 1 || !recurrence.isLast) && layer == network.outputLayer
        if words == ["target"], last { return .target(unit: recurrence.isLast ? unit : step * recurrence.units + unit) }
        if words == ["bias"], recurrence.cell == .plain {
            return network[layer: layer].biasIndex(ofUnit: unit).map { .bias(layer: layer, index: $0) }
        }
        guard let part = recurrence.cell.part(named: words) else { return nil }
        return recurrence.quantity(part, step, unit, layer: layer)
    }

    /// The layer, step and unit of `r1[2,3]`, where only the last step goes on also of `r1[3]`; steps and units from 0.
    func recurrentNode(named text: String) -> (layer: Int, step: Int, unit: Int)? {
        let (stem, indices) = Names.split(text)
        guard let stem, stem.first == "r" || stem == "out", 1...2 ~= indices.count,
            case let number = stem == "out" ? network.outputLayer : Names.number(stem.dropFirst()) ?? 0,
            network.layers.indices.contains(number - 1), let recurrence = network[layer: number].recurrence
        else { return nil }
        if indices.count == 1, !recurrence.isLast { return nil }
        let step = indices.count == 1 ? recurrence.steps : indices[0], unit = indices[indices.count - 1]
        return (1...recurrence.steps).contains(step) && (1...recurrence.units).contains(unit) ? (number, step - 1, unit - 1) : nil
    }

    /// `W1[2,1]` and `U1[2,1]`: the row of a gate of a unit, and what comes in or what the step before gives.
    func recurrentWeight(at indices: [Int], _ number: Int, _ layer: Layer, isRecurrent: Bool) -> Quantity? {
        guard layer.recurrence != nil, indices.count == 2,
            let block = layer.parameterBlocks.first(where: { $0.letter == (isRecurrent ? "U" : "W") }),
            zip(indices, block.dimensions).allSatisfy({ (1...max(1, $1)).contains($0) })
        else { return nil }
        return .weight(layer: number, unit: indices[0] - 1, input: indices[1] - 1 + (isRecurrent ? layer.inputShape.channels : 0))
    }

    /// `c1[2]`: a bias of gru that stands with what the step before gives; `c1` where it is one number.
    func innerBias(_ indices: [Int], ofLayer number: Int) -> Quantity? {
        guard let block = biases("c", ofLayer: number), case let index = indices.first ?? 1, indices.count == 1 || block.count == 1,
            (1...block.count).contains(index), let start = block.places.first?.lowerBound
        else { return nil }
        return .bias(layer: number, index: start + index - 1)
    }

    /// The biases of a layer that are called by a letter; nil where there are none.
    func biases(_ letter: Character, ofLayer number: Int) -> ParameterBlock? {
        guard network.layers.indices.contains(number - 1) else { return nil }
        return network[layer: number].parameterBlocks.first { $0.letter == letter }
    }
}

extension RecurrentCell {
    /// What a part is called behind the name of its unit.
    fileprivate func words(of part: RecurrentPart) -> [String] {
        switch part {
        case .netInput(let gate): name(ofGate: gate) + ["net"]
        case .gate(let gate): name(ofGate: gate)
        case .state: [state ?? ""]
        case .output: ["out"]
        case .error: ["error"]
        case .stateError: [state ?? "", "error"]
        case .delta(let gate): name(ofGate: gate) + ["delta"]
        }
    }

    private func name(ofGate gate: Int) -> [String] { self == .plain ? [] : [gates[gate]] }

    fileprivate func part(named words: [String]) -> RecurrentPart? {
        if words.isEmpty { return .output }
        let parts = forward + backward
        return parts.first { self.words(of: $0) == words }
            ?? (words.count == 2 && words[0] == state && words[1] == "delta" ? .stateError : nil)
    }
}
