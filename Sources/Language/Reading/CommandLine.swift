// A line as it is typed: commands separated by `;`, words by blanks, a comment from `#` on.
import Formula

/// One command: its words, and its text for the commands that read the rest of a line as an expression.
public struct CommandLine: Sendable, Equatable {
    /// The command without comment and surrounding blanks.
    public let text: String
    public let words: [Word]

    /// The commands of a line. Brackets, parentheses and quotes hold words together; `#` and `;` inside them are ordinary,
    /// and so is one that is the whole value of an option.
    /// Columns of errors are those of the line.
    public static func commands(of line: String) throws(CommandError) -> [CommandLine] {
        var scanner = Scanner(line)
        return try scanner.commands()
    }

    /// The lines of a text. A line ends with a line feed, before which a carriage return may stand, and with nothing else.
    public static func lines(of text: String) -> [String] {
        text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.last == "\r" ? line.dropLast() : line)
        }
    }

    /// The text from a word on, with its column.
    public func rest(from index: Int) -> Word {
        guard index < words.count else { return Word("", column: text.count + 1) }
        return Word(String(text.dropFirst(words[index].column - 1)), column: words[index].column)
    }

    /// The text from a column to the end of a word behind it.
    func text(from column: Int, through word: Word) -> Word {
        Word(String(text.dropFirst(column - 1).prefix(word.column + word.text.count - column)), column: column)
    }

    /// The text with something else in the place of a word; of a long line no more than that.
    func replacing(_ word: Word, with other: String) -> String {
        guard text.count <= Self.longestShown else { return other }
        return text.prefix(word.column - 1) + other + text.dropFirst(word.column - 1 + word.text.count)
    }

    /// A longer line is not said again in a hint.
    static let longestShown = 72

    /// Whether it may be an expression that stands alone, as `w5`, `1+1`, `sigmoid(0.3)` or `E`: no single word, and no `name=value`.
    var looksLikeExpression: Bool {
        if text == "E" { return true }
        let isAssignment = words[0].text.drop { $0.isLetter || $0 == "-" }.first == "="
        guard !isAssignment, text.contains(where: { $0.isNumber || "([.+*/^<>".contains($0) }) else { return false }
        return words.count == 1 || text.contains("(") || (try? Expression.parse(text)) != nil
    }

    /// The longest line that is read; a longer one is refused before it is taken apart.
    public static let longestLine = 200_000
}

private struct Scanner {
    let line: String
    private var text = ""
    private var column = 0
    /// Characters of the line taken so far.
    private var lineColumn = 0
    private var words: [Word] = []
    private var word = ""
    private var wordColumn = 0
    private var open: [(Character, Int)] = []
    private var found: [CommandLine] = []

    init(_ line: String) { self.line = line }

    mutating func commands() throws(CommandError) -> [CommandLine] {
        guard line.utf8.count <= CommandLine.longestLine else {
            throw CommandError(
                "this line has \(line.utf8.count) bytes; at most \(CommandLine.longestLine) are read", column: 1,
                hint: "large matrices belong in a data file, or in commands that set a row each")
        }
        for (offset, character) in line.enumerated() {
            if let bad = character.unicodeScalars.first(where: { $0.value < 32 && $0 != "\t" || $0.value == 127 || $0.value == 0xFFFD }) {
                throw CommandError(
                    "there is a byte here that is no text (code \(bad.value))", column: offset + 1,
                    hint: "is this a text file?")
            }
        }
        let ends = Set(" \t;#")
        for (character, next) in zip(line, line.dropFirst().map(Optional.some) + [nil]) {
            lineColumn += 1
            // `comment=#`, `separator=;`: behind the `=` of an option a lone sign is its value.
            let isValue = word.last == "=" && word.first?.isLetter == true && next.map(ends.contains) ?? true
            if open.isEmpty && character == "#" && !isValue { break }
            if open.isEmpty && character == ";" && !isValue {
                try endCommand()
            } else {
                // Web pages have blanks of their own, U+00A0 and others.
                take(character.isWhitespace && open.last?.0 != "\"" ? " " : character)
            }
        }
        try endCommand()
        return found
    }

    private mutating func take(_ character: Character) {
        if text.isEmpty && character == " " { return }
        text.append(character)
        column += 1
        let isQuoted = open.last?.0 == "\""
        if character == " " && open.isEmpty { return endWord() }
        if word.isEmpty { wordColumn = column }
        switch character {
        case "\"" where isQuoted: open.removeLast()
        case "\"": open.append((character, lineColumn))
        case "(", "[": if !isQuoted { open.append((character, lineColumn)) }
        case ")", "]": if !isQuoted && !open.isEmpty { open.removeLast() }
        default: break
        }
        word.append(character)
    }

    private mutating func endWord() {
        guard !word.isEmpty else { return }
        words.append(Word(word, column: wordColumn))
        word = ""
    }

    private mutating func endCommand() throws(CommandError) {
        endWord()
        if let (character, column) = open.first {
            throw CommandError(
                "this '\(character)' is never closed", column: column,
                hint: character == "(" ? "add ')'" : character == "[" ? "add ']'" : "add '\"'")
        }
        while text.hasSuffix(" ") { text.removeLast() }
        if !words.isEmpty { found.append(CommandLine(text: text, words: words)) }
        (text, column, words, open) = ("", 0, [], [])
    }
}
