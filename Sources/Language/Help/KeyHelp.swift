// The keys of the full screen in words, each said once: `help keys` tells of all of them. The Explorer binds each of these to what it does,
// and its sheet of `?` shows the ones at hand. A key that has no words here cannot be bound there; one that is not bound fails a test.

/// Some keys, and what they do.
public struct KeyHelp: Sendable, Hashable {
    /// `right or n`
    public let keys: String
    /// `step; hold it to run on`
    public let meaning: String
    /// The sentence of `help keys` that begins with them; empty if the one before tells of them, too.
    let sentence: String

    private init(_ keys: String, _ meaning: String, _ sentence: String = "") {
        (self.keys, self.meaning, self.sentence) = (keys, meaning, sentence)
    }

    /// All of them, a paragraph of `help keys` each.
    static let paragraphs: [[KeyHelp]] = [
        [step], [complete, recall, suggestion], [moveInLine, kill, undoTyping], [newRow, panes], training + [screen],
        [forward, backward, bar, side, choose, act, window] + windows, [places, sizes, others],
        [scroll, ends, valueEnds, networkEnds, readCurve], [help, interrupt, redraw, run, escape] + replay,
    ]

    /// All of them, in the order in which a sheet has those at hand.
    public static let all = paragraphs.flatMap { $0 }

    /// The lines of `help keys`.
    static var lines: [String] {
        paragraphs.map { $0.map(\.sentence).filter { !$0.isEmpty }.joined(separator: " ") }
    }
}

// MARK: The command line

extension KeyHelp {
    public static let step = KeyHelp(
        "space, backspace", "step and back, while nothing is typed",
        "space or F10 step, backspace or shift-F10 back (on an empty line), F5 continue.")
    public static let complete = KeyHelp(
        "Tab", "complete, with one line about each candidate",
        "Tab completes, up and down walk through earlier commands, Ctrl-R searches them, right takes the greyed suggestion.")
    public static let recall = KeyHelp("up down, Ctrl-R", "earlier lines; search them")
    public static let suggestion = KeyHelp("right, Alt-F", "take the greyed suggestion, or a word of it")
    public static let moveInLine = KeyHelp(
        "Ctrl-A E, Alt-B F", "move by line and word",
        "Ctrl-A Ctrl-E Alt-B Alt-F move, Ctrl-K Ctrl-U Ctrl-W Alt-D kill, Ctrl-Y yanks, Alt-Y an older one, Ctrl-_ undoes.")
    public static let kill = KeyHelp("Ctrl-K U W Y, Alt-Y", "kill, and put back")
    public static let undoTyping = KeyHelp("Ctrl-_", "undo typing")
    public static let newRow = KeyHelp("Alt-Enter", "begin another row", "Alt-Enter begins another row.")
}

// MARK: A training

extension KeyHelp {
    public static let pause = KeyHelp(
        "space", "pause, and go on; after the end, train on",
        "In the view of a training space pauses it and goes on, after its end makes it once more; . makes one epoch, < and > make it slower and "
            + "faster to watch, + and - change the learning rate; 1 to 7 show one picture alone, 0 all; ^ makes the loss logarithmic, ~ smooths "
            + "it.")
    public static let singleEpoch = KeyHelp(".", "a single epoch")
    public static let pace = KeyHelp("< >", "slower, faster: epochs a second, to watch it")
    public static let rate = KeyHelp("+ -", "a larger or smaller learning rate, between epochs")
    public static let activation = KeyHelp("a", "another activation; or type optimizer, set batch, ...")
    public static let picture = KeyHelp("1 to 7, 0", "one picture alone; all of them")
    public static let curves = KeyHelp("^ ~", "loss on a logarithmic axis; smooth the curves")
    public static let lookBack = KeyHelp("left right, PgUp PgDn", "look back while it rests; Home End; click on a curve")
    public static let rewind = KeyHelp("Enter, Escape", "rewind to the epoch looked at; back to the last one")
    public static let trainingView = KeyHelp("F9, Escape", "open and leave the view; a paused training waits")

    private static let training = [pause, singleEpoch, pace, rate, activation, picture, curves, lookBack, rewind, trainingView]
}

// MARK: The network and the step

