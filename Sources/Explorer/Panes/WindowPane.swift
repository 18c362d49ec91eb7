// The convolution as one sees it: the image with the window on it, the filter, the products one by one, and the map filling up.
import Charts
import Language

struct WindowPane {
    let scene: WindowScene
    let marks: Marks

    /// How one number of a grid is shown.
    private struct Tile {
        var text: String
        var style = CellStyle.plain
        /// Brackets around it, which say without colour what the style says: `[3]` under the window, `{3}` just taken, `*3*` won.
        var brackets: (Character, Character) = (" ", " ")
    }

    /// Grids beside each other, the products under the filter.
    func render(width: Int, height: Int) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        let image = imageCanvas(width: scene.filter == nil ? width * 2 / 3 : width / 2, height: height - 1)
        var x = place(image, "image" + ofChannels, x: 0, y: 0, on: &canvas) + 2
        if let filter = scene.filter {
            let weights = grid(filter, besides: x, width)
            let products = grid(products(filter), besides: x, width)
            let right = place(weights, "filter", x: x, y: 0, on: &canvas)
            let below = weights.height + 2
            let hasRoom = below + products.height < height + 1
            x = max(right, hasRoom ? place(products, "products", x: x, y: below, on: &canvas) : 0) + 2
        }
        place(mapCanvas(width: width - x, height: height - 1), "map", x: x, y: 0, on: &canvas)
        return canvas
    }

    private func products(_ filter: [[Double]]) -> [[Double?]] {
        filter.indices.map { r in filter[r].indices.map { scene.product(row: r, column: $0) } }
    }

    /// The cells of the window as numbers; as signed shades where the map would have no room beside those.
    private func grid(_ values: [[Double?]], besides x: Int, _ width: Int) -> Canvas {
        let tiles = canvasOfTiles(values.enumerated().map { r, row in row.enumerated().map { c, value in tile(value, isTaken(r, c)) } })
        if tiles.width <= max(0, width - x) * 2 / 3 { return tiles }
        let shades = values.map { $0.map { $0 ?? .nan } }
        return HeatMap(values: shades).render(width: 2 * (values.first?.count ?? 0), height: values.count, marks: marks)
    }

    private var ofChannels: String { scene.channelCount > 1 ? " \(scene.channel + 1)/\(scene.channelCount)" : "" }

    /// Puts a grid under its title. Returns the column behind it.
    @discardableResult
    private func place(_ grid: Canvas, _ title: String, x: Int, y: Int, on canvas: inout Canvas) -> Int {
        canvas.write(title, x: x + 1, y: y, style: .axis)
        canvas.paste(grid, x: x, y: y + 1)
        return x + max(grid.width, title.count + 1)
    }

    // MARK: Grids

    private func imageCanvas(width: Int, height: Int) -> Canvas {
        let tiles = canvasOfTiles(
            scene.image.enumerated().map { r, row in
                row.enumerated().map { c, value in
                    let isSeen = scene.rows.contains(r) && scene.columns.contains(c)
                    if let winner = scene.winner, winner == (r, c) {
                        return Tile(text: short(value), style: CellStyle(color: .series(1), bold: true), brackets: ("*", "*"))
                    }
                    var tile = tile(value, isSeen && isTaken(r - scene.rows.lowerBound, c - scene.columns.lowerBound))
                    if isSeen && tile.brackets.0 == " " {
                        (tile.brackets, tile.style) = (("[", "]"), CellStyle(color: .series(0), bold: true))
                    }
                    return tile
                }
            })
        if tiles.width <= width && tiles.height <= height { return tiles }
        return picture(scene.image, scene.rows, scene.columns, width: width, height: height)
    }

    private func mapCanvas(width: Int, height: Int) -> Canvas {
        let tiles = canvasOfTiles(
            scene.map.enumerated().map { r, row in
                row.enumerated().map { c, value in
                    var tile = tile(value, false)
                    if scene.place == (r, c) { (tile.brackets, tile.style) = (("[", "]"), CellStyle(bold: true, inverse: true)) }
                    return tile
                }
            })
        if tiles.width <= width && tiles.height <= height { return tiles }
        let (row, column) = scene.place
        return picture(scene.map.map { $0.map { $0 ?? .nan } }, row..<row + 1, column..<column + 1, width: width, height: height)
    }

    /// An image too large for its numbers: shades, with a part of it inverse.
    private func picture(_ values: [[Double]], _ rows: Range<Int>, _ columns: Range<Int>, width: Int, height: Int) -> Canvas {
        guard width > 1, height > 0 else { return Canvas(width: 0, height: 0) }
        let across = max(1, values.first?.count ?? 1), down = max(1, values.count)
        let scale = max(1, max((2 * across + max(1, width) - 1) / max(1, width), (down + max(1, height) - 1) / max(1, height)))
        let size = (width: min(width, 2 * ((across + scale - 1) / scale)), height: min(height, (down + scale - 1) / scale))
        var canvas = HeatMap(values: values.map { $0.map { $0.isNaN ? 0 : $0 } }, isSigned: false)
            .render(width: size.width, height: size.height, marks: marks)
        for y in 0..<size.height {
            for x in 0..<size.width
            where rows.overlaps(y * scale..<(y + 1) * scale) && columns.overlaps(x / 2 * scale..<(x / 2 + 1) * scale) {
                canvas[x, y].style.inverse = true
            }
        }
        return canvas
    }

    private func canvasOfTiles(_ tiles: [[Tile]]) -> Canvas {
        let widest = tiles.joined().map(\.text.count).max() ?? 0, columns = tiles.map(\.count).max() ?? 0
        var canvas = Canvas(width: columns * (widest + 2), height: tiles.count)
        for (y, row) in tiles.enumerated() {
            for (column, tile) in row.enumerated() {
                let text = String(repeating: " ", count: widest - tile.text.count) + tile.text
                canvas.write("\(tile.brackets.0)\(text)\(tile.brackets.1)", x: column * (widest + 2), y: y, style: tile.style)
            }
        }
        return canvas
    }

    // MARK: Numbers

    /// Whether a cell of the window is the one whose product was added last, while the terms are walked one by one.
    private func isTaken(_ row: Int, _ column: Int) -> Bool {
        scene.filter != nil && scene.taken < scene.rows.count * scene.columns.count && row * scene.columns.count + column == scene.taken - 1
    }

    private func tile(_ value: Double?, _ isTaken: Bool) -> Tile {
        guard let value else { return Tile(text: marks == .ascii ? "." : "·", style: .faint) }
        return isTaken
            ? Tile(text: short(value), style: CellStyle(bold: true, inverse: true), brackets: ("{", "}")) : Tile(text: short(value))
    }

    private func short(_ value: Double) -> String { Numerals(digits: 3).text(value, width: 6) ?? "#" }
}
