// All that the screen shows, as one value.
import Charts
import Language
import NeuralEngine
import Sessions

/// How the Explorer is to look.
public struct ExplorerOptions: Sendable, Equatable {
    public var usesColor: Bool
    public var isASCII: Bool

    public init(usesColor: Bool = true, isASCII: Bool = false) {
        self.usesColor = usesColor
        self.isASCII = isASCII
    }
}

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
    public var completion: CompletionList?
    /// The command that runs, and lines typed meanwhile that wait for their turn.
    public var running: Running?
    public var waiting: [String] = []
    /// A word about the last key, shown among the hints.
    public var remark: String?
    /// Whether the shared pane shows the chart rather than the values.
    public var showsChart = false
    public var replay: ReplayPlayer?
    public var isOver = false

    /// A command under way.
    public struct Running: Sendable {
        public let command: String
        public let control: RunControl
    }

    /// What Tab offers: the candidates, the one chosen, and how many characters before the cursor it replaces.
    public struct CompletionList: Sendable, Equatable {
        public var candidates: [Candidate]
        public var chosen: Int?
        public var replacing: Int
    }

    public init(session: Session, options: ExplorerOptions, width: Int, height: Int) {
        self.session = session
        self.options = options
        self.width = width
        self.height = height
    }

    public var workspace: Workspace { session.workspace }
    public var layout: ScreenLayout { ScreenLayout(width: width, height: height) }
    public var marks: Marks { options.isASCII ? .ascii : workspace.settings.marks }

    /// How replies are written into the transcript: charts go to their pane if there is one.
    var plainText: PlainText { PlainText(width: max(20, width - 2), isASCII: options.isASCII, marks: marks) }
}

/// The transcript on the screen: lines with their styles.
public struct Talk: Sendable, Equatable {
    public struct Line: Sendable, Equatable {
        public var text: String
        public var kind: Kind
    }

    public enum Kind: Sendable, Equatable {
        case command, output, error, narrative, remark
    }

    /// Older lines than this are forgotten by the screen; the session keeps them.
    private static let most = 5000

    public private(set) var lines: [Line] = []

    public mutating func add(_ text: String, _ kind: Kind) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) { lines.append(Line(text: String(line), kind: kind)) }
        if lines.count > Self.most { lines.removeFirst(lines.count - Self.most) }
    }
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
    case suspend
    case redraw
}
