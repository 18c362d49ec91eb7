// Replies and errors as plain text.
import Documents

extension PlainText {
    /// The text of a reply, without a line end after the last line.
    public func text(of reply: Reply) -> String { lines(of: reply).joined(separator: "\n") }

    public func lines(of reply: Reply) -> [String] { lines(of: reply.blocks) }

    /// An error: the message, the command with a caret under the place, and the hint.
    public func text(of error: CommandError, in command: String) -> String {
        var lines = ["error: \(error.message)"]
        if let column = error.column {
            let (shown, place) = PlainText.window(PlainText.printable(command), around: column, width: width - 4)
            lines += ["  " + shown, "  " + String(repeating: " ", count: place) + "^"]
        }
        if let hint = error.hint { lines.append("hint: \(hint)") }
        return lines.map { isASCII ? PlainText.ascii($0) : $0 }.joined(separator: "\n")
    }

    /// The part of a long command around a column, and where the column is in it.
    private static func window(_ command: String, around column: Int, width: Int) -> (String, Int) {
        let start = max(0, column - 1 - width / 2)
        guard command.count > width else { return (command, column - 1) }
        return ((start > 0 ? "..." : "") + command.dropFirst(start).prefix(width), column - 1 - start + (start > 0 ? 3 : 0))
    }

    /// A command as it can be shown: control characters, which could do anything to a terminal, stand as question marks.
    private static func printable(_ command: String) -> String {
        String(command.map { $0.unicodeScalars.contains { $0.value < 32 || (127..<160).contains($0.value) } ? "?" : $0 })
    }
}
