// Named sizes as bars, one below the other.

/// Named numbers from 0 up, each as a bar with its value.
public struct BarChart: Sendable, Equatable {
    public struct Bar: Sendable, Equatable {
        public var name: String
        public var value: Double
        /// The value as it is written.
        public var text: String

        public init(name: String, value: Double, text: String) {
            self.name = name
            self.value = value
            self.text = text
        }
    }

    public var title: String?
    public var bars: [Bar]
    /// Whether equal lengths are equal ratios: from a power of ten below the least.
    public var isLogarithmic: Bool

    public init(title: String? = nil, bars: [Bar], isLogarithmic: Bool = false) {
        self.title = title
        self.bars = bars
        self.isLogarithmic = isLogarithmic
    }

    /// The bars on `width` x `height` cells, a row each, with a free row between them where there is room; from the bar `first` on
    /// where there is too little. Below logarithmic ones stand the powers of ten.
    public func render(width: Int, height: Int, marks: Marks = .braille, first: Int = 0) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        let top = rowsAbove(height)
        if top > 0, let title { canvas.write(marks.legible(title), x: 0, y: 0, style: .title) }
        let names = min(max(longest(bars.map(\.name)), isLogarithmic ? Self.kind.count : 0), max(0, canvas.width / 3))
        let room = max(0, canvas.width - names - longest(bars.map(\.text)) - 2), rows = roomForBars(height)
        let step = rows >= 2 * bars.count ? 2 : 1
        let full = marks.columnLevels[marks.columnLevels.count - 1]
        let first = max(0, min(first, mostFirst(height: height)))
        for (index, bar) in bars.enumerated().dropFirst(first).prefix(rows) {
            let y = top + (index - first) * step
            canvas.write(marks.legible(String(bar.name.prefix(names))), x: 0, y: y)
            let length = Int((share(of: bar.value) * Double(room)).rounded())
            canvas.write(String(repeating: full, count: length), x: names + 1, y: y, style: CellStyle(color: .series(index)))
            canvas.write(bar.text, x: names + 1 + length + (length > 0 ? 1 : 0), y: y, style: .axis)
        }
        if hasScale(height) {
            let y = top + min(rows, max(1, (bars.count - first) * step - step + 1))
            canvas.write(String(Self.kind.prefix(names)), x: 0, y: y, style: .axis)
            drawScale(x: names + 1, y: y, room: room, marks, on: &canvas)
        }
        return canvas
    }

    /// Said of lengths that are not sizes.
    private static let kind = "log"

    /// A stroke at the end of the bar that each power of ten would have, and that power behind it; of many every second one, or every third ...
    private func drawScale(x: Int, y: Int, room: Int, _ marks: Marks, on canvas: inout Canvas) {
        guard let ends else { return }
        let labels = (Int(ends.low)...Int(ends.high.rounded(.down))).map { DecimalNumber(digits: 1, exponent: $0) }
        let needs = longest(labels.map(\.scientific)) + 2, decade = Double(room) / (ends.high - ends.low)
        let stride = decade > 0 ? max(1, Int((Double(needs) / decade).rounded(.up))) : labels.count
        for (place, power) in labels.enumerated() where place.isMultiple(of: stride) {
            let column = x + Int((share(of: power.value) * Double(room)).rounded())
            canvas.write((marks == .ascii ? "'" : "╵") + power.scientific, x: column, y: y, style: .axis)
        }
    }

    private func rowsAbove(_ height: Int) -> Int { title == nil || height < 3 ? 0 : 1 }

    private func hasScale(_ height: Int) -> Bool { isLogarithmic && ends != nil && height - rowsAbove(height) > 2 }

    private func roomForBars(_ height: Int) -> Int { max(0, height - rowsAbove(height) - (hasScale(height) ? 1 : 0)) }

    /// The first bar shown when the last one is in sight.
    func mostFirst(height: Int) -> Int { max(0, bars.count - roomForBars(height)) }

    /// The logarithms at the ends of the longest bar: it begins a power of ten below the least.
    private var ends: (low: Double, high: Double)? {
        let finite = bars.map(\.value).filter { $0.isFinite && $0 > 0 }
        guard let most = finite.max(), let least = finite.min() else { return nil }
        return (decadeLogarithm(least).rounded(.down) - 1, decadeLogarithm(most))
    }

    /// How long the bar of a value is beside the longest, 0...1; infinite ones are as long as any.
    func share(of value: Double) -> Double {
        guard value > 0, value.isFinite, let ends else { return value > 0 ? 1 : 0 }
        guard isLogarithmic else { return value / (bars.map(\.value).filter(\.isFinite).max() ?? value) }
        return (decadeLogarithm(value) - ends.low) / (ends.high - ends.low)
    }
}
