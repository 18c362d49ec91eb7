// A command is a value that states its own name, synopsis, help, examples and action; help, completion and the README read the same.
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
        _ name: String, aliases: [String] = [], group: Group, kind: Kind, synopsis: [String], summary: String, details: [String] = [],
        examples: [String] = [], options: [Option] = [], arguments: Completions = .none,
        run: @escaping @Sendable (inout Workspace, Arguments, RunControl) throws(CommandError) -> Reply
    ) {
        self.name = name
        self.aliases = aliases
        self.group = group
        self.kind = kind
        self.synopsis = synopsis
        self.summary = summary
        self.details = details
        self.examples = examples
        self.options = options
        self.arguments = arguments
        self.run = run
    }
}

/// Every command, and how a typed word finds one.
public enum CommandTable {
    public static let commands: [Command] = families.flatMap { $0 }

    private static let families: [[Command]] = [
        NetworkCommands.all, LayerCommands.all, LossCommands.all, OptimizerCommands.all, ParameterCommands.all, [NetworkCommands.define],
        DataCommands.all, SteppingCommands.all, StopCommands.all, LookingCommands.all, CheckCommands.all, TrainingCommands.all,
        PlottingCommands.all,
        SessionCommands.all,
    ]

    /// Single letters that always mean the same.
    static let letters = ["s": "step", "b": "back", "c": "continue", "p": "print", "q": "quit"]

    /// The command of a word: its name, an alias, or any unambiguous beginning of a name.
    public static func command(named word: Word) throws(CommandError) -> Command {
        let text = word.text.lowercased()
        let name = letters[text] ?? text
        if let exact = commands.first(where: { $0.name == name || $0.aliases.contains(name) }) { return exact }
        let starting = commands.filter { $0.name.hasPrefix(name) || $0.aliases.contains { $0.hasPrefix(name) } }
        if starting.count == 1, let only = starting.first { return only }
        if starting.count > 1 {
            throw CommandError(
                "'\(word.text)' could be \(starting.map(\.name).joined(separator: ", "))", column: word.column, hint: "type one more letter"
            )
        }
        let known =
            command(taking: name).map { "\($0.name) \(name)" } ?? closest(to: name, among: commands.flatMap { [$0.name] + $0.aliases })
        throw CommandError(
            "unknown command '\(word.text)'", column: word.column,
            hint: known.map { "did you mean '\($0)'?" } ?? "`help` lists the commands")
    }

    /// The command that a word stands behind: show of weights, data of xor; nil if there is none.
    static func command(taking word: String) -> Command? {
        ["show", "set", "data", "layer", "loss", "optimizer", "plot"].lazy.compactMap { name in commands.first { $0.name == name } }.first {
            command in
            let place = CompletionPlace(command, TypedCommand(command.name + " "), Workspace(), .empty)
            return command.arguments.candidates(place).contains { $0.text == word.lowercased() }
        }
    }
}

extension CommandTable {
    /// Whether a line asks to stop what runs.
    public static func isPause(_ line: String) -> Bool { name(of: line) == "pause" }

    /// Whether a line asks to leave.
    public static func isQuit(_ line: String) -> Bool { name(of: line) == "quit" }

    /// What is wrong with a line whatever its commands would find: an unknown command, an unknown option, an open bracket. Nil if nothing is.
    public static func mistake(in line: String) -> CommandError? {
        do {
            for command in try CommandLine.commands(of: line) {
                let asked = try command.splitRedirection().0
                _ = try Arguments(asked, for: try self.command(named: asked.words[0]))
            }
            return nil
        } catch {
            return error
        }
    }

    /// The examples on the help page of a command or term; none if there is no such page.
    public static func examples(ofPage name: String) -> [String] {
        (try? command(named: Word(name, column: 1)).examples) ?? Term.named(name)?.tries ?? []
    }

    /// Whether a line walks through a whole half of a pass, and answers with all that it found.
    public static func isWholePass(_ line: String) -> Bool { ["forward", "backward", "update"].contains(name(of: line)) }

    /// The full name of the command that a line begins with; nil if there is none such.
    public static func name(of line: String) -> String? { first(of: line)?.name }

    /// What the command that a line begins with may do; nil if there is none such.
    public static func kind(of line: String) -> Command.Kind? { first(of: line)?.kind }

    private static func first(of line: String) -> Command? {
        let word = line.drop { $0 == " " }.prefix { $0 != " " }
        return try? command(named: Word(String(word), column: 1))
    }
}
