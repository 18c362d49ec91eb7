// A chart of lines: functions over x, losses over epochs. This file says what is drawn, in order; the layout says where.

/// Lines over two axes, with a legend.
public struct LineChart: Sendable, Equatable {
    public var title: String?
    public var series: [Series]
    /// The ends of the x axis; nil shows all points from edge to edge.
    public var xRange: ClosedRange<Double>?
    /// The ends of the y axis; nil shows all points, with a small margin and round ends.
    public var yRange: ClosedRange<Double>?
    /// The values that the y axis is chosen for where `yRange` is nil; nil counts all points. What lies beyond leaves the frame.
    public var yFocus: ClosedRange<Double>?
    public var xLabel: String?
    public var yLabel: String?
    /// Whether equal distances on the y axis are equal ratios.
    public var logY: Bool
    /// Whether x counts something, so that no tick stands between whole numbers.
    public var countsX = false
    /// What the bands around lines reach over, for the legend: `least to greatest`; nil says nothing of them.
    public var bandName: String?
    /// Where along x an upright line marks a place; nil marks none.
    public var cursor: Double?

    public init(
        title: String? = nil, series: [Series], xRange: ClosedRange<Double>? = nil, yRange: ClosedRange<Double>? = nil,
        xLabel: String? = nil, yLabel: String? = nil, logY: Bool = false
    ) {
        self.title = title
        self.series = series
        self.xRange = xRange
        self.yRange = yRange
        self.xLabel = xLabel
        self.yLabel = yLabel
        self.logY = logY
    }

    /// The chart on `width` x `height` cells. Where room is scarce the axis titles go first, then the legend, the tick labels
    /// and the axes; the lines stay.
    /// - Parameter isSolid: whether bands are fields of colour.
    public func render(width: Int, height: Int, marks: Marks = .braille, isSolid: Bool = false) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        guard canvas.width > 0, canvas.height > 0 else { return canvas }
        let (layout, lines) = placed(width: canvas.width, height: canvas.height, marks: marks)
        layout.drawZeroLines(on: &canvas)
        layout.drawAxes(on: &canvas)
        let ground = layout.drawBands(of: series, isSolid: isSolid, on: &canvas), base = canvas
        if let cursor { layout.drawCursor(at: cursor, on: &canvas) }
        layout.draw(lines, on: &canvas)
        let letters = series.letters
        for (number, series) in series.enumerated() where series.form == .marks {
            layout.drawMarks(of: series, number, letters[number], on: &canvas)
        }
        if let ground { layout.keepGround(ground, under: base, on: &canvas) }
        layout.header.draw(isSolid: isSolid, on: &canvas)
        return canvas
    }

    /// The value of x at a column of a picture of the same size; nil beside the plot.
    public func x(atColumn column: Int, width: Int, height: Int, marks: Marks = .braille) -> Double? {
        guard width > 0, height > 0 else { return nil }
        let layout = placed(width: width, height: height, marks: marks).layout, plot = layout.plot
        guard (plot.x..<plot.x + plot.width).contains(column) else { return nil }
        let place = plot.width > 1 ? Double(column - plot.x) / Double(plot.width - 1) : 0
        return layout.xScale.lower + place * (layout.xScale.upper - layout.xScale.lower)
    }

    /// Where everything goes, and the lines. Whether the legend has to explain the mark of crossings is known once they are drawn.
    private func placed(width: Int, height: Int, marks: Marks) -> (layout: LineChartLayout, lines: PlottedLines) {
        let layout = LineChartLayout(of: self, width: width, height: height, marks: marks), lines = PlottedLines(of: series, in: layout)
        guard marks == .ascii, lines.meetings.hasCrossings else { return (layout, lines) }
        let explained = LineChartLayout(of: self, width: width, height: height, marks: marks, hasCrossings: true)
        return (explained, explained.plot == layout.plot ? lines : PlottedLines(of: series, in: explained))
    }
}

