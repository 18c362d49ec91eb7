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
        /// What is known of it one by one, for places with more room.
        public var facts: [Fact] = []
        /// Its values where it has many, and the weights that it looks with.
        public var picture: HeatMap?
        public var filter: HeatMap?

        public init(name: String, value: String?, shortValue: String? = nil, role: Role = .idle, target: String? = nil) {
            self.target = target
            self.name = name
            self.value = value
            self.shortValue = shortValue ?? value
            self.role = role
        }
    }

    /// A quantity of a node: `net 0.3775`.
    public struct Fact: Sendable, Equatable {
        public var name: String
        public var value: String?
        public var isWritten: Bool

        public init(name: String, value: String?, isWritten: Bool = false) {
            self.name = name
            self.value = value
            self.isWritten = isWritten
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
        /// The nodes, or the first of very many.
        public var nodes: [Node]
        /// How many there are.
        public var count: Int
        /// Those that stand out behind the first, by their number.
        public var others: [Int: Node] = [:]
        /// All values of a large layer.
        public var picture: HeatMap?

        public init(title: String, subtitle: String = "", nodes: [Node], count: Int? = nil) {
            (self.title, self.subtitle) = (title, subtitle)
            self.nodes = nodes
            self.count = count ?? nodes.count
        }

        /// A node by its number; nil for one of very many that is not known by name.
        func node(_ number: Int) -> Node? { nodes.indices.contains(number) ? nodes[number] : others[number] }
    }

    /// The columns kept free for a value, so that the graph stands still while values come and go; and for a short one.
    public static let valueWidth = 9, shortValueWidth = 7

    public var columns: [Column]
    /// The weight from node `from` of a column to node `to` of the next one: `weights[column][to][from]`; nan where there is no edge.
    public var weights: [[[Double]]]
    /// The same for pairs of layers with very many, as a map: a row a target, a column a source, or the means of some.
    public var strips: [Int: HeatMap] = [:]
    /// Connections that pass over columns.
    public var bows: [Bow] = []
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

    /// The name of a weight and its value as text, with many digits and with fewer.
    public struct EdgeLabel: Sendable, Equatable {
        public var name: String
        /// The fullest first.
        public var values: [String]

        public init(name: String, values: [String]) {
            self.name = name
            self.values = values
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
    /// - Parameter isSolid: whether pictures in it are made of solid colour.
    public func render(width: Int, height: Int, marks: Marks = .braille, isSolid: Bool = false) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        let layout = NetworkLayout(self, width: width, height: height)
        drawEdges(layout, marks, isSolid: isSolid, on: &canvas)
        drawFilters(layout, marks, isSolid: isSolid, on: &canvas)
        drawLabels(layout, marks, on: &canvas)
        let hasSubtitles = layout.columns.allSatisfy { layout.rows(ofColumn: $0).first.map { $0.row > 1 } ?? true }
        drawHeads(\.title, y: 0, layout, on: &canvas)
        if hasSubtitles { drawHeads(\.subtitle, y: 1, layout, on: &canvas) }
        for index in layout.columns { draw(columns[index], index, layout, marks, isSolid: isSolid, on: &canvas) }
        drawStems(layout, marks, on: &canvas)
        drawBows(layout, marks, on: &canvas)
        return canvas
    }

    /// What stands above the columns, from the last one on: a head moves to the left where it would run into the next one or out of the picture.
    private func drawHeads(_ head: (Column) -> String, y: Int, _ layout: NetworkLayout, on canvas: inout Canvas) {
        var end = canvas.width
        for index in layout.columns.reversed() {
            let x = layout.x(ofColumn: index), isLast = end == canvas.width
            let room = isLast ? canvas.width - x + layout.gap - 1 : layout.width(ofColumn: index) + layout.gap - 1
            let text = clippedAtWord(head(columns[index]), min(room, end))
            guard !text.isEmpty else { continue }
            let start = max(0, min(x, end - text.count))
            canvas.write(text, x: start, y: y, style: .axis)
            end = start - 1
        }
    }

    /// The node that stands at a place of the diagram, for a click; nil if there is none.
    public func node(atX x: Int, y: Int, width: Int, height: Int) -> (column: Int, node: Int)? {
        let layout = NetworkLayout(self, width: width, height: height)
        for column in layout.columns
        where (layout.x(ofColumn: column)..<layout.x(ofColumn: column) + layout.width(ofColumn: column)).contains(x) {
            for (node, row) in layout.rows(ofColumn: column) where (row..<row + layout.nodeHeight(ofColumn: column)).contains(y) {
                return (column, node)
            }
        }
        return nil
    }
}

// MARK: - Nodes

extension NetworkDiagram {
    private func draw(
        _ column: Column, _ index: Int, _ layout: NetworkLayout, _ marks: Marks, isSolid: Bool, on canvas: inout Canvas
    ) {
        let x = layout.x(ofColumn: index), width = layout.width(ofColumn: index), height = layout.nodeHeight(ofColumn: index)
        if let frame = layout.foldedPicture(ofColumn: index), let picture = column.picture {
            let drawn = drawn(picture, width: frame.width, height: frame.height, marks, isSolid)
            canvas.paste(drawn, x: frame.x, y: frame.y + max(0, frame.height - drawn.height))
        }
        for (place, row) in layout.rows(ofColumn: index) {
            guard let node = column.node(place) else { continue }
            let style = style(of: node.role)
            let (open, close) = brackets(of: node.role)
            let name = "\(open)\(node.name)\(close)"
            let here = Place(column: index, node: place)
            canvas.write(clipped(name, width), x: x, y: row, style: marked(style, isChosen: here == chosen))
            // Signs stand behind the name; beside a value, or where the column is as narrow as the name, there is room for one.
            let isAlone = height > 1 && width > name.count
            let signs = clipped(signs(of: here, marks), isAlone ? width - name.count : 1)
            if name.count <= width { canvas.write(signs, x: x + name.count, y: row, style: CellStyle(color: .series(5), bold: true)) }
            if layout.pictureRows(ofColumn: index) > 0, let picture = node.picture {
                canvas.paste(drawn(picture, width: width, height: layout.pictureRows(ofColumn: index), marks, isSolid), x: x, y: row + 1)
                if let size = node.value, name.count + size.count + 2 <= width {
                    canvas.write(size, x: x + width - size.count, y: row, style: .axis)
                }
            } else if layout.hasCards(index), !node.facts.isEmpty {
                draw(node.facts, x: x + 1, y: row + 1, width: width - 1, style, marks, on: &canvas)
            } else {
                let start = height > 1 ? (x: x + 1, y: row + 1) : (x: x + name.count + 1, y: row)
                draw(node, at: start, room: x + width - start.x, style, marks, on: &canvas)
            }
        }
        for (row, count) in layout.folds(ofColumn: index) {
            // A map of weights may begin two columns behind it.
            let room = width + (layout.gap > 8 ? 1 : 0)
            canvas.writeInside(clippedAtWord((marks == .ascii ? ": " : "⋮ ") + "\(count) more", room), x: x, y: row)
        }
    }

    /// A picture, or dots where it will be.
    private func drawn(_ picture: HeatMap, width: Int, height: Int, _ marks: Marks, _ isSolid: Bool) -> Canvas {
        let canvas =
            picture.hasValues
            ? picture.render(width: width, height: height, marks: marks, isSolid: isSolid)
            : picture.outline(width: width, height: height, marks: marks, isSolid: isSolid)
        return canvas.trimmed
    }

    /// A node's newest value. A number that does not fit is left out: cut off it would be another number.
    private func draw(_ node: Node, at place: (x: Int, y: Int), room: Int, _ style: CellStyle, _ marks: Marks, on canvas: inout Canvas) {
        let none = marks == .ascii ? "-" : "·"
        guard let value = [node.value ?? none, node.shortValue ?? none].first(where: { $0.count <= room }) else { return }
        canvas.write(value, x: place.x, y: place.y, style: node.role == .idle ? .plain : style)
    }

    /// All that is known of a node, one below the other.
    private func draw(
        _ facts: [Fact], x: Int, y: Int, width: Int, _ style: CellStyle, _ marks: Marks, on canvas: inout Canvas
    ) {
        let start = (facts.map(\.name.count).max() ?? 0) + (facts.contains { !$0.name.isEmpty } ? 1 : 0)
        for (row, fact) in facts.enumerated() {
            canvas.write(marks.legible(fact.name), x: x, y: y + row, style: .axis)
            let value = fact.value ?? (marks == .ascii ? "-" : "·")
            guard start + value.count <= width else { continue }
            canvas.write(value, x: x + start, y: y + row, style: fact.isWritten ? style : fact.value == nil ? .axis : .plain)
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

extension Canvas {
    /// Writes furniture from column `x` on, or further left where it would not fit.
    fileprivate mutating func writeInside(_ text: String, x: Int, y: Int) {
        write(text, x: max(0, min(x, width - text.count)), y: y, style: .axis)
    }
}
