// The convolution: z[f, r, c] = b[f] + sum over the channels d of the filter's group, window rows m and columns n of
// w[f, d, m, n] x[d, S r + D m - P, S c + D n - P], with 0 outside the image, S being strides, D dilations and P what is padded before. Laid
// out as patches, a column a place of the window, it is a product of matrices, one for each group.
import CKernels

/// A block of filters, and the block of channels that they read.
struct ConvolutionGroup {
    let filters: Range<Int>
    let channels: Range<Int>

    /// A group of a layer that is cut into so many: filters and channels in as many blocks, in order.
    init(_ number: Int, of groups: Int, filters: Int, channels: Int) {
        self.filters = number * filters / groups..<(number + 1) * filters / groups
        self.channels = number * channels / groups..<(number + 1) * channels / groups
    }
}

extension Workbench {
    /// Filters times patches. Whole layers are laid out at once, single units patch by patch; the products and their order are the same.
    func convolutionNetInputs(_ layer: LayerReference, _ window: Window, groups: Int, units: Range<Int>, samples: Range<Int>) {
        let pixels = layer.shape.pixels
        for s in samples {
            let z = row(layer.netInputs, layer, s), x = source(of: layer, s)
            if units.count == layer.units {
                for number in 0..<groups {
                    let group = group(number, of: groups, layer)
                    filterPatches(of: x, layer, window, group, filters: group.filters, pixels: 0..<pixels, to: z)
                }
            } else {
                for unit in units {
                    let (filter, row, column) = layer.shape.position(of: unit), pixel = row * layer.shape.width + column
                    let group = group(filter * groups / layer.weightRows, of: groups, layer)
                    filterPatches(of: x, layer, window, group, filters: filter..<filter + 1, pixels: pixel..<pixel + 1, to: z)
                }
            }
        }
    }

    private func group(_ number: Int, of groups: Int, _ layer: LayerReference) -> ConvolutionGroup {
        ConvolutionGroup(number, of: groups, filters: layer.weightRows, channels: layer.inputShape.channels)
    }

    /// z of some filters of a group at one pixel or at all.
    private func filterPatches(
        of x: UnsafePointer<Double>, _ layer: LayerReference, _ window: Window, _ group: ConvolutionGroup, filters: Range<Int>,
        pixels: Range<Int>, to z: UnsafeMutablePointer<Double>
    ) {
        layPatches(of: x, layer, window, group, inputs: 0..<layer.weightColumns, pixels: pixels)
        multiply(
            channels: filters, pixels: pixels, count: layer.weightColumns,
            Strided(parameters + layer.weights, columns: layer.weightColumns, fromRow: filters.lowerBound),
            Strided(scratch, columns: pixels.count), from: biases(layer, ofRow: filters.lowerBound), to: z, in: layer.shape)
    }

    /// A product of matrices with a row a channel and a column a pixel, put where a shape has these.
    private func multiply(
        channels: Range<Int>, pixels: Range<Int>, count: Int, _ a: Strided, _ b: Strided, from start: Strided?,
        to c: UnsafeMutablePointer<Double>, in shape: Shape
    ) {
        let c = c + channels.lowerBound * shape.channelStep + pixels.lowerBound * shape.pixelStep
        if shape.isSequence {
            sumProducts(
                rows: pixels.count, columns: channels.count, count: count, b.transposed, a.transposed, from: start?.transposed, to: c,
                rowStride: shape.channels)
        } else {
            sumProducts(rows: channels.count, columns: pixels.count, count: count, a, b, from: start, to: c, rowStride: shape.pixels)
        }
    }

    /// dLoss/dw[f, i] = sum over the places p of delta[f, p] patch[i, p], begun with what is there, or with 0.
    func sumConvolutionGradients(
        _ layer: LayerReference, _ window: Window, groups: Int, filters: Range<Int>, inputs: Range<Int>, sample: Int, fromZero: Bool
    ) {
        let shape = layer.shape, delta = row(layer.deltas, layer, sample)
        for number in 0..<groups {
            let group = group(number, of: groups, layer), filters = filters.clamped(to: group.filters)
            guard !filters.isEmpty else { continue }
            let gradient = gradients + layer.weights + filters.lowerBound * layer.weightColumns + inputs.lowerBound
            layPatches(of: source(of: layer, sample), layer, window, group, inputs: inputs, pixels: 0..<shape.pixels)
            sumProducts(
                rows: filters.count, columns: inputs.count, count: shape.pixels,
                Strided(delta + filters.lowerBound * shape.channelStep, row: shape.channelStep, column: shape.pixelStep),
                Strided(scratch, columns: shape.pixels).transposed,
                from: fromZero ? nil : Strided(gradient, columns: layer.weightColumns), to: gradient, rowStride: layer.weightColumns)
        }
    }

