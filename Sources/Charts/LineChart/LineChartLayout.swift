// Where everything in a line chart goes. The layout tries the fullest furnishing first and takes away until the plot has room.

/// A rectangle of cells.
struct CellFrame: Equatable {
    var x: Int
    var y: Int
    var width: Int
    var height: Int
}

/// The places of a line chart's parts on its canvas.
struct LineChartLayout {
    let marks: Marks
    let xScale: Scale
    /// From the lower edge of the plot to the upper one: half a row beyond the ends of the axis, which stand in the middle of their rows as all
    /// ticks do.
    private(set) var yScale: Scale
    /// The ends of the y axis.
    private(set) var yAxis: Scale
    let hasAxes: Bool
    /// Ticks of the axes; without labels when there is no room for them.
    private(set) var xTicks: [PlacedTick] = []
    private(set) var yTicks: [PlacedTick] = []
    private(set) var header: Header
    private(set) var plot: CellFrame
    private(set) var xLabel: String?

    /// - Parameter hasCrossings: whether the legend is to explain the mark of crossings.
    init(of chart: LineChart, width: Int, height: Int, marks: Marks, hasCrossings: Bool = false) {
        let canvas = CellFrame(x: 0, y: 0, width: width, height: height)
        let scales = chart.scales()
        self.init(of: chart, .bare, on: canvas, scales: scales, marks: marks, hasCrossings: hasCrossings, headerLines: 1)
        func layout(_ furnishing: Furnishing, headerLines: Int = 1) -> LineChartLayout {
            LineChartLayout(
                of: chart, furnishing, on: canvas, scales: scales, marks: marks, hasCrossings: hasCrossings, headerLines: headerLines)
        }
        for furnishing in Furnishing.allCases {
            let first = layout(furnishing)
            // The first try took one line for granted.
            let layout = first.header.lineCount > 1 ? layout(furnishing, headerLines: first.header.lineCount) : first
            if furnishing.suits(layout, height: height) {
                self = layout
                return
            }
        }
    }

    private init(
        of chart: LineChart, _ furnishing: Furnishing, on canvas: CellFrame, scales: (x: Scale, y: Scale), marks: Marks,
        hasCrossings: Bool, headerLines: Int
    ) {
        (self.marks, self.xScale, yScale, yAxis) = (marks, scales.x, scales.y, scales.y)
        hasAxes = furnishing < .bare
        plot = canvas
        header = Header(marks: marks)
        guard hasAxes else { return }
        let hasLabels = furnishing < .axes

        // Below the plot: the axis, its labels, its title.
        xLabel = furnishing == .full ? chart.xLabel.map { marks.legible($0) } : nil
        plot.height -= 1 + (hasLabels ? 1 : 0) + (xLabel == nil ? 0 : 1)

        // Left of it: the labels, a blank, the axis.
        let needed = chart.yNeeded, expected = plot.height - (furnishing < .labels ? headerLines : 0)
        yTicks = yAxis.isLogarithmic ? yAxis.onDecades(ofRows: expected, holding: needed).ticks : yAxis.ticks(fittingRows: expected)
        let gutter = hasLabels ? longest(yTicks.map(\.label)) + 1 : 0
        plot.x = gutter + 1
        plot.width -= gutter + 1

        if hasLabels {
            xTicks = xScale.ticks(fittingColumns: plot.width, isWhole: chart.countsX)
            // Half of the last label may hang over the end of the axis.
            plot.width -= xTicks.last.map { max(0, $0.place(within: plot.width) + ($0.label.count + 1) / 2 - plot.width) } ?? 0
        }
        if furnishing < .labels {
            header = Header(
                of: chart, from: plot.x - 1, to: canvas.width, showsAxisTitle: furnishing == .full, hasCrossings: hasCrossings, marks: marks
            )
            plot.y = header.lineCount
            plot.height -= header.lineCount
        }
        // A few cells are given for ticks that stand at equal distances.
        plot.width = xTicks.evenLength(upTo: plot.width, most: plot.width / 12) { Self.column(at: $0, of: $1, marks) } ?? plot.width
        // The rows of the header are known by now; labels that have no room stay as they were.
        if yAxis.isLogarithmic {
            (yAxis, yTicks) = yAxis.onDecades(ofRows: plot.height, holding: needed)
            yTicks.removeAll { hasLabels && $0.label.count >= gutter }
        } else {
            let ticks = yAxis.ticks(fittingRows: plot.height)
            if !hasLabels || longest(ticks.map(\.label)) < gutter { yTicks = ticks }
            if let height = yTicks.evenLength(upTo: plot.height, most: Scale.rowsToGive(of: plot.height)) {
                plot.y += plot.height - height
                plot.height = height
                (yAxis, yTicks) = yAxis.aligned(to: yTicks, onRows: height, holding: needed)
            } else if let even = yAxis.evened(
                onRows: plot.height, holding: needed, suits: { !hasLabels || longest($0.map(\.label)) < gutter })
            {
                (yAxis, yTicks) = even
            }
        }
        yScale = yAxis.withMargin(ofRows: plot.height, dots: marks.dotsDown)
    }

