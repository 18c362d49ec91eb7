// Where the nodes of a network diagram stand.

/// Columns of equal width with gaps between them; in each column nodes at even distances, large layers folded.
struct NetworkLayout {
    let columnWidth: Int
    /// Columns of cells between two layers, where the edges run.
    let gap: Int
    /// 2 where name and value have a line each, else 1.
    let nodeHeight: Int
    private let counts: [Int]
    private let height: Int

    /// The widest a column needs to be: a bracketed name, or a value of nine digits with its sign.
    private static let widestColumn = 12

    init(_ diagram: NetworkDiagram, width: Int, height: Int) {
        counts = diagram.columns.map(\.nodes.count)
        self.height = height
        let most = counts.max() ?? 0
        nodeHeight = 1 + most * 3 <= height + 1 ? 2 : 1
        let columns = max(1, counts.count)
        let widest =
            diagram.columns.map { column in
                max(column.title.count, column.nodes.lazy.map { max($0.name.count + 2, ($0.value?.count ?? 0) + 1) }.max() ?? 0)
            }.max() ?? 0
        let wanted = nodeHeight == 2 ? min(Self.widestColumn, max(6, widest)) : min(2 * Self.widestColumn, widest + 8)
        columnWidth = max(1, min(wanted, (width - 2 * (columns - 1)) / columns))
        gap = columns > 1 ? max(0, (width - columns * columnWidth) / (columns - 1)) : 0
    }

    func x(ofColumn column: Int) -> Int { column * (columnWidth + gap) }

    /// The rows that are free for nodes, below the titles.
    private var room: Int { max(0, height - 1) }

    /// How many nodes of a column are shown before a fold.
    private func shown(_ column: Int) -> Int {
        let capacity = nodeHeight == 2 ? (room + 1) / 3 : room
        return counts[column] <= capacity ? counts[column] : max(0, capacity - 1)
    }

    /// The nodes of a column that are shown, each with its row.
    func rows(ofColumn column: Int) -> [(node: Int, row: Int)] {
        let count = shown(column)
        let isFolded = count < counts[column]
        let slots = isFolded ? count + 1 : count
        guard slots > 0 else { return [] }
        return (0..<count).map { place in (place, 1 + row(ofSlot: place, of: slots)) }
    }

    func row(ofNode node: Int, column: Int) -> Int? { rows(ofColumn: column).first { $0.node == node }?.row }

    /// The row that tells how many nodes are not shown; nil if all are.
    func fold(ofColumn column: Int) -> (row: Int, count: Int)? {
        let count = shown(column)
        guard count < counts[column], room > 0 else { return nil }
        return (1 + row(ofSlot: count, of: count + 1), counts[column] - count)
    }

    private func row(ofSlot slot: Int, of slots: Int) -> Int {
        let free = max(0, room - slots * nodeHeight)
        return slot * nodeHeight + free * (2 * slot + 1) / (2 * slots)
    }
}
