// Where a replay stands, in the title of the lesson: what is behind is heavy, what is to come is light; a click goes there.
import Charts

struct ReplayBar {
    let player: ReplayPlayer
    let width: Int
    let marks: Marks

    /// The column of the present place.
    private var here: Int { player.moves.isEmpty ? 0 : player.position * (width - 1) / player.moves.count }

    /// How many moves are made at a column.
    func position(at column: Int) -> Int {
        column >= width - 1 ? player.moves.count : (column * player.moves.count + width - 2) / max(1, width - 1)
    }

    func render() -> Canvas {
        var canvas = Canvas(width: width, height: 1)
        let (done, rest, place): (Character, Character, Character) = marks == .ascii ? ("=", "-", "|") : ("━", "─", "◆")
        for x in 0..<width {
            canvas[x, 0] = x < here ? Cell(done, style: CellStyle(color: .series(0), bold: true)) : Cell(rest, style: .axis)
        }
        canvas[here, 0] = Cell(place, style: CellStyle(color: .series(1), bold: true))
        return canvas
    }
}

extension State {
    /// What stands above the lesson: what it is about, or its name where that is too long.
    func replayTitle(_ player: ReplayPlayer) -> String {
        guard let title = player.title else { return player.name }
        // A title that is too long has its subject before a colon.
        let room = (rect(of: .transcript)?.width ?? screen.width) - 22
        return [title, String(title.prefix { $0 != ":" })].first { $0.count <= room } ?? player.name
    }

    /// The bar of the replay and where it is on the screen; nil where no replay is to be seen.
    var replayBar: (bar: ReplayBar, x: Int, y: Int)? {
        guard let replay = playback.player, layout.top != nil, conversation.talk.scroll == 0, let rect = rect(of: .transcript) else {
            return nil
        }
        let barWidth = min(60, rect.width - replayTitle(replay).count - 8)
        guard barWidth >= 8 else { return nil }
        return (ReplayBar(player: replay, width: barWidth, marks: marks), rect.x + rect.width - barWidth - 3, rect.y)
    }

    func drawReplayBar(_ canvas: inout Canvas) {
        guard let (bar, x, y) = replayBar else { return }
        canvas.write(" ", x: x - 1, y: y)
        canvas.paste(bar.render(), x: x, y: y)
        canvas.write(" ", x: x + bar.width, y: y)
    }

    /// Goes to the place of the bar that was clicked on; nil if there is none.
    mutating func playTo(x: Int, y: Int) -> [Task]? {
        guard let (bar, start, row) = replayBar, y == row, (0..<bar.width).contains(x - start) else { return nil }
        return play(to: bar.position(at: x - start))
    }
}
