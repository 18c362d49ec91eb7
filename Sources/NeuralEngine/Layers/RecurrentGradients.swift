// What the weights and biases of a recurrent layer get from all samples and steps.
import CKernels

extension RecurrentBench {
    /// dLoss/dw[row, k] = sum over the samples and steps of dLoss/dz x[t, k], dLoss/du[row, m] that of dLoss/dz h[t - 1, m] (of gru's n with
    /// dLoss/dq), begun with what is there, or with 0.
    func sumGradients(rows: Range<Int>, columns: Range<Int>, fromZero: Bool) {
        let width = layer.weightColumns
        let weights = columns.clamped(to: 0..<inputs), recurrent = columns.clamped(to: inputs..<max(inputs, width))
        func sum(_ rows: Range<Int>, _ columns: Range<Int>, count: Int, _ deltas: Strided, _ read: Strided, fromZero: Bool) {
            let gradient = bench.gradients + layer.weights + rows.lowerBound * width + columns.lowerBound
            sumProducts(
                rows: rows.count, columns: columns.count, count: count, deltas.transposed, read,
                from: fromZero ? nil : Strided(gradient, columns: width), to: gradient, rowStride: width)
        }
        if !weights.isEmpty {
            let deltas = Strided(cells(layer.deltas, 0, samples.lowerBound), columns: self.rows, fromColumn: rows.lowerBound)
            let x = Strided(bench.source(of: layer, samples.lowerBound), columns: inputs, fromColumn: weights.lowerBound)
            sum(rows, weights, count: samples.count * steps, deltas, x, fromZero: fromZero)
        }
        guard !recurrent.isEmpty else { return }
        let outer = rows.clamped(to: 0..<outerRows), inner = rows.clamped(to: outerRows..<max(outerRows, self.rows))
        for some in [outer, inner] where !some.isEmpty {
            for s in samples {
                func deltas(_ step: Int) -> Strided {
                    some.lowerBound < outerRows
                        ? Strided(cells(layer.deltas, step, s), columns: self.rows, fromColumn: some.lowerBound)
                        : Strided(part(.stateError, step, s), columns: units, fromColumn: some.lowerBound - outerRows)
                }
                let column = recurrent.lowerBound - inputs
                sum(
                    some, recurrent, count: 1, deltas(0), Strided(hidden(-1, s) + column, row: 0, column: 1),
                    fromZero: fromZero && s == samples.lowerBound)
                guard steps > 1 else { continue }
                let before = Strided(hidden(0, s), columns: units, fromColumn: column)
                sum(some, recurrent, count: steps - 1, deltas(1), before, fromZero: false)
            }
        }
    }

    /// dLoss/db = sum over the samples and steps of dLoss/dz, behind them dLoss/dc, for gru's n with dLoss/dq. Shared ones over all rows.
    func sumBiasGradients(_ biases: Range<Int>) {
        let ofOneKind = layer.biasMode == .shared ? 1 : rows, gradient = bench.gradients + layer.biases
        let outer = biases.clamped(to: 0..<ofOneKind), inner = biases.clamped(to: ofOneKind..<2 * ofOneKind)
        if layer.biasMode == .shared {
            for isInner in [false, true] where !(isInner ? inner : outer).isEmpty {
                sumAll(isInner: isInner, to: gradient + (isInner ? 1 : 0))
            }
            return
        }
        sumRows(outer, to: gradient + outer.lowerBound)
        sumRows(inner.lowerBound - rows..<inner.upperBound - rows, isInner: true, to: gradient + inner.lowerBound)
    }

    /// The sums of some rows, a bias each.
    private func sumRows(_ some: Range<Int>, isInner: Bool = false, to gradient: UnsafeMutablePointer<Double>) {
        let ofState = isInner ? some.clamped(to: outerRows..<max(outerRows, rows)) : rows..<rows
        let ofCells = isInner ? some.clamped(to: 0..<outerRows) : some
        let count = samples.count * steps
        if !ofCells.isEmpty {
            nnk_add_rows(
                count, ofCells.count, cells(layer.deltas, 0, samples.lowerBound) + ofCells.lowerBound, rows,
                gradient + ofCells.lowerBound - some.lowerBound)
        }
        if !ofState.isEmpty {
            nnk_add_rows(
                count, ofState.count, part(.stateError, 0, samples.lowerBound) + ofState.lowerBound - outerRows, units,
                gradient + ofState.lowerBound - some.lowerBound)
        }
    }

    /// The sum of all rows, step after step.
    private func sumAll(isInner: Bool, to gradient: UnsafeMutablePointer<Double>) {
        for s in samples {
            for step in 0..<steps {
                let deltas = cells(layer.deltas, step, s), ofState = part(.stateError, step, s)
                for row in 0..<rows { gradient.pointee += isInner && row >= outerRows ? ofState[row - outerRows] : deltas[row] }
            }
        }
    }
}
