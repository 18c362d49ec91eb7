// A matrix as a picture: weights by sign and size, images and decision boundaries by brightness.

/// A matrix drawn as tiles whose shade tells the value.
public struct HeatMap: Sendable, Equatable {
    public var title: String?
    /// Row by row, from the top; rows may differ in length.
    public var values: [[Double]]
    /// Whether colours part at 0, with as much room below as above; otherwise shades run from the least value to the greatest.
    public var isSigned: Bool
    /// Whether it is an image, which stays in one piece and keeps its shape where there is little room.
    public var keepsShape: Bool
    /// Whether it stands within another picture: without a key to its shades, and without a word on how it was made to fit.
    public var isBare = false
    /// Names at the left and above; empty for none.
    public var rowLabels: [String]
    public var columnLabels: [String]

    public init(
        title: String? = nil, values: [[Double]], isSigned: Bool = true, keepsShape: Bool = false, rowLabels: [String] = [],
        columnLabels: [String] = []
    ) {
        self.title = title
        self.values = values
        self.isSigned = isSigned
        self.keepsShape = keepsShape
        self.rowLabels = rowLabels
        self.columnLabels = columnLabels
    }

    /// Whether shades of such data are to part at 0: where any is below it. Images from 0 to 1 run from the least value to the greatest.
    public static func isSigned(_ data: some Sequence<Double>) -> Bool { data.contains { $0 < 0 } }

