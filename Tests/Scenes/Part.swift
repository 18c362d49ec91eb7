// What of a screen a scene is about. The rest belongs to other scenes: a sign of the graph that changes is to change few files.

extension Scene {
    /// A part of the screen, found by what stands there.
    public enum Part: Sendable, Equatable {
        case screen
        /// A pane, found by the beginning of its title.
        case pane(String)
        /// The pane in the first place, whatever its title counts.
        static let window = pane("")
        /// All from the row on where a title begins: a list above the command line, and that line.
        case from(String)
        /// So many rows at the foot: the command line, what is said below it.
        case foot(Int)
        /// The titles in their places, and the last row: how the panes stand.
        case frames
    }

    /// The rows of the part that this scene is about; none if it is not there.
    public func kept(of rows: [String]) -> [String] {
        switch part {
        case .screen: rows
        case .pane(let title): Scene.pane(title, in: rows)
        case .from(let title): Array(rows.drop { Scene.titles(in: $0).allSatisfy { !$0.text.hasPrefix(title) } })
        case .foot(let count): rows.suffix(count)
        case .frames: rows.dropLast().map { Scene.titles(in: $0).isEmpty ? "" : $0 } + rows.suffix(1)
        }
    }

    /// The titles of panes in a row: the column where the border begins, and the text behind it.
    ///
    /// A border that begins with a title begins at the left edge, or a blank away from the pane before it; what stands within a border is
    /// no name of a pane.
    private static func titles(in row: String) -> [(column: Int, text: String)] {
        let cells = Array(row)
        return cells.indices.compactMap { column in
            guard borders.contains(cells[column]), column == 0 || cells[column - 1] == " ", column + 2 < cells.count else { return nil }
            let text = String(cells[(column + 2)...])
            guard cells[column + 1] == " ", column == 0 || names.contains(where: text.hasPrefix) else { return nil }
            return (column, text)
        }
    }

    private static let borders: Set<Character> = ["─", "━", "-", "="]

    /// The names of panes that can stand to the right of another.
    private static let names = ["network", "values", "weights", "gradients", "data", "chart", "step", "transcript"]

    /// A pane from its title down to the next border, without the command line and what is said below it.
    private static func pane(_ title: String, in rows: [String]) -> [String] {
        for (top, row) in rows.enumerated() {
            let titles = titles(in: row)
            guard let start = titles.first(where: { $0.text.hasPrefix(title) })?.column else { continue }
            let end = titles.first { $0.column > start }?.column ?? Int.max
            let inside = rows[top...].dropLast(2).enumerated().prefix { offset, row in
                offset == 0 || !borders.contains(Array(row).dropFirst(start).first ?? " ")
            }
            return inside.map { _, row in
                let cells = Array(row)
                let part = String(cells.dropFirst(start).prefix(end - start))
                return String(part.reversed().drop { $0 == " " }.reversed())
            }
        }
        return []
    }
}
