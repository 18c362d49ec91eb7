// The pane of the chart: what was drawn last, or what training has come to.
import Charts
import Documents
import Language
import NeuralEngine
import Portraits

struct ChartView: PaneView {
    let pane = Pane.chart

    /// A wide screen keeps a place for a chart to come.
    func hasContent(_ state: State, isBelow: Bool) -> Bool {
        state.hasChart || isBelow || state.workspace.network != nil && state.screen.width >= 150
    }

    /// A search has the room of all panes above the foot.
    func rect(_ state: State, _ layout: ScreenLayout) -> Rect? {
        if state.showsSearch { return layout.aboveFoot }
        return state.coversPanes || !state.hasContent(pane) ? nil : state.frame(of: pane, layout)
    }

    func title(_ state: State) -> (text: String, note: String) {
        if state.showsSearch { return ("search", "") }
        return (state.chart == nil && state.workspace.activationChart != nil ? "activation" : pane.rawValue, "")
    }

    func content(_ state: State, width: Int, height: Int) -> State.Content {
        let rows = state.readingRows(width: width, height: height)
        let (picture, hidden) = state.content(
            of: state.seenChart, scrolledTo: state.screen.offsets[pane]?.row, orElse: "Nothing drawn yet. Type:  plot sigmoid tanh relu",
            width: width, height: height - rows.count)
        guard !rows.isEmpty else { return (picture, hidden) }
        var canvas = Canvas(width: width, height: height)
        canvas.paste(picture, x: 0, y: 0)
        for (y, row) in rows.enumerated() {
            canvas.write(row, x: 0, y: height - rows.count + y, style: CellStyle(color: .series(1), bold: true))
        }
        return (canvas, hidden)
    }

    let scrollHelp = [KeyHelp.scroll]

    func keymaps(_ state: State) -> [Keymap] { [.reading] }

    /// A click puts the cursor there, and dragging takes it along.
    func click(_ state: inout State, x: Int, y: Int, width: Int, height: Int) -> [Task] {
        guard let rect = state.rect(of: pane), state.canRead else { return [] }
        state.screen.grip = Grip(reads: true, start: .init(x: rect.x + 1 + x, y: rect.y + 1 + y))
        state.readChart(atX: rect.x + 1 + x, y: rect.y + 1 + y)
        return []
    }

    func scroll(_ state: inout State, by rows: Int, width: Int, height: Int) {
        state.scroll(pane, state.chart, by: rows, width: width, height: height)
    }
}

extension Keymap {
    /// Moving a cursor along the lines of a chart, with the chart in focus or just drawn.
    static let reading = Keymap(
        isOpen: { $0.readsChart }, speaks: { $0.hintsAreOfPane && $0.canRead },
        [
            Binding(.left, help: .readCurve, hint: { _ in "left right read the curve" }, does: { $0.moveReading(by: -1) }),
            Binding(.right, help: .readCurve, does: { $0.moveReading(by: 1) }),
            Binding(.home, help: .readCurve, does: { $0.moveReading(by: -1_000_000) }),
            Binding(.end, help: .readCurve, does: { $0.moveReading(by: 1_000_000) }),
            Binding(.escape, help: .readCurve, when: { $0.looking.reading != nil }, does: { $0.looking.reading = nil }),
        ])
}

extension State {
    // MARK: Reading

    /// The chart as it is seen: what was drawn last or, before that, the activation of the unit in step; with the cursor that reads it.
    fileprivate var seenChart: Chart? {
        guard let chart = chart ?? workspace.activationChart.map(Chart.lines) else { return nil }
        guard let place = looking.reading, var lines = chart.lineChart else { return chart }
        lines.cursor = place
        return .lines(lines)
    }

    /// Whether there are lines to be read.
    var canRead: Bool { seenChart?.lineChart.map { !$0.stops.isEmpty } ?? false }

    /// Whether keys read them now: the chart is in focus, or was drawn by the last command.
    var readsChart: Bool {
        guard conversation.isIdle, !isReplay, conversation.talk.drawer == nil, !showsTraining, rect(of: .chart) != nil else { return false }
        return (screen.focus == .chart || screen.focus == nil && looksAtChart && agenda.running == nil) && canRead
    }

    /// Moves the cursor by so many columns; it begins at the middle.
    fileprivate mutating func moveReading(by columns: Int) {
        guard let lines = seenChart?.lineChart, let (width, height) = room(in: .chart), case let stops = lines.stops, !stops.isEmpty else {
            return
        }
        guard let place = looking.reading, let index = stops.lastIndex(where: { $0 <= place }) else {
            looking.reading = stops[abs(columns) > 1 ? (columns < 0 ? 0 : stops.count - 1) : (stops.count - 1) / 2]
            return
        }
        let stride = max(1, stops.count / max(1, lines.plotWidth(width: width, height: height, marks: marks)))
        looking.reading = stops[min(max(0, index + columns * stride), stops.count - 1)]
    }

    /// Puts the cursor at the place of the chart that is nearest to one of the screen.
    mutating func readChart(atX x: Int, y: Int) {
        guard let rect = rect(of: .chart), let lines = seenChart?.lineChart, let (width, height) = room(in: .chart),
            let wanted = lines.x(
                atColumn: x - rect.x - 1, width: width, height: height - readingRows(width: width, height: height).count, marks: marks)
        else { return }
        looking.reading = lines.stops.min { abs($0 - wanted) < abs($1 - wanted) }
    }

    /// What the cursor reads off: `x = 1.5 · sigmoid 0.8176, f' 0.1491`; as many rows as that takes, a third of the pane at most.
    fileprivate func readingRows(width: Int, height: Int) -> [String] {
        guard let place = looking.reading, let lines = seenChart?.lineChart else { return [] }
        let numerals = Numerals(digits: 4)
        let parts =
            ["\(lines.xLabel ?? "x") = \(numerals.text(place))"]
            + lines.readings(at: place).map {
                "\($0.name) \(numerals.text($0.value))" + ($0.slope.map { ", f' \(numerals.text($0))" } ?? "")
            }
        var rows: [String] = []
        for part in parts {
            if let last = rows.last, last.cellWidth + 3 + part.cellWidth <= width {
                rows[rows.count - 1] = last + " · " + part
            } else {
                rows.append(part.shortened(to: width))
            }
        }
        return Array(rows.prefix(max(1, height / 3)))
    }

    // MARK: Which chart

    /// The chart to be seen: the one drawn last, the loss so far once there is a curve of it, or the data before anything is done with them.
    var chart: Chart? {
        looking.searching ?? desk.chart ?? (hasCurve ? workspace.training.lossChart() : freshData?.picture).map(Chart.lines)
    }

    /// Whether there is one, which is asked more often than it is drawn.
    var hasChart: Bool { looking.searching != nil || desk.chart != nil || hasCurve || freshData != nil }

    /// Data with points to be seen, on which nothing has been walked or trained yet.
    private var freshData: Dataset? {
        guard workspace.stepper == nil, workspace.epoch == 0, let dataset = workspace.dataset, dataset.hasPicture else { return nil }
        return dataset
    }

    /// Whether the last command has drawn one: it is what is looked at now.
    var looksAtChart: Bool { looking.searching != nil || hasChart && looking.aftermath.showsChart }

    private var hasCurve: Bool { workspace.training.losses.count > 1 }
}
