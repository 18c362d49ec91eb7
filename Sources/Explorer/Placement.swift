// Which panes are on the screen now, and where: what drawing and the mouse agree on.
import Charts
import Language
import NeuralEngine

extension State {
    /// Where a pane is drawn now; nil if it is not to be seen.
    func rect(of pane: Pane) -> Rect? {
        let layout = layout
        if let zoomed { return pane == zoomed ? layout.body : nil }
        if showsTraining, pane != .transcript { return pane == .training ? trainingRect(layout) : nil }
        let isChartUp = chart != nil && (layout.chart != nil || showsChart)
        switch pane {
        case .training: return nil
        case .transcript: return transcriptRect(layout)
        case .step: return hasStep ? layout.step : nil
        case .network: return workspace.network == nil ? nil : layout.network
        case .values:
            guard workspace.network != nil else { return nil }
            return isChartUp ? (layout.chart == nil ? nil : layout.values) : layout.side
        case .chart:
            guard workspace.network != nil else { return chart == nil ? nil : topRect(layout) }
            return isChartUp ? layout.chart ?? layout.side : layout.width(atLeast: 150) ? layout.chart : nil
        }
    }

    /// A long answer pulls the transcript up over the other panes, as far as it needs.
    private func transcriptRect(_ layout: ScreenLayout) -> Rect? {
        guard var usual = layout.transcript else { return nil }
        if !hasStep, let step = layout.step, workspace.network != nil { (usual.y, usual.height) = (step.y, usual.height + step.height) }
        guard let drawer, drawer + 1 > usual.height else { return usual }
        let height = min(drawer + 1, layout.body.height)
        return Rect(x: usual.x, y: usual.y + usual.height - height, width: usual.width, height: height)
    }

    /// Whether there is a step to be seen. In a replay the pane comes with the first step: before it, others have use for its rows.
    private var hasStep: Bool { replay == nil || workspace.stepper != nil || showsTraining }

    /// Everything above the step, and what the step does not need while there is no network.
    private func topRect(_ layout: ScreenLayout) -> Rect? {
        guard var top = layout.top else { return nil }
        if !hasStep, let step = layout.step, workspace.network == nil { top.height += step.height }
        return top
    }

    /// A training takes all above the transcript.
    private func trainingRect(_ layout: ScreenLayout) -> Rect? {
        guard let top = layout.top, let step = layout.step else { return nil }
        return Rect(x: top.x, y: top.y, width: top.width, height: step.y + step.height - top.y)
    }

    /// Where the greeting is written: above the step, while there is nothing else to see there.
    var welcomeRect: Rect? { workspace.network == nil && chart == nil && zoomed == nil ? topRect(layout) : nil }

    /// The chart to be seen: the one drawn last, or the loss so far.
    var chart: Chart? { workspace.lastChart ?? ChartPane.chart(of: workspace.training).map(Chart.lines) }

    /// The window that the step looks through, unless the graph is wanted.
    var windowScene: WindowScene? { showsWindows && !showsTraining ? workspace.windowScene : nil }

    /// The panes that can be seen, in the order in which the focus goes round.
    var visiblePanes: [Pane] {
        Pane.allCases.filter { zoomed == nil ? rect(of: $0) != nil : $0 != .training || showsTraining }
    }

    /// The pane at a place of the screen; the transcript lies over the others.
    func pane(atX x: Int, y: Int) -> Pane? {
        Pane.allCases.reversed().first { rect(of: $0)?.contains(x: x, y: y) == true }
    }
}

extension ScreenLayout {
    fileprivate func width(atLeast columns: Int) -> Bool { prompt.width >= columns }
}
