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
    public func render(width: Int, height: Int, marks: Marks = .braille) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        let all = Shading(of: values, isSigned: isSigned, marks: marks)
        let layout = HeatMapLayout(of: self, all, width: canvas.width, height: canvas.height), tiles = pooled(layout.pooling)
        let shading = layout.pooling == HeatMapPooling() ? all : Shading(of: tiles, isSigned: isSigned, marks: marks)
        let left = layout.parts.first?.cells.x ?? 0
        if layout.hasTitle, let title { canvas.write(marks.legible(title), x: layout.titleStart, y: 0, style: .title) }
        for part in layout.parts {
            draw(tiles, part, layout.tile, shading, on: &canvas)
            drawLabels(part, layout, marks, on: &canvas)
        }
        if layout.hasKey { shading.drawKey(on: &canvas, x: left, y: layout.bottom) }
        if let note = layout.note { canvas.write(note.text, x: note.x, y: note.y, style: .axis) }
        return canvas
    }

    /// Some rows and columns as tiles of two cells, in the shades that they have in the whole, and nothing besides.
    public func shades(rows: Range<Int>, columns: Range<Int>, marks: Marks = .braille) -> Canvas {
        var canvas = Canvas(width: 2 * columns.count, height: rows.count)
        let shading = Shading(of: values, isSigned: isSigned, marks: marks)
        for (y, row) in rows.enumerated() {
            for (x, column) in columns.enumerated() where values[row].indices.contains(column) {
                let cell = shading.cell(for: values[row][column])
                (canvas[2 * x, y], canvas[2 * x + 1, y]) = (cell, cell)
            }
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

    /// A tile that shows several rows or columns has the name of the first of them.
    private func drawLabels(_ part: HeatMapLayout.Part, _ layout: HeatMapLayout, _ marks: Marks, on canvas: inout Canvas) {
        let (cells, tile) = (part.cells, layout.tile)
        for (place, row) in part.rows.enumerated()
        where layout.labels.width > 0 && rowLabels.indices.contains(row * layout.pooling.rows) {
            let text = marks.legible(rowLabels[row * layout.pooling.rows])
            canvas.write(text, x: cells.x - 1 - text.count, y: cells.y + (2 * place + 1) * tile.height / 2)
        }
        guard layout.labels.height > 0 else { return }
        var free = cells.x
        let end = layout.parts.count > 1 && layout.parts[0].cells.y == layout.parts[1].cells.y ? cells.x + cells.width + 1 : canvas.width
        for (place, column) in part.columns.enumerated() where columnLabels.indices.contains(column * layout.pooling.columns) {
            let text = marks.legible(columnLabels[column * layout.pooling.columns])
            let start = cells.x + ((2 * place + 1) * tile.width - text.count) / 2
            guard start >= free, start + text.count <= end else { continue }
            canvas.write(text, x: start, y: cells.y - 1)
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