    /// The matrix on `width` x `height` cells, with a key to the shades below it. A value takes a tile twice as wide as high,
    /// which looks square. A matrix too large for that is folded into parts, beside or below one another, or shown by the means of
    /// neighbouring values, which is said then. Where room is scarce the key goes first, then the title, then the labels.
    /// - Parameter isSolid: whether tiles are squares of solid colour, as small as half a cell.
    public func render(width: Int, height: Int, marks: Marks = .braille, isSolid: Bool = false) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        let all = Shading(of: values, isSigned: isSigned, marks: marks, isSolid: isSolid)
        let layout = HeatMapLayout(of: self, all, width: canvas.width, height: canvas.height), tiles = pooled(layout.pooling)
        let shading =
            layout.pooling == HeatMapPooling() ? all : Shading(of: tiles, isSigned: isSigned, marks: marks, isSolid: isSolid)
        let left = layout.parts.first?.cells.x ?? 0
        if layout.hasTitle, let title { canvas.write(marks.legible(title), x: layout.titleStart, y: 0, style: .title) }
        for part in layout.parts {
            if isSolid {
                paint(tiles, part, layout.tile, shading, on: &canvas)
            } else {
                draw(tiles, part, layout.tile, shading, on: &canvas)
            }
            drawLabels(part, layout, marks, on: &canvas)
        }
        if layout.hasKey, !isBare { shading.drawKey(on: &canvas, x: left, y: layout.bottom) }
        if let note = layout.note, !isBare { canvas.write(note.text, x: note.x, y: note.y, style: .axis) }
        return canvas
    }

    /// Some rows and columns as tiles of two cells, in the shades that they have in the whole, and nothing besides.
    public func shades(rows: Range<Int>, columns: Range<Int>, marks: Marks = .braille, isSolid: Bool = false) -> Canvas {
        var canvas = Canvas(width: 2 * columns.count, height: rows.count)
        let shading = Shading(of: values, isSigned: isSigned, marks: marks, isSolid: isSolid)
        for (y, row) in rows.enumerated() {
            for (x, column) in columns.enumerated() where values[row].indices.contains(column) {
                let cell = shading.cell(for: values[row][column])
                (canvas[2 * x, y], canvas[2 * x + 1, y]) = (cell, cell)
            }
        }
        return canvas
    }

    /// The matrix stretched over all of `width` x `height` cells, without its shape: a band between two layers.
    func band(width: Int, height: Int, marks: Marks, isSolid: Bool) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        let tiles = resampled(rows: isSolid ? 2 * canvas.height : canvas.height, columns: canvas.width)
        let shading = Shading(of: tiles, isSigned: isSigned, marks: marks, isSolid: isSolid)
        var grid = PixelGrid(columns: canvas.width, rows: canvas.height)
        for (y, row) in tiles.enumerated() {
            for (x, value) in row.enumerated() {
                if isSolid { grid[x, y] = shading.color(for: value) } else { canvas[x, y] = shading.cell(for: value) }
            }
        }
        if isSolid { grid.draw(on: &canvas, x: 0, y: 0) }
        return canvas
    }

    /// So many rows and columns: each the mean of the values that it covers, or the one that covers it.
    private func resampled(rows: Int, columns: Int) -> [[Double]] {
        guard rows > 0, columns > 0, !values.isEmpty, columnCount > 0 else { return [] }
        func covered(_ place: Int, of places: Int, _ count: Int) -> Range<Int> {
            let first = place * count / places
            return first..<max(first + 1, (place + 1) * count / places)
        }
        return (0..<rows).map { row in
            let some = values[covered(row, of: rows, values.count)]
            return (0..<columns).map { column in
                let range = covered(column, of: columns, columnCount)
                return mean(some.flatMap { $0[range.clamped(to: 0..<$0.count)] })
            }
        }
    }

    /// Whether any of its values is known.
    var hasValues: Bool { values.joined().contains { !$0.isNaN } }

    /// Where it would be, had it values: dots.
    func outline(width: Int, height: Int, marks: Marks, isSolid: Bool) -> Canvas {
        var blank = self
        blank.values = values.map { $0.map { _ in 0 } }
        blank.isBare = true
        var canvas = blank.render(width: width, height: height, marks: marks, isSolid: isSolid)
        // Without colours nothing is a blank: of an unsigned map all of the room.
        blank.isSigned = true
        let all = isSolid ? canvas : blank.render(width: width, height: height)
        for y in 0..<height {
            for x in 0..<width where all[x, y] != .blank { canvas[x, y] = Cell(marks == .ascii ? "." : "·", style: .axis) }
        }
        return canvas
    }

    /// The values as tiles show them: each for itself, or the mean of some neighbours.
    func pooled(_ pooling: HeatMapPooling) -> [[Double]] {
        guard pooling != HeatMapPooling() else { return values }
        return stride(from: 0, to: values.count, by: pooling.rows).map { row in
            let rows = values[row..<min(row + pooling.rows, values.count)]
            return stride(from: 0, to: rows.map(\.count).max() ?? 0, by: pooling.columns).map { column in
                mean(rows.flatMap { $0.dropFirst(column).prefix(pooling.columns) })
            }
        }
    }

    private func draw(
        _ tiles: [[Double]], _ part: HeatMapLayout.Part, _ tile: (width: Int, height: Int), _ shading: Shading, on canvas: inout Canvas
    ) {
        for y in 0..<part.cells.height {
            let row = tiles[part.rows.lowerBound + y / tile.height]
            for x in 0..<part.cells.width {
                let column = part.columns.lowerBound + x / tile.width
                if column < row.count { canvas[part.cells.x + x, part.cells.y + y] = shading.cell(for: row[column]) }
            }
        }
    }

    private func paint(
        _ tiles: [[Double]], _ part: HeatMapLayout.Part, _ tile: (width: Int, height: Int), _ shading: Shading, on canvas: inout Canvas
    ) {
        // The place and the size are in pixels: a part may begin in the lower half of a row.
        let top = part.cells.y % 2
        var grid = PixelGrid(columns: part.cells.width, rows: (top + part.cells.height + 1) / 2)
        for (y, row) in part.rows.enumerated() {
            for (x, column) in part.columns.enumerated() where column < tiles[row].count {
                guard let color = shading.color(for: tiles[row][column]) else { continue }
                grid.fill(x: x * tile.width, y: top + y * tile.height, width: tile.width, height: tile.height, color)
            }
        }
        grid.draw(on: &canvas, x: part.cells.x, y: part.cells.y / 2)
    }

    /// A tile that shows several rows or columns has the name of the first of them.
    private func drawLabels(_ part: HeatMapLayout.Part, _ layout: HeatMapLayout, _ marks: Marks, on canvas: inout Canvas) {
        let (cells, tile) = (part.cells, layout.tile)
        for (place, row) in part.rows.enumerated()
        where layout.labels.width > 0 && rowLabels.indices.contains(row * layout.pooling.rows) {
            let text = marks.legible(rowLabels[row * layout.pooling.rows])
            canvas.write(text, x: cells.x - 1 - text.count, y: layout.row(cells.y + (2 * place + 1) * tile.height / 2))
        }
        guard layout.labels.height > 0 else { return }
        var free = cells.x
        let end = layout.parts.count > 1 && layout.parts[0].cells.y == layout.parts[1].cells.y ? cells.x + cells.width + 1 : canvas.width
        for (place, column) in part.columns.enumerated() where columnLabels.indices.contains(column * layout.pooling.columns) {
            let text = marks.legible(columnLabels[column * layout.pooling.columns])
            let start = cells.x + ((2 * place + 1) * tile.width - text.count) / 2
            guard start >= free, start + text.count <= end else { continue }
            canvas.write(text, x: start, y: layout.row(cells.y) - 1)
            free = start + text.count + 1
        }
    }

    /// The length of the longest row.
    var columnCount: Int { values.map(\.count).max() ?? 0 }
}

/// The mean of what is finite; where nothing is, the first value.
private func mean(_ values: [Double]) -> Double {
    guard values.count > 1 else { return values.first ?? .nan }
    let finite = values.filter(\.isFinite)
    guard !finite.isEmpty else { return values[0] }
    // Dividing before adding: sums of huge numbers overflow.
    return finite.reduce(0) { $0 + $1 / Double(finite.count) }
}
