// Transcripts: `> ` before a command, `#` before narrative, what was printed below, as plain text.

/// What was said in a session, in order.
public struct Transcript: Sendable, Equatable {
    public private(set) var entries: [Entry] = []

    public enum Entry: Sendable, Equatable {
        case narrative(String)
        /// A command, and what it printed; nil in a hand-written file that holds commands only.
        case command(Command, output: String?)
    }

    /// A command and the line of the file that it stands on, from 1; 0 if it was typed.
    public struct Command: Sendable, Equatable {
        public let text: String
        public let line: Int
    }

    public init() {}

    /// The texts of all commands.
    public var commands: [String] {
        entries.compactMap { entry in
            if case .command(let command, _) = entry { command.text } else { nil }
        }
    }

    /// The first narrative: what a lesson is about.
    public var title: String? {
        for case .narrative(let text) in entries {
            let title = text.drop { $0 == " " }
            if !title.isEmpty { return String(title) }
        }
        return nil
    }

    mutating func append(command: String, output: String?) {
        entries.append(.command(Command(text: command, line: 0), output: output))
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

// MARK: - As text

extension Transcript {
    /// The file: narrative stands apart from what was printed before it.
    public var text: String {
        var lines: [String] = []
        for entry in entries {
            switch entry {
            case .narrative(let text):
                if let last = lines.last, !last.isEmpty, !last.hasPrefix("#") { lines.append("") }
                lines.append(text.isEmpty ? "#" : "# " + text)
            case .command(let command, let output):
                lines.append("> " + command.text)
                lines += Transcript.printed(output ?? "")
            }
        }
        return lines.joined(separator: "\n") + (lines.isEmpty ? "" : "\n")
    }

    /// Printed lines; one that would read as a command or narrative is set off by a blank.
    private static func printed(_ output: String) -> [String] {
        guard !output.isEmpty else { return [] }
        return output.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.hasPrefix(">") || $0.hasPrefix("#") ? " " + $0 : String($0)
        }
    }

    /// Reads a file. Lines before the first command or narrative are refused: such a file is no session.
    public init(reading text: String, path: String) throws(TranscriptError) {
        var output: [String] = []
        func closeCommand(_ entries: inout [Entry]) {
            while output.last?.allSatisfy({ $0 == " " }) == true { output.removeLast() }
            if !output.isEmpty, case .command(let command, _)? = entries.last {
                entries[entries.count - 1] = .command(command, output: output.joined(separator: "\n"))
            }
            output = []
        }
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            if line.hasPrefix("#") {
                closeCommand(&entries)
                entries.append(.narrative(String(line.dropFirst(line.hasPrefix("# ") ? 2 : 1))))
            } else if line.hasPrefix(">") {
                closeCommand(&entries)
                let command = line.dropFirst().drop { $0 == " " }
                if !command.isEmpty { entries.append(.command(Command(text: String(command), line: index + 1), output: nil)) }
            } else if case .command? = entries.last {
                output.append(String(line))
            } else if !line.allSatisfy({ $0 == " " }) {
                throw TranscriptError(
                    message: "\(path), line \(index + 1): this is neither a command nor narrative",
                    hint: "a session has `> ` before a command and `#` before narrative")
            }
        }
        closeCommand(&entries)
    }
}

/// Why a file is no session.
public struct TranscriptError: Error, Equatable, Sendable {
    public let message: String
    public let hint: String
}
