// The network as a diagram: its nodes with their values, and what the present step reads and writes.
import Charts
import Documents
import NeuralEngine
import Workspaces

extension Workspace {
    /// The diagram of the network as the walk stands; nil without a network. Images are boxes, one a channel, with their shape.
    public var diagram: NetworkDiagram? {
        guard let network, let parameters else { return nil }
        let graph = LayerGraph(network), names = Names(network: network)
        let lights = StepLights(stepper, graph)
        let columns = graph.layers.enumerated().map { column, layer in
            NetworkDiagram.Column(
                title: graph.title(ofLayer: layer), subtitle: graph.activation(ofLayer: layer),
                nodes: (0..<min(graph.nodeCount(ofLayer: layer), Workspace.mostNodes)).map { node in
                    let role = lights.role(column: column, node: node)
                    return graph.isImage(layer) ? map(layer, node, names, graph, role) : unit(layer, node, names, role)
                })
        }
        let weights = graph.layers.indices.dropLast().map { graph.weights(intoColumn: $0 + 1, parameters, most: Workspace.mostNodes) }
        var diagram = NetworkDiagram(
            columns: columns, weights: weights, lit: lights.edges, written: lights.writtenEdge, labels: edgeLabels(network, names))
        for stop in stops {
            guard let (quantity, kind) = stop.marked(in: names) else { continue }
            if let edge = graph.edge(of: quantity) { diagram.edgeStops[edge, default: []].insert(kind) }
            if let place = StepLights.place(quantity, graph) { diagram.nodeStops[place, default: []].insert(kind) }
        }
        return diagram
    }

    /// Whether walks stop before or after a quantity is computed.
    public func stops(at quantity: Quantity) -> NetworkDiagram.Stops {
        guard !stops.isEmpty, let names else { return [] }
        return stops.reduce(into: []) { all, stop in
            if let (stopped, kind) = stop.marked(in: names), stopped == quantity { all.insert(kind) }
        }
    }

    private func unit(_ layer: Int, _ unit: Int, _ names: Names, _ role: NetworkDiagram.Role) -> NetworkDiagram.Node {
        NetworkDiagram.Node(
            name: names.node(layer: layer, unit: unit), value: nodeValue(layer, unit, width: NetworkDiagram.valueWidth),
            shortValue: nodeValue(layer, unit, width: NetworkDiagram.shortValueWidth), role: role)
    }

    /// A channel of an image; a click on it means its first number.
    private func map(_ layer: Int, _ channel: Int, _ names: Names, _ graph: LayerGraph, _ role: NetworkDiagram.Role)
        -> NetworkDiagram.Node
    {
        let shape = graph.shape(ofLayer: layer)
        return NetworkDiagram.Node(
            name: "\(names.layerName(layer))[\(channel + 1)]",
            value: shape.isSequence ? "\(shape.height)" : "\(shape.height)x\(shape.width)", role: role,
            target: names.node(layer: layer, unit: channel * shape.channelStep))
    }

    /// The weights of a small network by name and value; larger ones have no room for them.
    private func edgeLabels(_ network: Network, _ names: Names) -> [[[NetworkDiagram.EdgeLabel]]] {
        guard let parameters, network.layers.allSatisfy({ $0.kind == .dense }), network.inputShape.isFlat,
            parameters.weights.allSatisfy({ $0.rows * $0.columns <= Workspace.mostLabels })
        else { return [] }
        let numerals = Numerals(digits: 2)
        return parameters.weights.enumerated().map { index, matrix in
            (0..<matrix.rows).map { unit in
                (0..<matrix.columns).map { input in
                    NetworkDiagram.EdgeLabel(
                        name: names.name(of: .weight(layer: index + 1, unit: unit, input: input)), value: numerals.text(matrix[unit, input])
                    )
                }
            }
        }
    }

    private static let mostLabels = 16

    /// More nodes of a layer than any screen shows are not looked at.
    private static let mostNodes = 200

    /// A node's newest value in this pass: its output; before that its net input; going backward its delta.
    private func nodeValue(_ layer: Int, _ unit: Int, width: Int) -> String? {
        func text(_ mark: String, _ value: Double) -> String? {
            Numerals(digits: 4).text(value, width: width - mark.count).map { mark + $0 }
        }
        guard let stepper else {
            guard layer == 0, let rows = inputRows, unit < rows.columns else { return nil }
            return text("", rows[0, unit])
        }
        if layer > 0, let delta = stepper.value(of: .delta(layer: layer, unit: unit)) { return text("δ=", delta) }
        if let output = stepper.value(of: .output(layer: layer, unit: unit)) { return text("", output) }
        return stepper.value(of: .netInput(layer: layer, unit: unit)).flatMap { text("net=", $0) }
    }
}

extension Stop {
    /// The one quantity that it stops at; nil for a layer or a condition.
    fileprivate func marked(in names: Names) -> (Quantity, NetworkDiagram.Stops)? {
        let isWatched = if case .change = reason { true } else { false }
        return quantity(in: names).map { ($0, isWatched ? .watchpoint : .breakpoint) }
    }
}

/// What the step done last has read and written, as nodes and edges of the diagram.
private struct StepLights {
    private var read: Set<NetworkDiagram.Place> = []
    private var written: NetworkDiagram.Place?
    private(set) var edges: [NetworkDiagram.Edge] = []
    private(set) var writtenEdge: NetworkDiagram.Edge?

    init(_ stepper: Stepper?, _ graph: LayerGraph) {
        guard let stepper, let step = stepper.stepInView else { return }
        for operand in Calculation.of(step.quantity, in: stepper).operands(in: stepper.network) {
            if let node = StepLights.place(operand, graph) { read.insert(node) }
            if let edge = graph.edge(of: operand) { edges.append(edge) }
        }
        written = StepLights.place(step.quantity, graph)
        writtenEdge = graph.edge(of: step.quantity)
        if let writtenEdge { edges.append(writtenEdge) }
    }

    static func place(_ quantity: Quantity, _ graph: LayerGraph) -> NetworkDiagram.Place? {
        let (layer, unit): (Int, Int)
        switch quantity {
        case .netInput(let l, let u), .output(let l, let u), .error(let l, let u), .delta(let l, let u): (layer, unit) = (l, u)
        case .target(let u), .share(let u): (layer, unit) = (graph.network.outputLayer, u)
        default: return nil
        }
        return graph.column(ofLayer: layer).map { .init(column: $0, node: graph.node(ofUnit: unit, layer: layer)) }
    }

    func role(column: Int, node: Int) -> NetworkDiagram.Role {
        let node = NetworkDiagram.Place(column: column, node: node)
        return node == written ? .written : read.contains(node) ? .read : .idle
    }
}
