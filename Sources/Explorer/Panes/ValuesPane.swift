// The values pane: every node's net input, output and delta, then the weights with their derivatives. It follows the step.
import Charts
import Documents
import Language
import NeuralEngine
import Portraits
import Workspaces

struct ValuesPane {
    let workspace: Workspace
    /// The workspace before the last command: what differs from it is marked.
    let before: Workspace?
    let marks: Marks
    /// Which numbers a question asks for.
    let isAskedFor: (Double) -> Bool
    private let table: ValuesTable?

    init(workspace: Workspace, before: Workspace?, marks: Marks, isAskedFor: @escaping (Double) -> Bool = { _ in false }) {
        (self.workspace, self.before, self.marks, self.isAskedFor) = (workspace, before, marks, isAskedFor)
        table = workspace.network.map { ValuesTable($0, hasPass: workspace.stepper != nil) }
    }

    /// The rows from `scroll` on; without it those around what was computed or set last.
    func render(width: Int, height: Int, scroll: Int?) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        guard let table else { return canvas }
        let current = workspace.stepper?.lastStep?.quantity
        let lines = scroll == nil ? chosenRows(height: height)?.map(ValuesTable.Line.row) : nil
        for (y, line) in (lines ?? table.lines(from: start(height: height, scroll: scroll), height: height)).enumerated() {
            switch line {
            case .row(let index):
                // Numbers make room for long names, as far as a few digits are left.
                let row = table[index], nameWidth = min(max(width / 3, width - 7 * row.columns), table.nameWidth(of: row) + 1)
                draw(row, nameWidth, current, y, on: &canvas)
            case .fold(let count): canvas.write((marks == .ascii ? ": " : "⋮ ") + "\(count) more", x: 0, y: y, style: .axis)
            }
        }
        return canvas
    }

    /// Rows above those that are shown, and below.
    func outOfSight(height: Int, scroll: Int?) -> OutOfSight {
        if scroll == nil, let chosen = chosenRows(height: height), let first = chosen.first {
            return OutOfSight(above: first, below: (table?.count ?? 0) - first - chosen.count)
        }
        let first = start(height: height, scroll: scroll)
        return OutOfSight(above: first, below: mostScroll(height: height) - first)
    }

    /// The furthest that the rows can be scrolled.
    func mostScroll(height: Int) -> Int { max(0, (table?.count ?? 0) - height) }

    /// The first row shown.
    func start(height: Int, scroll: Int?) -> Int {
        let most = mostScroll(height: height)
        if let scroll { return min(max(0, scroll), most) }
        if let first = chosenRows(height: height)?.first { return min(first, most) }
        guard let place = followed.flatMap({ table?.row(of: $0) }) else { return 0 }
        return place < height - 1 ? 0 : min(most, place - height / 2)
    }

    /// The first row shown after Home or End: the beginning, the end, and between them the layers beside one larger than the pane.
    func start(height: Int, from start: Int, toEnd: Bool) -> Int {
        let landmarks = table?.landmarks(height: height) ?? [0]
        return (toEnd ? landmarks.first { $0 > start } : landmarks.last { $0 < start }) ?? start
    }

    /// What is to be in sight: the quantity whose terms are being walked, the one that was computed last, or the first that was set.
    private var followed: Quantity? {
        workspace.stepper?.stepInView?.quantity ?? firstSet
    }

    private var firstSet: Quantity? {
        guard let before, before.network == workspace.network, let old = before.parameters else { return nil }
        return workspace.parameters?.firstDifference(from: old)
    }

    // MARK: Which rows are seen

    /// Of a table that has no room as a whole the rows that the step computes and reads, or that were set, with their headers; then those that
    /// have numbers, the nearest first. Nil where there is room for all, and for tables of which nobody knows the rows one by one.
    private func chosenRows(height: Int) -> [Int]? {
        guard let table, table.count > height, table.count <= Self.mostRowsToChooseFrom, height > 2 else { return nil }
        let spoken = spokenOf.compactMap(table.row).reduce(into: [Int]()) { rows, row in if !rows.contains(row) { rows.append(row) } }
        if let window = window(around: spoken, height: height) { return Array(window) }
        func distance(_ row: Int) -> Int { spoken.lazy.map { abs($0 - row) }.min() ?? row }
        let others = (0..<table.count).filter { !spoken.contains($0) && !table[$0].isHeader }
            .map { (row: $0, isBlank: table[$0].quantities.allSatisfy(isBlank), distance: distance($0)) }
            .sorted { ($0.isBlank ? 1 : 0, $0.distance, $0.row) < ($1.isBlank ? 1 : 0, $1.distance, $1.row) }
        var chosen: Set<Int> = []
        for row in spoken + others.map(\.row) {
            let new = chosen.union([row, table.header(of: row)])
            if new.count <= height { chosen = new }
            if chosen.count == height { break }
        }
        return chosen.sorted()
    }

    /// Rows one below the other in which the rows that are spoken of have room, with their header: from the beginning on if that can be had, else
    /// as few rows further down as can be. Nil where they lie too far apart.
    private func window(around spoken: [Int], height: Int) -> Range<Int>? {
        guard let table, let first = spoken.min(), let last = spoken.max() else { return nil }
        let top = table.header(of: first)
        return last - top < height ? { $0..<$0 + height }(max(0, last - height + 1)) : nil
    }

    /// Whether there is nothing to be said of a quantity.
    private func isBlank(_ quantity: Quantity) -> Bool { value(quantity, workspace) == nil && workspace.stops(at: quantity).isEmpty }

    private static let mostRowsToChooseFrom = 120

    /// What the step computes, then what it reads; without a step what was set first.
    private var spokenOf: [Quantity] {
        guard let stepper = workspace.stepper, let step = stepper.stepInView else { return firstSet.map { [$0] } ?? [] }
        return [step.quantity] + Calculation.of(step.quantity, in: stepper).operands(in: stepper.network)
    }

    // MARK: Drawing a row

    private func draw(_ row: ValuesTable.Row, _ nameWidth: Int, _ current: Quantity?, _ y: Int, on canvas: inout Canvas) {
        // The end of a name tells neighbours apart.
        let isCut = row.name.count > nameWidth,
            name = isCut ? (marks == .ascii ? "~" : "…") + row.name.suffix(max(0, nameWidth - 1)) : row.name
        canvas.write(name, x: 0, y: y, style: row.isHeader ? .axis : .plain)
        // Where walks stop is said behind the name, where that leaves room.
        let stops = row.quantities.reduce(into: NetworkDiagram.Stops()) { $0.formUnion(workspace.stops(at: $1)) }
        let signs = stops.signs(marks).prefix(max(0, nameWidth - name.count))
        canvas.write(String(signs), x: name.count, y: y, style: CellStyle(color: .series(5), bold: true))
        // In a narrow pane only the first numbers are shown, and in full.
        let count = max(1, min(row.columns, (canvas.width - nameWidth) / 7)), column = (canvas.width - nameWidth) / count
        for (index, title) in row.titles.prefix(count).enumerated() {
            canvas.write(title, x: nameWidth + (index + 1) * column - title.count, y: y, style: .axis)
        }
        for (index, quantity) in row.quantities.prefix(count).enumerated() {
            let end = nameWidth + (index + 1) * column
            let value = value(quantity, workspace)
            // A blank and a mark stand before every number.
            let room = max(1, column - 2)
            let isHidden = value.map { quantity.isComputed && isAskedFor($0) } ?? false
            let number = value.map { Numerals(digits: 4).text($0, crampedTo: room) ?? String(repeating: "#", count: room) }
            let text = isHidden ? "?" : number ?? "-"
            let isCurrent = quantity == current, isNew = value != nil && isChanged(quantity)
            let style = isCurrent ? CellStyle(bold: true, inverse: true) : isNew ? CellStyle(color: .series(5), bold: true) : .plain
            canvas.write(text, x: end - text.count, y: y, style: value == nil ? .faint : style)
            // Marks say the same without colour: computed just now, or changed by the last command.
            if isCurrent || isNew { canvas.write(isCurrent ? "▸" : "*", x: end - text.count - 1, y: y, style: style) }
        }
    }

    private func isChanged(_ quantity: Quantity) -> Bool {
        guard let before, before.network == workspace.network else { return false }
        return value(quantity, before) != value(quantity, workspace)
    }

    /// What a quantity is now; nil while the pass has not come to it.
    private func value(_ quantity: Quantity, _ workspace: Workspace) -> Double? {
        switch quantity {
        case .weight, .bias: workspace.parameters?.value(of: quantity)
        default: workspace.stepper?.value(of: quantity)
        }
    }
}
