// The dense layer: z = W x + b; over a sequence at every step, with the same weights.
import CKernels

extension Workbench {
    /// z[s, t, j] = b[j] + sum over k of w[j, k] x[s, t, k], with one step t alone where x is a plain list. All steps of all samples are
    /// rows of one product; of some units of a sequence each is one by itself.
    func denseNetInputs(_ layer: LayerReference, units: Range<Int>, samples: Range<Int>) {
        let steps = layer.shape.pixels, rows = layer.weightRows
        if steps == 1 || units.count == layer.units {
            denseNetInputs(layer, rows: steps == 1 ? units : 0..<rows, from: 0, apart: 1, count: samples.count * steps, samples.lowerBound)
        } else {
            for unit in units {
                let (step, j) = unit.quotientAndRemainder(dividingBy: rows)
                denseNetInputs(layer, rows: j..<j + 1, from: step, apart: steps, count: samples.count, samples.lowerBound)
            }
        }
    }

    /// z of some rows of weights for `count` steps, `apart` from one another.
    private func denseNetInputs(_ layer: LayerReference, rows: Range<Int>, from step: Int, apart: Int, count: Int, _ firstSample: Int) {
        let columns = layer.weightColumns
        sumProducts(
            rows: count, columns: rows.count, count: columns,
            Strided(source(of: layer, firstSample) + step * columns, columns: apart * columns),
            Strided(parameters + layer.weights, columns: columns, fromRow: rows.lowerBound).transposed,
            from: biases(layer, ofRow: rows.lowerBound)?.transposed,
            to: row(layer.netInputs, layer, firstSample) + step * layer.weightRows + rows.lowerBound, rowStride: apart * layer.weightRows)
    }

    /// The biases of a row of weights and of those below it, where the sums of their products begin: a row each, or the shared one.
    func biases(_ layer: LayerReference, ofRow row: Int) -> Strided? {
        switch layer.biasMode {
        case .each: Strided(parameters + layer.biases + row, row: 1, column: 0)
        case .shared: Strided(parameters + layer.biases, row: 0, column: 0)
        case .none: nil
        }
    }

    /// dLoss/dx[s, t, k] = sum over the units j of delta[s, t, j] w[j, k].
    func denseErrors(
        _ layer: LayerReference, inputs: Range<Int>, samples: Range<Int>, into errors: UnsafeMutablePointer<Double>, stride: Int
    ) {
        let steps = layer.shape.pixels, columns = layer.weightColumns
        if steps == 1 {
            denseErrors(layer, columns: inputs, from: 0, apart: 1, count: samples.count, samples.lowerBound, into: errors, stride: stride)
        } else if inputs.count == layer.inputs {
            for (place, s) in samples.enumerated() {
                denseErrors(layer, columns: 0..<columns, from: 0, apart: 1, count: steps, s, into: errors + place * stride, stride: columns)
            }
        } else {
            for (place, input) in inputs.enumerated() {
                let (step, k) = input.quotientAndRemainder(dividingBy: columns)
                denseErrors(
                    layer, columns: k..<k + 1, from: step, apart: steps, count: samples.count, samples.lowerBound, into: errors + place,
                    stride: stride)
            }
        }
    }

    /// dLoss/dx at some columns of the weights for `count` steps, `apart` from one another.
    private func denseErrors(
        _ layer: LayerReference, columns: Range<Int>, from step: Int, apart: Int, count: Int, _ firstSample: Int,
        into errors: UnsafeMutablePointer<Double>, stride: Int
    ) {
        let rows = layer.weightRows
        sumProducts(
            rows: count, columns: columns.count, count: rows,
            Strided(row(layer.deltas, layer, firstSample) + step * rows, columns: apart * rows),
            Strided(parameters + layer.weights, columns: layer.weightColumns, fromColumn: columns.lowerBound), from: nil, to: errors,
            rowStride: stride)
    }

    /// dLoss/dw[j, k] = sum over the samples and steps of delta[s, t, j] x[s, t, k], begun with what is there, or with 0.
    func sumDenseGradients(_ layer: LayerReference, rows: Range<Int>, columns: Range<Int>, samples: Range<Int>, fromZero: Bool) {
        let width = layer.weightColumns, gradient = gradients + layer.weights + rows.lowerBound * width + columns.lowerBound
        sumProducts(
            rows: rows.count, columns: columns.count, count: samples.count * layer.shape.pixels,
            Strided(row(layer.deltas, layer, samples.lowerBound), columns: layer.weightRows, fromColumn: rows.lowerBound).transposed,
            Strided(source(of: layer, samples.lowerBound), columns: width, fromColumn: columns.lowerBound),
            from: fromZero ? nil : Strided(gradient, columns: width), to: gradient, rowStride: width)
    }
}

// MARK: - Formulas

extension Formulas {
    func denseProducts(_ number: Int, _ layer: Layer, _ unit: Int) -> [[Calculation]] {
        let first = layer.shape.position(of: unit).row * layer.weightColumns
        return (0..<layer.weightColumns).map { [weight(number, unit, $0), input(number, first + $0)] }
    }

    func denseError(_ number: Int, _ layer: Layer, _ input: Int) -> Calculation {
        let (step, column) = input.quotientAndRemainder(dividingBy: layer.weightColumns), first = step * layer.weightRows
        return .sumOfProducts(
            start: nil, (0..<layer.weightRows).map { [delta(number, unit: first + $0), weight(number, $0, column)] })
    }

    /// delta x, at every step.
    func denseGradientProducts(_ number: Int, _ layer: Layer, _ row: Int, _ column: Int) -> [[Calculation]] {
        (0..<layer.shape.pixels).map { step in
            [delta(number, unit: step * layer.weightRows + row), input(number, step * layer.weightColumns + column)]
        }
    }
}
