// Hints as people take them: typed as they stand.
import Language
import Sessions
import Testing
import Workspaces

@testable import Formula
@testable import Language

/// The commands that a hint names, typed where it was given.
enum TypedHints {
    /// Checks that what the hint of an error names can be typed there: no word behind the command is wrong. What is only not there yet is no
    /// fault of it; that has no place, or stands at the command.
    static func check(_ error: CommandError, of line: String, in session: Session) {
        // Of the desk alone: a copy of the session would write into its journal.
        for hint in commands(in: error.hint ?? "") { check(hint, of: line, on: session.desk) }
    }

    private static func check(_ hint: String, of line: String, on desk: Desk) {
        var desk = desk
        guard let commands = try? CommandLine.commands(of: hint) else {
            Issue.record("\(line.prefix(80)): hint: \(hint): cannot be read")
            return
        }
        // What stands for other commands is never read itself.
        for command in commands where desk.choice(for: command) == nil {
            if let mistake = mistake(in: command, desk), mistake.cause == nil, mistake.column ?? 1 > 1 {
                Issue.record("\(line.prefix(80)): hint: \(hint): \(mistake.message)")
                return
            }
            // Those behind it may need what it does. A training would take long, and reading is all that is looked at.
            let manner = CommandTable.manner(of: command.text)
            guard commands.count > 1, manner?.trains == false, (try? desk.execute(command, control: RunControl())) != nil else { return }
        }
    }

    private static func mistake(in command: CommandLine, _ desk: Desk) -> CommandError? {
        do {
            return desk.mistake(in: try command.splitRedirection().0)
        } catch {
            return error
        }
    }

    /// What a hint says to type: in backquotes, or behind a colon or `write`, up to the next way out. Of what stands there only commands by
    /// their names count.
    static func commands(in hint: String) -> [String] {
        let parts = hint.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        let quoted = parts.filter { $0.offset % 2 == 1 }.map { String($0.element) }
        let plain = parts.filter { $0.offset % 2 == 0 }.map(\.element).joined(separator: ": ")
        let behind = (plain.components(separatedBy: ": ").dropFirst() + plain.components(separatedBy: "write ").dropFirst()).map { tail in
            for end in [", or ", "; or", " shows", " lists"] {
                if let found = tail.firstRange(of: end) { return String(tail[..<found.lowerBound]) }
            }
            return tail
        }
        return (quoted + behind.map(sequence)).filter { startsWithCommand($0) && !$0.contains("...") }
    }

    /// The commands at the beginning of a text, joined by `;`, as far as each begins with a name.
    private static func sequence(_ text: String) -> String {
        text.components(separatedBy: "; ").prefix(while: startsWithCommand).joined(separator: "; ")
    }

    private static func startsWithCommand(_ text: String) -> Bool {
        text.split(separator: " ").first.map { CommandTable.isName($0.lowercased()) } ?? false
    }
}

extension String {
    fileprivate func components(separatedBy separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}
