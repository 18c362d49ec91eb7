// What runs beside the columns: the way of a residual connection, and the stem of the edges of a node.

extension NetworkDiagram {
    /// A connection that passes over columns: from the outputs of one to the sums of another.
    public struct Bow: Sendable, Equatable {
        public var from: Int
        public var to: Int

        public init(from: Int, to: Int) { (self.from, self.to) = (from, to) }
    }

    /// Rows below the nodes, one for each bow, where these leave room enough.
    func bowRows(ofHeight height: Int) -> Int { height >= 4 + 3 * bows.count ? bows.count : 0 }

    /// Each bow in a row of its own: `╰──── + ────╯` from below the one column to below the other.
    func drawBows(_ layout: NetworkLayout, _ marks: Marks, on canvas: inout Canvas) {
        let rows = bowRows(ofHeight: canvas.height)
        let (left, line, right, upright): (Character, Character, Character, Character) =
            marks == .ascii ? ("\\", "-", "/", "|") : ("╰", "─", "╯", "│")
        let style = CellStyle(color: .series(0))
        for (place, bow) in bows.prefix(rows).enumerated() where layout.columns.contains(bow.from) && layout.columns.contains(bow.to) {
            // The one that leads furthest is the lowest.
            let y = canvas.height - rows + place
            let (start, end) = (layout.x(ofColumn: bow.from) + 1, layout.x(ofColumn: bow.to) + 1)
            guard end > start + 4 else { continue }
            canvas[start, y] = Cell(left, style: style)
            for x in start + 1..<end { canvas[x, y] = Cell(line, style: style) }
            canvas[end, y] = Cell(right, style: style)
            canvas.write(" + ", x: (start + end) / 2 - 1, y: y, style: CellStyle(color: .series(0), bold: true))
            for (x, column) in [(start, bow.from), (end, bow.to)] {
                let lowest = layout.rows(ofColumn: column).map { $0.row + layout.nodeHeight(ofColumn: column) }.max() ?? y
                for above in stride(from: y - 1, through: lowest, by: -1) where canvas[x, above] == .blank {
                    canvas[x, above] = Cell(upright, style: style)
                }
            }
        }
    }

    /// Between a node and the gap in which its edges begin: what a value will need is empty, and the edges would seem to come from nowhere.
    func drawStems(_ layout: NetworkLayout, _ marks: Marks, on canvas: inout Canvas) {
        for column in layout.columns.dropLast() where drawsLines(column, layout, height: canvas.height) {
            let start = layout.x(ofColumn: column), end = layout.lineColumns(ofGap: column).lowerBound
            for (node, row) in layout.rows(ofColumn: column) where hasEdges(from: node, column) {
                let y = layout.anchor(ofRow: row, column: column)
                guard y < canvas.height, let last = (start..<end).last(where: { canvas[$0, y] != .blank }) else { continue }
                for x in last + 1..<max(last + 1, end) { canvas[x, y] = Cell(marks == .ascii ? "-" : "⠤", style: .axis) }
            }
        }
    }

    private func hasEdges(from node: Int, _ column: Int) -> Bool {
        weights[column].contains { $0.indices.contains(node) && !$0[node].isNaN }
    }
}
