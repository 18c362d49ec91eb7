// Where the nodes of a network diagram stand, and which of them there is room for.

/// Columns with equal gaps between them; in each column nodes at even distances. Where there is no room for all columns some follow each
/// other, and a large layer is folded: what is out of sight can be scrolled to. A layer far larger than its column is a picture of all its
/// values, with a few of its nodes below.
struct NetworkLayout {
    /// The columns in sight.
    let columns: Range<Int>
    private let widths: [Int]
    /// The cells of the longest name of each column, in its brackets.
    private let nameWidths: [Int]
    /// Columns of cells between two layers, where the edges run.
    let gap: Int
    /// How each layer is shown.
    private let forms: [Form]
    private let counts: [Int]
    /// The first node shown of each column.
    private let firsts: [Int]
    private let height: Int

    /// How the nodes of a layer are shown, which depends on the room alone: the graph stands still while one steps.
    private enum Form: Equatable {
        /// Name and value on one row, the name above the value, or above net input, output and delta.
        case rows, pairs, cards
        /// The name above a picture of so many rows.
        case pictures(rows: Int)
        /// A picture of all its values in so many rows, and some of its nodes.
        case folded(rows: Int)

        /// The rows of a node.
        var height: Int {
            switch self {
            case .rows, .folded: 1
            case .pairs: 2
            case .cards: 4
            case .pictures(let rows): 1 + rows
            }
        }
    }

    /// Columns of cells that edges should have, and the least of them; where nodes leave less, values and then columns are left out.
    private static let gapBesideValues = 5, smallestGap = 3
    /// A layer is folded into a picture when so many times as many nodes as have room would be out of sight.
    private static let farTooMany = 3, many = 40
    private static let mostPictureWidth = 28, leastPictureRows = 3
    /// Nodes and folds below the picture of a folded layer.
    private static let foldedSlots = 3

    init(_ diagram: NetworkDiagram, width: Int, height: Int) {
        counts = diagram.columns.map(\.count)
        let height = height - diagram.bowRows(ofHeight: height)
        self.height = height
        let room = max(0, height - 1), counts = counts
        let isFolded = diagram.columns.indices.map { column in
            diagram.columns[column].picture != nil && room >= Self.foldedSlots + Self.leastPictureRows + 2
                && counts[column] > max(Self.farTooMany * room, Self.many)
        }
        let pictureRows = diagram.columns.indices.map { column in
            isFolded[column]
                ? room - Self.foldedSlots - 1
                : diagram.columns[column].nodes.allSatisfy { $0.picture != nil } && counts[column] > 0
                    ? room / counts[column] - (counts[column] > 1 ? 2 : 1) : 0
        }
        let hasPicture = pictureRows.map { $0 >= Self.leastPictureRows }
        let most = counts.indices.filter { !hasPicture[$0] }.map { counts[$0] }.max() ?? 0
        let names = diagram.columns.map { ($0.nodes.map(\.name.count).max() ?? 0) + 2 }
        func withValues(_ width: Int, _ form: Form) -> [Int] {
            names.enumerated().map { column, name in
                if isFolded[column] { return max(name + 1 + NetworkDiagram.shortValueWidth, Self.leastPictureRows * 2) }
                let value = column == 0 ? NetworkDiagram.shortValueWidth : width
                return form == .rows ? name + 1 + value : max(name, value + 1)
            }
        }
        let followed = diagram.followed ?? diagram.writtenPlace
        let columns = Self.columns(names, first: diagram.firstColumn, followed: followed?.column, width: width)
        let gaps = max(0, columns.count - 1)
        func gap(_ widths: [Int]) -> Int { gaps > 0 ? max(0, (width - widths[columns].reduce(0, +)) / gaps) : 0 }

        let cardWidths = withValues(NetworkDiagram.cardWidth - 1, .cards)
        let form: Form =
            diagram.hasFacts && most * 5 <= room + 1 && gap(cardWidths) >= diagram.gapForLabels
            ? .cards : most * 3 <= room + 1 ? .pairs : .rows
        let choices = form == .cards ? [cardWidths] : [NetworkDiagram.valueWidth, .shortValueWidth].map { withValues($0, form) }
        var widths = choices.first { $0[columns].reduce(0, +) + gaps * Self.gapBesideValues <= width } ?? names
        // Pictures have what the others leave, down to a gap in which edges can be told apart.
        let pictured = columns.filter { hasPicture[$0] }
        if !pictured.isEmpty {
            let used = columns.filter { !hasPicture[$0] }.reduce(0) { $0 + widths[$1] }
            let share = (width - used - gaps * Self.gapBesidePictures) / pictured.count
            for column in pictured { widths[column] = max(widths[column], min(Self.mostPictureWidth, share)) }
        }
        forms = counts.indices.map { column in
            isFolded[column]
                ? .folded(rows: min(pictureRows[column], widths[column]))
                : hasPicture[column] ? .pictures(rows: min(pictureRows[column], widths[column])) : form
        }
        (self.columns, self.widths, nameWidths, self.gap) = (columns, widths, names, gap(widths))
        let capacities = forms.map { Self.capacity($0, room: room) }
        firsts = diagram.columns.indices.map { column in
            let node = followed.flatMap { $0.column == column ? $0.node : nil }
            return Self.first(diagram.firstNode, following: node, of: counts[column], capacity: capacities[column])
        }
    }

