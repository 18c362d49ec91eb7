// The dense layer: z = W x + b.
import CKernels

extension Workbench {
    /// Puts the biases where sums of products will begin.
    func beginNetInputs(_ layer: LayerReference, units: Range<Int>, sample: Int) {
        let z = row(layer.netInputs, layer, sample), b = parameters + layer.biases
        switch layer.biasMode {
        case .shared: (z + units.lowerBound).update(repeating: b[0], count: units.count)
        case .none: (z + units.lowerBound).update(repeating: 0, count: units.count)
        case .each:
            let unitsPerRow = layer.units / layer.weightRows
            var unit = units.lowerBound
            while unit < units.upperBound {
                let row = unit / unitsPerRow, end = min(units.upperBound, (row + 1) * unitsPerRow)
                (z + unit).update(repeating: b[row], count: end - unit)
                unit = end
            }
        }
    }

    /// z[s, j] = b[j] + sum over k of w[j, k] x[s, k].
    func denseNetInputs(_ layer: LayerReference, units: Range<Int>, samples: Range<Int>) {
        let z = row(layer.netInputs, layer, samples.lowerBound) + units.lowerBound
        if layer.biasMode == .each {
            nnk_fill_rows(samples.count, units.count, parameters + layer.biases + units.lowerBound, z, layer.units)
        } else {
            for s in samples { beginNetInputs(layer, units: units, sample: s) }
        }
        addProduct(
            rows: samples.count, columns: units.count, count: layer.inputs,
            Strided(source(of: layer, samples.lowerBound), columns: layer.inputs),
            Strided(parameters + layer.weights, columns: layer.inputs, fromRow: units.lowerBound).transposed,
            to: z, rowStride: layer.units)
    }

    /// dLoss/dx[s, k] = sum over the units j of delta[s, j] w[j, k].
    func denseErrors(
        _ layer: LayerReference, inputs: Range<Int>, samples: Range<Int>, into errors: UnsafeMutablePointer<Double>, stride: Int
    ) {
        for place in 0..<samples.count { (errors + place * stride).update(repeating: 0, count: inputs.count) }
        addProduct(
            rows: samples.count, columns: inputs.count, count: layer.units,
            Strided(row(layer.deltas, layer, samples.lowerBound), columns: layer.units),
            Strided(parameters + layer.weights, columns: layer.inputs, fromColumn: inputs.lowerBound), to: errors, rowStride: stride)
    }

    /// dLoss/dw[j, k] += sum over the samples of delta[s, j] x[s, k].
    func addDenseGradients(_ layer: LayerReference, units: Range<Int>, inputs: Range<Int>, samples: Range<Int>) {
        addProduct(
            rows: units.count, columns: inputs.count, count: samples.count,
            Strided(row(layer.deltas, layer, samples.lowerBound), columns: layer.units, fromColumn: units.lowerBound).transposed,
            Strided(source(of: layer, samples.lowerBound), columns: layer.inputs, fromColumn: inputs.lowerBound),
            to: gradients + layer.weights + units.lowerBound * layer.inputs + inputs.lowerBound, rowStride: layer.inputs)
    }
}
