// The residual connection: what comes in plus what another layer gives.

extension Workbench {
    /// a = x + y.
    func sums(_ layer: LayerReference, units: Range<Int>, samples: Range<Int>) {
        for s in samples {
            let x = source(of: layer, s), y = given(by: layer.other, s, count: layer.units), a = row(layer.outputs, layer, s)
            for j in units { a[j] = x[j] + y[j] }
        }
    }

    /// dLoss/dx = dLoss/da: of an addition, for both that it adds; of noise, which does not depend on x.
    func errorsAsTheyAre(_ layer: LayerReference, inputs: Range<Int>, sample: Int, into errors: UnsafeMutablePointer<Double>) {
        let delta = row(layer.deltas, layer, sample)
        for (place, j) in inputs.enumerated() { errors[place] = delta[j] }
    }

    /// Adds to dLoss/da of a layer what all additions that read it besides their own layer pass back, in the order of the layers.
    @inline(never)
    func addErrorsOfAdditions(
        _ layer: LayerReference, units: Range<Int>, samples: Range<Int>, to errors: UnsafeMutablePointer<Double>, stride: Int
    ) {
        var number = layer.firstAddition
        while number > 0 {
            let addition = layers + number
            for (place, s) in samples.enumerated() {
                let delta = row(addition.deltas, addition, s) + units.lowerBound, error = errors + place * stride
                for i in 0..<units.count { error[i] += delta[i] }
            }
            number = addition.nextAddition
        }
    }
}

// MARK: - Formulas

extension Formulas {
    func addedOutput(_ number: Int, _ unit: Int) -> Calculation { .sum([input(number, unit), other(number, unit)]) }

    /// What a layer passes back to a number that it reads, and after it what the additions pass back that read the number as well.
    func withAdditions(_ passedBack: Calculation, ofLayer number: Int, _ unit: Int) -> Calculation {
        let additions = additions(reading: number).map { delta($0, unit: unit) }
        guard !additions.isEmpty else { return passedBack }
        if case .sum(let parts) = passedBack { return .sum(parts + additions) }
        return .sum([passedBack] + additions)
    }
}
