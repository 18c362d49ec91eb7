// What is looked at, and from which side.
import Charts
import Language
import Workspaces

/// What the panes show of a workspace, as far as keys and the mouse decide on it.
public struct Looking: Sendable {
    /// What stands beside the network.
    public var side = SideContent.values
    /// Whether a step that looks through a window shows it in place of the graph.
    public var showsWindows = true
    /// The node or weight that keys act on.
    public var chosen: Chosen?
    /// Where along x a chart of lines is read.
    public var reading: Double?
    /// What is seen of the search that runs.
    @Boxed var searching: Chart? = nil
    /// What the last command has left to be seen.
    public var aftermath = Aftermath()
    /// The pass as it is under the mouse.
    var scrubbing: Scrubbing?

    /// What a command leaves to be seen.
    public struct Aftermath: Sendable {
        /// The workspace before it, to mark what it has changed.
        public var before: Workspace?
        /// Whether the shared pane shows its chart rather than the values.
        public var showsChart = false
        /// Whether it was a step, or several.
        var wasWalk = false
    }
}

/// A node or a weight that keys act on.
public struct Chosen: Sendable, Equatable {
    public let name: String
    /// The quantity whose step is waited for, and the one that is watched and explained.
    let breakAt: String
    let watch: String
    /// No step computes an input: it is only explained.
    let isInput: Bool

    /// What the keys do with it, and the keys alone.
    var acts: String { isInput ? "\(name): e explain" : "\(name): b break, w watch, e explain" }
    var keys: String { isInput ? "\(name): e" : "\(name): b w e" }

    /// A weight.
    init(weight: String) { (name, breakAt, watch, isInput) = (weight, weight, weight, false) }

    /// A node: its output; an input has no other.
    init(node: String, isInput: Bool) {
        (name, self.isInput) = (node, isInput)
        (breakAt, watch) = isInput ? (node, node) : ("\(node).out", "\(node).out")
    }
}

/// The pass as it is under the mouse while the scrub bar is dragged. Nothing has happened until the button comes up.
struct Scrubbing: Sendable {
    /// The step that is wanted, and the workspace as it was at the one found last.
    var step: Int
    var found: Workspace?
    var isSeeking = false
}

/// The contents that the pane of values takes in turn.
public enum SideContent: String, Sendable, CaseIterable {
    case values, weights, gradients, data

    var next: SideContent {
        let all = Self.allCases
        return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
    }
}
