// The network as a diagram: its nodes with their values, and what the present step reads and writes.
import Charts
import Documents
import NeuralEngine
import Workspaces

extension Workspace {
    /// The diagram of the network as the walk stands; nil without a network. Images are boxes, one a channel, with their shape.
    public var diagram: NetworkDiagram? { diagram { _ in false } }

    /// The same, where ? stands for some of the numbers that the pass has computed.
    public func diagram(hiding hides: (Double) -> Bool) -> NetworkDiagram? {
        guard let network, let parameters else { return nil }
        let graph = LayerGraph(network), names = Names(network: network)
        let lights = StepLights(stepper, graph), given = stepper == nil ? firstInput(of: network) : nil
        let columns = graph.layers.enumerated().map { column, layer in
            let count = graph.nodeCount(ofLayer: layer)
            func node(_ number: Int) -> NetworkDiagram.Node {
                let role = lights.role(column: column, node: number)
                return graph.isImage(layer) ? map(layer, number, names, graph, role, given) : unit(layer, number, names, role, hides)
            }
            var shown = NetworkDiagram.Column(
                title: graph.title(ofLayer: layer), subtitle: graph.activation(ofLayer: layer),
                nodes: (0..<min(count, Workspace.mostNodes)).map(node), count: count)
            // What the step is about is known by name in any layer.
            if let written = lights.written(inColumn: column), written >= shown.nodes.count { shown.others[written] = node(written) }
            if count >= Workspace.manyNodes, !graph.isImage(layer) { shown.picture = picture(layer, count, given) }
            return shown
        }
        let weights = graph.layers.indices.dropLast().map { column in
            columns[column].count > Workspace.mostNodes || columns[column + 1].count > Workspace.mostNodes
                ? [] : graph.weights(intoColumn: column + 1, parameters, most: Workspace.mostNodes)
        }
        var diagram = NetworkDiagram(
            columns: columns, weights: weights, lit: lights.edges, written: lights.writtenEdge, labels: edgeLabels(network, names))
        diagram.bows = graph.bows
        for column in graph.layers.indices.dropLast() where columns[column].count * columns[column + 1].count > Workspace.manyEdges {
            diagram.strips[column] = graph.strip(intoColumn: column + 1, parameters)
        }
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

    private func unit(
        _ layer: Int, _ unit: Int, _ names: Names, _ role: NetworkDiagram.Role, _ hides: (Double) -> Bool
    ) -> NetworkDiagram.Node {
        var node = NetworkDiagram.Node(
            name: stepper?.timeInView(ofLayer: layer).map { names.node(layer: layer, step: $0, unit: unit) }
                ?? names.node(layer: layer, unit: unit),
            value: nodeValue(layer, unit, width: NetworkDiagram.valueWidth, hides),
            shortValue: nodeValue(layer, unit, width: NetworkDiagram.shortValueWidth, hides), role: role)
        if layer == 0, let feature = feature(ofInput: unit), feature.count <= Workspace.longestFeature {
            // A click means the input by its own name.
            (node.target, node.name) = (node.name, "\(node.name)=\(feature)")
        }
        if unit < Workspace.mostCards { node.facts = facts(layer, unit, hides) }
        return node
    }

    /// All that the walk has come to of a node.
    private func facts(_ layer: Int, _ unit: Int, _ hides: (Double) -> Bool) -> [NetworkDiagram.Fact] {
        guard layer > 0 else { return [.init(name: "", value: nodeValue(layer, unit, width: NetworkDiagram.valueWidth, hides))] }
        let step = stepper?.stepInView?.quantity
        let quantities = stepper?.facts(ofUnit: unit, layer: layer) ?? []
        let width = NetworkDiagram.factWidth(besideNames: quantities.map(\.0))
        func text(_ value: Double?) -> String? { value.flatMap { hides($0) ? "?" : Numerals(digits: 4).text($0, width: width) } }
        return quantities.map { .init(name: $0, value: text(stepper?.value(of: $1)), isWritten: step == $1) }
    }

    /// The outputs of a layer, or what is put in: in a square where their number is one, as those of an image are, else in rows of about as many.
    private func picture(_ layer: Int, _ count: Int, _ given: [Double]?) -> HeatMap {
        let values = (0..<min(count, Workspace.mostPixels)).map { value(layer, $0, given) ?? .nan }
        let side = max(1, Int(nearest: Double(values.count).squareRoot())), width = side * side == values.count ? side : side < 16 ? 8 : 16
        let rows = stride(from: 0, to: values.count, by: width).map { Array(values[$0..<min($0 + width, values.count)]) }
        return HeatMap(within: rows)
    }

    /// The output of a unit, or the number that is put in.
    private func value(_ layer: Int, _ unit: Int, _ given: [Double]?) -> Double? {
        if let stepper { return stepper.value(of: .output(layer: layer, unit: unit)) }
        return layer == 0 ? given.flatMap { unit < $0.count ? $0[unit] : nil } : nil
    }

    /// What a pass would begin with; nil where there is nothing.
    private func firstInput(of network: Network) -> [Double]? {
        guard let dataset, dataset.fits(network), dataset.count > 0 else { return inputRows.map { Array($0.row(0)) } }
        let row = split?.rows(of: .training).first ?? 0
        return Array(dataset.subset([row]).samples(for: network).inputs.row(0))
    }

    private static let manyNodes = 40, manyEdges = 400, mostCards = 12, mostPixels = 4096

    /// A channel of an image; a click on it means its first number.
    private func map(
        _ layer: Int, _ channel: Int, _ names: Names, _ graph: LayerGraph, _ role: NetworkDiagram.Role, _ given: [Double]?
    ) -> NetworkDiagram.Node {
        let shape = graph.shape(ofLayer: layer)
        var node = NetworkDiagram.Node(
            name: "\(names.layerName(layer))[\(channel + 1)]",
            value: shape.isSequence ? "\(shape.height)" : "\(shape.height)x\(shape.width)", role: role,
            target: names.node(layer: layer, unit: channel * shape.channelStep))
        guard shape.count <= Workspace.mostPixels * 4, channel < Workspace.mostMaps else { return node }
        let values = (0..<shape.height).map { row in
            (0..<shape.width).map { value(layer, shape.index(channel: channel, row: row, column: $0), given) ?? .nan }
        }
        node.picture = HeatMap(within: values)
        node.filter = parameters.flatMap { graph.filter(channel, ofLayer: layer, $0) }
        return node
    }

    private static let mostMaps = 64

    /// A longer formula has no place beside a node.
    private static let longestFeature = 8

    /// The weights of a small network by name and value; larger ones have no room for them.
    private func edgeLabels(_ network: Network, _ names: Names) -> [[[NetworkDiagram.EdgeLabel]]] {
        guard let parameters, network.layers.allSatisfy({ $0.kind == .dense }), network.inputShape.isFlat,
            parameters.weights.allSatisfy({ $0.rows * $0.columns <= Workspace.mostLabels })
        else { return [] }
        return parameters.weights.enumerated().map { index, matrix in
            (0..<matrix.rows).map { unit in
                (0..<matrix.columns).map { input in
                    NetworkDiagram.EdgeLabel(
                        name: names.name(of: .weight(layer: index + 1, unit: unit, input: input)),
                        values: [4, 3, 2].map { Numerals(digits: $0).text(matrix[unit, input]) })
                }
            }
        }
    }

    private static let mostLabels = 16

    /// More nodes of a layer than any screen shows are not looked at.
    private static let mostNodes = 200

    /// A node's newest value in this pass: its output; before that its net input; going backward its delta.
    private func nodeValue(_ layer: Int, _ unit: Int, width: Int, _ hides: (Double) -> Bool) -> String? {
        func text(_ mark: String, _ value: Double) -> String? {
            layer > 0 && hides(value) ? "\(mark)?" : Numerals(digits: 4).text(value, width: width - mark.count).map { mark + $0 }
        }
        guard let stepper else {
            guard layer == 0, let rows = inputRows, unit < rows.columns else { return nil }
            return text("", rows[0, unit])
        }
        let facts = layer > 0 ? stepper.facts(ofUnit: unit, layer: layer) : [("out", .output(layer: layer, unit: unit))]
        for (name, quantity) in facts.reversed() {
            if let value = stepper.value(of: quantity) { return text(name == "out" ? "" : "\(name)=", value) }
        }
        return nil
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
        case _ where graph.network.recurrentLayer(of: quantity) != nil:
            guard let l = graph.network.recurrentLayer(of: quantity), let recurrence = graph.network[layer: l].recurrence,
                let (_, step, node) = recurrence.part(of: quantity)
            else { return nil }
            (layer, unit) = (l, recurrence.isLast ? node : step * recurrence.units + node)
        case .netInput(let l, let u), .output(let l, let u), .error(let l, let u), .delta(let l, let u): (layer, unit) = (l, u)
        case .target(let u), .share(let u): (layer, unit) = (graph.network.outputLayer, u)
        default: return nil
        }
        return graph.column(ofLayer: layer).map { .init(column: $0, node: graph.node(ofUnit: unit, layer: layer)) }
    }

