// Dropout: in training each number is 0 with some probability, else divided by the probability of staying.

extension Workbench {
    /// a = factor x in training, x otherwise.
    func dropped(_ layer: LayerReference, units: Range<Int>, samples: Range<Int>) {
        for s in samples {
            let x = source(of: layer, s), a = row(layer.outputs, layer, s), factor = row(layer.memory, layer, s)
            for j in units { a[j] = isTraining ? x[j] * factor[j] : x[j] }
        }
    }

    /// dLoss/dx = factor dLoss/da.
    func droppedErrors(_ layer: LayerReference, inputs: Range<Int>, sample: Int, into errors: UnsafeMutablePointer<Double>) {
        let delta = row(layer.deltas, layer, sample), factor = row(layer.memory, layer, sample)
        for (place, j) in inputs.enumerated() { errors[place] = isTraining ? delta[j] * factor[j] : delta[j] }
    }

    /// Draws the factors of a batch of up to `capacity` samples, 0 or 1/(1 - rate), and its noise, from the stream of each layer and update.
    func drawDropout(seed: UInt64, update: Int, capacity: Int) {
        for number in 1..<layerCount + 1 {
            let layer = layers + number, drawn = memory + layer.memory
            if case .dropout(let rate) = layer.kind {
                var random = RandomStream(seed: seed, purpose: .dropout, index: number, step: update)
                for i in 0..<capacity * layer.units { drawn[i] = random.uniform() < rate ? 0 : 1 / (1 - rate) }
            } else if case .noise(let deviation) = layer.kind {
                var random = RandomStream(seed: seed, purpose: .layerNoise, index: number, step: update)
                for i in 0..<capacity * layer.units { drawn[i] = deviation * random.normal() }
            }
        }
    }
}

// MARK: - Formulas

extension Formulas {
    func dropped(_ number: Int, _ unit: Int) -> Calculation {
        isTraining ? .product([input(number, unit), .dropoutFactor(layer: number, unit: unit)]) : input(number, unit)
    }

    func droppedError(_ number: Int, _ input: Int) -> Calculation {
        isTraining ? .product([delta(number, unit: input), .dropoutFactor(layer: number, unit: input)]) : delta(number, unit: input)
    }
}
