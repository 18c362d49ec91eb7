// The desk: what commands act on.
import Charts
import Documents
import NeuralEngine
import Portraits
import Workspaces

/// A workspace, how it is shown, and the picture that was drawn last.
public struct Desk: Sendable {
    public internal(set) var workspace = Workspace()
    public internal(set) var style = Style()
    var exhibit: Exhibit?
    /// The chart or remark that `why` is asked about, if nothing was stepped since.
    var sight: Sight?
    /// What a command that changes nothing has shown since, while another command of this kind looks at the desk; at rest there is none.
    var glance: Sight?
    /// The questions that were asked, and what was answered.
    public internal(set) var quiz = Quiz()
    /// The training that was there before the present one.
    var earlier: EarlierTraining?
    /// The search that has begun.
    var search: SearchRun?

    public init() {}

    /// The chart drawn last, for front ends that keep one in view; nil once the network or the data that it tells of are gone.
    public var chart: Chart? { exhibit.flatMap { $0.tells(of: workspace) ? $0.chart : nil } }

    /// Whether that is of a search.
    public var chartIsOfSearch: Bool { chart != nil && exhibit?.isOfSearch == true }

    /// The same with another workspace on it.
    public func with(_ workspace: Workspace) -> Desk {
        var copy = self
        copy.workspace = workspace
        return copy
    }

    /// Walks to a place; nil means that no walk has begun.
    public mutating func go(to place: Stepper.Position?) { workspace.go(to: place) }

    /// A number as text.
    func text(_ number: Double) -> String { style.numerals.text(number) }
}

/// What the learner has set about how things are shown.
public struct Style: Sendable, Equatable {
    public var numerals = Numerals()
    public var marks = Marks.braille
    /// What the screen is behind the text; nil as far as the terminal tells.
    public var background: Background?
    /// How the panes of the full screen stand at first; nil as its size suggests.
    public var panes: PaneArrangement?

    public init() {}
}

/// A chart that was drawn, and which network and data it tells of.
struct Exhibit: Sendable {
    /// What a chart tells of.
    enum Subject: Sendable {
        case functions
        /// A search, which holds all that it tells.
        case search
        /// The network alone, such as its weights.
        case network
        /// The network and what it is shown, such as a boundary.
        case networkAndData
    }

    let chart: Chart
    let isOfSearch: Bool
    private let networkCount: Int?
    private let shownCount: Int?

    init(_ chart: Chart, of subject: Subject, in workspace: Workspace) {
        self.chart = chart
        isOfSearch = subject == .search
        networkCount = subject == .functions || isOfSearch ? nil : workspace.networkCount
        shownCount = subject == .networkAndData ? workspace.shownCount : nil
    }

    func tells(of workspace: Workspace) -> Bool {
        networkCount ?? workspace.networkCount == workspace.networkCount && shownCount ?? workspace.shownCount == workspace.shownCount
    }
}
