// Screens of a training that runs, without what differs from one moment to the next.

extension Scene {
    /// The rows of a screen with `#` for what differs from one moment to the next while a training runs: its epoch, its speed and the time
    /// left, the bar of how far it has come, and the epochs below the curves. All else stands still if its rate is 0, but for the right
    /// ends of the curves: how far they reach depends on the room that the last number below them takes.
    public static func standingStill(_ rows: [String]) -> [String] {
        let rows = rows.map { row in
            row.replacing(#/epoch [0-9 ]+ · [0-9 ]+ of/#, with: "epoch # · # of")
                .replacing(#/· [0-9][a-z0-9 ]* left/#, with: "· # left")
                .replacing(#/· [0-9 ]+ samples/#, with: "· # samples")
                .replacing(#/[⣿⡇⣀]{24} ─$/#, with: "\(String(repeating: "#", count: 24)) ─")
        }
        var cells = rows.map(Array.init)
        for (y, row) in rows.enumerated() {
            for axis in columns(of: #/└[┬─]+/#, in: row) { withoutEpochs(axis.lowerBound, y, rows, &cells) }
        }
        return cells.map { row in String(row.reversed().drop { $0 == " " }.reversed()) }
    }

    /// The columns at the right of a curve that may have it or not.
    private static let ragged = 12

    /// Takes away what depends on the epochs in the picture whose axis begins at a place.
    private static func withoutEpochs(_ start: Int, _ y: Int, _ rows: [String], _ cells: inout [[Character]]) {
        for top in (0..<y).reversed() {
            guard let pane = columns(of: #/─ [1-7] [a-z]+ ─+/#, in: rows[top]).first(where: { $0.contains(start) }) else { continue }
            let end = pane.upperBound - ragged
            for row in top + 1...y where cells[row].indices.contains(start) && "│┤└".contains(cells[row][start]) {
                for column in start..<min(cells[row].count, pane.upperBound) {
                    if column >= end { cells[row][column] = " " } else if cells[row][column] == "┬" { cells[row][column] = "─" }
                }
            }
            // The numbers below the axis, and what they count.
            let below = min(y + 1, rows.count - 1), last = min(y + 2, rows.count - 1)
            cells[below] += Array(repeating: " ", count: max(0, pane.upperBound - cells[below].count))
            for column in start..<pane.upperBound { cells[below][column] = column < end ? "#" : " " }
            for word in columns(of: #/epoch/#, in: rows[last]) where pane.contains(word.lowerBound) {
                for column in word { cells[last][column] = " " }
            }
            return
        }
    }

    /// The columns of what a pattern finds in a row.
    private static func columns(of pattern: Regex<Substring>, in row: String) -> [Range<Int>] {
        row.ranges(of: pattern).map { found in
            let start = row.distance(from: row.startIndex, to: found.lowerBound)
            return start..<start + row.distance(from: found.lowerBound, to: found.upperBound)
        }
    }
}
