// The values pane: every node's net input, output and delta, then the weights with their derivatives.
import Charts
import Language
import NeuralEngine

enum ValuesPane {
    static func render(_ workspace: Workspace, width: Int, height: Int) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        guard let network = workspace.network else { return canvas }
        let rows = nodeRows(workspace, network) + weightRows(workspace, network)
        let current = workspace.stepper?.lastStep?.quantity
        for (y, row) in rows.prefix(height).enumerated() { row.write(to: &canvas, y: y, width: width, current: current) }
        if rows.count > height, height > 0 {
            canvas.write(String(repeating: " ", count: width), x: 0, y: height - 1)
            canvas.write("... \(rows.count - height + 1) more: show weights", x: 0, y: height - 1, style: .axis)
        }
        return canvas
    }

    /// A name and up to three values; the one computed last stands out.
    private struct Row {
        var name: String
        var values: [(text: String, quantity: Quantity?)]
        var isHeader = false

        func write(to canvas: inout Canvas, y: Int, width: Int, current: Quantity?) {
            let nameWidth = 9
            canvas.write(name, x: 0, y: y, style: isHeader ? .axis : .plain)
            let column = max(1, (width - nameWidth) / 3)
            for (index, value) in values.enumerated() {
                let isCurrent = value.quantity != nil && value.quantity == current
                let text = String((isCurrent ? ">" : "") + value.text).suffix(column - 1)
                let x = nameWidth + (index + 1) * column - text.count
                canvas.write(String(text), x: x, y: y, style: isHeader ? .axis : isCurrent ? CellStyle(bold: true, inverse: true) : .plain)
            }
        }
    }

    private static let numerals = Numerals(digits: 4)

    private static func nodeRows(_ workspace: Workspace, _ network: Network) -> [Row] {
        let names = Names(network: network)
        var rows = [Row(name: "node", values: [("net", nil), ("out", nil), ("delta", nil)], isHeader: true)]
        for layer in network.layers.indices.map({ $0 + 1 }) {
            for unit in 0..<min(network.units(ofLayer: layer), 50) {
                let quantities: [Quantity] = [
                    .netInput(layer: layer, unit: unit), .output(layer: layer, unit: unit), .delta(layer: layer, unit: unit),
                ]
                rows.append(
                    Row(
                        name: names.node(layer: layer, unit: unit),
                        values: quantities.map { (workspace.stepper?.value(of: $0).map(numerals.text) ?? "-", $0) }))
            }
        }
        return rows
    }

    private static func weightRows(_ workspace: Workspace, _ network: Network) -> [Row] {
        let names = Names(network: network)
        guard let parameters = workspace.parameters else { return [] }
        var rows = [Row(name: "weight", values: [("value", nil), ("dE/dw", nil)], isHeader: true)]
        for (index, layer) in network.layers.enumerated() {
            func add(_ parameter: Quantity, _ gradient: Quantity, _ value: Double) {
                guard rows.count < 200 else { return }
                let slope = workspace.stepper?.value(of: gradient).map(numerals.text) ?? "-"
                rows.append(Row(name: names.name(of: parameter), values: [(numerals.text(value), parameter), (slope, gradient)]))
            }
            for unit in 0..<min(layer.units, 50) {
                for input in 0..<min(layer.inputs, 50) {
                    add(
                        .weight(layer: index + 1, unit: unit, input: input), .weightGradient(layer: index + 1, unit: unit, input: input),
                        parameters.weights[index][unit, input])
                }
            }
            for bias in 0..<min(layer.biasCount, 50) {
                add(.bias(layer: index + 1, index: bias), .biasGradient(layer: index + 1, index: bias), parameters.biases[index][bias])
            }
        }
        return rows
    }
}
