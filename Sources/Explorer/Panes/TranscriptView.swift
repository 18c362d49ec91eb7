// The pane of the transcript: what was typed and answered. A long answer pulls it up over the other panes.
import Charts
import Documents
import Language

struct TranscriptView: PaneView {
    let pane = Pane.transcript
    let countsHidden = false
    let pageMargin = 1

    /// A long answer pulls it up as far as it needs; from elsewhere than the foot over all panes. On a small screen there is nothing else.
    func rect(_ state: State, _ layout: ScreenLayout) -> Rect? {
        guard layout.top != nil else { return layout.body.height > 0 ? layout.body : nil }
        guard let usual = state.restingRect(ofTranscriptIn: layout) else { return nil }
        guard let drawer = state.conversation.talk.drawer, drawer + 1 > usual.height else { return usual }
        guard usual == layout[.foot] else { return layout.body }
        let end = usual.y + usual.height, top = end - min(drawer + 1, layout.body.height)
        let edge = layout.edge(coveredFrom: top, beside: usual)
        return Rect(x: usual.x, y: edge, width: usual.width, height: end - edge)
    }

    func title(_ state: State) -> (text: String, note: String) {
        let alone = state.screen.width < 30 ? "too small" : "nnrepl (80x24 shows more)", scroll = state.conversation.talk.scroll
        let title = state.layout.top == nil ? alone : state.playback.player.map(state.replayTitle) ?? pane.rawValue
        return (title, scroll > 0 ? "\(scroll) line\(scroll == 1 ? "" : "s") below, PgDn" : "")
    }

    /// Of what is above it is only known whether there is more.
    func content(_ state: State, width: Int, height: Int) -> State.Content {
        let transcript = state.transcriptPane(width: width), scroll = state.conversation.talk.scroll
        let hasMore = transcript.hasMore(height: height, scroll: scroll)
        return (transcript.render(height: height, scroll: scroll), OutOfSight(above: hasMore ? 1 : 0, below: scroll))
    }

    func decorate(_ canvas: inout Canvas, _ state: State) { state.drawReplayBar(&canvas) }

    func scroll(_ state: inout State, by rows: Int, width: Int, height: Int) {
        let all = state.transcriptPane(width: width).rowCount()
        state.conversation.talk.scroll = min(max(0, state.conversation.talk.scroll - rows), max(0, all - height))
    }

    func clickOver(_ state: inout State, x: Int, y: Int) -> [Task]? { state.playTo(x: x, y: y) }
}

extension State {
    /// Where the transcript is while it is not pulled up: under a training or a search always at the foot.
    func restingRect(ofTranscriptIn layout: ScreenLayout) -> Rect? {
        coversPanes ? layout[.foot] : frame(of: .transcript, layout)
    }

    /// A chart of fewer rows can hardly be read.
    private static let fewestChartRows = 9

    /// The transcript as it is seen in so many columns. Charts go to their pane if there is one.
    func transcriptPane(width: Int) -> TranscriptPane {
        let layout = layout, width = max(1, width)
        var page = PlainText(width: max(20, width), isASCII: options.isASCII)
        var pane = TranscriptPane(talk: conversation.talk, width: width, page: page, showsCharts: !layout.hasAllPlaces, isSolid: drawsSolid)
        if desk.quiz.open != nil { pane.isAskedFor = isAskedFor }
        if waitingQuestion != nil { pane.question = conversation.talk.question }
        guard pane.showsCharts else { return pane }
        // A chart stands whole below the narrative that it is shown with; where that leaves too little, the narrative has been read.
        let room = layout.body.height - 2, beside = room - pane.pinnedRows.count
        pane.isAlone = beside < Self.fewestChartRows && conversation.talk.showsChartSinceNarrative
        page.mostChartRows = min(24, max(6, pane.isAlone ? room : beside))
        pane.page = page
        // A step is told by its pane: where there is no room for both, the narrative is read.
        pane.keepsNarrative = isReplay && conversation.talk.drawer == nil && looking.aftermath.wasWalk && rect(of: .step) != nil
        return pane
    }
}
