// Charts as SVG: the same models as on cells, drawn with real lines.

/// A rectangle of a drawing, in pixels.
struct SVGFrame {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    var right: Double { x + width }
    var bottom: Double { y + height }

    /// The place of a point of the unit square, whose y runs up.
    func place(_ point: UnitPoint) -> (Double, Double) { (x + point.x * width, y + (1 - point.y) * height) }
}

extension Chart {
    /// The picture as an SVG document of the given size in pixels.
    public func svg(width: Double = 720, height: Double = 420, on background: Background = .light) -> String {
        let (width, height) = (max(1, min(width, Self.largest)), max(1, min(height, Self.largest)))
        var drawing = SVGDrawing(width: width, height: height, ink: SVGInk(background: background))
        draw(on: &drawing, in: SVGFrame(x: 12, y: 12, width: width - 24, height: height - 24))
        return drawing.document(title: title)
    }

    /// Pixels along a side at most.
    private static let largest = 100_000.0

    /// What the picture is called.
    public var title: String {
        switch self {
        case .lines(let chart): chart.title ?? chart.series.map(\.name).joined(separator: ", ")
        case .heat(let map): map.title ?? "matrix"
        case .image(let image): image.title ?? "image"
        case .histogram(let histogram): histogram.title ?? "histogram"
        case .bars(let chart): chart.title ?? "bars"
        case .plane(let map): map.title ?? "plane"
        case .network: "network"
        case .panels(let charts): charts.map(\.title).joined(separator: "; ")
        }
    }

    func draw(on drawing: inout SVGDrawing, in frame: SVGFrame) {
        switch self {
        case .lines(let chart): chart.draw(on: &drawing, in: frame)
        case .heat(let map): map.draw(on: &drawing, in: frame)
        case .image(let image): image.draw(on: &drawing, in: frame)
        case .histogram(let histogram): histogram.draw(on: &drawing, in: frame)
        case .bars(let chart): chart.draw(on: &drawing, in: frame)
        case .plane(let map): map.draw(on: &drawing, in: frame)
        case .network(let diagram): diagram.draw(on: &drawing, in: frame)
        case .panels(let charts): draw(charts, on: &drawing, in: frame)
        }
    }

    /// Several pictures in the columns that make each of them largest.
    private func draw(_ charts: [Chart], on drawing: inout SVGDrawing, in frame: SVGFrame) {
        guard !charts.isEmpty else { return }
        func side(_ columns: Int) -> Double {
            min(frame.width / Double(columns), frame.height / Double((charts.count + columns - 1) / columns))
        }
        let columns = (1...charts.count).reduce(1) { side($1) > side($0) ? $1 : $0 }, rows = (charts.count + columns - 1) / columns
        let (wide, high) = (frame.width / Double(columns), frame.height / Double(rows)), gap = min(16, wide / 10, high / 10)
        for (index, chart) in charts.enumerated() {
            chart.draw(
                on: &drawing,
                in: SVGFrame(
                    x: frame.x + Double(index % columns) * wide, y: frame.y + Double(index / columns) * high, width: wide - gap,
                    height: high - gap))
        }
    }
}

extension SVGDrawing {
    /// Writes a title at the top of a frame. Returns what is left of it.
    mutating func title(_ title: String?, of frame: SVGFrame) -> SVGFrame {
        guard let title, frame.height > 40 else { return frame }
        text(title, x: frame.x, y: frame.y + 12, size: 13, bold: true)
        return SVGFrame(x: frame.x, y: frame.y + 20, width: frame.width, height: frame.height - 20)
    }
}

// MARK: - Lines

