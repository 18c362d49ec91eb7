// Keys and clicks for the panes: focus, zoom, scrolling, and the drawer that a long answer opens.
import Charts
import Language
import NeuralEngine
import Sessions

extension State {
    /// Takes a key that is meant for the panes. Returns false if it is none.
    mutating func takeInPanes(_ key: Key) -> Bool {
        if conversation.talk.drawer != nil, takeInDrawer(key) { return true }
        switch key {
        case .function(6): moveFocus(by: 1)
        case .function(18): moveFocus(by: -1)
        case .function(7):
            toggleZoom(of: screen.focus ?? screen.zoomed ?? (showsTraining ? .training : looking.aftermath.showsChart ? .chart : .network))
        case .character("v") where screen.focus == .values && conversation.line.isEmpty && playback.player == nil:
            (looking.side, screen.offsets[.values]) = (looking.side.next, nil)
        case .escape where screen.zoomed != nil: screen.unzoom()
        case .escape where screen.focus != nil && conversation.completion == nil: screen.focus = nil
        case .pageUp: scroll(screen.focus ?? .transcript, by: -page)
        case .pageDown: scroll(screen.focus ?? .transcript, by: page)
        case .up where screen.focus != nil && conversation.line.isEmpty: scroll(screen.focus ?? .transcript, by: -1)
        case .down where screen.focus != nil && conversation.line.isEmpty: scroll(screen.focus ?? .transcript, by: 1)
        case .home where screen.focus != nil && conversation.line.isEmpty: scroll(screen.focus ?? .transcript, toEnd: false)
        case .end where screen.focus != nil && conversation.line.isEmpty: scroll(screen.focus ?? .transcript, toEnd: true)
        default: return false
        }
        return true
    }

    /// Reading a long answer: up and down scroll, space turns the page, any other key closes it and is then obeyed.
    private mutating func takeInDrawer(_ key: Key) -> Bool {
        switch key {
        case .pageUp: scroll(.transcript, by: -page)
        case .pageDown: scroll(.transcript, by: page)
        case .up where conversation.line.isEmpty && playback.player == nil: scroll(.transcript, by: -1)
        case .down where conversation.line.isEmpty && playback.player == nil: scroll(.transcript, by: 1)
        case .home where conversation.line.isEmpty && playback.player == nil: scroll(.transcript, toEnd: false)
        case .end where conversation.line.isEmpty && playback.player == nil: scroll(.transcript, toEnd: true)
        case .character(" ") where conversation.line.isEmpty && conversation.talk.scroll > 0: scroll(.transcript, by: page)
        case .escape: conversation.talk.closeDrawer()
        default:
            // The next command of a replay closes it, and going back opens it again.
            if playback.player == nil { conversation.talk.closeDrawer() }
            return false
        }
        return true
    }

    /// Opens the drawer if the answer to a command has more rows than the transcript shows. Steps never do, their pane tells the same;
    /// whole passes tell what is seen nowhere else.
    mutating func openDrawer(for outcome: Outcome) {
        guard outcome.kind != .walk || outcome.manner?.tellsWhole == true, conversation.talk.drawer == nil else { return }
        guard layout.top != nil else { return beginAtAnswer() }
        guard let rect = restingRect(ofTranscriptIn: layout) else { return }
        func rows(_ width: Int) -> Int {
            let pane = transcriptPane(width: width - 2)
            return pane.pinnedRows.count + pane.rowCount(from: conversation.talk.answerStart)
        }
        guard rows(rect.width) > rect.height - 1 else { return }
        let rows = rows(layout.body.width)
        conversation.talk.openDrawer(rows: rows, below: max(0, rows - (layout.body.height - 1)))
    }

    /// Scrolls a transcript that is alone on the screen to the beginning of an answer that does not fit.
    private mutating func beginAtAnswer() {
        guard let rect = rect(of: .transcript) else { return }
        conversation.talk.scroll = max(
            0, transcriptPane(width: rect.width - 2).rowCount(from: conversation.talk.answerStart) - (rect.height - 1))
    }

    // MARK: Focus, zoom

    /// A page is a row less than what is in sight; in the network titles and folds take three more.
    private var page: Int { max(1, (rect(of: screen.focus ?? .transcript)?.height ?? 3) - (screen.focus == .network ? 5 : 2)) }

    private mutating func moveFocus(by direction: Int) {
        let panes = visiblePanes
        guard !panes.isEmpty else { return }
        let place = screen.focus.flatMap(panes.firstIndex).map { $0 + direction } ?? (direction > 0 ? 0 : panes.count - 1)
        let next = panes[(place + panes.count) % panes.count]
        screen.moveFocus(to: next)
    }

    mutating func toggleZoom(of pane: Pane) {
        guard layout.top != nil else { return }
        if screen.zoomed == nil { screen.zoom(pane) } else { screen.unzoom() }
        conversation.talk.scroll = 0
    }

    // MARK: Mouse

    /// A click on a pane's title gives it the focus, and then the screen; one on a node explains its output.
    mutating func click(_ x: Int, _ y: Int) -> [Task] {
        screen.grip = nil
        if let tasks = scrub(toX: x, y: y) ?? playTo(x: x, y: y) ?? lookBack(toX: x, y: y) { return tasks }
        if grab(atX: x, y: y) { return [] }
        guard let pane = pane(atX: x, y: y), let rect = rect(of: pane) else { return [] }
        guard pane == .network, windowSight == nil, let diagram = shownDiagram, playback.player == nil, agenda.running == nil else {
            return []
        }
        let (column, row, width, height) = (x - rect.x - 1, y - rect.y - 1, rect.width - 2, rect.height - 1)
        if let edge = diagram.edge(atX: column, y: row, width: width, height: height) {
            return explain(Chosen(weight: diagram.labels[edge.column][edge.to][edge.from].name))
        }
        guard let hit = diagram.node(atX: column, y: row, width: width, height: height) else { return [] }
        let node = diagram.columns[hit.column].nodes[hit.node]
        return explain(Chosen(node: node.target ?? node.name, isInput: hit.column == 0))
    }

    /// What is clicked on is chosen: keys can break at it and watch it.
    private mutating func explain(_ new: Chosen) -> [Task] {
        (looking.chosen, screen.focus) = (new, .network)
        return submit("explain \(new.watch)")
    }
}
