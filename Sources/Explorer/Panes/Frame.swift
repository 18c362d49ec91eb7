// Panes are put on the screen under a title line; the line separates them, so that no other border is needed.
import Charts

/// The title line of a pane.
struct PaneTitle {
    var text: String
    /// What stands at the right end of the line.
    var note = ""
    /// Signs at the very end of the line that there is more than the pane has room for.
    var more = ""
    var isFocused = false

    private var rule: String { isFocused ? "━" : "─" }

    fileprivate var left: String { "\(rule) \(text) " }

    fileprivate var right: String { (note.isEmpty ? "" : " \(note) \(rule)") + (more.count > 1 ? " " : "") + more }

    /// The line between both ends.
    fileprivate func fill(_ width: Int) -> String { String(repeating: rule, count: max(0, width - left.cellWidth - right.cellWidth - 1)) }

    /// What there is room for: first what follows a colon is left out, then the note, its first part before the last.
    fileprivate func fitted(to width: Int) -> PaneTitle {
        var title = self
        func isTooLong() -> Bool { title.left.cellWidth + title.right.cellWidth >= width }
        if isTooLong(), let colon = text.firstIndex(of: ":") { title.text = String(text[..<colon]) }
        if isTooLong(), let dot = note.lastIndex(of: "·") { title.note = String(note[dot...].dropFirst(2)) }
        if isTooLong() { title.note = "" }
        return title
    }
}

extension Canvas {
    /// A pane: a line with its title, below it the content. The content gets what is left of the rectangle.
    mutating func pane(_ title: PaneTitle, _ rect: Rect, content: (_ width: Int, _ height: Int) -> Canvas) {
        let title = title.fitted(to: rect.width)
        paste(Canvas(width: rect.width, height: rect.height), x: rect.x, y: rect.y)
        write(
            String((title.left + title.fill(rect.width) + title.right).prefix(max(0, rect.width - 1))), x: rect.x, y: rect.y, style: .axis)
        let style = title.isFocused ? CellStyle(color: .series(1), bold: true) : CellStyle(bold: true)
        write(String(title.text.prefix(max(0, rect.width - 3))), x: rect.x + 2, y: rect.y, style: style)
        let end = rect.x + rect.width - 1 - title.more.cellWidth
        if end > rect.x + 2 { write(title.more, x: end, y: rect.y, style: CellStyle(color: .series(1), bold: true)) }
        guard rect.height > 1, rect.width > 2 else { return }
        paste(content(rect.width - 2, rect.height - 1), x: rect.x + 1, y: rect.y + 1)
    }
}

/// As many of some phrases as fit on a line, parted by dots; the last ones are left out first.
func phrases(_ all: [String], width: Int) -> String {
    var line = ""
    for phrase in all {
        let longer = line.isEmpty ? phrase : line + " · " + phrase
        guard longer.cellWidth <= width else { break }
        line = longer
    }
    return line
}
