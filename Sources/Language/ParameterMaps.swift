// All weights of a network, or the gradients that the walk has come to, as signed heat maps: one a layer.
import Charts
import NeuralEngine

extension Workspace {
    /// The weights of each layer by sign and size; nil if there are none.
    public var weightMaps: Chart? { parameterMaps { layer, unit, input in parameters?.weights[layer - 1][unit, input] ?? .nan } }

    /// The gradients of this pass; nil before the walk has come to the first one. What it has not come to is not a number.
    public var gradientMaps: Chart? {
        guard let stepper, stepper.hasGradients else { return nil }
        return parameterMaps { layer, unit, input in
            stepper.value(of: .weightGradient(layer: layer, unit: unit, input: input)) ?? .nan
        }
    }

    /// Larger matrices are shown by their first rows and columns: a pane has no room for more.
    private static let most = 128

    private func parameterMaps(_ value: (_ layer: Int, _ unit: Int, _ input: Int) -> Double) -> Chart? {
        guard let network else { return nil }
        let panels = network.layers.enumerated().filter { $1.weightCount > 0 }.map { index, layer in
            Chart.heat(
                HeatMap(
                    title: "W\(index + 1) (\(layer.weightRows) x \(layer.weightColumns))",
                    values: (0..<min(Self.most, layer.weightRows)).map { unit in
                        (0..<min(Self.most, layer.weightColumns)).map { value(index + 1, unit, $0) }
                    }))
        }
        return panels.isEmpty ? nil : panels.count == 1 ? panels[0] : .panels(panels)
    }

    /// What the network is shown, as far as a screen can hold it: the samples from the one at hand on, images as pictures.
    public func samplePicture(width: Int, height: Int, marks: Marks) -> Canvas? {
        guard let network, let samples = stepper?.samples ?? inputRows.map({ Samples(inputs: $0, outputs: network.outputs) }) else {
            return nil
        }
        let atHand = sampleAtHand, first = atHand ?? 0
        let shape = network.inputShape
        if !shape.isFlat {
            let panels = (first..<min(samples.count, first + 12)).map { sample in
                let row = Array(samples.inputs.row(sample))
                return Chart.heat(
                    HeatMap(
                        title: "\(sample + 1)" + target(of: sample, samples),
                        values: (0..<shape.height).map { Array(row[($0 * shape.width)..<(($0 + 1) * shape.width)]) },
                        isSigned: HeatMap.isSigned(row)))
            }
            return Chart.panels(panels).render(width: width, height: height, marks: marks)
        }
        var canvas = Canvas(width: width, height: height)
        canvas.write(samples.hasTargets ? " sample: inputs -> targets" : " sample: inputs", x: 0, y: 0, style: .axis)
        let rows = max(0, height - 1), start = max(0, min(first - rows / 2, samples.count - rows))
        for (y, sample) in (start..<min(samples.count, start + rows)).enumerated() {
            let inputs = samples.inputs.row(sample).prefix(20).map { Numerals(digits: 4).text($0) }.joined(separator: " ")
            let isAtHand = sample == atHand
            canvas.write(
                "\(isAtHand ? ">" : " ")\(sample + 1): \(inputs)\(target(of: sample, samples))", x: 0, y: y + 1,
                style: isAtHand ? .title : .plain)
        }
        return canvas
    }

    /// The sample of all that the walk is at: mini-batches follow one another. Nil where none is, or they are shuffled.
    private var sampleAtHand: Int? {
        guard let stepper, stepper.order.shuffleSeed == nil else { return nil }
        return min(stepper.samples.count - 1, stepper.batch * stepper.order.size + stepper.sample)
    }

    /// ` -> 0 1 0`: the target of a sample; nothing where there is none.
    private func target(of sample: Int, _ samples: Samples) -> String {
        guard samples.hasTargets else { return "" }
        return " -> " + samples.targets.row(sample).prefix(10).map { Numerals(digits: 3).text($0) }.joined(separator: " ")
    }
}
