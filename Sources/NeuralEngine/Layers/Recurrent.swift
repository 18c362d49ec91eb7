// The recurrent layers at work: step by step forward, and back from the last step (backpropagation through time). Whether all units of a
// step are worked or one alone, the operations are these.
import CKernels

/// A recurrent layer on a bench, for some samples. Rows, gates and net inputs of a step are counted gate by gate.
struct RecurrentBench {
    let bench: Workbench
    let number: Int
    let layer: LayerReference
    let recurrence: Recurrence
    let samples: Range<Int>

    var cell: RecurrentCell { recurrence.cell }
    var steps: Int { recurrence.steps }
    var units: Int { recurrence.units }
    var rows: Int { recurrence.rows }
    /// Numbers that come in at a step.
    var inputs: Int { layer.inputShape.channels }
    /// The rows of U h that are part of the net inputs; the others are the state of gru.
    private var outerRows: Int { cell.innerGate.map { $0 * units } ?? rows }

    // MARK: Arrays

    /// What comes in at a step, a row a sample.
    private func x(_ step: Int) -> Strided {
        Strided(bench.source(of: layer, samples.lowerBound) + step * inputs, columns: layer.inputs)
    }

    /// z, its slopes or dLoss/dz of a step, from a row on.
    private func cells(_ array: Int, _ step: Int, _ sample: Int) -> UnsafeMutablePointer<Double> {
        bench.memory + array + sample * layer.cells + step * rows
    }

    /// A number of a step that other layers do not have.
    private func part(_ part: StepPart, _ step: Int, _ sample: Int) -> UnsafeMutablePointer<Double> {
        let count = recurrence.count(part)
        return bench.memory + layer.pointee.recurrent[part] + sample * count + step * (part == .gate ? rows : units)
    }

    private func part(_ part: StepPart, _ step: Int) -> Strided {
        Strided(self.part(part, step, samples.lowerBound), columns: recurrence.count(part))
    }

    /// h of a step; before the first one that of the beginning, the same for all samples.
    private func hidden(_ step: Int, _ sample: Int) -> UnsafeMutablePointer<Double> {
        if step < 0 { return bench.memory + layer.pointee.recurrent.initialState }
        if !recurrence.isLast { return bench.row(layer.outputs, layer, sample) + step * units }
        return step == steps - 1 ? bench.row(layer.outputs, layer, sample) : part(.hidden, step, sample)
    }

    private func hidden(_ step: Int) -> Strided {
        let start = hidden(step, samples.lowerBound)
        if step < 0 { return Strided(start, row: 0, column: 1) }
        let isApart = recurrence.isLast && step < steps - 1
        return Strided(start, columns: isApart ? recurrence.count(.hidden) : layer.units)
    }

    /// Columns of U, from a row of it on.
    private func recurrentWeights(fromRow row: Int, column: Int = 0) -> Strided {
        Strided(bench.parameters + layer.weights, columns: layer.weightColumns, fromRow: row, fromColumn: inputs + column)
    }

    /// A bias of a row: of W x, or of U h.
    private func bias(_ row: Int, isInner: Bool = false) -> Double? {
        guard layer.biasCount > 0 else { return nil }
        let ofOneKind = layer.biasMode == .shared ? 1 : rows
        return bench.parameters[layer.biases + (isInner ? ofOneKind : 0) + (layer.biasMode == .shared ? 0 : row)]
    }

    /// tanh(c) and its slope, of lstm.
    private func squashed(_ step: Int, _ sample: Int) -> (values: UnsafeMutablePointer<Double>, slopes: UnsafeMutablePointer<Double>) {
        let values = bench.memory + layer.memory + (2 * sample * steps + 2 * step) * units
        return (values, values + units)
    }

    // MARK: Forward

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

    // MARK: Backward

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

    /// 1 - z for some numbers.
    private func withRest(of z: UnsafeMutablePointer<Double>, _ count: Int, _ body: (UnsafePointer<Double>) -> Void) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { rest in
            for j in 0..<count { rest[j] = 1 - z[j] }
            if let address = rest.baseAddress { body(address) }
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

    // MARK: Gradients

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

extension Workbench {
    /// A recurrent layer for some samples; nil for other kinds.
    func recurrent(_ number: Int, samples: Range<Int>) -> RecurrentBench? {
        (layers + number).pointee.recurrence.map {
            RecurrentBench(bench: self, number: number, layer: layers + number, recurrence: $0, samples: samples)
        }
    }

    /// One number of a recurrent layer, as a step of the walk finds it.
    func recurrentPart(_ quantity: Quantity, _ number: Int, sample: Int) {
        guard let work = recurrent(number, samples: sample..<sample + 1), let (part, step, unit) = work.recurrence.part(of: quantity) else {
            return
        }
        func row(_ gate: Int) -> Range<Int> { gate * work.units + unit..<gate * work.units + unit + 1 }
        switch part {
        case .netInput(let gate): work.netInputs(step, row(gate))
        case .gate(let gate): work.gates(step, row(gate))
        case .state: work.states(step, unit..<unit + 1)
        case .output: work.outputs(step, unit..<unit + 1)
        case .error: work.error(step, unit)
        case .stateError: work.stateErrors(step, unit..<unit + 1)
        case .delta(let gate): work.deltas(step, row(gate))
        }
    }
}
