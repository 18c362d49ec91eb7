// A recurrent layer along its steps: which quantity of the network each number of it is, and the order in which the walk finds them.

/// A recurrent layer along its steps: where each number of it stands among the layer's quantities.
public struct Recurrence: Sendable, Equatable {
    public let cell: RecurrentCell
    /// Whether only what the last step gives goes on.
    public let isLast: Bool
    public let steps: Int
    /// Units, the same at every step.
    public let units: Int

    /// Rows of weights: a row a gate of each unit, gate by gate.
    public var rows: Int { cell.gates.count * units }

    /// Numbers of an array of a step for one sample.
    func count(_ part: StepPart) -> Int {
        switch part {
        case .gate: cell == .plain ? 0 : steps * rows
        case .state, .stateError: cell == .plain ? 0 : steps * units
        case .error: steps * units
        case .hidden: isLast ? (steps - 1) * units : 0
        }
    }

    /// What a unit has given at a step.
    public func output(_ step: Int, _ unit: Int, layer: Int) -> Quantity {
        isLast
            ? step == steps - 1 ? .output(layer: layer, unit: unit) : .ofStep(.hidden, layer: layer, place: step * units + unit)
            : .output(layer: layer, unit: step * units + unit)
    }

    /// The quantity of a part of a unit at a step.
    public func quantity(_ part: RecurrentPart, _ step: Int, _ unit: Int, layer: Int) -> Quantity {
        let place = step * units + unit
        func row(_ gate: Int) -> Int { step * rows + gate * units + unit }
        return switch part {
        case .netInput(let gate): .netInput(layer: layer, unit: row(gate))
        case .gate(let gate): .ofStep(.gate, layer: layer, place: row(gate))
        case .state: .ofStep(.state, layer: layer, place: place)
        case .output: output(step, unit, layer: layer)
        case .error: .ofStep(.error, layer: layer, place: place)
        case .stateError: .ofStep(.stateError, layer: layer, place: place)
        case .delta(let gate): .delta(layer: layer, unit: row(gate))
        }
    }

    /// Which part of which unit at which step a quantity of the layer is; nil for others.
    public func part(of quantity: Quantity) -> (part: RecurrentPart, step: Int, unit: Int)? {
        func row(_ place: Int, _ part: (Int) -> RecurrentPart) -> (RecurrentPart, Int, Int) {
            (part(place % rows / units), place / rows, place % units)
        }
        func unit(_ place: Int, _ part: RecurrentPart) -> (RecurrentPart, Int, Int) { (part, place / units, place % units) }
        switch quantity {
        case .netInput(_, let place): return row(place, RecurrentPart.netInput)
        case .delta(_, let place): return row(place, RecurrentPart.delta)
        case .output(_, let place): return unit(isLast ? (steps - 1) * units + place : place, .output)
        case .error(_, let place): return unit(isLast ? (steps - 1) * units + place : place, .error)
        case .ofStep(let part, _, let place):
            switch part {
            case .gate: return row(place, RecurrentPart.gate)
            case .state: return unit(place, .state)
            case .error: return unit(place, .error)
            case .stateError: return unit(place, .stateError)
            case .hidden: return unit(place, .output)
            }
        default: return nil
        }
    }

    // MARK: The walk

    /// Steps of the walk forward, and back.
    var forwardCount: Int { steps * units * cell.forward.count }
    var backwardCount: Int { steps * units * cell.backward.count }

    /// The quantity at a place of the walk: step after step, unit by unit; back from the last step.
    func forward(_ place: Int, layer: Int) -> Quantity {
        let (node, part) = place.quotientAndRemainder(dividingBy: cell.forward.count)
        return quantity(cell.forward[part], node / units, node % units, layer: layer)
    }

    func backward(_ place: Int, layer: Int) -> Quantity {
        let (node, part) = place.quotientAndRemainder(dividingBy: cell.backward.count)
        return quantity(cell.backward[part], steps - 1 - node / units, node % units, layer: layer)
    }

    /// The place of a quantity in the walk forward, or back; nil where it is no part of it.
    func place(forward quantity: Quantity) -> Int? {
        guard let (part, step, unit) = part(of: quantity), let place = cell.forward.firstIndex(of: part) else { return nil }
        return (step * units + unit) * cell.forward.count + place
    }

    func place(backward quantity: Quantity) -> Int? {
        guard let (part, step, unit) = part(of: quantity), let place = cell.backward.firstIndex(of: part) else { return nil }
        return ((steps - 1 - step) * units + unit) * cell.backward.count + place
    }

    /// The quantity that is found last of all on the way back.
    func lastBackward(layer: Int) -> Quantity { backward(backwardCount - 1, layer: layer) }
}

extension Layer {
    /// The layer along its steps; nil for other kinds.
    public var recurrence: Recurrence? {
        guard case .recurrent(let cell, let isLast) = kind else { return nil }
        return Recurrence(cell: cell, isLast: isLast, steps: inputShape.height, units: shape.channels)
    }

    /// A layer along a sequence. `activation` is that of a plain cell; the others have their own.
    /// - Parameter isLast: whether only what the last step gives goes on, as a plain list.
    /// - Throws: what comes in is no sequence, or the activation is none of a single unit.
    public static func recurrent(
        _ cell: RecurrentCell = .plain, inputs: Shape, units: Int, activation: Activation = .tanh, isLast: Bool = false,
        biasMode: BiasMode = .each
    ) throws(ShapeError) -> Layer {
        guard inputs.isSequence else {
            throw ShapeError(
                message: "a recurrent layer goes along a sequence, and what comes in is \(inputs)",
                hint: "layer input \(inputs.count) steps=5", part: .sequence)
        }
        guard activation.ofLayer == nil else {
            throw ShapeError(
                message: "\(activation.name) looks at a whole layer; a recurrent unit looks at its own net input",
                hint: "tanh, then: layer dense \(units) \(activation.name)", part: .sequence)
        }
        var layer = Layer(
            kind: .recurrent(cell, isLast: isLast), inputShape: inputs,
            shape: isLast ? Shape(units) : Shape(steps: inputs.height, of: units), activation: cell == .plain ? activation : .tanh,
            biasMode: biasMode)
        layer.initialState = [Double](repeating: 0, count: units)
        return layer
    }
}

extension Network {
    /// The recurrent layer that a quantity is a number of a step of; nil for other quantities.
    public func recurrentLayer(of quantity: Quantity) -> Int? {
        switch quantity {
        case .netInput(let layer, _), .output(let layer, _), .delta(let layer, _), .error(let layer, _), .ofStep(_, let layer, _):
            layer > 0 && self[layer: layer].recurrence != nil ? layer : nil
        default: nil
        }
    }
}
