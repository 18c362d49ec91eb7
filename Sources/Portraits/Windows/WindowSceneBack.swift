// The way back through a convolution is a convolution, too: the gradient of a filter is the image seen through the deltas, and the delta
// before it the deltas seen through the filter turned around.
import NeuralEngine
import Workspaces

extension Workspace {
    /// The window of a step back through a convolution; nil for other steps, and for a number that no window has held.
    func sceneOfTheWayBack(_ stepper: Stepper, _ quantity: Quantity) -> WindowScene? {
        switch quantity {
        case .weightGradient(let number, let filter, let input):
            guard case .convolution(let window, _) = stepper.network[layer: number].kind else { return nil }
            return gradientScene(stepper, quantity, number, window, filter: filter, input: input)
        case .delta(let number, let unit):
            guard let index = stepper.network.layers.dropFirst(number).firstIndex(where: \.computes),
                case .convolution(let window, _) = stepper.network[layer: index + 1].kind
            else { return nil }
            return deltaScene(stepper, quantity, (number, unit), readBy: index + 1, window)
        default: return nil
        }
    }

    /// dLoss/dw at row m and column n of a filter: the sum over all places of delta times the number that lies at row m and column n of the
    /// place's window. Where windows go on by several places at a time the deltas look at every second, third ... number.
    private func gradientScene(
        _ stepper: Stepper, _ quantity: Quantity, _ number: Int, _ window: Window, filter: Int, input: Int
    ) -> WindowScene {
        let layer = stepper.network[layer: number], shape = layer.shape, image = layer.inputShape, names = Names(network: stepper.network)
        let source = stepper.network.computingLayer(atOrBefore: number - 1)
        let read = input / window.count, row = input % window.count / window.width, column = input % window.width
        let channel = layer.channels(ofFilter: filter).lowerBound + read
        let rows = (0..<shape.height).map { window.rows.position(ofCell: row, at: $0) }
        let columns = (0..<shape.width).map { window.columns.position(ofCell: column, at: $0) }
        let (taken, _) = taken(
            stepper, quantity, of: shape.height, shape.width, channels: 1,
            isInside: { (0..<image.height).contains(rows[$0]) && (0..<image.width).contains(columns[$1]) })
        return WindowScene(
            title: "\(names.name(of: quantity)): \(shape.placeName(row: row, column: column))",
            filterName: names.layerName(number) + " delta",
            mapName: "gradient",
            image: plane(stepper, image, channel) { .output(layer: source, unit: $0) }.map { $0.map { $0 ?? 0 } }, channel: channel,
            channelCount: image.channels, border: .init(of: window), rows: rows, columns: columns,
            filter: plane(stepper, shape, filter) { .delta(layer: number, unit: $0) }.map { $0.map { $0 ?? 0 } }, taken: taken,
            isUnderWay: stepper.position.term > 0, winner: nil,
            map: (0..<window.height).map { m in
                (0..<window.width).map {
                    let place = read * window.count + m * window.width + $0
                    return stepper.value(of: .weightGradient(layer: number, unit: filter, input: place))
                }
            }, place: .init(row: row, column: column))
    }

