// The formulas of recurrent layers, by the same order of operations.

extension Formulas {
    /// z of a gate: b + W x + U h of the step before; of gru b + c begins it, and n ends with r q.
    func recurrentNetInput(_ number: Int, _ layer: Layer, _ line: Recurrence, gate: Int, _ step: Int, _ unit: Int) -> Calculation {
        let row = gate * line.units + unit, inputs = layer.inputShape.channels, isInner = line.cell.innerGate == gate
        var start = layer.biasIndex(ofUnit: row).map { Calculation.quantity(.bias(layer: number, index: $0)) }
        if !isInner, let outer = start, let inner = innerBias(number, layer, line, row) { start = .sum([outer, inner]) }
        var products = (0..<inputs).map { [weight(number, row, $0), input(number, step * inputs + $0)] }
        if isInner {
            products.append([part(.gate(0), step, unit, number, line), part(.state, step, unit, number, line)])
        } else {
            products += (0..<line.units).map { [weight(number, row, inputs + $0), hidden(step - 1, $0, number, layer, line)] }
        }
        return .sumOfProducts(start: start, products)
    }

    /// A number of a step: a gate, the state, dLoss/dh, dLoss of the state.
    func recurrentPart(_ part: RecurrentPart, _ number: Int, _ layer: Layer, _ line: Recurrence, _ step: Int, _ unit: Int) -> Calculation {
        switch part {
        case .netInput(let gate): recurrentNetInput(number, layer, line, gate: gate, step, unit)
        case .gate(let gate):
            .activation(line.cell.activation(ofGate: gate) ?? layer.activation, self.part(.netInput(gate), step, unit, number, line))
        case .state: state(number, layer, line, step, unit)
        case .output: recurrentOutput(number, layer, line, step, unit)
        case .error: recurrentError(number, layer, line, step, unit)
        case .stateError: stateError(number, line, step, unit)
        case .delta(let gate): .product(recurrentDeltaFactors(number, layer, line, gate: gate, step, unit))
        }
    }

    private func state(_ number: Int, _ layer: Layer, _ line: Recurrence, _ step: Int, _ unit: Int) -> Calculation {
        func part(_ part: RecurrentPart) -> Calculation { self.part(part, step, unit, number, line) }
        guard line.cell == .gru else {
            let before = step > 0 ? self.part(.state, step - 1, unit, number, line) : .number(0)
            return .sumOfProducts(start: nil, [[part(.gate(1)), before], [part(.gate(0)), part(.gate(2))]])
        }
        let row = 2 * line.units + unit, inputs = layer.inputShape.channels
        return .sumOfProducts(
            start: innerBias(number, layer, line, row),
            (0..<line.units).map { [weight(number, row, inputs + $0), hidden(step - 1, $0, number, layer, line)] })
    }

    private func recurrentOutput(_ number: Int, _ layer: Layer, _ line: Recurrence, _ step: Int, _ unit: Int) -> Calculation {
        func part(_ part: RecurrentPart) -> Calculation { self.part(part, step, unit, number, line) }
        return switch line.cell {
        case .plain: .activation(layer.activation, part(.netInput(0)))
        case .lstm: .product([part(.gate(3)), .activation(.tanh, part(.state))])
        case .gru:
            .sumOfProducts(
                start: nil,
                [
                    [.difference(.number(1), part(.gate(1))), part(.gate(2))],
                    [part(.gate(1)), hidden(step - 1, unit, number, layer, line)],
                ])
        }
    }

    /// What the layers behind pass back to h, and after it what the next step does.
    private func recurrentError(_ number: Int, _ layer: Layer, _ line: Recurrence, _ step: Int, _ unit: Int) -> Calculation {
        let isRead = !line.isLast || step == line.steps - 1
        let behind = isRead ? errorFromBehind(number, line.isLast ? unit : step * line.units + unit) : nil
        guard step + 1 < line.steps else { return behind ?? .number(0) }
        let column = layer.inputShape.channels + unit
        var products: [[Calculation]] = []
        for gate in line.cell.gates.indices {
            for j in 0..<line.units {
                let slope = line.cell.innerGate == gate ? RecurrentPart.stateError : .delta(gate)
                products.append([part(slope, step + 1, j, number, line), weight(number, gate * line.units + j, column)])
            }
        }
        if line.cell == .gru {
            products.append([part(.error, step + 1, unit, number, line), part(.gate(1), step + 1, unit, number, line)])
        }
        return .sumOfProducts(start: behind, products)
    }

