// The screen and how it is shared out.
import Language

/// The size of the screen, where the panes stand, which of them has the focus or the whole of it, and how far each is scrolled.
public struct Screen: Sendable {
    public internal(set) var width: Int
    public internal(set) var height: Int
    /// Where the panes stand, and how large they are.
    public var arrangement: PaneArrangement
    /// The pane that the scrolling keys belong to, and the one that has the screen for itself.
    public internal(set) var focus: Pane?
    public private(set) var zoomed: Pane?
    /// What each pane shows first; one that is missing follows the step.
    public internal(set) var offsets: [Pane: Offset] = [:]
    /// What the mouse holds while its button is down.
    var grip: Grip?

    /// The first row, node or picture that a pane shows, and the first column or layer; what is nil follows the step.
    public struct Offset: Sendable, Equatable {
        public var row: Int?
        public var column: Int?
    }

    init(width: Int, height: Int, arrangement: PaneArrangement) {
        (self.width, self.height, self.arrangement) = (width, height, arrangement)
    }

    /// The pane whose keys are at hand.
    var active: Pane? { focus ?? zoomed }

    mutating func resize(width: Int, height: Int) { (self.width, self.height) = (width, height) }

    /// A pane gets the whole screen, and the focus.
    mutating func zoom(_ pane: Pane) { (zoomed, focus) = (pane, pane) }

    /// All panes are there again.
    mutating func unzoom() { zoomed = nil }

    /// The focus goes to a pane, and with it the whole screen if one has that.
    mutating func moveFocus(to pane: Pane) {
        focus = pane
        if zoomed != nil { zoomed = pane }
    }

    /// Everything follows the step again.
    mutating func followStep() { offsets = [:] }
}

/// What the mouse holds while its button is down: a border, a pane by its name, the scrub bar, or the cursor of a chart.
struct Grip: Sendable, Equatable {
    var scrubs = false
    /// Whether it is the cursor of the chart.
    var reads = false
    var border: Border?
    /// The pane whose title was clicked on, and whether it had the focus before.
    var pane: Pane?
    var hadFocus = false
    var start: Spot
    var hasMoved = false

    /// A cell of the screen.
    struct Spot: Sendable, Equatable { var x, y: Int }
}
