// What is wrong with a text that should be an expression.

/// An error in the text of an expression: what is wrong, where, and what would be right.
public struct FormulaError: Error, Equatable, Sendable {
    /// What is wrong, as one sentence without a full stop.
    public let message: String
    /// Where, counted in characters from 1 within the text of the expression.
    public let column: Int
    /// What would be right, if that can be said.
    public let hint: String?

    public init(_ message: String, column: Int, hint: String? = nil) {
        self.message = message
        self.column = column
        self.hint = hint
    }
}

/// A piece of the learner's text as it is quoted in a message: long ones are cut.
func quoted(_ text: String) -> String {
    let start = text.prefix(30)
    return start.endIndex == text.endIndex ? "'\(text)'" : "'\(start)...'"
}
