// A command is a value that states its own name, synopsis, help, examples, manners and action; help, completion and the README read the same.
import Documents
import Formula
import NeuralEngine
import Portraits
import Workspaces

/// One command of the language.
public struct Command: Sendable {
    /// The families under which help lists the commands.
    public enum Group: String, CaseIterable, Sendable {
        case network = "Network", data = "Data", stepping = "Stepping", stops = "Stopping", looking = "Looking"
        case training = "Training", plotting = "Plotting", sessions = "Sessions"
    }

    /// What running the command may do; decides how it is undone. The type of its deed says so.
    public enum Kind: Sendable {
        /// Changes nothing.
        case look
        /// Walks through a pass: undone by walking back.
        case walk
        /// Changes the desk: undone by keeping the old one.
        case change
    }

    public let name: String
    public let aliases: [String]
    public let group: Group
    public let kind: Kind
    /// How it is written; one line a form.
    public let synopsis: [String]
    /// What it does, in one line.
    public let summary: String
    /// More, for its help page. It is put together only there: the table of commands is made at every start.
    public var details: [String] { makeDetails() }
    private let makeDetails: @Sendable () -> [String]
    public let examples: [String]
    /// The names before `=` that it understands, each with one line of help.
    public let options: [Option]
    /// Whether names before `=` may be others, too: then the command reads all of its words itself, and the options are what is offered.
    let hasFreeNames: Bool
    /// What can stand as an argument, for completion.
    public let arguments: Completions
    /// How it behaves beside what else goes on, and how forms of it do otherwise, by their first word.
    public let manner: Manner
    let forms: [String: Manner]
    /// Of a command that takes long, how one is written that does only so much of it: `train 523 batch=10`.
    let partly: (@Sendable (Arguments) -> @Sendable (_ epochs: Int) -> String)?
    /// Of a command that is kept as others, those that its line stands for: `train auto`. Nil where the line stands for itself.
    let standsFor: (@Sendable (CommandLine, Desk) -> [CommandLine]?)?
    /// Reads the words. What is wrong with them is found before anything happens.
    let read: @Sendable (Arguments, Desk) throws(CommandError) -> Deed

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

    private init(
        _ name: String, _ kind: Kind, aliases: [String], group: Group, synopsis: [String], summary: String,
        details: @escaping @Sendable () -> [String],
        examples: [String], options: [Option], arguments: Completions, manner: Manner, forms: [String: Manner],
        hasFreeNames: Bool = false, partly: (@Sendable (Arguments) -> @Sendable (Int) -> String)?,
        standsFor: (@Sendable (CommandLine, Desk) -> [CommandLine]?)?,
        read: @escaping @Sendable (Arguments, Desk) throws(CommandError) -> Deed
    ) {
        self.name = name
        self.kind = kind
        self.aliases = aliases
        self.group = group
        self.synopsis = synopsis
        self.summary = summary
        makeDetails = details
        self.examples = examples
        self.options = options
        self.hasFreeNames = hasFreeNames
        self.arguments = arguments
        self.manner = manner
        self.forms = forms
        self.partly = partly
        self.standsFor = standsFor
        self.read = read
    }

    /// A command that changes nothing.
    static func look(
        _ name: String, aliases: [String] = [], group: Group, synopsis: [String], summary: String,
        details: @autoclosure @escaping @Sendable () -> [String] = [],
        examples: [String] = [], options: [Option] = [], arguments: Completions = .none, manner: Manner = Manner(.obeyed),
        standsFor: (@Sendable (CommandLine, Desk) -> [CommandLine]?)? = nil,
        read: @escaping @Sendable (Arguments, Desk) throws(CommandError) -> Looking
    ) -> Command {
        Command(
            name, .look, aliases: aliases, group: group, synopsis: synopsis, summary: summary, details: details, examples: examples,
            options: options, arguments: arguments, manner: manner, forms: [:], partly: nil, standsFor: standsFor
        ) { words, desk throws(CommandError) in .look(try read(words, desk)) }
    }

    /// A command that walks through a pass.
    static func walk(
        _ name: String, aliases: [String] = [], group: Group, synopsis: [String], summary: String,
        details: @autoclosure @escaping @Sendable () -> [String] = [],
        examples: [String] = [], options: [Option] = [], arguments: Completions = .none, manner: Manner = Manner(.waits),
        read: @escaping @Sendable (Arguments, Desk) throws(CommandError) -> Acting
    ) -> Command {
        Command(
            name, .walk, aliases: aliases, group: group, synopsis: synopsis, summary: summary, details: details, examples: examples,
            options: options, arguments: arguments, manner: manner, forms: [:], partly: nil, standsFor: nil
        ) { words, desk throws(CommandError) in .act(try read(words, desk)) }
    }

    /// A command that changes what is on the desk.
    static func change(
        _ name: String, aliases: [String] = [], group: Group, synopsis: [String], summary: String,
        details: @autoclosure @escaping @Sendable () -> [String] = [],
        examples: [String] = [], options: [Option] = [], arguments: Completions = .none, manner: Manner = Manner(.waits),
        forms: [String: Manner] = [:], hasFreeNames: Bool = false,
        partly: (@Sendable (Arguments) -> @Sendable (Int) -> String)? = nil,
        standsFor: (@Sendable (CommandLine, Desk) -> [CommandLine]?)? = nil,
        read: @escaping @Sendable (Arguments, Desk) throws(CommandError) -> Acting
    ) -> Command {
        Command(
            name, .change, aliases: aliases, group: group, synopsis: synopsis, summary: summary, details: details, examples: examples,
            options: options, arguments: arguments, manner: manner, forms: forms, hasFreeNames: hasFreeNames, partly: partly,
            standsFor: standsFor
        ) { words, desk throws(CommandError) in .act(try read(words, desk)) }
    }
}

extension Command {
    /// Its manner in the form that some words have: of `layer activation` it is another one than of `layer dense`.
    func manner(of words: [Word]) -> Manner {
        words.count > 1 ? forms[words[1].text.lowercased()] ?? manner : manner
    }
}
