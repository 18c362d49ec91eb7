// A pane is one value: what it is called, what it shows, how it is scrolled, and the keys that it has of its own. Whoever draws, scrolls,
// arranges or explains panes asks it; to add one, write it in a file of its own, and name it in `Pane.view` and in Language's `Pane`.
import Charts
import Documents
import Language

/// What the screen knows of a pane.
protocol PaneView: Sendable {
    var pane: Pane { get }

    /// Whether it has something to show: if not, its neighbours take its room.
    /// - Parameter isBelow: whether it stands below the top, where it keeps its place with nothing in it.
    func hasContent(_ state: State, isBelow: Bool) -> Bool
    /// Whether it keeps its place all the same.
    func keepsPlace(_ state: State) -> Bool
    /// Where it is drawn while no pane has the whole screen; nil if it is not to be seen.
    func rect(_ state: State, _ layout: ScreenLayout) -> Rect?

    /// Its name, and what stands at the right end of its line of titles.
    func title(_ state: State) -> (text: String, note: String)
    /// What it shows in so many cells, and how much is out of sight.
    func content(_ state: State, width: Int, height: Int) -> State.Content
    /// What lies over it when it is drawn.
    func decorate(_ canvas: inout Canvas, _ state: State)

    /// Whether its frame says how many rows are out of sight, or only that there are some.
    var countsHidden: Bool { get }
    /// Rows that a page has fewer than its rectangle.
    var pageMargin: Int { get }
    /// Scrolls it inside a frame of so many cells: down is positive.
    func scroll(_ state: inout State, by rows: Int, width: Int, height: Int)
    /// Goes to the beginning or the end of what it shows.
    func scroll(_ state: inout State, toEnd: Bool, width: Int, height: Int)

    /// The keys that it has of its own while it is in focus; for the line of hints, what it says of scrolling; and for the sheet.
    func keymaps(_ state: State) -> [Keymap]
    var scrollHint: String? { get }
    var scrollHelp: [KeyHelp] { get }
    /// Whether keys can put it elsewhere.
    var isArranged: Bool { get }

    /// A click on what lies over it; nil if it hits nothing.
    func clickOver(_ state: inout State, x: Int, y: Int) -> [Task]?
    /// A click on what it shows, at a cell inside its frame.
    func click(_ state: inout State, x: Int, y: Int, width: Int, height: Int) -> [Task]
}

extension PaneView {
    func hasContent(_ state: State, isBelow: Bool) -> Bool { true }
    func keepsPlace(_ state: State) -> Bool { false }
    func rect(_ state: State, _ layout: ScreenLayout) -> Rect? {
        state.coversPanes || !state.hasContent(pane) ? nil : state.frame(of: pane, layout)
    }
    func title(_ state: State) -> (text: String, note: String) { (pane.rawValue, "") }
    func decorate(_ canvas: inout Canvas, _ state: State) {}

    var countsHidden: Bool { true }
    var pageMargin: Int { 2 }
    func scroll(_ state: inout State, by rows: Int, width: Int, height: Int) {}
    func scroll(_ state: inout State, toEnd: Bool, width: Int, height: Int) {
        scroll(&state, by: toEnd ? 1_000_000 : -1_000_000, width: width, height: height)
    }

    func keymaps(_ state: State) -> [Keymap] { [] }
    var scrollHint: String? { "\(pane.rawValue): up down PgUp PgDn scroll" }
    var scrollHelp: [KeyHelp] { [.scroll, .ends] }
    var isArranged: Bool { true }

    func clickOver(_ state: inout State, x: Int, y: Int) -> [Task]? { nil }
    func click(_ state: inout State, x: Int, y: Int, width: Int, height: Int) -> [Task] { [] }
}

extension State {
    typealias Content = (picture: Canvas, hidden: OutOfSight)

    /// A chart from some part of it on, or what is said where there is none.
    func content(of chart: Chart?, scrolledTo offset: Int?, orElse missing: String, width: Int, height: Int) -> Content {
        guard let chart else {
            var empty = Canvas(width: width, height: height)
            for (y, row) in PlainText(width: width).folded(missing, indent: 2).enumerated() { empty.write(row, x: 0, y: y, style: .axis) }
            return (empty, OutOfSight())
        }
        let most = chart.scrolling(width: width, height: height).most, first = min(offset ?? 0, most)
        return (
            chart.render(width: width, height: height, marks: marks, isSolid: drawsSolid, first: first),
            OutOfSight(above: first, below: most - first)
        )
    }

    /// Scrolls a pane of rows by some of them.
    mutating func scroll(_ pane: Pane, rows: Int, from first: Int, most: Int) {
        screen.offsets[pane, default: .init()].row = min(max(0, first + rows), most)
    }

    /// Scrolls a pane that shows a chart: by its parts where it has some, and by a page of them.
    mutating func scroll(_ pane: Pane, _ chart: Chart?, by rows: Int, width: Int, height: Int) {
        guard let (most, step) = chart?.scrolling(width: width, height: height) else { return }
        let isPage = abs(rows) >= height - 1, first = min(screen.offsets[pane]?.row ?? 0, most)
        let steps = step == 1 ? rows : isPage ? rows.signum() * max(1, abs(rows) / height) : rows.signum()
        scroll(pane, rows: steps * step, from: first, most: most)
    }
}
