// An image of red, green and blue in its colours.

/// An image whose pixels have a red, a green and a blue part.
public struct ColorImage: Sendable, Equatable {
    public var title: String?
    /// Row by row, from the top; parts from 0 to 1.
    public var red: [[Double]]
    public var green: [[Double]]
    public var blue: [[Double]]

    /// - Precondition: the three have the same numbers of rows and columns.
    public init(title: String? = nil, red: [[Double]], green: [[Double]], blue: [[Double]]) {
        self.title = title
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// The image on `width` x `height` cells; one too large for them is shown by the means of neighbouring pixels, which is said.
    public func render(width: Int, height: Int, marks: Marks = .braille, isSolid: Bool = false) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        let maps = [red, green, blue].map { HeatMap(title: title, values: $0, isSigned: false, keepsShape: true) }
        // The key of a single part is none of the colours.
        let shading = Shading(of: [[0, 1]], isSigned: false, marks: marks, isSolid: isSolid)
        let layout = HeatMapLayout(of: maps[0], shading, width: canvas.width, height: canvas.height, mayHaveKey: false)
        if layout.hasTitle, let title { canvas.write(marks.legible(title), x: layout.titleStart, y: 0, style: .title) }
        if let note = layout.note { canvas.write(note.text, x: note.x, y: note.y, style: .axis) }
        let parts = maps.map { $0.pooled(layout.pooling) }
        guard let part = layout.parts.first else { return canvas }
        if isSolid {
            var grid = PixelGrid(columns: part.cells.width, rows: (part.cells.height + 1) / 2)
            for row in part.rows {
                for column in part.columns where parts.allSatisfy({ Self.number($0, row, column).isFinite }) {
                    let color = RGB(parts.reduce(0) { $0 << 8 | UInt32((min(max(Self.number($1, row, column), 0), 1) * 255).rounded()) })
                    grid.fill(
                        x: column * layout.tile.width, y: row * layout.tile.height, width: layout.tile.width, height: layout.tile.height,
                        .exact(color))
                }
            }
            grid.draw(on: &canvas, x: part.cells.x, y: layout.row(part.cells.y))
            return canvas
        }
        for y in 0..<part.cells.height {
            for x in 0..<part.cells.width {
                let (row, column) = (y / layout.tile.height, x / layout.tile.width)
                let values = parts.map { Self.number($0, row, column) }
                let cell = values.allSatisfy(\.isFinite) ? Self.cell(values, marks) : Cell("?", style: .axis)
                canvas[part.cells.x + x, part.cells.y + y] = cell
            }
        }
        return canvas
    }

    /// A number of one colour; nan where it has none.
    static func number(_ part: [[Double]], _ row: Int, _ column: Int) -> Double {
        part.indices.contains(row) && part[row].indices.contains(column) ? part[row][column] : .nan
    }

    /// A cell full of a colour; where there are no colours it is one that is not empty.
    private static func cell(_ parts: [Double], _ marks: Marks) -> Cell {
        let levels = parts.map { Int((min(max($0, 0), 1) * 5).rounded()) }
        return Cell(marks == .ascii ? "#" : "█", style: CellStyle(color: .mixed(red: levels[0], green: levels[1], blue: levels[2])))
    }
}
