// The drawer that a long answer opens, and clicks on panes.
import Charts
import Language
import NeuralEngine
import Sessions

extension State {
    /// Opens the drawer if the answer to a command has more rows than the transcript shows. Single steps never do, their pane tells the
    /// same; whole passes tell what is seen nowhere else, and so do several steps of a lesson.
    mutating func openDrawer(for outcome: Outcome) {
        let tellsMore = outcome.manner?.tellsWhole == true || isReplay && outcome.tellsSeveralSteps
        guard outcome.kind != .walk || tellsMore else { return }
        openDrawerForAnswer()
    }

    /// Opens it where the newest answer, an error among them, has no room where the transcript stands.
    mutating func openDrawerForAnswer() {
        guard conversation.talk.drawer == nil else { return }
        guard layout.top != nil else { return beginAtAnswer() }
        guard !answerFits else { return }
        // On a small screen narrative that has been read gives way, and the picture stays, where a command has changed it.
        if isReplay, screen.height < ScreenLayout.ample.height, !conversation.talk.showsChartSinceNarrative {
            conversation.talk.unpin()
            if answerFits { return }
        }
        let height = layout.body.height - 1, rows = rowsToRead(layout.body.width, height: height)
        conversation.talk.openDrawer(rows: rows, below: max(0, rows - height))
    }

    /// Narrative that has been read gives way to a question and what is answered to it, where there is no room for both: who thinks about it looks
    /// at the network.
    mutating func giveRoomToPicture() {
        if !answerFits { conversation.talk.unpin() }
    }

    /// Whether the transcript, where it stands, shows the newest answer whole, with the narrative that stays in view if that can be had.
    var answerFits: Bool {
        guard let rect = restingRect(ofTranscriptIn: layout) else { return true }
        return rowsToRead(rect.width, height: layout.body.height - 1) <= rect.height - 1
    }

    private func rowsToRead(_ width: Int, height: Int) -> Int {
        transcriptPane(width: width - 2).rowsToRead(from: conversation.talk.answerStart, height: height)
    }

    /// Scrolls a transcript that is alone on the screen to the beginning of an answer that does not fit.
    private mutating func beginAtAnswer() {
        guard let rect = rect(of: .transcript) else { return }
        conversation.talk.scroll = max(
            0, transcriptPane(width: rect.width - 2).rowCount(from: conversation.talk.answerStart) - (rect.height - 1))
    }

    /// A click on a pane's title gives it the focus, and then the screen; what a click on its content does the pane knows.
    mutating func click(_ x: Int, _ y: Int) -> [Task] {
        screen.grip = nil
        let pane = pane(atX: x, y: y)
        if let tasks = pane?.view.clickOver(&self, x: x, y: y) { return tasks }
        guard !grab(atX: x, y: y), let pane, let rect = rect(of: pane) else { return [] }
        return pane.view.click(&self, x: x - rect.x - 1, y: y - rect.y - 1, width: rect.width - 2, height: rect.height - 1)
    }
}

extension Outcome {
    /// Whether the answer has the formulas of several steps, so few that somebody may read them.
    fileprivate var tellsSeveralSteps: Bool {
        guard case .success(let reply) = result else { return false }
        return (2...20).contains(reply.blocks.count { if case .formula = $0 { true } else { false } })
    }
}
