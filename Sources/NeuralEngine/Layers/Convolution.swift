// The convolution: z[f, r, c] = b[f] + sum over channels d, window rows m and columns n of w[f, d, m, n] x[d, S r + m - P, S c + n - P],
// with 0 outside the image. Laid out as patches, a column a place of the window, it is a product of matrices.
import CKernels

extension Workbench {
    /// Filters times patches. Whole layers are laid out at once, single units patch by patch; the products and their order are the same.
    func convolutionNetInputs(_ layer: LayerReference, _ window: Window, units: Range<Int>, samples: Range<Int>) {
        let pixels = layer.shape.pixels
        for s in samples {
            let z = row(layer.netInputs, layer, s), x = source(of: layer, s)
            if units.count == layer.units {
                filterPatches(of: x, layer, window, filters: 0..<layer.weightRows, pixels: 0..<pixels, to: z)
            } else {
                for unit in units {
                    let (filter, pixel) = unit.quotientAndRemainder(dividingBy: pixels)
                    filterPatches(of: x, layer, window, filters: filter..<filter + 1, pixels: pixel..<pixel + 1, to: z + unit)
                }
            }
        }
    }

    private func filterPatches(
        of x: UnsafePointer<Double>, _ layer: LayerReference, _ window: Window, filters: Range<Int>, pixels: Range<Int>,
        to z: UnsafeMutablePointer<Double>
    ) {
        layPatches(of: x, layer, window, inputs: 0..<layer.weightColumns, pixels: pixels)
        sumProducts(
            rows: filters.count, columns: pixels.count, count: layer.weightColumns,
            Strided(parameters + layer.weights, columns: layer.weightColumns, fromRow: filters.lowerBound),
            Strided(scratch, columns: pixels.count), from: biases(layer, ofRow: filters.lowerBound), to: z, rowStride: pixels.count)
    }

    /// dLoss/dw[f, i] = sum over the places p of delta[f, p] patch[i, p], begun with what is there, or with 0.
    func sumConvolutionGradients(
        _ layer: LayerReference, _ window: Window, filters: Range<Int>, inputs: Range<Int>, sample: Int, fromZero: Bool
    ) {
        let pixels = layer.shape.pixels
        let gradient = gradients + layer.weights + filters.lowerBound * layer.weightColumns + inputs.lowerBound
        layPatches(of: source(of: layer, sample), layer, window, inputs: inputs, pixels: 0..<pixels)
        sumProducts(
            rows: filters.count, columns: inputs.count, count: pixels,
            Strided(row(layer.deltas, layer, sample), columns: pixels, fromRow: filters.lowerBound),
            Strided(scratch, columns: pixels).transposed,
            from: fromZero ? nil : Strided(gradient, columns: layer.weightColumns), to: gradient, rowStride: layer.weightColumns)
    }

    /// dLoss/dx[d, r, c] = sum over the filters f and window cells (m, n) of delta[f, (r + P - m)/S, (c + P - n)/S] w[f, d, m, n], where
    /// the window has such a place.
    func convolutionErrors(
        _ layer: LayerReference, _ window: Window, inputs: Range<Int>, sample: Int, into errors: UnsafeMutablePointer<Double>
    ) {
        let pixels = layer.inputShape.pixels, count = layer.weightRows * window.count
        let delta = row(layer.deltas, layer, sample)
        let byChannel = scratch, around = scratch + count * layer.inputShape.channels
        layWeightsByChannel(layer, window, into: byChannel)
        if inputs.count == layer.inputs {
            layDeltas(delta, layer, window, pixels: 0..<pixels, into: around)
            sumProducts(
                rows: layer.inputShape.channels, columns: pixels, count: count, Strided(byChannel, columns: count),
                Strided(around, columns: pixels), from: nil, to: errors, rowStride: pixels)
        } else {
            for (place, input) in inputs.enumerated() {
                let pixel = input % pixels
                layDeltas(delta, layer, window, pixels: pixel..<pixel + 1, into: around)
                sumProducts(
                    rows: 1, columns: 1, count: count, Strided(byChannel, columns: count, fromRow: input / pixels),
                    Strided(around, columns: 1), from: nil, to: errors + place, rowStride: 1)
            }
        }
    }

    // MARK: Layouts

    /// Row i, column p of the patches: what the window's cell i (channel, row, column) sees at place p. Into the scratch.
    private func layPatches(of x: UnsafePointer<Double>, _ layer: LayerReference, _ window: Window, inputs: Range<Int>, pixels: Range<Int>)
    {
        let image = layer.inputShape
        let area = area(of: pixels, width: layer.shape.width)
        for (line, input) in inputs.enumerated() {
            let channel = input / window.count, m = input % window.count / window.width, n = input % window.width
            nnk_lay_plane(
                x + channel * image.pixels, image.height, image.width, area.row * window.rowStride + m - window.rowPadding,
                area.column * window.columnStride + n - window.columnPadding, window.rowStride, window.columnStride, area.rows,
                area.columns, scratch + line * pixels.count)
        }
    }

