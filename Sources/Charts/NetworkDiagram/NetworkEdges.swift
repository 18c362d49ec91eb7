// The edges of a drawn network: a line a weight, or a map of the weights where there are too many.

extension NetworkDiagram {
    func drawEdges(_ layout: NetworkLayout, _ marks: Marks, isSolid: Bool, on canvas: inout Canvas) {
        guard layout.gap > 1 else { return }
        let largest = largestWeight
        for gap in weights.indices where layout.columns.contains(gap) && layout.columns.contains(gap + 1) {
            let edges = edges(gap, layout)
            if !areLines(edges.count, gap, layout, height: canvas.height), let strip = strip(gap) {
                drawStrip(strip, gap, layout, marks, isSolid: isSolid, on: &canvas)
                // What the step reads is seen on top of it, if it is but a little.
                let shown = edges.filter { $0.edge == written }
                drawLines(shown, gap, layout, marks, largest, on: &canvas)
            } else {
                let width = layout.lineColumns(ofGap: gap).count
                let shown = strongest(edges, cells: width * canvas.height, width: width)
                drawLines(shown, gap, layout, marks, largest, on: &canvas)
                say(edges.count - shown.count, gap, layout, marks, on: &canvas)
            }
        }
    }

    /// Whether the edges of a gap are lines, and no map of the weights: there are not too many, and all are in sight, or few.
    func drawsLines(_ gap: Int, _ layout: NetworkLayout, height: Int) -> Bool {
        guard layout.gap > 1, weights.indices.contains(gap), layout.columns.contains(gap + 1) else { return false }
        return areLines(edges(gap, layout).count, gap, layout, height: height)
    }

    private func areLines(_ count: Int, _ gap: Int, _ layout: NetworkLayout, height: Int) -> Bool {
        let all = columns[gap].count * columns[gap + 1].count
        let areTooMany = count > layout.lineColumns(ofGap: gap).count * height || count < all && all > Self.fewEnoughToKnow
        return !areTooMany || isOneToOne(gap) || strip(gap) == nil
    }

    /// Of so few edges those between the nodes in sight tell more than a map of all.
    private static let fewEnoughToKnow = 40

    /// An edge in sight, and its weight.
    private typealias WeightedEdge = (edge: Edge, fromRow: Int, toRow: Int, weight: Double)

    private func edges(_ gap: Int, _ layout: NetworkLayout) -> [WeightedEdge] {
        let targets = layout.rows(ofColumn: gap + 1), sources = layout.rows(ofColumn: gap)
        return targets.flatMap { to, toRow -> [WeightedEdge] in
            guard weights[gap].indices.contains(to) else { return [] }
            return sources.compactMap { from, fromRow in
                guard weights[gap][to].indices.contains(from), case let weight = weights[gap][to][from], !weight.isNaN else { return nil }
                let rows = (layout.anchor(ofRow: fromRow, column: gap), layout.anchor(ofRow: toRow, column: gap + 1))
                return (Edge(column: gap, from: from, to: to), rows.0, rows.1, weight)
            }
        }
    }

    /// Of so many edges that their lines would be a thicket those with the largest weights, and those that the step reads.
    private func strongest(_ edges: [WeightedEdge], cells: Int, width: Int) -> [WeightedEdge] {
        guard edges.count > Self.fewEdges else { return edges }
        var room = Self.linesInACell * cells
        let sorted = edges.sorted { $0.weight.magnitude > $1.weight.magnitude }
        let count = sorted.prefix { edge in
            room -= max(width, abs(edge.toRow - edge.fromRow))
            return room >= 0
        }.count
        guard count < edges.count else { return edges }
        let least = sorted[max(Self.fewEdges, count) - 1].weight.magnitude, lit = Set(lit)
        return edges.filter { $0.weight.magnitude >= least || lit.contains($0.edge) }
    }

    private static let fewEdges = 12
    /// With more lines through a cell, on average, none can be followed.
    private static let linesInACell = 2

    /// How many edges are left out: below the lines, or above them.
    private func say(_ hidden: Int, _ gap: Int, _ layout: NetworkLayout, _ marks: Marks, on canvas: inout Canvas) {
        guard hidden > 0 else { return }
        let sign = marks == .ascii ? ":" : "⋮", cells = layout.lineColumns(ofGap: gap)
        guard let text = ["\(sign) \(hidden) more", "\(sign) \(hidden)"].first(where: { $0.count <= cells.count }) else { return }
        let free = [canvas.height - 1, 1].first { y in cells.allSatisfy { canvas[$0, y] == .blank } }, y = free ?? canvas.height - 1
        canvas.write(text, x: cells.lowerBound + (cells.count - text.count) / 2, y: y, style: .axis)
    }

    private func drawLines(
        _ edges: [WeightedEdge], _ gap: Int, _ layout: NetworkLayout, _ marks: Marks, _ largest: Double, on canvas: inout Canvas
    ) {
        let columns = layout.lineColumns(ofGap: gap)
        var grid = DotGrid(columns: columns.count, rows: canvas.height, marks: marks)
        for (series, edge) in edges.enumerated() { line(edge.fromRow, edge.toRow, isDashed: edge.weight < 0, series: series, on: &grid) }
        // Lit edges go on top, and are twice as heavy, which is seen without colours and bold type.
        let lit = Set(lit), isLit = edges.map { lit.contains($0.edge) }
        for (series, edge) in edges.enumerated() where isLit[series] {
            for isSecond in [true, false] {
                line(edge.fromRow, edge.toRow, isDashed: edge.weight < 0, isSecond: isSecond, series: series, on: &grid)
            }
        }
        let isAnyLit = isLit.contains(true)
        if isAnyLit { clearAround(&grid) { isLit[$0] } }
        grid.draw(on: &canvas, x: columns.lowerBound, y: 0) { series in
            var (style, symbol) = look(edges[series].weight, isLit: isLit[series], largest)
            // Those that the step does not read step back, and can still be seen.
            if isAnyLit, !isLit[series] { style.color = edges[series].weight < 0 ? .negative(1) : .positive(1) }
            return (style, symbol)
        }
    }

