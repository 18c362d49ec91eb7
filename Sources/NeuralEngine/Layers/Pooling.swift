// Pooling: the greatest or the mean of each window of each channel. Cells of the window that lie outside the image see nothing.
import CKernels

extension Workbench {
    /// a = the greatest number of the window, the first of equal ones in row-major order. Its place is remembered: it alone gets
    /// the error. Windows that lie side by side are looked at together.
    func maxima(_ layer: LayerReference, _ window: Window, units: Range<Int>, samples: Range<Int>) {
        for s in samples {
            let x = source(of: layer, s), a = row(layer.outputs, layer, s), winner = row(layer.memory, layer, s)
            forEachView(of: window, layer.inputShape, layer.shape, units: units) { view in
                nnk_greatest_of_windows(
                    x + view.start, view.line, view.rows, view.columns, view.apart, view.stride, Double(view.start), a + view.unit,
                    winner + view.unit, view.count)
            }
        }
    }

    /// a = the sum of the window in row-major order, over the number of cells that count.
    func means(_ layer: LayerReference, _ window: Window, countsPadding: Bool, units: Range<Int>, samples: Range<Int>) {
        for s in samples {
            let x = source(of: layer, s), a = row(layer.outputs, layer, s)
            forEachView(of: window, layer.inputShape, layer.shape, units: units) { view in
                let divisor = view.divisor(window, layer.inputShape, countsPadding: countsPadding)
                for i in 0..<view.count {
                    var sum = 0.0
                    for m in 0..<view.rows {
                        let line = x + view.start + i * view.stride + m * view.line
                        for n in 0..<view.columns { sum += line[n * view.apart] }
                    }
                    a[view.unit + i] = sum / divisor
                }
            }
        }
    }

    /// dLoss/dx: the sum, in the order of the windows, of the deltas of those that a number has won.
    func maximumErrors(
        _ layer: LayerReference, _ window: Window, inputs: Range<Int>, sample: Int, into errors: UnsafeMutablePointer<Double>
    ) {
        let delta = row(layer.deltas, layer, sample), winner = row(layer.memory, layer, sample)
        errors.update(repeating: 0, count: inputs.count)
        for unit in unitsReading(inputs, layer) {
            let i = Int(winner[unit]) - inputs.lowerBound
            if i >= 0 && i < inputs.count { errors[i] += delta[unit] }
        }
    }

    /// dLoss/dx: the sum, in the order of the windows that hold a number, of delta over the number of cells that count.
    func meanErrors(
        _ layer: LayerReference, _ window: Window, countsPadding: Bool, inputs: Range<Int>, sample: Int,
        into errors: UnsafeMutablePointer<Double>
    ) {
        let delta = row(layer.deltas, layer, sample)
        errors.update(repeating: 0, count: inputs.count)
        forEachView(of: window, layer.inputShape, layer.shape, units: unitsReading(inputs, layer)) { view in
            let divisor = view.divisor(window, layer.inputShape, countsPadding: countsPadding)
            for i in 0..<view.count {
                let part = delta[view.unit + i] / divisor
                for m in 0..<view.rows {
                    let line = view.start + i * view.stride + m * view.line - inputs.lowerBound
                    for n in 0..<view.columns {
                        let place = line + n * view.apart
                        if place >= 0 && place < inputs.count { errors[place] += part }
                    }
                }
            }
        }
    }

    /// Units among which those are that read some inputs: of an image the channels of these.
    private func unitsReading(_ inputs: Range<Int>, _ layer: LayerReference) -> Range<Int> {
        if layer.inputShape.isSequence { return 0..<layer.units }
        let pixels = layer.inputShape.pixels
        return inputs.lowerBound / pixels * layer.shape.pixels..<((inputs.upperBound - 1) / pixels + 1) * layer.shape.pixels
    }
}

// MARK: - What a window sees

/// What the windows of some neighbouring units see of an image: as many rows and columns each, in the same arrangement.
private struct WindowView {
    /// The first unit, its place in the result, and how many units there are.
    let unit: Int
    let place: (row: Int, column: Int)
    let count: Int
    /// The place of the first number that the first window sees, and from there to that of the next window.
    let start: Int
    let stride: Int
    /// Rows and columns that a window sees, and from a number to the one below it and to the next one.
    let rows: Int
    let columns: Int
    let line: Int
    let apart: Int

