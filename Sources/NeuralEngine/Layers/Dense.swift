// The dense layer: z = W x + b.
import CKernels

extension Workbench {
    /// z[s, j] = b[j] + sum over k of w[j, k] x[s, k].
    func denseNetInputs(_ layer: LayerReference, units: Range<Int>, samples: Range<Int>) {
        sumProducts(
            rows: samples.count, columns: units.count, count: layer.inputs,
            Strided(source(of: layer, samples.lowerBound), columns: layer.inputs),
            Strided(parameters + layer.weights, columns: layer.inputs, fromRow: units.lowerBound).transposed,
            from: biases(layer, ofRow: units.lowerBound)?.transposed,
            to: row(layer.netInputs, layer, samples.lowerBound) + units.lowerBound, rowStride: layer.units)
    }

    /// The biases of a row of weights and of those below it, where the sums of their products begin: a row each, or the shared one.
    func biases(_ layer: LayerReference, ofRow row: Int) -> Strided? {
        switch layer.biasMode {
        case .each: Strided(parameters + layer.biases + row, row: 1, column: 0)
        case .shared: Strided(parameters + layer.biases, row: 0, column: 0)
        case .none: nil
        }
    }

    /// dLoss/dx[s, k] = sum over the units j of delta[s, j] w[j, k].
    func denseErrors(
        _ layer: LayerReference, inputs: Range<Int>, samples: Range<Int>, into errors: UnsafeMutablePointer<Double>, stride: Int
    ) {
        sumProducts(
            rows: samples.count, columns: inputs.count, count: layer.units,
            Strided(row(layer.deltas, layer, samples.lowerBound), columns: layer.units),
            Strided(parameters + layer.weights, columns: layer.inputs, fromColumn: inputs.lowerBound), from: nil, to: errors,
            rowStride: stride)
    }

    /// dLoss/dw[j, k] = sum over the samples of delta[s, j] x[s, k], begun with what is there, or with 0.
    func sumDenseGradients(_ layer: LayerReference, units: Range<Int>, inputs: Range<Int>, samples: Range<Int>, fromZero: Bool) {
        let gradient = gradients + layer.weights + units.lowerBound * layer.inputs + inputs.lowerBound
        sumProducts(
            rows: units.count, columns: inputs.count, count: samples.count,
            Strided(row(layer.deltas, layer, samples.lowerBound), columns: layer.units, fromColumn: units.lowerBound).transposed,
            Strided(source(of: layer, samples.lowerBound), columns: layer.inputs, fromColumn: inputs.lowerBound),
            from: fromZero ? nil : Strided(gradient, columns: layer.inputs), to: gradient, rowStride: layer.inputs)
    }
}

// MARK: - Formulas

extension Formulas {
    func denseProducts(_ number: Int, _ layer: Layer, _ unit: Int) -> [[Calculation]] {
        (0..<layer.inputs).map { [weight(number, unit, $0), input(number, $0)] }
    }

    func denseError(_ number: Int, _ layer: Layer, _ input: Int) -> Calculation {
        .sumOfProducts(start: nil, (0..<layer.units).map { [delta(number, unit: $0), weight(number, $0, input)] })
    }
}
