// The rows of the values pane: the nodes layer by layer, as long as a pass gives them values, then the weights. None is stored, each is made from its number, so that a layer of a
// million nodes costs a frame no more than one of two.
import Language
import NeuralEngine
import Workspaces

struct ValuesTable {
    private let names: Names
    private(set) var sections: [Section] = []
    /// How many rows there are.
    private(set) var count = 0
    /// The cells that the longest name of a node takes, and that of a weight or bias.
    private let nodeNameWidth: Int
    private let weightNameWidth: Int

    /// A name and up to three quantities with their values; a header has titles instead.
    struct Row {
        var name: String
        var quantities: [Quantity] = []
        var titles: [String] = []

        var isHeader: Bool { !titles.isEmpty }
        /// How many numbers stand beside the name.
        var columns: Int { max(titles.count, quantities.count) }
    }

    /// Rows of one kind that follow each other.
    struct Section {
        enum Kind { case header(Row), nodes(layer: Int), weights(layer: Int), biases(layer: Int) }

        let kind: Kind
        let rows: Range<Int>

        fileprivate var isHeader: Bool { if case .header = kind { true } else { false } }
    }

    /// - Parameter hasPass: whether a pass is under way. Nodes have nothing to show before it.
    init(_ network: Network, hasPass: Bool) {
        let names = Names(network: network)
        self.names = names
        let layers = network.layers.enumerated().map { (number: $0 + 1, layer: $1) }
        var sections: [Section] = []
        func add(_ kind: Section.Kind, _ count: Int) {
            let start = sections.last?.rows.upperBound ?? 0
            if count > 0 { sections.append(Section(kind: kind, rows: start..<start + count)) }
        }
        if hasPass || network.layers.allSatisfy({ $0.weightCount + $0.biasCount == 0 }) {
            add(.header(Row(name: "node", titles: Self.nodeTitles)), 1)
            // A flatten layer has no numbers of its own.
            for (number, layer) in layers where layer.kind != .flatten {
                add(.nodes(layer: number), layer.recurrence?.rowCount ?? network.units(ofLayer: number))
            }
        }
        add(.header(Row(name: "weight", titles: Self.weightTitles)), 1)
        for (number, layer) in layers {
            add(.weights(layer: number), layer.weightCount)
            add(.biases(layer: number), layer.biasCount)
        }
        // The last name of a section is its longest: numbers only grow.
        let widths = sections.map { (row: Self.row($0, $0.rows.count - 1, names), isOfNodes: Self.isOfNodes($0)) }
        nodeNameWidth = widths.lazy.filter(\.isOfNodes).map(\.row.name.count).max() ?? 0
        weightNameWidth = widths.lazy.filter { !$0.isOfNodes }.map(\.row.name.count).max() ?? 0
        (self.sections, count) = (sections, sections.last?.rows.upperBound ?? 0)
    }

    /// The cells that the names take among which that of a row stands.
    func nameWidth(of row: Row) -> Int { row.columns == Self.nodeTitles.count ? nodeNameWidth : weightNameWidth }

    private static let nodeTitles = ["net", "out", "delta"], weightTitles = ["value", "grad"]

    private static func isOfNodes(_ section: Section) -> Bool {
        switch section.kind {
        case .nodes: true
        case .header(let row): row.columns == nodeTitles.count
        case .weights, .biases: false
        }
    }

    subscript(index: Int) -> Row {
        let section = section(of: index)
        return Self.row(section, index - section.rows.lowerBound, names)
    }

    private static func row(_ section: Section, _ place: Int, _ names: Names) -> Row {
        switch section.kind {
        case .header(let row): return row
        case .nodes(let layer):
            if let recurrence = names.network[layer: layer].recurrence { return row(recurrence, layer, place, names) }
            return Row(
                name: names.node(layer: layer, unit: place),
                quantities: [.netInput(layer: layer, unit: place), .output(layer: layer, unit: place), .delta(layer: layer, unit: place)])
        case .weights(let layer):
            let columns = names.network[layer: layer].weightColumns, (unit, input) = place.quotientAndRemainder(dividingBy: columns)
            let weight = Quantity.weight(layer: layer, unit: unit, input: input)
            return Row(
                name: names.symbol(of: weight), quantities: [weight, .weightGradient(layer: layer, unit: unit, input: input)])
        case .biases(let layer):
            let bias = Quantity.bias(layer: layer, index: place)
            return Row(name: names.symbol(of: bias), quantities: [bias, .biasGradient(layer: layer, index: place)])
        }
    }

