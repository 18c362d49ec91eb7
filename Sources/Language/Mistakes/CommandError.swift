// Errors say what is wrong, where, and what would be right.
import Workspaces

/// Why a command was refused. A refused command has changed nothing.
public struct CommandError: Error, Equatable, Sendable {
    /// What is wrong, in one sentence without a full stop: `unknown command 'stpe'`.
    public var message: String
    /// Where: the column of the line, from 1. Nil if the place is not in the line.
    public var column: Int?
    /// What would be right: `did you mean 'step'?`.
    public var hint: String?
    /// Lines that may have been meant instead: the first of them that can be read where this was typed is told in place of the hint.
    var corrections: [String] = []
    /// The word that is no option of its command, or one without a value: the table of commands knows what it may be instead.
    var option: Word?
    /// What a workspace has refused, if that is the reason; front ends ask this, never the message.
    public internal(set) var cause: WorkspaceError?

    public init(_ message: String, column: Int? = nil, hint: String? = nil) {
        self.message = CommandError.shortened(message)
        self.column = column
        self.hint = hint
    }

    /// The same, about an option.
    func about(_ option: Word) -> CommandError {
        var error = self
        error.option = option
        return error
    }

    /// The same, with lines that may have been meant, before those that it has already.
    func orMeant(_ lines: [String?]) -> CommandError {
        var error = self
        error.corrections = lines.compactMap { $0 } + corrections
        return error
    }

    /// Two errors are the same that say the same.
    public static func == (a: CommandError, b: CommandError) -> Bool { a.message == b.message && a.column == b.column && a.hint == b.hint }

    /// A message that quotes a very long word keeps its beginning and its end.
    private static func shortened(_ message: String) -> String {
        guard message.utf8.count > 600, message.count > 300 else { return message }
        return message.prefix(140) + " ... " + message.suffix(140)
    }
}
