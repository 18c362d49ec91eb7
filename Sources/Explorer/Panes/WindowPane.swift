// The convolution as one sees it: the image with the window on it, the filter, the products one by one, and the map filling up.
import Charts
import Language

struct WindowPane {
    let scene: WindowScene
    let marks: Marks
    /// The first row and column of the grid that has the most out of sight; nil follows the window.
    var firstRow: Int?
    var firstColumn: Int?

    /// A grid and the cells that it is given.
    private struct Place {
        let grid: WindowGrid
        var x: Int
        var y: Int
        var width: Int
        var height: Int

        func part(_ scroll: WindowScroll) -> WindowGrid.Part { grid.part(width: width, height: height, scroll: scroll) }

        func hidden(_ scroll: WindowScroll) -> OutOfSight {
            let part = part(scroll)
            return OutOfSight(
                left: part.columns.lowerBound, right: grid.columnCount - part.columns.upperBound, above: part.rows.lowerBound,
                below: grid.rowCount - part.rows.upperBound)
        }
    }

    /// The picture, and how much of the largest grid is out of sight, in rows and columns.
    func content(width: Int, height: Int) -> (picture: Canvas, hidden: OutOfSight) {
        var canvas = Canvas(width: width, height: height)
        let places = places(width: width, height: height), scroll = scroll(places)
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

    private func scroll(_ places: [Place]) -> WindowScroll {
        let hidden = places.map { $0.hidden(WindowScroll()) }
        return WindowScroll(
            row: .init(first: firstRow, most: hidden.map { $0.above + $0.below }.max() ?? 0),
            column: .init(first: firstColumn, most: hidden.map { $0.left + $0.right }.max() ?? 0))
    }

    // MARK: Places

    /// Grids beside each other, the products under the filter.
    private func places(width: Int, height: Int) -> [Place] {
        var places: [Place] = [], x = 0
        func put(_ grid: WindowGrid, x: Int, y: Int = 0, most width: Int, height: Int) -> Int {
            let place = Place(grid: grid, x: x, y: y, width: width, height: height), part = place.part(WindowScroll())
            places.append(place)
            return x + max(part.columns.count * (grid.width(inNumbers: part.isInNumbers) / max(1, grid.columnCount)), grid.title.count + 1)
        }
        x = put(image, x: 0, most: scene.filter == nil ? width * 2 / 3 : width / 2, height: height - 1) + 2
        if let filter = scene.filter {
            let weights = grid("filter", filter), products = grid("products", products(filter))
            let most = max(0, width - x) * 2 / 3, all = filter.count
            // Products that have no room under the filter share the column with it.
            let isHigh = 2 * (all + 1) > height, gap = 2 * (all + 1) < height ? 1 : 0
            let rows = isHigh ? max(0, height - 2) / 2 : all
            let right = put(weights, x: x, most: most, height: rows)
            x = max(right, put(products, x: x, y: rows + 1 + gap, most: most, height: isHigh ? height - 2 - rows : all)) + 2
        }
        _ = put(map, x: x, most: width - x, height: height - 1)
        return places
    }

    // MARK: Grids

    private var image: WindowGrid {
        let tiles = scene.image.enumerated().map { r, row in
            row.enumerated().map { c, value in
                guard scene.rows.contains(r) && scene.columns.contains(c) else { return WindowGrid.Tile(value: value) }
                if let winner = scene.winner, winner == (r, c) {
                    return WindowGrid.Tile(value: value, style: CellStyle(color: .series(1), bold: true), brackets: .winner)
                }
                if isTaken(r - scene.rows.lowerBound, c - scene.columns.lowerBound) { return Self.taken(value) }
                return WindowGrid.Tile(value: value, style: CellStyle(color: .series(0), bold: true), brackets: .window)
            }
        }
        let ofChannels = scene.channelCount > 1 ? " \(scene.channel + 1)/\(scene.channelCount)" : "", (row, column) = lastTaken
        let focus = WindowGrid.Focus(
            rows: scene.rows.clamped(to: 0..<tiles.count), columns: scene.columns.clamped(to: 0..<(tiles.first?.count ?? 0)),
            cell: (scene.rows.lowerBound + row, scene.columns.lowerBound + column))
        return WindowGrid("image" + ofChannels, tiles, focus: focus, isSigned: false, marks: marks)
    }

    private var map: WindowGrid {
        let (row, column) = scene.place
        var tiles = scene.map.map { $0.map { WindowGrid.Tile(value: $0) } }
        (tiles[row][column].style, tiles[row][column].brackets) = (CellStyle(bold: true, inverse: true), .window)
        // Signed, so that a 0 has a mark and only what is not computed yet is blank.
        return WindowGrid("map", tiles, focus: .init(row: row, column: column), isSigned: true, marks: marks)
    }

    /// The numbers of the window's cells.
    private func grid(_ title: String, _ values: [[Double?]]) -> WindowGrid {
        let tiles = values.enumerated().map { r, row in
            row.enumerated().map { c, value in isTaken(r, c) ? Self.taken(value) : WindowGrid.Tile(value: value) }
        }
        return WindowGrid(title, tiles, focus: .init(row: lastTaken.row, column: lastTaken.column), isSigned: true, marks: marks)
    }

    private func products(_ filter: [[Double]]) -> [[Double?]] {
        filter.indices.map { r in filter[r].indices.map { scene.product(row: r, column: $0) } }
    }

    private static func taken(_ value: Double?) -> WindowGrid.Tile {
        WindowGrid.Tile(value: value, style: CellStyle(bold: true, inverse: true), brackets: .taken)
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
