// Series are told apart without colour: by the pattern of their line where there are dots to pattern, by their symbol in ASCII.

/// The look of one series: its colour, its dashes, its ASCII symbol, the mark of points that stand by themselves.
struct LinePattern {
    let style: CellStyle
    let symbol: Character
    private let dot: Character
    /// Lengths in dots, drawn and left out by turns; empty is a solid line.
    let runs: [Int]
    private let period: Int

    /// The look of the series with this number; looks repeat after eight.
    init(series number: Int) {
        let look = wrapped(number, Self.symbols.count)
        style = CellStyle(color: .series(look))
        symbol = Self.symbols[look]
        dot = Self.dots[look]
        runs = Self.dashes[look]
        period = runs.reduce(0, +)
    }

    /// The mark of a point that stands by itself.
    func dot(_ marks: Marks) -> Character { marks == .ascii ? symbol : dot }

    /// How many series look different from one another.
    static let count = symbols.count

    /// Whether the dot this far along the line is drawn.
    func draws(_ position: Int) -> Bool {
        guard period > 0 else { return true }
        var rest = position % period
        var isDrawn = true
        for run in runs {
            if rest < run { return isDrawn }
            rest -= run
            isDrawn.toggle()
        }
        return isDrawn
    }

    /// How far apart the symbols of a line are in ASCII, and how much further along those of the next line.
    static let symbolSpacing = 8, symbolOffset = 3

    /// Without "+", of which the axes are made.
    private static let symbols: [Character] = ["*", "o", "x", "#", "@", "%", "&", "$"]
    private static let dots: [Character] = ["●", "○", "▲", "△", "■", "□", "◆", "◇"]
    private static let dashes = [[], [4, 2], [1, 1], [5, 2, 1, 2], [8, 2], [2, 2], [3, 1, 1, 1], [1, 3]]
}

extension [Series] {
    /// What tells series of marks apart where there are more of them than patterns: their names where these are single characters, else letters. Nil
    /// stands for the pattern.
    var letters: [Character?] {
        guard count(where: { $0.form == .marks }) > LinePattern.count else { return map { _ in nil } }
        let short = map { $0.name.count == 1 ? $0.name.first { $0.isASCII } : nil }
        guard short.count(where: { $0 != nil }) <= LinePattern.count else { return short }
        return indices.map { Character(Unicode.Scalar(UInt8(ascii: "A") + UInt8(wrapped($0, 26)))) }
    }
}
