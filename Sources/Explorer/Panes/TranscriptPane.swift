// The transcript pane: what was typed and answered, folded at the width; the newest at the bottom.
import Charts
import Documents
import Language

struct TranscriptPane {
    let talk: Talk
    let width: Int
    /// How replies are written.
    var page: PlainText
    let showsCharts: Bool
    /// Whether pictures in it are made of solid colour.
    var isSolid = false
    /// Whether narrative stays in view before all that has followed it.
    var keepsNarrative = false
    /// Whether what has followed the narrative needs all the room: a chart on a small screen.
    var isAlone = false
    /// The item that states the question which waits for an answer: it stays in view.
    var question: Int?
    /// Which numbers a question asks for: they are not to be read in what was said before it.
    var isAskedFor: (Double) -> Bool = { _ in false }

    /// A row of the pane.
    struct Row: Equatable {
        var text: String
        var kind: Talk.Kind
        /// A row of a chart: its cells in their colours.
        var cells: [Cell] = []
    }

    /// The newest rows, at least `count` of them if there are so many.
    func rows(atLeast count: Int = .max) -> [Row] {
        var pieces: [[Row]] = [], found = 0, end = talk.items.count
        while end > 0, found < count {
            let isPinned = talk.pinned?.upperBound == end, start = isPinned ? talk.pinned?.lowerBound ?? end - 1 : end - 1
            pieces.append(isPinned ? pinnedRows : rows(at: start))
            (found, end) = (found + (pieces.last?.count ?? 0), start)
        }
        return pieces.reversed().flatMap { $0 }
    }

    /// The rows of the items from an index on.
    func rows(from item: Int) -> [Row] { talk.items.indices.dropFirst(item).flatMap { rows(at: $0) } }

    /// How many rows the items from an index on take.
    func rowCount(from item: Int = 0) -> Int {
        let pinned = talk.pinned.flatMap { $0.lowerBound >= item ? $0 : nil }
        return talk.items.indices.dropFirst(item).reduce(pinned == nil ? 0 : pinnedRows.count) { count, place in
            pinned?.contains(place) == true ? count : count + rows(of: talk.items[place]).count
        }
    }

