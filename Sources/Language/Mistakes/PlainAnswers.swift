// Replies and errors as plain text.
import Charts
import Documents

extension PlainText {
    /// The text of a reply, without a line end after the last line.
    public func text(of reply: Reply) -> String { lines(of: reply).joined(separator: "\n") }

    public func lines(of reply: Reply) -> [String] { lines(of: reply.blocks) }

    /// An error: the message, the command with a caret under the place, and the hint.
    public func text(of error: CommandError, in command: String) -> String {
        var lines = ["error: \(error.message)"]
        if let column = error.column {
            let (shown, place) = PlainText.window(command.tamed, around: column, width: width - 4)
            lines += ["  " + shown, "  " + String(repeating: " ", count: place) + "^"]
        }
        if let hint = error.hint { lines.append("hint: \(hint)") }
        return shown(lines.joined(separator: "\n"))
    }

    /// The part of a long command around a column, and where the column is in it.
    private static func window(_ command: String, around column: Int, width: Int) -> (String, Int) {
        let start = max(0, column - 1 - width / 2)
        guard command.count > width else { return (command, column - 1) }
        return ((start > 0 ? "..." : "") + command.dropFirst(start).prefix(width), column - 1 - start + (start > 0 ? 3 : 0))
    }
}
