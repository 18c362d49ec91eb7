// Tab completion: what can stand at the cursor, each with one line about it.

/// Completes the word before the cursor.
public enum Completion {
    /// The candidates for the last word of a line, and how many characters of it they replace. A word that is complete is among them.
    public static func candidates(
        for line: String, in workspace: Workspace, shelf: Shelf = .empty
    ) -> (replacing: Int, [Candidate]) {
        let typed = TypedCommand(line)
        guard let name = typed.words.first else {
            let beginning = typed.last.lowercased()
            let fitting = CommandTable.commands.filter { $0.name.hasPrefix(beginning) }
            return (typed.last.count, fitting.map { Candidate(text: $0.name, summary: $0.summary) })
        }
        guard let command = try? CommandTable.command(named: Word(name, column: 1)) else { return (0, []) }
        let place = CompletionPlace(command, typed, workspace, shelf)
        if let file = typed.redirection { return fitting(Completions.pictures.candidates(place.typing(file)), to: file) }
        if let (option, value) = place.openOption { return option.values.fitting(place.typing(value)) }
        let found = command.arguments.fitting(place)
        guard !typed.isBehindComparison else {
            return (found.replacing, fitting(Completions.pictures.candidates(place), to: typed.last).candidates + found.candidates)
        }
        // What an operator parts from the word before it is no option.
        let options = found.replacing < typed.last.count ? [] : fitting(place.freeOptions, to: typed.last).candidates
        return (found.replacing, found.candidates + options)
    }

    /// The candidates that begin like a word; upper and lower case are the same, and so is a word in quotes.
    static func fitting(_ candidates: [Candidate], to word: String) -> (replacing: Int, candidates: [Candidate]) {
        func bare(_ text: String) -> String { (text.hasPrefix("\"") ? String(text.dropFirst()) : text).lowercased() }
        let beginning = bare(word)
        var seen: Set<String> = []
        return (word.count, candidates.filter { bare($0.text).hasPrefix(beginning) && seen.insert($0.text).inserted })
    }
}
