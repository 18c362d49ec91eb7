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
    /// where there is too little.
    public func render(width: Int, height: Int, marks: Marks = .braille, first: Int = 0) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        let top = title == nil || height < 3 ? 0 : 1
        if top > 0, let title { canvas.write(marks.legible(title), x: 0, y: 0, style: .title) }
        let names = min(longest(bars.map(\.name)), max(0, canvas.width / 3)), texts = longest(bars.map(\.text))
        let room = max(0, canvas.width - names - texts - 2)
        let step = (canvas.height - top) >= 2 * bars.count ? 2 : 1
        let full = marks.columnLevels[marks.columnLevels.count - 1]
        let first = max(0, min(first, mostFirst(height: height)))
        for (index, bar) in bars.enumerated().dropFirst(first) {
            let y = top + (index - first) * step
            canvas.write(marks.legible(String(bar.name.prefix(names))), x: 0, y: y)
            let length = Int((share(of: bar.value) * Double(room)).rounded())
            canvas.write(String(repeating: full, count: length), x: names + 1, y: y, style: CellStyle(color: .series(index)))
            canvas.write(bar.text, x: names + 1 + length + (length > 0 ? 1 : 0), y: y, style: .axis)
        }
        return canvas
    }

    /// The first bar shown when the last one is in sight.
    func mostFirst(height: Int) -> Int { max(0, bars.count - height + (title == nil || height < 3 ? 0 : 1)) }

    /// How long the bar of a value is beside the longest, 0...1; infinite ones are as long as any.
    func share(of value: Double) -> Double {
        let finite = bars.map(\.value).filter { $0.isFinite && $0 > 0 }
        guard value > 0, let most = finite.max(), let least = finite.min() else { return value > 0 ? 1 : 0 }
        guard value.isFinite else { return 1 }
        guard isLogarithmic else { return value / most }
        let floor = decadeLogarithm(least).rounded(.down) - 1
        return (decadeLogarithm(value) - floor) / (decadeLogarithm(most) - floor)
    }
}
