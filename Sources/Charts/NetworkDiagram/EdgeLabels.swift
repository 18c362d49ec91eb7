// The names and values of weights, written on their edges where there is room for all of a layer's. A name alone would only hide its line:
// it is written on those that the step, a key or a stop is about.

extension NetworkDiagram {
    /// Places along an edge that a label may take, as parts of the way from its source, the best first.
    private static let places = [0.3, 0.7, 0.5, 0.6, 0.4]
    /// More edges than these between two layers would only be a thicket of labels.
    private static let mostEdges = 12

    func drawLabels(_ layout: NetworkLayout, _ marks: Marks, on canvas: inout Canvas) {
        for gap in labels.indices where layout.columns.contains(gap) && layout.columns.contains(gap + 1) {
            let all = placed(gap, layout)
            for label in all { draw(label, gap, layout, on: &canvas) }
            for label in all { drawSigns(of: label, among: all, gap, layout, marks, on: &canvas) }
        }
    }

    /// The edge whose label stands at a place of the diagram, for a click; nil if there is none.
    public func edge(atX x: Int, y: Int, width: Int, height: Int) -> Edge? {
        let layout = NetworkLayout(self, width: width, height: height)
        for gap in labels.indices where layout.columns.contains(gap) && layout.columns.contains(gap + 1) {
            let start = layout.lineColumns(ofGap: gap).lowerBound
            if let hit = placed(gap, layout).first(where: { $0.y == y && $0.columns.contains(x - start) }) { return hit.edge }
        }
        return nil
    }

    /// The labels of a gap: names and values, with as many digits as there is room for, or the names of those that are spoken of, or none.
    private func placed(_ gap: Int, _ layout: NetworkLayout) -> [PlacedLabel] {
        let most = labels[gap].joined().map(\.values.count).max() ?? 0
        let whole = (0..<most).lazy.compactMap { digits in
            placed(gap, layout) { "\($0.name) \($0.values[min(digits, $0.values.count - 1)])" }
        }
        return whole.first ?? placed(gap, layout, of: isSpokenOf, text: \.name) ?? []
    }

    private func isSpokenOf(_ edge: Edge) -> Bool {
        edge == written || edge == chosenEdge || edgeStops[edge] != nil || lit.contains(edge)
    }

    private struct PlacedLabel {
        var edge: Edge
        var text: String
        /// Its first column among those of the lines, and its row.
        var x: Int
        var y: Int

        /// Columns that it takes, its brackets included.
        var columns: Range<Int> { x..<x + text.count + 2 }
    }

    /// A place for every label of a gap that is wanted; nil if there is none for one of them.
    private func placed(
        _ gap: Int, _ layout: NetworkLayout, of isWanted: (Edge) -> Bool = { _ in true }, text: (EdgeLabel) -> String
    ) -> [PlacedLabel]? {
        let targets = layout.rows(ofColumn: gap + 1), sources = layout.rows(ofColumn: gap)
        guard layout.nodeHeight(ofColumn: gap + 1) > 1, !targets.isEmpty, targets.count * sources.count <= NetworkDiagram.mostEdges else {
            return nil
        }
        let room = layout.lineColumns(ofGap: gap).count
        // Beside a name there is room behind it; in other rows a value may stand.
        let behindValues = room - layout.gap, nameRows = Set(sources.map(\.row))
        var placed: [PlacedLabel] = []
        for (to, toRow) in targets {
            for (from, fromRow) in sources where isWanted(Edge(column: gap, from: from, to: to)) {
                let text = text(labels[gap][to][from])
                let candidates = NetworkDiagram.places.lazy.compactMap { part -> PlacedLabel? in
                    let width = text.count + 2
                    // At least half of the edge stays to be seen.
                    guard width <= room / 2 + 1 else { return nil }
                    let x = min(room - width, max(0, Int((part * Double(room)).rounded()) - width / 2))
                    let reached = (Double(x) + Double(width) / 2) / Double(room)
                    let y = fromRow + Int((reached * Double(toRow - fromRow)).rounded())
                    guard x >= behindValues || nameRows.contains(y) else { return nil }
                    return PlacedLabel(edge: Edge(column: gap, from: from, to: to), text: text, x: x, y: y)
                }
                guard let free = candidates.first(where: { new in !placed.contains { $0.y == new.y && $0.columns.overlaps(new.columns) } })
                else { return nil }
                placed.append(free)
            }
        }
        return placed
    }

    private func draw(_ label: PlacedLabel, _ gap: Int, _ layout: NetworkLayout, on canvas: inout Canvas) {
        let weight = weights[gap][label.edge.to][label.edge.from]
        let role: Role = label.edge == written ? .written : lit.contains(label.edge) ? .read : .idle
        let (open, close) = brackets(of: role)
        let style = role == .idle ? look(weight, isLit: false, largestWeight).style : style(of: role)
        let x = layout.lineColumns(ofGap: gap).lowerBound + label.x
        // What stands beside an idle label is its edge: a blank there would part the two.
        if role == .idle {
            canvas.write(label.text, x: x + 1, y: label.y, style: style)
        } else {
            canvas.write("\(open)\(label.text)\(close)", x: x, y: label.y, style: style)
        }
        if label.edge == chosenEdge { canvas.write(label.text, x: x + 1, y: label.y, style: marked(style, isChosen: true)) }
    }

    /// Signs stand behind a label, in the blank that ends it or after its bracket, as far as other labels leave room.
    private func drawSigns(
        of label: PlacedLabel, among all: [PlacedLabel], _ gap: Int, _ layout: NetworkLayout, _ marks: Marks, on canvas: inout Canvas
    ) {
        let isIdle = label.edge != written && !lit.contains(label.edge)
        let start = label.columns.upperBound - (isIdle ? 1 : 0)
        let next =
            all.lazy.filter { $0.y == label.y && $0.x >= label.columns.upperBound }.map(\.x).min() ?? layout.lineColumns(ofGap: gap).count
        let signs = String(signs(of: label.edge, marks).prefix(max(0, next - start)))
        let x = layout.lineColumns(ofGap: gap).lowerBound + start
        canvas.write(signs, x: x, y: label.y, style: CellStyle(color: .series(5), bold: true))
    }
}
