// A window at work on an image: what a step of a convolution or a pooling layer looks at, and the map that it fills.
import NeuralEngine
import Workspaces

/// One place of a window: the image with the window on it, the filter, the products, and the map so far.
public struct WindowScene: Sendable, Equatable {
    /// `conv1[1,2,3]: row 2, column 3`.
    public let title: String
    /// What is looked at, what it is multiplied with and what is filled; on the way back deltas take a part in it.
    public var imageName = "image"
    public var filterName = "filter"
    public var mapName = "map"
    /// The channel of the image that is shown, row by row.
    public let image: [[Double]]
    public let channel: Int
    public let channelCount: Int
    /// The rows and columns around the image that windows reach over its edges.
    public let border: Border
    /// Whether there are zeros; nothing there else.
    public var isBorderOfZeros = true
    /// The rows and columns of the image under the window, those of the border counted from -1 down and beyond the last. Between those that
    /// the window sees others may lie.
    public let rows: [Int]
    public let columns: [Int]
    /// The filter for this channel; nil in pooling.
    public let filter: [[Double]]?
    /// The cells of the window whose products have been added, in row-major order: so many of this channel.
    public let taken: Int
    /// Whether they are added from the last one to the first.
    public var isFromTheEnd = false
    /// Whether the terms of the step are being walked one by one.
    public let isUnderWay: Bool
    /// The place in the image of the number that won, or that is ahead so far; nil but in max pooling.
    public let winner: Place?
    /// The map that the layer fills: its numbers so far, nil where the walk has not come to.
    public let map: [[Double?]]
    /// The place of the map that is being computed.
    public let place: Place

    /// A place of an image or a map, from 0.
    public struct Place: Hashable, Sendable {
        public let row: Int
        public let column: Int

        public init(row: Int, column: Int) { (self.row, self.column) = (row, column) }
    }

    /// How far something goes beyond an image on each side.
    public struct Border: Sendable, Equatable {
        public var top = 0
        public var left = 0
        public var bottom = 0
        public var right = 0

        public init() {}

        init(of window: Window) {
            (top, left, bottom, right) = (window.rows.before, window.columns.before, window.rows.after, window.columns.after)
        }
    }

    /// The product at a cell of the window; nil if it has not been added yet, or there is no filter.
    public func product(row: Int, column: Int) -> Double? {
        let cell = row * columns.count + column
        guard let filter, (isFromTheEnd ? rows.count * columns.count - 1 - cell : cell) < taken else { return nil }
        return filter[row][column] * seen(row: row, column: column)
    }

    /// The cell that was taken last while the terms are walked one by one.
    public var lastTaken: Place? {
        guard isUnderWay, taken > 0 else { return nil }
        let cell = isFromTheEnd ? rows.count * columns.count - taken : taken - 1
        return Place(row: cell / columns.count, column: cell % columns.count)
    }

    /// What the window sees at one of its cells: 0 over the edges.
    public func seen(row: Int, column: Int) -> Double {
        let (r, c) = (rows[row], columns[column])
        return image.indices.contains(r) && image[r].indices.contains(c) ? image[r][c] : 0
    }
}

extension Workspace {
    /// The window of the step under way or done last; nil if that step looks through none.
    public var windowScene: WindowScene? {
        guard let stepper else { return nil }
        let isUnderWay = stepper.position.term > 0
        guard let step = isUnderWay ? stepper.nextStep : stepper.lastStep else { return nil }
        if step.phase == .backward { return sceneOfTheWayBack(stepper, step.quantity) }
        guard step.phase == .forward else { return nil }
        switch step.quantity {
        case .netInput(let layer, let unit), .output(let layer, let unit):
            return layer > 0 ? scene(stepper, layer, unit, terms: isUnderWay ? stepper.position.term : nil) : nil
        default: return nil
        }
    }

