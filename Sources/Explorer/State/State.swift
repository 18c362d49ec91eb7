// All that the screen shows, as one value: what it is about, and five parts that each know what they may be.
import Charts
import Language
import NeuralEngine
import Sessions
import Workspaces

/// The state of the Explorer.
public struct State: Sendable {
    public var session: Session
    public var options: ExplorerOptions
    /// The files that completion knows.
    public var shelf = Shelf.empty
    /// Where the panes are.
    public var screen: Screen
    /// What is typed and answered.
    public var conversation = Conversation()
    /// What is looked at.
    public var looking = Looking()
    /// The session that is played.
    public var playback = Playback()
    /// What runs, and what waits for its turn meanwhile.
    public var agenda = Agenda()
    /// The view of a training.
    public var live = LiveTraining()
    public var isOver = false
    /// While a picture is drawn, what it asks for again and again.
    var settled: Settled?

    public init(session: Session, options: ExplorerOptions, width: Int, height: Int) {
        self.session = session
        self.options = options
        let arrangement = session.desk.style.panes ?? options.panes ?? PaneArrangement()
        screen = Screen(width: width, height: height, arrangement: arrangement)
    }

    /// What the panes show: the session's, or what is under the mouse while the scrub bar is dragged.
    public var workspace: Workspace { looking.scrubbing?.found ?? session.workspace }

    /// What commands act on, and how it is shown.
    var desk: Desk { session.desk }
}
