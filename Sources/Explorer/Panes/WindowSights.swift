// The convolution as one sees it: the image with the window on it, the filter, the products one by one, and the map filling up; pooling
// with the number that won; and on the way back the windows that pass their deltas on.
import Charts
import Language
import Portraits

extension WindowGrids {
    /// - Parameter isAskedFor: which of the computed numbers a question asks for; images and filters are given.
    init(of sight: WindowSight, marks: Marks, isSolid: Bool = false, isAskedFor: @escaping (Double) -> Bool = { _ in false }) {
        switch sight {
        case .looking(let scene): self = LookingGrids(scene: scene, marks: marks, isSolid: isSolid, isAskedFor: isAskedFor).all
        case .passingBack(let scene): self = PassingGrids(scene: scene, marks: marks, isSolid: isSolid, isAskedFor: isAskedFor).all
        }
    }
}

/// The grids of a window that looks at an image.
private struct LookingGrids {
    let scene: WindowScene
    let marks: Marks
    let isSolid: Bool
    let isAskedFor: (Double) -> Bool

    var all: WindowGrids {
        let bare = WindowScene.Border(), image = image(within: scene.border)
        var withoutBorder: WindowGrid? { scene.border == bare ? nil : self.image(within: bare) }
        guard let filter = scene.filter else {
            let map = map(coming: image.widths)
            return WindowGrids(outer: [image, map], outerWithoutBorder: withoutBorder.map { [$0, map] })
        }
        let weights = grid(scene.filterName, filter),
            all = WindowGrid.Widths(
                of: filter.indices.map { r in
                    filter[r].indices.map { filter[r][$0] * scene.seen(row: r, column: $0) }
                })
        let map = map(coming: image.widths.covering(weights.widths))
        return WindowGrids(
            outer: [image, map], inner: [weights, grid("products", products(filter), isComputed: true, coming: all)],
            outerWithoutBorder: withoutBorder.map { [$0, map] })
    }

    /// The image within its border: of zeros, which are fainter than numbers of its own, or of nothing.
    private func image(within border: WindowScene.Border) -> WindowGrid {
        let height = scene.image.count, width = scene.image.first?.count ?? 0
        let tiles = (-border.top..<height + border.bottom).map { r in
            (-border.left..<width + border.right).map { c -> WindowGrid.Tile in
                let isInside = (0..<height).contains(r) && (0..<width).contains(c)
                let value = isInside ? scene.image[r][c] : scene.isBorderOfZeros ? 0 : nil
                guard let row = scene.rows.firstIndex(of: r), let column = scene.columns.firstIndex(of: c) else {
                    return WindowGrid.Tile(value: value, style: isInside ? .plain : .faint)
                }
                var tile = isTaken(row, column) ? Self.taken(value) : WindowGrid.Tile(value: value, style: .window)
                tile.isInWindow = true
                if scene.winner == .init(row: r, column: c) {
                    (tile.style, tile.sign) = (.winner, .winner)
                }
                return tile
            }
        }
        let ofChannels = scene.channelCount > 1 ? " \(scene.channel + 1)/\(scene.channelCount)" : ""
        func covered(_ places: [Int], _ border: Int, of count: Int) -> Range<Int> {
            (places[0] + border..<places[places.count - 1] + border + 1).clamped(to: 0..<count)
        }
        let focus = WindowGrid.Focus(
            rows: covered(scene.rows, border.top, of: tiles.count),
            columns: covered(scene.columns, border.left, of: width + border.left + border.right),
            cell: (scene.rows[lastTaken.row] + border.top, scene.columns[lastTaken.column] + border.left))
        return WindowGrid(
            scene.imageName + ofChannels, tiles, focus: focus, isSigned: HeatMap.isSigned(scene.image.joined()), marks: marks,
            isSolid: isSolid)
    }

