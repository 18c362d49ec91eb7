// Formulas that take in a whole batch or all parameters: statistics of batch normalisation, the length of the gradients.
import Documents
import NeuralEngine
import Workspaces

extension Notation {
    /// (x(1) + x(2) + ...)/n over the numbers x of a channel in all samples, each with the number of its sample.
    func channelMean(_ statistic: ChannelStatistic, _ number: Int, _ channel: Int, _ form: Form) -> String {
        let shape = names.network[layer: number].shape, pixels = shape.pixels, source = names.network.computingLayer(atOrBefore: number - 1)
        let count = stepper.pass.sampleCount * pixels
        let parts = folded(count) { place -> String in
            let unit = channel * shape.channelStep + place % pixels * shape.pixelStep
            func written(_ part: Calculation) -> String { ofSample(place / pixels, part, form) }
            let x = written(.quantity(.output(layer: source, unit: unit)))
            let delta = written(.quantity(.delta(layer: number, unit: unit)))
            switch statistic {
            case .mean: return x
            case .variance: return "(\(x) - \(tight(.quantity(.statistic(.mean, layer: number, channel: channel)), form)))^2"
            case .meanDelta: return delta
            case .meanDeltaProduct: return "\(delta)·\(written(.normalised(layer: number, unit: unit)))"
            }
        }
        return parts.count == 1 ? "\(parts[0])/\(count)" : "(\(parts.joined(separator: " + ")))/\(count)"
    }

    /// ((c - f(1)) + (c - f(3)) + ...)/(1 + samples) over the samples of a class; 0 where there is none.
    func centerShift(_ label: Int, _ unit: Int, _ form: Form) -> String {
        let samples = (0..<stepper.pass.sampleCount).filter { stepper.pass.label(of: $0) == label }
        guard !samples.isEmpty else { return "0" }
        let center = tight(.quantity(.center(label: label, unit: unit)), form)
        let parts = folded(samples.count) { place in
            "(\(center) - \(ofSample(samples[place], .quantity(.output(layer: names.network.featureLayer, unit: unit)), form)))"
        }
        return (parts.count == 1 ? parts[0] : "(\(parts.joined(separator: " + ")))") + "/(1 + \(samples.count))"
    }

    /// A number of one sample of the batch.
    private func ofSample(_ sample: Int, _ part: Calculation, _ form: Form) -> String {
        guard form == .symbols else { return bracedIfNegative(numerals.formulaText(part.evaluated(in: stepper.moment, sample: sample))) }
        return symbols(part) + (stepper.pass.sampleCount > 1 ? "(\(sample + 1))" : "")
    }

    /// grad(w1)^2 + grad(w2)^2 + ... over all that training may move.
    func sumOfSquaredGradients(_ form: Form) -> String {
        let counts = names.network.layers.map {
            ($0.trainableWeights.map(\.count).reduce(0, +), $0.trainableBiases.map(\.count).reduce(0, +))
        }
        let total = counts.reduce(0) { $0 + $1.0 + $1.1 }
        return folded(total) { place in
            var place = place
            for (index, (weights, biases)) in counts.enumerated() {
                if place < weights { return "\(tight(.quantity(gradient(ofWeight: place, layer: index + 1)), form))^2" }
                place -= weights
                if place < biases { return "\(tight(.quantity(gradient(ofBias: place, layer: index + 1)), form))^2" }
                place -= biases
            }
            return ""
        }.joined(separator: " + ")
    }

    private func gradient(ofWeight place: Int, layer number: Int) -> Quantity {
        let layer = names.network[layer: number], index = Notation.index(at: place, in: layer.trainableWeights)
        return .weightGradient(layer: number, unit: index / layer.weightColumns, input: index % layer.weightColumns)
    }

    private func gradient(ofBias place: Int, layer number: Int) -> Quantity {
        .biasGradient(layer: number, index: Notation.index(at: place, in: names.network[layer: number].trainableBiases))
    }

    /// The index at a place, counted through ranges.
    private static func index(at place: Int, in ranges: [Range<Int>]) -> Int {
        var place = place
        for range in ranges {
            if place < range.count { return range.lowerBound + place }
            place -= range.count
        }
        return 0
    }
}

extension Calculation {
    var isNegative: Bool { if case .negative = self { true } else { false } }

    /// Whether it is an intermediate result with a name.
    var isNamed: Bool { if case .named = self { true } else { false } }
}