    private func stateError(_ number: Int, _ line: Recurrence, _ step: Int, _ unit: Int) -> Calculation {
        func part(_ part: RecurrentPart, _ step: Int) -> Calculation { self.part(part, step, unit, number, line) }
        if line.cell == .gru { return .product([part(.delta(2), step), part(.gate(0), step)]) }
        let ofOutput = Calculation.product([part(.error, step), part(.gate(3), step), .slope(.tanh, part(.state, step))])
        guard step + 1 < line.steps else { return ofOutput }
        return .sumOfProducts(start: ofOutput, [[part(.stateError, step + 1), part(.gate(1), step + 1)]])
    }

    /// dLoss/dz of a gate: the error, what the gate is multiplied by, and the slope of the gate.
    func recurrentDeltaFactors(
        _ number: Int, _ layer: Layer, _ line: Recurrence, gate: Int, _ step: Int, _ unit: Int
    ) -> [Calculation] {
        func part(_ part: RecurrentPart) -> Calculation { self.part(part, step, unit, number, line) }
        let slope = Calculation.slope(line.cell.activation(ofGate: gate) ?? layer.activation, part(.netInput(gate)))
        switch (line.cell, gate) {
        case (.plain, _): return [part(.error), slope]
        case (.lstm, 0): return [part(.stateError), part(.gate(2)), slope]
        case (.lstm, 1):
            return [part(.stateError), step > 0 ? self.part(.state, step - 1, unit, number, line) : .number(0), slope]
        case (.lstm, 2): return [part(.stateError), part(.gate(0)), slope]
        case (.lstm, _): return [part(.error), .activation(.tanh, part(.state)), slope]
        case (.gru, 0): return [part(.delta(2)), part(.state), slope]
        case (.gru, 1): return [part(.error), .difference(hidden(step - 1, unit, number, layer, line), part(.gate(2))), slope]
        case (.gru, _): return [part(.error), .difference(.number(1), part(.gate(1))), slope]
        }
    }

    /// What a recurrent layer passes back to a number of a step that it reads.
    func recurrentPassedBack(_ number: Int, _ layer: Layer, _ line: Recurrence, _ place: Int) -> Calculation {
        let (step, column) = place.quotientAndRemainder(dividingBy: layer.inputShape.channels)
        return .sumOfProducts(
            start: nil, (0..<line.rows).map { [delta(number, unit: step * line.rows + $0), weight(number, $0, column)] })
    }

    /// dLoss/dz times x, or times h of the step before, at every step.
    func recurrentGradientProducts(_ number: Int, _ layer: Layer, _ line: Recurrence, _ row: Int, _ column: Int) -> [[Calculation]] {
        let inputs = layer.inputShape.channels
        return (0..<line.steps).map { step in
            column < inputs
                ? [delta(number, unit: step * line.rows + row), input(number, step * inputs + column)]
                : [slopeOfRecurrentSum(number, line, step, row), hidden(step - 1, column - inputs, number, layer, line)]
        }
    }

    /// What a bias's gradient adds up: dLoss/dz of its row at every step; of one that stands with U h, dLoss of that sum.
    func recurrentBiasTerms(_ number: Int, _ layer: Layer, _ line: Recurrence, _ index: Int) -> [Calculation] {
        let ofOneKind = layer.biasMode == .shared ? 1 : line.rows
        let rows = layer.biasMode == .shared ? 0..<line.rows : index % ofOneKind..<index % ofOneKind + 1
        return (0..<line.steps).flatMap { step in
            rows.map { row in
                index >= ofOneKind ? slopeOfRecurrentSum(number, line, step, row) : delta(number, unit: step * line.rows + row)
            }
        }
    }

    /// dLoss/d(U h): dLoss/dz of the row, of gru's n dLoss/dq.
    private func slopeOfRecurrentSum(_ number: Int, _ line: Recurrence, _ step: Int, _ row: Int) -> Calculation {
        line.cell.innerGate == row / line.units
            ? part(.stateError, step, row % line.units, number, line) : delta(number, unit: step * line.rows + row)
    }

    private func part(_ part: RecurrentPart, _ step: Int, _ unit: Int, _ number: Int, _ line: Recurrence) -> Calculation {
        .quantity(line.quantity(part, step, unit, layer: number))
    }

    /// h of a step; before the first one that of the beginning.
    private func hidden(_ step: Int, _ unit: Int, _ number: Int, _ layer: Layer, _ line: Recurrence) -> Calculation {
        step < 0 ? .number(layer.initialState[unit]) : .quantity(line.output(step, unit, layer: number))
    }

    private func innerBias(_ number: Int, _ layer: Layer, _ line: Recurrence, _ row: Int) -> Calculation? {
        guard line.cell.hasInnerBiases, let index = layer.biasIndex(ofUnit: row) else { return nil }
        return .quantity(.bias(layer: number, index: index + (layer.biasMode == .shared ? 1 : line.rows)))
    }
}