    /// Its numbers are expected to be as wide as those that they are made of.
    private func map(coming: WindowGrid.Widths) -> WindowGrid {
        let (row, column) = (scene.place.row, scene.place.column)
        var tiles = scene.map.map { $0.map { WindowGrid.Tile(value: $0, isAskedFor: isAskedFor) } }
        (tiles[row][column].style, tiles[row][column].isInWindow) = (CellStyle(bold: true, inverse: true), true)
        // Without solid colour signed, so that a 0 has a mark and only what is not computed yet is blank; in it on the scale of the image.
        let isSigned = !isSolid || HeatMap.isSigned(scene.map.joined().compactMap { $0 })
        return WindowGrid(
            scene.mapName, tiles, focus: .init(row: row, column: column), isSigned: isSigned, marks: marks, isSolid: isSolid, coming: coming
        )
    }

    /// The numbers of the window's cells.
    private func grid(
        _ title: String, _ values: [[Double?]], isComputed: Bool = false, coming: WindowGrid.Widths = .init()
    ) -> WindowGrid {
        let tiles = values.enumerated().map { r, row in
            row.enumerated().map { c, value in
                var tile = isTaken(r, c) ? Self.taken(value) : WindowGrid.Tile(value: value)
                tile.isAskedFor = isComputed && value.map(isAskedFor) ?? false
                return tile
            }
        }
        return WindowGrid(
            title, tiles, focus: .init(row: lastTaken.row, column: lastTaken.column), isSigned: true, marks: marks, isSolid: isSolid,
            coming: coming)
    }

    private func products(_ filter: [[Double]]) -> [[Double?]] {
        filter.indices.map { r in filter[r].indices.map { scene.product(row: r, column: $0) } }
    }

    private static func taken(_ value: Double?) -> WindowGrid.Tile {
        WindowGrid.Tile(value: value, style: CellStyle(bold: true, inverse: true), sign: .taken)
    }

    /// The cell of the window that was come to last: the first one before and after the terms are walked.
    private var lastTaken: WindowScene.Place { scene.lastTaken ?? .init(row: 0, column: 0) }

    /// Whether a cell of the window is the one whose product was added last, while the terms are walked one by one.
    private func isTaken(_ row: Int, _ column: Int) -> Bool { scene.lastTaken == .init(row: row, column: column) }
}

/// The grids of pooling on its way back: the numbers with those that have won, the deltas of the windows, and those of the numbers.
private struct PassingGrids {
    let scene: PassedBackScene
    let marks: Marks
    let isSolid: Bool
    let isAskedFor: (Double) -> Bool

    var all: WindowGrids {
        let isSigned = HeatMap.isSigned(scene.image.joined().compactMap { $0 })
        let image = grid("image", scene.image, framed: [scene.place], won: scene.winners, isSigned: isSigned)
        let deltas = grid(scene.poolingName + " delta", scene.deltas, framed: scene.windows, won: scene.won)
        let map = grid(scene.layerName + " delta", scene.map, framed: [scene.place], coming: deltas.widths)
        return WindowGrids(outer: [image], inner: [deltas, map])
    }

    private func grid(
        _ title: String, _ values: [[Double?]], framed: Set<WindowScene.Place>, won: Set<WindowScene.Place> = [], isSigned: Bool = true,
        coming: WindowGrid.Widths = .init()
    ) -> WindowGrid {
        let tiles = values.enumerated().map { r, row in
            row.enumerated().map { c, value in
                let place = WindowScene.Place(row: r, column: c), hasWon = won.contains(place), isFramed = framed.contains(place)
                var tile = WindowGrid.Tile(value: value, isAskedFor: isAskedFor)
                tile.style = hasWon ? .winner : isFramed ? .window : .plain
                (tile.isInWindow, tile.sign) = (isFramed, hasWon ? .winner : nil)
                return tile
            }
        }
        // What is to stay in sight: the windows that hold the number, or the number itself.
        let rows = framed.map(\.row), columns = framed.map(\.column)
        let (top, left) = (rows.min() ?? 0, columns.min() ?? 0)
        let focus = WindowGrid.Focus(
            rows: top..<(rows.max() ?? 0) + 1, columns: left..<(columns.max() ?? 0) + 1, cell: (top, left))
        return WindowGrid(title, tiles, focus: focus, isSigned: isSigned, marks: marks, isSolid: isSolid, coming: coming)
    }
}
