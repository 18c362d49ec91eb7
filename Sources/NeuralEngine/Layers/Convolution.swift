// The convolution: z[f, r, c] = b[f] + sum over channels d, window rows m and columns n of w[f, d, m, n] x[d, S r + m - P, S c + n - P],
// with 0 outside the image. Laid out as patches, a column a place of the window, it is a product of matrices.

extension Workbench {
    /// Filters times patches. Whole layers are laid out at once, single units patch by patch; the products and their order are the same.
    func convolutionNetInputs(_ layer: LayerReference, _ window: Window, units: Range<Int>, samples: Range<Int>) {
        let pixels = layer.shape.pixels, columns = layer.weightColumns
        for s in samples {
            beginNetInputs(layer, units: units, sample: s)
            let z = row(layer.netInputs, layer, s), x = source(of: layer, s)
            if units.count == layer.units {
                layPatches(of: x, layer, window, inputs: 0..<columns, pixels: 0..<pixels)
                addProduct(
                    rows: layer.weightRows, columns: pixels, count: columns, Strided(parameters + layer.weights, columns: columns),
                    Strided(scratch, columns: pixels), to: z, rowStride: pixels)
            } else {
                for unit in units {
                    let pixel = unit % pixels
                    layPatches(of: x, layer, window, inputs: 0..<columns, pixels: pixel..<pixel + 1)
                    addProduct(
                        rows: 1, columns: 1, count: columns, Strided(parameters + layer.weights, columns: columns, fromRow: unit / pixels),
                        Strided(scratch, columns: 1), to: z + unit, rowStride: 1)
                }
            }
        }
    }

    /// dLoss/dw[f, i] += sum over the places p of delta[f, p] patch[i, p].
    func addConvolutionGradients(_ layer: LayerReference, _ window: Window, filters: Range<Int>, inputs: Range<Int>, sample: Int) {
        let pixels = layer.shape.pixels
        layPatches(of: source(of: layer, sample), layer, window, inputs: inputs, pixels: 0..<pixels)
        addProduct(
            rows: filters.count, columns: inputs.count, count: pixels,
            Strided(row(layer.deltas, layer, sample), columns: pixels, fromRow: filters.lowerBound),
            Strided(scratch, columns: pixels).transposed,
            to: gradients + layer.weights + filters.lowerBound * layer.weightColumns + inputs.lowerBound, rowStride: layer.weightColumns)
    }

    /// dLoss/dx[d, r, c] = sum over the filters f and window cells (m, n) of delta[f, (r + P - m)/S, (c + P - n)/S] w[f, d, m, n], where
    /// the window has such a place.
    func convolutionErrors(
        _ layer: LayerReference, _ window: Window, inputs: Range<Int>, sample: Int, into errors: UnsafeMutablePointer<Double>
    ) {
        errors.update(repeating: 0, count: inputs.count)
        let pixels = layer.inputShape.pixels, count = layer.weightRows * window.count
        let delta = row(layer.deltas, layer, sample)
        let byChannel = scratch, around = scratch + count * layer.inputShape.channels
        layWeightsByChannel(layer, window, into: byChannel)
        if inputs.count == layer.inputs {
            layDeltas(delta, layer, window, pixels: 0..<pixels, into: around)
            addProduct(
                rows: layer.inputShape.channels, columns: pixels, count: count, Strided(byChannel, columns: count),
                Strided(around, columns: pixels), to: errors, rowStride: pixels)
        } else {
            for (place, input) in inputs.enumerated() {
                let pixel = input % pixels
                layDeltas(delta, layer, window, pixels: pixel..<pixel + 1, into: around)
                addProduct(
                    rows: 1, columns: 1, count: count, Strided(byChannel, columns: count, fromRow: input / pixels),
                    Strided(around, columns: 1), to: errors + place, rowStride: 1)
            }
        }
    }

    // MARK: Layouts

    /// Row i, column p of the patches: what the window's cell i (channel, row, column) sees at place p. Into the scratch.
    private func layPatches(of x: UnsafePointer<Double>, _ layer: LayerReference, _ window: Window, inputs: Range<Int>, pixels: Range<Int>)
    {
        let image = layer.inputShape, places = layer.shape
        for (line, input) in inputs.enumerated() {
            let channel = input / window.count, m = input % window.count / window.width, n = input % window.width
            let patch = scratch + line * pixels.count
            let plane = x + channel * image.pixels
            if pixels.count == 1 {
                let r = pixels.lowerBound / places.width * window.rowStride + m - window.rowPadding
                let c = pixels.lowerBound % places.width * window.columnStride + n - window.columnPadding
                patch[0] = r >= 0 && r < image.height && c >= 0 && c < image.width ? plane[r * image.width + c] : 0
                continue
            }
            let firstColumn = n - window.columnPadding
            for row in 0..<places.height {
                let r = row * window.rowStride + m - window.rowPadding
                layLine(
                    r >= 0 && r < image.height ? plane + r * image.width : nil, width: image.width, from: firstColumn,
                    stride: window.columnStride, into: patch + row * places.width, count: places.width)
            }
        }
    }

    /// Every `stride`th number of a line from a column on, 0 where there is none.
    @inline(__always)
    private func layLine(
        _ line: UnsafePointer<Double>?, width: Int, from first: Int, stride: Int, into target: UnsafeMutablePointer<Double>, count: Int
    ) {
        guard let line else {
            target.update(repeating: 0, count: count)
            return
        }
        let start = first >= 0 ? 0 : min(count, (stride - 1 - first) / stride)
        let end = width > first ? min(count, (width - first + stride - 1) / stride) : 0
        if start > 0 { target.update(repeating: 0, count: start) }
        if stride == 1 {
            if end > start { (target + start).update(from: line + first + start, count: end - start) }
        } else {
            for i in start..<max(start, end) { target[i] = line[first + i * stride] }
        }
        let rest = max(start, end)
        if rest < count { (target + rest).update(repeating: 0, count: count - rest) }
    }

    /// Row (f, m, n), column p: the delta of filter f whose window has its cell (m, n) on pixel p; 0 if there is none.
    private func layDeltas(
        _ delta: UnsafePointer<Double>, _ layer: LayerReference, _ window: Window, pixels: Range<Int>,
        into target: UnsafeMutablePointer<Double>
    ) {
        let image = layer.inputShape, places = layer.shape
        for f in 0..<layer.weightRows {
            let plane = delta + f * places.pixels
            for m in 0..<window.height {
                for n in 0..<window.width {
                    let line = target + ((f * window.height + m) * window.width + n) * pixels.count
                    if pixels.count == 1 {
                        line[0] = deltaAt(
                            plane, places, window, row: pixels.lowerBound / image.width + window.rowPadding - m,
                            column: pixels.lowerBound % image.width + window.columnPadding - n)
                    } else if window.rowStride == 1 && window.columnStride == 1 {
                        for r in 0..<image.height {
                            let row = r + window.rowPadding - m
                            layLine(
                                row >= 0 && row < places.height ? plane + row * places.width : nil, width: places.width,
                                from: window.columnPadding - n, stride: 1, into: line + r * image.width, count: image.width)
                        }
                    } else {
                        for p in pixels {
                            line[p] = deltaAt(
                                plane, places, window, row: p / image.width + window.rowPadding - m,
                                column: p % image.width + window.columnPadding - n)
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
