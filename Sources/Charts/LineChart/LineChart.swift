// A chart of lines: functions over x, losses over epochs. This file says what is drawn, in order; the layout says where.

/// Lines over two axes, with a legend.
public struct LineChart: Sendable, Equatable {
    public var title: String?
    public var series: [Series]
    /// The ends of the x axis; nil shows all points from edge to edge.
    public var xRange: ClosedRange<Double>?
    /// The ends of the y axis; nil shows all points, with a small margin and round ends.
    public var yRange: ClosedRange<Double>?
    public var xLabel: String?
    public var yLabel: String?
    /// Whether equal distances on the y axis are equal ratios.
    public var logY: Bool
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
    public func render(width: Int, height: Int, marks: Marks = .braille) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        guard canvas.width > 0, canvas.height > 0 else { return canvas }
        let layout = LineChartLayout(of: self, width: canvas.width, height: canvas.height, marks: marks)
        layout.drawZeroLines(on: &canvas)
        layout.drawAxes(on: &canvas)
        if let cursor { layout.drawCursor(at: cursor, on: &canvas) }
        layout.drawLines(of: series, on: &canvas)
        layout.header.draw(on: &canvas)
        return canvas
    }

    /// The value of x at a column of a picture of the same size; nil beside the plot.
    public func x(atColumn column: Int, width: Int, height: Int, marks: Marks = .braille) -> Double? {
        guard width > 0, height > 0 else { return nil }
        let layout = LineChartLayout(of: self, width: width, height: height, marks: marks), plot = layout.plot
        guard (plot.x..<plot.x + plot.width).contains(column) else { return nil }
        let place = plot.width > 1 ? Double(column - plot.x) / Double(plot.width - 1) : 0
        return layout.xScale.lower + place * (layout.xScale.upper - layout.xScale.lower)
    }
}

extension LineChartLayout {
    /// Every series as a connected line, and an arrow at the frame where it is infinite.
    fileprivate func drawLines(of series: [Series], on canvas: inout Canvas) {
        var grid = DotGrid(columns: plot.width, rows: plot.height, marks: marks)
        let traces = series.map { Trace(of: $0.points, xScale: xScale, yScale: yScale, columns: grid.dotsAcross) }
        for (number, trace) in traces.enumerated() {
            var pen = Pen(series: number)
            for stroke in trace.strokes { pen.draw(stroke, on: &grid) }
        }
        grid.draw(on: &canvas, x: plot.x, y: plot.y)
        let glyphs = AxisGlyphs(marks)
        for (number, trace) in traces.enumerated() {
            let style = LinePattern(series: number).style
            for place in trace.beyondTop { canvas[column(at: place), plot.y] = Cell(glyphs.beyondTop, style: style) }
            for place in trace.beyondBottom {
                canvas[column(at: place), plot.y + plot.height - 1] = Cell(glyphs.beyondBottom, style: style)
            }
        }
    }
}
