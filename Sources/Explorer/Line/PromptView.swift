// How the command line is drawn: folded into rows, with the cursor, the suggestion, and mistakes marked.
import Charts
import Language

/// The rows of a line on a screen of some width.
struct PromptRows {
    /// The characters of each row, by their places in the line.
    let rows: [Range<Int>]
    let cursorRow: Int
    /// The column of the cursor in its row, in cells.
    let cursorColumn: Int

    /// Cells before the text of a row.
    static let margin = 2

    init(_ line: LineEditor, width: Int) {
        let room = max(2, width - Self.margin - 1)
        var rows: [Range<Int>] = []
        var start = 0, used = 0
        for (place, character) in line.characters.enumerated() {
            if character == "\n" || used + character.cellWidth > room {
                rows.append(start..<place)
                start = character == "\n" ? place + 1 : place
                used = 0
            }
            if character != "\n" { used += character.cellWidth }
        }
        rows.append(start..<line.characters.count)
        self.rows = rows
        let row = rows.lastIndex { $0.lowerBound <= line.cursor } ?? 0
        cursorRow = row
        cursorColumn =
            Self.margin + line.characters[rows[row].lowerBound..<max(rows[row].lowerBound, line.cursor)].reduce(0) { $0 + $1.cellWidth }
    }
}

extension State {
    /// Rows of the screen for the command line.
    var promptRows: Int { min(PromptRows(conversation.line, width: screen.width).rows.count, max(1, screen.height / 3)) }

    /// The word of the line that is wrong already, while it is being typed. What a line that runs or waits will change is not known yet.
    var mistake: LineMistake? {
        if let settled { return settled.mistake }
        guard conversation.line.searchQuery == nil, !conversation.line.isEmpty else { return nil }
        let isSettled = agenda.waiting.isEmpty && (agenda.running == nil || agenda.isTraining)
        return LineMistake.first(in: conversation.line.text, cursor: conversation.line.cursor, desk: isSettled ? desk : nil)
    }

    /// Draws the command line. Returns where the cursor stands.
    func drawPrompt(_ rect: Rect, _ canvas: inout Canvas) -> (x: Int, y: Int)? {
        if let replay = playback.player, conversation.line.isEmpty, conversation.line.searchQuery == nil {
            let next =
                switch replay.next {
                // What comes next may be the solution.
                case _? where questionInView != nil: "the question waits: type your answer"
                case .command(let command)? where asksQuestion(command): "next: a question"
                case .command(let command)?: "next: > \(command)"
                case .narrative?: "next: read on"
                case nil: replay.farewell(in: rect.width)
                }
            canvas.write(next.shortened(to: rect.width), x: 0, y: rect.y, style: CellStyle(bold: true))
            return nil
        }
        let prompt = PromptRows(conversation.line, width: rect.width), wrong = mistake?.places
        let open = conversation.line.searchQuery == nil ? LineMistake.openBrackets(in: conversation.line.text) : []
        let first = min(max(0, prompt.cursorRow - rect.height + 1), max(0, prompt.rows.count - rect.height))
        for (y, row) in prompt.rows[first..<min(prompt.rows.count, first + rect.height)].enumerated() {
            canvas.write(first + y == 0 ? "> " : ". ", x: 0, y: rect.y + y, style: CellStyle(color: .series(0), bold: true))
            var x = PromptRows.margin
            for place in row {
                let character = conversation.line.characters[place]
                canvas.write(String(character), x: x, y: rect.y + y, style: style(at: place, wrong: wrong, open: open))
                x += character.cellWidth
            }
        }
        let (x, y) = (prompt.cursorColumn, rect.y + prompt.cursorRow - first)
        if let rest = conversation.line.suggestion { canvas.write(rest, x: x, y: y, style: .faint) }
        if conversation.line.isEmpty && workspace.network == nil && agenda.running == nil && conversation.line.searchQuery == nil {
            canvas.write("type a command, for example: net 2-2-2 sigmoid", x: 2, y: rect.y, style: .faint)
        }
        return (x, y)
    }

    /// A mistake has the colour of errors; a bracket that waits to be closed that of what needs attention.
    private func style(at place: Int, wrong: Range<Int>?, open: [Int]) -> CellStyle {
        if wrong?.contains(place) == true { return CellStyle(color: .series(4), bold: true) }
        return open.contains(place) ? CellStyle(color: .series(1), bold: true) : .plain
    }
}
