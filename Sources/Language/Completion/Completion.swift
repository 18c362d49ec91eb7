// Tab completion: what can stand at the cursor, each with one line about it.
import Portraits
import Workspaces

/// Completes the word before the cursor.
public enum Completion {
    /// The candidates for the last word of a line, and how many characters of it they replace. A word that is complete is among them.
    public static func candidates(
        for line: String, in desk: Desk, shelf: Shelf = .empty
    ) -> (replacing: Int, [Candidate]) {
        let typed = TypedCommand(line)
        guard let name = typed.words.first else {
            let beginning = typed.last.lowercased()
            let fitting = CommandTable.commands.filter { $0.name.hasPrefix(beginning) }
            return (typed.last.count, fitting.map { Candidate(text: $0.name, summary: $0.summary) })
        }
        guard let command = try? CommandTable.command(named: Word(name, column: 1)) else { return (0, []) }
        let place = CompletionPlace(command, typed, desk, shelf)
        if let file = typed.redirection { return Completions.fitting(Completions.pictures.candidates(place.typing(file)), to: file) }
        if let (option, value) = place.openOption { return option.values.fitting(place.typing(value)) }
        let found = command.arguments.fitting(place)
        guard !typed.isBehindComparison else {
            return (
                found.replacing, Completions.fitting(Completions.pictures.candidates(place), to: typed.last).candidates + found.candidates
            )
        }
        // What an operator parts from the word before it is no option.
        let options = found.replacing < typed.last.count ? [] : Completions.fitting(place.freeOptions, to: typed.last).candidates
        return (found.replacing, found.candidates + options)
    }
}