    private func scene(_ stepper: Stepper, _ number: Int, _ unit: Int, terms: Int?) -> WindowScene? {
        let layer = stepper.network[layer: number], shape = layer.shape, image = layer.inputShape
        let window: Window
        var seesZeros = true, takesMaximum = false
        switch layer.kind {
        case .convolution(let its, _): window = its
        case .averagePooling(let its, let counts): (window, seesZeros) = (its, counts)
        case .maxPooling(let its): (window, seesZeros, takesMaximum) = (its, false, true)
        default: return nil
        }
        let source = stepper.network.computingLayer(atOrBefore: number - 1), names = Names(network: stepper.network)
        let isConvolution = layer.weightRows > 0
        let (map, row, column) = shape.position(of: unit)
        let rows = (0..<window.height).map { window.rows.position(ofCell: $0, at: row) }
        let columns = (0..<window.width).map { window.columns.position(ofCell: $0, at: column) }
        let cells = rows.flatMap { r in columns.map { (row: r, column: $0) } }
        // A bias comes first, then the products channel by channel; there are none over the edges.
        let inside = cells.indices.filter { (0..<image.height).contains(cells[$0].row) && (0..<image.width).contains(cells[$0].column) }
        let products = terms.map { max(0, $0 - (layer.biasCount > 0 ? 1 : 0)) }
        let channels = isConvolution ? layer.channels(ofFilter: map) : map..<map + 1
        let place =
            products.map { inside.isEmpty ? 0 : min(channels.count - 1, max(0, $0 - 1) / inside.count) } ?? channels.count - 1
        let channel = channels.lowerBound + place
        let taken =
            products.map { $0 == 0 || inside.isEmpty ? 0 : inside[min(inside.count, $0 - place * inside.count) - 1] + 1 } ?? cells.count
        func value(_ r: Int, _ c: Int) -> Double {
            stepper.value(of: .output(layer: source, unit: image.index(channel: channel, row: r, column: c))) ?? 0
        }
        let seen = (0..<image.height).map { r in (0..<image.width).map { c in value(r, c) } }
        let filled = (0..<shape.height).map { r in
            (0..<shape.width).map { c in
                let place = shape.index(channel: map, row: r, column: c)
                return stepper.value(of: .output(layer: number, unit: place)) ?? stepper.value(of: .netInput(layer: number, unit: place))
            }
        }
        let filter = isConvolution ? stepper.parameters.weights[number - 1].row(map).dropFirst(place * window.count) : []
        return WindowScene(
            title: "\(names.node(layer: number, unit: unit)): \(shape.placeName(row: row, column: column))", image: seen,
            channel: channel, channelCount: image.channels, border: .init(of: window), isBorderOfZeros: seesZeros, rows: rows,
            columns: columns,
            filter: isConvolution
                ? (0..<window.height).map { Array(filter.dropFirst($0 * window.width).prefix(window.width)) } : nil,
            taken: taken, isUnderWay: terms != nil,
            winner: takesMaximum ? winner(stepper, number, unit, among: cells.prefix(taken), of: seen) : nil, map: filled,
            place: .init(row: row, column: column))
    }

    /// The cell of a window that max pooling has chosen; while its terms are walked the one that is the greatest so far, as a NaN is.
    private func winner(
        _ stepper: Stepper, _ number: Int, _ unit: Int, among cells: ArraySlice<(row: Int, column: Int)>, of image: [[Double]]
    ) -> WindowScene.Place? {
        let shape = stepper.network[layer: number].inputShape
        if let winner = stepper.winner(layer: number, unit: unit) {
            let (_, row, column) = shape.position(of: winner)
            return .init(row: row, column: column)
        }
        let cells = cells.filter { image.indices.contains($0.row) && image[$0.row].indices.contains($0.column) }
        guard let first = cells.first else { return nil }
        let best = cells.dropFirst().reduce(first) { best, next in
            let number = image[next.row][next.column]
            return number > image[best.row][best.column] || number.isNaN ? next : best
        }
        return .init(row: best.row, column: best.column)
    }
}

extension Shape {
    /// `row 2, column 3`, of a sequence `step 2`.
    func placeName(row: Int, column: Int) -> String { isSequence ? "step \(row + 1)" : "row \(row + 1), column \(column + 1)" }
}
