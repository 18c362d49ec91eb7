// What the Explorer looks like: how many colours, on what background, with which marks.
import Charts
import Language

/// How many colours may be used; fewer are, where the terminal has fewer.
public enum ColorDepth: String, Sendable, CaseIterable {
    case none
    /// As many as the terminal's description says; of a terminal that is open, eight or sixteen.
    case described
    /// The 256 of xterm.
    case palette
    /// Red, green and blue, 8 bits each.
    case truecolor

    /// Whether pictures are made of colours, and not of marks in colour.
    public var isRich: Bool { self == .palette || self == .truecolor }
}

/// How the Explorer is to look.
public struct ExplorerOptions: Sendable, Equatable {
    public var colors: ColorDepth
    public var isASCII: Bool
    /// What is behind the text, unless `set background` says otherwise.
    public var background: Background
    /// The marks for sessions that are played, which cannot know what this terminal's font has; nil leaves it to them.
    public var marks: Marks?
    /// How the panes stand at first, for the same sessions.
    public var panes: PaneArrangement?
    /// How many threads may share the work of training.
    public var threads: Int

    public init(
        colors: ColorDepth = .described, isASCII: Bool = false, background: Background = .dark, marks: Marks? = nil,
        panes: PaneArrangement? = nil, threads: Int = 1
    ) {
        self.colors = colors
        self.isASCII = isASCII
        self.background = background
        self.marks = marks
        self.panes = panes
        self.threads = threads
    }
}

extension State {
    public var marks: Marks {
        if options.isASCII { return .ascii }
        return playback.player == nil ? desk.style.marks : options.marks ?? desk.style.marks
    }

    /// Whether pictures are drawn in solid colour, two pixels a cell.
    public var drawsSolid: Bool { options.colors.isRich && marks != .ascii }

    public var background: Background { desk.style.background ?? options.background }
}
