// The pane of the chart: what was drawn last, or what training has come to.
import Charts
import Language

struct ChartView: PaneView {
    let pane = Pane.chart

    /// A wide screen keeps a place for a chart to come.
    func hasContent(_ state: State, isBelow: Bool) -> Bool {
        state.hasChart || isBelow || state.workspace.network != nil && state.screen.width >= 150
    }

    func title(_ state: State) -> (text: String, note: String) {
        (state.chart == nil && state.workspace.activationChart != nil ? "activation" : pane.rawValue, "")
    }

    func content(_ state: State, width: Int, height: Int) -> State.Content {
        let chart = state.chart ?? state.workspace.activationChart.map(Chart.lines)
        return state.content(
            of: chart, scrolledTo: state.screen.offsets[pane]?.row, orElse: "Nothing drawn yet. Type:  plot sigmoid tanh relu",
            width: width, height: height)
    }

    func scroll(_ state: inout State, by rows: Int, width: Int, height: Int) {
        state.scroll(pane, state.chart, by: rows, width: width, height: height)
    }
}

extension State {
    /// The chart to be seen: the one drawn last, or the loss so far once there is a curve of it.
    var chart: Chart? { desk.chart ?? (hasCurve ? workspace.training.lossChart().map(Chart.lines) : nil) }

    /// Whether there is one, which is asked more often than it is drawn.
    var hasChart: Bool { desk.chart != nil || hasCurve }

    private var hasCurve: Bool { workspace.training.losses.count > 1 }
}
