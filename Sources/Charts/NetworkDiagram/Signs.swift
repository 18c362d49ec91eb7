// What a learner has put on nodes and weights: which one is chosen, and where walks stop. Signs say it, with or without colours.

extension NetworkDiagram {
    /// Whether a walk stops at something, and why.
    public struct Stops: OptionSet, Sendable, Hashable {
        public let rawValue: Int

        public init(rawValue: Int) { self.rawValue = rawValue }

        public static let breakpoint = Stops(rawValue: 1)
        public static let watchpoint = Stops(rawValue: 2)

        /// ● for a breakpoint, ◎ for a watchpoint; in ASCII ! and o, for * is an edge there.
        public func signs(_ marks: Marks) -> String {
            let (dot, ring) = marks == .ascii ? ("!", "o") : ("●", "◎")
            return (contains(.breakpoint) ? dot : "") + (contains(.watchpoint) ? ring : "")
        }
    }

    /// Chooses the node or the weight with a name; nothing if there is none of it.
    public mutating func choose(_ name: String) {
        for (column, layer) in columns.enumerated() {
            let isIt = { (node: Node) in (node.target ?? node.name) == name }
            guard let node = layer.nodes.firstIndex(where: isIt) ?? layer.others.first(where: { isIt($0.value) })?.key else { continue }
            chosen = Place(column: column, node: node)
            return
        }
        for (column, targets) in labels.enumerated() {
            for (to, sources) in targets.enumerated() {
                guard let from = sources.firstIndex(where: { $0.name == name }) else { continue }
                chosenEdge = Edge(column: column, from: from, to: to)
                return
            }
        }
    }

    func signs(of place: Place, _ marks: Marks) -> String { signs(place == chosen, nodeStops[place], marks) }
    func signs(of edge: Edge, _ marks: Marks) -> String { signs(edge == chosenEdge, edgeStops[edge], marks) }

    /// What is chosen comes first: where there is no room for all it is what keys act on.
    private func signs(_ isChosen: Bool, _ stops: Stops?, _ marks: Marks) -> String {
        (isChosen ? marks == .ascii ? "^" : "◂" : "") + (stops?.signs(marks) ?? "")
    }

    /// What is chosen is inverse as well.
    func marked(_ style: CellStyle, isChosen: Bool) -> CellStyle {
        var style = style
        if isChosen { style.inverse = true }
        return style
    }
}
