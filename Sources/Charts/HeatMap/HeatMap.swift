// A matrix as a picture: weights by sign and size, images and decision boundaries by brightness.

/// A matrix drawn as tiles whose shade tells the value.
public struct HeatMap: Sendable, Equatable {
    public var title: String?
    /// Row by row, from the top; rows may differ in length.
    public var values: [[Double]]
    /// Whether colours part at 0, with as much room below as above; otherwise shades run from the least value to the greatest.
    public var isSigned: Bool
    /// Names at the left and above; empty for none.
    public var rowLabels: [String]
    public var columnLabels: [String]

    public init(
        title: String? = nil, values: [[Double]], isSigned: Bool = true, rowLabels: [String] = [], columnLabels: [String] = []
    ) {
        self.title = title
        self.values = values
        self.isSigned = isSigned
        self.rowLabels = rowLabels
        self.columnLabels = columnLabels
    }

    /// Whether shades of such data are to part at 0: where any is below it. Images from 0 to 1 run from the least value to the greatest.
    public static func isSigned(_ data: some Sequence<Double>) -> Bool { data.contains { $0 < 0 } }

    /// The matrix on `width` x `height` cells, with a key to the shades below it. A value takes a tile twice as wide as high,
    /// which looks square; a matrix too large for that is shown by the means of neighbouring values. Where room is scarce
    /// the key goes first, then the title, then the labels.
    public func render(width: Int, height: Int, marks: Marks = .braille) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        let shading = Shading(of: values, isSigned: isSigned, marks: marks)
        let layout = HeatMapLayout(of: self, shading, width: canvas.width, height: canvas.height)
        if layout.hasTitle, let title { canvas.write(marks.legible(title), x: layout.tiles.x, y: 0, style: .title) }
        drawTiles(shading, layout.tiles, on: &canvas)
        if layout.hasLabels { drawLabels(layout, marks, on: &canvas) }
        if layout.hasKey { shading.drawKey(on: &canvas, x: layout.tiles.x, y: layout.tiles.y + layout.tiles.height) }
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

    private func drawTiles(_ shading: Shading, _ tiles: CellFrame, on canvas: inout Canvas) {
        let columns = columnCount
        for y in 0..<tiles.height {
            let rows = share(y, of: tiles.height, among: values.count)
            for x in 0..<tiles.width {
                let columns = share(x, of: tiles.width, among: columns)
                let covered = rows.flatMap { values[$0][columns.clamped(to: 0..<values[$0].count)] }
                guard !covered.isEmpty else { continue }
                canvas[tiles.x + x, tiles.y + y] = shading.cell(for: mean(covered))
            }
        }
    }

    private func drawLabels(_ layout: HeatMapLayout, _ marks: Marks, on canvas: inout Canvas) {
        let tiles = layout.tiles
        var free = tiles.y
        for (row, label) in rowLabels.prefix(values.count).enumerated() {
            let y = tiles.y + (2 * row + 1) * tiles.height / (2 * values.count)
            guard y >= free else { continue }
            let text = marks.legible(label)
            canvas.write(text, x: tiles.x - 1 - text.count, y: y)
            free = y + 1
        }
        free = tiles.x
        for (column, label) in columnLabels.prefix(columnCount).enumerated() {
            let text = marks.legible(label)
            let start = tiles.x + ((2 * column + 1) * tiles.width / columnCount - text.count) / 2
            guard start >= free, start + text.count <= canvas.width else { continue }
            canvas.write(text, x: start, y: tiles.y - 1)
            free = start + text.count + 1
        }
    }

    /// The length of the longest row.
    var columnCount: Int { values.map(\.count).max() ?? 0 }
}

/// Which of `count` values the cell number `cell` of `cells` covers: one of them, or several where cells are few.
private func share(_ cell: Int, of cells: Int, among count: Int) -> Range<Int> {
    let start = cell * count / cells
    return start..<max(start + 1, ((cell + 1) * count + cells - 1) / cells)
}

/// The mean of what is finite; where nothing is, the first value.
private func mean(_ values: [Double]) -> Double {
    guard values.count > 1 else { return values.first ?? .nan }
    let finite = values.filter(\.isFinite)
    guard !finite.isEmpty else { return values[0] }
    // Dividing before adding: sums of huge numbers overflow.
    return finite.reduce(0) { $0 + $1 / Double(finite.count) }
}
