// What the state looks like: a pure function from the state to cells.
import Charts
import Language
import NeuralEngine
import Sessions

/// A picture of the screen and where the cursor stands in it.
public struct Picture: Sendable, Equatable {
    public var canvas: Canvas
    /// Nil hides the cursor.
    public var cursor: (x: Int, y: Int)? = nil

    public static func == (a: Picture, b: Picture) -> Bool {
        a.canvas == b.canvas && a.cursor?.x == b.cursor?.x && a.cursor?.y == b.cursor?.y
    }
}

extension State {
    /// The screen.
    public var picture: Picture {
        var picture = Picture(canvas: Canvas(width: width, height: height))
        let layout = layout
        drawTitle(layout, &picture.canvas)
        drawNetwork(layout, &picture.canvas)
        drawSide(layout, &picture.canvas)
        drawStep(layout, &picture.canvas)
        drawTalk(layout, &picture.canvas)
        drawCompletion(layout, &picture.canvas)
        picture.cursor = drawPrompt(layout.prompt, &picture.canvas)
        drawHints(layout, &picture.canvas)
        if options.isASCII { picture.canvas = picture.canvas.inASCII }
        return picture
    }

    // MARK: Title and hints

    private func drawTitle(_ layout: ScreenLayout, _ canvas: inout Canvas) {
        guard let rect = layout.title else { return }
        let bar = CellStyle(inverse: true)
        canvas.write(String(repeating: " ", count: rect.width), x: 0, y: rect.y, style: bar)
        var left = " nnrepl"
        if let network = workspace.network { left += " · " + NetworkSummary.line(of: network) }
        canvas.write(left, x: 0, y: rect.y, style: CellStyle(bold: true, inverse: true))
        let right = titleNote
        canvas.write(right, x: max(left.count + 2, rect.width - right.count - 1), y: rect.y, style: bar)
    }

    private var titleNote: String {
        if let replay {
            let name = replay.path.split(separator: "/").last.map(String.init) ?? replay.path
            return "replay \(name) \(replay.position)/\(replay.entries.count) \(replay.isPlaying ? "playing" : "paused")"
        }
        if let running { return "running: \(running.command.prefix(30))" }
        return workspace.epoch > 0 ? "epoch \(workspace.epoch)" : ""
    }

    private func drawHints(_ layout: ScreenLayout, _ canvas: inout Canvas) {
        guard let rect = layout.hints else { return }
        let hints =
            if let remark { remark } else if replay != nil {
                "space next · left back · p play/pause · + - speed · t take over · q leave · PgUp scroll"
            } else if running != nil {
                "Ctrl-C stops it · keys are answered · a line typed now waits its turn"
            } else {
                "space step · backspace back · F5 continue · Tab complete · ? help · Ctrl-D leave"
            }
        canvas.write(hints, x: 1, y: rect.y, style: remark == nil ? .axis : CellStyle(color: .series(1), bold: true))
    }

    // MARK: Panes

    private func drawNetwork(_ layout: ScreenLayout, _ canvas: inout Canvas) {
        guard let rect = layout.network else { return }
        canvas.pane("network", rect, isASCII: options.isASCII) { width, height in
            guard let diagram = workspace.diagram else { return Canvas(width: width, height: height) }
            return diagram.render(width: width, height: height, marks: marks)
        }
    }

    private func drawSide(_ layout: ScreenLayout, _ canvas: inout Canvas) {
        let progress = running?.control.progress
        let chart = progress.map(ChartPane.chart) ?? workspace.lastChart ?? trainedChart
        if let rect = layout.values {
            if layout.sharesChart && (progress != nil || showsChart), let chart {
                drawChart(chart, progress, rect, &canvas)
            } else {
                canvas.pane("values", rect, isASCII: options.isASCII) { ValuesPane.render(workspace, width: $0, height: $1) }
            }
        }
        guard let rect = layout.chart else { return }
        if let chart {
            drawChart(chart, progress, rect, &canvas)
        } else {
            canvas.pane("chart", rect, isASCII: options.isASCII) { width, height in
                var empty = Canvas(width: width, height: height)
                empty.write("plot sigmoid tanh relu", x: 0, y: 0, style: .axis)
                return empty
            }
        }
    }

    /// The loss curve, once there has been training.
    private var trainedChart: LineChart? {
        let training = workspace.training
        guard training.losses.count > 1 else { return nil }
        var chart = LineChart(series: [Series(name: "loss", x: training.epochs, y: training.losses)])
        chart.xLabel = "epoch"
        return chart
    }

    private func drawChart(_ chart: LineChart, _ progress: TrainingProgress?, _ rect: Rect, _ canvas: inout Canvas) {
        canvas.pane("chart", rect, isASCII: options.isASCII) { width, height in
            chart.render(width: width, height: height, marks: marks)
        }
    }

