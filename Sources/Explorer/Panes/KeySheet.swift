// The sheet of keys that `?` opens: those of the pane in focus first, then those that are the same everywhere.
import Charts
import Language

enum KeySheet {
    /// Keys and what they do.
    typealias Keys = [(key: String, meaning: String)]

    static func title(_ pane: Pane?, isReplay: Bool) -> String {
        isReplay ? "keys while a session is played" : pane.map { "keys of the pane \($0.rawValue)" } ?? "keys of the command line"
    }

    static func keys(of pane: Pane?, isReplay: Bool, hasWindow: Bool = false) -> Keys {
        if isReplay { return replay }
        switch pane {
        case nil: return line
        case .network where hasWindow: return time + window + arranging
        case .network: return time + selection + arranging
        case .step: return time + [("click", "on the bar above the step: go there")] + scrolling + arranging
        case .values: return [("v", "values, weights, gradients, data in turn")] + values + arranging
        case .training: return training
        case .chart, .transcript: return scrolling + arranging
        }
    }

    /// Keys that put the sheet away and do nothing else; any other is obeyed as it would be without it.
    static let onlyClose: [Key] = [.escape, .enter, .character(" "), .character("q")]

    static let everywhere: Keys = [
        ("F6 shift-F6, F7", "go round the panes; give one the whole screen, and back"),
        ("F5 F10 shift-F10", "continue, step, back"),
        ("Escape", "back to the command line"), ("Ctrl-C", "stop what runs, never the program"),
        ("Ctrl-L Ctrl-Z Ctrl-D", "draw anew, suspend, leave"), ("F12", "keep the screen as SVG; screen > FILE.txt as text"),
    ]

    private static let line: Keys = [
        ("space, backspace", "step and back, while nothing is typed"), ("Tab", "complete, with one line about each candidate"),
        ("up down, Ctrl-R", "earlier lines; search them"), ("right, Alt-F", "take the greyed suggestion, or a word of it"),
        ("Ctrl-A E, Alt-B F", "move by line and word"), ("Ctrl-K U W Y, Alt-Y", "kill, and put back"), ("Ctrl-_", "undo typing"),
        ("Alt-Enter", "begin another row"),
    ]

    private static let scrolling: Keys = [
        ("up down PgUp PgDn", "scroll, where the frame has arrows; so does the wheel"), ("Home End", "its beginning, its end"),
    ]

    private static let values: Keys = [
        scrolling[0], ("Home End", "its beginning, its end; of a large network layer by layer"),
    ]

    private static let arranging: Keys = [
        ("shift-arrow, { }", "change places with a pane; so does dragging its name"),
        ("alt-arrow, < > + -", "narrower, wider, taller, shorter; or drag a border"),
        ("[ ], =", "another pane in this place; all panes as usual"),
    ]

    private static let time: Keys = [
        ("right or n", "step; hold it to run on"), ("left or N", "back; hold it to run back in time"),
    ]

    private static let training: Keys = [
        ("space", "pause, and go on"), (".", "a single epoch"), ("+ -", "a larger or smaller learning rate, between epochs"),
        ("a", "another activation; or type optimizer, set batch, ..."),
        ("1 to 6, 0", "one picture alone; all of them"), ("^ ~", "loss on a logarithmic axis; smooth the curves"),
        ("left right, PgUp PgDn", "look back while it rests; Home End; click on a curve"),
        ("Enter, Escape", "rewind to the epoch looked at; back to the last one"),
        ("F9, Escape", "open and leave the view; a paused training waits"),
    ]

    private static let selection: Keys = [
        ("up down, click", "choose a node; the click explains it, also a weight"), ("b w e", "break at it, watch it, explain it"),
        ("v", "the window of a convolution, or the graph"),
        ("PgUp PgDn Home End", "scroll to nodes above, below; layers before, behind"),
    ]

    private static let window: Keys = [
        ("up down PgUp PgDn", "scroll an image with more rows than there is room for; so does the wheel"),
        ("Home End", "scroll to its left, to its right"), ("v", "the graph"),
        ("[3] {3} >3<", "under the window; the product just added; the number that won"),
    ]

    private static let replay: Keys = [
        ("space, right", "read on, or run the next command"), ("left", "back before the last move, exactly"),
        ("F5 or >", "play by itself, and pause"), ("+ -", "faster, slower"),
        ("Home End, click", "to the beginning, to the end; on the bar: there"),
        ("a command", "type it: you have taken over from here"), ("F8", "come back to where you took over or left"), ("Escape", "leave"),
    ]

    /// What stands in the place of the network before there is one.
    static func replaySheet(width: Int, height: Int) -> Canvas {
        var sheet = Canvas(width: width, height: height)
        let keyWidth = (replay.map(\.key.count).max() ?? 0) + 3
        for (y, key) in replay.enumerated() {
            sheet.write(key.key, x: 2, y: y, style: CellStyle(color: .series(0), bold: true))
            sheet.write(key.meaning, x: 2 + keyWidth, y: y)
        }
        return sheet
    }

    /// The sheet at the middle of a screen.
    static func draw(of pane: Pane?, isReplay: Bool, hasWindow: Bool, on canvas: inout Canvas) {
        let own = keys(of: pane, isReplay: isReplay, hasWindow: hasWindow)
        // What a replay has a meaning of its own for means nothing else there.
        let all = own + (isReplay ? everywhere.filter { !$0.key.contains("F5") && $0.key != "Escape" } : everywhere)
        let keyWidth = (all.map(\.key.count).max() ?? 0) + 2
        let width = min(canvas.width, 2 + keyWidth + (all.map(\.meaning.count).max() ?? 0) + 1)
        let height = min(canvas.height, all.count + 4)
        let rect = Rect(x: (canvas.width - width) / 2, y: (canvas.height - height) / 2, width: width, height: height)
        canvas.pane(PaneTitle(text: title(pane, isReplay: isReplay), isFocused: true), rect) { width, height in
            var sheet = Canvas(width: width, height: height)
            for (index, key) in all.enumerated() {
                let y = index + (index >= own.count ? 1 : 0)
                sheet.write(key.key, x: 0, y: y, style: CellStyle(color: .series(0), bold: true))
                sheet.write(key.meaning, x: keyWidth, y: y)
            }
            sheet.write("? again lists the commands; space or Escape closes; any other key is obeyed", x: 0, y: all.count + 2, style: .axis)
            return sheet
        }
    }
}
