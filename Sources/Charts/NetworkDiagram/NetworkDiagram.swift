// A network as a graph: a column a layer, nodes with their values, edges by sign and size of their weight.

/// What a diagram shows of a network. Columns run from the inputs to the outputs.
public struct NetworkDiagram: Sendable, Equatable {
    /// A unit: its name, its value as text, and its part in the present step.
    public struct Node: Sendable, Equatable {
        public var name: String
        /// Its value at most `NetworkDiagram.valueWidth` wide; nil while it has none.
        public var value: String?
        /// The same for narrow places.
        public var shortValue: String?
        public var role: Role
        /// What a click on it means, if it is not its name.
        public var target: String?

        public init(name: String, value: String?, shortValue: String? = nil, role: Role = .idle, target: String? = nil) {
            self.target = target
            self.name = name
            self.value = value
            self.shortValue = shortValue ?? value
            self.role = role
        }
    }

    /// What the present step does with a node or an edge.
    public enum Role: Sendable, Equatable {
        case idle
        /// It is read.
        case read
        /// It is being computed or changed.
        case written
    }

    /// A layer.
    public struct Column: Sendable, Equatable {
        public var title: String
        /// What stands below the title where there is room.
        public var subtitle: String
        public var nodes: [Node]

        public init(title: String, subtitle: String = "", nodes: [Node]) {
            (self.title, self.subtitle) = (title, subtitle)
            self.nodes = nodes
        }
    }

    /// The columns kept free for a value, so that the graph stands still while values come and go; and for a short one.
    public static let valueWidth = 9, shortValueWidth = 7

    public var columns: [Column]
    /// The weight from node `from` of a column to node `to` of the next one: `weights[column][to][from]`; nan where there is no edge.
    public var weights: [[[Double]]]
    /// Edges that the present step uses.
    public var lit: [Edge]
    /// The edge whose weight or gradient the present step computes.
    public var written: Edge?
    /// What to write on the edges where there is room, in the order of `weights`; empty writes nothing.
    public var labels: [[[EdgeLabel]]]

    /// The node, or the edge, that keys act on.
    public var chosen: Place?
    public var chosenEdge: Edge?
    /// Nodes and edges at which a walk stops.
    public var nodeStops: [Place: Stops] = [:]
    public var edgeStops: [Edge: Stops] = [:]

    /// Where there is no room for all: the first node and the first column shown. Nil follows the present step.
    public var firstNode: Int?
    public var firstColumn: Int?
    /// The node to be kept in sight; nil is the one that is computed.
    public var followed: Place?

    /// A node, by its column and its number there.
    public struct Place: Sendable, Hashable {
        public var column: Int
        public var node: Int

        public init(column: Int, node: Int) {
            self.column = column
            self.node = node
        }
    }

    /// The name of a weight and its value as text.
    public struct EdgeLabel: Sendable, Equatable {
        public var name: String
        public var value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The edge to a node from one of the column before; `column` counts gaps between columns from 0.
    public struct Edge: Sendable, Hashable {
        public var column: Int
        public var from: Int
        public var to: Int

        public init(column: Int, from: Int, to: Int) {
            self.column = column
            self.from = from
            self.to = to
        }
    }

    public init(columns: [Column], weights: [[[Double]]], lit: [Edge] = [], written: Edge? = nil, labels: [[[EdgeLabel]]] = []) {
        self.columns = columns
        self.weights = weights
        self.lit = lit
        self.written = written
        self.labels = labels
    }