    /// The rows of the narrative that stays in view, without blank ones around it.
    var pinnedRows: [Row] {
        guard let pinned = talk.pinned else { return [] }
        let lines = talk.items[pinned].compactMap { item -> String? in if case .text(let text, _) = item { text } else { nil } }
        let rows = Self.paragraphs(lines).flatMap { foldedNarrative($0) }, isBlank = { (row: Row) in row.text.isEmpty }
        return Array(rows.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }

    /// What stays at the top while the rest is scrolled below it, and the item at which that begins.
    typealias Kept = (rows: [Row], following: Int)

    /// The narrative if it leaves room below it, for the question that waits, too; else that question. Nil where there is no need or no room.
    func kept(height: Int) -> Kept? {
        let narrative = isAlone ? nil : talk.pinned.map { (rows: pinnedRows, following: $0.upperBound) }
        let asked = question.map { (item: $0, rows: rowCount(from: $0)) }
        if let narrative, narrative.rows.count + 2 <= height, narrative.rows.count + (asked?.rows ?? 0) <= height { return narrative }
        guard let asked, asked.rows > height else { return nil }
        let rows = rows(at: asked.item)
        return rows.count + 2 <= height ? (rows, asked.item + 1) : nil
    }

    /// The rows that it takes to read an answer that begins at an item: with what stays above it.
    func rowsToRead(from item: Int, height: Int) -> Int {
        let start = min(item, question ?? item)
        guard let kept = kept(height: height) else { return rowCount(from: start) }
        return kept.rows.count + rowCount(from: max(kept.following, start))
    }

    /// The rows of an item, without the numbers that a later question asks for.
    private func rows(at place: Int) -> [Row] {
        let rows = rows(of: talk.items[place])
        guard place < talk.itemsBeforeQuestion else { return rows }
        return rows.map { $0.kind == .output ? Row(text: $0.text.hidingNumbers(where: isAskedFor), kind: .output) : $0 }
    }

    private func rows(of item: Talk.Item) -> [Row] {
        switch item {
        case .text(let text, .narrative): return foldedNarrative(text)
        case .text(let text, let kind): return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { folded($0, kind) }
        case .failure(let error, let command):
            return page.text(of: error, in: command).split(separator: "\n").flatMap { folded($0, .error) }
        case .reply(let reply):
            return reply.blocks.flatMap { block in
                if case .chart(let chart) = block { return showsCharts ? rows(of: chart) : [] }
                return page.lines(of: [block]).flatMap(folded)
            }
        }
    }

    /// A line of an answer, as much of it as there is room for.
    private func folded(_ line: String) -> [Row] {
        if line.count <= width { return [Row(text: line, kind: .output)] }
        return foldedNumbers(line) ?? [Row(text: line.prefix(width - 1) + "›", kind: .output)]
    }

    /// A chart; one that needs fewer rows than the page has leaves none empty below it.
    private func rows(of chart: ChartBlock) -> [Row] {
        let picture = page.picture(of: chart, isSolid: isSolid)
        let rows = zip(0..., picture.text().split(separator: "\n", omittingEmptySubsequences: false)).map { y, text in
            Row(text: String(text), kind: .output, cells: (0..<min(width, picture.width)).map { picture[$0, y] })
        }
        return chart.size == nil ? Array(rows.reversed().drop { $0.text.isEmpty && $0.cells.allSatisfy { $0 == .blank } }.reversed()) : rows
    }

    /// A row of a matrix, `b1 = [ 0.35  0.35 ]`, in several rows of numbers one below the other; nil if it is none, or has no room so.
    private func foldedNumbers(_ line: String) -> [Row]? {
        guard line.last == "]", let bracket = line.firstIndex(of: "["), line.distance(from: line.startIndex, to: bracket) < width / 2 else {
            return nil
        }
        let indent = line.distance(from: line.startIndex, to: bracket) + 2, numbers = line[bracket...].dropFirst().split(separator: " ")
        var rows: [String] = [], row = String(line[...bracket])
        for number in numbers {
            if row.count + 2 + number.count > width {
                rows.append(row)
                row = String(repeating: " ", count: indent - 2)
            }
            row += (row.last == "[" ? " " : "  ") + number
        }
        return (rows + [row]).map { Row(text: $0, kind: .output) }
    }

    func render(height: Int, scroll: Int) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        for (y, row) in rowsInView(height: height, scroll: scroll).enumerated() {
            if row.cells.isEmpty { canvas.write(row.text, x: 0, y: y, style: style(of: row.kind)) }
            for (x, cell) in row.cells.enumerated() { canvas[x, y] = cell }
        }
        return canvas
    }

    /// Whether there are rows above those in view.
    func hasMore(height: Int, scroll: Int) -> Bool {
        rows(atLeast: height + scroll + 1).count > max(scroll + rowsInView(height: height, scroll: scroll).count, height)
    }

    /// The newest rows, or older ones where it is scrolled up; what is kept stays above what has followed it.
    private func rowsInView(height: Int, scroll: Int) -> [Row] {
        if let pinned = talk.pinned, talk.drawer == nil, scroll == 0 {
            let narrative = pinnedRows, following = rowCount(from: pinned.upperBound)
            if following == 0 { return Array(narrative.prefix(height)) }
            // It has been read: its end is what leads to the step.
            if keepsNarrative, narrative.count + following > height { return narrative.suffix(height) }
        }
        if let kept = kept(height: height) {
            let following = self.rows(from: kept.following)
            let room = height - kept.rows.count, end = following.count - scroll
            if end >= min(room, following.count) { return kept.rows + following[max(0, end - room)..<end] }
        }
        let rows = rows(atLeast: height + scroll), end = max(0, rows.count - scroll)
        return Array(rows[max(0, end - height)..<end])
    }

    /// Lines put together where a sentence goes on in the next one: it is folded anew for the width at hand.
    private static func paragraphs(_ lines: [String]) -> [String] {
        lines.reduce(into: []) { paragraphs, line in
            guard let last = paragraphs.last, let end = last.last, let start = line.first else { return paragraphs.append(line) }
            let goesOn = start.isLowercase && end != "." || last.count >= 60 && (end.isLetter || end.isNumber || end == ",")
            if goesOn { paragraphs[paragraphs.count - 1] = last + " " + line } else { paragraphs.append(line) }
        }
    }

    /// Narrative is read, so its rows are no longer than the eye likes.
    private func foldedNarrative(_ text: String) -> [Row] {
        PlainText(width: min(width, 100)).folded(text, indent: 0).map { Row(text: $0, kind: .narrative) }
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