    /// dLoss/dx[d, r, c] = sum over the filters f of its group and window cells (m, n) of
    /// delta[f, (r + P - D m)/S, (c + P - D n)/S] w[f, d, m, n], where the window has such a place.
    func convolutionErrors(
        _ layer: LayerReference, _ window: Window, groups: Int, inputs: Range<Int>, sample: Int, into errors: UnsafeMutablePointer<Double>
    ) {
        let image = layer.inputShape, all = 0..<image.pixels, count = layer.weightRows / groups * window.count
        let delta = row(layer.deltas, layer, sample)
        let byChannel = scratch, around = scratch + count * image.channels
        if inputs.count == layer.inputs {
            for number in 0..<groups {
                let group = group(number, of: groups, layer)
                layWeights(ofChannels: group.channels, layer, window, group, into: byChannel)
                layDeltas(delta, layer, window, group, pixels: all, into: around)
                multiply(
                    channels: group.channels, pixels: all, count: count, Strided(byChannel, columns: count),
                    Strided(around, columns: all.count), from: nil, to: errors, in: image)
            }
        } else {
            for (place, input) in inputs.enumerated() {
                let (channel, row, column) = image.position(of: input), pixel = row * image.width + column
                let group = group(channel * groups / image.channels, of: groups, layer)
                layWeights(ofChannels: channel..<channel + 1, layer, window, group, into: byChannel)
                layDeltas(delta, layer, window, group, pixels: pixel..<pixel + 1, into: around)
                sumProducts(
                    rows: 1, columns: 1, count: count, Strided(byChannel, columns: count), Strided(around, columns: 1), from: nil,
                    to: errors + place, rowStride: 1)
            }
        }
    }

    // MARK: Layouts

    /// Row i, column p of the patches: what the window's cell i (channel of the group, row, column) sees at place p. Into the scratch.
    private func layPatches(
        of x: UnsafePointer<Double>, _ layer: LayerReference, _ window: Window, _ group: ConvolutionGroup, inputs: Range<Int>,
        pixels: Range<Int>
    ) {
        let area = area(of: pixels, width: layer.shape.width)
        for (line, input) in inputs.enumerated() {
            let (channel, cell) = input.quotientAndRemainder(dividingBy: window.count)
            layPlane(
                group.channels.lowerBound + channel, of: x, layer.inputShape,
                row: window.rows.position(ofCell: cell / window.width, at: area.row),
                column: window.columns.position(ofCell: cell % window.width, at: area.column),
                strides: (window.rows.stride, window.columns.stride), rows: area.rows, columns: area.columns,
                into: scratch + line * pixels.count)
        }
    }

    /// Numbers of a channel from a row and column on, some rows and columns of them, `strides` apart; 0 outside. A sequence is a plane of a
    /// row a step and a column a channel.
    private func layPlane(
        _ channel: Int, of x: UnsafePointer<Double>, _ shape: Shape, row: Int, column: Int, strides: (Int, Int), rows: Int, columns: Int,
        into target: UnsafeMutablePointer<Double>
    ) {
        if shape.isSequence {
            nnk_lay_plane(x, shape.height, shape.channels, row, channel, strides.0, 1, rows, 1, target)
        } else {
            nnk_lay_plane(
                x + channel * shape.pixels, shape.height, shape.width, row, column, strides.0, strides.1, rows, columns, target)
        }
    }

    /// One pixel, or all pixels of rows of a width.
    private func area(of pixels: Range<Int>, width: Int) -> (row: Int, column: Int, rows: Int, columns: Int) {
        let (row, column) = pixels.lowerBound.quotientAndRemainder(dividingBy: width)
        return pixels.count == 1 ? (row, column, 1, 1) : (row, 0, pixels.count / width, width)
    }

    /// Row (f, m, n), column p: the delta of filter f of the group whose window has its cell (m, n) on pixel p; 0 if there is none.
    private func layDeltas(
        _ delta: UnsafePointer<Double>, _ layer: LayerReference, _ window: Window, _ group: ConvolutionGroup, pixels: Range<Int>,
        into target: UnsafeMutablePointer<Double>
    ) {
        let places = layer.shape, rows = window.rows, columns = window.columns
        let area = area(of: pixels, width: layer.inputShape.width)
        var line = target
        for f in group.filters {
            for m in 0..<rows.length {
                for n in 0..<columns.length {
                    let row = area.row + rows.before - m * rows.dilation, column = area.column + columns.before - n * columns.dilation
                    if rows.stride == 1 && columns.stride == 1 {
                        layPlane(
                            f, of: delta, places, row: row, column: column, strides: (1, 1), rows: area.rows, columns: area.columns,
                            into: line)
                    } else {
                        let plane = delta + f * places.channelStep
                        for r in 0..<area.rows {
                            for c in 0..<area.columns {
                                line[r * area.columns + c] = deltaAt(plane, places, window, row: row + r, column: column + c)
                            }
                        }
                    }
                    line += pixels.count
                }
            }
        }
    }

