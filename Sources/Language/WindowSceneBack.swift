// The way back through a convolution is a convolution, too: the gradient of a filter is the image seen through the deltas, and the delta
// before it the deltas seen through the filter turned around.
import NeuralEngine

extension Workspace {
    /// The window of a step back through a convolution; nil for other steps, and where a window jumps over places.
    func sceneOfTheWayBack(_ stepper: Stepper, _ quantity: Quantity) -> WindowScene? {
        switch quantity {
        case .weightGradient(let number, let filter, let input):
            guard let window = slidingWindow(stepper, number) else { return nil }
            return gradientScene(stepper, quantity, number, window, filter: filter, input: input)
        case .delta(let number, let unit):
            guard let index = stepper.network.layers.dropFirst(number).firstIndex(where: \.computes),
                let window = slidingWindow(stepper, index + 1)
            else { return nil }
            return deltaScene(stepper, quantity, (number, unit), readBy: index + 1, window)
        default: return nil
        }
    }

    /// The window of a convolution that goes on by one place at a time.
    private func slidingWindow(_ stepper: Stepper, _ number: Int) -> Window? {
        guard case .convolution(let window) = stepper.network[layer: number].kind, window.rowStride == 1, window.columnStride == 1 else {
            return nil
        }
        return window
    }

    /// dLoss/dw at row m and column n of a filter: the sum over all places of delta times the number that lies m rows below it and n columns
    /// to its right.
    private func gradientScene(
        _ stepper: Stepper, _ quantity: Quantity, _ number: Int, _ window: Window, filter: Int, input: Int
    ) -> WindowScene {
        let layer = stepper.network[layer: number], shape = layer.shape, image = layer.inputShape, names = Names(network: stepper.network)
        let source = stepper.network.computingLayer(atOrBefore: number - 1)
        let channel = input / window.count, row = input % window.count / window.width, column = input % window.width
        let top = row - window.rowPadding, left = column - window.columnPadding
        let (taken, _) = taken(
            stepper, quantity, of: shape.height, shape.width, channels: 1,
            isInside: { (0..<image.height).contains(top + $0) && (0..<image.width).contains(left + $1) })
        return WindowScene(
            title: "\(names.name(of: quantity)): row \(row + 1), column \(column + 1)", filterName: names.layerName(number) + " delta",
            mapName: "gradient",
            image: plane(stepper, image, channel) { .output(layer: source, unit: $0) }.map { $0.map { $0 ?? 0 } }, channel: channel,
            channelCount: image.channels, rows: top..<top + shape.height, columns: left..<left + shape.width,
            filter: plane(stepper, shape, filter) { .delta(layer: number, unit: $0) }.map { $0.map { $0 ?? 0 } }, taken: taken,
            isUnderWay: stepper.position.term > 0, winner: nil,
            map: (0..<window.height).map { m in
                (0..<window.width).map {
                    let place = channel * window.count + m * window.width + $0
                    return stepper.value(of: .weightGradient(layer: number, unit: filter, input: place))
                }
            }, place: .init(row: row, column: column))
    }

    /// dLoss/da of a number before a convolution, filter by filter: the sum over the cells of the filter of its weight times the delta of the
    /// place whose window has the number under that cell. Later cells have earlier places: in the order of places the filter stands upside
    /// down, and the sum begins at its end.
    private func deltaScene(
        _ stepper: Stepper, _ quantity: Quantity, _ node: (layer: Int, unit: Int), readBy number: Int, _ window: Window
    ) -> WindowScene {
        let layer = stepper.network[layer: number], shape = layer.shape, image = layer.inputShape, names = Names(network: stepper.network)
        let own = stepper.network[layer: node.layer].shape, (channel, row, column) = image.position(of: node.unit)
        let top = row + window.rowPadding - window.height + 1, left = column + window.columnPadding - window.width + 1
        let (taken, filter) = taken(
            stepper, quantity, of: window.height, window.width, channels: shape.channels, isFromTheEnd: true,
            isInside: { (0..<shape.height).contains(top + $0) && (0..<shape.width).contains(left + $1) })
        let weights = Array(stepper.parameters.weights[number - 1].row(filter).dropFirst(channel * window.count).prefix(window.count))
        return WindowScene(
            title: "\(names.name(of: quantity)): row \(row + 1), column \(column + 1)", imageName: names.layerName(number) + " delta",
            filterName: "filter turned", mapName: names.layerName(node.layer) + " delta",
            image: plane(stepper, shape, filter) { .delta(layer: number, unit: $0) }.map { $0.map { $0 ?? 0 } }, channel: filter,
            channelCount: shape.channels, rows: top..<top + window.height, columns: left..<left + window.width,
            filter: (0..<window.height).map { m in
                (0..<window.width).map { weights[window.count - 1 - m * window.width - $0] }
            }, taken: taken, isFromTheEnd: true, isUnderWay: stepper.position.term > 0, winner: nil,
            map: plane(stepper, own, channel) { .delta(layer: node.layer, unit: $0) }, place: .init(row: row, column: column))
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
