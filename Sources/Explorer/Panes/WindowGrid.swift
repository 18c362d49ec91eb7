// One of the grids beside a window at work: the image, the filter, the products, the map. All of it as a picture whose tiles hold their
// numbers, in numbers alone, or in shades, as there is room; else a part of it.
import Charts
import Documents
import Language

struct WindowGrid {
    let title: String
    let tiles: [[Tile]]
    /// What is to stay in sight: the window in the image, the product taken last, the place of the map.
    let focus: Focus
    /// Whether its shades part at 0.
    let isSigned: Bool
    let marks: Marks
    /// Whether shades are solid colours, on which numbers are written.
    let isSolid: Bool
    /// The cells that its numbers take.
    let widths: Widths

    /// - Parameter coming: the cells that numbers still to come are expected to take, so that the picture stands still when they come.
    init(
        _ title: String, _ tiles: [[Tile]], focus: Focus, isSigned: Bool, marks: Marks, isSolid: Bool = false,
        coming: Widths = Widths()
    ) {
        (self.title, self.tiles, self.focus, self.isSigned) = (title, tiles, focus, isSigned)
        (self.marks, self.isSolid) = (marks, isSolid)
        widths = Widths(of: tiles.map { $0.map(\.value) }).covering(coming)
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
        /// Whether it lies under the window: there are brackets around it, and around all of the window where tiles are large.
        var isInWindow = false
        /// What else is said of it, without colour: `{3}` just taken, `>3<` won.
        var sign: Sign?
        /// Whether a question asks for its number: it is not to be read then.
        var isAskedFor = false

        /// Whether something is said of it.
        var isMarked: Bool { isInWindow || sign != nil }
    }

    enum Sign {
        case taken, winner

        var ends: (Character, Character) { self == .taken ? ("{", "}") : (">", "<") }
    }

    var rowCount: Int { tiles.count }
    var columnCount: Int { tiles.first?.count ?? 0 }

    // MARK: Forms

    /// How the numbers of a grid are shown.
    enum Form: Hashable {
        /// Written, each on one row.
        case numbers
        /// As tiles of 2·scale x scale cells, which look square: shades, with the number inside where it fits.
        case tiles(scale: Int)

        var scale: Int {
            switch self {
            case .numbers: 1
            case .tiles(let scale): scale
            }
        }
    }

    /// The cells of one number.
    func tileSize(_ form: Form) -> (width: Int, height: Int) {
        switch form {
        case .numbers: (widths.written + 2, 1)
        case .tiles(let scale): (2 * scale, scale)
        }
    }

    /// The cells of all numbers.
    func size(_ form: Form) -> (width: Int, height: Int) {
        let tile = tileSize(form)
        return (columnCount * tile.width, rowCount * tile.height)
    }

    /// Whether one can read the numbers themselves.
    func showsNumbers(_ form: Form) -> Bool {
        switch form {
        case .numbers: true
        case .tiles(let scale): scale > 1 && widths.least <= Self.room(scale)
        }
    }

    /// The cells of a number inside a tile: its outer ones are for brackets.
    static func room(_ scale: Int) -> Int { 2 * scale - 2 }

    // MARK: The part in sight

    /// A part of the grid, and how it is shown.
    struct Part: Equatable {
        var form: Form
        var rows: Range<Int>
        var columns: Range<Int>
    }

    /// The part that so many cells have room for: the one around what is to stay in sight, or one that was scrolled to.
    func part(width: Int, height: Int, scroll: WindowScroll) -> Part {
        part(form(width: width, height: height), width: width, height: height, scroll: scroll)
    }

    func part(_ form: Form, width: Int, height: Int, scroll: WindowScroll) -> Part {
        let tile = tileSize(form)
        let rows = min(rowCount, max(0, height) / tile.height), columns = min(columnCount, max(0, width) / tile.width)
        let top = scroll.row.first(of: rowCount - rows) ?? Self.start(around: focus.rows, focus.cell.row, rows, of: rowCount)
        let left =
            scroll.column.first(of: columnCount - columns) ?? Self.start(around: focus.columns, focus.cell.column, columns, of: columnCount)
        return Part(form: form, rows: top..<top + rows, columns: left..<left + columns)
    }

    /// Numbers tell more where all of them fit or, of a grid too large for shades as well, those in the middle of what happens.
    private func form(width: Int, height: Int) -> Form {
        func fits(_ form: Form) -> Bool { size(form).width <= width && size(form).height <= height }
        if fits(.numbers) { return .numbers }
        if fits(.tiles(scale: 1)) { return .tiles(scale: 1) }
        let rows = min(rowCount, max(3, focus.rows.count)), columns = min(columnCount, max(3, focus.columns.count))
        return rows <= height && columns * tileSize(.numbers).width <= width ? .numbers : .tiles(scale: 1)
    }

    /// The first of `shown` rows or columns that have some range in their middle, or one cell of it where it is too large.
    private static func start(around range: Range<Int>, _ cell: Int, _ shown: Int, of count: Int) -> Int {
        let middle = range.count <= shown ? range : cell..<cell + 1
        return min(max(0, middle.lowerBound - (shown - middle.count) / 2), count - shown)
    }
}

extension WindowGrid {
    /// How many cells numbers take.
    struct Widths: Equatable {
        /// With three digits, as they are written where there is nothing else.
        var written = 0
        /// With so few digits that none is off by more than a hundredth of the greatest, which does beside a shade.
        var least = 0

        init() {}

        init(of numbers: [[Double?]]) {
            let known = numbers.joined().compactMap { $0 }, lowest = known.min() ?? 0, highest = known.max() ?? 0
            if known.allSatisfy({ $0 == $0.rounded() && $0.magnitude < 1000 }) {
                written =
                    known.isEmpty
                    ? 0 : max(WindowGrid.text(lowest, width: Self.most).count, WindowGrid.text(highest, width: Self.most).count)
                least = written
            } else if known.count > 400 {
                // The numbers of a large grid are not all written out to find the widest: some will take all cells.
                (written, least) = (Self.most, Self.most)
            } else {
                let tolerance = (known.filter(\.isFinite).map(\.magnitude).max() ?? 0) / 100
                written = known.map { WindowGrid.text($0, width: Self.most).count }.max() ?? 0
                least = known.map { Self.least($0, tolerance) }.max() ?? 0
            }
            if known.count < numbers.joined().count { (written, least) = (max(1, written), max(1, least)) }
        }

        /// As many as others take, too.
        func covering(_ other: Widths) -> Widths {
            var all = self
            (all.written, all.least) = (max(written, other.written), max(least, other.least))
            return all
        }

        private static func least(_ number: Double, _ tolerance: Double) -> Int {
            if number.magnitude <= tolerance { return number < 0 ? 2 : 1 }
            let texts = (1...3).lazy.map { Numerals(digits: $0).text(number) }
            return min(most, (texts.first { !number.isFinite || abs((Double($0) ?? number) - number) <= tolerance } ?? "").count)
        }

        static let most = 6
    }

    /// A number in so many cells; one too small for them as 0.000.
    static func text(_ number: Double, width: Int) -> String {
        if let text = Numerals(digits: 3).text(number, width: width) { return text }
        return number.magnitude < 0.5 ? String((number < 0 ? "-0.000" : "0.000").prefix(width)) : "#"
    }
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