    /// The canvas column of a place along the x axis, 0...1.
    func column(at place: Double) -> Int { plot.x + Self.column(at: place, of: plot.width, marks) }

    private static func column(at place: Double, of width: Int, _ marks: Marks) -> Int {
        Int((place * Double(width * marks.dotsAcross - 1)).rounded()) / marks.dotsAcross
    }

    /// The canvas row of a place between the lower edge of the plot and the upper one, 0...1.
    func row(at place: Double) -> Int {
        plot.y + Int(((1 - place) * Double(plot.height * marks.dotsDown - 1)).rounded()) / marks.dotsDown
    }

    /// How many rows below the upper edge of the plot a place lies, of which each row has the middle of a dot.
    func rowsDown(to place: Double) -> Double {
        ((1 - place) * Double(plot.height * marks.dotsDown - 1) + 0.5) / Double(marks.dotsDown)
    }

    /// The canvas row of a tick of the y axis.
    func row(of tick: PlacedTick) -> Int { plot.y + plot.height - 1 - tick.place(within: plot.height) }
}

/// How much stands around the plot, from everything to nothing.
private enum Furnishing: Int, CaseIterable, Comparable {
    case full, legend, labels, axes, bare

    static func < (left: Furnishing, right: Furnishing) -> Bool { left.rawValue < right.rawValue }

    /// Whether what is left for the plot is worth having.
    func suits(_ layout: LineChartLayout, height: Int) -> Bool {
        let (width, rows) = leastPlot
        return layout.plot.width >= width && layout.plot.height >= rows && layout.header.lineCount * 3 <= height
    }

    private var leastPlot: (width: Int, height: Int) {
        switch self {
        case .full: (16, 5)
        case .legend: (12, 4)
        case .labels: (8, 3)
        case .axes: (4, 2)
        case .bare: (0, 0)
        }
    }
}

extension LineChart {
    /// The scales of both axes: what was asked for, or what the points need.
    func scales() -> (x: Scale, y: Scale) {
        let xScale = Scale.spanning(
            usable(xRange) ?? extent { $0.x }.map { $0.lowerBound < $0.upperBound ? $0 : around($0.lowerBound) })
        if let yAsked = usable(yRange), !logY { return (xScale, .spanning(yAsked)) }
        if let yAsked = usable(yRange), yAsked.lowerBound > 0 {
            let (low, high) = (decadeLogarithm(yAsked.lowerBound), decadeLogarithm(yAsked.upperBound))
            return (xScale, Scale(lower: low, upper: high, isLogarithmic: true))
        }
        return (xScale, logY ? .logarithmic(visible) : .comfortable(usable(yFocus) ?? visible))
    }

    /// The values that the y axis has to hold whatever becomes of its ends: what was asked for, or the points. Nil where there are none.
    var yNeeded: ClosedRange<Double>? { usable(yRange) ?? (logY ? nil : usable(yFocus)) ?? visible }

    /// The heights of the points that are seen.
    private var visible: ClosedRange<Double>? {
        let xAsked = usable(xRange)
        return extent(withBands: true) { point in
            let isShown = xAsked?.contains(point.x) ?? true
            return isShown && point.x.isFinite && (!logY || point.y > 0) ? point.y : nil
        }
    }

    /// A range for a single place, such as one epoch: one less, one more, and not beyond 0.
    private func around(_ x: Double) -> ClosedRange<Double> {
        (x >= 0 ? max(0, x - 1) : x - 1)...(x < 0 ? min(0, x + 1) : x + 1)
    }

    private func usable(_ range: ClosedRange<Double>?) -> ClosedRange<Double>? {
        range.flatMap { $0.lowerBound.isFinite && $0.upperBound.isFinite ? $0 : nil }
    }

    /// From the least to the greatest of the finite values that `value` finds in the points.
    private func extent(withBands: Bool = false, _ value: (Point) -> Double?) -> ClosedRange<Double>? {
        var (low, high) = (Double.infinity, -Double.infinity)
        for series in series {
            for point in withBands ? series.points + series.bandEdges : series.points {
                guard let value = value(point), value.isFinite else { continue }
                low = min(low, value)
                high = max(high, value)
            }
        }
        return low <= high ? low...high : nil
    }
}
