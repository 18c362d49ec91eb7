// The values pane: every node's net input, output and delta, then the weights with their derivatives. It follows the step.
import Charts
import Language
import NeuralEngine

struct ValuesPane {
    let workspace: Workspace
    /// The workspace before the last command: what differs from it is marked.
    let before: Workspace?
    let marks: Marks
    private let rows: [Row]

    init(workspace: Workspace, before: Workspace?, marks: Marks) {
        (self.workspace, self.before, self.marks) = (workspace, before, marks)
        rows = workspace.network.map { Self.nodeRows($0) + Self.weightRows($0) } ?? []
    }

    /// A name and up to three quantities with their values; a header has titles instead.
    private struct Row {
        var name: String
        var cells: [(quantity: Quantity?, title: String)]
        var isHeader = false
    }

    /// The rows from `scroll` on; without it those around the quantity that was computed last.
    func render(width: Int, height: Int, scroll: Int?) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        let current = workspace.stepper?.lastStep?.quantity, start = start(height: height, scroll: scroll)
        // Numbers make room for long names, as far as a few digits are left.
        let nameWidth = min(max(width / 3, width - 3 * 7), (rows.map(\.name.count).max() ?? 0) + 1)
        for (y, index) in (start..<min(rows.count, start + height)).enumerated() {
            // A header stays above the rows that it belongs to.
            let header = y == 0 && index > 0 ? rows[...index].lastIndex { $0.isHeader } : nil
            draw(rows[header ?? index], nameWidth, current, y, on: &canvas)
        }
        return canvas
    }

    /// The furthest that the rows can be scrolled.
    func mostScroll(height: Int) -> Int { max(0, rows.count - height) }

    /// The first row shown.
    func start(height: Int, scroll: Int?) -> Int {
        let most = mostScroll(height: height), current = workspace.stepper?.lastStep?.quantity
        if let scroll { return min(max(0, scroll), most) }
        guard let place = rows.firstIndex(where: { row in row.cells.contains { $0.quantity != nil && $0.quantity == current } }) else {
            return 0
        }
        return place < height - 1 ? 0 : min(most, place - height / 2)
    }

    // MARK: Drawing a row

    private func draw(_ row: Row, _ nameWidth: Int, _ current: Quantity?, _ y: Int, on canvas: inout Canvas) {
        let isCut = row.name.count >= nameWidth,
            name = isCut ? row.name.prefix(max(0, nameWidth - 2)) + (marks == .ascii ? "~" : "…") : row.name[...]
        canvas.write(String(name), x: 0, y: y, style: row.isHeader ? .axis : .plain)
        // In a narrow pane only the first numbers are shown, and in full.
        let count = max(1, min(3, (canvas.width - nameWidth) / 6)), column = (canvas.width - nameWidth) / count
        for (index, cell) in row.cells.prefix(count).enumerated() {
            let end = nameWidth + (index + 1) * column
            guard let quantity = cell.quantity else {
                canvas.write(cell.title, x: end - cell.title.count, y: y, style: .axis)
                continue
            }
            let value = value(quantity, workspace)
            let text = value.map { Numerals(digits: 4).text($0, width: column - 1) ?? String(repeating: "#", count: column - 1) } ?? "-"
            let isCurrent = quantity == current, isNew = value != nil && isChanged(quantity)
            let style = isCurrent ? CellStyle(bold: true, inverse: true) : isNew ? CellStyle(color: .series(5), bold: true) : .plain
            canvas.write(text, x: end - text.count, y: y, style: value == nil ? .faint : style)
            // Marks say the same without colour: > computed just now, * changed by the last command.
            if isCurrent || isNew { canvas.write(isCurrent ? ">" : "*", x: end - text.count - 1, y: y, style: style) }
        }
    }

    private func isChanged(_ quantity: Quantity) -> Bool {
        guard let before, before.network == workspace.network else { return false }
        return value(quantity, before) != value(quantity, workspace)
    }

    /// What a quantity is now; nil while the pass has not come to it.
    private func value(_ quantity: Quantity, _ workspace: Workspace) -> Double? {
        switch quantity {
        case .weight(let layer, let unit, let input): workspace.parameters?.weights[layer - 1][unit, input]
        case .bias(let layer, let index): workspace.parameters?.biases[layer - 1][index]
        default: workspace.stepper?.value(of: quantity)
        }
    }

    // MARK: The rows

    /// More units of a layer, and more rows in all, are not listed: `show weights` has them.
    private static let mostUnits = 50, mostRows = 400

    private static func nodeRows(_ network: Network) -> [Row] {
        let names = Names(network: network)
        var rows = [Row(name: "node", cells: [(nil, "net"), (nil, "out"), (nil, "delta")], isHeader: true)]
        for layer in network.layers.indices.map({ $0 + 1 }) {
            for unit in 0..<min(network.units(ofLayer: layer), mostUnits) {
                let quantities: [Quantity] = [
                    .netInput(layer: layer, unit: unit), .output(layer: layer, unit: unit), .delta(layer: layer, unit: unit),
                ]
                rows.append(Row(name: names.node(layer: layer, unit: unit), cells: quantities.map { ($0, "") }))
            }
        }
        return rows
    }

    private static func weightRows(_ network: Network) -> [Row] {
        let names = Names(network: network)
        var rows = [Row(name: "weight", cells: [(nil, "value"), (nil, "dE/dw")], isHeader: true)]
        for (index, layer) in network.layers.enumerated() {
            func add(_ parameter: Quantity, _ gradient: Quantity) {
                guard rows.count < mostRows else { return }
                rows.append(Row(name: names.name(of: parameter), cells: [(parameter, ""), (gradient, "")]))
            }
            for unit in 0..<min(layer.weightRows, mostUnits) {
                for input in 0..<min(layer.weightColumns, mostUnits) {
                    add(
                        .weight(layer: index + 1, unit: unit, input: input), .weightGradient(layer: index + 1, unit: unit, input: input))
                }
            }
            for bias in 0..<min(layer.biasCount, mostUnits) {
                add(.bias(layer: index + 1, index: bias), .biasGradient(layer: index + 1, index: bias))
            }
        }
        return rows
    }
}
