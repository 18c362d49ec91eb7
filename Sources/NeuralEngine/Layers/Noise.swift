// Noise: in training a normal random number is added to each number, so that what is learnt does not hang on the last digit.

extension Workbench {
    /// a = x + n in training, x otherwise.
    func noisy(_ layer: LayerReference, units: Range<Int>, samples: Range<Int>) {
        for s in samples {
            let x = source(of: layer, s), a = row(layer.outputs, layer, s), noise = row(layer.memory, layer, s)
            for j in units { a[j] = isTraining ? x[j] + noise[j] : x[j] }
        }
    }

    /// dLoss/dx = dLoss/da: the noise does not depend on x.
    func noisyErrors(_ layer: LayerReference, inputs: Range<Int>, sample: Int, into errors: UnsafeMutablePointer<Double>) {
        let delta = row(layer.deltas, layer, sample)
        for (place, j) in inputs.enumerated() { errors[place] = delta[j] }
    }
}

// MARK: - Formulas

extension Formulas {
    func noisy(_ number: Int, _ unit: Int) -> Calculation {
        isTraining ? .sum([input(number, unit), .noise(layer: number, unit: unit)]) : input(number, unit)
    }
}
