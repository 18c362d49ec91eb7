// The transcript pane: what was typed and answered, folded at the width; the newest at the bottom.
import Charts
import Language

struct TranscriptPane {
    let talk: Talk
    let width: Int
    /// How replies are written.
    let page: PlainText
    let showsCharts: Bool

    /// A row of the pane.
    struct Row: Equatable {
        var text: String
        var kind: Talk.Kind
    }

    /// The newest rows, at least `count` of them if there are so many.
    func rows(atLeast count: Int = .max) -> [Row] {
        var rows: [Row] = []
        for item in talk.items.reversed() {
            guard rows.count < count else { break }
            rows += self.rows(of: item).reversed()
        }
        return rows.reversed()
    }

    /// How many rows the items from an index on take.
    func rowCount(from item: Int = 0) -> Int { talk.items.dropFirst(item).reduce(0) { $0 + rows(of: $1).count } }

    private func rows(of item: Talk.Item) -> [Row] {
        switch item {
        case .text(let text, let kind): return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { folded($0, kind) }
        case .failure(let error, let command):
            return page.text(of: error, in: command).split(separator: "\n").flatMap { folded($0, .error) }
        case .reply(var reply):
            if !showsCharts { reply.blocks.removeAll { if case .chart = $0 { true } else { false } } }
            return page.lines(of: reply).map {
                $0.count > width ? Row(text: $0.prefix(width - 1) + "›", kind: .output) : Row(text: $0, kind: .output)
            }
        }
    }

    func render(height: Int, scroll: Int) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        let rows = rows(atLeast: height + scroll)
        let end = max(0, rows.count - scroll)
        for (y, row) in rows[max(0, end - height)..<end].enumerated() { canvas.write(row.text, x: 0, y: y, style: style(of: row.kind)) }
        return canvas
    }

    /// A line folded at blanks, and inside words that are longer than a row.
    private func folded(_ line: Substring, _ kind: Talk.Kind) -> [Row] {
        guard line.count > width, width > 4 else { return [Row(text: String(line), kind: kind)] }
        var rows: [String] = []
        var row = ""
        for word in line.split(separator: " ", omittingEmptySubsequences: false) {
            if !row.isEmpty && row.count + 1 + word.count > width {
                rows.append(row)
                row = "  " + word
            } else {
                row += (row.isEmpty ? "" : " ") + word
            }
            while row.count > width {
                rows.append(String(row.prefix(width)))
                row = "  " + row.dropFirst(width)
            }
        }
        return (rows + [row]).map { Row(text: $0, kind: kind) }
    }

    private func style(of kind: Talk.Kind) -> CellStyle {
        switch kind {
        case .command: CellStyle(color: .series(0), bold: true)
        case .output: .plain
        case .error: CellStyle(color: .series(4))
        case .narrative: CellStyle(color: .series(5), bold: true)
        case .remark: .axis
        }
    }
}
