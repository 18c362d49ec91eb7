// Pictures in solid colour: two pixels in each cell, one above the other, which so are about square.

/// Pixels under a rectangle of cells.
struct PixelGrid {
    let width: Int
    let height: Int
    private var pixels: [ChartColor?]

    /// The pixels under `columns` x `rows` cells, none of them painted.
    init(columns: Int, rows: Int) {
        (width, height) = (max(0, columns), 2 * max(0, rows))
        pixels = Array(repeating: nil, count: width * height)
    }

    /// The colour of a pixel; nil where the background is seen. Outside there is nothing.
    subscript(x: Int, y: Int) -> ChartColor? {
        get { (0..<width).contains(x) && (0..<height).contains(y) ? pixels[y * width + x] : nil }
        set { if (0..<width).contains(x) && (0..<height).contains(y) { pixels[y * width + x] = newValue } }
    }

    /// Paints a rectangle of pixels.
    mutating func fill(x: Int, y: Int, width: Int, height: Int, _ color: ChartColor) {
        for row in y..<y + height { for column in x..<x + width { self[column, row] = color } }
    }

    /// Puts the pixels on a canvas, the upper left one in the cell (x, y). Cells without any stay as they are.
    func draw(on canvas: inout Canvas, x: Int, y: Int) {
        for row in 0..<height / 2 {
            for column in 0..<width {
                if let cell = cell(column, row) { canvas[x + column, y + row] = cell }
            }
        }
    }

    private func cell(_ column: Int, _ row: Int) -> Cell? {
        switch (self[column, 2 * row], self[column, 2 * row + 1]) {
        case (nil, nil): nil
        case (let upper?, nil): Cell("▀", style: CellStyle(color: upper))
        case (nil, let lower?): Cell("▄", style: CellStyle(color: lower))
        case (let upper?, let lower?) where upper == lower: Cell(" ", style: CellStyle(fill: upper))
        case (let upper?, let lower?): Cell("▀", style: CellStyle(color: upper, fill: lower))
        }
    }
}
