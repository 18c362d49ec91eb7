// The convolution as one sees it: the image with the window on it, the filter, the products one by one, and the map filling up.
import Charts
import Language

struct WindowPane {
    let scene: WindowScene
    let marks: Marks
    /// The first row and column of the grid that has the most out of sight; nil follows the window.
    var firstRow: Int?
    var firstColumn: Int?

    /// The picture, and how much of the largest grid is out of sight, in rows and columns.
    func content(width: Int, height: Int) -> (picture: Canvas, hidden: OutOfSight) {
        var canvas = Canvas(width: width, height: height)
        let places = grids.places(width: width, height: height), scroll = scroll(places)
        for place in places {
            canvas.write(place.grid.title, x: place.x + 1, y: place.y, style: .axis)
            canvas.paste(place.grid.render(place.part(scroll)), x: place.x, y: place.y + 1)
        }
        let hidden = places.map { $0.hidden(scroll) }
        let across = hidden.max { $0.left + $0.right < $1.left + $1.right }, down = hidden.max { $0.above + $0.below < $1.above + $1.below }
        return (
            canvas,
            OutOfSight(left: across?.left ?? 0, right: across?.right ?? 0, above: down?.above ?? 0, below: down?.below ?? 0)
        )
    }

    private func scroll(_ places: [WindowPlace]) -> WindowScroll {
        let hidden = places.map { $0.hidden(WindowScroll()) }
        return WindowScroll(
            row: .init(first: firstRow, most: hidden.map { $0.above + $0.below }.max() ?? 0),
            column: .init(first: firstColumn, most: hidden.map { $0.left + $0.right }.max() ?? 0))
    }

    // MARK: Grids

    var grids: WindowGrids {
        let image = image
        guard let filter = scene.filter else { return WindowGrids(outer: [image, map(coming: image.widths)]) }
        let weights = grid("filter", filter),
            all = WindowGrid.Widths(
                of: filter.indices.map { r in
                    filter[r].indices.map { filter[r][$0] * scene.seen(row: r, column: $0) }
                })
        return WindowGrids(
            outer: [image, map(coming: image.widths.covering(weights.widths))],
            inner: [weights, grid("products", products(filter), coming: all)])
    }

    private var image: WindowGrid {
        let tiles = scene.image.enumerated().map { r, row in
            row.enumerated().map { c, value -> WindowGrid.Tile in
                guard scene.rows.contains(r) && scene.columns.contains(c) else { return WindowGrid.Tile(value: value) }
                let isTaken = isTaken(r - scene.rows.lowerBound, c - scene.columns.lowerBound)
                var tile = isTaken ? Self.taken(value) : WindowGrid.Tile(value: value, style: .window)
                tile.isInWindow = true
                if let winner = scene.winner, winner == (r, c) {
                    (tile.style, tile.sign) = (CellStyle(color: .series(1), bold: true), .winner)
                }
                return tile
            }
        }
        let ofChannels = scene.channelCount > 1 ? " \(scene.channel + 1)/\(scene.channelCount)" : "", (row, column) = lastTaken
        let focus = WindowGrid.Focus(
            rows: scene.rows.clamped(to: 0..<tiles.count), columns: scene.columns.clamped(to: 0..<(tiles.first?.count ?? 0)),
            cell: (scene.rows.lowerBound + row, scene.columns.lowerBound + column))
        return WindowGrid("image" + ofChannels, tiles, focus: focus, isSigned: false, marks: marks)
    }

    /// Its numbers are expected to be as wide as those that they are made of.
    private func map(coming: WindowGrid.Widths) -> WindowGrid {
        let (row, column) = scene.place
        var tiles = scene.map.map { $0.map { WindowGrid.Tile(value: $0) } }
        (tiles[row][column].style, tiles[row][column].isInWindow) = (CellStyle(bold: true, inverse: true), true)
        // Signed, so that a 0 has a mark and only what is not computed yet is blank.
        return WindowGrid("map", tiles, focus: .init(row: row, column: column), isSigned: true, marks: marks, coming: coming)
    }

    /// The numbers of the window's cells.
    private func grid(_ title: String, _ values: [[Double?]], coming: WindowGrid.Widths = .init()) -> WindowGrid {
        let tiles = values.enumerated().map { r, row in
            row.enumerated().map { c, value in isTaken(r, c) ? Self.taken(value) : WindowGrid.Tile(value: value) }
        }
        return WindowGrid(
            title, tiles, focus: .init(row: lastTaken.row, column: lastTaken.column), isSigned: true, marks: marks, coming: coming)
    }

    private func products(_ filter: [[Double]]) -> [[Double?]] {
        filter.indices.map { r in filter[r].indices.map { scene.product(row: r, column: $0) } }
    }

    private static func taken(_ value: Double?) -> WindowGrid.Tile {
        WindowGrid.Tile(value: value, style: CellStyle(bold: true, inverse: true), sign: .taken)
    }

    /// The cell of the window that was come to last: the first one before and after the terms are walked.
    private var lastTaken: (row: Int, column: Int) {
        let last = scene.isUnderWay ? max(0, scene.taken - 1) : 0
        return (last / scene.columns.count, last % scene.columns.count)
    }

    /// Whether a cell of the window is the one whose product was added last, while the terms are walked one by one.
    private func isTaken(_ row: Int, _ column: Int) -> Bool {
        scene.filter != nil && scene.isUnderWay && row * scene.columns.count + column == scene.taken - 1
    }
}
