// What the network is shown, as a picture: images, or the first numbers of each sample.
import Charts
import Documents
import NeuralEngine
import Workspaces

extension Workspace {
    /// What the network is shown, as far as a screen can hold it: the samples from the one at hand on, images as pictures. Those of several
    /// channels are shown channel by channel; red, green and blue also together, where there are colours.
    public func samplePicture(width: Int, height: Int, marks: Marks, isSolid: Bool = false, hasColors: Bool = true) -> Canvas? {
        guard let network, let samples = stepper?.samples ?? firstSamples(for: network) else { return nil }
        let atHand = sampleAtHand, first = atHand ?? 0
        let shape = network.inputShape
        if !shape.isFlat {
            let isMixed = shape.channels == 3 && hasColors && !shape.isSequence
            let perSample = shape.isSequence ? 1 : shape.channels + (isMixed ? 1 : 0)
            // As many samples as have room in full size, but one in any case.
            let counts = (1...12).reversed().lazy.filter { count in
                let panel = Chart.panelSize(of: count * perSample, width: width, height: height)
                // A pixel takes a cell and half of its height, or two cells.
                let (wide, high) = isSolid ? (shape.width, (shape.height + 1) / 2) : (2 * shape.width, shape.height)
                return panel.shown == count * perSample && panel.width >= wide && panel.height > high
            }
            let panels = (first..<min(samples.count, first + (counts.first ?? 1))).flatMap { sample in
                images(Array(samples.inputs.row(sample)), shape, title: "\(sample + 1)", target: target(of: sample, samples), isMixed)
            }
            return (panels.count == 1 ? panels[0] : .panels(panels)).render(width: width, height: height, marks: marks, isSolid: isSolid)
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
        guard let dataset, dataset.fits(network) else {
            return inputRows.map { Samples(inputs: $0, outputs: network.outputs) }
        }
        let rows = split?.rows(of: .training) ?? Array(0..<dataset.count)
        return dataset.subset(Array(rows.prefix(200))).samples(for: network)
    }

    /// The pictures of one sample: its colours, if they are wanted, and its channels.
    private func images(_ row: [Double], _ shape: Shape, title: String, target: String, _ isMixed: Bool) -> [Chart] {
        if shape.isSequence {
            // A row a number, a column a step.
            let values = (0..<shape.channels).map { channel in shape.places(ofChannel: channel).map { row[$0] } }
            return [.heat(HeatMap(title: title + target, values: values, isSigned: HeatMap.isSigned(row), keepsShape: true))]
        }
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