    private static let gapBesidePictures = 10

    func width(ofColumn column: Int) -> Int { widths[column] }

    func x(ofColumn column: Int) -> Int {
        widths[columns.lowerBound..<max(columns.lowerBound, column)].reduce(0, +) + (column - columns.lowerBound) * gap
    }

    /// The columns in which the lines between a column and the next one run. Where a value stands below its node's name, they begin behind the name:
    /// all the lines have more room so, and hardly one comes near the value.
    func lineColumns(ofGap gap: Int) -> Range<Int> {
        let start = x(ofColumn: gap), next = start + widths[gap]
        return (forms[gap] == .pairs ? min(next, start + nameWidths[gap] + 1) : next)..<next + self.gap
    }

    /// The rows of a node.
    func nodeHeight(ofColumn column: Int) -> Int { forms[column].height }

    /// Whether all that is known of a node stands below its name.
    func hasCards(_ column: Int) -> Bool { forms[column] == .cards }

    /// The rows below the name of a node that its picture has; 0 where it has none.
    func pictureRows(ofColumn column: Int) -> Int { if case .pictures(let rows) = forms[column] { rows } else { 0 } }

    /// Where the picture of a folded layer is; nil if it is not folded.
    func foldedPicture(ofColumn column: Int) -> CellFrame? {
        guard columns.contains(column), case .folded(let rows) = forms[column] else { return nil }
        let top = 1 + max(0, room - rows - Self.foldedSlots - 1) / 2
        return CellFrame(x: x(ofColumn: column), y: top, width: widths[column], height: rows)
    }

    /// The row at which the edges of a node end: beside its name, or in the middle of its picture.
    func anchor(ofRow row: Int, column: Int) -> Int { row + (pictureRows(ofColumn: column) + 1) / 2 }

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
    private static func capacity(_ form: Form, room: Int) -> Int {
        switch form {
        case .rows: room
        case .pairs: (room + 1) / 3
        case .cards: (room + 1) / 5
        case .pictures(let rows): (room + 1) / (rows + 2)
        case .folded: foldedSlots
        }
    }

    private func capacity(_ column: Int) -> Int { Self.capacity(forms[column], room: room) }

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
    var mostFirst: Int {
        columns.map { capacity($0) > 2 ? max(0, counts[$0] - capacity($0) + 1) : 0 }.max() ?? 0
    }

    /// How many nodes of a column are shown between its folds.
    private func shown(_ column: Int) -> Int {
        let count = counts[column], first = firsts[column], capacity = capacity(column)
        if count <= capacity { return count }
        if first == 0 { return max(0, capacity - 1) }
        return first + capacity - 1 >= count ? count - first : capacity - 2
    }

    /// The nodes of a column that are shown, each with its row.
    func rows(ofColumn column: Int) -> [(node: Int, row: Int)] {
        guard columns.contains(column) else { return [] }
        let above = firsts[column] > 0 ? 1 : 0
        guard slots(column) > 0 else { return [] }
        return (0..<shown(column)).map { place in (firsts[column] + place, row(ofSlot: above + place, column)) }
    }

    func row(ofNode node: Int, column: Int) -> Int? { rows(ofColumn: column).first { $0.node == node }?.row }

    /// The rows that tell how many nodes are not shown, above and below.
    func folds(ofColumn column: Int) -> [(row: Int, count: Int)] {
        guard columns.contains(column), room > 0 else { return [] }
        let slots = slots(column), above = firsts[column], below = counts[column] - above - shown(column)
        return (above > 0 ? [(row(ofSlot: 0, column), above)] : []) + (below > 0 ? [(row(ofSlot: slots - 1, column), below)] : [])
    }

    /// The nodes and folds of a column.
    private func slots(_ column: Int) -> Int {
        let above = firsts[column], below = counts[column] - above - shown(column)
        return shown(column) + (above > 0 ? 1 : 0) + (below > 0 ? 1 : 0)
    }

    private func row(ofSlot slot: Int, _ column: Int) -> Int {
        if let picture = foldedPicture(ofColumn: column) { return picture.y + picture.height + 1 + slot }
        let slots = slots(column), nodeHeight = forms[column].height, free = max(0, room - slots * nodeHeight)
        return 1 + slot * nodeHeight + free * (2 * slot + 1) / (2 * slots)
    }
}

extension Int {
    fileprivate static var shortValueWidth: Int { NetworkDiagram.shortValueWidth }
}

extension NetworkDiagram {
    /// The columns that a card takes.
    static let cardWidth = 14

    /// The columns that a value has on a card, beside the longest of some names.
    public static func factWidth(besideNames names: [String]) -> Int {
        min(valueWidth, cardWidth - 2 - (names.map(\.count).max() ?? 0))
    }

    /// Whether there is something to be put on cards.
    fileprivate var hasFacts: Bool { columns.contains { $0.nodes.contains { !$0.facts.isEmpty } } }

    /// The gap in which labels of edges have room, and still half of each edge is seen.
    fileprivate var gapForLabels: Int {
        let longest = labels.joined().joined().map { $0.name.count + ($0.values.last?.count ?? 0) + 1 }.max()
        return longest.map { 2 * ($0 + 2) - 2 } ?? 8
    }
}
