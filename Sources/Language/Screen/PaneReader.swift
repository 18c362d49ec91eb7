// `set panes`: the order of the panes and their shares of the screen.
import Formula

enum PaneReader {
    static let example = "set panes values network widths=40/25/35 heights=50/20/30"

    /// The words that can stand behind `set panes`.
    static let values = Completions.words(
        PaneArrangement.usual.map { ($0.rawValue, $0.purpose) } + [("auto", "as the size of the screen suggests")]
    ).only(behind: "panes")

    /// Reads the words behind `set panes`. Nil stands for `auto`: what the size of the screen suggests.
    static func read(_ words: some Collection<Word>) throws(CommandError) -> PaneArrangement? {
        if words.count == 1, words.first?.text.lowercased() == "auto" { return nil }
        var arrangement = PaneArrangement(), order: [Pane] = []
        for word in words {
            let parts = word.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else {
                order.append(try pane(word, besides: order))
                continue
            }
            let shares = Word(parts[1], column: word.column + parts[0].count + 1)
            switch parts[0].lowercased() {
            case "widths":
                let percents = try percents(shares, counts: 2...3, example: "widths=40/25/35: left, right, far")
                arrangement.leftShare = percents[0] / 100
                if percents.count == 3 { arrangement.rightShare = percents[1] / (percents[1] + percents[2]) }
            case "heights":
                let percents = try percents(shares, counts: 3...3, example: "heights=50/20/30: top, strip, foot")
                (arrangement.stripShare, arrangement.footShare) = (percents[1] / 100, percents[2] / 100)
            default: throw CommandError("panes have no '\(parts[0])'", column: word.column, hint: "widths=40/25/35 or heights=50/20/30")
            }
        }
        arrangement.begin(with: order)
        return arrangement
    }

    private static func pane(_ word: Word, besides order: [Pane]) throws(CommandError) -> Pane {
        let known = PaneArrangement.usual.map(\.rawValue)
        guard let pane = Pane(rawValue: word.text.lowercased()), pane != .training else {
            throw CommandError(
                "there is no pane '\(word.text)'", column: word.column,
                hint: closest(to: word.text, among: known).map { "did you mean '\($0)'?" } ?? "there are " + known.joined(separator: ", "))
        }
        guard !order.contains(pane) else { throw CommandError("\(pane.rawValue) is named twice", column: word.column) }
        return pane
    }

    /// Percents of the screen that make a hundred.
    private static func percents(_ word: Word, counts: ClosedRange<Int>, example: String) throws(CommandError) -> [Double] {
        var percents: [Double] = []
        for part in word.text.split(separator: "/", omittingEmptySubsequences: false) {
            let percent = try Arguments.number(Word(String(part), column: word.column), "a share")
            guard percent > 0 else { throw CommandError("a share of the screen is more than 0", column: word.column, hint: example) }
            percents.append(percent)
        }
        guard counts.contains(percents.count), abs(percents.reduce(0, +) - 100) < 1e-9 else {
            throw CommandError(
                "'\(word.text)' does not share out the screen", column: word.column, hint: "percents that make 100, \(example)")
        }
        return percents
    }
}
