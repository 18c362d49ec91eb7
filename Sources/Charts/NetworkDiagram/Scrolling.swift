// A network larger than its rectangle: what is out of sight, and how one gets there.

/// How much of a picture is out of sight on each side: rows, columns, or what it is made of.
public struct OutOfSight: Sendable, Equatable {
    public var left = 0
    public var right = 0
    public var above = 0
    public var below = 0

    public init(left: Int = 0, right: Int = 0, above: Int = 0, below: Int = 0) {
        (self.left, self.right, self.above, self.below) = (left, right, above, below)
    }

    /// `←5 ↑3 ↓12`; empty where all is in sight.
    public var counts: String {
        [("←", left), ("→", right), ("↑", above), ("↓", below)].filter { $0.1 > 0 }.map { "\($0.0)\($0.1)" }.joined(separator: " ")
    }
}

extension NetworkDiagram {
    /// Layers at the left and at the right, and nodes of the largest layer above and below, that a rectangle has no room for.
    public func outOfSight(width: Int, height: Int) -> OutOfSight {
        let layout = NetworkLayout(self, width: width, height: height), (above, below) = layout.hidden
        return OutOfSight(left: layout.columns.lowerBound, right: columns.count - layout.columns.upperBound, above: above, below: below)
    }

    /// Scrolls by nodes and by layers, as far as there are any.
    public mutating func scroll(nodes: Int, layers: Int, width: Int, height: Int) {
        let layout = NetworkLayout(self, width: width, height: height)
        let node = min(layout.mostFirst, layout.hidden.above + nodes), column = layout.columns.lowerBound + layers
        (firstNode, firstColumn) = (max(0, node), max(0, min(layout.lastStart(self, width: width), column)))
    }

    /// Where the step computes something: a node, or the end of an edge.
    var writtenPlace: Place? {
        for (index, column) in columns.enumerated() {
            let found = column.nodes.firstIndex { $0.role == .written } ?? column.others.first { $0.value.role == .written }?.key
            if let found { return Place(column: index, node: found) }
        }
        return written.map { Place(column: $0.column + 1, node: $0.to) }
    }
}
