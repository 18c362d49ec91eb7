// Where the nodes of a network diagram stand, and which of them there is room for.

/// Columns with equal gaps between them; in each column nodes at even distances. Where there is no room for all columns some follow each
/// other, and a large layer is folded: what is out of sight can be scrolled to.
struct NetworkLayout {
    /// The columns in sight.
    let columns: Range<Int>
    private let widths: [Int]
    /// Columns of cells between two layers, where the edges run.
    let gap: Int
    /// 2 where name and value have a line each, else 1.
    let nodeHeight: Int
    private let counts: [Int]
    /// The first node shown of each column.
    private let firsts: [Int]
    private let height: Int

    /// Columns of cells that edges should have, and the least of them; where nodes leave less, values and then columns are left out.
    private static let gapBesideValues = 5, smallestGap = 3

    init(_ diagram: NetworkDiagram, width: Int, height: Int) {
        counts = diagram.columns.map(\.nodes.count)
        self.height = height
        let most = counts.max() ?? 0
        let nodeHeight = 1 + most * 3 <= height + 1 ? 2 : 1
        let names = diagram.columns.map { ($0.nodes.map(\.name.count).max() ?? 0) + 2 }
        // What a value takes does not depend on the value: the graph stands still while one steps.
        func withValues(_ width: Int) -> [Int] {
            names.enumerated().map { column, name in
                let value = column == 0 ? NetworkDiagram.shortValueWidth : width
                return nodeHeight > 1 ? max(name, value + 1) : name + 1 + value
            }
        }
        let followed = diagram.followed ?? diagram.writtenPlace
        let columns = Self.columns(names, first: diagram.firstColumn, followed: followed?.column, width: width)
        let gaps = max(0, columns.count - 1)
        let choices = [withValues(NetworkDiagram.valueWidth), withValues(NetworkDiagram.shortValueWidth)]
        widths = choices.first { $0[columns].reduce(0, +) + gaps * Self.gapBesideValues <= width } ?? names
        gap = gaps > 0 ? max(0, (width - widths[columns].reduce(0, +)) / gaps) : 0
        self.columns = columns
        self.nodeHeight = nodeHeight
        let capacity = nodeHeight == 2 ? height / 3 : height - 1
        firsts = diagram.columns.indices.map { column in
            let node = followed.flatMap { $0.column == column ? $0.node : nil }
            return Self.first(diagram.firstNode, following: node, of: diagram.columns[column].nodes.count, capacity: capacity)
        }
    }

    func width(ofColumn column: Int) -> Int { widths[column] }

    func x(ofColumn column: Int) -> Int {
        widths[columns.lowerBound..<max(columns.lowerBound, column)].reduce(0, +) + (column - columns.lowerBound) * gap
    }

    // MARK: Columns in sight

    /// The columns that fit from the wished one on; without a wish those that end with the followed one, or the first.
    private static func columns(_ names: [Int], first: Int?, followed: Int?, width: Int) -> Range<Int> {
        func fitting(from start: Int) -> Range<Int> {
            var end = start, used = 0
            while end < names.count, end == start || used + smallestGap + names[end] <= width {
                used += names[end] + (end > start ? smallestGap : 0)
                end += 1
            }
            return start..<end
        }
        let last = names.indices.first { fitting(from: $0).upperBound == names.count } ?? 0
        if let first { return fitting(from: max(0, min(first, last))) }
        let start = followed.flatMap { column in names.indices.first { fitting(from: $0).contains(column) } } ?? 0
        return fitting(from: start)
    }

    /// How far columns can be scrolled: the first one shown when the last one is.
    func lastStart(_ diagram: NetworkDiagram, width: Int) -> Int {
        var end = diagram
        end.firstColumn = counts.count
        return NetworkLayout(end, width: width, height: height).columns.lowerBound
    }

    // MARK: Nodes in sight

    /// The rows that are free for nodes, below the titles.
    private var room: Int { max(0, height - 1) }

    /// The nodes of a column that there is room for, folds included.
    private var capacity: Int { nodeHeight == 2 ? (room + 1) / 3 : room }

    /// The first node that a large layer shows: the wished one, else that of the page with the followed one.
    private static func first(_ wish: Int?, following node: Int?, of count: Int, capacity: Int) -> Int {
        guard count > capacity, capacity > 2 else { return 0 }
        let most = count - capacity + 1
        if let wish { return max(0, min(wish, most)) }
        guard let node, node >= capacity - 1 else { return 0 }
        return min(most, node / (capacity - 2) * (capacity - 2))
    }

    /// How many nodes of the largest layer are out of sight: before the first one shown, and behind the last.
    var hidden: (above: Int, below: Int) {
        let all = columns.map { (firsts[$0], counts[$0] - firsts[$0] - shown($0)) }
        return (all.map(\.0).max() ?? 0, all.map(\.1).max() ?? 0)
    }

    /// The furthest that nodes can be scrolled.
    var mostFirst: Int { capacity > 2 ? max(0, (columns.map { counts[$0] }.max() ?? 0) - capacity + 1) : 0 }

    /// How many nodes of a column are shown between its folds.
    private func shown(_ column: Int) -> Int {
        let count = counts[column], first = firsts[column]
        if count <= capacity { return count }
        if first == 0 { return max(0, capacity - 1) }
        return first + capacity - 1 >= count ? count - first : capacity - 2
    }

    /// The nodes of a column that are shown, each with its row.
    func rows(ofColumn column: Int) -> [(node: Int, row: Int)] {
        guard columns.contains(column) else { return [] }
        let slots = slots(column), above = firsts[column] > 0 ? 1 : 0
        guard slots > 0 else { return [] }
        return (0..<shown(column)).map { place in (firsts[column] + place, 1 + row(ofSlot: above + place, of: slots)) }
    }

    func row(ofNode node: Int, column: Int) -> Int? { rows(ofColumn: column).first { $0.node == node }?.row }

    /// The rows that tell how many nodes are not shown, above and below.
    func folds(ofColumn column: Int) -> [(row: Int, count: Int)] {
        guard columns.contains(column), room > 0 else { return [] }
        let slots = slots(column), above = firsts[column], below = counts[column] - above - shown(column)
        return (above > 0 ? [(1 + row(ofSlot: 0, of: slots), above)] : [])
            + (below > 0 ? [(1 + row(ofSlot: slots - 1, of: slots), below)] : [])
    }

    /// The nodes and folds of a column.
    private func slots(_ column: Int) -> Int {
        let above = firsts[column], below = counts[column] - above - shown(column)
        return shown(column) + (above > 0 ? 1 : 0) + (below > 0 ? 1 : 0)
    }

    private func row(ofSlot slot: Int, of slots: Int) -> Int {
        let free = max(0, room - slots * nodeHeight)
        return slot * nodeHeight + free * (2 * slot + 1) / (2 * slots)
    }
}