extension LineChart {
    func draw(on drawing: inout SVGDrawing, in frame: SVGFrame) {
        let ink = drawing.ink, scales = scales()
        var rest = drawing.title(title, of: frame)
        drawLegend(on: &drawing, in: &rest)
        let xTicks = scales.x.ticks(about: max(2, Int(rest.width / 90))), yTicks = scales.y.ticks(about: max(2, Int(rest.height / 50)))
        let gutter = Double(longest(yTicks.labels)) * 7.5 + 8 + (yLabel == nil ? 0 : 18), foot = 20.0 + (xLabel == nil ? 0 : 16)
        let plot = SVGFrame(
            x: rest.x + gutter, y: rest.y + 6, width: max(1, rest.width - gutter - 10), height: max(1, rest.height - foot - 6))

        for (value, label) in zip(xTicks.values, xTicks.labels) {
            let x = plot.x + scales.x.place(of: value) * plot.width
            drawing.line(from: (x, plot.y), to: (x, plot.bottom), color: ink.grid)
            drawing.text(label, x: x, y: plot.bottom + 15, anchor: .middle, color: ink.color(.muted))
        }
        for (value, label) in zip(yTicks.values, yTicks.labels) {
            let y = plot.y + (1 - scales.y.place(of: value)) * plot.height
            drawing.line(from: (plot.x, y), to: (plot.right, y), color: ink.grid)
            drawing.text(label, x: plot.x - 6, y: y + 4, anchor: .end, color: ink.color(.muted))
        }
        drawing.line(from: (plot.x, plot.y), to: (plot.x, plot.bottom), color: ink.color(.muted))
        drawing.line(from: (plot.x, plot.bottom), to: (plot.right, plot.bottom), color: ink.color(.muted))
        if let xLabel {
            drawing.text(xLabel, x: plot.x + plot.width / 2, y: plot.bottom + 31, anchor: .middle, color: ink.color(.muted))
        }
        if let yLabel {
            drawing.text(yLabel, x: rest.x + 12, y: plot.y + plot.height / 2, anchor: .middle, color: ink.color(.muted), turned: true)
        }

        if let cursor, case let place = scales.x.place(of: cursor), (0...1).contains(place) {
            let x = plot.x + place * plot.width
            drawing.line(from: (x, plot.y), to: (x, plot.bottom), color: ink.color(.series(1)), dashes: [4, 3])
        }
        let clip = drawing.clip(x: plot.x, y: plot.y, width: plot.width, height: plot.height)
        for (number, series) in series.enumerated() where !series.band.isEmpty {
            let outline = series.bandOutline.map { UnitPoint(x: scales.x.place(of: $0.x), y: scales.y.place(of: $0.y)) }
            let color = ink.color(LinePattern(series: number).style.color)
            drawing.area(outline.filter { $0.x.isFinite && $0.y.isFinite }.map(plot.place), fill: color, opacity: 0.2, clip: clip)
        }
        let letters = series.letters
        for (number, series) in series.enumerated() {
            let pattern = LinePattern(series: number)
            if !series.form.isJoined {
                for point in series.points {
                    let place = UnitPoint(x: scales.x.place(of: point.x), y: scales.y.place(of: point.y))
                    guard (0...1).contains(place.x), (0...1).contains(place.y), case let (x, y) = plot.place(place) else { continue }
                    drawing.mark(letters[number], x: x, y: y, color: ink.color(pattern.style.color))
                }
                continue
            }
            // Four points a pixel column draw the same as all.
            let trace = Trace(of: series, xScale: scales.x, yScale: scales.y, columns: Int(plot.width))
            for stroke in trace.strokes {
                drawing.polyline(stroke.map(plot.place), color: ink.color(pattern.style.color), dashes: pattern.runs, clip: clip)
            }
        }
    }

    /// The names of the series beside pieces of their lines, in as many rows as they take.
    private func drawLegend(on drawing: inout SVGDrawing, in frame: inout SVGFrame) {
        guard !series.isEmpty else { return }
        var x = frame.x, y = frame.y + 10
        let letters = series.letters
        for (number, series) in series.enumerated() where !series.name.isEmpty {
            let pattern = LinePattern(series: number), color = drawing.ink.color(pattern.style.color)
            let width = 34 + 7.5 * Double(series.name.count) + 16
            if x > frame.x, x + width > frame.right {
                x = frame.x
                y += 16
            }
            if !series.form.isJoined {
                drawing.mark(letters[number], x: x + 14, y: y - 4, color: color)
            } else {
                drawing.line(from: (x, y - 4), to: (x + 28, y - 4), color: color, width: 2, dashes: pattern.runs)
            }
            drawing.text(series.name, x: x + 34, y: y)
            x += width
        }
        if let bandName, let number = series.firstIndex(where: { !$0.band.isEmpty }) {
            let color = drawing.ink.color(LinePattern(series: number).style.color)
            if x > frame.x, x + 34 + 7.5 * Double(bandName.count) > frame.right { (x, y) = (frame.x, y + 16) }
            drawing.rectangle(x: x, y: y - 9, width: 28, height: 10, fill: color, opacity: 0.2)
            drawing.text(bandName, x: x + 34, y: y)
        }
        let used = y + 6 - frame.y
        frame = SVGFrame(x: frame.x, y: frame.y + used, width: frame.width, height: frame.height - used)
    }
}

