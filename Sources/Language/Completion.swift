// Tab completion: what can stand at the cursor, each with one line about it.

/// Completes the word before the cursor.
public enum Completion {
    /// The candidates for the last word of a line, and how many characters of it they replace.
    public static func candidates(for line: String, in workspace: Workspace) -> (replacing: Int, [Candidate]) {
        let command = line.split(separator: ";", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        let trimmed = String(command.drop { $0 == " " })
        guard let blank = trimmed.firstIndex(of: " ") else {
            let typed = trimmed.lowercased()
            let fitting = CommandTable.commands.filter { $0.name.hasPrefix(typed) }
            return (trimmed.count, fitting.map { Candidate(text: $0.name, summary: $0.summary) })
        }
        let name = String(trimmed[..<blank])
        guard let found = try? CommandTable.command(named: Word(name, column: 1)) else { return (0, []) }
        let word = String(trimmed.reversed().prefix { !" (,+*/^-<>=".contains($0) || $0 == ")" }.reversed())
        let options = found.options.map { Candidate(text: $0.name + "=", summary: $0.summary) }
        let all = found.arguments.candidates(workspace) + options
        return (word.count, all.filter { $0.text.lowercased().hasPrefix(word.lowercased()) && $0.text != word })
    }
}