    /// The diagram in a rectangle; what does not fit is folded or left out, edges before names.
    public func render(width: Int, height: Int, marks: Marks = .braille) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        let layout = NetworkLayout(self, width: width, height: height)
        drawEdges(layout, marks, on: &canvas)
        drawLabels(layout, marks, on: &canvas)
        let hasSubtitles = layout.columns.allSatisfy { layout.rows(ofColumn: $0).first.map { $0.row > 1 } ?? true }
        for index in layout.columns {
            for (y, text) in [columns[index].title, hasSubtitles ? columns[index].subtitle : ""].enumerated() {
                let title = clippedAtWord(text, layout.width(ofColumn: index) + layout.gap - 1)
                canvas.writeInside(title, x: layout.x(ofColumn: index), y: y)
            }
            draw(columns[index], index, layout, marks, on: &canvas)
        }
        return canvas
    }

    /// The node that stands at a place of the diagram, for a click; nil if there is none.
    public func node(atX x: Int, y: Int, width: Int, height: Int) -> (column: Int, node: Int)? {
        let layout = NetworkLayout(self, width: width, height: height)
        for column in layout.columns
        where (layout.x(ofColumn: column)..<layout.x(ofColumn: column) + layout.width(ofColumn: column)).contains(x) {
            for (node, row) in layout.rows(ofColumn: column) where (row..<row + layout.nodeHeight).contains(y) { return (column, node) }
        }
        return nil
    }
}

// MARK: - Nodes

extension NetworkDiagram {
    private func draw(_ column: Column, _ index: Int, _ layout: NetworkLayout, _ marks: Marks, on canvas: inout Canvas) {
        let x = layout.x(ofColumn: index), width = layout.width(ofColumn: index)
        for (place, row) in layout.rows(ofColumn: index) {
            let node = column.nodes[place]
            let style = style(of: node.role)
            let (open, close) = brackets(of: node.role)
            let name = "\(open)\(node.name)\(close)"
            let here = Place(column: index, node: place)
            canvas.write(clipped(name, width), x: x, y: row, style: marked(style, isChosen: here == chosen))
            // Signs stand behind the name; beside a value, or where the column is as narrow as the name, there is room for one.
            let isAlone = layout.nodeHeight > 1 && width > name.count
            let signs = clipped(signs(of: here, marks), isAlone ? width - name.count : 1)
            if name.count <= width { canvas.write(signs, x: x + name.count, y: row, style: CellStyle(color: .series(5), bold: true)) }
            // A number that does not fit is left out: cut off it would be another number.
            let room = layout.nodeHeight > 1 ? width - 1 : width - name.count - 1
            let none = marks == .ascii ? "-" : "·"
            guard let value = [node.value ?? none, node.shortValue ?? none].first(where: { $0.count <= room }) else { continue }
            let valueStyle = node.role == .idle ? CellStyle.plain : style
            if layout.nodeHeight > 1 {
                canvas.write(value, x: x + 1, y: row + 1, style: valueStyle)
            } else {
                canvas.write(value, x: x + name.count + 1, y: row, style: valueStyle)
            }
        }
        for (row, count) in layout.folds(ofColumn: index) {
            canvas.writeInside(clippedAtWord((marks == .ascii ? ": " : "⋮ ") + "\(count) more", width + layout.gap - 1), x: x, y: row)
        }
    }

    func style(of role: Role) -> CellStyle {
        switch role {
        case .idle: .plain
        case .read: CellStyle(color: .series(0), bold: true)
        case .written: CellStyle(bold: true, inverse: true)
        }
    }

    /// Roles are told apart without colour: (h1) idle, <h1> read, [h1] written.
    func brackets(of role: Role) -> (Character, Character) {
        switch role {
        case .idle: ("(", ")")
        case .read: ("<", ">")
        case .written: ("[", "]")
        }
    }

    /// As many words as there is room for.
    private func clippedAtWord(_ text: String, _ width: Int) -> String {
        var words = text.split(separator: " ")
        while words.count > 1, words.joined(separator: " ").count > width { words.removeLast() }
        return clipped(words.joined(separator: " "), width)
    }

    private func clipped(_ text: String, _ width: Int) -> String { String(text.prefix(max(0, width))) }
}

// MARK: - Edges

