// What each pane shows, and how much of it is out of sight: made once for a frame.
import Charts
import Documents
import Language
import NeuralEngine

extension State {
    typealias Content = (picture: Canvas, hidden: OutOfSight)

    /// What a pane shows in so many cells. Of the transcript it is only known whether there is more above.
    func content(of pane: Pane, width: Int, height: Int) -> Content {
        switch pane {
        case .network:
            if let windowPane { return windowPane.content(width: width, height: height) }
            guard let diagram = shownDiagram else { return (Canvas(width: width, height: height), OutOfSight()) }
            return (diagram.render(width: width, height: height, marks: marks), diagram.outOfSight(width: width, height: height))
        case .values: return sideContent(width: width, height: height)
        case .chart:
            let missing = "Nothing drawn yet. Type:  plot sigmoid tanh relu"
            let chart = chart ?? workspace.activationChart.map(Chart.lines)
            return content(of: chart, scrolledTo: screen.offsets[.chart]?.row, orElse: missing, width: width, height: height)
        case .step:
            let step = StepPane(workspace, width: width), most = max(0, step.rowCount - height),
                first = min(screen.offsets[.step]?.row ?? 0, most)
            return (
                step.render(width: width, height: height, scroll: screen.offsets[.step]?.row), OutOfSight(above: first, below: most - first)
            )
        case .training:
            let picture = live.shown.map { trainingPane.render($0, width: width, height: height) }
            return (picture ?? Canvas(width: width, height: height), OutOfSight())
        case .transcript:
            let transcript = transcriptPane(width: width), hasMore = transcript.hasMore(height: height, scroll: conversation.talk.scroll)
            return (
                transcript.render(height: height, scroll: conversation.talk.scroll),
                OutOfSight(above: hasMore ? 1 : 0, below: conversation.talk.scroll)
            )
        }
    }

    /// A chart from some part of it on, or what is said where there is none.
    func content(of chart: Chart?, scrolledTo offset: Int?, orElse missing: String, width: Int, height: Int) -> Content {
        guard let chart else {
            var empty = Canvas(width: width, height: height)
            for (y, row) in PlainText(width: width).folded(missing, indent: 2).enumerated() { empty.write(row, x: 0, y: y, style: .axis) }
            return (empty, OutOfSight())
        }
        let most = chart.scrolling(width: width, height: height).most, first = min(offset ?? 0, most)
        return (chart.render(width: width, height: height, marks: marks, first: first), OutOfSight(above: first, below: most - first))
    }
}