    private func drawStep(_ layout: ScreenLayout, _ canvas: inout Canvas) {
        guard let rect = layout.step else { return }
        if let progress = running?.control.progress {
            let share = Double(progress.epochsDone) / Double(max(1, progress.epochsWanted))
            canvas.pane("training", rect, isASCII: options.isASCII, note: progressBar(fraction: share, width: 24, marks: marks)) {
                width, height in
                var content = Canvas(width: width, height: height)
                content.write(ChartPane.caption(of: progress), x: 0, y: 0, style: CellStyle(bold: true))
                content.write("Ctrl-C stops the training and keeps what it has reached", x: 0, y: 1, style: .axis)
                return content
            }
            return
        }
        canvas.pane(StepPane.title(workspace), rect, isASCII: options.isASCII, note: StepPane.note(workspace, marks)) { width, height in
            StepPane.render(workspace, width: width, height: height)
        }
    }

    // MARK: Transcript and command line

    private func drawTalk(_ layout: ScreenLayout, _ canvas: inout Canvas) {
        guard let rect = layout.transcript else { return }
        let isBare = layout.title == nil
        let note = scroll > 0 ? "\(scroll) lines up, PgDn" : ""
        canvas.pane(isBare ? "nnrepl (80x24 shows more)" : "transcript", rect, isASCII: options.isASCII, note: note) { width, height in
            var content = Canvas(width: width, height: height)
            let rows = talkRows(width)
            let end = max(0, rows.count - scroll)
            for (y, row) in rows[max(0, end - height)..<end].enumerated() {
                content.write(row.text, x: 0, y: y, style: style(of: row.kind))
            }
            return content
        }
    }

    /// The newest lines of the transcript, folded at the width; only as many as could be seen.
    private func talkRows(_ width: Int) -> [Talk.Line] {
        let wanted = height + scroll
        var rows: [Talk.Line] = []
        for line in talk.lines.suffix(wanted).reversed() where rows.count < wanted { rows += folded(line, width).reversed() }
        return rows.reversed()
    }

    private func folded(_ line: Talk.Line, _ width: Int) -> [Talk.Line] {
        guard line.text.count > width, width > 4 else { return [line] }
        if line.kind == .output { return [Talk.Line(text: String(line.text.prefix(width - 1)) + ">", kind: line.kind)] }
        var rows: [Talk.Line] = []
        var row = ""
        for word in line.text.split(separator: " ", omittingEmptySubsequences: false) {
            if !row.isEmpty && row.count + 1 + word.count > width {
                rows.append(Talk.Line(text: row, kind: line.kind))
                row = "  " + word
            } else {
                row += (row.isEmpty ? "" : " ") + word
            }
        }
        return rows + [Talk.Line(text: row, kind: line.kind)]
    }

    private func style(of kind: Talk.Kind) -> CellStyle {
        switch kind {
        case .command: CellStyle(color: .series(0), bold: true)
        case .output: .plain
        case .error: CellStyle(color: .series(4))
        case .narrative: CellStyle(color: .series(5), bold: true)
        case .remark: .axis
        }
    }

    private func drawCompletion(_ layout: ScreenLayout, _ canvas: inout Canvas) {
        guard let completion, !completion.candidates.isEmpty else { return }
        let count = min(completion.candidates.count, max(1, min(8, layout.prompt.y)))
        let first = min(max(0, (completion.chosen ?? 0) - count + 1), completion.candidates.count - count)
        let names = completion.candidates.map(\.text.count).max() ?? 0
        for row in 0..<count {
            let index = first + row, candidate = completion.candidates[index]
            let y = layout.prompt.y - count + row
            let text = " " + candidate.text + String(repeating: " ", count: names - candidate.text.count + 2) + candidate.summary
            canvas.write(String(repeating: " ", count: width), x: 0, y: y)
            canvas.write(
                String(text.prefix(width)), x: 0, y: y, style: index == completion.chosen ? CellStyle(bold: true, inverse: true) : .axis)
        }
        let rest = completion.candidates.count - count
        if rest > 0 { canvas.write(" +\(rest) ", x: max(0, width - 6), y: layout.prompt.y - 1, style: .axis) }
    }

    /// The command line; a long one scrolls sideways. Returns where the cursor stands.
    private func drawPrompt(_ rect: Rect, _ canvas: inout Canvas) -> (x: Int, y: Int)? {
        if let replay {
            let next = replay.nextCommand.map { "next: > \($0)" } ?? "the end of the replay"
            canvas.write(String(next.prefix(rect.width)), x: 0, y: rect.y, style: CellStyle(bold: true))
            return nil
        }
        canvas.write("> ", x: 0, y: rect.y, style: CellStyle(color: .series(0), bold: true))
        let room = max(1, rect.width - 3)
        let start = max(0, line.cursor - room)
        canvas.write(String(line.characters[start...].prefix(room)), x: 2, y: rect.y)
        if line.isEmpty && workspace.network == nil && running == nil {
            canvas.write("type a command, for example: net 2-2-2 sigmoid", x: 2, y: rect.y, style: CellStyle(color: .muted, dim: true))
        }
        return (2 + line.cursor - start, rect.y)
    }
}

extension Canvas {
    /// The same picture in 7-bit characters.
    fileprivate var inASCII: Canvas {
        var copy = self
        for y in 0..<height {
            for x in 0..<width where !self[x, y].character.isASCII {
                copy[x, y].character = PlainText.ascii(String(self[x, y].character)).first ?? "?"
            }
        }
        return copy
    }
}
