// Pooling: the greatest or the mean of each window of each channel.
import CKernels

extension Workbench {
    /// a = the greatest number of the window, the first of equal ones in row-major order. Its place is remembered: it alone gets
    /// the error. Windows of a row are looked at together.
    func maxima(_ layer: LayerReference, _ window: Window, units: Range<Int>, samples: Range<Int>) {
        for s in samples {
            let x = source(of: layer, s), a = row(layer.outputs, layer, s), winner = row(layer.memory, layer, s)
            var unit = units.lowerBound
            while unit < units.upperBound {
                let (channel, row, column) = layer.shape.position(of: unit)
                let count = min(units.upperBound - unit, layer.shape.width - column)
                let start = layer.inputShape.index(
                    channel: channel, row: row * window.rowStride, column: column * window.columnStride)
                nnk_greatest_of_windows(
                    x + start, layer.inputShape.width, window.height, window.width, window.columnStride, Double(start), a + unit,
                    winner + unit, count)
                unit += count
            }
        }
    }

    /// a = the sum of the window in row-major order, over its number of cells.
    func means(_ layer: LayerReference, _ window: Window, units: Range<Int>, samples: Range<Int>) {
        for s in samples {
            let x = source(of: layer, s), a = row(layer.outputs, layer, s)
            forEachWindow(layer, window, units: units) { unit, start in
                var sum = 0.0
                for m in 0..<window.height {
                    let line = start + m * layer.inputShape.width
                    for i in line..<line + window.width { sum += x[i] }
                }
                a[unit] = sum / Double(window.count)
            }
        }
    }

    /// dLoss/dx: the sum, in the order of the windows, of the deltas of those that a number has won.
    func maximumErrors(
        _ layer: LayerReference, _ window: Window, inputs: Range<Int>, sample: Int, into errors: UnsafeMutablePointer<Double>
    ) {
        let delta = row(layer.deltas, layer, sample), winner = row(layer.memory, layer, sample)
        errors.update(repeating: 0, count: inputs.count)
        for unit in unitsOfChannels(of: inputs, layer) {
            let i = Int(winner[unit]) - inputs.lowerBound
            if i >= 0 && i < inputs.count { errors[i] += delta[unit] }
        }
    }

    /// dLoss/dx: the sum, in the order of the windows that hold a number, of delta over the cells of a window.
    func meanErrors(_ layer: LayerReference, _ window: Window, inputs: Range<Int>, sample: Int, into errors: UnsafeMutablePointer<Double>) {
        let delta = row(layer.deltas, layer, sample)
        errors.update(repeating: 0, count: inputs.count)
        forEachWindow(layer, window, units: unitsOfChannels(of: inputs, layer)) { unit, start in
            let part = delta[unit] / Double(window.count)
            for m in 0..<window.height {
                let line = start + m * layer.inputShape.width - inputs.lowerBound
                for i in max(0, line)..<max(0, line, min(inputs.count, line + window.width)) { errors[i] += part }
            }
        }
    }

    /// The units whose channels some inputs belong to.
    private func unitsOfChannels(of inputs: Range<Int>, _ layer: LayerReference) -> Range<Int> {
        let pixels = layer.inputShape.pixels
        return inputs.lowerBound / pixels * layer.shape.pixels..<((inputs.upperBound - 1) / pixels + 1) * layer.shape.pixels
    }

    /// Each unit with the place of its window's first cell among the inputs.
    @inline(__always)
    private func forEachWindow(_ layer: LayerReference, _ window: Window, units: Range<Int>, _ body: (_ unit: Int, _ start: Int) -> Void) {
        let (image, places) = (layer.inputShape, layer.shape)
        var (channel, row, column) = places.position(of: units.lowerBound)
        for unit in units {
            body(unit, image.index(channel: channel, row: row * window.rowStride, column: column * window.columnStride))
            column += 1
            if column == places.width { (row, column) = (row + 1, 0) }
            if row == places.height { (channel, row) = (channel + 1, 0) }
        }
    }
}

// MARK: - Formulas

extension Formulas {
    func maximum(_ number: Int, _ layer: Layer, _ window: Window, _ unit: Int) -> Calculation {
        .maximum(places(of: window, unit, layer).map { input(number, $0) })
    }

    func mean(_ number: Int, _ layer: Layer, _ window: Window, _ unit: Int) -> Calculation {
        .quotient(.sum(places(of: window, unit, layer).map { input(number, $0) }), .number(Double(window.count)))
    }

    /// The deltas of the windows that a number has won.
    func maximumError(_ number: Int, _ layer: Layer, _ input: Int) -> Calculation {
        added(unitsOfChannel(of: input, layer).filter { winner(number, $0) == input }.map { delta(number, unit: $0) })
    }

    /// The deltas of the windows that hold a number, over their cells.
    func meanError(_ number: Int, _ layer: Layer, _ window: Window, _ input: Int) -> Calculation {
        let windows = unitsOfChannel(of: input, layer).filter { places(of: window, $0, layer).contains(input) }
        return added(windows.map { .quotient(delta(number, unit: $0), .number(Double(window.count))) })
    }

    /// The places of the window of a pooling unit.
    private func places(of window: Window, _ unit: Int, _ layer: Layer) -> [Int] {
        let (channel, row, column) = layer.shape.position(of: unit)
        return (0..<window.count).map { cell in
            layer.inputShape.index(
                channel: channel, row: row * window.rowStride + cell / window.width,
                column: column * window.columnStride + cell % window.width)
        }
    }

    private func added(_ parts: [Calculation]) -> Calculation { parts.isEmpty ? .number(0) : .sum(parts) }

    private func unitsOfChannel(of input: Int, _ layer: Layer) -> Range<Int> {
        let channel = input / layer.inputShape.pixels
        return channel * layer.shape.pixels..<(channel + 1) * layer.shape.pixels
    }
}
