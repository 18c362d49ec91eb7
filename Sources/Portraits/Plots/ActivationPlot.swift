// The activation of the unit that a step is about, as a curve with its slope: what a wide screen shows while nothing else is drawn.
import Charts
import Documents
import NeuralEngine
import Workspaces

extension Workspace {
    /// The activation function of the unit in step and its derivative, with an upright line at its net input once the walk has come to that;
    /// before a pass those of the last layer that has one. Nil where there is none to be drawn: softmax is no function of one number.
    public var activationChart: LineChart? {
        guard let network else { return nil }
        if let gate = gateInStep { return gate }
        let unit = unitInStep
        guard let layer = (1...max(1, unit?.layer ?? network.layers.count)).last(where: { network.hasCurve($0) }) else { return nil }
        let quantity = unit.flatMap { $0.layer == layer ? Quantity.netInput(layer: layer, unit: $0.unit) : nil }
        return chart(
            of: network[layer: layer].activation, at: quantity, unit.map { Names(network: network).node(layer: layer, unit: $0.unit) })
    }

    /// The curve of the gate of a recurrent unit that a step is about, or of a plain one; nil in other layers, and where it is about no gate.
    private var gateInStep: LineChart? {
        guard let network, let step = stepper?.stepInView, let layer = network.recurrentLayer(of: step.quantity),
            let recurrence = network[layer: layer].recurrence, let (part, time, unit) = recurrence.part(of: step.quantity)
        else { return nil }
        let gate: Int
        switch part {
        case .netInput(let own), .gate(let own), .delta(let own): gate = own
        case .output where recurrence.cell == .plain, .error where recurrence.cell == .plain: gate = 0
        case .output, .error, .state, .stateError: return nil
        }
        let net = recurrence.quantity(.netInput(gate), time, unit, layer: layer)
        let name = Names(network: network).name(
            of: recurrence.quantity(recurrence.cell == .plain ? .output : .gate(gate), time, unit, layer: layer))
        return chart(
            of: recurrence.cell.activation(ofGate: gate) ?? network[layer: layer].activation, at: net,
            name.hasSuffix(".out") ? String(name.dropLast(4)) : name)
    }

    private func chart(of activation: Activation, at quantity: Quantity?, _ name: String?) -> LineChart {
        var title: String?, cursor: Double?, reach = 6.0
        if let name, let quantity, let net = stepper?.value(of: quantity), net.isFinite {
            let numbers = [net, activation.value(net), activation.derivative(net)].map(Numerals(digits: 4).text)
            (title, cursor) = ("\(name): f(\(numbers[0])) = \(numbers[1]), f' = \(numbers[2])", net)
            reach = max(reach, net.magnitude * 1.1)
        }
        let curves: [Curve] = [(activation.name, activation.value), (activation.name + "'", activation.derivative)]
        var chart = LineChart(curves, range: -reach...reach)
        (chart.title, chart.cursor, chart.xLabel) = (title, cursor, "net")
        return chart
    }

    /// The unit that the step done last is about, or the one whose terms are being added up.
    private var unitInStep: (layer: Int, unit: Int)? {
        guard let stepper, let step = stepper.stepInView else { return nil }
        switch step.quantity {
        case .netInput(let layer, let unit), .output(let layer, let unit), .delta(let layer, let unit), .error(let layer, let unit),
            .weightGradient(let layer, let unit, _), .weight(let layer, let unit, _), .biasGradient(let layer, let unit),
            .bias(let layer, let unit):
            return layer > 0 && stepper.network[layer: layer].recurrence == nil
                ? (layer, min(unit, stepper.network[layer: layer].units - 1)) : nil
        case .share(let unit), .target(let unit): return (stepper.network.outputLayer, unit)
        default: return nil
        }
    }
}

extension Network {
    /// Whether a layer has an activation that is a curve over its net input.
    fileprivate func hasCurve(_ number: Int) -> Bool {
        layers.indices.contains(number - 1) && self[layer: number].hasNetInputs && self[layer: number].recurrence?.cell.state == nil
            && self[layer: number].activation.ofLayer == nil
    }
}
