// The lines above the plot: title at the left, legend at the right, or the legend on lines of its own where both do not fit.

/// What stands above the plot, already placed.
struct Header {
    private enum Piece {
        case text(String, CellStyle)
        case sample(Sample)
    }

    /// What stands before a name: a piece of the series, as it is drawn, of the bands around them, or the mark of crossings.
    private enum Sample {
        case series(Int, Series.Form)
        case bands
        case crossing
    }

    private static let longestName = 32

    private(set) var lineCount = 0
    private var pieces: [(x: Int, y: Int, piece: Piece)] = []
    private let marks: Marks
    /// Cells of line shown before a name in the legend, and blanks between entries.
    private var sampleWidth: Int
    /// Whether lines are told apart by symbols on them.
    private var hasSymbols = false
    /// The letters of series of marks, by number.
    private var letters: [Character?] = []
    private var gap = 3
    /// The series that have bands.
    private var bands: [Int] = []

    /// An empty header.
    init(marks: Marks) {
        self.marks = marks
        sampleWidth = marks == .ascii ? 3 : 5
    }

    /// The header of `chart` between the columns `left` and `right`.
    init(of chart: LineChart, from left: Int, to right: Int, showsAxisTitle: Bool, hasCrossings: Bool, marks: Marks) {
        self.init(marks: marks)
        let title = chart.title.map { ($0, CellStyle.title) }
        let axisTitle = showsAxisTitle ? chart.yLabel.map { ($0, CellStyle.axis) } : nil
        let captions = [title, axisTitle].compactMap { $0 }.map { (marks.legible($0), $1) }.filter { !$0.0.isEmpty }
        hasSymbols = chart.series.count > 1
        bands = chart.series.indices.filter { !chart.series[$0].band.isEmpty }
        letters = chart.series.letters
        let rows = legend(of: chart, hasCrossings: hasCrossings, width: right - left)

        // A legend of one row stands at the right of the first caption that leaves it room.
        var isPlaced = rows.isEmpty
        for caption in captions {
            pieces.append((left, lineCount, .text(marks.legible(caption.0, columns: right - left), caption.1)))
            if !isPlaced, rows.count == 1, left + caption.0.count + gap + rowWidth(rows[0]) <= right {
                addRow(rows[0], x: right - rowWidth(rows[0]))
                isPlaced = true
            }
            lineCount += 1
        }
        guard !isPlaced else { return }
        for row in rows {
            addRow(row, x: rows.count == 1 ? right - rowWidth(row) : left)
            lineCount += 1
        }
    }

    /// Writes the header at the top of the canvas.
    /// - Parameter isSolid: whether bands are fields of colour.
    func draw(isSolid: Bool, on canvas: inout Canvas) {
        for (x, y, piece) in pieces {
            switch piece {
            case .text(let text, let style): canvas.write(text, x: x, y: y, style: style)
            case .sample(.series(let series, let form)):
                drawSample(of: series, form, on: &canvas, x: x, y: y)
                // The middle of a band is seen on it.
                guard isSolid, bands.contains(series) else { continue }
                for column in x..<x + sampleWidth { canvas[column, y] = canvas[column, y].on(.band(ofSeries: series)) }
            case .sample(.bands):
                // Of several bands each has the colour of its line.
                for column in 0..<sampleWidth {
                    let number = bands[column * bands.count / sampleWidth]
                    let cell = isSolid ? Cell.blank.on(.band(ofSeries: number)) : .band(ofSeries: number, marks)
                    canvas[x + column, y] = cell
                }
            case .sample(.crossing): canvas[x, y] = Meetings.crossingCell
            }
        }
    }

    private func drawSample(of series: Int, _ form: Series.Form, on canvas: inout Canvas, x: Int, y: Int) {
        let pattern = LinePattern(series: series), width = width(of: .series(series, form))
        if form == .marks {
            canvas[x, y] = Cell(letters[series] ?? pattern.dot(marks), style: pattern.style)
            return
        }
        var grid = DotGrid(columns: width, rows: 1, marks: marks)
        var pen = Pen(sampleOf: series, dots: 2 * width)
        pen.draw((form.isJoined ? [0, 1] : [0.5]).map { UnitPoint(x: $0, y: 0.5) }, on: &grid)
        grid.draw(on: &canvas, x: x, y: y)
        if marks == .ascii, hasSymbols { canvas[x + (width > 2 ? 1 : 0), y] = Cell(pattern.symbol, style: pattern.style) }
    }

    // MARK: Legend

    private typealias Entry = (sample: Sample, name: String)

    /// The rows of the legend; shorter samples are taken where they save a row.
    private mutating func legend(of chart: LineChart, hasCrossings: Bool, width: Int) -> [[Entry]] {
        // What has no name is told of elsewhere.
        let series = chart.series.enumerated().filter { !$1.name.isEmpty }.map { number, series -> Entry in
            (.series(number, series.form), marks.legible(series.name))
        }
        let band = bands.isEmpty ? nil : chart.bandName.map { (Sample.bands, marks.legible($0)) }
        let entries = series + [band].compactMap { $0 } + (hasCrossings ? [(.crossing, "crossing")] : [])
        let rows = legendRows(of: entries, width: width)
        guard rows.count > 1 else { return rows }
        (sampleWidth, gap) = (marks == .ascii ? 1 : 3, 2)
        return legendRows(of: entries, width: width)
    }

    private func legendRows(of entries: [Entry], width: Int) -> [[Entry]] {
        var rows: [[Entry]] = []
        for (sample, name) in entries {
            let room = min(Self.longestName, max(width - sampleWidth - 1, 1))
            let entry = (sample, marks.legible(name, columns: room))
            if let last = rows.last, rowWidth(last) + gap + entryWidth(entry) <= width {
                rows[rows.count - 1].append(entry)
            } else {
                rows.append([entry])
            }
        }
        return rows
    }

    private mutating func addRow(_ row: [Entry], x: Int) {
        var x = x
        for entry in row {
            pieces.append((x, lineCount, .sample(entry.sample)))
            pieces.append((x + width(of: entry.sample) + 1, lineCount, .text(entry.name, .plain)))
            x += entryWidth(entry) + gap
        }
    }

    private func entryWidth(_ entry: Entry) -> Int { width(of: entry.sample) + 1 + entry.name.count }

    /// A point or a crossing is a single mark.
    private func width(of sample: Sample) -> Int {
        switch sample {
        case .series(_, let form): form.isJoined ? sampleWidth : 1
        case .bands: sampleWidth
        case .crossing: 1
        }
    }

    private func rowWidth(_ row: [Entry]) -> Int {
        row.map(entryWidth).reduce(0, +) + gap * max(row.count - 1, 0)
    }
}
