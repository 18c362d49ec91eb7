// A network as SVG: circles and lines, blue for positive weights, orange and dashed for negative ones, wide for large ones.

extension NetworkDiagram {
    /// More nodes of a layer than these are folded.
    private static let mostNodes = 16

    func draw(on drawing: inout SVGDrawing, in frame: SVGFrame) {
        guard !columns.isEmpty else { return }
        let graph = SVGFrame(x: frame.x + 40, y: frame.y + 24, width: frame.width - 80, height: frame.height - 24)
        let most = columns.map { min($0.nodes.count, Self.mostNodes + 1) }.max() ?? 1
        let radius = min(22, graph.height / Double(max(1, most)) * 0.38)
        drawEdges(graph, radius, on: &drawing)
        for (index, column) in columns.enumerated() {
            let x = self.x(ofColumn: index, in: graph)
            drawing.text(column.title, x: x, y: frame.y + 12, anchor: .middle, color: drawing.ink.color(.muted))
            for node in 0..<shown(index) {
                draw(column.nodes[node], x: x, y: y(ofNode: node, column: index, in: graph), radius, on: &drawing)
            }
            if shown(index) < column.nodes.count {
                drawing.text(
                    "+\(column.nodes.count - shown(index)) more", x: x, y: y(ofNode: shown(index), column: index, in: graph) + 4,
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
        let size = min(12, max(6, radius * 0.6))
        drawing.text(node.name, x: x, y: y - (node.value == nil || radius < 12 ? -size / 3 : 2), anchor: .middle, size: size, bold: true)
        if let value = node.shortValue ?? node.value, radius >= 12 {
            drawing.text(value, x: x, y: y + size, anchor: .middle, size: size * 0.85)
        }
    }

    private func drawEdges(_ graph: SVGFrame, _ radius: Double, on drawing: inout SVGDrawing) {
        let largest = largestWeight
        for gap in weights.indices where gap + 1 < columns.count {
            for to in 0..<min(shown(gap + 1), weights[gap].count) {
                for from in 0..<min(shown(gap), weights[gap][to].count) where !weights[gap][to][from].isNaN {
                    let weight = weights[gap][to][from], share = largest > 0 && weight.isFinite ? weight.magnitude / largest : 1
                    let a = (x(ofColumn: gap, in: graph) + radius, y(ofNode: from, column: gap, in: graph))
                    let b = (x(ofColumn: gap + 1, in: graph) - radius, y(ofNode: to, column: gap + 1, in: graph))
                    drawing.line(
                        from: a, to: b, color: drawing.ink.shade((weight < 0 ? -1 : 1) * (0.25 + 0.75 * share)), width: 0.6 + 3 * share,
                        dashes: weight < 0 ? [3, 2] : [])
                    drawLabel(gap, to, from, from: a, to: b, on: &drawing)
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
        drawing.text(
            "\(label.name) \(label.value)", x: a.0 + (b.0 - a.0) * part, y: a.1 + (b.1 - a.1) * part - 4, anchor: .middle, size: 10,
            color: drawing.ink.color(.muted))
    }

    private func shown(_ column: Int) -> Int {
        columns[column].nodes.count <= Self.mostNodes + 1 ? columns[column].nodes.count : Self.mostNodes
    }

    private func x(ofColumn column: Int, in graph: SVGFrame) -> Double {
        columns.count == 1 ? graph.x + graph.width / 2 : graph.x + graph.width * Double(column) / Double(columns.count - 1)
    }

    private func y(ofNode node: Int, column: Int, in graph: SVGFrame) -> Double {
        let slots = shown(column) < columns[column].nodes.count ? shown(column) + 1 : shown(column)
        return graph.y + graph.height * (Double(node) + 0.5) / Double(max(1, slots))
    }
}
