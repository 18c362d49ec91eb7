// The furniture around the lines: axes with ticks and labels, and faint lines at zero.

extension LineChartLayout {
    /// The left and the bottom edge of the plot, with ticks, labels and the title of the x axis.
    func drawAxes(on canvas: inout Canvas) {
        guard hasAxes else { return }
        let glyphs = AxisGlyphs(marks)
        let (axis, bottom) = (plot.x - 1, plot.y + plot.height)
        for y in plot.y..<bottom { canvas[axis, y] = Cell(glyphs.vertical, style: .axis) }
        for x in plot.x..<(plot.x + plot.width) { canvas[x, bottom] = Cell(glyphs.horizontal, style: .axis) }
        canvas[axis, bottom] = Cell(glyphs.corner, style: .axis)
        for tick in yTicks {
            let y = row(of: tick)
            canvas[axis, y] = Cell(glyphs.verticalTick, style: .axis)
            if axis > 0 { canvas.write(tick.label, x: axis - 1 - tick.label.count, y: y) }
        }
        for tick in xTicks {
            let x = column(at: tick.place)
            canvas[x, bottom] = Cell(glyphs.horizontalTick, style: .axis)
            let start = min(x - tick.label.count / 2, canvas.width - tick.label.count)
            canvas.write(tick.label, x: max(start, 0), y: bottom + 1)
        }
        if let xLabel {
            canvas.write(xLabel, x: max(plot.x + (plot.width - xLabel.count) / 2, 0), y: bottom + 2, style: .axis)
        }
    }

    /// An upright line at a value of x, and its foot on the axis.
    func drawCursor(at value: Double, on canvas: inout Canvas) {
        let place = xScale.place(of: value)
        guard (0...1).contains(place) else { return }
        let x = column(at: place), glyphs = AxisGlyphs(marks), style = CellStyle(color: .series(1), bold: true)
        for y in plot.y..<(plot.y + plot.height) { canvas[x, y] = Cell(glyphs.cursor, style: style) }
        if hasAxes { canvas[x, plot.y + plot.height] = Cell(glyphs.cursorFoot, style: style) }
    }

    /// Faint lines where x is 0 and where y is 0, if that is inside the plot.
    func drawZeroLines(on canvas: inout Canvas) {
        guard hasAxes else { return }
        let glyphs = AxisGlyphs(marks)
        let zeroRow = yAxis.surrounds(0) ? row(at: yScale.place(of: 0)) : nil
        let zeroColumn = xScale.surrounds(0) ? column(at: xScale.place(of: 0)) : nil
        if let zeroRow {
            // Characters as heavy as ASCII's make a faint line only where they stand apart.
            let spacing = marks == .ascii ? 2 : 1
            for x in stride(from: plot.x, to: plot.x + plot.width, by: spacing) {
                canvas[x, zeroRow] = Cell(glyphs.zeroAcross, style: .faint)
            }
        }
        if let zeroColumn {
            for y in plot.y..<(plot.y + plot.height) { canvas[zeroColumn, y] = Cell(glyphs.zeroDown, style: .faint) }
        }
        if let zeroRow, let zeroColumn { canvas[zeroColumn, zeroRow] = Cell(glyphs.zeroCrossing, style: .faint) }
    }
}