    /// The delta at (row/S, column/S) if both are whole and inside.
    @inline(__always)
    private func deltaAt(_ plane: UnsafePointer<Double>, _ places: Shape, _ window: Window, row: Int, column: Int) -> Double {
        guard row >= 0, column >= 0, row % window.rows.stride == 0, column % window.columns.stride == 0 else { return 0 }
        let r = row / window.rows.stride, c = column / window.columns.stride
        return r < places.height && c < places.width ? plane[(r * places.width + c) * places.pixelStep] : 0
    }

    /// Row d, column (f, m, n): w[f, d, m, n], for some channels of a group.
    private func layWeights(
        ofChannels channels: Range<Int>, _ layer: LayerReference, _ window: Window, _ group: ConvolutionGroup,
        into target: UnsafeMutablePointer<Double>
    ) {
        let cells = window.count
        var line = target
        for d in channels {
            for f in group.filters {
                line.update(
                    from: parameters + layer.weights + f * layer.weightColumns + (d - group.channels.lowerBound) * cells, count: cells)
                line += cells
            }
        }
    }
}

// MARK: - Formulas

extension Formulas {
    func convolutionProducts(_ number: Int, _ layer: Layer, _ window: Window, _ unit: Int) -> [[Calculation]] {
        (0..<layer.weightColumns).compactMap { cell in
            layer.place(ofCell: cell, window, unit).map { [weight(number, unit, cell), input(number, $0)] }
        }
    }

    /// The sum over the filters of its group and window cells of delta w, for the cells whose window has a place.
    func convolutionError(_ number: Int, _ layer: Layer, _ window: Window, _ input: Int) -> Calculation {
        let (channel, row, column) = layer.inputShape.position(of: input), group = layer.group(ofChannel: channel)
        var products: [[Calculation]] = []
        for filter in group.filters {
            for cell in 0..<window.count {
                guard let r = window.rows.place(ofCell: cell / window.width, on: row, among: layer.shape.height),
                    let c = window.columns.place(ofCell: cell % window.width, on: column, among: layer.shape.width)
                else { continue }
                let place = layer.shape.index(channel: filter, row: r, column: c)
                products.append([
                    .quantity(.delta(layer: number, unit: place)),
                    .quantity(.weight(layer: number, unit: filter, input: (channel - group.channels.lowerBound) * window.count + cell)),
                ])
            }
        }
        return .sumOfProducts(start: nil, products)
    }

    /// The products of delta and what the filter's cell sees, over all places of the window.
    func convolutionGradientProducts(_ number: Int, _ layer: Layer, _ window: Window, _ filter: Int, _ cell: Int) -> [[Calculation]] {
        layer.shape.places(ofChannel: filter).compactMap { unit in
            layer.place(ofCell: cell, window, unit).map { [delta(number, unit: unit), input(number, $0)] }
        }
    }
}

extension Layer {
    /// The place that a cell of the window of a convolution's unit sees; nil in the border of zeros.
    fileprivate func place(ofCell cell: Int, _ window: Window, _ unit: Int) -> Int? {
        let (filter, row, column) = shape.position(of: unit)
        let r = window.rows.position(ofCell: cell % window.count / window.width, at: row)
        let c = window.columns.position(ofCell: cell % window.width, at: column)
        guard (0..<inputShape.height).contains(r), (0..<inputShape.width).contains(c) else { return nil }
        return inputShape.index(channel: group(ofFilter: filter).channels.lowerBound + cell / window.count, row: r, column: c)
    }

    /// The group of a convolution that a filter belongs to, and the one that reads a channel.
    private func group(ofFilter filter: Int) -> ConvolutionGroup { group(filter * groups / shape.channels) }
    fileprivate func group(ofChannel channel: Int) -> ConvolutionGroup { group(channel * groups / inputShape.channels) }

    private func group(_ number: Int) -> ConvolutionGroup {
        ConvolutionGroup(number, of: groups, filters: shape.channels, channels: inputShape.channels)
    }

    /// The channels that a filter of a convolution reads.
    public func channels(ofFilter filter: Int) -> Range<Int> { group(ofFilter: filter).channels }

    /// The filters of a convolution that read a channel.
    public func filters(ofChannel channel: Int) -> Range<Int> { group(ofChannel: channel).filters }

    /// Into how many blocks filters and channels are cut, each block of filters reading its block of channels; 1 but in convolutions.
    public var groups: Int { if case .convolution(_, let groups) = kind { groups } else { 1 } }
}
