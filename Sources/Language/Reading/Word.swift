// A word as it is typed, with its place.

/// A word of a command and where it stands.
public struct Word: Sendable, Equatable {
    public let text: String
    /// The column of its first character in the command, from 1.
    public let column: Int

    public init(_ text: String, column: Int) {
        self.text = text
        self.column = column
    }

    /// The column of a name in an expression; of the expression if the name is not written there as such.
    func column(of name: String) -> Int {
        text.firstRange(of: name).map { column + text.distance(from: text.startIndex, to: $0.lowerBound) } ?? column
    }

    /// The word without the quotes around it, of which one inside is written twice: `"my first"` is the name my first.
    var unquoted: Word {
        guard text.count > 1, text.hasPrefix("\""), text.hasSuffix("\"") else { return self }
        return Word(String(text.dropFirst().dropLast().replacing("\"\"", with: "\"")), column: column + 1)
    }

    /// The beginning of a name that is being typed: its quotes are still open.
    static func unquoted(start typed: String) -> String {
        typed.hasPrefix("\"") ? String(typed.dropFirst().replacing("\"\"", with: "\"")) : typed
    }
}

extension Word {
    /// The parts between its commas, each without the quotes around it; commas in quotes are ordinary.
    var list: [Word] {
        var parts: [Word] = [], start = text.startIndex, isQuoted = false
        func add(to end: String.Index) {
            parts.append(Word(String(text[start..<end]), column: column + text.distance(from: text.startIndex, to: start)).unquoted)
        }
        for place in text.indices {
            if text[place] == "\"" { isQuoted.toggle() }
            guard text[place] == ",", !isQuoted else { continue }
            add(to: place)
            start = text.index(after: place)
        }
        add(to: text.endIndex)
        return parts
    }

    /// Whether the value of an option that is on or off says on.
    func isOn(_ option: String) throws(CommandError) -> Bool {
        switch text.lowercased() {
        case "on", "yes", "true", "1": return true
        case "off", "no", "false", "0": return false
        default: throw CommandError("'\(text)' is neither on nor off", column: column, hint: "write \(option)=on or \(option)=off")
        }
    }
}
