// Where the nodes of a network diagram stand.

/// Columns with equal gaps between them; in each column nodes at even distances, large layers folded.
struct NetworkLayout {
    private let widths: [Int]
    /// Columns of cells between two layers, where the edges run.
    let gap: Int
    /// 2 where name and value have a line each, else 1.
    let nodeHeight: Int
    private let counts: [Int]
    private let height: Int

    /// Columns of cells that edges should have at least; where nodes leave less, values are left out.
    private static let smallestGap = 5

    init(_ diagram: NetworkDiagram, width: Int, height: Int) {
        counts = diagram.columns.map(\.nodes.count)
        self.height = height
        let most = counts.max() ?? 0
        let nodeHeight = 1 + most * 3 <= height + 1 ? 2 : 1
        let gaps = max(0, counts.count - 1)
        let names = diagram.columns.map { ($0.nodes.map(\.name.count).max() ?? 0) + 2 }
        // What a value takes does not depend on the value: the graph stands still while one steps.
        func withValues(_ width: Int) -> [Int] {
            names.enumerated().map { column, name in
                let value = column == 0 ? NetworkDiagram.shortValueWidth : width
                return nodeHeight > 1 ? max(name, value + 1) : name + 1 + value
            }
        }
        let choices = [withValues(NetworkDiagram.valueWidth), withValues(NetworkDiagram.shortValueWidth), names]
        let chosen = choices.first { $0.reduce(0, +) + gaps * Self.smallestGap <= width } ?? names
        let room = max(1, (width - 2 * gaps) / max(1, counts.count))
        widths = chosen.reduce(0, +) + 2 * gaps <= width ? chosen : chosen.map { min($0, room) }
        gap = gaps > 0 ? max(0, (width - widths.reduce(0, +)) / gaps) : 0
        self.nodeHeight = nodeHeight
    }

    func width(ofColumn column: Int) -> Int { widths[column] }

    func x(ofColumn column: Int) -> Int { widths[..<column].reduce(0, +) + column * gap }

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