    /// Whether every node reads one alone, as channels of pooling do: that is said by lines, of which there are few.
    private func isOneToOne(_ gap: Int) -> Bool {
        strips[gap] == nil && weights[gap].allSatisfy { $0.count { !$0.isNaN } <= 1 }
    }

    /// The weights of a gap as a map; nil where there are none.
    private func strip(_ gap: Int) -> HeatMap? {
        strips[gap] ?? (weights[gap].isEmpty ? nil : HeatMap(values: weights[gap]))
    }

    /// The weights as a map in the middle of the gap, a row a target and a column a source.
    private func drawStrip(
        _ strip: HeatMap, _ gap: Int, _ layout: NetworkLayout, _ marks: Marks, isSolid: Bool, on canvas: inout Canvas
    ) {
        let margin = layout.gap > 8 ? 2 : 1, width = layout.gap - 2 * margin, height = canvas.height - 1
        guard width >= 1, height >= 2 else { return }
        let band = strip.band(width: width, height: height, marks: marks, isSolid: isSolid)
        canvas.paste(band, x: layout.x(ofColumn: gap) + layout.width(ofColumn: gap) + margin, y: 1)
    }

    /// What each node looks with, before it.
    func drawFilters(_ layout: NetworkLayout, _ marks: Marks, isSolid: Bool, on canvas: inout Canvas) {
        for index in layout.columns.dropFirst() where layout.gap >= 20 && layout.pictureRows(ofColumn: index) > 0 {
            for (place, row) in layout.rows(ofColumn: index) {
                guard let filter = columns[index].node(place)?.filter else { continue }
                let room = min(layout.pictureRows(ofColumn: index) + 1, 4)
                let drawn = filter.render(width: layout.gap / 2 - 2, height: room, marks: marks, isSolid: isSolid).trimmed
                let anchor = layout.anchor(ofRow: row, column: index)
                canvas.paste(drawn, x: layout.x(ofColumn: index) - drawn.width - 2, y: max(1, anchor - drawn.height / 2))
            }
        }
    }

    /// Where lit edges run no other does: in a thicket they would not be seen.
    private func clearAround(_ grid: inout DotGrid, isLit: (_ series: Int) -> Bool) {
        for row in 0..<grid.rows {
            for column in 0..<grid.columns where grid[column, row].contains(where: { isLit($0.series) }) {
                grid[column, row] = grid[column, row].filter { isLit($0.series) }
            }
        }
    }

    /// A line from the middle of one row at the left to the middle of another at the right; negative weights are dashed. The second line
    /// of a heavy one runs beside the first, above it or, where it is steep, at its right.
    private func line(_ fromRow: Int, _ toRow: Int, isDashed: Bool, isSecond: Bool = false, series: Int, on grid: inout DotGrid) {
        guard !isSecond || grid.marks != .ascii else { return }
        let middle = grid.marks.dotsDown / 2
        let start = fromRow * grid.marks.dotsDown + middle, end = toRow * grid.marks.dotsDown + middle
        let steps = max(grid.dotsAcross - 1, abs(end - start)), isSteep = abs(end - start) >= grid.dotsAcross
        let (right, up) = isSecond ? isSteep ? (1, 0) : (0, 1) : (0, 0)
        for step in 0...max(1, steps) {
            let part = Double(step) / Double(max(1, steps))
            // Dashes of four dots, which the eye follows in a steep line too, and gaps of two; in ASCII, whose characters tell no dots apart, of four.
            guard !isDashed || step % (grid.marks == .ascii ? 8 : 6) < 4 else { continue }
            let dot = Dot(x: Int((part * Double(grid.dotsAcross - 1)).rounded()), y: start + Int((part * Double(end - start)).rounded()))
            grid.set(Dot(x: dot.x + right, y: dot.y - up), series: series)
        }
    }

    var largestWeight: Double { weights.joined().joined().lazy.map(\.magnitude).filter(\.isFinite).max() ?? 0 }

    /// Colour and strength by sign and size; in ASCII what the step reads is made of # where the weight is positive and of = where it is negative.
    func look(_ weight: Double, isLit: Bool, _ largest: Double) -> (style: CellStyle, symbol: Character?) {
        // The faintest colour is that of 0: a weight that has a sign shows it.
        let least = weight == 0 ? 0 : 1
        let strength = largest > 0 && weight.isFinite ? max(least, min(4, Int((weight.magnitude / largest * 4).rounded()))) : 4
        let color: ChartColor = weight < 0 ? .negative(strength) : .positive(strength)
        return (CellStyle(color: color, bold: isLit), isLit ? weight < 0 ? "=" : "#" : nil)
    }
}

extension Canvas {
    /// It without what is empty below and at the right.
    var trimmed: Canvas {
        let lastRow = (0..<height).last { y in (0..<width).contains { self[$0, y] != .blank } } ?? -1
        let lastColumn = (0..<width).last { x in (0..<height).contains { self[x, $0] != .blank } } ?? -1
        var part = Canvas(width: lastColumn + 1, height: lastRow + 1)
        part.paste(self, x: 0, y: 0)
        return part
    }
}
