// A command is a value that states its own name, synopsis, help, examples and action; help, completion and the README read the same.
import Documents
import Formula
import NeuralEngine

/// One command of the language.
public struct Command: Sendable {
    /// The families under which help lists the commands.
    public enum Group: String, CaseIterable, Sendable {
        case network = "Network", data = "Data", stepping = "Stepping", stops = "Stopping", looking = "Looking"
        case training = "Training", plotting = "Plotting", sessions = "Sessions"
    }

    /// What running the command may do to the workspace; decides how it is undone.
    public enum Kind: Sendable {
        /// Changes nothing.
        case look
        /// Walks through a pass: undone by walking back.
        case walk
        /// Changes the workspace: undone by keeping the old one.
        case change
    }

    public let name: String
    public let aliases: [String]
    public let group: Group
    public let kind: Kind
    /// How it behaves beside what else goes on, and how forms of it do otherwise, by their first word.
    public let manner: Manner
    let forms: [String: Manner]
    /// How it is written; one line a form.
    public let synopsis: [String]
    /// What it does, in one line.
    public let summary: String
    /// More, for its help page.
    public let details: [String]
    public let examples: [String]
    /// The names before `=` that it understands, each with one line of help.
    public let options: [Option]
    /// What can stand as an argument, for completion.
    public let arguments: Completions
    let run: @Sendable (inout Workspace, Arguments, RunControl) throws(CommandError) -> Reply

    public struct Option: Sendable {
        public let name: String
        public let summary: String
        /// Whether its value may contain blanks and runs to the next option.
        public let isOpenEnded: Bool
        /// What can stand behind its `=`, for completion.
        public let values: Completions
        /// The first arguments that it goes with; nil if it goes with all.
        let companions: [String]?

        public init(
            _ name: String, _ summary: String, isOpenEnded: Bool = false, values: Completions = .none, with companions: [String]? = nil
        ) {
            self.name = name
            self.summary = summary
            self.isOpenEnded = isOpenEnded
            self.values = values
            self.companions = companions
        }

        /// Whether it goes with a first argument.
        func goesWith(_ word: String) -> Bool { companions?.contains(word) ?? true }
    }

    init(
        _ name: String, aliases: [String] = [], group: Group, kind: Kind, manner: Manner? = nil, forms: [String: Manner] = [:],
        synopsis: [String], summary: String, details: [String] = [], examples: [String] = [], options: [Option] = [],
        arguments: Completions = .none,
        run: @escaping @Sendable (inout Workspace, Arguments, RunControl) throws(CommandError) -> Reply
    ) {
        self.name = name
        self.aliases = aliases
        self.group = group
        self.kind = kind
        self.manner = manner ?? Manner(kind == .look ? .obeyed : .waits)
        self.forms = forms
        self.synopsis = synopsis
        self.summary = summary
        self.details = details
        self.examples = examples
        self.options = options
        self.arguments = arguments
        self.run = run
    }
}