// MARK: - Matrices

extension HeatMap {
    func draw(on drawing: inout SVGDrawing, in frame: SVGFrame) {
        var rest = drawing.title(title, of: frame)
        let columns = columnCount, rows = values.count
        guard rows > 0, columns > 0 else { return }
        let left = rowLabels.isEmpty ? 0 : Double(longest(rowLabels)) * 7 + 8, top = columnLabels.isEmpty ? 0.0 : 16
        rest = SVGFrame(x: rest.x + left, y: rest.y + top, width: rest.width - left, height: rest.height - top - 18)
        let side = max(0.5, min(rest.width / Double(columns), rest.height / Double(rows), 48))
        let shading = Shading(of: values, isSigned: isSigned, marks: .blocks)
        for (y, row) in values.enumerated() {
            for (x, value) in row.enumerated() {
                drawing.rectangle(
                    x: rest.x + Double(x) * side, y: rest.y + Double(y) * side, width: side, height: side,
                    fill: drawing.ink.shade(value.isFinite ? shading.share(of: value) : .nan))
            }
            if y < rowLabels.count, side >= 9 {
                drawing.text(rowLabels[y], x: rest.x - 6, y: rest.y + (Double(y) + 0.5) * side + 4, anchor: .end, size: 11)
            }
        }
        for (x, label) in columnLabels.prefix(columns).enumerated() where Double(label.count) * 7 <= side {
            drawing.text(label, x: rest.x + (Double(x) + 0.5) * side, y: rest.y - 4, anchor: .middle, size: 11)
        }
        let text = "\(shading.keyLabels.low) ... \(shading.keyLabels.high)"
        drawing.text(text, x: rest.x, y: rest.y + Double(rows) * side + 14, size: 11, color: drawing.ink.color(.muted))
    }
}

extension ColorImage {
    func draw(on drawing: inout SVGDrawing, in frame: SVGFrame) {
        let rest = drawing.title(title, of: frame), columns = red.map(\.count).max() ?? 0
        guard !red.isEmpty, columns > 0 else { return }
        let side = max(0.5, min(rest.width / Double(columns), rest.height / Double(red.count), 48))
        for (y, row) in red.enumerated() {
            for x in row.indices {
                drawing.rectangle(
                    x: rest.x + Double(x) * side, y: rest.y + Double(y) * side, width: side, height: side,
                    fill: drawing.ink.color(red: row[x], green: Self.number(green, y, x), blue: Self.number(blue, y, x)))
            }
        }
    }
}

