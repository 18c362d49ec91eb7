// A recurrent layer forward, step after step.
import CKernels

extension RecurrentBench {
    /// All steps.
    func forward() {
        let all = 0..<units
        for step in 0..<steps {
            netInputs(step, 0..<outerRows)
            switch cell {
            case .plain: break
            case .lstm:
                gates(step, 0..<rows)
                states(step, all)
            case .gru:
                gates(step, 0..<outerRows)
                states(step, all)
                netInputs(step, outerRows..<rows)
                gates(step, outerRows..<rows)
            }
            outputs(step, all)
        }
    }

    /// z = b + W x + U h of the step before, one chain; of gru b + c begins it, and n ends with r q instead of U h.
    func netInputs(_ step: Int, _ rows: Range<Int>) {
        guard let first = rows.first else { return }
        let z = cells(layer.netInputs, step, samples.lowerBound) + first
        withUnsafeTemporaryAllocation(of: Double.self, capacity: rows.count) { start in
            for row in rows {
                let outer = bias(row) ?? 0
                start[row - first] = cell.hasInnerBiases && row < outerRows ? outer + (bias(row, isInner: true) ?? 0) : outer
            }
            guard let address = start.baseAddress else { return }
            sumProducts(
                rows: samples.count, columns: rows.count, count: inputs, x(step),
                Strided(bench.parameters + layer.weights, columns: layer.weightColumns, fromRow: first).transposed,
                from: layer.biasCount > 0 ? Strided(address, row: 0, column: 1) : nil, to: z, rowStride: layer.cells)
        }
        if first < outerRows {
            sumProducts(
                rows: samples.count, columns: rows.count, count: units, hidden(step - 1), recurrentWeights(fromRow: first).transposed,
                from: Strided(z, columns: layer.cells), to: z, rowStride: layer.cells)
        } else {
            for s in samples {
                let unit = first - outerRows
                nnk_add_products(
                    part(.gate, step, s) + unit, part(.state, step, s) + unit, cells(layer.netInputs, step, s) + first, rows.count)
            }
        }
    }

    /// The gates of a step, with their slopes.
    func gates(_ step: Int, _ rows: Range<Int>) {
        for gate in rows.lowerBound / units..<(rows.upperBound + units - 1) / units {
            guard let activation = cell.activation(ofGate: gate), case let some = rows.clamped(to: gate * units..<(gate + 1) * units) else {
                continue
            }
            for s in samples {
                activation.apply(
                    cells(layer.netInputs, step, s) + some.lowerBound, values: part(.gate, step, s) + some.lowerBound,
                    slopes: cells(layer.slopes, step, s) + some.lowerBound, some.count)
            }
        }
    }

    /// c = f c of the step before + i g, with tanh(c); or q = c + U h of the step before.
    func states(_ step: Int, _ units: Range<Int>) {
        if cell == .gru { return innerProducts(step, units) }
        for s in samples {
            let gate = part(.gate, step, s), c = part(.state, step, s), before = step > 0 ? part(.state, step - 1, s) : nil
            let (i, f, g) = (gate, gate + self.units, gate + 2 * self.units)
            let (values, slopes) = squashed(step, s), first = units.lowerBound
            (c + first).update(repeating: 0, count: units.count)
            if let before {
                nnk_add_products(f + first, before + first, c + first, units.count)
            } else {
                for j in units { c[j] = f[j] * 0 + 0 }
            }
            nnk_add_products(i + first, g + first, c + first, units.count)
            Activation.tanh.apply(c + first, values: values + first, slopes: slopes + first, units.count)
        }
    }

    private func innerProducts(_ step: Int, _ units: Range<Int>) {
        let first = units.lowerBound, q = part(.state, step, samples.lowerBound) + first, count = recurrence.count(.state)
        withUnsafeTemporaryAllocation(of: Double.self, capacity: units.count) { start in
            for j in units { start[j - first] = bias(outerRows + j, isInner: true) ?? 0 }
            guard let address = start.baseAddress else { return }
            sumProducts(
                rows: samples.count, columns: units.count, count: self.units, hidden(step - 1),
                recurrentWeights(fromRow: outerRows + first).transposed,
                from: layer.biasCount > 0 ? Strided(address, row: 0, column: 1) : nil, to: q, rowStride: count)
        }
    }

    /// h = f(z), o tanh(c), or (1 - z) n + z h of the step before.
    func outputs(_ step: Int, _ units: Range<Int>) {
        let count = self.units, first = units.lowerBound
        for s in samples {
            let h = hidden(step, s)
            switch cell {
            case .plain:
                bench.activations[number].apply(
                    cells(layer.netInputs, step, s) + first, values: h + first, slopes: cells(layer.slopes, step, s) + first, units.count)
            case .lstm:
                let o = part(.gate, step, s) + 3 * count, c = squashed(step, s).values
                nnk_multiply(o + first, c + first, h + first, units.count)
            case .gru:
                let gate = part(.gate, step, s), before = hidden(step - 1, s), (z, n) = (gate + count, gate + 2 * count)
                (h + first).update(repeating: 0, count: units.count)
                withRest(of: z + first, units.count) { nnk_add_products($0, n + first, h + first, units.count) }
                nnk_add_products(z + first, before + first, h + first, units.count)
            }
        }
    }

    /// 1 - z for some numbers.
    func withRest(of z: UnsafeMutablePointer<Double>, _ count: Int, _ body: (UnsafePointer<Double>) -> Void) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { rest in
            for j in 0..<count { rest[j] = 1 - z[j] }
            if let address = rest.baseAddress { body(address) }
        }
    }
}
