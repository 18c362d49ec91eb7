// What people type before they know the commands: deeds in other words, questions in a sentence. The sayings have a file of their own.

/// Reads lines that no command begins for what they mean.
enum EverydayWords {
    // MARK: What does it

    /// The error of a line that no command begins, with what does that which it says; nil where that is not known.
    static func error(_ line: CommandLine) -> CommandError? {
        guard let first = line.words.first, let hint = hint(for: line.words.map(\.text)) else { return nil }
        return CommandError("unknown command '\(first.text)'", column: first.column, hint: hint)
    }

    private static func hint(for typed: [String]) -> String? {
        var words = Sayings.plain(typed)
        let asked = questions.filter { words.starts(with: $0) }.max { $0.count < $1.count }
        words.removeFirst(asked?.count ?? 0)
        if let written = Sayings.written(words) { return "write: \(written)" }
        if let saying = Sayings.saying(words)?.saying { return example(of: saying) }
        if asked == nil, let ordered = ordered(typed) { return "write: \(ordered)" }
        guard asked != nil else {
            // A word that a command takes, or a slip of a finger, is told of by the table of commands.
            let isNear = CommandTable.near(CommandLine(text: typed[0], words: [Word(typed[0], column: 1)])) != nil
            return isNear ? nil : subject(in: words, of: 1).map(page)
        }
        // Of a question any of the words may say what it is about.
        for start in words.indices.dropFirst() {
            if let saying = Sayings.saying(words[start...])?.saying { return example(of: saying) }
        }
        for word in words {
            if let command = CommandTable.commands.first(where: { $0.name == word || $0.aliases.contains(word) }) {
                return example(command.examples.first ?? command.name)
            }
            if let command = CommandTable.command(taking: word) { return example("\(command.name) \(word)") }
        }
        return subject(in: words, of: 1).map(page)
    }

    private static func example(_ command: String) -> String {
        "for example: \(command)" + (CommandTable.name(of: command).map { "; `help \($0)` tells more" } ?? "")
    }

    private static func example(of saying: Sayings.Saying) -> String { (saying.note.map { $0 + "; " } ?? "") + example(saying.example) }

    /// A line whose command stands behind what it is about, `xor data`, in its order; nil where that is no line either.
    private static func ordered(_ typed: [String]) -> String? {
        guard let place = typed.indices.dropFirst().first(where: { CommandTable.isName(typed[$0].lowercased()) }) else { return nil }
        var words = typed
        words.insert(words.remove(at: place), at: 0)
        let text = words.joined(separator: " ")
        return CommandTable.isLine(text) ? text : nil
    }

    private static func page(_ subject: String) -> String { "`help \(subject)` tells of it" }

    private static let questions = [
        "how do i", "how do you", "how do we", "how does one", "how can i", "how can you", "how could i", "how would i", "how should i",
        "how to", "how", "where do i", "where can i", "where", "can i", "can you", "could you", "i want to", "i would like to", "i",
        "let me", "please",
    ].map { $0.split(separator: " ").map(String.init) }

    // MARK: What something is

    private static let askingForMeaning = ["what is", "what are", "what's", "whats", "what does", "what do", "what means", "meaning of"]
    private static let askingForWorking = ["how does", "how do"]

    /// What a question asks the meaning of: the words of `what is a sigmoid?` that name it, those of a term
    /// where the word alone would be a command; nil for other lines.
    static func subject(of line: CommandLine) -> [Word]? {
        let text = line.words.map { $0.text.lowercased() }.joined(separator: " ")
        func opening(_ openings: [String]) -> Int? { openings.first { text.hasPrefix($0 + " ") }?.split(separator: " ").count }
        var words = line.words
        let last = words.count - 1
        words[last] = Word(String(words[last].text.reversed().drop { "?!.".contains($0) }.reversed()), column: words[last].column)
        let end = words[last].text.lowercased()
        if let count = opening(askingForMeaning) {
            words.removeFirst(count)
            if ["mean", "do"].contains(end), words.count > 1 { words.removeLast() }
        } else if let count = opening(askingForWorking), end == "work" {
            words = Array(words[count..<last])
        } else {
            return nil
        }
        words.removeAll { Sayings.articles.contains($0.text.lowercased()) || $0.text.isEmpty }
        if words.count == 1, let term = Term.asked(words[0].text) {
            return term.names[0].split(separator: " ").map { Word(String($0), column: words[0].column) }
        }
        return words.isEmpty ? nil : words
    }

    /// Whether words that are being typed may become such a question.
    static func mayBecomeQuestion(_ words: [Word]) -> Bool {
        let text = words.map { $0.text.lowercased() }.joined(separator: " ")
        return text.count > 1 && (askingForMeaning + askingForWorking).contains { $0.hasPrefix(text) || text.hasPrefix($0 + " ") }
    }

    /// The longest run of words that has a page of its own, of so many words at least.
    static func subject(in words: [String], of least: Int) -> String? {
        for length in stride(from: min(3, words.count), through: least, by: -1) {
            for start in 0...(words.count - length) {
                let run = words[start..<start + length].joined(separator: " ")
                if run.count > 1, Help.explains(run) { return run }
            }
        }
        return nil
    }
}