extension PlaneMap {
    func draw(on drawing: inout SVGDrawing, in frame: SVGFrame) {
        let rest = drawing.title(title, of: frame), ink = drawing.ink
        guard let columns = tiles.first?.count, columns > 0, rest.width > 80, rest.height > 80 else { return }
        let labels = rangeLabels, left = Double(max(labels.top.count, labels.bottom.count)) * 7.5 + 8 + (yLabel == nil ? 0 : 18)
        let map = SVGFrame(x: rest.x + left, y: rest.y, width: rest.width - left, height: rest.height - 40)
        let (wide, high) = (map.width / Double(columns), map.height / Double(tiles.count))
        for (y, row) in tiles.enumerated() {
            for (x, tile) in row.enumerated() {
                let sign = tile.group > 0 || groups.count == 1 ? 1.0 : -1
                let fill = groups.count <= 2 ? ink.shade(sign * tile.strength * 0.7) : color(tile.group, ink)
                drawing.rectangle(
                    // A little wider than the tile, or hairs of paper are seen between neighbours.
                    x: map.x + Double(x) * wide, y: map.y + Double(y) * high, width: wide + 0.3, height: high + 0.3, fill: fill,
                    opacity: groups.count <= 2 ? 1 : max(0.15, min(1, tile.strength) * 0.6))
            }
        }
        let (xScale, yScale) = (Scale.spanning(x), Scale.spanning(y))
        for spot in spots {
            let place = UnitPoint(x: xScale.place(of: spot.x), y: yScale.place(of: spot.y))
            guard (0...1).contains(place.x), (0...1).contains(place.y) else { continue }
            let (cx, cy) = map.place(place)
            drawing.circle(x: cx, y: cy, radius: 3.5, fill: color(spot.group, ink), stroke: ink.paper)
        }
        drawing.text(labels.top, x: map.x - 6, y: map.y + 10, anchor: .end, color: ink.color(.muted))
        drawing.text(labels.bottom, x: map.x - 6, y: map.bottom, anchor: .end, color: ink.color(.muted))
        drawing.text(labels.left, x: map.x, y: map.bottom + 15, color: ink.color(.muted))
        drawing.text(labels.right, x: map.right, y: map.bottom + 15, anchor: .end, color: ink.color(.muted))
        if let xLabel { drawing.text(xLabel, x: map.x + map.width / 2, y: map.bottom + 15, anchor: .middle, color: ink.color(.muted)) }
        if let yLabel {
            drawing.text(yLabel, x: rest.x + 12, y: map.y + map.height / 2, anchor: .middle, color: ink.color(.muted), turned: true)
        }
        var x = map.x
        for (group, name) in groups.enumerated() {
            drawing.circle(x: x + 5, y: map.bottom + 29, radius: 4, fill: color(group, ink), stroke: ink.paper)
            drawing.text(name, x: x + 14, y: map.bottom + 33, color: ink.color(.muted))
            x += 30 + 7.5 * Double(name.count)
        }
    }

    /// The full colour of a group.
    private func color(_ group: Int, _ ink: SVGInk) -> String { ink.color(color(ofGroup: group, 4)) }
}

// MARK: - Columns and bars

extension Histogram {
    func draw(on drawing: inout SVGDrawing, in frame: SVGFrame) {
        let rest = drawing.title(title, of: frame), ink = drawing.ink
        let plot = SVGFrame(x: rest.x, y: rest.y, width: rest.width, height: max(1, rest.height - (note == nil ? 18 : 34)))
        let most = Double(max(1, counts.max() ?? 1)), wide = plot.width / Double(max(1, counts.count))
        for (bin, count) in counts.enumerated() where count > 0 {
            let height = Double(count) / most * plot.height, middle = low + (high - low) * (Double(bin) + 0.5) / Double(counts.count)
            drawing.rectangle(
                x: plot.x + Double(bin) * wide, y: plot.bottom - height, width: max(0.5, wide - 1), height: height,
                fill: ink.color(middle < 0 ? .negative(3) : .positive(3)))
        }
        drawing.line(from: (plot.x, plot.bottom), to: (plot.right, plot.bottom), color: ink.color(.muted))
        drawing.text(axisLabels.0, x: plot.x, y: plot.bottom + 14, size: 11, color: ink.color(.muted))
        drawing.text(axisLabels.1, x: plot.right, y: plot.bottom + 14, anchor: .end, size: 11, color: ink.color(.muted))
        if let note { drawing.text(note, x: plot.x, y: plot.bottom + 30, size: 11, color: ink.color(.muted)) }
    }
}

extension BarChart {
    func draw(on drawing: inout SVGDrawing, in frame: SVGFrame) {
        let rest = drawing.title(title, of: frame), ink = drawing.ink
        let left = Double(longest(bars.map(\.name))) * 7.5 + 8, right = Double(longest(bars.map(\.text))) * 7.5 + 8
        let room = max(1, rest.width - left - right), high = min(36, rest.height / Double(max(1, bars.count)))
        for (index, bar) in bars.enumerated() {
            let y = rest.y + Double(index) * high, length = share(of: bar.value) * room
            drawing.text(bar.name, x: rest.x + left - 6, y: y + high / 2 + 4, anchor: .end)
            drawing.rectangle(x: rest.x + left, y: y + high * 0.15, width: length, height: high * 0.7, fill: ink.color(.series(index)))
            drawing.text(bar.text, x: rest.x + left + length + 6, y: y + high / 2 + 4, color: ink.color(.muted))
        }
    }
}
