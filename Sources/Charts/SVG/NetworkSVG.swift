// A network as SVG: circles and lines, blue for positive weights, orange and dashed for negative ones, wide for large ones.

extension NetworkDiagram {
    /// More nodes of a layer than these are folded.
    private static let mostNodes = 16

    func draw(on drawing: inout SVGDrawing, in frame: SVGFrame) {
        guard !columns.isEmpty else { return }
        let graph = SVGFrame(x: frame.x + 40, y: frame.y + 24, width: frame.width - 80, height: frame.height - 24)
        let most = columns.map { min($0.count, Self.mostNodes + 1) }.max() ?? 1
        let radius = min(22, graph.height / Double(max(1, most)) * 0.38)
        drawEdges(graph, radius, on: &drawing)
        for (index, column) in columns.enumerated() {
            let x = self.x(ofColumn: index, in: graph)
            drawing.text(
                column.subtitle.isEmpty ? column.title : "\(column.title) (\(column.subtitle))", x: x, y: frame.y + 12, anchor: .middle,
                color: drawing.ink.color(.muted))
            for node in 0..<shown(index) {
                guard let drawn = column.node(node) else { continue }
                draw(drawn, x: x, y: y(ofNode: node, column: index, in: graph), radius, on: &drawing)
            }
            if shown(index) < column.count {
                drawing.text(
                    "+\(column.count - shown(index)) more", x: x, y: y(ofNode: shown(index), column: index, in: graph) + 4,
                    anchor: .middle, color: drawing.ink.color(.muted))
            }
        }
    }

    private func draw(_ node: Node, x: Double, y: Double, _ radius: Double, on drawing: inout SVGDrawing) {
        let ink = drawing.ink
        let isWritten = node.role == .written, isRead = node.role == .read
        drawing.circle(
            x: x, y: y, radius: radius, fill: isWritten ? ink.color(.series(5)) : ink.paper,
            stroke: isRead || isWritten ? ink.color(.series(0)) : ink.text, width: isRead || isWritten ? 3 : 1.2)
        // Text is as large as the circle lets it be: a letter is 0.6 of its size wide.
        func size(_ text: String, _ most: Double) -> Double { min(most, max(5, 1.75 * radius / (0.6 * Double(max(1, text.count))))) }
        let most = min(12, max(6, radius * 0.6)), color = isWritten ? ink.paper : ink.text
        let middle = y - (node.value == nil || radius < 12 ? -most / 3 : 2)
        drawing.text(node.name, x: x, y: middle, anchor: .middle, size: size(node.name, most), color: color, bold: true)
        if let value = node.shortValue ?? node.value, radius >= 12 {
            drawing.text(value, x: x, y: y + most, anchor: .middle, size: size(value, most * 0.85), color: color)
        }
    }

    private func drawEdges(_ graph: SVGFrame, _ radius: Double, on drawing: inout SVGDrawing) {
        let largest = largestWeight, ends = edges(graph, radius)
        for (gap, to, from, a, b) in ends {
            let weight = weights[gap][to][from], share = largest > 0 && weight.isFinite ? weight.magnitude / largest : 1
            drawing.line(
                from: a, to: b, color: drawing.ink.shade((weight < 0 ? -1 : 1) * (0.25 + 0.75 * share)), width: 0.6 + 3 * share,
                dashes: weight < 0 ? [3, 2] : [])
        }
        for (gap, to, from, a, b) in ends { drawLabel(gap, to, from, from: a, to: b, on: &drawing) }
    }

    /// Every weight that is shown, with the two ends of its edge.
    private func edges(_ graph: SVGFrame, _ radius: Double) -> [(gap: Int, to: Int, from: Int, a: (Double, Double), b: (Double, Double))] {
        weights.indices.filter { $0 + 1 < columns.count }.flatMap { gap in
            (0..<min(shown(gap + 1), weights[gap].count)).flatMap { to in
                (0..<min(shown(gap), weights[gap][to].count)).filter { !weights[gap][to][$0].isNaN }.map { from in
                    let a = (x(ofColumn: gap, in: graph) + radius, y(ofNode: from, column: gap, in: graph))
                    let b = (x(ofColumn: gap + 1, in: graph) - radius, y(ofNode: to, column: gap + 1, in: graph))
                    return (gap, to, from, a, b)
                }
            }
        }
    }

    /// The name and value of a weight, a third of the way along its edge.
    private func drawLabel(
        _ gap: Int, _ to: Int, _ from: Int, from a: (Double, Double), to b: (Double, Double), on drawing: inout SVGDrawing
    ) {
        guard gap < labels.count, to < labels[gap].count, from < labels[gap][to].count, labels[gap].count * labels[gap][to].count <= 9
        else {
            return
        }
        let label = labels[gap][to][from], part = (from + to).isMultiple(of: 2) ? 0.3 : 0.62
        let text = "\(label.name) \(label.values.last ?? "")", x = a.0 + (b.0 - a.0) * part, y = a.1 + (b.1 - a.1) * part - 4
        let width = Double(text.count) * 6
        drawing.rectangle(x: x - width / 2, y: y - 9, width: width, height: 11, fill: drawing.ink.paper, opacity: 0.75)
        drawing.text(text, x: x, y: y, anchor: .middle, size: 10, color: drawing.ink.color(.muted))
    }

    private func shown(_ column: Int) -> Int {
        columns[column].count <= Self.mostNodes + 1 ? columns[column].count : Self.mostNodes
    }

    private func x(ofColumn column: Int, in graph: SVGFrame) -> Double {
        columns.count == 1 ? graph.x + graph.width / 2 : graph.x + graph.width * Double(column) / Double(columns.count - 1)
    }

    private func y(ofNode node: Int, column: Int, in graph: SVGFrame) -> Double {
        let slots = shown(column) < columns[column].count ? shown(column) + 1 : shown(column)
        return graph.y + graph.height * (Double(node) + 0.5) / Double(max(1, slots))
    }
}
