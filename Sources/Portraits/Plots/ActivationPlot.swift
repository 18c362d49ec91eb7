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
        let unit = unitInStep
        guard let layer = (1...max(1, unit?.layer ?? network.layers.count)).last(where: { network.hasCurve($0) }) else { return nil }
        let activation = network[layer: layer].activation
        var title: String?, cursor: Double?, reach = 6.0
        if let unit, unit.layer == layer, let net = stepper?.value(of: .netInput(layer: layer, unit: unit.unit)), net.isFinite {
            let name = Names(network: network).node(layer: layer, unit: unit.unit)
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
            return layer > 0 ? (layer, min(unit, stepper.network[layer: layer].units - 1)) : nil
        case .share(let unit), .target(let unit): return (stepper.network.outputLayer, unit)
        default: return nil
        }
    }
}

extension Network {
    /// Whether a layer has an activation that is a curve over its net input.
    fileprivate func hasCurve(_ number: Int) -> Bool {
        layers.indices.contains(number - 1) && self[layer: number].hasNetInputs && self[layer: number].activation.ofLayer == nil
    }
}
