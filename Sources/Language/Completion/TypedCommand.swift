// A line that is still being typed.

/// The last command of a line that is still being typed: its finished words, and the one at the cursor, which may be empty.
struct TypedCommand {
    private(set) var words: [String] = []
    private(set) var last = ""

    /// Takes the line apart where `CommandLine` would: blanks inside quotes and brackets part no words, but a bracket may still be open.
    init(_ line: String) {
        var isQuoted = false, depth = 0
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "(" where !isQuoted, "[" where !isQuoted: depth += 1
            case ")" where !isQuoted, "]" where !isQuoted: depth = max(0, depth - 1)
            case ";" where !isQuoted && depth == 0, "\n":
                (words, last, isQuoted, depth) = ([], "", false, 0)
                continue
            case " " where !isQuoted && depth == 0:
                if !last.isEmpty { words.append(last) }
                last = ""
                continue
            default: break
            }
            last.append(character)
        }
    }

    /// The beginning of a file's name behind a `>` that it is joined to.
    var redirection: String? { words.isEmpty || !last.hasPrefix(">") ? nil : String(last.dropFirst()) }

    /// Whether the word stands behind a `>` of its own: a number to be compared with, or a file.
    var isBehindComparison: Bool { words.count > 1 && words.last == ">" }
}
