// Documents as plain text: what a pipe prints, what a session file keeps, what a screen's transcript shows.
import Charts

/// Writes documents as lines of text.
public struct PlainText: Sendable, Equatable {
    /// Columns to fold at and to draw charts in.
    public var width: Int
    /// Whether only 7-bit characters may be used.
    public var isASCII: Bool
    /// Charts of no size of their own are no higher.
    public var mostChartRows = 24

    public init(width: Int = 80, isASCII: Bool = false) {
        self.width = max(20, width)
        self.isASCII = isASCII
    }

    public func lines(of blocks: [Block]) -> [String] { blocks.flatMap(lines(of:)).map(shown) }

    /// A text, of one line or of several, as it may be shown whoever wrote it: nothing in it steers a terminal.
    public func shown(_ text: String) -> String { isASCII ? PlainText.ascii(text.tamedPage) : text.tamedPage }

    private func lines(of block: Block) -> [String] {
        switch block {
        case .line(let text): folded(text)
        case .note(let text): folded("(\(text))")
        case .heading(let text): [text]
        case .preformatted(let lines): lines
        case .formula(let formula): lines(of: formula)
        case .table(let table): lines(of: table)
        case .chart(let chart): lines(of: chart)
        }
    }

    /// `name = symbols = numbers = value` on one line if it fits, else `name = symbols` and below it `= numbers = value`.
    private func lines(of formula: FormulaBlock) -> [String] {
        var parts = [formula.symbols, formula.numbers, formula.value].filter { !$0.isEmpty }
        while parts.count > 1, parts[parts.count - 1] == parts[parts.count - 2] { parts.removeLast() }
        if !formula.remark.isEmpty, parts.popLast() != nil { parts.append(formula.remarkedValue) }
        let whole = ([formula.name] + parts).joined(separator: " = ")
        if whole.count <= width || parts.count < 2 { return [whole] }
        // The equals signs stand below each other.
        let stem = formula.name.firstRange(of: " = ").map { formula.name[..<$0.lowerBound].count } ?? formula.name.count
        let indent = String(repeating: " ", count: min(stem, 20) + 1)
        let isLongName = formula.name.count > 20
        let head = isLongName ? [formula.name, indent + "= " + parts[0]] : ["\(formula.name) = \(parts[0])"]
        let tail = parts.dropFirst().joined(separator: " = ")
        let lines = indent.count + 2 + tail.count <= width ? ["\(indent)= \(tail)"] : parts.dropFirst().map { "\(indent)= \($0)" }
        return (head + lines).flatMap { foldedFormula($0, indent: indent.count + 2) }
    }

    /// A chart as it is drawn on the page, with its colours.
    /// - Parameter isSolid: whether pictures are made of solid colour.
    public func picture(of chart: ChartBlock, isSolid: Bool = false) -> Canvas {
        let size = chart.size ?? (width, min(mostChartRows, max(8, width / 4)))
        return chart.chart.render(width: size.columns, height: size.rows, marks: isASCII ? .ascii : chart.marks, isSolid: isSolid)
    }

    private func lines(of chart: ChartBlock) -> [String] {
        var lines = picture(of: chart).text().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // A picture that needs less than the page leaves no empty lines below it.
        if chart.size == nil { while lines.last?.isEmpty == true { lines.removeLast() } }
        return lines
    }

    private func lines(of table: Table) -> [String] {
        let table = table.tamed
        let rows = (table.header.isEmpty ? [] : [table.header]) + table.rows
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { c in rows.map { c < $0.count ? $0[c].count : 0 }.max() ?? 0 }
        if !table.header.isEmpty, 2 * columns + widths.reduce(0, +) > width, 2 * columns + widths.dropLast().reduce(0, +) > width / 2 {
            return table.rows.flatMap { rowByRow($0, header: table.header) }
        }
        return rows.flatMap { row -> [String] in
            var line = "  "
            for (column, cell) in row.enumerated() {
                let isLast = column == row.count - 1
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                let isRight = column < table.alignRight.count && table.alignRight[column]
                line += isRight ? padding + cell : cell + (isLast ? "" : padding)
                if !isLast { line += "  " }
            }
            let indent = widths.dropLast().reduce(2) { $0 + $1 + 2 }
            return folded(line.trimmedAtEnd, indent: min(indent, width / 2))
        }
    }

    /// A row of a table that is too wide for the page: its first cell, and below it the others under their names.
    private func rowByRow(_ row: [String], header: [String]) -> [String] {
        let rest = zip(header, row).dropFirst().filter { !$1.isEmpty }.map { "\($0) \($1)" }
        return folded("  " + (row.first ?? ""), indent: 4) + rest.flatMap { folded("    " + $0, indent: 6) }
    }

    /// A line folded at blanks; further lines are indented.
    public func folded(_ text: String, indent: Int = 2) -> [String] {
        guard text.count > width else { return [text] }
        var lines: [String] = []
        var line = String(text.prefix { $0 == " " })
        var isFresh = true
        // Blanks between words stay, or the columns of tables would be lost.
        for word in text.dropFirst(line.count).split(separator: " ", omittingEmptySubsequences: false) {
            if isFresh && word.isEmpty && !lines.isEmpty { continue }
            if !isFresh && line.count + 1 + word.count > width {
                lines.append(line)
                line = String(repeating: " ", count: indent)
                isFresh = true
            }
            line += (isFresh ? "" : " ") + word
            isFresh = false
        }
        return lines + [line]
    }

    /// A formula folded at blanks, outside of brackets where that is possible; further lines are indented.
    public func foldedFormula(_ text: String, indent: Int) -> [String] {
        var lines: [String] = [], rest = text[...], margin = ""
        while margin.count + rest.count > width, let end = formulaBreak(rest, room: width - margin.count) {
            lines.append(margin + rest[..<end])
            rest = rest[end...].drop { $0 == " " }
            margin = String(repeating: " ", count: indent)
        }
        return lines + [margin + rest]
    }

    /// The blank to break at, so that at most `room` characters stand before it: the last of those in the fewest brackets, as long as that
    /// fills half of the line.
    private func formulaBreak(_ text: Substring, room: Int) -> Substring.Index? {
        var blanks: [(place: Substring.Index, column: Int, depth: Int)] = [], depth = 0
        let start = text.prefix { $0 == " " }.count
        for (column, place) in text.indices.enumerated().dropFirst(start) {
            switch text[place] {
            case "(", "[": depth += 1
            case ")", "]": depth -= 1
            case " ": if column <= room || blanks.isEmpty { blanks.append((place, column, depth)) }
            default: break
            }
        }
        let filling = blanks.filter { $0.column >= (start + room) / 2 }
        let depths = (filling.isEmpty ? blanks : filling).map(\.depth).min()
        return (filling.isEmpty ? blanks : filling).last { $0.depth == depths }?.place
    }

    /// The same text in 7-bit characters.
    public static func ascii(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 128 }) { return text }
        return String(text.map { $0.isASCII ? $0 : replacements[$0] ?? "?" })
    }

    private static let replacements: [Character: Character] = [
        "·": "*", "−": "-", "–": "-", "±": "+", "×": "x", "…": ".", "δ": "d", "⋮": ":", "›": ">", "▸": ">",
        "─": "-", "━": "=", "↑": "^", "↓": "v", "←": "<", "→": ">", "↕": "|",
    ]
}

extension String {
    var trimmedAtEnd: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

extension Table {
    /// The same with cells of one line each, whatever is in them.
    fileprivate var tamed: Table { Table(header: header.map(\.tamed), rows: rows.map { $0.map(\.tamed) }, alignRight: alignRight) }
}
