// Errors say what is wrong, where, and what would be right.

/// Why a command was refused. A refused command has changed nothing.
public struct CommandError: Error, Equatable, Sendable {
    /// What is wrong, in one sentence without a full stop: `unknown command 'stpe'`.
    public var message: String
    /// Where: the column of the line, from 1. Nil if the place is not in the line.
    public var column: Int?
    /// What would be right: `did you mean 'step'?`.
    public var hint: String?

    public init(_ message: String, column: Int? = nil, hint: String? = nil) {
        self.message = message
        self.column = column
        self.hint = hint
    }
}
