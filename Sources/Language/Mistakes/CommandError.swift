// Errors say what is wrong, where, and what would be right.

/// Why a command was refused. A refused command has changed nothing.
public struct CommandError: Error, Equatable, Sendable {
    /// What is wrong, in one sentence without a full stop: `unknown command 'stpe'`.
    public var message: String
    /// Where: the column of the line, from 1. Nil if the place is not in the line.
    public var column: Int?
    /// What would be right: `did you mean 'step'?`.
    public var hint: String?
    /// What kind of error it is, where somebody has to know.
    public var cause: Cause?

    public init(_ message: String, column: Int? = nil, hint: String? = nil, cause: Cause? = nil) {
        self.message = CommandError.shortened(message)
        self.column = column
        self.hint = hint
        self.cause = cause
    }

    /// No error: what ends a rehearsal that has found none.
    static let rehearsed = CommandError("")

    /// What a command says that was asked to stop before it had anything to show.
    static let stoppedOnTheWay = CommandError("stopped on the way; nothing has changed")

    /// A message that quotes a very long word keeps its beginning and its end.
    private static func shortened(_ message: String) -> String {
        guard message.utf8.count > 600, message.count > 300 else { return message }
        return message.prefix(140) + " ... " + message.suffix(140)
    }
}