extension NetworkDiagram {
    private func drawEdges(_ layout: NetworkLayout, _ marks: Marks, on canvas: inout Canvas) {
        guard layout.gap > 1 else { return }
        let largest = largestWeight
        for gap in weights.indices where layout.columns.contains(gap) && layout.columns.contains(gap + 1) {
            var grid = DotGrid(columns: layout.gap, rows: canvas.height, marks: marks)
            var edges: [(Edge, Double)] = []
            for (to, toRow) in layout.rows(ofColumn: gap + 1) {
                for (from, fromRow) in layout.rows(ofColumn: gap) {
                    let edge = Edge(column: gap, from: from, to: to), weight = weights[gap][to][from]
                    guard !weight.isNaN else { continue }
                    line(fromRow, toRow, isDashed: weight < 0, series: edges.count, on: &grid)
                    edges.append((edge, weight))
                }
            }
            // Lit edges go on top, and are twice as heavy, which is seen without colours and bold type.
            let isLit = edges.map { lit.contains($0.0) }
            for (series, (edge, weight)) in edges.enumerated() where isLit[series] {
                let ends = (layout.row(ofNode: edge.from, column: gap), layout.row(ofNode: edge.to, column: gap + 1))
                for isSecond in [true, false] {
                    line(ends.0, ends.1, isDashed: weight < 0, isSecond: isSecond, series: series, on: &grid)
                }
            }
            let isAnyLit = isLit.contains(true)
            if isAnyLit { clearAround(&grid) { isLit[$0] } }
            grid.draw(on: &canvas, x: layout.x(ofColumn: gap) + layout.width(ofColumn: gap), y: 0) { series in
                var (style, symbol) = look(edges[series].1, isLit: isLit[series], largest)
                if isAnyLit, !isLit[series] { style.dim = true }
                return (style, symbol)
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
    private func line(_ fromRow: Int?, _ toRow: Int?, isDashed: Bool, isSecond: Bool = false, series: Int, on grid: inout DotGrid) {
        guard let fromRow, let toRow, !isSecond || grid.marks != .ascii else { return }
        let middle = grid.marks.dotsDown / 2
        let start = fromRow * grid.marks.dotsDown + middle, end = toRow * grid.marks.dotsDown + middle
        let steps = max(grid.dotsAcross - 1, abs(end - start)), isSteep = abs(end - start) >= grid.dotsAcross
        let (right, up) = isSecond ? isSteep ? (1, 0) : (0, 1) : (0, 0)
        for step in 0...max(1, steps) {
            let part = Double(step) / Double(max(1, steps))
            guard !isDashed || grid.marks == .ascii || step % 4 < 2 else { continue }
            let dot = Dot(x: Int((part * Double(grid.dotsAcross - 1)).rounded()), y: start + Int((part * Double(end - start)).rounded()))
            grid.set(Dot(x: dot.x + right, y: dot.y - up), series: series)
        }
    }

    var largestWeight: Double { weights.joined().joined().lazy.map(\.magnitude).filter(\.isFinite).max() ?? 0 }

    /// Colour and strength by sign and size; in ASCII * is positive, - negative, and # and = are the same where the step reads them.
    func look(_ weight: Double, isLit: Bool, _ largest: Double) -> (style: CellStyle, symbol: Character) {
        let strength = largest > 0 && weight.isFinite ? min(4, Int((weight.magnitude / largest * 4).rounded())) : 4
        let color: ChartColor = weight < 0 ? .negative(strength) : .positive(strength)
        let symbol: Character = weight < 0 ? isLit ? "=" : "-" : isLit ? "#" : "*"
        return (CellStyle(color: color, bold: isLit, dim: !isLit && strength == 0), symbol)
    }
}

extension Canvas {
    /// Writes furniture from column `x` on, or further left where it would not fit.
    fileprivate mutating func writeInside(_ text: String, x: Int, y: Int) {
        write(text, x: max(0, min(x, width - text.count)), y: y, style: .axis)
    }
}
