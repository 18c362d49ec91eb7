// Where the lines of several series share cells. At a crossing each is to be followed with the eye to its other side; where they run
// along together both are to be seen.

/// The cells that series share.
struct Meetings {
    enum Kind: Equatable {
        /// A few cells, and behind them the lines have changed sides.
        case crossing
        /// A few cells, and the lines stay on their sides.
        case touching
        /// Many cells side by side or, upright, one below the other: the series take turns at being on top.
        case together(isUpright: Bool)
    }

    private var kinds: [Kind?]
    /// The cell in the middle of each crossing.
    private var middles: Set<Int> = []
    private let columns: Int

    /// A few cells are no more columns and rows than this.
    private static let few = 3

    /// What stands for a crossing where a symbol hides the other.
    static let crossingCell = Cell("+", style: CellStyle(bold: true))

    init(of grid: DotGrid) {
        columns = grid.columns
        kinds = Array(repeating: nil, count: grid.columns * grid.rows)
        let heights = Heights(of: grid)
        for (pair, cells) in Self.shared(grid) {
            var rest = Set(cells)
            for start in cells where rest.remove(start) != nil {
                var group = [start], next = 0
                while next < group.count {
                    for cell in Self.around(group[next], grid) where rest.remove(cell) != nil { group.append(cell) }
                    next += 1
                }
                let kind = kind(pair, group, heights)
                // Where two of several lines cross it does not matter what the others do.
                for cell in group where kinds[cell] != .crossing { kinds[cell] = kind }
                if kind == .crossing { middles.insert(group.sorted()[group.count / 2]) }
            }
        }
    }

    /// How series meet in a cell; nil where it has one or none.
    subscript(column: Int, row: Int) -> Kind? { kinds[row * columns + column] }

    /// Whether a cell is in the middle of a crossing.
    func isMiddle(_ column: Int, _ row: Int) -> Bool { middles.contains(row * columns + column) }

    var hasCrossings: Bool { !middles.isEmpty }

    private struct Pair: Hashable {
        let first: Int
        let second: Int
    }

    /// The cells that each two series share.
    private static func shared(_ grid: DotGrid) -> [(pair: Pair, cells: [Int])] {
        var shared: [Pair: [Int]] = [:]
        for cell in 0..<grid.columns * grid.rows {
            let inks = grid[cell % grid.columns, cell / grid.columns]
            for (place, first) in inks.enumerated() {
                for second in inks[(place + 1)...] { shared[Pair(first: first.series, second: second.series), default: []].append(cell) }
            }
        }
        // In a fixed order, or the picture would depend on the dictionary's.
        return shared.sorted { ($0.key.first, $0.key.second) < ($1.key.first, $1.key.second) }.map { ($0.key, $0.value) }
    }

    private func kind(_ pair: Pair, _ group: [Int], _ heights: Heights) -> Kind {
        let across = group.map { $0 % columns }, down = group.map { $0 / columns }
        guard let left = across.min(), let right = across.max(), let top = down.min(), let bottom = down.max() else { return .touching }
        let (width, height) = (right - left + 1, bottom - top + 1)
        guard width <= Self.few, height <= Self.few else { return .together(isUpright: height > width) }
        guard let before = heights.difference(pair.first, pair.second, column: left - 1),
            let after = heights.difference(pair.first, pair.second, column: right + 1)
        else { return .touching }
        return before * after < 0 ? .crossing : .touching
    }

    /// The middle row of each series in each column.
    private struct Heights {
        private var sums: [Int: [(rows: Int, cells: Int)]] = [:]

        init(of grid: DotGrid) {
            for row in 0..<grid.rows {
                for column in 0..<grid.columns {
                    for ink in grid[column, row] {
                        sums[ink.series, default: Array(repeating: (0, 0), count: grid.columns)][column].rows += row
                        sums[ink.series]?[column].cells += 1
                    }
                }
            }
        }

        /// How much lower one series is than another; nil where one of them is not.
        func difference(_ first: Int, _ second: Int, column: Int) -> Double? {
            guard let a = sums[first], let b = sums[second], a.indices.contains(column), a[column].cells > 0, b[column].cells > 0 else {
                return nil
            }
            return Double(a[column].rows) / Double(a[column].cells) - Double(b[column].rows) / Double(b[column].cells)
        }
    }

    /// A cell and its eight neighbours, as far as there are any.
    fileprivate static func around(_ cell: Int, _ grid: DotGrid) -> [Int] {
        let (row, column) = cell.quotientAndRemainder(dividingBy: grid.columns)
        return (max(0, row - 1)...min(grid.rows - 1, row + 1)).flatMap { row in
            (max(0, column - 1)...min(grid.columns - 1, column + 1)).map { row * grid.columns + $0 }
        }
    }
}

extension DotGrid {
    /// Fills the gaps of dashes in and beside crossings: a line with a hole there seems to end.
    mutating func closeGaps(at meetings: Meetings) {
        let before = self
        for row in 0..<rows {
            for column in 0..<columns where meetings[column, row] == .crossing {
                let crossing = Set(before[column, row].map(\.series))
                for cell in Meetings.around(row * columns + column, self) {
                    let (row, column) = cell.quotientAndRemainder(dividingBy: columns)
                    for index in self[column, row].indices where crossing.contains(self[column, row][index].series) {
                        self[column, row][index].dots |= self[column, row][index].gaps
                    }
                }
            }
        }
    }
}