extension KeyHelp {
    public static let forward = KeyHelp(
        "right or n", "step; hold it to run on",
        "With the network or the step in focus right or n steps and left or N goes back: hold it to run.")
    public static let backward = KeyHelp("left or N", "back; hold it to run back in time")
    public static let bar = KeyHelp(
        "click", "on the bar above the step: go there", "A click on the bar above the step goes there, and so does dragging along it.")
    public static let side = KeyHelp("v", "values, weights, gradients, data in turn")
    public static let choose = KeyHelp(
        "up down, click", "choose a node; the click explains it, also a weight",
        "In the network up and down choose a node; b breaks at it, w watches it, e explains it.")
    public static let act = KeyHelp("b w e", "break at it, watch it, explain it")
    public static let window = KeyHelp("v", "the window of a convolution, or the graph")
    public static let graph = KeyHelp("v", "the graph")
    public static let windowSigns = KeyHelp("[3] {3} >3<", "under the window; the product just added; the number that won")

    private static let windows = [imageScroll, imageEnds, graph, windowSigns]
}

// MARK: Panes

extension KeyHelp {
    public static let places = KeyHelp(
        "shift-arrow, { }", "change places with a pane; so does dragging its name",
        "With any pane in focus, shift with an arrow moves it: it changes places with its neighbour there; so do { and }. Alt with an "
            + "arrow, or < > + -, makes it narrower, wider, taller, shorter; [ and ] put another pane in its place; = gives back the "
            + "usual order and sizes.")
    public static let sizes = KeyHelp("alt-arrow, < > + -", "narrower, wider, taller, shorter; or drag a border")
    public static let others = KeyHelp("[ ], =", "another pane in this place; all panes as usual")
    public static let scroll = KeyHelp(
        "up down PgUp PgDn", "scroll, where the frame has arrows; so does the wheel",
        "The mouse drags the borders, and a pane by its name to another place. The arrows, page up and down, Home and End scroll what "
            + "is larger than its pane; so does the wheel. Signs in the frame say where there is more.")
    public static let readCurve = KeyHelp(
        "left right, click", "read the curves at a place: x, f, f'; the epoch and the loss",
        "In a chart of lines left and right, Home and End, a click or dragging move a cursor that reads x, f and f', or the epoch and the loss."
    )
    public static let ends = KeyHelp("Home End", "its beginning, its end")
    public static let valueEnds = KeyHelp("Home End", "its beginning, its end; of a large network layer by layer")
    public static let networkEnds = KeyHelp("PgUp PgDn Home End", "scroll to nodes above, below; layers before, behind")
    public static let imageScroll = KeyHelp(
        "up down PgUp PgDn", "scroll an image with more rows than there is room for; so does the wheel")
    public static let imageEnds = KeyHelp("Home End", "scroll to its left, to its right")
}

// MARK: A replay

extension KeyHelp {
    public static let readOn = KeyHelp("space, right", "read on; run the next command")
    public static let takeBack = KeyHelp("left", "back before the last move")
    public static let play = KeyHelp("F5", "play by itself, and pause")
    public static let speed = KeyHelp("< >", "slower, faster")
    public static let jump = KeyHelp("Home End, click", "to the beginning, the end; there")
    public static let takeOver = KeyHelp("a command", "type it: you have taken over from here")
    public static let comeBack = KeyHelp("F8", "back to where you took over")
    public static let leaveReplay = KeyHelp("Escape", "leave")

    private static let replay = [readOn, takeBack, play, speed, jump, takeOver, comeBack, leaveReplay]
}

// MARK: Everywhere

extension KeyHelp {
    public static let panes = KeyHelp(
        "F6 shift-F6, F7", "go round the panes; give one the whole screen, and back",
        "Page up and page down scroll; F6 goes round the panes, F7 zooms, Escape comes back.")
    public static let run = KeyHelp("F5 F10 shift-F10", "continue, step, back")
    public static let escape = KeyHelp("Escape", "back to the command line")
    public static let help = KeyHelp(
        "F1, ?", "the keys; F1 in a line: help with its command",
        "F1 tells of the command that is being typed; on an empty line it shows the keys, as ? does.")
    public static let interrupt = KeyHelp(
        "Ctrl-C", "stop what runs, never the program",
        "Ctrl-C stops what runs, Ctrl-L draws anew, Ctrl-Z suspends, Ctrl-D on an empty line leaves. ? shows the keys of the pane in focus."
    )
    public static let redraw = KeyHelp("Ctrl-L Ctrl-Z Ctrl-D", "draw anew, suspend, leave")
    public static let screen = KeyHelp(
        "F12", "keep the screen as SVG; screen > FILE.txt as text",
        "F12 keeps the screen as SVG, `screen > FILE.txt` as text.")

    /// Those that are the same everywhere.
    public static let everywhere = [help, panes, run, escape, interrupt, redraw, screen]

    /// What the function keys do, for who has pressed one that does nothing.
    public static let functions = "F1 help, F5 continue, F6 F7 panes, F9 training, F10 step, F12 keeps the screen"
}
