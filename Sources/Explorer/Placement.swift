// Which panes are on the screen now, and where: what drawing and the mouse agree on.
import Charts
import Language
import NeuralEngine

extension State {
    public var layout: ScreenLayout {
        ScreenLayout(
            width: screen.width, height: screen.height, promptRows: promptRows, isReplay: playback.player != nil,
            arrangement: screen.arrangement,
            shown: shownPlaces, heir: workspace.network == nil ? .left : .foot)
    }

    /// Where a pane is drawn now; nil if it is not to be seen.
    func rect(of pane: Pane) -> Rect? {
        let layout = layout
        if let zoomed = screen.zoomed { return pane == zoomed ? layout.body : nil }
        guard layout.top != nil else { return pane == .transcript && layout.body.height > 0 ? layout.body : nil }
        if pane == .transcript { return transcriptRect(layout) }
        if showsTraining || pane == .training { return showsTraining && pane == .training ? trainingRect(layout) : nil }
        return hasContent(pane) ? frame(of: pane, layout) : nil
    }

    /// Where the greeting is written: where the network will be, while there is nothing else to see there.
    var welcomeRect: Rect? {
        guard workspace.network == nil, !hasChart, screen.zoomed == nil, layout.top != nil, !showsTraining else { return nil }
        return frame(of: .network, layout)
    }

    /// The rectangle of a pane's place. Of two that take turns the chart is up if it was asked for, else the first.
    private func frame(of pane: Pane, _ layout: ScreenLayout) -> Rect? {
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
            return hasContent(pane) || pane == .network && !hasChart
        }
    }

    func hasContent(_ pane: Pane) -> Bool {
        // What is below the top keeps its place while there is nothing in it.
        let isBelow = screen.arrangement[.strip] == pane || screen.arrangement[.foot] == pane
        switch pane {
        case .network: return workspace.network != nil || isBelow && hasChart
        case .values: return workspace.network != nil || isBelow
        // A wide screen keeps a place for a chart to come.
        case .chart: return hasChart || isBelow || workspace.network != nil && screen.width >= 150
        case .step: return hasStep
        case .transcript, .training: return true
        }
    }

    /// Where the transcript is while it is not pulled up: under a training always at the foot.
    func restingRect(ofTranscriptIn layout: ScreenLayout) -> Rect? {
        showsTraining ? layout[.foot] : frame(of: .transcript, layout)
    }

    /// A long answer pulls the transcript up over the other panes, as far as it needs; from elsewhere than the foot over all of them.
    private func transcriptRect(_ layout: ScreenLayout) -> Rect? {
        guard let usual = restingRect(ofTranscriptIn: layout), let drawer = conversation.talk.drawer, drawer + 1 > usual.height else {
            return restingRect(ofTranscriptIn: layout)
        }
        guard usual == layout[.foot] else { return layout.body }
        let height = min(drawer + 1, layout.body.height)
        return Rect(x: usual.x, y: usual.y + usual.height - height, width: usual.width, height: height)
    }

    /// Whether there is a step to be seen. In a replay the pane comes with the first step: before it, others have use for its rows.
    private var hasStep: Bool { playback.player == nil || workspace.stepper != nil || live.snapshot != nil }

    /// A training takes all above the foot.
    private func trainingRect(_ layout: ScreenLayout) -> Rect? {
        guard let top = layout.top, let strip = layout[.strip] else { return nil }
        return Rect(x: top.x, y: top.y, width: top.width, height: strip.y + strip.height - top.y)
    }

    /// The chart to be seen: the one drawn last, or the loss so far.
    var chart: Chart? { workspace.lastChart ?? ChartPane.chart(of: workspace.training).map(Chart.lines) }

    /// Whether there is one, which is asked more often than it is drawn.
    private var hasChart: Bool { workspace.lastChart != nil || ChartPane.hasChart(of: workspace.training) }

    /// The windows that the step is about, unless the graph is wanted.
    var windowSight: WindowSight? { looking.showsWindows && !showsTraining ? workspace.windowSight : nil }

    /// It as it is scrolled.
    var windowPane: WindowPane? {
        windowSight.map {
            WindowPane(sight: $0, marks: marks, firstRow: screen.offsets[.network]?.row, firstColumn: screen.offsets[.network]?.column)
        }
    }

    /// The panes that can be seen, in the order in which the focus goes round.
    var visiblePanes: [Pane] {
        ([.training] + screen.arrangement.panes).filter { screen.zoomed == nil ? rect(of: $0) != nil : $0 != .training || showsTraining }
    }

    /// The pane at a place of the screen; the transcript lies over the others.
    func pane(atX x: Int, y: Int) -> Pane? {
        Pane.allCases.reversed().first { rect(of: $0)?.contains(x: x, y: y) == true }
    }
}
