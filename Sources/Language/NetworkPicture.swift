// The network as a diagram: its nodes with their values, and what the present step reads and writes.
import Charts
import NeuralEngine

extension Workspace {
    /// The diagram of the network as the walk stands; nil without a network.
    public var diagram: NetworkDiagram? {
        guard let network, let parameters else { return nil }
        let names = Names(network: network)
        let lights = StepLights(stepper)
        let columns = (0...network.layers.count).map { layer in
            NetworkDiagram.Column(
                title: title(ofLayer: layer, network),
                nodes: (0..<min(network.units(ofLayer: layer), Workspace.mostNodes)).map { unit in
                    NetworkDiagram.Node(
                        name: names.node(layer: layer, unit: unit), value: nodeValue(layer, unit, width: NetworkDiagram.valueWidth),
                        shortValue: nodeValue(layer, unit, width: NetworkDiagram.shortValueWidth),
                        role: lights.role(layer: layer, unit: unit))
                })
        }
        let weights = parameters.weights.map { matrix in
            (0..<min(matrix.rows, Workspace.mostNodes)).map { row in Array(matrix.row(row).prefix(Workspace.mostNodes)) }
        }
        return NetworkDiagram(
            columns: columns, weights: weights, lit: lights.edges, written: lights.writtenEdge, labels: edgeLabels(network, names))
    }

    /// The weights of a small network by name and value; larger ones have no room for them.
    private func edgeLabels(_ network: Network, _ names: Names) -> [[[NetworkDiagram.EdgeLabel]]] {
        guard let parameters, parameters.weights.allSatisfy({ $0.rows * $0.columns <= Workspace.mostLabels }) else { return [] }
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

    private func title(ofLayer layer: Int, _ network: Network) -> String {
        layer == 0 ? "input" : network[layer: layer].activation.name
    }

    /// A node's newest value in this pass: its output; before that its net input (z); going backward its delta.
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
        return stepper.value(of: .netInput(layer: layer, unit: unit)).flatMap { text("z=", $0) }
    }
}

/// What the step done last has read and written, as nodes and edges of the diagram.
private struct StepLights {
    private var read: Set<Node> = []
    private var written: Node?
    private(set) var edges: [NetworkDiagram.Edge] = []
    private(set) var writtenEdge: NetworkDiagram.Edge?

    private struct Node: Hashable {
        let layer: Int
        let unit: Int
    }

    init(_ stepper: Stepper?) {
        guard let stepper, let step = stepper.position.term > 0 ? stepper.nextStep : stepper.lastStep else { return }
        let outputs = stepper.network.outputLayer
        for operand in Calculation.of(step.quantity, in: stepper).operands(in: stepper.network) {
            if let node = StepLights.node(operand, outputs) { read.insert(node) }
            if let edge = StepLights.edge(operand) { edges.append(edge) }
        }
        written = StepLights.node(step.quantity, outputs)
        writtenEdge = StepLights.edge(step.quantity)
        if let writtenEdge { edges.append(writtenEdge) }
    }

    private static func node(_ quantity: Quantity, _ outputs: Int) -> Node? {
        switch quantity {
        case .netInput(let layer, let unit), .output(let layer, let unit), .error(let layer, let unit), .delta(let layer, let unit):
            Node(layer: layer, unit: unit)
        case .target(let unit), .share(let unit): Node(layer: outputs, unit: unit)
        default: nil
        }
    }

    private static func edge(_ quantity: Quantity) -> NetworkDiagram.Edge? {
        switch quantity {
        case .weight(let layer, let unit, let input), .weightGradient(let layer, let unit, let input):
            NetworkDiagram.Edge(column: layer - 1, from: input, to: unit)
        default: nil
        }
    }

    func role(layer: Int, unit: Int) -> NetworkDiagram.Role {
        let node = Node(layer: layer, unit: unit)
        return node == written ? .written : read.contains(node) ? .read : .idle
    }
}
