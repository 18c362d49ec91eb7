// The recurrent layers at work. Whether all units of a step are worked or one alone, the operations are those of the bench: forward, backward
// and the gradients have a file each.

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
    var outerRows: Int { cell.innerGate.map { $0 * units } ?? rows }

    // MARK: Arrays

    /// What comes in at a step, a row a sample.
    func x(_ step: Int) -> Strided {
        Strided(bench.source(of: layer, samples.lowerBound) + step * inputs, columns: layer.inputs)
    }

    /// z, its slopes or dLoss/dz of a step, from a row on.
    func cells(_ array: Int, _ step: Int, _ sample: Int) -> UnsafeMutablePointer<Double> {
        bench.memory + array + sample * layer.cells + step * rows
    }

    /// A number of a step that other layers do not have.
    func part(_ part: StepPart, _ step: Int, _ sample: Int) -> UnsafeMutablePointer<Double> {
        let count = recurrence.count(part)
        return bench.memory + layer.pointee.recurrent[part] + sample * count + step * (part == .gate ? rows : units)
    }

    func part(_ part: StepPart, _ step: Int) -> Strided {
        Strided(self.part(part, step, samples.lowerBound), columns: recurrence.count(part))
    }

    /// h of a step; before the first one that of the beginning, the same for all samples.
    func hidden(_ step: Int, _ sample: Int) -> UnsafeMutablePointer<Double> {
        if step < 0 { return bench.memory + layer.pointee.recurrent.initialState }
        if !recurrence.isLast { return bench.row(layer.outputs, layer, sample) + step * units }
        return step == steps - 1 ? bench.row(layer.outputs, layer, sample) : part(.hidden, step, sample)
    }

    func hidden(_ step: Int) -> Strided {
        let start = hidden(step, samples.lowerBound)
        if step < 0 { return Strided(start, row: 0, column: 1) }
        let isApart = recurrence.isLast && step < steps - 1
        return Strided(start, columns: isApart ? recurrence.count(.hidden) : layer.units)
    }

    /// Columns of U, from a row of it on.
    func recurrentWeights(fromRow row: Int, column: Int = 0) -> Strided {
        Strided(bench.parameters + layer.weights, columns: layer.weightColumns, fromRow: row, fromColumn: inputs + column)
    }

    /// A bias of a row: of W x, or of U h.
    func bias(_ row: Int, isInner: Bool = false) -> Double? {
        guard layer.biasCount > 0 else { return nil }
        let ofOneKind = layer.biasMode == .shared ? 1 : rows
        return bench.parameters[layer.biases + (isInner ? ofOneKind : 0) + (layer.biasMode == .shared ? 0 : row)]
    }

    /// tanh(c) and its slope, of lstm.
    func squashed(_ step: Int, _ sample: Int) -> (values: UnsafeMutablePointer<Double>, slopes: UnsafeMutablePointer<Double>) {
        let values = bench.memory + layer.memory + (2 * sample * steps + 2 * step) * units
        return (values, values + units)
    }
}

extension Workbench {
    /// A recurrent layer for some samples; nil for other kinds. Never inlined, for it copies the bench, and who works on a layer of another
    /// kind is not to copy it too.
    @inline(never)
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
