// Panes are put on the screen under a title line; the line separates them, so that no other border is needed.
import Charts

extension Canvas {
    /// Copies another canvas to a place.
    mutating func paste(_ other: Canvas, x: Int, y: Int) {
        for row in 0..<other.height {
            for column in 0..<other.width { self[x + column, y + row] = other[column, row] }
        }
    }

    /// A pane: a line with its title, below it the content. The content gets what is left of the rectangle.
    mutating func pane(_ title: String, _ rect: Rect, isASCII: Bool, note: String = "", content: (_ width: Int, _ height: Int) -> Canvas) {
        let rule = isASCII ? "-" : "─"
        let left = "\(rule) \(title) ", right = note.isEmpty ? "" : " \(note) \(rule)"
        let fill = String(repeating: rule, count: max(0, rect.width - left.count - right.count - 1))
        write(String((left + fill + right).prefix(max(0, rect.width - 1))), x: rect.x, y: rect.y, style: CellStyle(color: .muted))
        write(title, x: rect.x + 2, y: rect.y, style: CellStyle(bold: true))
        guard rect.height > 1, rect.width > 2 else { return }
        paste(content(rect.width - 2, rect.height - 1), x: rect.x + 1, y: rect.y + 1)
    }
}