    /// dLoss/da of a number before a convolution, filter by filter: the sum over the cells of the filter of its weight times the delta of the
    /// place whose window has the number under that cell. Later cells have earlier places: in the order of places the filter stands upside
    /// down, and the sum begins at its end. Where windows go on by several places at a time only every second, third ... cell of the filter
    /// has come to the number: those make a smaller filter.
    private func deltaScene(
        _ stepper: Stepper, _ quantity: Quantity, _ node: (layer: Int, unit: Int), readBy number: Int, _ window: Window
    ) -> WindowScene? {
        let layer = stepper.network[layer: number], shape = layer.shape, image = layer.inputShape, names = Names(network: stepper.network)
        let own = stepper.network[layer: node.layer].shape, (channel, row, column) = image.position(of: node.unit)
        let rows = window.rows.placesHolding(row), columns = window.columns.placesHolding(column)
        let filters = layer.filters(ofChannel: channel)
        guard !rows.isEmpty, !columns.isEmpty else { return nil }
        let (taken, ofGroup) = taken(
            stepper, quantity, of: rows.count, columns.count, channels: filters.count, isFromTheEnd: true,
            isInside: { (0..<shape.height).contains(rows[$0].place) && (0..<shape.width).contains(columns[$1].place) })
        let filter = filters.lowerBound + ofGroup
        let weights = stepper.parameters.weights[number - 1].row(filter)
            .dropFirst((channel - layer.channels(ofFilter: filter).lowerBound) * window.count)
        func weight(_ m: Int, _ n: Int) -> Double { weights[weights.startIndex + m * window.width + n] }
        let isWhole = window.rows.stride == 1 && window.columns.stride == 1
        var border = WindowScene.Border()
        (border.top, border.bottom) = window.rows.placesOverTheEdges
        (border.left, border.right) = window.columns.placesOverTheEdges
        return WindowScene(
            title: "\(names.name(of: quantity)): \(own.placeName(row: row, column: column))", imageName: names.layerName(number) + " delta",
            filterName: isWhole ? "filter turned" : "its part, turned", mapName: names.layerName(node.layer) + " delta",
            image: plane(stepper, shape, filter) { .delta(layer: number, unit: $0) }.map { $0.map { $0 ?? 0 } }, channel: filter,
            channelCount: shape.channels,
            border: border, rows: rows.map(\.place), columns: columns.map(\.place),
            filter: rows.map { r in columns.map { weight(r.cell, $0.cell) } }, taken: taken, isFromTheEnd: true,
            isUnderWay: stepper.position.term > 0, winner: nil, map: plane(stepper, own, channel) { .delta(layer: node.layer, unit: $0) },
            place: .init(row: row, column: column))
    }

    /// A channel of numbers, row by row; nil where the walk has not come to.
    private func plane(_ stepper: Stepper, _ shape: Shape, _ channel: Int, _ quantity: (Int) -> Quantity) -> [[Double?]] {
        (0..<shape.height).map { r in
            (0..<shape.width).map { stepper.value(of: quantity(shape.index(channel: channel, row: r, column: $0))) }
        }
    }

    /// How many cells of a window have been taken, and of which channel: there are products for those inside alone. All of the last channel
    /// where no terms are walked.
    private func taken(
        _ stepper: Stepper, _ quantity: Quantity, of rows: Int, _ columns: Int, channels: Int, isFromTheEnd: Bool = false,
        isInside: (_ row: Int, _ column: Int) -> Bool
    ) -> (cells: Int, channel: Int) {
        let count = rows * columns
        guard stepper.position.term > 0 else { return (count, channels - 1) }
        var start = 0
        if case .sumOfProducts(.some, _) = Calculation.of(quantity, in: stepper) { start = 1 }
        let inside = (0..<count).filter {
            let cell = isFromTheEnd ? count - 1 - $0 : $0
            return isInside(cell / columns, cell % columns)
        }
        let products = stepper.position.term - start
        guard products > 0, !inside.isEmpty else { return (0, 0) }
        let channel = min(channels - 1, (products - 1) / inside.count)
        return (inside[min(inside.count, products - channel * inside.count) - 1] + 1, channel)
    }
}

extension WindowSide {
    /// The places whose windows hold a number, those counted in that lie over the edges, and the cell that each has on it: r and m with
    /// r S + m D - P = position and 0 <= m < F.
    fileprivate func placesHolding(_ position: Int) -> [(place: Int, cell: Int)] {
        (0..<length).reversed().compactMap { cell in
            let moved = position + before - cell * dilation
            return moved.isMultiple(of: stride) ? (moved / stride, cell) : nil
        }
    }

    /// How many of them lie over each edge at most.
    fileprivate var placesOverTheEdges: (Int, Int) {
        func count(_ zeros: Int) -> Int { max(0, reach - 1 - zeros + stride - 1) / stride }
        return (count(before), count(after))
    }
}
