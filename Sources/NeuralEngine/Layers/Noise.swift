// Noise: in training a normal random number is added to each number, so that what is learnt does not hang on the last digit.

extension Workbench {
    /// a = x + n in training, x otherwise.
    func noisy(_ layer: LayerReference, units: Range<Int>, samples: Range<Int>) {
        for s in samples {
            let x = source(of: layer, s), a = row(layer.outputs, layer, s), noise = row(layer.memory, layer, s)
            for j in units { a[j] = isTraining ? x[j] + noise[j] : x[j] }
        }
    }
}

// MARK: - Formulas

extension Formulas {
    func noisy(_ number: Int, _ unit: Int) -> Calculation {
        isTraining ? .sum([input(number, unit), .noise(layer: number, unit: unit)]) : input(number, unit)
    }
}
