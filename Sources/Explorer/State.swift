// All that the screen shows, as one value.
import Charts
import Documents
import Language
import NeuralEngine
import Sessions

/// The state of the Explorer.
public struct State: Sendable {
    public var session: Session
    public var options: ExplorerOptions
    public var width: Int
    public var height: Int
    public var line = LineEditor()
    public var talk = Talk()
    /// Rows that the transcript is scrolled up.
    public var scroll = 0
    /// Rows that a long answer wants: the transcript lies over the other panes until the next key.
    public var drawer: Int?
    /// The first row, node or picture that a pane shows, and the first layer of the network; what is missing follows the step.
    public var offsets: [Pane: Int] = [:]
    public var firstLayer: Int?
    /// The pane that the scrolling keys belong to, and the one that has the screen for itself.
    public var focus: Pane?
    public var zoomed: Pane?
    /// Where the panes stand, and how large they are.
    public var arrangement: PaneArrangement
    /// What the mouse holds while its button is down.
    var grip: Grip?
    var scrubbing: Scrubbing?
    /// The workspace before the last command, to mark what that has changed.
    public var before: Workspace?
    public var completion: CompletionList?
    /// The files that completion knows.
    public var shelf = Shelf.empty
    /// The examples of the help page in view.
    public var helpExamples: HelpExamples?
    /// Whether the sheet of keys is open.
    public var showsKeys = false
    /// What stands beside the network.
    public var side = SideContent.values
    /// Whether a step that looks through a window shows it in place of the graph.
    public var showsWindows = true
    /// The node or weight that keys act on.
    public var chosen: Chosen?
    /// The command that runs, and what waits for its turn meanwhile.
    public var running: Running?
    public var waiting: [Waiting] = []
    /// The view of a training.
    public var live = LiveTraining()
    /// A word about the last key, shown among the hints.
    public var remark: String?
    /// Whether the shared pane shows the chart rather than the values.
    public var showsChart = false
    public var replay: ReplayPlayer?
    /// Whether this is the first time here: Enter on the empty line begins a tour.
    public var offersTour = false
    /// The replay that was taken over or left, as it stood.
    var parked: (player: ReplayPlayer, moment: ReplayPlayer.Moment, isLeft: Bool)?
    /// How often `next` was pressed in a replay while a command ran.
    var waitingPlays = 0
    /// The item of the transcript where the last command stands.
    var answerStart = 0
    public var isOver = false

    /// A command under way.
    public struct Running: Sendable {
        public let command: String
        public let control: RunControl
        /// Whether it is the rest of a training, whose beginning was told before.
        var goesOn = false
    }

    /// What is to be run.
    public enum Waiting: Sendable, Equatable {
        /// As it was typed.
        case line(String)
        /// One epoch of a training that is paused.
        case singleEpoch(PlannedTraining)
        /// What is left of a training that was stopped for a moment.
        case rest(PlannedTraining)

        public var command: String {
            switch self {
            case .line(let line): line
            case .singleEpoch(let training): training.singleEpoch
            case .rest(let training): training.command
            }
        }

        /// As it is when a command was obeyed before it.
        func after(obeying command: String) -> Waiting {
            switch self {
            case .line: self
            case .singleEpoch(let training): .singleEpoch(training.after(obeying: command))
            case .rest(let training): .rest(training.after(obeying: command))
            }
        }

        var isRest: Bool { if case .rest = self { true } else { false } }
        var isLine: Bool { if case .line = self { true } else { false } }
    }

    public init(session: Session, options: ExplorerOptions, width: Int, height: Int) {
        self.session = session
        self.options = options
        arrangement = session.workspace.settings.panes ?? options.panes ?? PaneArrangement()
        self.width = width
        self.height = height
    }

    /// What the panes show: the session's, or what is under the mouse while the scrub bar is dragged.
    public var workspace: Workspace { scrubbing?.found ?? session.workspace }

    /// The transcript as it is seen in so many columns. Charts go to their pane if there is one.
    func transcriptPane(width: Int) -> TranscriptPane {
        let page = PlainText(width: max(20, width), isASCII: options.isASCII), width = max(1, width)
        return TranscriptPane(talk: talk, width: width, page: page, showsCharts: !layout.hasAllPlaces)
    }
}

/// The transcript on the screen, not yet folded: it is for every width.
public struct Talk: Sendable {
    public enum Item: Sendable {
        case text(String, Kind)
        case reply(Reply)
        case failure(CommandError, command: String)
    }

    public enum Kind: Sendable, Equatable {
        case command, output, error, narrative, remark
    }

    /// Older items than these are forgotten by the screen; the session keeps them.
    private static let most = 5000

    public private(set) var items: [Item] = []
    /// The items that stay in view while what follows them is read: the narrative of a replay.
    public private(set) var pinned: Range<Int>?

    public mutating func add(_ text: String, _ kind: Kind) { add(.text(text, kind)) }

    public mutating func add(_ item: Item) {
        items.append(item)
        let surplus = items.count - Self.most
        guard surplus > 0 else { return }
        items.removeFirst(surplus)
        pinned = pinned.flatMap { $0.lowerBound < surplus ? nil : $0.lowerBound - surplus..<$0.upperBound - surplus }
    }

    /// Adds narrative that stays in view.
    public mutating func pin(_ lines: [String]) {
        let start = items.count
        for line in lines { items.append(.text(line, .narrative)) }
        pinned = start..<items.count
    }

    public mutating func unpin() { pinned = nil }
}

/// What a command that ran has left.
public struct Finished: Sendable {
    public let session: Session
    public let outcomes: [Outcome]

    public init(session: Session, outcomes: [Outcome]) {
        self.session = session
        self.outcomes = outcomes
    }
}

/// What the loop is to do after an update.
public enum Task: Sendable {
    /// Run a line on a copy of the session.
    case run(String, Session, RunControl)
    /// Find how a training stood after an epoch, on a copy.
    case look(Int, Workspace, RunControl)
    /// Find how the pass stands after a step, on a copy.
    case seek(Int, Workspace)
    /// Keep a line for later runs.
    case remember(String)
    /// Write a picture of the screen into a file, as SVG.
    case keep(ScreenPicture)
    case suspend
    case redraw
}
