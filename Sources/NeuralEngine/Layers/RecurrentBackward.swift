// A recurrent layer backward from its last step: backpropagation through time.
import CKernels

extension RecurrentBench {
    /// All steps from the last one.
    func backward() {
        errorsFromBehind(0..<steps)
        let all = 0..<units
        for step in (0..<steps).reversed() {
            addErrorsOfNextStep(step, all)
            switch cell {
            case .plain: deltas(step, 0..<rows)
            case .lstm:
                stateErrors(step, all)
                deltas(step, 0..<rows)
            case .gru:
                deltas(step, outerRows..<rows)
                stateErrors(step, all)
                deltas(step, 0..<outerRows)
            }
        }
    }

    /// dLoss/dh of one unit.
    func error(_ step: Int, _ unit: Int) {
        errorsFromBehind(step..<step + 1, unit..<unit + 1)
        addErrorsOfNextStep(step, unit..<unit + 1)
    }

    /// What the layers behind pass back; nothing where only the last step goes on.
    private func errorsFromBehind(_ steps: Range<Int>, _ some: Range<Int>? = nil) {
        let stride = recurrence.count(.error), first = some?.lowerBound ?? 0, count = some?.count ?? steps.count * units
        let errors = part(.error, steps.lowerBound, samples.lowerBound) + first
        guard recurrence.isLast else {
            let place = steps.lowerBound * units + first
            return bench.errors(number, units: place..<place + count, samples: samples, into: errors, stride: stride)
        }
        for s in 0..<samples.count { (errors + s * stride).update(repeating: 0, count: count) }
        guard steps.upperBound == self.steps else { return }
        let last = part(.error, self.steps - 1, samples.lowerBound) + first
        bench.errors(number, units: some ?? 0..<units, samples: samples, into: last, stride: stride)
    }

    /// Adds the sum over the rows of dLoss/dz u of the next step, for gru's n that of dLoss/dq u; then of gru dLoss/dh z of the next step.
    private func addErrorsOfNextStep(_ step: Int, _ units: Range<Int>) {
        guard step + 1 < steps else { return }
        let first = units.lowerBound, stride = recurrence.count(.error), error = part(.error, step, samples.lowerBound) + first
        func add(_ deltas: Strided, fromRow row: Int, count: Int) {
            sumProducts(
                rows: samples.count, columns: units.count, count: count, deltas, recurrentWeights(fromRow: row, column: first),
                from: Strided(error, columns: stride), to: error, rowStride: stride)
        }
        add(Strided(cells(layer.deltas, step + 1, samples.lowerBound), columns: layer.cells), fromRow: 0, count: outerRows)
        guard cell == .gru else { return }
        add(part(.stateError, step + 1), fromRow: outerRows, count: self.units)
        for s in samples {
            let error = part(.error, step, s), next = part(.error, step + 1, s), z = part(.gate, step + 1, s) + self.units
            nnk_add_products(next + first, z + first, error + first, units.count)
        }
    }

    /// dLoss/dc = dLoss/dh o tanh'(c) + dLoss/dc f of the next step; dLoss/dq = dLoss/dz r, z that of n.
    func stateErrors(_ step: Int, _ units: Range<Int>) {
        let first = units.lowerBound, count = units.count
        for s in samples {
            let error = part(.stateError, step, s) + first, gate = part(.gate, step, s) + first
            if cell == .gru {
                nnk_multiply(cells(layer.deltas, step, s) + outerRows + first, gate, error, count)
                continue
            }
            nnk_multiply(part(.error, step, s) + first, gate + 3 * self.units, error, count)
            nnk_multiply(error, squashed(step, s).slopes + first, error, count)
            guard step + 1 < steps else { continue }
            nnk_add_products(part(.stateError, step + 1, s) + first, part(.gate, step + 1, s) + self.units + first, error, count)
        }
    }

    /// dLoss/dz of some rows: the error of what the gate is part of, times what the gate is multiplied by there, times the slope of the gate.
    func deltas(_ step: Int, _ rows: Range<Int>) {
        for gate in rows.lowerBound / units..<(rows.upperBound + units - 1) / units {
            let some = rows.clamped(to: gate * units..<(gate + 1) * units), first = some.lowerBound - gate * units
            for s in samples {
                let delta = cells(layer.deltas, step, s) + some.lowerBound, slope = cells(layer.slopes, step, s) + some.lowerBound
                if cell == .plain {
                    nnk_multiply(part(.error, step, s) + first, slope, delta, some.count)
                } else {
                    multiplyByFactor(ofGate: gate, step, s, first..<first + some.count, into: delta)
                    nnk_multiply(delta, slope, delta, some.count)
                }
            }
        }
    }

    private func multiplyByFactor(
        ofGate gate: Int, _ step: Int, _ s: Int, _ some: Range<Int>, into product: UnsafeMutablePointer<Double>
    ) {
        let first = some.lowerBound, count = some.count
        let gates = part(.gate, step, s) + first, ofOutput = part(.error, step, s) + first, ofState = part(.stateError, step, s) + first
        switch (cell, gate) {
        case (.lstm, 0): nnk_multiply(ofState, gates + 2 * units, product, count)
        case (.lstm, 1) where step > 0: nnk_multiply(ofState, part(.state, step - 1, s) + first, product, count)
        case (.lstm, 1): for j in 0..<count { product[j] = ofState[j] * 0 }
        case (.lstm, 2): nnk_multiply(ofState, gates, product, count)
        case (.lstm, _): nnk_multiply(ofOutput, squashed(step, s).values + first, product, count)
        case (_, 0): nnk_multiply(cells(layer.deltas, step, s) + outerRows + first, part(.state, step, s) + first, product, count)
        case (_, 1):
            let before = hidden(step - 1, s) + first, n = gates + 2 * units
            for j in 0..<count { product[j] = ofOutput[j] * (before[j] - n[j]) }
        case (_, _): withRest(of: gates + units, count) { nnk_multiply(ofOutput, $0, product, count) }
        }
    }

    /// dLoss/dx[t, k] = sum over the rows of dLoss/dz w.
    func errorsOfInputs(_ places: Range<Int>, into errors: UnsafeMutablePointer<Double>, stride: Int) {
        for (place, s) in samples.enumerated() {
            func find(_ steps: Range<Int>, _ columns: Range<Int>, to errors: UnsafeMutablePointer<Double>) {
                sumProducts(
                    rows: steps.count, columns: columns.count, count: rows,
                    Strided(cells(layer.deltas, steps.lowerBound, s), columns: rows),
                    Strided(bench.parameters + layer.weights, columns: layer.weightColumns, fromColumn: columns.lowerBound), from: nil,
                    to: errors, rowStride: inputs)
            }
            let row = errors + place * stride
            if places.count == layer.inputs {
                find(0..<steps, 0..<inputs, to: row)
            } else {
                for (i, input) in places.enumerated() {
                    let (step, column) = input.quotientAndRemainder(dividingBy: inputs)
                    find(step..<step + 1, column..<column + 1, to: row + i)
                }
            }
        }
    }
}