    /// The cells over which a mean is taken: those that see the image, or the zeros around it too.
    func divisor(_ window: Window, _ image: Shape, countsPadding: Bool) -> Double {
        guard countsPadding else { return Double(rows * columns) }
        return Double(
            window.rows.countedCells(at: place.row, over: image.height)
                * window.columns.countedCells(at: place.column, over: image.width))
    }
}

/// What the windows of some units see. Where all of a window lies on the image its neighbours of the row are told with it; in a sequence
/// those of all channels of a step.
@inline(__always)
private func forEachView(of window: Window, _ image: Shape, _ places: Shape, units: Range<Int>, _ body: (WindowView) -> Void) {
    let lastInside = min(window.columns.lastPlaceInside(image.width), places.width - 1)
    let line = window.rows.dilation * image.width * image.pixelStep
    var unit = units.lowerBound
    while unit < units.upperBound {
        let (channel, row, column) = places.position(of: unit)
        let rows = window.rows.cells(at: row, on: 0..<image.height), columns = window.columns.cells(at: column, on: 0..<image.width)
        let alike = image.isSequence ? image.channels - channel : columns.count == window.width ? lastInside - column + 1 : 1
        let count = min(units.upperBound - unit, alike)
        let start = image.index(
            channel: channel, row: window.rows.position(ofCell: rows.lowerBound, at: row),
            column: window.columns.position(ofCell: columns.lowerBound, at: column))
        body(
            WindowView(
                unit: unit, place: (row, column), count: count, start: start, stride: image.isSequence ? 1 : window.columns.stride,
                rows: rows.count, columns: columns.count, line: line, apart: window.columns.dilation))
        unit += count
    }
}

// MARK: - Formulas

extension Formulas {
    func maximum(_ number: Int, _ layer: Layer, _ window: Window, _ unit: Int) -> Calculation {
        .maximum(layer.placesSeen(by: unit, window).map { input(number, $0) })
    }

    func mean(_ number: Int, _ layer: Layer, _ window: Window, countsPadding: Bool, _ unit: Int) -> Calculation {
        .quotient(
            .sum(layer.placesSeen(by: unit, window).map { input(number, $0) }), .number(layer.divisor(of: unit, window, countsPadding)))
    }

    /// The deltas of the windows that a number has won.
    func maximumError(_ number: Int, _ layer: Layer, _ input: Int) -> Calculation {
        added(layer.unitsOfChannel(of: input).filter { winner(number, $0) == input }.map { delta(number, unit: $0) })
    }

    /// The deltas of the windows that hold a number, over the cells that count.
    func meanError(_ number: Int, _ layer: Layer, _ window: Window, countsPadding: Bool, _ input: Int) -> Calculation {
        let windows = layer.unitsOfChannel(of: input).filter { layer.placesSeen(by: $0, window).contains(input) }
        return added(
            windows.map { .quotient(delta(number, unit: $0), .number(layer.divisor(of: $0, window, countsPadding))) })
    }

    private func added(_ parts: [Calculation]) -> Calculation { parts.isEmpty ? .number(0) : .sum(parts) }
}

extension Layer {
    /// The places that the window of a pooling unit sees, in row-major order.
    public func placesSeen(by unit: Int, _ window: Window) -> [Int] {
        let (channel, row, column) = shape.position(of: unit)
        let columns = window.columns.cells(at: column, on: 0..<inputShape.width)
        return window.rows.cells(at: row, on: 0..<inputShape.height).flatMap { m in
            columns.map { n in
                inputShape.index(
                    channel: channel, row: window.rows.position(ofCell: m, at: row),
                    column: window.columns.position(ofCell: n, at: column))
            }
        }
    }

    /// The cells over which a mean is taken.
    fileprivate func divisor(of unit: Int, _ window: Window, _ countsPadding: Bool) -> Double {
        guard countsPadding else { return Double(placesSeen(by: unit, window).count) }
        let (_, row, column) = shape.position(of: unit)
        return Double(
            window.rows.countedCells(at: row, over: inputShape.height) * window.columns.countedCells(at: column, over: inputShape.width))
    }

    /// The units of the channel of an input.
    fileprivate func unitsOfChannel(of input: Int) -> StrideTo<Int> { shape.places(ofChannel: inputShape.channel(of: input)) }
}