    /// A row of a recurrent layer: of a unit at a step first its gates, then what it gives with its state and error.
    private static func row(_ recurrence: Recurrence, _ layer: Int, _ place: Int, _ names: Names) -> Row {
        let (node, row) = place.quotientAndRemainder(dividingBy: recurrence.rowsOfNode), cell = recurrence.cell
        func quantity(_ part: RecurrentPart) -> Quantity {
            recurrence.quantity(part, node / recurrence.units, node % recurrence.units, layer: layer)
        }
        let isGate = cell.state != nil && row < cell.gates.count, own = isGate ? quantity(.gate(row)) : quantity(.output)
        let quantities =
            isGate
            ? [quantity(.netInput(row)), own, quantity(.delta(row))]
            : cell.state == nil ? [quantity(.netInput(0)), own, quantity(.delta(0))] : [quantity(.state), own, quantity(.error)]
        let name = names.name(of: own)
        return Row(name: isGate ? name : String(name.dropLast(".out".count)), quantities: quantities)
    }

    /// The row that shows a quantity, or would if it had room for one more; nil if there is none.
    func row(of quantity: Quantity) -> Int? {
        func place(_ unit: Int, where belongs: (Section.Kind) -> Bool) -> Int? {
            sections.first { belongs($0.kind) }.map { $0.rows.lowerBound + unit }
        }
        if let layer = names.network.recurrentLayer(of: quantity), let recurrence = names.network[layer: layer].recurrence,
            let row = recurrence.row(of: quantity)
        {
            return place(row) { if case .nodes(layer) = $0 { true } else { false } }
        }
        switch quantity {
        case .netInput(let layer, let unit), .output(let layer, let unit), .delta(let layer, let unit), .error(let layer, let unit):
            return place(unit) { if case .nodes(layer) = $0 { true } else { false } }
        case .weight(let layer, let unit, let input), .weightGradient(let layer, let unit, let input):
            let columns = names.network[layer: layer].weightColumns
            return place(unit * columns + input) { if case .weights(layer) = $0 { true } else { false } }
        case .bias(let layer, let index), .biasGradient(let layer, let index):
            return place(index) { if case .biases(layer) = $0 { true } else { false } }
        case .target(let unit), .share(let unit): return row(of: .output(layer: names.network.outputLayer, unit: unit))
        default: return nil
        }
    }

    /// The header that stands above a row.
    func header(of row: Int) -> Int { sections.last { $0.isHeader && $0.rows.lowerBound <= row }?.rows.lowerBound ?? 0 }

    private func section(of index: Int) -> Section { sections.last { $0.rows.lowerBound <= index } ?? sections[0] }

    // MARK: What a pane shows

    /// A line of the pane: a row, or how many are left out.
    enum Line {
        case row(Int)
        case fold(Int)
    }

    /// The lines from a row on: a header stays above the rows that it belongs to, and folds stand where a section too large for the pane
    /// goes on out of sight, beside rows of it.
    func lines(from start: Int, height: Int) -> [Line] {
        let end = min(count, start + height)
        var lines = (start..<max(start, end)).map(Line.row)
        guard start > 0 || lines.count >= Self.leastForFolds, !lines.isEmpty else { return lines }
        if let header = sections.last(where: { $0.isHeader && $0.rows.lowerBound <= start }) { lines[0] = .row(header.rows.lowerBound) }
        guard lines.count >= Self.leastForFolds else { return lines }
        let (first, last) = (section(of: start + 1).rows, section(of: end - 1).rows)
        if first.lowerBound <= start, first.upperBound > start + 2, isFolded(first, height) {
            lines[1] = .fold(start + 2 - first.lowerBound)
        }
        if last.upperBound > end, last.lowerBound < end - 1, isFolded(last, height) {
            lines[lines.count - 1] = .fold(last.upperBound - end + 1)
        }
        return lines
    }

    /// A header and two folds leave room for two rows.
    private static let leastForFolds = 5

    private func isFolded(_ rows: Range<Int>, _ height: Int) -> Bool { rows.count >= height }

    /// The rows that the pane begins with to show the beginning, each layer beside one that is larger than the pane, and the end.
    func landmarks(height: Int) -> [Int] {
        let most = max(0, count - height)
        let layers = zip(sections, sections.dropFirst()).filter { isFolded($0.rows, height) || isFolded($1.rows, height) }
        return [0] + layers.map { min(most, $1.rows.lowerBound - 1) } + [most]
    }
}

extension Recurrence {
    /// Rows of a unit at a step: one for each gate, where there are gates, and one for what it gives.
    fileprivate var rowsOfNode: Int { cell.state == nil ? 1 : cell.gates.count + 1 }

    fileprivate var rowCount: Int { steps * units * rowsOfNode }

    fileprivate func row(of quantity: Quantity) -> Int? {
        guard let (part, step, unit) = part(of: quantity) else { return nil }
        let first = (step * units + unit) * rowsOfNode
        switch part {
        case .netInput(let gate), .gate(let gate), .delta(let gate): return first + (cell.state == nil ? 0 : gate)
        case .output, .state, .error, .stateError: return first + rowsOfNode - 1
        }
    }
}
