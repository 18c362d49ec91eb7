// Tab: the candidates for the word before the cursor, gone through and drawn above the command line.
import Charts
import Language

extension State {
    /// Completes the word before the cursor as far as it is certain; goes on to the next candidate if they are in view already.
    mutating func complete(forward: Bool) {
        if let list = conversation.completion, !list.candidates.isEmpty { return choose(in: list, forward: forward) }
        let (replacing, all) = Completion.candidates(for: conversation.line.textBeforeCursor, in: desk, shelf: shelf)
        let typed = String(conversation.line.textBeforeCursor.suffix(replacing))
        let candidates = all.filter { $0.text != typed }
        guard let first = candidates.first else {
            conversation.remark =
                all.first.map { $0.summary.isEmpty ? "\($0.text) is complete" : "\($0.text): \($0.summary)" } ?? "nothing completes this"
            return
        }
        if candidates.count == 1 && all.count == 1 {
            conversation.line.replace(last: replacing, with: first.text + (first.goesOn ? "" : " "))
            conversation.remark = first.summary.isEmpty ? nil : "\(first.text): \(first.summary)"
            return
        }
        // What is typed counts too: a whole word is not made longer because a longer one begins with it.
        let common = all.dropFirst().reduce(all[0].text) { $0.commonPrefix(with: $1.text) }
        if common.count > replacing { conversation.line.replace(last: replacing, with: common) }
        conversation.completion = CompletionList(candidates: all, chosen: nil, replacing: max(replacing, common.count))
    }

    /// In a list that asks for a choice, chooses the first candidate if there was no choice yet, or offers what may follow the one chosen.
    /// Returns false if nothing may, or no choice was asked for.
    mutating func chooseNext() -> Bool {
        guard let list = conversation.completion, list.asksForChoice else { return false }
        guard list.chosen != nil else {
            complete(forward: true)
            return true
        }
        guard !Completion.candidates(for: conversation.line.textBeforeCursor + " ", in: desk, shelf: shelf).1.isEmpty else {
            return false
        }
        conversation.completion = nil
        offerChoice(of: " ")
        return true
    }

    /// Opens the list of candidates for what a key begins.
    mutating func offerChoice(of beginning: String) {
        conversation.line.paste(beginning)
        complete(forward: true)
        conversation.completion?.asksForChoice = true
    }

    /// Puts the list away, and with it the line if a key has begun both.
    mutating func closeCompletion() {
        if conversation.completion?.asksForChoice == true { conversation.line.discard() }
        conversation.completion = nil
    }

    private mutating func choose(in list: CompletionList, forward: Bool) {
        let count = list.candidates.count, step = forward ? 1 : count - 1
        let next = list.chosen.map { ($0 + step) % count } ?? (forward ? 0 : count - 1), text = list.candidates[next].text
        conversation.line.replace(last: list.replacing, with: text)
        conversation.completion?.chosen = next
        conversation.completion?.replacing = text.count
    }

    // MARK: Drawing

    func drawCompletion(_ layout: ScreenLayout, _ canvas: inout Canvas) {
        let matches = conversation.line.searchMatches
        if !matches.lines.isEmpty {
            drawList("earlier lines", matches.lines.map { ($0, "") }, chosen: matches.chosen, above: layout.prompt.y, &canvas)
        } else if let completion = conversation.completion {
            let rows = completion.candidates.map { ($0.text, $0.summary) }
            drawList("Tab", rows, chosen: completion.chosen, above: layout.prompt.y, &canvas)
        } else if let list = conversation.examples {
            drawList("examples", list.examples.map { ($0, "") }, chosen: list.chosen, above: layout.prompt.y, &canvas)
        }
    }

    /// A list to choose from, above the command line and under a line of its own: a third of the screen, at least eight rows if there is room.
    private func drawList(
        _ title: String, _ rows: [(text: String, summary: String)], chosen: Int?, above bottom: Int, _ canvas: inout Canvas
    ) {
        guard !rows.isEmpty else { return }
        let count = min(rows.count, max(1, min(max(8, screen.height / 3), bottom)))
        let first = min(max(0, (chosen ?? 0) - count + 1), rows.count - count)
        let room = min(rows.map(\.text.cellWidth).max() ?? 0, rows.allSatisfy(\.summary.isEmpty) ? screen.width : max(16, screen.width / 2))
        if bottom > count {
            let hidden = OutOfSight(above: first, below: rows.count - count - first)
            canvas.pane(PaneTitle(text: title, more: hidden.counts), Rect(x: 0, y: bottom - count - 1, width: screen.width, height: 1)) {
                Canvas(width: $0, height: $1)
            }
        }
        for y in 0..<count {
            let row = rows[first + y], isChosen = first + y == chosen
            let name = row.text.shortened(to: room)
            let text = (isChosen ? ">" : " ") + name + String(repeating: " ", count: room - name.cellWidth + 2) + row.summary
            let style = isChosen ? CellStyle(bold: true, inverse: true) : .axis
            canvas.write(String(repeating: " ", count: screen.width), x: 0, y: bottom - count + y)
            canvas.write(text.shortened(to: screen.width), x: 0, y: bottom - count + y, style: style)
        }
    }
}

extension String {
    fileprivate func commonPrefix(with other: String) -> String { String(zip(self, other).prefix { $0 == $1 }.map(\.0)) }

    /// As many of its first characters as fit into so many cells, the last one `›` if some are left out; nothing where there are no cells.
    func shortened(to cells: Int) -> String {
        guard cells > 0 else { return "" }
        guard cellWidth > cells else { return self }
        var text = "", used = 1
        for character in self {
            used += character.cellWidth
            guard used <= cells else { break }
            text.append(character)
        }
        return text + "›"
    }
}
