// All weights of a network, or the gradients that the walk has come to, as signed heat maps: one a layer.
import Charts
import NeuralEngine

extension Workspace {
    /// The weights of each layer by sign and size; nil if there are none.
    public var weightMaps: Chart? {
        let parameters = parameters
        return parameterMaps { layer, unit, input in parameters?.value(of: .weight(layer: layer, unit: unit, input: input)) ?? .nan }
    }

    /// The gradients of this pass; nil before the walk has come to the first one. What it has not come to is not a number.
    public var gradientMaps: Chart? {
        guard let stepper, stepper.hasGradients else { return nil }
        return parameterMaps { layer, unit, input in
            stepper.value(of: .weightGradient(layer: layer, unit: unit, input: input)) ?? .nan
        }
    }

    private func parameterMaps(_ value: (_ layer: Int, _ unit: Int, _ input: Int) -> Double) -> Chart? {
        guard let network else { return nil }
        let names = Names(network: network)
        let panels = network.layers.indices.filter { network.layers[$0].weightCount > 0 }.map { index in
            Chart.heat(HeatMap(ofLayer: index + 1, names) { unit, input in value(index + 1, unit, input) })
        }
        return panels.isEmpty ? nil : panels.count == 1 ? panels[0] : .panels(panels)
    }

    /// What the network is shown, as far as a screen can hold it: the samples from the one at hand on, images as pictures. Those of several
    /// channels are shown channel by channel; red, green and blue also together, where there are colours.
    public func samplePicture(width: Int, height: Int, marks: Marks, hasColors: Bool = true) -> Canvas? {
        guard let network, let samples = stepper?.samples ?? firstSamples(for: network) else { return nil }
        let atHand = sampleAtHand, first = atHand ?? 0
        let shape = network.inputShape
        if !shape.isFlat {
            let isMixed = shape.channels == 3 && hasColors, perSample = shape.channels + (isMixed ? 1 : 0)
            // As many samples as have room in full size, but one in any case.
            let counts = (1...12).reversed().lazy.filter { count in
                let panel = Chart.panelSize(of: count * perSample, width: width, height: height)
                return panel.shown == count * perSample && panel.width >= 2 * shape.width && panel.height > shape.height
            }
            let panels = (first..<min(samples.count, first + (counts.first ?? 1))).flatMap { sample in
                images(Array(samples.inputs.row(sample)), shape, title: "\(sample + 1)", target: target(of: sample, samples), isMixed)
            }
            return (panels.count == 1 ? panels[0] : .panels(panels)).render(width: width, height: height, marks: marks)
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

    /// What a pass would be shown first, before there is one: more than a screen holds.
    private func firstSamples(for network: Network) -> Samples? {
        guard let dataset, dataset.misfit(network) == nil else {
            return inputRows.map { Samples(inputs: $0, outputs: network.outputs) }
        }
        let rows = split?.rows(of: .training) ?? Array(0..<dataset.count)
        return dataset.subset(Array(rows.prefix(200))).samples(for: network)
    }

    /// The pictures of one sample: its colours, if they are wanted, and its channels.
    private func images(_ row: [Double], _ shape: Shape, title: String, target: String, _ isMixed: Bool) -> [Chart] {
        let channels = (0..<shape.channels).map { channel in
            (0..<shape.height).map { y in
                let start = shape.index(channel: channel, row: y, column: 0)
                return Array(row[start..<start + shape.width])
            }
        }
        guard shape.channels > 1 else {
            return [
                .heat(HeatMap(title: title + target, values: channels[0], isSigned: HeatMap.isSigned(row), keepsShape: true))
            ]
        }
        let names = shape.channels == 3 ? ["red", "green", "blue"] : (1...shape.channels).map { "channel \($0)" }
        let pictures = zip(names, channels).enumerated().map { place, channel in
            Chart.heat(
                HeatMap(
                    title: "\(title) \(channel.0)" + (place == 0 && !isMixed ? target : ""), values: channel.1,
                    isSigned: HeatMap.isSigned(row), keepsShape: true))
        }
        guard isMixed else { return pictures }
        // Parts from 0 to 1 are shown as they are, others from the least to the greatest.
        let finite = row.filter(\.isFinite), low = min(0, finite.min() ?? 0), high = max(1, finite.max() ?? 1)
        let shares = channels.map { $0.map { $0.map { ($0 - low) / (high - low) } } }
        return [.image(ColorImage(title: title + target, red: shares[0], green: shares[1], blue: shares[2]))] + pictures
    }

    /// The sample of all that the walk is at: mini-batches follow one another. Nil where none is, or they are shuffled.
    private var sampleAtHand: Int? {
        guard let stepper, stepper.order.shuffleSeed == nil else { return nil }
        return min(stepper.samples.count - 1, stepper.batch * stepper.order.size + stepper.sample)
    }

    /// ` -> 0 1 0`: the target of a sample, as the name of its class where it has one; nothing where there is none.
    private func target(of sample: Int, _ samples: Samples) -> String {
        guard samples.hasTargets else { return "" }
        let row = samples.targets.row(sample), one = row.firstIndex(of: 1)
        if let one, let names = dataset?.classNames, names.count == row.count, row.allSatisfy({ $0 == 0 || $0 == 1 }), row.reduce(0, +) == 1
        {
            return " -> " + names[one - row.startIndex]
        }
        return " -> " + row.prefix(10).map { Numerals(digits: 3).text($0) }.joined(separator: " ")
    }
}

extension HeatMap {
    /// A number of each weight of a layer: a row a unit or filter, a column an input. Rows beyond what can be looked at for every frame
    /// are left out, which the title says.
    init(ofLayer number: Int, _ names: Names, _ value: (_ unit: Int, _ input: Int) -> Double) {
        let layer = names.network[layer: number], columns = min(layer.weightColumns, Self.mostValues)
        let rows = min(layer.weightRows, max(1, Self.mostValues / max(1, columns)))
        let isWhole = rows == layer.weightRows && columns == layer.weightColumns
        self.init(
            title: "W\(number) (\(layer.weightRows) x \(layer.weightColumns))" + (isWhole ? "" : ", first \(rows) x \(columns)"),
            values: (0..<rows).map { unit in (0..<columns).map { value(unit, $0) } },
            rowLabels: (0..<rows).map { layer.kind == .dense ? Self.shortName(layer: number, unit: $0, names) : "\($0 + 1)" },
            columnLabels: Self.inputNames(ofLayer: number, count: columns, names))
    }

    /// More numbers would make a frame slow.
    private static let mostValues = 200_000

    /// The names of what a dense layer reads; those of numbers of an image are too long to stand above columns.
    private static func inputNames(ofLayer number: Int, count: Int, _ names: Names) -> [String] {
        let source = names.network.computingLayer(atOrBefore: number - 1)
        let shape = source == 0 ? names.network.inputShape : names.network[layer: source].shape
        guard names.network[layer: number].kind == .dense, shape.isFlat else { return [] }
        return (0..<count).map { shortName(layer: source, unit: $0, names) }
    }

    /// A unit's name, or its number alone where the name has brackets around it.
    private static func shortName(layer: Int, unit: Int, _ names: Names) -> String {
        let name = names.node(layer: layer, unit: unit)
        return name.contains("[") ? "\(unit + 1)" : name
    }
}
