// A grid beside a window as it is drawn: its numbers, or tiles of its shades. What is marked is so without colour, too.
import Charts
import Language

extension WindowGrid {
    func render(_ part: Part) -> Canvas {
        let size = tileSize(part.form)
        var canvas = Canvas(width: part.columns.count * size.width, height: part.rows.count * size.height)
        switch part.form {
        case .numbers: drawNumbers(part, on: &canvas)
        case .tiles(let scale): drawTiles(part, scale, on: &canvas)
        }
        return canvas
    }

    private func drawNumbers(_ part: Part, on canvas: inout Canvas) {
        let width = tileSize(.numbers).width
        for (y, row) in part.rows.enumerated() {
            for (x, column) in part.columns.enumerated() {
                let tile = tiles[row][column], text = text(tile, width: Widths.most)
                let (left, right) = ends(row, column)
                let blanks = String(repeating: " ", count: width - 2 - text.count)
                canvas.write("\(left)\(blanks)\(text)\(right)", x: x * width, y: y, style: style(tile))
            }
        }
    }

    /// Shades are those that the tiles have in the whole.
    private func drawTiles(_ part: Part, _ scale: Int, on canvas: inout Canvas) {
        let all = HeatMap(values: tiles.map { $0.map { $0.value ?? .nan } }, isSigned: isSigned)
        let shades = all.shades(rows: part.rows, columns: part.columns, marks: marks, isSolid: isSolid)
        // In signed shades dots are numbers near 0.
        let unknown = Cell(isSigned ? " " : marks.unknown, style: .faint)
        for (y, row) in part.rows.enumerated() {
            for (x, column) in part.columns.enumerated() {
                let shade = tiles[row][column].value == nil ? unknown : shades[2 * x, y]
                drawTile(row, column, shade, (2 * scale * x, scale * y), scale, on: &canvas)
            }
        }
    }

    /// A tile in its shade; on its middle row the number, where numbers fit, between its signs; and what frames the window.
    private func drawTile(
        _ row: Int, _ column: Int, _ shade: Cell, _ corner: (x: Int, y: Int), _ scale: Int, on canvas: inout Canvas
    ) {
        let tile = tiles[row][column], hasNumber = showsNumbers(.tiles(scale: scale))
        let (left, right) = scale == 1 ? ends(row, column) : tile.sign?.ends ?? (" ", " ")
        for dy in 0..<scale {
            // A tile of two rows has its number above its shade.
            for dx in 0..<2 * scale {
                canvas[corner.x + dx, corner.y + dy] = hasNumber && scale == 2 && dy == 0 && !isSolid ? .blank : shade
            }
        }
        let text = left.description + (hasNumber ? self.text(tile, width: Self.room(scale)) : "") + right.description
        let blanks = 2 * scale - text.count, sides = sides(row, column)
        // Beside the frame, where there is room for both.
        let start = blanks == 1 && tile.isInWindow && sides.left && !sides.right ? 1 : blanks / 2
        func write() {
            let x = corner.x + start, y = corner.y + (scale - 1) / 2
            canvas.write(text, x: x, y: y, style: style(tile))
            if isSolid { canvas.lay(text.count, x: x, y: y, on: shade.style, keepsInk: tile.style.inverse) }
        }
        if hasNumber { write() }
        if tile.isInWindow { drawFrame(row, column, corner, scale, on: &canvas) }
        // A sign may stand in the frame, blanks may not.
        if tile.sign != nil { write() }
    }

    /// What stands around a number on one row. One that is a window by itself keeps an end of its bracket beside a sign.
    private func ends(_ row: Int, _ column: Int) -> (Character, Character) {
        let tile = tiles[row][column], sides = sides(row, column)
        guard let sign = tile.sign else { return tile.isInWindow ? ("[", "]") : (" ", " ") }
        return (sign.ends.0, tile.isInWindow && sides.left && sides.right ? "]" : sign.ends.1)
    }

    /// The sides on which the window ends at a tile of it.
    private func sides(_ row: Int, _ column: Int) -> (left: Bool, right: Bool, top: Bool, bottom: Bool) {
        func isOutside(_ row: Int, _ column: Int) -> Bool {
            !tiles.indices.contains(row) || !tiles[row].indices.contains(column) || !tiles[row][column].isInWindow
        }
        return (isOutside(row, column - 1), isOutside(row, column + 1), isOutside(row - 1, column), isOutside(row + 1, column))
    }

    /// The part of the window's frame that runs through a tile: brackets at its sides, where tiles are large a box.
    private func drawFrame(_ row: Int, _ column: Int, _ corner: (x: Int, y: Int), _ scale: Int, on canvas: inout Canvas) {
        let sides = sides(row, column), last = (x: 2 * scale - 1, y: scale - 1)
        let isBox = marks != .ascii && scale > 1
        func put(_ character: Character, _ dx: Int, _ dy: Int) {
            let (x, y) = (corner.x + dx, corner.y + dy), ground = canvas[x, y].style
            canvas[x, y] = Cell(character, style: .window)
            if isSolid { canvas.lay(1, x: x, y: y, on: ground) }
        }
        if isBox && scale > 2 {
            for dx in 0...last.x {
                if sides.top { put("━", dx, 0) }
                if sides.bottom { put("━", dx, last.y) }
            }
        }
        for dy in 0...last.y {
            let isTop = sides.top && dy == 0, isBottom = sides.bottom && dy == last.y
            if sides.left { put(isBox ? isTop ? "┏" : isBottom ? "┗" : "┃" : "[", 0, dy) }
            if sides.right { put(isBox ? isTop ? "┓" : isBottom ? "┛" : "┃" : "]", last.x, dy) }
        }
    }

    /// A tile's number; a dot where the walk has not come to, and ? while a question asks for it.
    private func text(_ tile: Tile, width: Int) -> String {
        tile.isAskedFor ? "?" : tile.value.map { Self.text($0, width: width) } ?? String(marks.unknown)
    }

    private func style(_ tile: Tile) -> CellStyle { tile.value == nil && !tile.isMarked ? .faint : tile.style }
}

extension Marks {
    /// What stands for a number that is not known yet.
    fileprivate var unknown: Character { self == .ascii ? "." : "·" }
}

extension Canvas {
    /// Puts characters on the ground of a shade, in the ink that is read there.
    fileprivate mutating func lay(_ count: Int, x: Int, y: Int, on shade: CellStyle, keepsInk: Bool = false) {
        guard shade.fill != .plain, !keepsInk else { return }
        for column in x..<x + count { self[column, y].style = CellStyle(color: shade.color, fill: shade.fill, bold: true) }
    }
}

extension CellStyle {
    /// What is under the window, and its frame.
    static let window = CellStyle(color: .series(0), bold: true)
    /// What has won a window.
    static let winner = CellStyle(color: .series(1), bold: true)
}

extension WindowGrid.Tile {
    /// A number that was computed, which a question may ask for.
    init(value: Double?, isAskedFor: (Double) -> Bool) {
        self.init(value: value)
        self.isAskedFor = value.map(isAskedFor) ?? false
    }
}
