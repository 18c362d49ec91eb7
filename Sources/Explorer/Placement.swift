// Which panes are on the screen now, and where: what drawing and the mouse agree on.
import Charts
import Documents
import Language
import NeuralEngine

extension State {
    public var layout: ScreenLayout { settled?.layout ?? layoutOfNow }

    private var layoutOfNow: ScreenLayout {
        ScreenLayout(
            width: screen.width, height: screen.height, promptRows: promptRows, isReplay: isReplay, arrangement: screen.arrangement,
            shown: shownPlaces, heir: workspace.network == nil && !isReplay || looksAtChart ? .left : .foot, saidRows: saidRows,
            isRead: looksAtPicture, stepRows: stepRows,
            looksAtFar: looksAtChart && !isReplay && screen.arrangement[.far] == .chart)
    }

    /// The rows that the step wants where the screen is low: its formula, and what comes next.
    private var stepRows: Int {
        guard screen.height < ScreenLayout.ample.height, workspace.network != nil else { return 0 }
        return StepPane(workspace, desk.style.numerals, width: max(1, screen.width - 2)).rowsWanted
    }

    /// Whether the picture is looked at, and no step: narrative speaks of it, or no step has been taken, and no training is watched.
    private var looksAtPicture: Bool {
        guard !isReplay else { return conversation.talk.isReading }
        return workspace.network != nil && workspace.stepper == nil && (live.snapshot == nil || live.isHidden)
    }

    /// The rows that the foot has something to show in; nil if they are many.
    private var saidRows: Int? {
        guard !isReplay, screen.arrangement[.foot] == .transcript, conversation.talk.items.count < screen.height * 3 / 10 else {
            return nil
        }
        let page = PlainText(width: max(20, screen.width - 2), isASCII: options.isASCII)
        let pane = TranscriptPane(
            talk: conversation.talk, width: max(1, screen.width - 2), page: page, showsCharts: screen.width < ScreenLayout.narrow)
        return pane.rowCount()
    }

    /// Where a pane is drawn now; nil if it is not to be seen.
    func rect(of pane: Pane) -> Rect? {
        let layout = layout
        if let zoomed = screen.zoomed { return pane == zoomed ? layout.body : nil }
        guard let rect = pane.view.rect(self, layout) else { return nil }
        return pane == .transcript ? rect : aboveDrawer(rect, layout)
    }

    /// What a long answer leaves of a pane: it is drawn smaller there, with its axes and legends, instead of being cut. Where next to nothing is left
    /// it is covered.
    private func aboveDrawer(_ rect: Rect, _ layout: ScreenLayout) -> Rect {
        guard conversation.talk.drawer != nil, let drawer = Pane.transcript.view.rect(self, layout),
            case let left = drawer.y - rect.y, left < rect.height, left >= ScreenLayout.fewestRows
        else { return rect }
        return Rect(x: rect.x, y: rect.y, width: rect.width, height: left)
    }

    /// Where the greeting is written: where the network will be, while there is nothing else to see there.
    var welcomeRect: Rect? {
        guard workspace.network == nil, !hasChart, screen.zoomed == nil, layout.top != nil, !coversPanes else { return nil }
        return frame(of: .network, layout)
    }

    /// The rectangle of a pane's place. Of two that take turns the chart is up if it was asked for, else the first.
    func frame(of pane: Pane, _ layout: ScreenLayout) -> Rect? {
        guard let place = screen.arrangement.place(of: pane), let rect = layout[place] else { return nil }
        if layout.takesTurns && (place == .right || place == .far) {
            if isFarUp != (place == .far) { return nil }
        }
        return rect
    }

    /// Whether it is the turn of the chart, where it shares a place with the pane before it.
    var isFarUp: Bool { screen.arrangement[.far] == .chart && looking.aftermath.showsChart }

    /// The places whose pane has something to show.
    private var shownPlaces: [PaneArrangement.Place] {
        PaneArrangement.Place.allCases.filter { place in
            let pane = screen.arrangement[place]
            return hasContent(pane) || pane.view.keepsPlace(self)
        }
    }

    /// Whether a pane has something to show. What is below the top keeps its place while there is nothing in it.
    func hasContent(_ pane: Pane) -> Bool {
        pane.view.hasContent(self, isBelow: screen.arrangement[.strip] == pane || screen.arrangement[.foot] == pane)
    }

    /// The panes that can be seen, in the order in which the focus goes round.
    var visiblePanes: [Pane] {
        ([.training] + screen.arrangement.panes).filter { screen.zoomed == nil ? rect(of: $0) != nil : $0 != .training || showsTraining }
    }

    /// The pane at a place of the screen; the transcript lies over the others.
    func pane(atX x: Int, y: Int) -> Pane? {
        Pane.drawn.reversed().first { rect(of: $0)?.contains(x: x, y: y) == true }
    }
}