    /// The node of a column that is computed.
    func written(inColumn column: Int) -> Int? { written.flatMap { $0.column == column ? $0.node : nil } }

    func role(column: Int, node: Int) -> NetworkDiagram.Role {
        let node = NetworkDiagram.Place(column: column, node: node)
        return node == written ? .written : read.contains(node) ? .read : .idle
    }
}

extension Stepper {
    /// The step of time that a layer whose last step alone goes on is shown at: that of the walk's step, and else the last; nil for others.
    fileprivate func timeInView(ofLayer layer: Int) -> Int? {
        guard layer > 0, let recurrence = network[layer: layer].recurrence, recurrence.isLast else { return nil }
        guard let step = stepInView, network.recurrentLayer(of: step.quantity) == layer,
            let (_, time, _) = recurrence.part(of: step.quantity)
        else { return recurrence.steps - 1 }
        return time
    }

    /// What is shown of a unit that a layer gives: net input, output and delta; where gates stand between, the state, the output and its error.
    fileprivate func facts(ofUnit unit: Int, layer: Int) -> [(String, Quantity)] {
        guard let recurrence = network[layer: layer].recurrence,
            let (_, last, node) = recurrence.part(of: .output(layer: layer, unit: unit))
        else {
            return [
                ("net", .netInput(layer: layer, unit: unit)), ("out", .output(layer: layer, unit: unit)),
                ("δ", .delta(layer: layer, unit: unit)),
            ]
        }
        let step = timeInView(ofLayer: layer) ?? last
        func quantity(_ part: RecurrentPart) -> Quantity { recurrence.quantity(part, step, node, layer: layer) }
        if let state = recurrence.cell.state {
            return [(state, quantity(.state)), ("out", quantity(.output)), ("error", quantity(.error))]
        }
        return [("net", quantity(.netInput(0))), ("out", quantity(.output)), ("δ", quantity(.delta(0)))]
    }
}

extension HeatMap {
    /// Values as a picture within another: in their shape, from the least to the greatest where none is below 0.
    init(within values: [[Double]]) {
        self.init(values: values, isSigned: HeatMap.isSigned(values.joined()), keepsShape: true)
        isBare = true
    }
}
