// Transcripts: `> ` before a command, `#` before narrative, what was printed below, as plain text.
import Workspaces

/// What was said in a session, in order.
public struct Transcript: Sendable, Equatable {
    public internal(set) var entries: [Entry] = []
    /// Whether it was read from a saved file whose end is missing.
    public internal(set) var isCutOff = false

    public enum Entry: Sendable, Equatable {
        case narrative(String)
        /// A command, and what it printed; nil in a hand-written file that holds commands only.
        case command(Command, output: String?)
    }

    /// A command and the line of the file that it stands on, from 1; 0 if it was typed.
    public struct Command: Sendable, Equatable {
        public let text: String
        public let line: Int
        /// What it has found on its way, which a journal keeps; nil of one that finds nothing.
        var found: Findings?
    }

    public init() {}

    /// A command, and which of how many it is.
    public struct Place: Sendable, Equatable {
        public let command: Command
        /// From 1.
        public let number: Int
        public let count: Int

        /// `command 3 of 12, line 7: train 100`.
        var text: String { "command \(number) of \(count), line \(command.line): \(command.text.prefix(60))" }
    }

    /// The texts of all commands.
    public var commands: [String] {
        entries.compactMap { entry in
            if case .command(let command, _) = entry { command.text } else { nil }
        }
    }

    /// The command that was given last.
    var lastCommand: Command? {
        for case .command(let command, _) in entries.reversed() { return command }
        return nil
    }

    /// The first narrative: what a lesson is about.
    public var title: String? {
        for case .narrative(let text) in entries {
            let title = text.drop { $0 == " " }
            if !title.isEmpty { return String(title) }
        }
        return nil
    }

    mutating func append(command: String, output: String?, found: [String] = []) {
        let findings = found.isEmpty ? nil : Findings(found, hasEnded: true)
        entries.append(.command(Command(text: command, line: 0, found: findings), output: output))
    }

    /// The same commands and narrative, as a script.
    var withoutOutputs: Transcript {
        var script = Transcript()
        script.entries = entries.map { entry in
            if case .command(let command, _) = entry { .command(command, output: nil) } else { entry }
        }
        return script
    }

    mutating func append(narrative: String) { entries.append(.narrative(narrative)) }
}
