// One of the grids beside a window at work: the image, the filter, the products, the map. All of it in numbers where there is room, all of
// it in shades where there is room for those; else a part of it.
import Charts
import Language

struct WindowGrid {
    let title: String
    let tiles: [[Tile]]
    /// What is to stay in sight: the window in the image, the product taken last, the place of the map.
    let focus: Focus
    /// Whether its shades part at 0.
    let isSigned: Bool
    let marks: Marks
    /// The cells of a number with its brackets.
    private let numberWidth: Int

    init(_ title: String, _ tiles: [[Tile]], focus: Focus, isSigned: Bool, marks: Marks) {
        (self.title, self.tiles, self.focus, self.isSigned, self.marks) = (title, tiles, focus, isSigned, marks)
        // The numbers of a large grid are not all written out to find the widest.
        let isLarge = tiles.count * (tiles.first?.count ?? 0) > 2000
        numberWidth = 2 + (isLarge ? Self.widest : tiles.joined().map { Self.text($0.value, marks).count }.max() ?? 0)
    }

    /// Some rows and columns, and the cell among them that comes before all.
    struct Focus {
        var rows: Range<Int>
        var columns: Range<Int>
        var cell: (row: Int, column: Int)

        init(rows: Range<Int>, columns: Range<Int>, cell: (row: Int, column: Int)) {
            (self.rows, self.columns, self.cell) = (rows, columns, cell)
        }

        init(row: Int, column: Int) { self.init(rows: row..<row + 1, columns: column..<column + 1, cell: (row, column)) }
    }

    /// How one number of a grid is shown.
    struct Tile {
        /// Nil where the walk has not come to.
        var value: Double?
        var style = CellStyle.plain
        /// Brackets around it, which say without colour what the style says: `[3]` under the window, `{3}` just taken, `*3*` won.
        var brackets: Brackets?
    }

    enum Brackets {
        case window, taken, winner

        var ends: (Character, Character) {
            switch self {
            case .window: ("[", "]")
            case .taken: ("{", "}")
            case .winner: ("*", "*")
            }
        }
    }

    var rowCount: Int { tiles.count }
    var columnCount: Int { tiles.first?.count ?? 0 }

    /// The cells that all of it takes.
    func width(inNumbers: Bool) -> Int { columnCount * (inNumbers ? numberWidth : 2) }

    // MARK: The part in sight

    /// A part of the grid, and how it is shown.
    struct Part: Equatable {
        var isInNumbers: Bool
        var rows: Range<Int>
        var columns: Range<Int>
    }

    /// The part that so many cells have room for: the one around what is to stay in sight, or one that was scrolled to.
    func part(width: Int, height: Int, scroll: WindowScroll) -> Part {
        let isInNumbers = showsNumbers(width: width, height: height), tileWidth = isInNumbers ? numberWidth : 2
        let rows = min(rowCount, max(0, height)), columns = min(columnCount, max(0, width) / tileWidth)
        let top = scroll.row.first(of: rowCount - rows) ?? Self.start(around: focus.rows, focus.cell.row, rows, of: rowCount)
        let left =
            scroll.column.first(of: columnCount - columns) ?? Self.start(around: focus.columns, focus.cell.column, columns, of: columnCount)
        return Part(isInNumbers: isInNumbers, rows: top..<top + rows, columns: left..<left + columns)
    }

    /// Numbers tell more where all of them fit or, of a grid too large for shades as well, those in the middle of what happens.
    private func showsNumbers(width: Int, height: Int) -> Bool {
        if rowCount <= height && self.width(inNumbers: true) <= width { return true }
        if rowCount <= height && self.width(inNumbers: false) <= width { return false }
        let rows = min(rowCount, max(3, focus.rows.count)), columns = min(columnCount, max(3, focus.columns.count))
        return rows <= height && columns * numberWidth <= width
    }

    /// The first of `shown` rows or columns that have some range in their middle, or one cell of it where it is too large.
    private static func start(around range: Range<Int>, _ cell: Int, _ shown: Int, of count: Int) -> Int {
        let middle = range.count <= shown ? range : cell..<cell + 1
        return min(max(0, middle.lowerBound - (shown - middle.count) / 2), count - shown)
    }

    // MARK: Drawing

    func render(_ part: Part) -> Canvas { part.isInNumbers ? numbers(part) : shades(part) }

    private func numbers(_ part: Part) -> Canvas {
        let width = numberWidth
        var canvas = Canvas(width: part.columns.count * width, height: part.rows.count)
        for (y, row) in part.rows.enumerated() {
            for (x, column) in part.columns.enumerated() {
                let tile = tiles[row][column], text = Self.text(tile.value, marks), (left, right) = tile.brackets?.ends ?? (" ", " ")
                let blanks = String(repeating: " ", count: width - 2 - text.count)
                let style = tile.value == nil && tile.brackets == nil ? CellStyle.faint : tile.style
                canvas.write("\(left)\(blanks)\(text)\(right)", x: x * width, y: y, style: style)
            }
        }
        return canvas
    }

    /// A tile is two cells wide, which looks square; the outer ones of what is marked give way to its brackets.
    private func shades(_ part: Part) -> Canvas {
        let all = HeatMap(values: tiles.map { $0.map { $0.value ?? .nan } }, isSigned: isSigned)
        let shades = all.shades(rows: part.rows, columns: part.columns, marks: marks)
        // In signed shades dots are numbers near 0.
        let unknown = Cell(isSigned ? " " : marks.unknown, style: .faint)
        var canvas = Canvas(width: 2 * part.columns.count, height: part.rows.count)
        for (y, row) in part.rows.enumerated() {
            for (x, column) in part.columns.enumerated() {
                let tile = tiles[row][column]
                for side in 0...1 {
                    canvas[2 * x + side, y] = tile.value == nil ? unknown : shades[2 * x + side, y]
                    if tile.brackets != nil { canvas[2 * x + side, y].style.inverse = true }
                }
                guard let brackets = tile.brackets else { continue }
                let isOpened = column > 0 && tiles[row][column - 1].brackets == .window && brackets == .window
                let isClosed = column + 1 < columnCount && tiles[row][column + 1].brackets == .window && brackets == .window
                if !isOpened { canvas[2 * x, y] = Cell(brackets.ends.0, style: tile.style) }
                if !isClosed { canvas[2 * x + 1, y] = Cell(brackets.ends.1, style: tile.style) }
            }
        }
        return canvas
    }

    /// A number in as many cells as one may take.
    private static func text(_ value: Double?, _ marks: Marks) -> String {
        value.map { Numerals(digits: 3).text($0, width: widest) ?? "#" } ?? String(marks.unknown)
    }

    private static let widest = 6
}

/// Where the grids are scrolled to. The one with the most out of sight is scrolled by its rows and columns, the others go along, so that
/// the end of one is the end of all.
struct WindowScroll {
    var row = Axis()
    var column = Axis()

    struct Axis {
        /// The first row or column of the largest grid; nil follows the step.
        var first: Int?
        /// The furthest that it can be.
        var most = 0

        /// The first row or column of a grid of which so many are out of sight; nil if it follows the step.
        func first(of hidden: Int) -> Int? {
            first.map { most > 0 ? (min(max(0, $0), most) * hidden + most / 2) / most : 0 }
        }
    }
}

extension Marks {
    /// What stands for a number that is not known yet.
    fileprivate var unknown: Character { self == .ascii ? "." : "·" }
}