/// Every series as a connected line on the dots of the plot.
private struct PlottedLines {
    var grid: DotGrid
    let meetings: Meetings
    let traces: [Trace]

    init(of series: [Series], in layout: LineChartLayout) {
        grid = DotGrid(columns: layout.plot.width, rows: layout.plot.height, marks: layout.marks)
        let columns = grid.dotsAcross
        traces = series.map { Trace(of: $0, xScale: layout.xScale, yScale: layout.yScale, columns: columns) }
        for (number, trace) in traces.enumerated() {
            var pen = Pen(series: number)
            for stroke in trace.strokes { pen.draw(stroke, on: &grid) }
        }
        meetings = Meetings(of: grid)
        grid.closeGaps(at: meetings)
    }
}

extension LineChartLayout {
    /// The lines, and an arrow at the frame where one is infinite.
    fileprivate func draw(_ lines: PlottedLines, on canvas: inout Canvas) {
        hideZeroLines(below: lines.grid, on: &canvas)
        lines.grid.draw(on: &canvas, x: plot.x, y: plot.y, meetings: lines.meetings)
        if marks == .ascii, lines.traces.count > 1 { drawSymbols(lines, on: &canvas) }
        let glyphs = AxisGlyphs(marks)
        for (number, trace) in lines.traces.enumerated() {
            let style = LinePattern(series: number).style
            for place in trace.beyondTop { canvas[column(at: place), plot.y] = Cell(glyphs.beyondTop, style: style) }
            for place in trace.beyondBottom {
                canvas[column(at: place), plot.y + plot.height - 1] = Cell(glyphs.beyondBottom, style: style)
            }
        }
    }

    /// Points that stand by themselves, over the lines.
    fileprivate func drawMarks(of series: Series, _ number: Int, _ letter: Character?, on canvas: inout Canvas) {
        let pattern = LinePattern(series: number), cell = Cell(letter ?? pattern.dot(marks), style: pattern.style)
        for point in series.points {
            let (across, up) = (xScale.place(of: point.x), yScale.place(of: point.y))
            guard (0...1).contains(across), (0...1).contains(up) else { continue }
            canvas[column(at: across), row(at: up)] = cell
        }
    }

    /// The symbols of several lines, here and there on them: strokes are the same for all.
    private func drawSymbols(_ lines: PlottedLines, on canvas: inout Canvas) {
        for row in 0..<lines.grid.rows {
            for column in 0..<lines.grid.columns where !lines.meetings.isMiddle(column, row) {
                let inks = lines.grid[column, row]
                let due = inks.last { (column - LinePattern.symbolOffset * $0.series) % LinePattern.symbolSpacing == 0 && $0.dots != 0 }
                // Where lines run together each place has the symbol of one of them.
                let shown = inks.count > 1 ? inks[column % inks.count] : due
                guard let series = shown?.series else { continue }
                let pattern = LinePattern(series: series)
                canvas[plot.x + column, plot.y + row] = Cell(pattern.symbol, style: pattern.style)
            }
        }
    }

    /// Between the dashes of a line that runs along a zero line there is nothing: a piece of that would look like a part of it.
    private func hideZeroLines(below grid: DotGrid, on canvas: inout Canvas) {
        func isLine(_ column: Int, _ row: Int) -> Bool {
            (0..<grid.columns).contains(column) && (0..<grid.rows).contains(row) && !grid[column, row].isEmpty
        }
        let glyphs = AxisGlyphs(marks)
        for row in 0..<grid.rows {
            for column in 0..<grid.columns where isLine(column, row) && canvas[plot.x + column, plot.y + row].style.isFaint {
                let character = canvas[plot.x + column, plot.y + row].character
                let isAlong =
                    character == glyphs.zeroAcross && isLine(column - 1, row) && (isLine(column + 1, row) || column + 1 == grid.columns)
                    || character == glyphs.zeroDown && isLine(column, row - 1) && isLine(column, row + 1)
                if isAlong { canvas[plot.x + column, plot.y + row] = .blank }
            }
        }
    }
}