    /// One pixel, or all pixels of rows of a width.
    private func area(of pixels: Range<Int>, width: Int) -> (row: Int, column: Int, rows: Int, columns: Int) {
        let (row, column) = pixels.lowerBound.quotientAndRemainder(dividingBy: width)
        return pixels.count == 1 ? (row, column, 1, 1) : (row, 0, pixels.count / width, width)
    }

    /// Row (f, m, n), column p: the delta of filter f whose window has its cell (m, n) on pixel p; 0 if there is none.
    private func layDeltas(
        _ delta: UnsafePointer<Double>, _ layer: LayerReference, _ window: Window, pixels: Range<Int>,
        into target: UnsafeMutablePointer<Double>
    ) {
        let image = layer.inputShape, places = layer.shape
        let area = area(of: pixels, width: image.width)
        for f in 0..<layer.weightRows {
            let plane = delta + f * places.pixels
            for m in 0..<window.height {
                for n in 0..<window.width {
                    let line = target + ((f * window.height + m) * window.width + n) * pixels.count
                    let row = area.row + window.rowPadding - m, column = area.column + window.columnPadding - n
                    if window.rowStride == 1 && window.columnStride == 1 {
                        nnk_lay_plane(plane, places.height, places.width, row, column, 1, 1, area.rows, area.columns, line)
                    } else {
                        for r in 0..<area.rows {
                            for c in 0..<area.columns {
                                line[r * area.columns + c] = deltaAt(plane, places, window, row: row + r, column: column + c)
                            }
                        }
                    }
                }
            }
        }
    }

    /// The delta at (row/S, column/S) if both are whole and inside.
    @inline(__always)
    private func deltaAt(_ plane: UnsafePointer<Double>, _ places: Shape, _ window: Window, row: Int, column: Int) -> Double {
        guard row >= 0, column >= 0, row % window.rowStride == 0, column % window.columnStride == 0 else { return 0 }
        let r = row / window.rowStride, c = column / window.columnStride
        return r < places.height && c < places.width ? plane[r * places.width + c] : 0
    }

    /// Row d, column (f, m, n): w[f, d, m, n].
    private func layWeightsByChannel(_ layer: LayerReference, _ window: Window, into target: UnsafeMutablePointer<Double>) {
        let channels = layer.inputShape.channels, cells = window.count
        for d in 0..<channels {
            for f in 0..<layer.weightRows {
                (target + (d * layer.weightRows + f) * cells).update(
                    from: parameters + layer.weights + (f * channels + d) * cells, count: cells)
            }
        }
    }
}

// MARK: - Formulas

extension Formulas {
    func convolutionProducts(_ number: Int, _ layer: Layer, _ window: Window, _ unit: Int) -> [[Calculation]] {
        (0..<layer.weightColumns).compactMap { cell in
            place(ofCell: cell, window, unit, layer).map { [weight(number, unit, cell), input(number, $0)] }
        }
    }

    /// The place that a cell of the window of a unit sees; nil in the border of zeros.
    private func place(ofCell cell: Int, _ window: Window, _ unit: Int, _ layer: Layer) -> Int? {
        let (_, row, column) = layer.shape.position(of: unit)
        let r = row * window.rowStride + cell % window.count / window.width - window.rowPadding
        let c = column * window.columnStride + cell % window.width - window.columnPadding
        guard r >= 0, r < layer.inputShape.height, c >= 0, c < layer.inputShape.width else { return nil }
        return layer.inputShape.index(channel: cell / window.count, row: r, column: c)
    }

    /// The sum over filters and window cells of delta w, for the cells whose window has a place.
    func convolutionError(_ number: Int, _ layer: Layer, _ window: Window, _ input: Int) -> Calculation {
        let (channel, row, column) = layer.inputShape.position(of: input)
        var products: [[Calculation]] = []
        for filter in 0..<layer.shape.channels {
            for cell in 0..<window.count {
                let r = row + window.rowPadding - cell / window.width, c = column + window.columnPadding - cell % window.width
                guard r >= 0, c >= 0, r % window.rowStride == 0, c % window.columnStride == 0,
                    r / window.rowStride < layer.shape.height, c / window.columnStride < layer.shape.width
                else { continue }
                let place = layer.shape.index(channel: filter, row: r / window.rowStride, column: c / window.columnStride)
                products.append([
                    .quantity(.delta(layer: number, unit: place)),
                    .quantity(.weight(layer: number, unit: filter, input: channel * window.count + cell)),
                ])
            }
        }
        return .sumOfProducts(start: nil, products)
    }

    /// The products of delta and what the filter's cell sees, over all places of the window.
    func convolutionGradientProducts(_ number: Int, _ layer: Layer, _ window: Window, _ filter: Int, _ cell: Int) -> [[Calculation]] {
        (filter * layer.unitsPerRow..<(filter + 1) * layer.unitsPerRow).compactMap { unit in
            place(ofCell: cell, window, unit, layer).map { [delta(number, unit: unit), input(number, $0)] }
        }
    }
}
